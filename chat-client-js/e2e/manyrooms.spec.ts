import { expect, test } from "@playwright/test";
import { Account } from "./account.js";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

const ROOMS = 150;
const nameOf = (number: number) => `Room ${String(number).padStart(3, "0")}`;

test("of many rooms only those on the screen are in the page, and each is reached by wheel, keyboard and filter", async ({ browser }) => {
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  const { page } = ada;
  const account = await Account.of(ada, server);
  for (let number = 0; number < ROOMS; number++) {
    await account.call("POST", "/rooms", { name: nameOf(number) });
  }
  await page.reload();
  const rows = page.locator(".room-link");
  const row = (number: number) => page.getByRole("link", { name: nameOf(number), exact: true });
  await expect(row(0)).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
  await expect(page.locator(".rows > li").first()).toHaveAttribute("aria-setsize", String(ROOMS));

  // By wheel, and what is on the screen stands one below the other without a hole.
  await page.locator(".room-lists").hover();
  await page.mouse.wheel(0, 100_000);
  await expect(row(ROOMS - 1)).toBeInViewport();
  await expect(row(0)).toHaveCount(0);
  const holes = await rows.evaluateAll((links) => {
    const boxes = links.map((link) => link.getBoundingClientRect());
    return boxes.slice(1).filter((box, index) => Math.abs(box.top - (boxes[index]?.bottom ?? 0)) > 1).length;
  });
  expect(holes).toBe(0);

  // By keyboard: the row with the focus stays in the page, however far one scrolls.
  await row(ROOMS - 1).focus();
  await page.keyboard.press("ArrowUp");
  await expect(row(ROOMS - 2)).toBeFocused();
  await page.mouse.wheel(0, -100_000);
  await expect(row(0)).toBeInViewport();
  await expect(row(ROOMS - 2)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(row(0)).toBeFocused();
  await page.keyboard.press("End");
  await expect(row(ROOMS - 1)).toBeFocused();
  await expect(row(ROOMS - 1)).toBeInViewport();
  await page.keyboard.press("Home");
  for (let number = 1; number <= 40; number++) {
    await page.keyboard.press("Tab");
  }
  await expect(row(40)).toBeFocused();
  await expect(row(40)).toBeInViewport();

  // By filter.
  await page.getByLabel("Find a room").fill("room 14");
  await expect(rows).toHaveCount(10);
  await expect(row(149)).toBeInViewport();
  await row(149).click();
  await expect(ada.box).toBeFocused();

  // Rooms that another user creates meanwhile move nothing beside the message box.
  await ada.page.getByLabel("Find a room").fill("");
  await ada.box.fill("half a ");
  await page.evaluate(() => {
    const changes: string[] = [];
    const room = document.querySelector("main.room");
    new MutationObserver((records) => changes.push(...records.map(({ type }) => type))).observe(room ?? document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    Object.assign(window, { changes });
  });
  const zoe = await Account.of(await ChatPage.signIn(browser, server.address, "Zoë"), server);
  for (let number = 0; number < 10; number++) {
    await zoe.call("POST", "/rooms", { name: `A new room ${number}` });
  }
  await page.getByLabel("Find a room").fill("a new");
  await expect(rows).toHaveCount(10);
  expect(await page.evaluate(() => (window as unknown as { changes: string[] }).changes)).toEqual([]);
  await ada.box.press("End");
  await page.keyboard.type("sentence");
  await expect(ada.box).toHaveValue("half a sentence");
});

test("of many members only those on the screen are in the page", async ({ browser, request }) => {
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  await bob.createRoom("Crowd");
  const room = await (await Account.of(bob, server)).room("Crowd");
  const names = Array.from({ length: 60 }, (_, number) => `Member ${String(number).padStart(2, "0")}`);
  for (const name of names) {
    const answer = await request.post(`${server.address}api/v1/users`, { data: { name } });
    const { token } = (await answer.json()) as { token: string };
    await request.put(`${server.address}api/v1/rooms/${room}/members/me`, { headers: { Authorization: `Bearer ${token}` } });
  }
  await bob.page.getByRole("button", { name: "61 members" }).click();
  const members = bob.page.getByRole("complementary", { name: "Members" });
  await expect(members.getByRole("listitem").first()).toContainText("Bob");
  expect(await members.getByRole("listitem").count()).toBeLessThan(60);
  await members.hover();
  await bob.page.mouse.wheel(0, 100_000);
  await expect(members.getByText("Member 59")).toBeInViewport();
});
