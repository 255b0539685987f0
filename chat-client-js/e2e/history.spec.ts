import { expect, test } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();
const COUNT = 330;

test("older messages load while scrolling up, and what is read stays where it is", async ({ browser, request }) => {
  test.slow();
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  await ada.createRoom("Archive");
  const room = decodeURIComponent(new URL(ada.page.url()).hash.replace("#/rooms/", ""));
  const token = await ada.page.evaluate(() => Object.values(localStorage).flatMap((value) => /"token":"([^"]+)"/.exec(String(value))?.[1] ?? [])[0]);
  for (let number = 1; number <= COUNT; number++) {
    const answer = await request.post(`${server.address}api/v1/rooms/${room}/messages`, {
      headers: { Authorization: `Bearer ${token ?? ""}` },
      data: { clientId: `seed-${number}`, text: `message ${number}` },
    });
    expect(answer.status()).toBe(201);
  }
  await ada.page.reload();
  await expect(ada.messages.last()).toHaveText(`message ${COUNT}`);
  await expect(ada.messages.last()).toBeInViewport();
  expect(await ada.messages.count()).toBeLessThan(COUNT);

  // Each time as far up as it goes: the message at the upper edge must not move when older ones come above it.
  while (!(await ada.page.getByText("This is where the room begins.").isVisible())) {
    const before = await ada.messages.count();
    const jump = await ada.log.evaluate(async (log) => {
      log.scrollTop = 0;
      const first = log.querySelector("[data-position]");
      const edge = () => first?.getBoundingClientRect().bottom ?? NaN;
      const edges = [edge()];
      await new Promise<void>((resolve) => {
        const look = () => {
          edges.push(edge());
          if (log.querySelector("[data-position]") !== first) {
            resolve();
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      });
      return Math.max(...edges) - Math.min(...edges);
    });
    expect(jump).toBeLessThanOrEqual(2);
    await expect.poll(() => ada.messages.count()).toBeGreaterThan(before);
  }
  await expect(ada.messages).toHaveText(Array.from({ length: COUNT }, (_, index) => `message ${index + 1}`));
});

test("new messages do not move who reads above, and a button leads to them", async ({ browser }) => {
  const zoe = await ChatPage.signIn(browser, server.address, "Zoë");
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  await bob.createRoom("Long");
  await bob.send(Array.from({ length: 20 }, (_, index) => `line ${index}`).join("\n"));
  await bob.send(Array.from({ length: 20 }, (_, index) => `row ${index}`).join("\n"));
  await bob.send("third");
  await zoe.join("Long");
  await expect(zoe.message("third")).toBeInViewport();

  await zoe.log.evaluate((log) => (log.scrollTop = 0));
  await expect(zoe.page.getByRole("button", { name: "Jump to the newest" })).toBeVisible();
  await bob.send("fourth");
  await expect(zoe.page.getByRole("button", { name: "1 new message" })).toBeVisible();
  expect(await zoe.log.evaluate((log) => log.scrollTop)).toBe(0);
  await zoe.page.getByRole("button", { name: "1 new message" }).click();
  await expect(zoe.message("fourth")).toBeInViewport();

  await bob.send("fifth");
  await expect(zoe.message("fifth")).toBeInViewport();
});
