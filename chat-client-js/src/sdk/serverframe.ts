import { readBatch, type Batch } from "./batch.js";
import { asObject, pickStrings, readBoolean, readInteger, readString, type JsonObject } from "./json.js";
import { readMessage, type Message } from "./message.js";
import { readRoom, type Room } from "./room.js";
import { readUserRef, type UserRef } from "./user.js";

/** Why a subscription is over; a reason that is not known here is treated as `interrupted`. */
export type EndReason = "left" | "deleted" | "interrupted";

interface Answer {
  readonly id?: string;
  readonly room: string;
}

export interface WelcomeFrame {
  readonly type: "welcome";
  readonly user: UserRef;
  readonly epoch: string;
}

export interface SubscribedFrame extends Answer {
  readonly type: "subscribed";
  readonly head: number;
}

export interface UnsubscribedFrame extends Answer {
  readonly type: "unsubscribed";
}

export interface SentFrame extends Answer {
  readonly type: "sent";
  readonly message: Message;
  /** Whether this client id had been sent before; the message is then the original. */
  readonly duplicate: boolean;
}

export interface EditedFrame extends Answer {
  readonly type: "edited";
  readonly message: Message;
}

export interface DeletedFrame extends Answer {
  readonly type: "deleted";
  readonly message: Message;
}

export interface PongFrame {
  readonly type: "pong";
  readonly id?: string;
}

export interface ChangesFrame extends Batch {
  readonly type: "changes";
  readonly room: string;
}

export interface ResetFrame extends Answer {
  readonly type: "reset";
  readonly epoch: string;
  readonly head: number;
}

export interface EndedFrame {
  readonly type: "ended";
  readonly room: string;
  readonly reason: EndReason;
}

export interface DirectoryFrame {
  readonly type: "directory";
  readonly room: Room;
}

/** For each subscribed room, the position to which the frames before this one have taken the client. */
export interface HeartbeatFrame {
  readonly type: "heartbeat";
  readonly heads: Readonly<Record<string, number>>;
}

/** The server is about to close the socket; `retryAfter` is in milliseconds. */
export interface ClosingFrame {
  readonly type: "closing";
  readonly code: number;
  readonly retryAfter: number;
}

export interface ErrorFrame {
  readonly type: "error";
  readonly id?: string;
  readonly code: string;
  readonly detail: string;
  readonly room?: string;
}

export type ServerFrame =
  | WelcomeFrame
  | SubscribedFrame
  | UnsubscribedFrame
  | SentFrame
  | EditedFrame
  | DeletedFrame
  | PongFrame
  | ChangesFrame
  | ResetFrame
  | EndedFrame
  | DirectoryFrame
  | HeartbeatFrame
  | ClosingFrame
  | ErrorFrame;

/**
 * Reads a frame; `undefined` is one of a type that this client does not know, to be ignored.
 *
 * @throws MalformedError where it breaks the protocol.
 */
export function readServerFrame(value: unknown): ServerFrame | undefined {
  const from = asObject(value, "frame");
  const type = readString(from, "type");
  const id = pickStrings(from, "id");
  switch (type) {
    case "welcome":
      return { type, user: readUserRef(from["user"]), epoch: readString(from, "epoch") };
    case "subscribed":
      return { type, ...id, room: readString(from, "room"), head: readInteger(from, "head") };
    case "unsubscribed":
      return { type, ...id, room: readString(from, "room") };
    case "sent":
      return {
        type,
        ...id,
        room: readString(from, "room"),
        message: readMessage(from["message"]),
        duplicate: readBoolean(from, "duplicate"),
      };
    case "edited":
    case "deleted":
      return { type, ...id, room: readString(from, "room"), message: readMessage(from["message"]) };
    case "pong":
      return { type, ...id };
    case "changes":
      return { type, room: readString(from, "room"), ...readBatch(from) };
    case "reset":
      return {
        type,
        ...id,
        room: readString(from, "room"),
        epoch: readString(from, "epoch"),
        head: readInteger(from, "head"),
      };
    case "ended":
      return { type, room: readString(from, "room"), reason: readEndReason(readString(from, "reason")) };
    case "directory":
      return { type, room: readRoom(from["room"]) };
    case "heartbeat":
      return { type, heads: readHeads(asObject(from["heads"], "heads")) };
    case "closing":
      return { type, code: readInteger(from, "code"), retryAfter: readInteger(from, "retryAfter") };
    case "error":
      return {
        type,
        code: readString(from, "code"),
        detail: readString(from, "detail"),
        ...id,
        ...pickStrings(from, "room"),
      };
    default:
      return undefined;
  }
}

function readHeads(from: JsonObject): Record<string, number> {
  return Object.fromEntries(Object.keys(from).map((room) => [room, readInteger(from, room)]));
}

function readEndReason(reason: string): EndReason {
  return reason === "left" || reason === "deleted" ? reason : "interrupted";
}
