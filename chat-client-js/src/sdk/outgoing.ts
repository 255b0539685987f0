import type { ChatError } from "./chaterror.js";

/** A message of one's own that the room's log does not show yet. */
export interface Outgoing {
  readonly room: string;
  readonly clientId: string;
  readonly text: string;
  readonly createdAt: string;
  /** `sent` is acknowledged, and shown until the log reaches its position; `failed` waits for a retry or discard. */
  readonly state: "sending" | "sent" | "failed";
  /** Set once it is sent. */
  readonly position?: number;
  /** Set where it failed. */
  readonly error?: ChatError;
}
