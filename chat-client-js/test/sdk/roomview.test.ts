import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { later, RoomScene, settle } from "../fake/roomscene.js";

let scene: RoomScene;

beforeEach(async () => {
  // Every wait is half of its bound: how often something is tried does not depend on luck.
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  scene = new RoomScene();
  await settle();
});

afterEach(() => scene.end());

describe("RoomView", () => {
  it("shows what is there and what comes", async () => {
    expect(scene.view.state).toMatchObject({ status: "live", room: { name: "Engine room", memberCount: 2 }, me: { role: "owner" } });
    scene.hear("z1", "hello");
    await settle();
    expect(scene.texts()).toEqual(["hello"]);
  });

  it("misses nothing between opening and subscribing", async () => {
    scene.hear("z1", "before");
    let release = () => {};
    scene.server.hold = new Promise((resolve) => (release = resolve));
    scene.reopen();
    await settle();
    scene.hear("z2", "meanwhile");
    release();
    await settle();
    expect(scene.texts()).toEqual(["before", "meanwhile"]);
  });

  it("resumes from its position: what was sent, edited and deleted meanwhile is there", async () => {
    const first = scene.hear("z1", "first");
    const second = scene.hear("z2", "second");
    await settle();
    await scene.whileAway(() => {
      scene.server.chat.edit(scene.zoe, scene.room, first, "first, edited");
      scene.server.chat.delete(scene.room, second);
      scene.hear("z3", "third");
    });
    expect(scene.view.state.status).toBe("live");
    expect(scene.texts()).toEqual(["first, edited", undefined, "third"]);
    expect(scene.server.requests.filter((request) => request.endsWith("/open"))).toHaveLength(1);
  });

  it("notices a gap and fetches what it missed", async () => {
    scene.server.loseBatch = () => true;
    scene.hear("z1", "lost");
    scene.server.loseBatch = () => false;
    scene.hear("z2", "heard");
    await settle();
    expect(scene.texts()).toEqual(["lost", "heard"]);
  });

  it("notices by the heartbeat that the last change was lost", async () => {
    scene.server.loseBatch = () => true;
    scene.hear("z1", "lost, and nothing after it");
    await settle();
    expect(scene.texts()).toEqual([]);
    scene.server.heartbeat();
    await settle();
    expect(scene.texts()).toEqual(["lost, and nothing after it"]);
    scene.server.heartbeat();
    await settle();
    expect(scene.received("subscribe")).toHaveLength(2);
  });

  it.each(["rate_limited", "unavailable"])("subscribes again later where the server says %s", async (code) => {
    scene.server.refuse = (command) => (command.type === "subscribe" ? code : undefined);
    await scene.whileAway(() => undefined);
    expect(scene.view.state.status).toBe("interrupted");
    expect(scene.received("subscribe").length).toBeLessThan(20);
    scene.server.refuse = () => undefined;
    await later(20_000);
    expect(scene.view.state.status).toBe("live");
  });

  it("asks ever less often if a server keeps leaving gaps", async () => {
    scene.server.loseCommand = (command) => command.type === "subscribe";
    for (let count = 0; count < 100; count++) {
      scene.server.push({ type: "changes", room: scene.room, after: 1000 + count, upTo: 1001 + count, changes: [] });
    }
    await later(5000);
    expect(scene.received("subscribe").length).toBeLessThan(4);
  });

  it("loads afresh after a reset", async () => {
    scene.hear("z1", "of the old log");
    await settle();
    await scene.whileAway(() => {
      scene.server.chat.epoch = "epoch-2";
      scene.server.chat.get(scene.room).messages.clear();
      scene.hear("z2", "of the new log");
    });
    expect(scene.view.state.status).toBe("live");
    expect(scene.texts()).toEqual(["of the new log"]);
  });

  it("loads afresh after a reset that nobody asked for", async () => {
    scene.server.loseBatch = () => true;
    scene.hear("z1", "missed");
    scene.server.push({ type: "reset", room: scene.room, epoch: "epoch-1", head: 99 });
    await settle();
    expect(scene.texts()).toEqual(["missed"]);
  });

  it("subscribes again when the subscription was interrupted", async () => {
    scene.server.sessions().forEach((session) => session.end(scene.room, "interrupted"));
    scene.hear("z1", "meanwhile");
    await settle();
    expect(scene.texts()).toEqual(["meanwhile"]);
  });

  it.each(["left", "deleted"] as const)("is over when the subscription ended with %s", async (reason) => {
    scene.server.sessions().forEach((session) => session.end(scene.room, reason));
    await settle();
    expect(scene.view.state.status).toBe(reason);
    expect(scene.client.open(scene.room)).not.toBe(scene.view);
  });

  it("is over when one was removed while away", async () => {
    await scene.whileAway(() => scene.server.chat.leave(scene.ada, scene.room));
    expect(scene.view.state.status).toBe("left");
  });

  it("tries again until the room can be read", async () => {
    scene.server.reachable = false;
    scene.reopen();
    await settle();
    expect(scene.view.state).toMatchObject({ status: "failed", error: { code: "connection_lost" } });
    scene.server.reachable = true;
    await later(60_000);
    expect(scene.view.state.status).toBe("live");
  });

  it("loads older pages until there are none", async () => {
    for (let count = 0; count < 120; count++) {
      scene.hear(`z${count}`, `text ${count}`);
    }
    scene.reopen();
    await settle();
    expect(scene.view.state.messages).toHaveLength(50);
    await Promise.all([scene.view.loadOlder(), scene.view.loadOlder()]);
    expect(scene.view.state.messages).toHaveLength(100);
    await scene.view.loadOlder();
    await scene.view.loadOlder();
    expect(scene.texts()).toEqual(scene.stored());
    expect(scene.view.state.hasOlder).toBe(false);
    expect(scene.server.requests.filter((request) => request.includes("/messages?"))).toHaveLength(2);
  });

  it("says why older messages could not be loaded, and loads them later", async () => {
    for (let count = 0; count < 60; count++) {
      scene.hear(`z${count}`, `text ${count}`);
    }
    scene.reopen();
    await settle();
    scene.server.reachable = false;
    await scene.view.loadOlder();
    expect(scene.view.state).toMatchObject({ loadingOlder: false, hasOlder: true, error: { code: "connection_lost" } });
    scene.server.reachable = true;
    await scene.view.loadOlder();
    expect(scene.view.state).toMatchObject({ hasOlder: false, error: undefined });
  });

  it("loads the members that opening left out", async () => {
    for (let count = 0; count < 130; count++) {
      scene.server.chat.join(scene.server.chat.signUp(`Guest ${count}`).user.id, scene.room);
    }
    scene.reopen();
    await settle();
    expect(scene.view.state).toMatchObject({ membersComplete: false, room: { memberCount: 132 } });
    await scene.view.loadMembers();
    expect(scene.view.state).toMatchObject({ membersComplete: true, room: { memberCount: 132 } });
    expect(scene.view.state.members).toHaveLength(132);
  });
});
