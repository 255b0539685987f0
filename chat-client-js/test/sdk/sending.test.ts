import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { later, RoomScene, settle } from "../fake/roomscene.js";

let scene: RoomScene;

beforeEach(async () => {
  scene = new RoomScene();
  await settle();
});

afterEach(() => scene.end());

describe("RoomView, sending", () => {
  it("shows a message at once, and once", async () => {
    scene.view.send("hello");
    expect(scene.outgoing()).toEqual(["hello sending"]);
    await settle();
    expect(scene.texts()).toEqual(["hello"]);
    expect(scene.outgoing()).toEqual([]);
    expect(scene.doubled()).toEqual([]);
  });

  it("shows an acknowledged message until the log reaches it", async () => {
    scene.server.loseBatch = () => true;
    scene.view.send("hello");
    await settle();
    expect(scene.outgoing()).toEqual(["hello sent"]);
    scene.server.loseBatch = () => false;
    scene.hear("z1", "next");
    await settle();
    expect(scene.texts()).toEqual(["hello", "next"]);
    expect(scene.outgoing()).toEqual([]);
    expect(scene.doubled()).toEqual([]);
  });

  it("does not take another's message for its own, whatever its client id", async () => {
    scene.server.loseCommand = (command) => command.type === "send";
    const clientId = scene.view.send("mine");
    await settle();
    scene.server.chat.send(scene.zoe, scene.room, clientId, "theirs");
    await settle();
    expect(scene.texts()).toEqual(["theirs"]);
    expect(scene.outgoing()).toEqual(["mine sending"]);
  });

  it("keeps the order of what is sent while there is no connection", async () => {
    await scene.whileAway(() => ["one", "two", "three"].forEach((text) => scene.view.send(text)));
    expect(scene.stored()).toEqual(["one", "two", "three"]);
    expect(scene.texts()).toEqual(["one", "two", "three"]);
    expect(scene.doubled()).toEqual([]);
  });

  it("stores once what it sends twice, because the answer was lost with the connection", async () => {
    scene.server.loseAnswer = (command) => command.type === "send";
    scene.server.loseBatch = () => true;
    scene.view.send("one");
    scene.view.send("two");
    await settle();
    expect(scene.outgoing()).toEqual(["one sending", "two sending"]);
    scene.server.loseAnswer = () => false;
    scene.server.loseBatch = () => false;
    await scene.whileAway(() => undefined);
    expect(scene.stored()).toEqual(["one", "two"]);
    expect(scene.texts()).toEqual(["one", "two"]);
    expect(scene.outgoing()).toEqual([]);
    expect(scene.doubled()).toEqual([]);
  });

  it("sends again with the same id when no answer comes in time", async () => {
    let losing = true;
    scene.server.loseCommand = (command) => command.type === "send" && losing;
    scene.view.send("hello");
    await later(14_000);
    losing = false;
    await later(10_000);
    expect(new Set(scene.received("send").map((command) => command.clientId)).size).toBe(1);
    expect(scene.received("send")).toHaveLength(2);
    expect(scene.texts()).toEqual(["hello"]);
    expect(scene.doubled()).toEqual([]);
  });

  it("gives up what the server fails at several times, and a retry sends the same id again", async () => {
    scene.server.refuse = (command) => (command.type === "send" ? "internal_error" : undefined);
    const clientId = scene.view.send("hello");
    await later(200_000);
    expect(scene.view.state.outgoing).toMatchObject([{ state: "failed", error: { code: "internal_error" } }]);
    expect(scene.received("send")).toHaveLength(5);
    scene.server.refuse = () => undefined;
    scene.view.retry(clientId);
    await settle();
    expect(scene.server.chat.history(scene.room)).toMatchObject([{ clientId, text: "hello" }]);
    expect(scene.outgoing()).toEqual([]);
    expect(scene.doubled()).toEqual([]);
  });

  it.each(["rate_limited", "unavailable"])("does not give up where the server says %s, and keeps the order", async (code) => {
    scene.server.refuse = (command) => (command.type === "send" ? code : undefined);
    scene.view.send("one");
    scene.view.send("two");
    await later(600_000);
    expect(scene.outgoing()).toEqual(["one sending", "two sending"]);
    expect(new Set(scene.received("send").map((command) => command.clientId)).size).toBe(1);
    scene.server.refuse = () => undefined;
    await later(10_000);
    expect(scene.stored()).toEqual(["one", "two"]);
    expect(scene.outgoing()).toEqual([]);
  });

  it("does not give up what is not answered, because it may have arrived", async () => {
    scene.server.loseAnswer = (command) => command.type === "send";
    scene.server.loseBatch = () => true;
    scene.view.send("hello");
    await later(600_000);
    expect(scene.outgoing()).toEqual(["hello sending"]);
    scene.server.loseBatch = () => false;
    scene.hear("z1", "next");
    await settle();
    expect(scene.texts()).toEqual(["hello", "next"]);
    expect(scene.outgoing()).toEqual([]);
    expect(scene.doubled()).toEqual([]);
  });

  it("fails at once what is refused, and goes on with the next", async () => {
    const clientId = scene.view.send("  ");
    scene.view.send("fine");
    await settle();
    expect(scene.texts()).toEqual(["fine"]);
    expect(scene.view.state.outgoing).toMatchObject([{ clientId, state: "failed", error: { code: "invalid_text" } }]);
    scene.view.discard(clientId);
    expect(scene.outgoing()).toEqual([]);
  });

  it("fails what waits when the room is over", async () => {
    scene.server.loseCommand = (command) => command.type === "send";
    scene.view.send("too late");
    await settle();
    scene.server.sessions().forEach((session) => session.end(scene.room, "left"));
    await later(200_000);
    expect(scene.outgoing()).toEqual(["too late failed"]);
    expect(scene.received("send")).toHaveLength(1);
  });

  it("shows an edit and a deletion with their answers, whether or not the batch came", async () => {
    scene.view.send("one");
    await settle();
    scene.server.loseBatch = () => true;
    const position = scene.view.state.messages[0]?.position ?? 0;
    await scene.view.edit(position, "one, edited");
    expect(scene.texts()).toEqual(["one, edited"]);
    await scene.view.delete(position);
    expect(scene.texts()).toEqual([undefined]);
    await expect(scene.view.edit(99, "nothing")).rejects.toMatchObject({ code: "message_not_found" });
  });
});
