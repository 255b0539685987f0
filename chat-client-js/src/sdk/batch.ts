import { asObject, readInteger, readList, readString, type JsonObject } from "./json.js";
import { readMember, type Member } from "./member.js";
import { readMessage, type Message } from "./message.js";
import { readRoom, type Room } from "./room.js";

/** The new state of one thing, at the position at which it changed. */
export type Change =
  | { readonly position: number; readonly type: "message"; readonly message: Message }
  | { readonly position: number; readonly type: "member"; readonly member: Member }
  | { readonly position: number; readonly type: "room"; readonly room: Room };

/** Takes whoever knew everything up to `after` to everything up to `upTo`. */
export interface Batch {
  readonly after: number;
  readonly upTo: number;
  readonly changes: readonly Change[];
}

function readChange(value: unknown): Change[] {
  const from = asObject(value, "change");
  const position = readInteger(from, "position");
  switch (readString(from, "type")) {
    case "message":
      return [{ position, type: "message", message: readMessage(from["message"]) }];
    case "member":
      return [{ position, type: "member", member: readMember(from["member"]) }];
    case "room":
      return [{ position, type: "room", room: readRoom(from["room"]) }];
    default:
      // A later server knows more things than this client: what it cannot show it need not hold.
      return [];
  }
}

export function readBatch(from: JsonObject): Batch {
  return {
    after: readInteger(from, "after"),
    upTo: readInteger(from, "upTo"),
    changes: readList(from, "changes", readChange).flat(),
  };
}
