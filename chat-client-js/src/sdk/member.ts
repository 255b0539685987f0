import { asObject, MalformedError, pickStrings, readInteger, readString } from "./json.js";
import { readUserRef, type UserRef } from "./user.js";

export type Role = "owner" | "member";

/** Somebody's place in a room, also after they left it. */
export interface Member {
  readonly user: UserRef;
  readonly role: Role;
  /** The position of its last change. */
  readonly version: number;
  readonly joinedAt: string;
  /** Set where they are no longer a member. */
  readonly leftAt?: string;
}

export function readRole(value: string): Role {
  if (value !== "owner" && value !== "member") {
    throw new MalformedError(`${value} is not a role`);
  }
  return value;
}

export function readMember(value: unknown): Member {
  const from = asObject(value, "member");
  return {
    user: readUserRef(from["user"]),
    role: readRole(readString(from, "role")),
    version: readInteger(from, "version"),
    joinedAt: readString(from, "joinedAt"),
    ...pickStrings(from, "leftAt"),
  };
}
