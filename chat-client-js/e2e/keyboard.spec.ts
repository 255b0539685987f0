import { expect, test, type Page } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

/** Presses Tab until the focus is where it should be; fails if it never gets there. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return `${element?.getAttribute("aria-label") ?? ""} ${element?.textContent ?? ""}`;
    });
    if (name.test(focused)) {
      return;
    }
  }
  throw new Error(`Tab does not lead to ${name.source}`);
}

test("everything from signing in to editing works without a mouse", async ({ page }) => {
  const chat = new ChatPage(page);
  await page.goto(server.address);
  await expect(page.getByLabel("Your name")).toBeFocused();
  await page.keyboard.type("Keys");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "Rooms" })).toBeVisible();

  await tabTo(page, /New room/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name of the room")).toBeFocused();
  await page.keyboard.type("Typed");
  await page.keyboard.press("Enter");
  await expect(chat.box).toBeFocused();

  await page.keyboard.type("first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await page.keyboard.press("Enter");
  await expect(chat.messages).toHaveText([/first line\s+second line/]);
  await expect(chat.arrived).toHaveCount(1);

  await page.keyboard.press("ArrowUp");
  await expect(page.getByLabel("Edit your message")).toBeFocused();
  await page.keyboard.type(", edited");
  await page.keyboard.press("Escape");
  await expect(chat.box).toBeFocused();
  await expect(chat.messages).not.toContainText(["edited"]);

  await page.keyboard.press("ArrowUp");
  await expect(page.getByLabel("Edit your message")).toBeFocused();
  await page.keyboard.type(", edited");
  await page.keyboard.press("Enter");
  await expect(chat.messages).toContainText(["second line, edited"]);
  await expect(chat.box).toBeFocused();

  await page.reload();
  await expect(chat.messages).toHaveCount(1);
  await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "New room" }).focus();
  await tabTo(page, /Account/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Your account" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Account/ })).toBeFocused();

  await page.keyboard.press("Control+Home");
  await page.locator(".skip-link").focus();
  await page.keyboard.press("Enter");
  await expect(chat.box).toBeFocused();
});
