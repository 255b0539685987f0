import { expect, test, type Page } from "@playwright/test";
import { Account } from "./account.js";
import { Cable } from "./cable.js";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

/** How many messages the browser keeps for later. */
async function kept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith("chat-outbox ") === true ? [name] : []));
    const counts = names.map(
      (name) =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(new Error(name));
          opening.onsuccess = () => {
            const counting = opening.result.transaction("messages").objectStore("messages").count();
            counting.onsuccess = () => {
              opening.result.close();
              resolve(counting.result);
            };
          };
        }),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  });
}

test("what was written offline survives a reload while still offline, and is sent once and in order", async ({ browser }) => {
  const cable = new Cable(server);
  const ada = await ChatPage.signIn(browser, await cable.plugIn(), "Ada");
  await ada.createRoom("Reloaded");
  const account = await Account.of(ada, server);
  const room = await account.room("Reloaded");
  cable.cutApi();
  const texts = ["one", "two", "three"];
  for (const text of texts) {
    await ada.send(text);
  }
  await expect(ada.sending).toHaveText(texts);
  await ada.page.reload();
  await expect(ada.sending).toHaveText(texts);
  await ada.page.reload();
  await expect(ada.sending).toHaveText(texts);
  expect(await account.texts(room)).toEqual([]);

  cable.mend();
  await expect(ada.messages).toHaveText(texts);
  await expect(ada.arrived).toHaveCount(3);
  expect(await account.texts(room)).toEqual(texts);
  await expect.poll(() => kept(ada.page)).toBe(0);
  cable.unplug();
});

test("a reload in the very moment after Enter loses nothing", async ({ browser }) => {
  const cable = new Cable(server);
  const bob = await ChatPage.signIn(browser, await cable.plugIn(), "Bob");
  await bob.createRoom("Hasty");
  const account = await Account.of(bob, server);
  const room = await account.room("Hasty");
  const texts = Array.from({ length: 8 }, (_, index) => `message ${index + 1}`);
  for (const [index, text] of texts.entries()) {
    cable.cutApi();
    await bob.box.fill(text);
    await Promise.all([
      bob.page.waitForEvent("load"),
      bob.page.evaluate(() => {
        const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
        document.getElementById("composer")?.dispatchEvent(enter);
        location.reload();
      }),
    ]);
    await expect.poll(() => kept(bob.page), text).toBe(1);
    cable.mend();
    await expect(bob.arrived).toHaveCount(index + 1);
  }
  expect(await account.texts(room)).toEqual(texts);
  cable.unplug();
});

test("another tab sends what a closed one has left", async ({ browser }) => {
  const cable = new Cable(server);
  const eve = await ChatPage.signIn(browser, await cable.plugIn(), "Eve");
  await eve.createRoom("Left behind");
  const account = await Account.of(eve, server);
  const room = await account.room("Left behind");
  const other = await eve.newTab();
  await expect(other.box).toBeVisible();
  cable.cut();
  await eve.send("one");
  await other.send("two");
  await eve.send("three");
  const texts = ["one", "two", "three"];
  await expect(other.sending).toHaveText(texts);
  await eve.page.close();
  cable.mend();
  await expect(other.arrived).toHaveCount(3);
  await expect(other.messages).toHaveText(texts);
  expect(await account.texts(room)).toEqual(texts);
  cable.unplug();
});

