import { test, type Page } from "@playwright/test";

/** What chat-bench tells; it reads the lines that are logged. */
function told(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`Set ${name}`);
  }
  return value;
}

const address = told("CHAT_ADDRESS");
const room = told("CHAT_ROOM");
const newest = told("CHAT_NEWEST");
const times = Number(told("CHAT_TIMES"));

test.beforeEach(async ({ context }) => {
  await context.addInitScript((session) => localStorage.setItem("chat:/:session", session), told("CHAT_SESSION"));
});

test("a member who looks at the list of rooms opens one", async ({ context }) => {
  for (let time = 0; time < times; time++) {
    const page = await context.newPage();
    await page.goto(address);
    await page.locator(`a[href$="${room}"]`).waitFor();
    const begun = await page.evaluate(async (href) => {
      // Nobody clicks while the list is still being drawn.
      await new Promise((resolve) => requestIdleCallback(resolve));
      const link = document.querySelector<HTMLAnchorElement>(`a[href$="${href}"]`);
      const now = performance.now();
      link?.click();
      return now;
    }, room);
    console.log(`clicked: ${(await painted(page)) - begun} ms`);
    await page.close();
  }
});

test("a member comes to a room by its address", async ({ context }) => {
  for (let time = 0; time < times; time++) {
    const page = await context.newPage();
    await page.goto(`${address}#/rooms/${room}`, { waitUntil: "commit" });
    console.log(`addressed: ${await painted(page)} ms`);
    await page.close();
  }
});

/** When the newest message was painted, in milliseconds since the page began to load. */
function painted(page: Page): Promise<number> {
  return page.evaluate(async (position) => {
    const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
    const isInView = (): boolean => {
      const message = document.querySelector(`.message[data-position="${position}"]`);
      return message !== null && message.getBoundingClientRect().bottom <= innerHeight;
    };
    while (!isInView()) {
      await nextFrame();
    }
    // What this frame is about to show is on the screen when the next one begins.
    await nextFrame();
    return performance.now();
  }, newest);
}
