import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it is now. */
async function violations(page: Page): Promise<string[]> {
  // What is still fading in has not got its contrast yet.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  // Evaluated rather than added as a script, which the content security policy forbids.
  return page.evaluate(`${axe}; axe.run().then((results) => results.violations.flatMap((violation) =>
    violation.nodes.map((node) => violation.id + " " + node.target.join(" ") + " " + node.failureSummary)))`);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no screen breaks the rules of accessibility, ${colorScheme}`, async ({ browser }) => {
    const page = await (await browser.newContext({ colorScheme, reducedMotion: "reduce" })).newPage();
    const chat = new ChatPage(page);
    await page.goto(server.address);
    await expect(page.getByLabel("Your name")).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await chat.pickName(`Ada ${colorScheme}`);
    await expect(page.getByText("Choose a room")).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await page.evaluate(() => (location.hash = "#/rooms/%"));
    await expect(page.getByText("There is nothing at this address")).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await page.getByRole("button", { name: "New room" }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await chat.createRoom(`Engine room ${colorScheme}`);
    await expect(page.getByText("Nothing here yet")).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await chat.send("Hello https://example.org مرحبا");
    await chat.send("to be edited");
    await chat.edit("to be edited", "edited");
    await chat.send("to be deleted");
    await chat.delete("to be deleted");
    await page.getByRole("button", { name: "1 member" }).click();
    await chat.message("edited").hover();
    expect(await violations(page)).toEqual([]);

    await page.getByRole("button", { name: "Room settings" }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Delete room" }).click();
    expect(await violations(page)).toEqual([]);
  });

  test(`no page that tells of a failure breaks the rules of accessibility, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.goto(server.address);
    await expect(page.getByText("The chat has not started")).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await page.unroute("**/assets/*.js");
    await page.addInitScript(() => ["localStorage", "WebSocket"].forEach((name) => Object.defineProperty(window, name, { value: undefined })));
    await page.goto(server.address);
    await expect(page.getByText("This browser keeps nothing")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await new ChatPage(page).pickName(`Failing ${colorScheme}`);
    await expect(page.getByText("Something went wrong in this page")).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
