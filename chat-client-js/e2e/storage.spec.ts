import { expect, test, type Page } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

const FOR_THE_TAB = "This browser keeps nothing: your name lasts until you close this tab.";
const FOR_THE_PAGE = "This browser keeps nothing: your name lasts until you close or reload this tab.";

type Affliction = (page: Page) => Promise<unknown>;

/** Makes each of the properties throw when it is looked at, as where a browser blocks a site's data. */
const forbidding = (...names: string[]): Affliction => (page) =>
  page.addInitScript((forbidden) => {
    for (const name of forbidden) {
      Object.defineProperty(name === "locks" ? Navigator.prototype : window, name, {
        configurable: true,
        get: () => {
          throw new DOMException(`Access is denied: ${name}`, "SecurityError");
        },
      });
    }
  }, names);

const removing = (...names: string[]): Affliction => (page) =>
  page.addInitScript((removed) => {
    for (const name of removed) {
      Object.defineProperty(name === "locks" ? Navigator.prototype : window, name, { configurable: true, value: undefined });
    }
  }, names);

type Place = "localStorage" | "sessionStorage";

/** Fills storages to their last character; what the page itself writes then does not fit. Runs in the page. */
function fill(names: readonly Place[]): void {
  for (const name of names) {
    for (let size = 4_000_000, part = 0; size >= 1; ) {
      try {
        window[name].setItem(`filler ${part}`, "x".repeat(size));
        part += 1;
      } catch {
        size = Math.floor(size / 2);
      }
    }
  }
}

const filling = (...names: Place[]): Affliction => (page) => page.addInitScript(fill, names);

const silencing: Affliction = (page) =>
  page.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });

const cases: readonly (readonly [string, Affliction, string | undefined, boolean])[] = [
  ["all storage is forbidden", forbidding("localStorage", "sessionStorage", "indexedDB", "BroadcastChannel", "locks"), FOR_THE_PAGE, false],
  ["all storage is missing", removing("localStorage", "sessionStorage", "indexedDB", "BroadcastChannel", "locks"), FOR_THE_PAGE, false],
  ["all storage for texts is full", filling("localStorage", "sessionStorage"), FOR_THE_PAGE, false],
  ["localStorage is forbidden", forbidding("localStorage"), FOR_THE_TAB, true],
  ["localStorage is full", filling("localStorage"), FOR_THE_TAB, true],
  ["IndexedDB never answers", silencing, undefined, true],
];

for (const [where, afflict, note, survives] of cases) {
  test(`where ${where} one signs in, writes, and is told how long the name lasts`, async ({ browser }) => {
    const errors: string[] = [];
    const chat = new ChatPage(await (await browser.newContext()).newPage());
    chat.page.on("pageerror", (error) => errors.push(error.message));
    await afflict(chat.page);
    await chat.page.goto(server.address);
    const name = `Ada where ${where}`;
    const told = chat.page.getByText("This browser keeps nothing");
    await expect(told).toHaveText(note === undefined ? [] : [note]);
    await chat.pickName(name);
    await expect(chat.page.getByRole("navigation", { name: "Rooms" })).toBeVisible();
    await expect(told).toHaveText(note === undefined ? [] : [note]);
    await chat.createRoom(`Room where ${where}`);
    await chat.send("hello");
    await expect(chat.arrived).toHaveCount(1);
    await chat.box.fill("half a sentence");

    await chat.page.reload();
    if (survives) {
      await expect(chat.messages).toHaveText(["hello"]);
      await expect(chat.box).toHaveValue("half a sentence");
    } else {
      // The name is gone, as was said, and another can be taken.
      await chat.pickName(`Ada again where ${where}`.slice(0, 50));
      await chat.page.getByRole("button", { name: "Join room" }).click();
      await expect(chat.messages).toHaveText(["hello"]);
    }
    expect(errors).toEqual([]);
  });
}

test("a storage that becomes full later costs nothing that is shown", async ({ browser }) => {
  const chat = await ChatPage.signIn(browser, server.address, "Full later");
  await chat.createRoom("One of two");
  const first = chat.page.url();
  await chat.createRoom("Two of two");
  await chat.box.fill("before");
  await chat.page.evaluate(fill, ["localStorage"] as const);
  await chat.box.fill("before, and after");
  await chat.page.goto(first);
  await expect(chat.box).toHaveValue("");
  await chat.page.goBack();
  await expect(chat.box).toHaveValue("before, and after");
  await chat.page.reload();
  await expect(chat.box).toHaveValue("before, and after");
  await chat.box.press("Enter");
  await expect(chat.arrived).toHaveCount(1);
  await chat.page.reload();
  await expect(chat.arrived).toHaveCount(1);
  await expect(chat.box).toHaveValue("");
});
