import type { ChatError } from "./chaterror.js";
import type { Member } from "./member.js";
import type { Message } from "./message.js";
import type { Outgoing } from "./outgoing.js";
import type { Room } from "./room.js";

/**
 * - `loading`: being read for the first time, or afresh after a reset.
 * - `live`: changes arrive as they happen.
 * - `interrupted`: shown as of the last change; goes on by itself once the connection is back.
 * - `failed`: could not be read; is tried again by itself, and by `retryNow()`.
 * - `left`, `deleted`: over.
 */
export type RoomStatus = "loading" | "live" | "interrupted" | "failed" | "left" | "deleted";

/** All that there is to show of a room, as of one moment; never changed, only replaced. */
export interface RoomState {
  readonly status: RoomStatus;
  /** Absent until the room was read once. */
  readonly room: Room | undefined;
  readonly me: Member | undefined;
  /** As far as they are loaded: owners first, then by name. */
  readonly members: readonly Member[];
  readonly membersComplete: boolean;
  /** Ascending, without a hole, up to the newest. */
  readonly messages: readonly Message[];
  /** One's own messages that are not among `messages` yet, in their order. */
  readonly outgoing: readonly Outgoing[];
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
  /** Why the room, or its older messages, could not be read. */
  readonly error: ChatError | undefined;
}

export const INITIAL_ROOM_STATE: RoomState = {
  status: "loading",
  room: undefined,
  me: undefined,
  members: [],
  membersComplete: false,
  messages: [],
  outgoing: [],
  hasOlder: false,
  loadingOlder: false,
  error: undefined,
};

/** Whether an error says that the room is over for this user. */
export function overBy(error: ChatError): (RoomStatus & ("left" | "deleted")) | undefined {
  if (error.code === "not_a_member") {
    return "left";
  }
  return error.code === "room_not_found" ? "deleted" : undefined;
}