test("a tab that comes later sends what was left in a browser without any", async ({ browser }) => {
  const cable = new Cable(server);
  const tom = await ChatPage.signIn(browser, await cable.plugIn(), "Tom");
  await tom.createRoom("Later");
  await tom.createRoom("Elsewhere");
  const account = await Account.of(tom, server);
  cable.cut();
  await tom.send("to a room that is not opened again");
  const address = tom.page.url().replace(/#.*/, "");
  await tom.page.close();
  cable.mend();
  const page = await tom.context.newPage();
  await page.goto(address);
  await expect.poll(async () => account.texts(await account.room("Elsewhere"))).toEqual(["to a room that is not opened again"]);
  await expect.poll(() => kept(page)).toBe(0);
  cable.unplug();
});

test("two tabs of one person show the same on its way, and it goes over the wire once", async ({ browser }) => {
  const cable = new Cable(server);
  const mia = await ChatPage.signIn(browser, await cable.plugIn(), "Mia");
  await mia.createRoom("Twins");
  const twin = await mia.newTab();
  await expect(twin.box).toBeVisible();
  const sends: string[] = [];
  for (const { page } of [mia, twin]) {
    page.on("websocket", (socket) =>
      socket.on("framesent", ({ payload }) => String(payload).includes(`"type":"send"`) && sends.push(String(payload))),
    );
  }
  cable.cut();
  await mia.send("from one");
  await twin.send("from the other");
  const texts = ["from one", "from the other"];
  await expect(mia.sending).toHaveText(texts);
  await expect(twin.sending).toHaveText(texts);
  cable.mend();
  for (const tab of [mia, twin]) {
    await expect(tab.arrived).toHaveCount(2);
    await expect(tab.messages).toHaveText(texts);
  }
  const account = await Account.of(mia, server);
  expect(await account.texts(await account.room("Twins"))).toEqual(texts);
  expect(sends).toHaveLength(2);
  cable.unplug();
});

test("what failed is still there after a reload, to be sent again or discarded", async ({ browser }) => {
  const cable = new Cable(server);
  const owner = await ChatPage.signIn(browser, server.address, "Owner");
  const guest = await ChatPage.signIn(browser, await cable.plugIn(), "Guest");
  await owner.createRoom("Strict");
  await guest.join("Strict");
  const account = await Account.of(owner, server);
  const room = await account.room("Strict");
  const { id } = await Account.of(guest, server);
  cable.cut();
  await guest.send("first");
  await guest.send("second");
  await account.call("DELETE", `/rooms/${room}/members/${id}`);
  cable.mend();
  await expect(guest.page.getByRole("img", { name: "2 messages were not sent" })).toBeVisible();
  await guest.page.reload();
  await expect(guest.page.getByRole("img", { name: "2 messages were not sent" })).toBeVisible();
  await guest.page.getByRole("button", { name: "Join room" }).click();
  await expect(guest.failed).toHaveText(["first", "second"]);
  await guest.page.getByRole("button", { name: "Discard" }).first().click();
  await expect(guest.failed).toHaveText(["second"]);
  await guest.page.getByRole("button", { name: "Send again" }).click();
  await expect(owner.messages).toHaveText(["second"]);
  await expect(guest.failed).toHaveCount(0);
  await expect.poll(() => kept(guest.page)).toBe(0);
  cable.unplug();
});

test("signing out leaves nothing unsent behind", async ({ browser }) => {
  const cable = new Cable(server);
  const landlord = await ChatPage.signIn(browser, server.address, "Landlord");
  const lodger = await ChatPage.signIn(browser, await cable.plugIn(), "Lodger");
  await landlord.createRoom("Shared");
  await lodger.join("Shared");
  const account = await Account.of(landlord, server);
  const { id } = await Account.of(lodger, server);
  cable.cut();
  await lodger.send("secret");
  await account.call("DELETE", `/rooms/${await account.room("Shared")}/members/${id}`);
  cable.mend();
  await expect(lodger.page.getByRole("button", { name: "Join room" })).toBeVisible();
  expect(await kept(lodger.page)).toBe(1);
  await lodger.page.getByRole("button", { name: /Account/ }).click();
  await lodger.page.getByRole("button", { name: "Sign out" }).click();
  await lodger.page.getByRole("button", { name: "Sign out and give up the name" }).click();
  await expect(lodger.page.getByText("You have signed out.")).toBeVisible();
  expect(await kept(lodger.page)).toBe(0);
  cable.unplug();
});
