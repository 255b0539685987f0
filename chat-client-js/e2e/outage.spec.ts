import { expect, test } from "@playwright/test";
import { Account } from "./account.js";
import { Cable } from "./cable.js";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

test("after an outage in which much changed all is as for the others, without a reload", async ({ browser }) => {
  const cable = new Cable(server);
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  const zoe = await ChatPage.signIn(browser, await cable.plugIn(), "Zoë");
  await ada.createRoom("Engine room");
  await zoe.join("Engine room");
  const account = await Account.of(ada, server);
  const room = await account.room("Engine room");
  const positions: number[] = [];
  for (let count = 1; count <= 30; count++) {
    positions.push(await account.send(room, `before-${count}`, `message ${count}`));
  }
  await expect(zoe.messages).toHaveCount(30);

  await zoe.context.setOffline(true);
  cable.cut();
  await expect(zoe.lost).toBeVisible();
  await zoe.send("written offline, first");
  for (const [index, position] of positions.entries()) {
    if (index % 3 === 0) {
      await account.call("PATCH", `/rooms/${room}/messages/${position}`, { text: `message ${index + 1}, edited once` });
      await account.call("PATCH", `/rooms/${room}/messages/${position}`, { text: `message ${index + 1}, edited twice` });
    } else if (index % 3 === 1) {
      await account.call("DELETE", `/rooms/${room}/messages/${position}`);
    }
    await account.send(room, `meanwhile-${index}`, `meanwhile ${index + 1}`);
  }
  await account.call("PATCH", "/users/me", { name: "Ada Lovelace" });
  await account.call("PATCH", `/rooms/${room}`, { name: "Analytical engine room" });
  await account.call("POST", "/rooms", { name: "A new room" });
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  await bob.join("Analytical engine room");
  await zoe.send("written offline, second");
  await expect(zoe.sending).toHaveText(["written offline, first", "written offline, second"]);

  cable.mend();
  await zoe.context.setOffline(false);
  await expect(zoe.lost).toHaveCount(0);
  await expect(zoe.sending).toHaveCount(0);
  const texts = await account.texts(room);
  expect(texts).toHaveLength(62);
  expect(texts.slice(-2)).toEqual(["written offline, first", "written offline, second"]);
  const shown = texts.map((text) => text || "This message was deleted.");
  await expect(zoe.messages).toHaveText(shown);
  await expect(ada.messages).toHaveText(shown);
  await expect(zoe.message("message 3").first()).toBeAttached();
  await expect(zoe.log.getByText("Ada", { exact: true })).toHaveCount(0);
  await expect(zoe.log.getByText("Ada Lovelace", { exact: true }).first()).toBeAttached();
  await expect(zoe.page.getByRole("heading", { level: 1, name: "Analytical engine room" })).toBeVisible();
  await expect(zoe.page.getByRole("link", { name: "A new room" })).toBeVisible();
  await expect(zoe.page.getByRole("button", { name: "3 members" })).toBeVisible();
  expect([ada.loads, zoe.loads]).toEqual([1, 1]);
  cable.unplug();
});

test("a connection that goes and comes many times loses and doubles nothing", async ({ browser }) => {
  test.slow();
  const cable = new Cable(server);
  const eve = await ChatPage.signIn(browser, server.address, "Eve");
  const tom = await ChatPage.signIn(browser, await cable.plugIn(), "Tom");
  await eve.createRoom("Flaky");
  await tom.join("Flaky");
  const account = await Account.of(eve, server);
  const room = await account.room("Flaky");
  for (let round = 1; round <= 6; round++) {
    cable.cut();
    await tom.send(`Tom ${round}, cut`);
    await account.send(room, `eve-${round}`, `Eve ${round}`);
    cable.mend();
    await tom.send(`Tom ${round}, mended`);
    await expect(tom.lost).toHaveCount(0);
  }
  await expect(tom.sending).toHaveCount(0);
  const texts = await account.texts(room);
  expect(texts.filter((text) => text.startsWith("Tom"))).toEqual([1, 2, 3, 4, 5, 6].flatMap((round) => [`Tom ${round}, cut`, `Tom ${round}, mended`]));
  expect(texts).toHaveLength(18);
  await expect(tom.messages).toHaveText(texts);
  await expect(eve.messages).toHaveText(texts);
  expect(tom.loads).toBe(1);
  cable.unplug();
});
