import { expect, test } from "@playwright/test";
import { Account } from "./account.js";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

const NOTHING = "There is nothing at this address";
const NO_ROOM = "This room does not exist";
const LIST = "Choose a room";

test("any typed address shows a room, the list, or an explanation", async ({ browser }) => {
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  await ada.createRoom("Engine room");
  const room = await (await Account.of(ada, server)).room("Engine room");
  const errors: string[] = [];
  ada.page.on("pageerror", (error) => errors.push(error.message));
  const addresses: readonly (readonly [string, string])[] = [
    ["", LIST],
    ["#", LIST],
    ["#/", LIST],
    ["#/rooms", LIST],
    ["#/rooms/", LIST],
    ["#/rooms/%", NOTHING],
    ["#/rooms/%zz", NOTHING],
    ["#/rooms/%E0%A4%A", NOTHING],
    [`#/rooms/${room}%`, NOTHING],
    [`#/rooms/${room}/more`, NOTHING],
    ["#/settings", NOTHING],
    ["#composer", NOTHING],
    ["#/rooms/%00", NO_ROOM],
    ["#/rooms/not-an-id", NO_ROOM],
    ["#/rooms/..%2F..%2Fusers", NO_ROOM],
    ["#/rooms/00000000-0000-0000-0000-000000000000", NO_ROOM],
    ["#/rooms/__proto__", NO_ROOM],
    [`#/rooms/${"x".repeat(100_000)}`, NO_ROOM],
  ];
  for (const [address, says] of addresses) {
    // From another page, so that the address is the first thing that the application reads.
    await ada.page.goto("about:blank");
    await ada.page.goto(server.address + address);
    await expect(ada.page.getByRole("main").getByRole("heading", { name: says }), address.slice(0, 60)).toBeVisible();
    await expect(ada.page.getByRole("link", { name: "Engine room" })).toBeVisible();
  }
  for (const same of [`#/rooms/${room.toUpperCase()}`, `#/ROOMS/${room}`, `#/rooms/${room}/`]) {
    await ada.page.goto("about:blank");
    await ada.page.goto(server.address + same);
    await expect(ada.box).toBeVisible();
    await expect(ada.page).toHaveTitle("Engine room – Chat");
  }
  // Also in a page that is there already, and out of it again.
  await ada.page.evaluate(() => (location.hash = "#/rooms/%"));
  await expect(ada.page.getByRole("heading", { name: NOTHING })).toBeVisible();
  await expect(ada.page).toHaveTitle("Chat");
  await ada.page.getByRole("button", { name: "All rooms" }).click();
  await expect(ada.page.getByRole("heading", { name: LIST })).toBeVisible();
  await ada.page.goBack();
  await ada.page.goBack();
  await expect(ada.box).toBeVisible();
  expect(errors).toEqual([]);
});

test("deleting an open room shows a page that says so", async ({ browser }) => {
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  const eve = await ChatPage.signIn(browser, server.address, "Eve");
  await bob.createRoom("Short-lived");
  await eve.join("Short-lived");
  const account = await Account.of(bob, server);
  await account.call("DELETE", `/rooms/${await account.room("Short-lived")}`);
  for (const { page } of [bob, eve]) {
    await expect(page.getByRole("heading", { name: NO_ROOM })).toBeVisible();
  }
  await eve.page.reload();
  await expect(eve.page.getByRole("heading", { name: NO_ROOM })).toBeVisible();
});
