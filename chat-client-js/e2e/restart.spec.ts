import { expect, test } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

test("a client finds back by itself to a server that was killed, and everything is there", async ({ browser }) => {
  test.slow();
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  await ada.createRoom("Engine room");
  await bob.join("Engine room");
  await ada.send("before");
  await expect(bob.messages).toHaveText(["before"]);

  await server.kill();
  await expect(ada.page.getByRole("button", { name: "Try now" })).toBeVisible();
  await ada.send("while it was dead");
  await server.start();

  await expect(bob.messages).toHaveText(["before", "while it was dead"], { timeout: 60_000 });
  await expect(ada.messages).toHaveText(["before", "while it was dead"], { timeout: 60_000 });
  await bob.send("after");
  await expect(ada.messages).toHaveText(["before", "while it was dead", "after"]);
  expect([ada.loads, bob.loads]).toEqual([1, 1]);
});
