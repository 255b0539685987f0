import { expect, test, type Page } from "@playwright/test";
import { Account } from "./account.js";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

/** Everything that this browser keeps for the site: the names of all places, and what they hold. */
async function kept(page: Page): Promise<string[]> {
  const cookies = (await page.context().cookies()).map(({ name }) => `cookie ${name}`);
  const others = await page.evaluate(async () => {
    const texts = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage).map(([name, text]) => `${name} = ${String(text)}`));
    const databases = (await indexedDB.databases()).map(({ name }) => `database ${name ?? ""}`);
    const caches = (await window.caches.keys()).map((name) => `cache ${name}`);
    const workers = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `worker ${scope}`);
    const files: string[] = [];
    for await (const [name] of (await navigator.storage.getDirectory()) as unknown as AsyncIterable<[string]>) {
      files.push(`file ${name}`);
    }
    return [...texts, ...databases, ...caches, ...workers, ...files];
  });
  return [...cookies, ...others];
}

async function signOut(chat: ChatPage): Promise<void> {
  await chat.page.getByRole("button", { name: /Account/ }).click();
  await chat.page.getByRole("button", { name: "Sign out" }).click();
  await chat.page.getByRole("button", { name: "Sign out and give up the name" }).click();
}

test("signing out leaves nothing in the browser, in any tab, and the next person finds nothing", async ({ browser }) => {
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  await ada.createRoom("First");
  await ada.box.fill("a draft for the first");
  const room = ada.page.url();
  await ada.createRoom("Second");
  const tab = await ada.newTab();
  await tab.box.fill("a draft in another tab");
  await expect.poll(async () => (await kept(ada.page)).map((each) => each.replace(/[0-9a-f-]{36}/g, "…").replace(/ http.*/, "")).sort()).toEqual([
    "chat:/:draft:…:… = a draft for the first",
    "chat:/:draft:…:… = a draft in another tab",
    expect.stringMatching(/^chat:\/:session = /),
    "database chat-outbox",
  ]);

  await signOut(ada);
  await expect(ada.page.getByText("You have signed out.")).toBeVisible();
  await expect(tab.page.getByLabel("Your name")).toBeVisible();
  await expect.poll(() => kept(ada.page)).toEqual([]);
  expect(new URL(ada.page.url()).hash).toBe("#/");

  await ada.pickName("Eve");
  await expect(tab.page.getByRole("button", { name: /Eve/ })).toBeVisible();
  await ada.page.goto(room);
  await ada.page.getByRole("button", { name: "Join room" }).click();
  await expect(ada.box).toHaveValue("");
  await expect(ada.messages).toHaveCount(0);
});

test("a token that became void leaves nothing either", async ({ browser }) => {
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  await bob.createRoom("Void");
  await bob.box.fill("a draft");
  await (await Account.of(bob, server)).call("DELETE", "/sessions/current");
  await expect(bob.page.getByText("You have been signed out")).toBeVisible();
  await expect.poll(() => kept(bob.page)).toEqual([]);
});

test("a room that is deleted takes its draft along, and one that is only left keeps it", async ({ browser }) => {
  const mia = await ChatPage.signIn(browser, server.address, "Mia");
  const account = await Account.of(mia, server);
  const drafts = async () => (await kept(mia.page)).filter((each) => each.includes(":draft:")).map((each) => each.replace(/.* = /, ""));
  for (const name of ["Deleted while open", "Deleted meanwhile", "Deleted while away"]) {
    await mia.createRoom(name);
    await mia.box.fill(name);
  }
  await (await ChatPage.signIn(browser, server.address, "Zoë")).createRoom("Left");
  await mia.join("Left");
  await mia.box.fill("Left");
  expect((await drafts()).sort()).toEqual(["Deleted meanwhile", "Deleted while away", "Deleted while open", "Left"]);

  await account.call("DELETE", `/rooms/${await account.room("Left")}/members/me`);
  await mia.page.getByRole("link", { name: "Deleted while open" }).click();
  await expect(mia.box).toHaveValue("Deleted while open");
  for (const name of ["Deleted while open", "Deleted meanwhile"]) {
    await account.call("DELETE", `/rooms/${await account.room(name)}`);
  }
  await expect.poll(async () => (await drafts()).sort()).toEqual(["Deleted while away", "Left"]);

  await mia.page.goto("about:blank");
  await account.call("DELETE", `/rooms/${await account.room("Deleted while away")}`);
  await mia.page.goto(server.address);
  await expect.poll(drafts).toEqual(["Left"]);
});
