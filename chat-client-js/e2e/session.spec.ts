import { expect, test, type Page } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

/** Signs out behind the application's back. */
async function voidToken(page: Page, token: string): Promise<void> {
  const answer = await page.request.delete(`${server.address}api/v1/sessions/current`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(answer.status()).toBe(204);
}

async function storedToken(page: Page): Promise<string> {
  return page.evaluate(
    () => Object.values(localStorage).flatMap((value) => /"token":"([^"]+)"/.exec(String(value))?.[1] ?? [])[0] ?? "",
  );
}

test("a void token leads back to picking a name, and says so", async ({ browser }) => {
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  const token = await storedToken(ada.page);
  await ada.page.goto("about:blank");
  await voidToken(ada.page, token);
  await ada.page.goto(server.address);
  await expect(ada.page.getByText("You have been signed out")).toBeVisible();
  await ada.pickName("Ada the second");
  await expect(ada.page.getByRole("navigation", { name: "Rooms" })).toBeVisible();
});

test("a token that becomes void while it is used leads back at once", async ({ browser }) => {
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  await bob.createRoom("Short");
  await voidToken(bob.page, await storedToken(bob.page));
  await expect(bob.page.getByText("You have been signed out")).toBeVisible();
});

test("signing out warns first, and the name stays taken", async ({ browser }) => {
  const eve = await ChatPage.signIn(browser, server.address, "Eve");
  await eve.page.getByRole("button", { name: /Account/ }).click();
  await eve.page.getByRole("button", { name: "Sign out" }).click();
  await expect(eve.page.getByText("nobody can sign in under your name again")).toBeVisible();
  await eve.page.getByRole("button", { name: "Sign out and give up the name" }).click();
  await expect(eve.page.getByText("You have signed out.")).toBeVisible();
  await eve.pickName("eve");
  await expect(eve.page.getByRole("alert")).toHaveText("This name is taken. Try another one.");
});

test("a new name is shown to everybody at once, also on what was written before", async ({ browser }) => {
  const mia = await ChatPage.signIn(browser, server.address, "Mia");
  const tom = await ChatPage.signIn(browser, server.address, "Tom");
  await mia.createRoom("Names");
  await tom.join("Names");
  await mia.send("who am I?");
  await expect(tom.message("who am I?")).toContainText("Mia");
  await mia.page.getByRole("button", { name: /Account/ }).click();
  await mia.page.getByLabel("Your name").fill("Maria");
  await mia.page.getByRole("button", { name: "Change name" }).click();
  await expect(tom.message("who am I?")).toContainText("Maria");
  await mia.page.reload();
  await expect(mia.page.getByRole("button", { name: /Maria/ })).toBeVisible();
});

test("one can leave a room, go back in the history, and enter it again", async ({ browser }) => {
  const ann = await ChatPage.signIn(browser, server.address, "Ann");
  const ben = await ChatPage.signIn(browser, server.address, "Ben");
  await ann.createRoom("Door");
  await ben.join("Door");
  await ben.page.getByRole("button", { name: "Room settings" }).click();
  await ben.page.getByRole("button", { name: "Leave room" }).click();
  await ben.page.getByRole("dialog").getByRole("button", { name: "Leave room" }).click();
  await expect(ben.page.getByText("Choose a room")).toBeVisible();
  await expect(ann.page.getByRole("button", { name: "1 member" })).toBeVisible();
  await ann.send("meanwhile");
  await ben.page.goBack();
  await ben.page.getByRole("button", { name: "Join room" }).click();
  await expect(ben.messages).toHaveText(["meanwhile"]);
  await expect(ben.page).toHaveTitle(/Door/);
});
