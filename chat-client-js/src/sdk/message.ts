import { asObject, pickStrings, readInteger, readString } from "./json.js";
import { readUserRef, type UserRef } from "./user.js";

/** A message; its identity is its room and the position at which it was sent. */
export interface Message {
  readonly position: number;
  /** The position of its last change. */
  readonly version: number;
  readonly author: UserRef;
  readonly clientId: string;
  /** Absent where the message was deleted. */
  readonly text?: string;
  readonly sentAt: string;
  readonly editedAt?: string;
  readonly deletedAt?: string;
}

export function readMessage(value: unknown): Message {
  const from = asObject(value, "message");
  return {
    position: readInteger(from, "position"),
    version: readInteger(from, "version"),
    author: readUserRef(from["author"]),
    clientId: readString(from, "clientId"),
    sentAt: readString(from, "sentAt"),
    ...pickStrings(from, "text", "editedAt", "deletedAt"),
  };
}
