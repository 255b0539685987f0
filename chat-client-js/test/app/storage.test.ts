// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppPage } from "../fake/apppage.js";
import type { FakeServer } from "../fake/fakeserver.js";
import { FakeStorage, forbid } from "../fake/storages.js";

const FOR_THE_TAB = "This browser keeps nothing: your name lasts until you close this tab.";
const FOR_THE_PAGE = "This browser keeps nothing: your name lasts until you close or reload this tab.";

const PATIENCE = { timeout: 5_000 };

let page: AppPage;
let server: FakeServer;
let root: HTMLElement;

beforeEach(() => {
  // Each test is a page of its own, since a page remembers what its browser does not.
  vi.resetModules();
  vi.stubGlobal("localStorage", new FakeStorage());
  vi.stubGlobal("sessionStorage", new FakeStorage());
  location.hash = "";
  page = new AppPage();
  ({ server, root } = page);
});

afterEach(() => {
  page.close();
});

async function start(): Promise<void> {
  const { App } = await import("../../src/app/app.js");
  page.start(App);
}

const find = <T extends HTMLElement>(selector: string) => page.find<T>(selector);

async function type(selector: string, text: string): Promise<void> {
  await page.type(selector, text);
  await vi.waitFor(() => expect(root.querySelector<HTMLButtonElement>("[type=submit]")?.disabled).toBe(false), PATIENCE);
}

async function signIn(): Promise<void> {
  await type(".sign-in input", "Ada");
  (await find<HTMLFormElement>("form")).requestSubmit();
  await find("nav");
}

const both = (afflict: (name: string) => void) => () => ["localStorage", "sessionStorage"].forEach(afflict);

const cases: readonly (readonly [string, () => void, string | undefined])[] = [
  ["all works", () => undefined, undefined],
  ["there is no localStorage", () => vi.stubGlobal("localStorage", undefined), FOR_THE_TAB],
  ["localStorage is forbidden", () => forbid("localStorage"), FOR_THE_TAB],
  ["localStorage is full", () => vi.stubGlobal("localStorage", new FakeStorage(0)), FOR_THE_TAB],
  ["there is no storage", both((name) => vi.stubGlobal(name, undefined)), FOR_THE_PAGE],
  ["all storage is forbidden", both(forbid), FOR_THE_PAGE],
  ["all storage is full", both((name) => vi.stubGlobal(name, new FakeStorage(0))), FOR_THE_PAGE],
];

describe.each(cases)("where %s", (_where, afflict, note) => {
  it("one knows before taking a name how long it lasts, takes it, and writes", { timeout: 20_000 }, async () => {
    afflict();
    await start();
    await find(".sign-in");
    expect(root.querySelector(".sign-in .muted")?.textContent).toBe(note);
    await signIn();
    expect([...server.chat.users.values()].map(({ name }) => name)).toEqual(["Ada"]);
    expect(root.querySelector(".lasting")?.textContent).toBe(note);

    await find(".sidebar .empty");
    const zoe = server.chat.signUp("Zoë").user.id;
    const rooms = ["One", "Two"].map((name) => server.chat.createRoom(zoe, name));
    for (const room of rooms) {
      server.sessions().forEach((session) => session.directory(room));
      location.hash = `#/rooms/${room.id}`;
      await vi.waitFor(() => expect(root.querySelector(".room h1")?.textContent).toBe(room.name), PATIENCE);
      (await find<HTMLButtonElement>("main .button.primary")).click();
      await find("#composer");
    }
    await type("#composer", "half a sentence");
    for (const [room, text] of [[rooms[0], ""], [rooms[1], "half a sentence"]] as const) {
      location.hash = `#/rooms/${room?.id ?? ""}`;
      await vi.waitFor(() => expect(root.querySelector(".room h1")?.textContent).toBe(room?.name), PATIENCE);
      await vi.waitFor(() => expect(root.querySelector<HTMLTextAreaElement>("#composer")?.value).toBe(text), PATIENCE);
    }
  });
});

it("blames the page, and not the server, for an error of its own", async () => {
  const { errorText } = await import("../../src/app/errortext.js");
  expect(errorText(new DOMException("denied", "SecurityError"))).toBe("Something went wrong in this page. Please try again, or reload it.");
});
