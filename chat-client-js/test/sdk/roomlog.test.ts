import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RoomLog, type Batch, type OpenedRoom } from "../../src/sdk/index.js";
import { FakeChat } from "../fake/fakechat.js";
import { answerRest } from "../fake/fakerest.js";

interface Scene {
  chat: FakeChat;
  room: string;
  ada: string;
  zoe: string;
  open: () => OpenedRoom;
}

function scene(): Scene {
  const chat = new FakeChat();
  const ada = chat.signUp("Ada");
  const zoe = chat.signUp("Zoë").user.id;
  const room = chat.createRoom(ada.user.id, "Engine room").id;
  chat.join(zoe, room);
  const open = () =>
    structuredClone(answerRest(chat, { method: "GET", path: `/rooms/${room}/open`, token: ada.token, body: {} }).body) as OpenedRoom;
  return { chat, room, ada: ada.user.id, zoe, open };
}

function shown(log: RoomLog): unknown {
  return {
    position: log.position,
    name: log.room.name,
    memberCount: log.room.memberCount,
    members: log.members().map((member) => `${member.user.name} ${member.role}`).sort(),
    messages: log.messages().map((message) => [message.position, message.version, message.author.name, message.text]),
  };
}

describe("RoomLog", () => {
  it("applies what it does not know, and ignores what it does", () => {
    const { chat, room, ada, open } = scene();
    const log = new RoomLog(open());
    chat.send(ada, room, "c1", "one");
    const batch = chat.since(room, log.position);
    expect(log.apply(batch)).toBe("applied");
    expect(log.apply(batch)).toBe("known");
    expect(log.messages().map((message) => message.text)).toEqual(["one"]);
  });

  it("reports a gap and stays as it was", () => {
    const { chat, room, ada, open } = scene();
    const log = new RoomLog(open());
    const before = shown(log);
    chat.send(ada, room, "c1", "one");
    const missed = chat.get(room).room.head;
    chat.send(ada, room, "c2", "two");
    expect(log.apply(chat.since(room, missed))).toBe("gap");
    expect(shown(log)).toEqual(before);
  });

  it("keeps the newer version when an older page comes later", () => {
    const { chat, room, ada, open } = scene();
    for (let count = 0; count < 60; count++) {
      chat.send(ada, room, `c${count}`, `text ${count}`);
    }
    const log = new RoomLog(open());
    const first = chat.history(room)[0];
    const stale = { messages: chat.history(room).slice(0, 10), hasOlder: false, hasNewer: true };
    chat.edit(ada, room, first?.position ?? 0, "edited");
    log.apply(chat.since(room, log.position));
    expect(log.messages()).toHaveLength(50);
    log.prepend(stale);
    expect(log.messages()[0]?.text).toBe("edited");
    expect(log.messages()).toHaveLength(60);
    expect(log.hasOlder).toBe(false);
  });

  it("shows an edit above the loaded pages only with its page, so that there is no hole", () => {
    const { chat, room, ada, open } = scene();
    for (let count = 0; count < 120; count++) {
      chat.send(ada, room, `c${count}`, `text ${count}`);
    }
    const log = new RoomLog(open());
    const history = chat.history(room);
    chat.edit(ada, room, history[5]?.position ?? 0, "far above");
    log.apply(chat.since(room, log.position));
    expect(log.messages()).toHaveLength(50);
    log.prepend({ messages: history.slice(20, 70), hasOlder: true, hasNewer: true });
    expect(log.messages()).toHaveLength(100);
    log.prepend({ messages: history.slice(0, 20), hasOlder: false, hasNewer: true });
    expect(log.messages().map((message) => message.position)).toEqual(history.map((message) => message.position));
    expect(log.messages()[5]?.text).toBe("far above");
  });

  it("shows messages under their author's latest name", () => {
    const { chat, room, zoe, open } = scene();
    chat.send(zoe, room, "c1", "hello");
    const log = new RoomLog(open());
    chat.renameUser(zoe, "Zoë B.");
    log.apply(chat.since(room, log.position));
    expect(log.messages()[0]?.author.name).toBe("Zoë B.");
    log.prepend({ messages: [{ position: 1, version: 1, author: { id: zoe, name: "Zoë" }, clientId: "c0", text: "", sentAt: "" }], hasOlder: false, hasNewer: true });
    expect(log.messages().map((message) => message.author.name)).toEqual(["Zoë B.", "Zoë B."]);
  });

  it("counts the members it knows, through joins and leaves", () => {
    const { chat, room, zoe, open } = scene();
    const log = new RoomLog(open());
    const layla = chat.signUp("ليلى").user.id;
    chat.join(layla, room);
    log.apply(chat.since(room, log.position));
    expect(log.room.memberCount).toBe(3);
    chat.leave(zoe, room);
    log.apply(chat.since(room, log.position));
    expect(log.members().map((member) => member.user.name).sort()).toEqual(["Ada", "ليلى"]);
    expect(log.room.memberCount).toBe(2);
  });

  it("ends in the server's state, however overlapping batches come, doubled, late and out of order", () => {
    const command = fc.record({ kind: fc.constantFrom("send", "send", "edit", "delete", "rename", "renameRoom", "join", "leave"), pick: fc.nat(1000) });
    const property = fc.property(fc.array(command, { minLength: 1, maxLength: 40 }), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 80 }), (commands, deliveries) => {
      const { chat, room, ada, zoe, open } = scene();
      const log = new RoomLog(open());
      const start = log.position;
      const batches: Batch[] = [];
      for (const [index, { kind, pick }] of commands.entries()) {
        act(chat, room, ada, zoe, kind, pick, index);
        // What a server may read at this moment: everything since any position up to now.
        const after = start + (pick % (chat.get(room).room.head - start + 1));
        batches.push(structuredClone(chat.since(room, after)));
      }
      for (const [from, again] of deliveries) {
        for (const which of [from, again, from]) {
          const batch = batches[which % batches.length];
          if (batch !== undefined && log.apply(batch) === "gap") {
            expect(batch.after).toBeGreaterThan(log.position);
          }
        }
      }
      log.apply(chat.since(room, log.position));
      expect(shown(log)).toEqual(shown(new RoomLog(open())));
    });
    fc.assert(property, { seed: 20261122, numRuns: 300 });
  });
});

function act(chat: FakeChat, room: string, ada: string, zoe: string, kind: string, pick: number, index: number): void {
  const mine = chat.history(room).filter((message) => message.author.id === ada && message.deletedAt === undefined);
  const target = mine[pick % (mine.length || 1)];
  const zoeIsIn = chat.members(room).some((member) => member.user.id === zoe);
  switch (kind) {
    case "edit":
      if (target !== undefined) {
        chat.edit(ada, room, target.position, `edited ${index}`);
      }
      break;
    case "delete":
      if (target !== undefined) {
        chat.delete(room, target.position);
      }
      break;
    case "rename":
      // Of those who left, the protocol tells a room no new name.
      chat.renameUser(zoeIsIn && pick % 2 === 0 ? zoe : ada, `name ${index}`);
      break;
    case "renameRoom":
      chat.renameRoom(room, `room ${index}`);
      break;
    case "join":
      chat.join(zoe, room);
      break;
    case "leave":
      if (zoeIsIn) {
        chat.leave(zoe, room);
      }
      break;
    default:
      chat.send(zoeIsIn && pick % 2 === 0 ? zoe : ada, room, `c${index}`, `text ${index}`);
  }
}
