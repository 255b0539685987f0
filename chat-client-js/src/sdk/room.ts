import { asObject, pickStrings, readInteger, readString } from "./json.js";

/** A room; its `head` and `memberCount` move without a version of its own. */
export interface Room {
  readonly id: string;
  readonly name: string;
  /** The position of its last change. */
  readonly version: number;
  /** The last position of its log, when this was read. */
  readonly head: number;
  readonly memberCount: number;
  readonly createdAt: string;
  readonly deletedAt?: string;
}

export function readRoom(value: unknown): Room {
  const from = asObject(value, "room");
  return {
    id: readString(from, "id"),
    name: readString(from, "name"),
    version: readInteger(from, "version"),
    head: readInteger(from, "head"),
    memberCount: readInteger(from, "memberCount"),
    createdAt: readString(from, "createdAt"),
    ...pickStrings(from, "deletedAt"),
  };
}
