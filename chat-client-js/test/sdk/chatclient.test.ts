import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChatClient, newClientId, RestClient } from "../../src/sdk/index.js";
import { FakeServer } from "../fake/fakeserver.js";

let server: FakeServer;
let token: string;
let client: ChatClient;

beforeEach(async () => {
  vi.useFakeTimers();
  server = new FakeServer();
  ({ token } = server.chat.signUp("Ada"));
  client = new ChatClient({ baseUrl: server.baseUrl, token, fetch: server.fetch, WebSocket: server.WebSocket });
  await settle();
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const rooms = () => {
  const { mine, others } = client.directory.state;
  return [...mine, ...others].map(({ room, role }) => `${room.name} ${role ?? "-"}`);
};

describe("RoomDirectory", () => {
  it("follows what happens to rooms", async () => {
    const room = await client.rest.createRoom("Engine room");
    client.directory.putRole(room.id, "owner");
    await settle();
    expect(rooms()).toEqual(["Engine room owner"]);
    await client.rest.renameRoom(room.id, "Boiler room");
    await settle();
    expect(rooms()).toEqual(["Boiler room owner"]);
    await client.rest.deleteRoom(room.id);
    await settle();
    expect(rooms()).toEqual([]);
  });

  it("reads the list anew after a reconnect", async () => {
    const gone = await client.rest.createRoom("Gone");
    await settle();
    server.cut();
    server.chat.deleteRoom(gone.id);
    server.chat.createRoom("user-1", "New");
    await vi.advanceTimersByTimeAsync(5000);
    expect(rooms()).toEqual(["New owner"]);
  });

  it("keeps what it heard while an older list was on its way", async () => {
    const old = await client.rest.createRoom("Old name");
    await settle();
    let release = () => {};
    server.hold = new Promise((resolve) => (release = resolve));
    const loading = client.directory.load();
    await settle();
    client.directory.put({ ...old, name: "New name", version: 9 });
    client.directory.put({ ...old, id: "other", name: "Other", version: 1 });
    release();
    await loading;
    expect(rooms()).toEqual(["New name -", "Other -"]);
  });

  it("says that the list could not be read, and tries again", async () => {
    client.close();
    client = new ChatClient({
      baseUrl: server.baseUrl,
      token,
      WebSocket: server.WebSocket,
      fetch: (input, init) => (server.reachable ? server.fetch(input, init) : Promise.reject(new TypeError())),
    });
    queueMicrotask(() => queueMicrotask(() => (server.reachable = false)));
    await settle();
    expect(client.directory.state).toMatchObject({ status: "failed", error: { code: "connection_lost" } });
    server.reachable = true;
    await vi.advanceTimersByTimeAsync(5000);
    expect(client.directory.state.status).toBe("ready");
  });
});

describe("ChatClient", () => {
  it("closes the connection when the API says that the token is void", async () => {
    server.chat.tokens.clear();
    await expect(client.rest.me()).rejects.toMatchObject({ code: "unauthenticated", status: 401 });
    expect(client.connection.state).toEqual({ name: "closed", reason: "unauthenticated" });
  });

  it("makes an error of an answer that is no problem document", async () => {
    client.close();
    const fetch = () => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 }));
    client = new ChatClient({ baseUrl: server.baseUrl, token, WebSocket: server.WebSocket, fetch });
    await expect(client.rest.me()).rejects.toMatchObject({ code: "unavailable", status: 502, transient: true });
  });

  it.each([
    ["60", 60_000],
    ["Sun, 22 Nov 2026 10:00:30 GMT", 30_000],
    ["soon", undefined],
  ])("knows from Retry-After: %s when to ask again", async (header, retryAfter) => {
    vi.setSystemTime("2026-11-22T10:00:00Z");
    client.close();
    const fetch = () => Promise.resolve(new Response("", { status: 429, headers: { "Retry-After": header } }));
    client = new ChatClient({ baseUrl: server.baseUrl, token, WebSocket: server.WebSocket, fetch });
    await expect(client.rest.me()).rejects.toMatchObject({ code: "rate_limited", transient: true, retryAfter });
  });

  it("sends again what was refused for a moment, once the server wants it", async () => {
    client.close();
    const asked: number[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      asked.push(Date.now());
      return asked.length <= 2 ? Promise.resolve(new Response("", { status: 429, headers: { "Retry-After": "2" } })) : server.fetch(input, init);
    };
    const rest = new RestClient({ baseUrl: server.baseUrl, token, fetch });
    const created = rest.createRoom("Patience");
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(created).resolves.toMatchObject({ name: "Patience" });
    expect(asked).toHaveLength(3);
    for (const index of [1, 2]) {
      const waited = (asked[index] ?? 0) - (asked[index - 1] ?? 0);
      expect(waited).toBeGreaterThanOrEqual(2000);
      expect(waited).toBeLessThanOrEqual(4000);
    }
  });

  it("gives up what is refused again and again, and leaves long waits to the caller", async () => {
    client.close();
    const asked: string[] = [];
    const refusing = (wait: string): typeof globalThis.fetch => () => {
      asked.push(wait);
      return Promise.resolve(new Response("", { status: 429, headers: { "Retry-After": wait } }));
    };
    const short = new RestClient({ baseUrl: server.baseUrl, token, fetch: refusing("1") }).me();
    const outcome = expect(short).rejects.toMatchObject({ code: "rate_limited", retryAfter: 1000 });
    await vi.advanceTimersByTimeAsync(30_000);
    await outcome;
    expect(asked).toEqual(["1", "1", "1", "1"]);
    await expect(new RestClient({ baseUrl: server.baseUrl, token, fetch: refusing("6") }).me()).rejects.toMatchObject({ retryAfter: 6000 });
    expect(asked).toHaveLength(5);
  });

  it("gives up an answer that does not come", async () => {
    server.hold = new Promise(() => undefined);
    const stuck: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(new Error("aborted"))));
    client.close();
    client = new ChatClient({ baseUrl: server.baseUrl, token, WebSocket: server.WebSocket, fetch: stuck });
    const outcome = expect(client.rest.me()).rejects.toMatchObject({ code: "timed_out" });
    await vi.advanceTimersByTimeAsync(15_000);
    await outcome;
  });
});

describe("newClientId", () => {
  it("is a UUID of its own that begins with the time, also where the page is no secure context", () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    vi.useFakeTimers({ now: 0x0192f3a45b6c });
    const ids = Array.from({ length: 100 }, newClientId);
    vi.useRealTimers();
    vi.unstubAllGlobals();
    expect(new Set(ids).size).toBe(100);
    expect(ids.filter((id) => !/^0192f3a4-5b6c-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
  });
});
