import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChatClient, IndexedDbOutboxStore } from "../../src/sdk/index.js";
import { FakeServer } from "../fake/fakeserver.js";
import { OutboxScene } from "../fake/outboxscene.js";
import { later, settle } from "../fake/roomscene.js";

describe("ChatClient.signOut", () => {
  let scene: OutboxScene;

  beforeEach(() => void (scene = new OutboxScene()));
  afterEach(() => scene.end());

  it("signs the other tabs out, which forget as well", async () => {
    const [one, other] = [scene.tab(), scene.tab()];
    await settle();
    scene.server.loseCommand = (command) => command.type === "send";
    other.outbox.add(scene.rooms[0], "secret");
    await settle();
    expect(scene.shown(one)).toEqual(["secret sending"]);
    await one.signOut();
    await settle();
    expect(other.connection.state).toEqual({ name: "closed", reason: "unauthenticated" });
    expect([scene.shown(one), scene.shown(other), await scene.kept()]).toEqual([[], [], []]);
  });

  it("forgets also where the token is void already", async () => {
    const tab = scene.tab();
    scene.server.reachable = false;
    tab.outbox.add(scene.rooms[0], "secret");
    await settle();
    scene.server.reachable = true;
    scene.server.chat.tokens.clear();
    await tab.signOut();
    expect([scene.shown(tab), await scene.kept()]).toEqual([[], []]);
  });

  it("forgets nothing where the server did not hear of it", async () => {
    const tab = scene.tab();
    scene.server.reachable = false;
    tab.outbox.add(scene.rooms[0], "kept");
    await settle();
    await expect(tab.signOut()).rejects.toMatchObject({ code: "connection_lost" });
    expect([scene.shown(tab), await scene.kept()]).toEqual([["kept sending"], ["kept"]]);
  });
});

describe("what is on its way to a room that is deleted", () => {
  let scene: OutboxScene;

  beforeEach(() => void (scene = new OutboxScene()));
  afterEach(() => scene.end());

  it("goes when it is to be sent", async () => {
    const tab = scene.tab();
    await settle();
    scene.server.chat.deleteRoom(scene.rooms[0]);
    tab.outbox.add(scene.rooms[0], "too late");
    await settle();
    expect([scene.shown(tab), await scene.kept()]).toEqual([[], []]);
  });

  it("goes with the room, when it had failed before", async () => {
    const tab = scene.tab();
    await settle();
    scene.server.chat.leave(scene.ada, scene.rooms[0]);
    tab.outbox.add(scene.rooms[0], "refused");
    await settle();
    expect(scene.shown(tab)).toEqual(["refused failed"]);
    scene.server.push({ type: "directory", room: scene.server.chat.deleteRoom(scene.rooms[0]) });
    await settle();
    expect([scene.shown(tab), await scene.kept()]).toEqual([[], []]);
  });

  it("goes when a later page reads that the room is gone", async () => {
    const before = scene.tab();
    await settle();
    scene.server.chat.leave(scene.ada, scene.rooms[0]);
    before.outbox.add(scene.rooms[0], "refused");
    await settle();
    scene.closeTab(before);
    scene.server.chat.deleteRoom(scene.rooms[0]);
    expect(await scene.kept()).toEqual(["refused"]);
    const after = scene.tab();
    await later(100);
    expect([scene.shown(after), await scene.kept()]).toEqual([[], []]);
  });

  it("stays while the room is only left, for a later return", async () => {
    const before = scene.tab();
    await settle();
    scene.server.chat.leave(scene.ada, scene.rooms[0]);
    before.outbox.add(scene.rooms[0], "refused");
    await settle();
    scene.closeTab(before);
    const after = scene.tab();
    await later(100);
    expect(scene.shown(after)).toEqual(["refused failed"]);
  });
});

describe("what a browser keeps of a user", () => {
  const message = { room: "r", clientId: "c", text: "secret", createdAt: "2026-11-22T10:00:00.000Z" };
  let databases: IDBFactory;

  beforeEach(() => vi.stubGlobal("indexedDB", (databases = new IDBFactory())));
  afterEach(() => void vi.unstubAllGlobals());

  const names = async () => (await databases.databases()).map(({ name }) => name);

  it("is gone after signing out, with its name, while another tab has it open", async () => {
    const server = new FakeServer();
    const { user, token } = server.chat.signUp("Ada");
    const room = server.chat.createRoom(user.id, "Engine room").id;
    const { baseUrl, fetch, WebSocket } = server;
    server.loseCommand = (command) => command.type === "send";
    const tab = () => new ChatClient({ baseUrl, token, userId: user.id, fetch, WebSocket });
    const [one, other] = [tab(), tab()];
    one.outbox.add(room, "secret");
    await vi.waitFor(async () => expect(await names()).toHaveLength(1));
    await vi.waitFor(() => expect(other.outbox.entries(room)).toHaveLength(1));
    await one.signOut();
    await vi.waitFor(() => expect(other.connection.state.name).toBe("closed"));
    await ChatClient.forget(baseUrl, user.id);
    expect(await names()).toEqual([]);
    other.close();
  });

  it("is gone after `forget`, and nobody else's", async () => {
    const { baseUrl } = new FakeServer();
    for (const user of ["ada", "zoe"]) {
      await new IndexedDbOutboxStore(`chat-outbox ${baseUrl} ${user}`, databases).add(message);
    }
    await ChatClient.forget(baseUrl, "ada");
    expect(await names()).toEqual([`chat-outbox ${baseUrl} zoe`]);
  });

  it("can be kept anew by the same store", async () => {
    const store = new IndexedDbOutboxStore("ada", databases);
    await store.add(message);
    await store.clear();
    expect(await names()).toEqual([]);
    await store.add({ ...message, text: "next" });
    expect((await store.list()).map(({ text }) => text)).toEqual(["next"]);
  });
});
