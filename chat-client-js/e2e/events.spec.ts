import { expect, test, type Page } from "@playwright/test";
import { Account } from "./account.js";
import { Cable } from "./cable.js";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";
import { Nginx } from "./nginx.js";

const server = useChatServer();

/** A room, a user who writes in it, and the address of its events. */
async function room(chat: ChatPage, name: string) {
  await chat.createRoom(name);
  const account = await Account.of(chat, server);
  const id = await account.room(name);
  const token = await chat.page.evaluate(() => (JSON.parse(localStorage.getItem("chat:/:session") ?? "") as { token: string }).token);
  const say = (text: string) => account.send(id, text, text);
  return { id, token, say, events: `api/v1/rooms/${id}/events?access_token=${token}` };
}

/** A bare EventSource, opened without a position, in a page of the address; tells what it got. */
async function listen(page: Page, address: string, events: string): Promise<{ texts: () => Promise<string[]>; state: () => Promise<number>; breaks: () => Promise<number> }> {
  await page.goto(address);
  await page.evaluate((from) => {
    const got: { texts: string[]; breaks: number; source: EventSource } = { texts: [], breaks: 0, source: new EventSource(from) };
    got.source.addEventListener("changes", (event: MessageEvent<string>) => {
      const batch = JSON.parse(event.data) as { changes: { message?: { text: string } }[] };
      got.texts.push(...batch.changes.map((change) => change.message?.text ?? ""));
    });
    got.source.addEventListener("error", () => got.breaks++);
    Object.assign(window, { got });
    return new Promise((resolve) => got.source.addEventListener("heartbeat", resolve, { once: true }));
  }, events);
  const got = <T>(what: string) => page.evaluate<T>(`got.${what}`);
  return { texts: () => got("texts"), breaks: () => got("breaks"), state: () => got("source.readyState") };
}

test("a browser's event stream that is cut before its first message loses nothing", async ({ browser }) => {
  const chat = await ChatPage.signIn(browser, server.address, "Ada");
  const { events, say } = await room(chat, "Engines");
  const cable = new Cable(server);
  const source = await listen(chat.page, await cable.plugIn(), events);

  cable.cut();
  await expect.poll(source.breaks).toBe(1);
  for (const text of ["one", "two", "three"]) {
    await say(text);
  }
  cable.mend();

  await expect.poll(source.texts).toEqual(["one", "two", "three"]);
  cable.unplug();
});

test("the example goes on after a restart behind a proxy, where a bare event stream ends for ever", async ({ browser }) => {
  const nginx = new Nginx();
  const address = await nginx.start(server);
  const chat = await ChatPage.signIn(browser, server.address, "Ben");
  const { id, token, say, events } = await room(chat, "Boilers");
  const bare = await listen(await chat.context.newPage(), address, events);
  const example = await chat.context.newPage();
  await example.goto(`${address}examples/events/index.html#${id}&${token}`);
  const shown = example.getByRole("listitem");
  await say("before");
  await expect(shown).toHaveText(["before"]);

  await server.kill();
  await expect.poll(bare.state).toBe(2);
  await server.start();
  await say("after");

  await expect(shown).toHaveText(["before", "after"]);
  expect(await bare.texts()).toEqual(["before"]);
  await nginx.stop();
});
