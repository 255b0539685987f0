import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Keep } from "../../src/app/keep.js";
import { FakeStorage, forbid } from "../fake/storages.js";

let local: FakeStorage;
let tab: FakeStorage;
let keep: Keep;

beforeEach(() => {
  vi.stubGlobal("localStorage", (local = new FakeStorage()));
  vi.stubGlobal("sessionStorage", (tab = new FakeStorage()));
  keep = new Keep();
});

afterEach(() => void vi.unstubAllGlobals());

/** What each of the faults does to one of the two storages. */
const faults: Record<string, (name: "localStorage" | "sessionStorage") => void> = {
  missing: (name) => void vi.stubGlobal(name, undefined),
  null: (name) => void vi.stubGlobal(name, null),
  forbidden: forbid,
  full: (name) => void vi.stubGlobal(name, new FakeStorage(0)),
};

describe("Keep", () => {
  it("keeps for as long as the browser does", () => {
    expect(keep.set("a", "1")).toBe("browser");
    expect(keep.lastingOf("a")).toBe("browser");
    expect(new Keep().get("a")).toBe("1");
    expect(keep.names("")).toEqual(["a"]);
    keep.delete("a");
    expect([keep.get("a"), local.length]).toEqual([undefined, 0]);
  });

  it.each(Object.entries(faults))("keeps for the tab where localStorage is %s", (_what, afflict) => {
    afflict("localStorage");
    expect(keep.lasting("probe")).toBe("tab");
    expect(keep.set("a", "1")).toBe("tab");
    expect(keep.lastingOf("a")).toBe("tab");
    expect(new Keep().get("a")).toBe("1");
    keep.delete("a");
    expect([keep.get("a"), tab.length]).toEqual([undefined, 0]);
  });

  it.each(Object.entries(faults))("keeps for the page where both are %s", (_what, afflict) => {
    afflict("localStorage");
    afflict("sessionStorage");
    expect(keep.lasting("probe")).toBe("page");
    expect(keep.set("a", "1")).toBe("page");
    expect(keep.lastingOf("a")).toBe("page");
    expect([keep.get("a"), keep.names("")]).toEqual(["1", ["a"]]);
    keep.delete("a");
    expect([keep.get("a"), keep.names("")]).toEqual([undefined, []]);
  });

  it("knows the newest text where the storage has become full, and leaves none behind", () => {
    keep.set("a", "short");
    local.capacity = 6;
    expect(keep.set("a", "much longer")).toBe("tab");
    tab.capacity = 12;
    expect(keep.set("a", "much longer still")).toBe("page");
    expect(keep.get("a")).toBe("much longer still");
    keep.delete("a");
    expect([keep.get("a"), local.length, tab.length]).toEqual([undefined, 0, 0]);
  });

  it("keeps for longer again once there is room", () => {
    local.capacity = 0;
    keep.set("a", "1");
    local.capacity = Infinity;
    expect(keep.set("a", "2")).toBe("browser");
    expect([new Keep().get("a"), tab.length]).toEqual(["2", 0]);
  });

  it("still knows what it kept when the storage is forbidden later", () => {
    keep.set("a", "1");
    forbid("localStorage");
    expect(keep.get("a")).toBeUndefined();
    expect(keep.set("a", "2")).toBe("tab");
    expect(keep.get("a")).toBe("2");
  });

  it("finds by trying whether a short text lasts, and leaves no trace of that", () => {
    local.setItem("x", "y".repeat(100));
    local.capacity = 200;
    expect(keep.lasting("probe")).toBe("tab");
    expect([local.length, tab.length]).toEqual([1, 0]);
  });
});
