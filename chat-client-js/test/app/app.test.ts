// @vitest-environment happy-dom
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "../../src/app/app.js";
import { AppPage } from "../fake/apppage.js";
import type { FakeServer } from "../fake/fakeserver.js";

let page: AppPage;
let server: FakeServer;
let root: HTMLElement;

beforeEach(() => {
  localStorage.clear();
  location.hash = "";
  page = new AppPage();
  ({ server, root } = page);
});

afterEach(() => {
  page.close();
});

const start = () => page.start(App);
const find = <T extends HTMLElement>(selector: string) => page.find<T>(selector);
const type = (selector: string, text: string) => page.type<HTMLTextAreaElement>(selector, text);

async function inRoom(): Promise<string> {
  const { user, token } = server.chat.signUp("Ada");
  const room = server.chat.createRoom(user.id, "Engine room").id;
  localStorage.setItem("chat:/:session", JSON.stringify({ token, ...user }));
  location.hash = `#/rooms/${room}`;
  start();
  await find("#composer");
  return room;
}

const texts = () => [...root.querySelectorAll(".text")].map((element) => element.textContent);

describe("App", () => {
  it("asks for a name, says what is wrong with it, and remembers who one is", async () => {
    server.chat.signUp("Zoë");
    start();
    await type(".sign-in input", "zoë");
    await vi.waitFor(() => expect(root.querySelector<HTMLButtonElement>("[type=submit]")?.disabled).toBe(false));
    (await find<HTMLFormElement>("form")).requestSubmit();
    await vi.waitFor(() => expect(root.querySelector("[role=alert]")?.textContent).toBe("This name is taken. Try another one."));
    await type(".sign-in input", "Ada");
    await vi.waitFor(() => expect(root.querySelector("[role=alert]")?.textContent).toBe(""));
    (await find<HTMLFormElement>("form")).requestSubmit();
    await find("nav");
    render(null, root);
    start();
    expect((await find(".account-button")).textContent).toContain("Ada");
  });

  it("keeps the session that another tab began while this one waited for its new name", async () => {
    await inRoom();
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    vi.stubGlobal("fetch", async (input: string, init?: RequestInit) => {
      const response = await page.fetch(input, init);
      await (init?.method === "PATCH" ? answered : undefined);
      return response;
    });
    (await find<HTMLButtonElement>(".account-button")).click();
    await type("dialog input", "Adele");
    await vi.waitFor(() => expect(root.querySelector<HTMLButtonElement>("dialog [type=submit]")?.disabled).toBe(false));
    (await find<HTMLFormElement>("dialog form")).requestSubmit();
    await vi.waitFor(() => expect(server.chat.users.get("user-1")?.name).toBe("Adele"));
    const eve = server.chat.signUp("Eve");
    const session = JSON.stringify({ token: eve.token, ...eve.user });
    localStorage.setItem("chat:/:session", session);
    answer();
    await vi.waitFor(() => expect(root.querySelector("dialog")).toBeNull());
    expect(localStorage.getItem("chat:/:session")).toBe(session);
  });

  it("goes back to picking a name when the token is void", async () => {
    localStorage.setItem("chat:/:session", JSON.stringify({ token: "void", id: "u", name: "Ada" }));
    start();
    expect((await find(".notice")).textContent).toContain("signed out");
    expect(localStorage.length).toBe(0);
  });

  it("shows markup as text", async () => {
    const room = await inRoom();
    server.chat.send("user-1", room, "x", `<img src=x onerror="alert(1)"><b>bold</b>`);
    await vi.waitFor(() => expect(texts()).toEqual([`<img src=x onerror="alert(1)"><b>bold</b>`]));
    expect(root.querySelector("ol img, ol b")).toBeNull();
  });

  it("does not send what an input method is still composing", async () => {
    await inRoom();
    const box = await type("#composer", "にほん");
    await vi.waitFor(() => expect(root.querySelector<HTMLButtonElement>(".send-button")?.disabled).toBe(false));
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", shiftKey: true, bubbles: true }));
    expect(server.received.filter((command) => command.type === "send")).toEqual([]);
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    await vi.waitFor(() => expect(texts()).toEqual(["にほん"]));
    expect(server.received.filter((command) => command.type === "send")).toHaveLength(1);
  });

  it("shows why a message was not sent, and sends it again when asked", async () => {
    const room = await inRoom();
    server.chat.leave("user-1", room);
    server.loseBatch = () => true;
    await type("#composer", "hello");
    await vi.waitFor(() => expect(root.querySelector<HTMLButtonElement>(".send-button")?.disabled).toBe(false));
    (await find<HTMLFormElement>("form.composer")).requestSubmit();
    expect((await find(".failure")).textContent).toContain("You are no longer in this room.");
    server.chat.join("user-1", room);
    (await find<HTMLButtonElement>(".failure button")).click();
    await vi.waitFor(() => expect(server.chat.history(room).map((message) => message.text)).toEqual(["hello"]));
  });

  it("offers the way in to a room that one is not in", async () => {
    server.chat.createRoom(server.chat.signUp("Zoë").user.id, "Elsewhere");
    const { user, token } = server.chat.signUp("Ada");
    localStorage.setItem("chat:/:session", JSON.stringify({ token, ...user }));
    location.hash = `#/rooms/${[...server.chat.rooms.keys()][0] ?? ""}`;
    start();
    const join = await find<HTMLButtonElement>("main .button.primary");
    expect(join.textContent).toBe("Join room");
    join.click();
    await find("#composer");
    expect(document.title).toBe("Elsewhere – Chat");
  });
});
