import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { IndexedDbOutboxStore, MemoryOutboxStore, type OutboxStore } from "../../src/sdk/index.js";
import { FallbackOutboxStore } from "../../src/sdk/fallbackoutboxstore.js";

const message = (text: string) => ({ room: "r", clientId: `id of ${text}`, text, createdAt: "2026-11-22T10:00:00.000Z" });
const failure = { code: "not_a_member", detail: "No." };

async function texts(store: OutboxStore): Promise<string[]> {
  return (await store.list()).map(({ text, failure: failed }) => (failed === undefined ? text : `${text} (${failed.code})`));
}

/** A store whose disk is full. */
function brokenStore(): OutboxStore {
  const broken = async () => Promise.reject(new Error("quota exceeded"));
  return { list: broken, add: broken, fail: broken, remove: broken, clear: broken };
}

const stores: Record<string, () => OutboxStore> = {
  "in memory": () => new MemoryOutboxStore(),
  "in IndexedDB": () => new IndexedDbOutboxStore("test", new IDBFactory()),
  "in memory, because nothing else works": () => new FallbackOutboxStore(brokenStore()),
  "in IndexedDB, with memory to fall back on": () => new FallbackOutboxStore(new IndexedDbOutboxStore("test", new IDBFactory())),
};

describe.each(Object.entries(stores))("OutboxStore %s", (_where, make) => {
  it("lists what was added, in that order", async () => {
    const store = make();
    const sequences = await Promise.all(["one", "two", "three"].map(async (text) => store.add(message(text))));
    expect([...sequences].sort((one, other) => one - other)).toEqual(sequences);
    expect(new Set(sequences).size).toBe(3);
    expect(await store.list()).toEqual(["one", "two", "three"].map((text, index) => ({ ...message(text), sequence: sequences[index] })));
  });

  it("removes, and removes again", async () => {
    const store = make();
    const first = await store.add(message("one"));
    await store.add(message("two"));
    await store.remove(first);
    await store.remove(first);
    expect(await texts(store)).toEqual(["two"]);
  });

  it("marks what failed, unless it is gone", async () => {
    const store = make();
    const first = await store.add(message("one"));
    const second = await store.add(message("two"));
    await store.remove(second);
    await Promise.all([store.fail(first, failure), store.fail(second, failure)]);
    expect(await texts(store)).toEqual(["one (not_a_member)"]);
  });

  it("moves to the end what is to be tried again, and it has not failed then", async () => {
    const store = make();
    const first = await store.add(message("one"));
    const second = await store.add(message("two"));
    await store.fail(first, failure);
    expect(await store.add(message("one"), first)).toBeGreaterThan(second);
    expect(await texts(store)).toEqual(["two", "one"]);
  });

  it("forgets everything", async () => {
    const store = make();
    await store.add(message("one"));
    await store.clear();
    expect(await store.list()).toEqual([]);
  });
});

describe("IndexedDbOutboxStore", () => {
  it("holds for the next page what the last one kept, in the order of all", async () => {
    const factory = new IDBFactory();
    const [one, other] = [new IndexedDbOutboxStore("ada", factory), new IndexedDbOutboxStore("ada", factory)];
    await one.add(message("one"));
    await other.add(message("two"));
    await one.add(message("three"));
    expect(await texts(new IndexedDbOutboxStore("ada", factory))).toEqual(["one", "two", "three"]);
    expect(await texts(new IndexedDbOutboxStore("zoë", factory))).toEqual([]);
  });

  it("rejects where the browser has forbidden it", async () => {
    const forbidden = { open: () => { throw new DOMException("no", "SecurityError"); } } as unknown as IDBFactory;
    const store = new IndexedDbOutboxStore("ada", forbidden);
    await expect(store.add(message("one"))).rejects.toThrow("no");
    expect(await texts(new FallbackOutboxStore(store))).toEqual([]);
  });
});

describe("FallbackOutboxStore", () => {
  it("keeps the order where the disk becomes full in between", async () => {
    const memory = new MemoryOutboxStore();
    let full = false;
    const store = new FallbackOutboxStore({
      list: async () => memory.list(),
      add: async (added, instead) => (full ? Promise.reject(new Error("quota exceeded")) : memory.add(added, instead)),
      fail: async (sequence, why) => memory.fail(sequence, why),
      remove: async (sequence) => memory.remove(sequence),
      clear: async () => memory.clear(),
    });
    await store.add(message("one"));
    full = true;
    await store.add(message("two"));
    await store.add(message("three"));
    full = false;
    await store.add(message("four"));
    expect(await texts(store)).toEqual(["one", "two", "three", "four"]);
    expect(await texts(memory)).toEqual(["one", "four"]);
  });
});
