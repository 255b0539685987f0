import { expect, test, type Page } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

/** Something is seen, and it is not the background alone. */
async function shown(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText.trim());
}

test("a room that cannot be shown says so beside the list, and keeps what was being typed", async ({ browser }) => {
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  await ada.createRoom("Working");
  await ada.createRoom("Broken");
  await ada.box.fill("half a sentence");
  const address = ada.page.url();
  // A browser without this function: the box for messages fails as soon as it is there.
  await ada.page.addInitScript(() => Reflect.deleteProperty(window, "matchMedia"));
  await ada.page.reload();
  await expect(ada.page.getByRole("alert").getByText("Something went wrong in this page")).toBeVisible();
  await ada.page.getByText("What happened").click();
  await expect(ada.page.getByText("matchMedia is not defined")).toBeVisible();
  await expect(ada.page.getByRole("link", { name: "Working" })).toBeVisible();
  await ada.page.evaluate(() => Object.assign(window, { matchMedia: () => ({ matches: false }) }));
  await ada.page.getByRole("button", { name: "Try again" }).click();
  await expect(ada.box).toHaveValue("half a sentence");

  const whole = new ChatPage(await ada.context.newPage());
  await whole.page.goto(address);
  await expect(whole.box).toHaveValue("half a sentence");
});

test("an application that fails as a whole says so, and can be reloaded", async ({ browser }) => {
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  await bob.page.addInitScript(() => {
    if (sessionStorage.getItem("mended") === null) {
      Reflect.deleteProperty(window, "WebSocket");
    }
  });
  await bob.page.reload();
  await expect(bob.page.getByRole("alert").getByText("Something went wrong in this page")).toBeVisible();
  await bob.page.evaluate(() => sessionStorage.setItem("mended", "yes"));
  await bob.page.getByRole("button", { name: "Reload the page" }).click();
  await expect(bob.page.getByRole("navigation", { name: "Rooms" })).toBeVisible();
});

for (const [what, pattern] of [["script", "**/assets/*.js"], ["style sheet and script", "**/assets/*"]] as const) {
  test(`a ${what} that does not load leaves a page that says so`, async ({ page }) => {
    await page.route(pattern, (route) => route.abort());
    await page.goto(server.address);
    await expect(page.getByRole("heading", { name: "The chat has not started" })).toBeVisible();
    await page.unroute(pattern);
    await page.getByRole("link", { name: "Load it again" }).click();
    await expect(page.getByLabel("Your name")).toBeVisible();
    expect(await shown(page)).not.toContain("has not started");
  });
}

test("a script that this browser cannot run leaves a page that says so", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Intl, "Segmenter"));
  await page.goto(server.address);
  await expect(page.getByRole("heading", { name: "The chat has not started" })).toBeVisible();
});

test("a script that never answers leaves a page that says so after a while", async ({ browser }) => {
  // Without motion, too: nothing else on the page may wait for an animation.
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await page.route("**/assets/*.js", () => undefined);
  await page.goto(server.address, { waitUntil: "commit" });
  // Once the style is there the message waits; its while is over at once.
  const waits = () => page.evaluate(() => document.getAnimations().map((animation) => (animation.finish(), (animation as CSSAnimation).animationName)));
  await expect.poll(waits).toEqual(["appear"]);
  await expect(page.getByRole("heading", { name: "The chat has not started" })).toBeVisible();
});

test("without JavaScript the page says what it needs", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(server.address);
  await expect(page.getByRole("heading", { name: "This chat needs JavaScript" })).toBeVisible();
});
