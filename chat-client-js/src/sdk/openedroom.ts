import { asObject, readBoolean, readInteger, readList, readString } from "./json.js";
import { readMember, type Member } from "./member.js";
import { readMessage, type Message } from "./message.js";
import { readRoom, type Room } from "./room.js";

/** A room as of one moment: its newest messages, its first members, and the position from which to go on. */
export interface OpenedRoom {
  readonly epoch: string;
  readonly head: number;
  readonly room: Room;
  readonly me: Member;
  readonly members: readonly Member[];
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
}

export function readOpenedRoom(value: unknown): OpenedRoom {
  const from = asObject(value, "opened room");
  return {
    epoch: readString(from, "epoch"),
    head: readInteger(from, "head"),
    room: readRoom(from["room"]),
    me: readMember(from["me"]),
    members: readList(from, "members", readMember),
    messages: readList(from, "messages", readMessage),
    hasOlder: readBoolean(from, "hasOlder"),
  };
}
