import { asObject, pickStrings, readString } from "./json.js";

/** Somebody, as named inside messages and members. */
export interface UserRef {
  readonly id: string;
  readonly name: string;
}

/** Somebody, with all that is known of the account. */
export interface User extends UserRef {
  readonly createdAt?: string;
  /** Set where the account is gone. */
  readonly deletedAt?: string;
}

export function readUserRef(value: unknown): UserRef {
  const from = asObject(value, "user");
  return { id: readString(from, "id"), name: readString(from, "name") };
}

export function readUser(value: unknown): User {
  return { ...readUserRef(value), ...pickStrings(asObject(value, "user"), "createdAt", "deletedAt") };
}
