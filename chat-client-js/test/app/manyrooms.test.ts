// @vitest-environment happy-dom
import { options, type VNode } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "../../src/app/app.js";
import { AppPage } from "../fake/apppage.js";
import type { FakeServer } from "../fake/fakeserver.js";

const ROOMS = 5_000;
/** What fits on a screen that nobody has measured, and those around it. */
const SHOWN = 40;

const PATIENCE = { timeout: 20_000 };
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let page: AppPage;
let server: FakeServer;
let root: HTMLElement;
let room: string;
/** How often each component was rendered. */
const rendered = new Map<string, number>();
const diffed = (vnode: VNode) => {
  if (typeof vnode.type === "function") {
    rendered.set(vnode.type.name, count(vnode.type.name) + 1);
  }
};
const before = options.diffed?.bind(options);

beforeEach(async () => {
  localStorage.clear();
  rendered.clear();
  page = new AppPage();
  ({ server, root } = page);
  options.diffed = (vnode: VNode) => {
    before?.(vnode);
    diffed(vnode);
  };
  const { user, token } = server.chat.signUp("Ada");
  const zoe = server.chat.signUp("Zoë").user.id;
  for (let number = 0; number < ROOMS; number++) {
    server.chat.createRoom(number % 2 === 0 ? user.id : zoe, `Room ${String(number).padStart(4, "0")}`);
  }
  room = [...server.chat.rooms.keys()][0] ?? "";
  localStorage.setItem("chat:/:session", JSON.stringify({ token, ...user }));
  location.hash = `#/rooms/${room}`;
  page.start(App);
  await vi.waitFor(() => expect(root.querySelector("#composer")).not.toBeNull(), PATIENCE);
});

afterEach(() => {
  page.close();
  options.diffed = before ?? diffed;
  location.hash = "";
});

const count = (component: string) => rendered.get(component) ?? 0;
const names = () => [...root.querySelectorAll(".room-link")].map((link) => link.textContent);

/** Somebody else makes a room; resolves once the list shows it. */
async function arrive(name: string): Promise<void> {
  const made = server.chat.createRoom("user-2", name);
  server.sessions().forEach((session) => session.directory(made));
  await vi.waitFor(() => expect(names()).toContain(name), PATIENCE);
}

describe("a list of 5,000 rooms", () => {
  it("has only those in the page that are on the screen", () => {
    expect(names().length).toBeGreaterThan(0);
    expect(root.querySelectorAll(".rows > li").length).toBeLessThan(2 * SHOWN);
    expect(root.querySelector(".rows > li")?.getAttribute("aria-setsize")).toBe(String(ROOMS / 2));
  });

  it("renders nothing of the room that is open, and no other row, when a room arrives", async () => {
    rendered.clear();
    await arrive("A new room");
    expect(count("Composer") + count("RoomPane") + count("RoomScreen") + count("MessageLog")).toBe(0);
    expect(count("RoomLink")).toBe(1);
  });

  it("renders once for the rooms that arrive within a frame", async () => {
    rendered.clear();
    await Promise.all(Array.from({ length: 20 }, async (_, number) => arrive(`A new room ${number}`)));
    expect(count("RoomSection")).toBeLessThanOrEqual(2 * 2);
    expect(count("RoomLink")).toBeLessThanOrEqual(20);
  });

  it("compares a room that arrives with few others", async () => {
    const comparer = Object.getOwnPropertyDescriptor(Intl.Collator.prototype, "compare") as PropertyDescriptor;
    let comparisons = 0;
    Object.defineProperty(Intl.Collator.prototype, "compare", {
      ...comparer,
      get(this: Intl.Collator) {
        comparisons += 1;
        return comparer.get?.call(this) as Intl.Collator["compare"];
      },
    });
    const sorted = vi.spyOn(Array.prototype, "sort");
    const compared = vi.spyOn(String.prototype, "localeCompare");
    try {
      await arrive("A new room");
      expect(comparisons).toBeGreaterThan(0);
      expect(comparisons).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(ROOMS)));
      expect(compared).not.toHaveBeenCalled();
      expect(sorted.mock.instances.filter((list) => (list as unknown[]).length > 2 * SHOWN)).toEqual([]);
    } finally {
      Object.defineProperty(Intl.Collator.prototype, "compare", comparer);
    }
  });

  it("stays as it is while somebody types", async () => {
    rendered.clear();
    const box = root.querySelector<HTMLTextAreaElement>("#composer");
    for (const letter of "thirty letters in all, or nearly") {
      if (box !== null) {
        box.value += letter;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    await vi.waitFor(() => expect(count("Composer")).toBeGreaterThan(0), PATIENCE);
    expect(count("RoomLink") + count("RoomSection") + count("Sidebar") + count("MessageLog")).toBe(0);
  });

  it("does not render the message box again when a message arrives", async () => {
    rendered.clear();
    server.chat.join("user-2", room);
    server.chat.send("user-2", room, "z1", "hello");
    await vi.waitFor(() => expect([...root.querySelectorAll(".text")].map((text) => text.textContent)).toEqual(["hello"]), PATIENCE);
    expect(count("Composer") + count("RoomLink") + count("Sidebar")).toBe(0);
  });

  it("is searched, and shows a room that arrives and fits", async () => {
    const filter = root.querySelector<HTMLInputElement>(".filter");
    if (filter !== null) {
      filter.value = "ROOM 12";
      filter.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await vi.waitFor(() => expect(names()[0]).toBe("Room 1200"), PATIENCE);
    await arrive("Room 12 and a half");
    expect(names().every((name) => name.startsWith("Room 12"))).toBe(true);
  });
});

describe("a panel of 3,000 members", () => {
  it("has only those in the page that are on the screen, and takes no message for a change of members", async () => {
    server.chat.join("user-2", room);
    for (let number = 0; number < 3_000; number++) {
      server.chat.join(server.chat.signUp(`Member ${number}`).user.id, room);
    }
    await vi.waitFor(() => expect(root.querySelector(".room-header")?.textContent).toContain("3,002 members"), PATIENCE);
    root.querySelector<HTMLButtonElement>(".room-header .quiet")?.click();
    await vi.waitFor(() => expect(root.querySelector(".member")?.textContent).toContain("Ada"), PATIENCE);
    expect(root.querySelectorAll(".member").length).toBeLessThan(SHOWN);
    rendered.clear();
    server.chat.send("user-2", room, "z2", "hello");
    await vi.waitFor(() => expect(root.querySelectorAll(".text")).toHaveLength(1), PATIENCE);
    expect(count("Avatar")).toBeLessThan(SHOWN);
  });
});
