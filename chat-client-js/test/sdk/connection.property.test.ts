import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Connection, type NetworkEvent } from "../../src/sdk/index.js";
import { CountedSocket } from "../fake/countedsocket.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const welcome = JSON.stringify({ type: "welcome", user: { id: "u", name: "Ada" }, epoch: "e" });
const frames = [
  welcome,
  JSON.stringify({ type: "pong" }),
  JSON.stringify({ type: "closing", code: 1013, retryAfter: 2000 }),
  JSON.stringify({ type: "heartbeat", heads: { r: 5 } }),
  JSON.stringify({ type: "of a later version" }),
  `{"type": "changes"`,
];

const happening = fc.oneof(
  fc.record({ what: fc.constant("frame" as const), frame: fc.constantFrom(...frames) }),
  fc.record({ what: fc.constant("cut" as const), code: fc.constantFrom(1001, 1006, 1011, 1013, 4401, 4403, 4407, 4408, 4429) }),
  fc.record({ what: fc.constant("network" as const), event: fc.constantFrom<NetworkEvent>("online", "offline", "wake") }),
  fc.record({ what: fc.constant("pass" as const), milliseconds: fc.constantFrom(0, 300, 5_000, 10_000, 15_000, 26_000, 60_000) }),
  fc.record({ what: fc.constantFrom("start" as const, "retryNow" as const) }),
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom("close" as const, "signedOut" as const) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

const TIMERS = { idle: 0, connecting: 1, open: 1, waiting: 1, closed: 0 };

/** A connection to which anything may happen. */
class Trial {
  #online = true;
  #say: (event: NetworkEvent) => void = () => undefined;
  readonly connection: Connection;

  constructor() {
    // A trial that failed has left its things behind.
    CountedSocket.open.clear();
    vi.clearAllTimers();
    this.connection = new Connection({
      url: "ws://fake.test",
      token: "t",
      WebSocket: CountedSocket,
      network: { isOnline: () => this.#online, listen: (listener) => ((this.#say = listener), () => (this.#say = () => undefined)) },
    });
  }

  do(happening: Happening): void {
    switch (happening.what) {
      case "frame":
        CountedSocket.open.forEach((socket) => socket.receive(happening.frame));
        break;
      case "cut":
        CountedSocket.open.forEach((socket) => socket.cut(happening.code));
        break;
      case "network":
        this.#online = happening.event === "wake" ? this.#online : happening.event === "online";
        this.#say(happening.event);
        break;
      case "pass":
        vi.advanceTimersByTime(happening.milliseconds);
        break;
      default:
        this.connection[happening.what]();
    }
  }
}

it("never has two sockets, nor a timer too many, and never leaves `closed`, whatever happens", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const trial = new Trial();
      let closed = false;
      for (const each of happenings) {
        trial.do(each);
        const { name } = trial.connection.state;
        expect(CountedSocket.open.size, name).toBe(name === "connecting" || name === "open" ? 1 : 0);
        expect(vi.getTimerCount(), name).toBe(TIMERS[name]);
        expect(closed && name !== "closed").toBe(false);
        closed = name === "closed";
      }
      trial.connection.close();
      expect([CountedSocket.open.size, vi.getTimerCount()]).toEqual([0, 0]);
    }),
    { numRuns: 1000 },
  );
});
