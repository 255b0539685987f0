import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/app/datetime.js";
import { rowsOf } from "../../src/app/rows.js";
import type { Message } from "../../src/sdk/index.js";

const ada = { id: "ada", name: "Ada" };
const zoe = { id: "zoe", name: "Zoë" };

function at(day: number, minute: number): string {
  return new Date(2026, 10, day, 10, minute).toISOString();
}

function message(position: number, author: { id: string; name: string }, sentAt: string): Message {
  return { position, version: position, author, clientId: `c${position}`, text: "text", sentAt };
}

describe("rowsOf", () => {
  it("groups what one person wrote in a short time, and parts days", () => {
    const rows = rowsOf(
      [message(1, ada, at(1, 0)), message(2, ada, at(1, 4)), message(3, zoe, at(1, 5)), message(4, zoe, at(1, 11)), message(5, zoe, at(2, 11))],
      [],
      ada,
    );
    expect(rows.map((row) => [row.startsDay, row.startsGroup])).toEqual([
      [true, true],
      [false, false],
      [false, true],
      [false, true],
      [true, true],
    ]);
  });

  it("keeps the key of a message that arrives", () => {
    const entry = { room: "r", clientId: "c1", text: "text", createdAt: at(1, 0), state: "sending" } as const;
    const before = rowsOf([], [entry], ada);
    const after = rowsOf([message(1, ada, at(1, 0))], [], ada);
    expect(before.map((row) => row.key)).toEqual(after.map((row) => row.key));
    expect(rowsOf([message(1, zoe, at(1, 0))], [], ada).map((row) => row.key)).not.toEqual(after.map((row) => row.key));
  });
});

describe("dayOf", () => {
  it("names the last two days", () => {
    const now = new Date(2026, 2, 1, 0, 30);
    expect(dayOf(new Date(2026, 2, 1, 0, 10).toISOString(), now)).toBe("Today");
    expect(dayOf(new Date(2026, 1, 28, 23, 50).toISOString(), now)).toBe("Yesterday");
    expect(dayOf(new Date(2025, 1, 28, 23, 50).toISOString(), now)).toContain("2025");
  });
});
