import type { UserRef } from "./user.js";

/**
 * Where a connection stands; `docs/sdk.md` draws the machine.
 *
 * - `idle`: not started.
 * - `connecting`: a socket is being opened, and the welcome is awaited.
 * - `open`: welcomed.
 * - `waiting`: the socket is gone; the next attempt comes at `retryAt`, or when the network comes back.
 * - `closed`: for good: by `close()`, because the token is void, or because this client breaks the protocol.
 */
export type ConnectionState =
  | { readonly name: "idle" }
  | { readonly name: "connecting"; readonly attempt: number }
  | { readonly name: "open"; readonly user: UserRef; readonly epoch: string }
  | { readonly name: "waiting"; readonly attempt: number; readonly retryAt: number }
  | { readonly name: "closed"; readonly reason: CloseReason };

export type CloseReason = "closed" | "unauthenticated" | "protocol";

/** What a close code means for good; `undefined` is to try again. */
export function finalReason(code: number): CloseReason | undefined {
  switch (code) {
    case 4401:
      return "unauthenticated";
    case 1003:
    case 1007:
    case 1009:
    case 4403:
    case 4406:
      return "protocol";
    default:
      return undefined;
  }
}
