import { describe, expect, it } from "vitest";
import type { ConnectionState } from "../../src/sdk/index.js";
import { nextState, type ConnectionEvent } from "../../src/sdk/connectionmachine.js";

const user = { id: "user-1", name: "Ada" };
const states: { readonly [Name in ConnectionState["name"]]: ConnectionState } = {
  idle: { name: "idle" },
  connecting: { name: "connecting", attempt: 1 },
  open: { name: "open", user, epoch: "e" },
  waiting: { name: "waiting", attempt: 1, retryAt: 1 },
  closed: { name: "closed", reason: "protocol" },
};
const events: { readonly [Name in ConnectionEvent["name"]]: ConnectionEvent } = {
  start: { name: "start", attempt: 0 },
  welcome: { name: "welcome", user, epoch: "e" },
  lost: { name: "lost", attempt: 2, retryAt: 7 },
  again: { name: "again", attempt: 2 },
  end: { name: "end", reason: "closed" },
};

/** The table of docs/sdk.md; whatever is not in it stays where it is. */
const table: Record<string, Record<string, ConnectionState>> = {
  idle: { start: { name: "connecting", attempt: 0 }, end: { name: "closed", reason: "closed" } },
  connecting: {
    welcome: { name: "open", user, epoch: "e" },
    lost: { name: "waiting", attempt: 2, retryAt: 7 },
    end: { name: "closed", reason: "closed" },
  },
  open: { lost: { name: "waiting", attempt: 2, retryAt: 7 }, end: { name: "closed", reason: "closed" } },
  waiting: { again: { name: "connecting", attempt: 2 }, end: { name: "closed", reason: "closed" } },
  closed: {},
};

const walks = Object.values(states).flatMap((state) => Object.values(events).map((event) => [state, event] as const));

describe("nextState", () => {
  it.each(walks)("from %o by %o", (state, event) => {
    const expected = table[state.name]?.[event.name];
    if (expected === undefined) {
      expect(nextState(state, event)).toBe(state);
    } else {
      expect(nextState(state, event)).toEqual(expected);
    }
  });
});
