import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChatClient } from "../../src/sdk/index.js";
import { FakeServer } from "../fake/fakeserver.js";
import { forbid } from "../fake/storages.js";

let server: FakeServer;
let client: ChatClient | undefined;
let room: string;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("navigator", {});
  server = new FakeServer();
});

afterEach(() => {
  client?.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function start(): ChatClient {
  const { user, token } = server.chat.signUp("Ada");
  room = server.chat.createRoom(user.id, "Engine room").id;
  const { baseUrl, fetch, WebSocket } = server;
  client = new ChatClient({ baseUrl, token, userId: user.id, fetch, WebSocket });
  return client;
}

const denied = () => {
  throw new DOMException("denied", "SecurityError");
};

/** A database whose transactions fail for want of room. */
function fullDatabases(): object {
  const factory = new IDBFactory();
  return {
    open: (name: string, version: number) => {
      const request = factory.open(name, version);
      request.addEventListener("success", () => {
        const { result } = request;
        const transaction = result.transaction.bind(result);
        result.transaction = (stores: string | string[], mode) => {
          const begun = transaction(stores, mode);
          if (mode === "readwrite") {
            begun.commit = () => begun.abort();
          }
          return begun;
        };
      });
      return request;
    },
    deleteDatabase: factory.deleteDatabase.bind(factory),
  };
}

/** A database of a version that a later application has made. */
function laterDatabases(): object {
  const factory = new IDBFactory();
  return { open: (name: string) => (factory.open(name, 2), factory.open(name, 1)), deleteDatabase: factory.deleteDatabase.bind(factory) };
}

const afflictions: Record<string, () => unknown> = {
  "without any fault": () => undefined,
  "without IndexedDB": () => vi.stubGlobal("indexedDB", undefined),
  "with an IndexedDB that is null": () => vi.stubGlobal("indexedDB", null),
  "with an IndexedDB that may not be looked at": () => forbid("indexedDB"),
  "with an IndexedDB that may not be opened": () => vi.stubGlobal("indexedDB", { open: denied, deleteDatabase: denied }),
  "with an IndexedDB that never answers": () => vi.stubGlobal("indexedDB", { open: () => ({}), deleteDatabase: () => ({}) }),
  "with an IndexedDB of a later version": () => vi.stubGlobal("indexedDB", laterDatabases()),
  "with an IndexedDB that is full": () => vi.stubGlobal("indexedDB", fullDatabases()),
  "without BroadcastChannel": () => vi.stubGlobal("BroadcastChannel", undefined),
  "with a BroadcastChannel that may not be made": () => vi.stubGlobal("BroadcastChannel", denied),
  "with a BroadcastChannel that takes nothing": () => vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(denied),
  "with Web Locks that may not be looked at": () => vi.stubGlobal("navigator", Object.defineProperty({}, "locks", { get: denied })),
  "with Web Locks that throw": () => vi.stubGlobal("navigator", { locks: { request: denied } }),
  "with Web Locks that refuse": () => vi.stubGlobal("navigator", { locks: { request: async () => Promise.reject(new Error("no")) } }),
};

describe.each(Object.entries(afflictions))("ChatClient in a browser %s", (_what, afflict) => {
  it("sends in order and once, and signs out", async () => {
    afflict();
    const { outbox } = start();
    outbox.add(room, "one");
    outbox.add(room, "two");
    // The first may wait as long as a store is given to answer, and no later one as long again.
    await vi.advanceTimersByTimeAsync(3_500);
    await vi.waitFor(() => expect(server.chat.history(room).map(({ text }) => text)).toEqual(["one", "two"]));
    outbox.add(room, "three");
    await vi.advanceTimersByTimeAsync(100);
    await vi.waitFor(() => expect(server.chat.history(room).map(({ text }) => text)).toEqual(["one", "two", "three"]));
    await vi.waitFor(() => expect(outbox.entries(room)).toEqual([]));
    const over = client?.signOut();
    await vi.advanceTimersByTimeAsync(3_500);
    await over;
    expect(client?.connection.state).toEqual({ name: "closed", reason: "closed" });
  });
});
