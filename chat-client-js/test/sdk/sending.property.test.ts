import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import type { ChatClient } from "../../src/sdk/index.js";
import { OutboxScene } from "../fake/outboxscene.js";
import { SlowOutboxStore } from "../fake/slowoutboxstore.js";
import { later } from "../fake/roomscene.js";

let scene: OutboxScene | undefined;

afterEach(() => scene?.end());

const tab = fc.constantFrom(0 as const, 1 as const);
const room = fc.constantFrom(0 as const, 1 as const);
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant("write" as const), tab, room }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom("reload" as const, "look" as const), tab }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("pass" as const), milliseconds: fc.constantFrom(0, 1, 700, 5_000, 16_000, 40_000) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom("cut" as const, "kill" as const, "revive" as const, "heartbeat" as const) }) },
  fc.record({ what: fc.constantFrom("loseCommands" as const, "loseAnswers" as const, "loseBatches" as const), on: fc.boolean() }),
  fc.record({ what: fc.constant("refuse" as const), code: fc.constantFrom(undefined, "rate_limited", "unavailable") }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

/** Two tabs of one person, a server that fails in every way, and what was written. */
class Trial {
  readonly scene = new OutboxScene(new SlowOutboxStore());
  readonly written: [string[], string[]] = [[], []];
  readonly #tabs: [ChatClient, ChatClient] = [this.scene.tab(), this.scene.tab()];
  #count = 0;

  async do(happening: Happening): Promise<void> {
    const { server } = this.scene;
    switch (happening.what) {
      case "write":
        this.#write(happening.tab, happening.room);
        break;
      case "reload":
        this.scene.closeTab(this.#tabs[happening.tab]);
        this.#tabs[happening.tab] = this.scene.tab();
        break;
      case "look":
        this.#tabs[happening.tab].open(this.scene.rooms[0]);
        break;
      case "pass":
        await later(happening.milliseconds);
        break;
      case "cut":
        server.cut();
        break;
      case "kill":
        server.kill();
        break;
      case "revive":
        server.reachable = true;
        break;
      case "heartbeat":
        server.heartbeat();
        break;
      case "loseCommands":
        server.loseCommand = () => happening.on;
        break;
      case "loseAnswers":
        server.loseAnswer = () => happening.on;
        break;
      case "loseBatches":
        server.loseBatch = () => happening.on;
        break;
      case "refuse":
        server.refuse = () => happening.code;
        break;
    }
  }

  /** All is well again, for long enough. */
  async mend(): Promise<void> {
    const { server } = this.scene;
    Object.assign(server, { reachable: true, loseCommand: () => false, loseAnswer: () => false, loseBatch: () => false, refuse: () => undefined });
    await later(120_000);
    server.heartbeat();
    await later(20_000);
  }

  outcome(): object {
    const { rooms } = this.scene;
    const onTheWay = this.#tabs.flatMap((each) => rooms.flatMap((id) => this.scene.shown(each, id)));
    const seen = this.#tabs.flatMap((each) => each.open(rooms[0]).state.messages).map((message) => message.text);
    return { stored: rooms.map((id) => this.scene.stored(id)), onTheWay, seen };
  }

  #write(by: 0 | 1, to: 0 | 1): void {
    const text = `text ${++this.#count}`;
    this.written[to].push(text);
    this.#tabs[by].outbox.add(this.scene.rooms[to], text);
  }
}

it("stores each message once and in order, whatever is lost, cut, killed or reloaded, and in whichever tab it was written", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 40, size: "max" }), async (happenings) => {
      scene?.end();
      const trial = new Trial();
      scene = trial.scene;
      for (const each of happenings) {
        await trial.do(each);
      }
      await trial.do({ what: "look", tab: 0 });
      await trial.do({ what: "look", tab: 1 });
      await trial.mend();
      const kept = trial.scene.kept();
      await later(10);
      expect(await kept).toEqual([]);
      expect(trial.outcome()).toEqual({ stored: trial.written, onTheWay: [], seen: [...trial.written[0], ...trial.written[0]] });
    }),
    { numRuns: 200 },
  );
}, 60_000);
