import { ChatError } from "../../src/sdk/index.js";
import type { FakeChat } from "./fakechat.js";

export interface RestRequest {
  method: string;
  /** Below the base, with the query. */
  path: string;
  token: string | undefined;
  body: Readonly<Record<string, string>>;
}

export interface RestAnswer {
  status: number;
  body?: unknown;
}

/** The REST half: the requests that the client makes. */
export function answerRest(chat: FakeChat, request: RestRequest, directory: (room: object) => void = () => undefined): RestAnswer {
  try {
    return route(chat, request, directory);
  } catch (thrown) {
    const { code, message, status } = ChatError.from(thrown);
    return { status: status || 500, body: { type: `urn:chat:error:${code}`, title: code, status, detail: message, code } };
  }
}

function route(chat: FakeChat, request: RestRequest, directory: (room: object) => void): RestAnswer {
  const url = new URL(request.path, "http://fake");
  const [, top, id = "", below, last] = url.pathname.split("/");
  const call = [request.method, top, top === "rooms" && id !== "" ? ":room" : id, below, last].filter((part) => part !== undefined && part !== "").join(" ");
  const name = request.body["name"] ?? "";
  if (call === "POST users") {
    return { status: 201, body: chat.signUp(name) };
  }
  const me = chat.userOf(request.token).id;
  switch (call) {
    case "GET users me":
      return { status: 200, body: chat.userOf(request.token) };
    case "PATCH users me":
      chat.renameUser(me, name);
      return { status: 200, body: chat.userOf(request.token) };
    case "DELETE sessions current":
      chat.tokens.delete(request.token ?? "");
      return { status: 204 };
    case "POST rooms": {
      const room = chat.createRoom(me, name);
      directory(room);
      return { status: 201, body: room };
    }
    case "GET rooms":
      return { status: 200, body: { rooms: [...chat.rooms.values()].map(({ room, members }) => listing(room, members.get(me))) } };
    case "GET rooms :room":
      return { status: 200, body: chat.get(id).room };
    case "PATCH rooms :room": {
      const room = chat.renameRoom(id, name);
      directory(room);
      return { status: 200, body: room };
    }
    case "DELETE rooms :room":
      directory(chat.deleteRoom(id));
      return { status: 204 };
    case "PUT rooms :room members me":
      return { status: 200, body: chat.join(me, id) };
    case "DELETE rooms :room members me":
      chat.leave(me, id);
      return { status: 204 };
    case "GET rooms :room members":
      return { status: 200, body: { members: chat.members(id) } };
    case "GET rooms :room open":
      return { status: 200, body: open(chat, me, id) };
    case "GET rooms :room messages":
      return { status: 200, body: history(chat, id, url.searchParams) };
    default:
      throw new ChatError("not_found", call, 404);
  }
}

function listing(room: object, member: { role: string; leftAt?: string } | undefined): object {
  return { room, ...(member === undefined || member.leftAt !== undefined ? {} : { role: member.role }) };
}

function open(chat: FakeChat, me: string, room: string): object {
  const member = chat.member(me, room);
  const messages = chat.history(room);
  const held = chat.get(room).room;
  return {
    epoch: chat.epoch,
    head: held.head,
    room: { ...held },
    me: member,
    members: chat.members(room).slice(0, 100),
    messages: messages.slice(-50),
    hasOlder: messages.length > 50,
  };
}

function history(chat: FakeChat, room: string, query: URLSearchParams): object {
  const before = Number(query.get("before") ?? Infinity);
  const limit = Number(query.get("limit") ?? 50);
  const older = chat.history(room).filter((message) => message.position < before);
  return { messages: older.slice(-limit), hasOlder: older.length > limit, hasNewer: before !== Infinity };
}
