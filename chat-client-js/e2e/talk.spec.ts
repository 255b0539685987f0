import { expect, test } from "@playwright/test";
import { Cable } from "./cable.js";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

test("two people talk live, and both see the same after a reload and after a lost connection", async ({ browser }) => {
  const cable = new Cable(server);
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  const zoe = await ChatPage.signIn(browser, await cable.plugIn(), "Zoë");

  await ada.createRoom("Engine room");
  await zoe.join("Engine room");
  await ada.send("Hello Zoë");
  await expect(zoe.messages).toHaveText(["Hello Zoë"]);
  await zoe.send("Hello Ada");
  await expect(ada.messages).toHaveText(["Hello Zoë", "Hello Ada"]);
  expect([ada.loads, zoe.loads]).toEqual([1, 1]);

  await ada.page.reload();
  await expect(ada.messages).toHaveText(["Hello Zoë", "Hello Ada"]);
  await ada.send("to be edited");
  await ada.send("to be deleted");
  await expect(zoe.messages).toHaveCount(4);

  await zoe.context.setOffline(true);
  cable.cut();
  await expect(zoe.page.getByRole("button", { name: "Try now" })).toBeVisible();
  await ada.edit("to be edited", "edited meanwhile");
  await ada.delete("to be deleted");
  await ada.send("sent meanwhile");
  await zoe.send("written offline");
  await expect(zoe.log.getByText("Sending…")).toBeVisible();
  await expect(zoe.message("sent meanwhile")).toHaveCount(0);

  cable.mend();
  await zoe.context.setOffline(false);
  const all = ["Hello Zoë", "Hello Ada", "edited meanwhile", "This message was deleted.", "sent meanwhile", "written offline"];
  await expect(zoe.messages).toHaveText(all);
  await expect(ada.messages).toHaveText(all);
  await expect(zoe.page.getByRole("button", { name: "Try now" })).toHaveCount(0);
  expect([ada.loads, zoe.loads]).toEqual([2, 1]);
  cable.unplug();
});

test("an owner's rename and deletion of a room reach everybody at once", async ({ browser }) => {
  const owner = await ChatPage.signIn(browser, server.address, "Owner");
  const guest = await ChatPage.signIn(browser, server.address, "Guest");
  await owner.createRoom("Pump room");
  await guest.join("Pump room");

  await owner.page.getByRole("button", { name: "Room settings" }).click();
  await owner.page.getByLabel("Name of the room").fill("Valve room");
  await owner.page.getByRole("button", { name: "Rename" }).click();
  await expect(guest.page.getByRole("heading", { level: 1, name: "Valve room" })).toBeVisible();
  await expect(guest.page.getByRole("link", { name: "Valve room" })).toBeVisible();

  await guest.page.getByRole("button", { name: "2 members" }).click();
  await expect(guest.page.getByRole("complementary", { name: "Members" }).getByRole("listitem")).toHaveText([/Owner.*Owner/, /Guest.*you/]);

  await owner.page.getByRole("button", { name: "Room settings" }).click();
  await owner.page.getByRole("button", { name: "Delete room" }).click();
  await owner.page.getByRole("button", { name: "Delete for everybody" }).click();
  await expect(guest.page.getByText("This room does not exist")).toBeVisible();
  await expect(guest.page.getByRole("link", { name: "Valve room" })).toHaveCount(0);
});
