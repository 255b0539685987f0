import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OutboxScene } from "../fake/outboxscene.js";
import { later, settle } from "../fake/roomscene.js";

let scene: OutboxScene;

beforeEach(() => void (scene = new OutboxScene()));
afterEach(() => scene.end());

describe("Outbox", () => {
  it("sends to rooms that nobody has opened", async () => {
    const tab = scene.tab();
    tab.outbox.add(scene.rooms[0], "one");
    tab.outbox.add(scene.rooms[1], "two");
    await settle();
    expect([scene.stored(scene.rooms[0]), scene.stored(scene.rooms[1])]).toEqual([["one"], ["two"]]);
    expect([scene.shown(tab, scene.rooms[0]), scene.shown(tab, scene.rooms[1])]).toEqual([[], []]);
  });

  it("sends after a reload what was written before, in order and once", async () => {
    scene.server.reachable = false;
    const before = scene.tab();
    ["one", "two", "three"].forEach((text) => before.outbox.add(scene.rooms[0], text));
    scene.closeTab(before);
    const after = scene.tab();
    await settle();
    expect(scene.shown(after)).toEqual(["one sending", "two sending", "three sending"]);
    after.outbox.add(scene.rooms[0], "four");
    scene.server.reachable = true;
    await later(60_000);
    expect(scene.stored()).toEqual(["one", "two", "three", "four"]);
    expect([scene.shown(after), await scene.kept()]).toEqual([[], []]);
  });

  it("sends after a reconnect to a room for which nothing waited then", async () => {
    const tab = scene.tab();
    tab.outbox.add(scene.rooms[0], "one");
    await settle();
    scene.server.cut();
    await later(60_000);
    tab.outbox.add(scene.rooms[0], "two");
    await settle();
    expect(scene.stored()).toEqual(["one", "two"]);
  });

  it("keeps what failed through a reload, for a retry or to be given up", async () => {
    const before = scene.tab();
    scene.server.chat.leave(scene.ada, scene.rooms[0]);
    const first = before.outbox.add(scene.rooms[0], "first");
    const second = before.outbox.add(scene.rooms[0], "second");
    await settle();
    expect(scene.shown(before)).toEqual(["first failed", "second failed"]);
    expect(scene.sends()).toBe(1);
    scene.closeTab(before);
    const after = scene.tab();
    await settle();
    expect(after.outbox.entries(scene.rooms[0])).toMatchObject([
      { text: "first", state: "failed", error: { code: "not_a_member" } },
      { text: "second", state: "failed" },
    ]);
    scene.server.chat.join(scene.ada, scene.rooms[0]);
    after.outbox.discard(first);
    after.outbox.retry(second);
    await settle();
    expect(scene.stored()).toEqual(["second"]);
    expect([scene.shown(after), await scene.kept()]).toEqual([[], []]);
  });

  it("does not send for somebody else", async () => {
    const other = scene.server.chat.signUp("Zoë");
    scene.server.chat.join(other.user.id, scene.rooms[0]);
    scene.server.chat.tokens.forEach((_user, token) => scene.server.chat.tokens.set(token, other.user.id));
    const tab = scene.tab();
    tab.outbox.add(scene.rooms[0], "Ada's");
    await later(1000);
    expect([scene.shown(tab), scene.stored()]).toEqual([["Ada's sending"], []]);
  });

  it("is emptied, in all tabs, by signing out", async () => {
    scene.server.loseCommand = (command) => command.type === "send";
    const [one, other] = [scene.tab(), scene.tab()];
    one.outbox.add(scene.rooms[0], "unsent");
    await settle();
    expect(scene.shown(other)).toEqual(["unsent sending"]);
    await one.signOut();
    await settle();
    expect([scene.shown(one), scene.shown(other), await scene.kept()]).toEqual([[], [], []]);
    expect(one.connection.state).toEqual({ name: "closed", reason: "closed" });
  });
});

describe("Outbox, in several tabs", () => {
  it("shows the same in all and sends once", async () => {
    scene.server.reachable = false;
    const [one, other] = [scene.tab(), scene.tab()];
    one.outbox.add(scene.rooms[0], "from one");
    other.outbox.add(scene.rooms[0], "from the other");
    await settle();
    const waiting = ["from one sending", "from the other sending"];
    expect([scene.shown(one), scene.shown(other)]).toEqual([waiting, waiting]);
    scene.server.reachable = true;
    await later(60_000);
    expect(scene.stored()).toEqual(["from one", "from the other"]);
    expect(scene.sends()).toBe(2);
    expect([scene.shown(one), scene.shown(other)]).toEqual([[], []]);
  });

  it("shows what is sent until the log of that very tab reaches it", async () => {
    const [one, other] = [scene.tab(), scene.tab()];
    const view = other.open(scene.rooms[0]);
    await settle();
    scene.server.loseBatch = () => true;
    one.outbox.add(scene.rooms[0], "hello");
    await settle();
    expect([scene.shown(one), scene.shown(other)]).toEqual([[], ["hello sent"]]);
    scene.server.loseBatch = () => false;
    scene.server.heartbeat();
    await settle();
    expect(view.state).toMatchObject({ messages: [{ text: "hello" }], outgoing: [] });
  });

  it("hands the turn on when the tab that sends is closed", async () => {
    const [one, other] = [scene.tab(), scene.tab()];
    await settle();
    scene.server.loseCommand = (command) => command.type === "send";
    other.outbox.add(scene.rooms[0], "from the other");
    one.outbox.add(scene.rooms[0], "from one");
    await settle();
    expect(scene.sends()).toBe(1);
    scene.server.loseCommand = () => false;
    scene.closeTab(one);
    await settle();
    expect(scene.stored()).toEqual(["from the other", "from one"]);
    expect(scene.shown(other)).toEqual([]);
  });

  it("hands the turn on when the tab that sends has lost its connection", async () => {
    const [one, other] = [scene.tab(), scene.tab()];
    await settle();
    scene.server.reachable = false;
    scene.server.cut();
    other.outbox.add(scene.rooms[0], "hello");
    await settle();
    scene.server.reachable = true;
    other.connection.retryNow();
    await settle();
    expect(one.connection.state.name).toBe("waiting");
    expect([scene.stored(), scene.shown(one), scene.shown(other)]).toEqual([["hello"], [], []]);
  });

  it("shows failures, and takes a retry, in whatever tab", async () => {
    const [one, other] = [scene.tab(), scene.tab()];
    const clientId = one.outbox.add(scene.rooms[0], " ");
    await settle();
    expect([scene.shown(one), scene.shown(other)]).toEqual([["  failed"], ["  failed"]]);
    other.outbox.retry(clientId);
    expect(scene.shown(other)).toEqual(["  sending"]);
    await settle();
    expect([scene.shown(one), scene.shown(other)]).toEqual([["  failed"], ["  failed"]]);
    one.outbox.discard(clientId);
    await settle();
    expect([scene.shown(other), await scene.kept()]).toEqual([[], []]);
  });
});
