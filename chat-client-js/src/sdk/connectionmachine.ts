import type { CloseReason, ConnectionState } from "./connectionstate.js";
import type { UserRef } from "./user.js";

/**
 * What happens to a connection:
 *
 * - `start`: `start()` was called.
 * - `welcome`: the server's first frame came.
 * - `lost`: the socket closed with a code that is not final, was silent for too long, or brought what is no frame.
 * - `again`: the wait is over, or was cut short.
 * - `end`: `close()` was called, the token is void, or the server closed with a code that is final.
 */
export type ConnectionEvent =
  | { readonly name: "start" | "again"; readonly attempt: number }
  | { readonly name: "welcome"; readonly user: UserRef; readonly epoch: string }
  | { readonly name: "lost"; readonly attempt: number; readonly retryAt: number }
  | { readonly name: "end"; readonly reason: CloseReason };

type EventOf<Name extends ConnectionEvent["name"]> = Extract<ConnectionEvent, { readonly name: Name }>;
type Row = { readonly [Name in ConnectionEvent["name"]]?: (event: EventOf<Name>) => ConnectionState };

/** The whole machine: from each state, where each event leads. An event that is not named there changes nothing. */
const MACHINE: { readonly [Name in ConnectionState["name"]]: Row } = {
  idle: { start: connecting, end: closed },
  connecting: { welcome: open, lost: waiting, end: closed },
  open: { lost: waiting, end: closed },
  waiting: { again: connecting, end: closed },
  closed: {},
};

/** The state after an event; the same object where the event changes nothing. */
export function nextState<Name extends ConnectionEvent["name"]>(state: ConnectionState, event: EventOf<Name> & { readonly name: Name }): ConnectionState {
  const enter = MACHINE[state.name][event.name] as ((event: EventOf<Name>) => ConnectionState) | undefined;
  return enter === undefined ? state : enter(event);
}

function connecting({ attempt }: { readonly attempt: number }): ConnectionState {
  return { name: "connecting", attempt };
}

function open({ user, epoch }: EventOf<"welcome">): ConnectionState {
  return { name: "open", user, epoch };
}

function waiting({ attempt, retryAt }: EventOf<"lost">): ConnectionState {
  return { name: "waiting", attempt, retryAt };
}

function closed({ reason }: EventOf<"end">): ConnectionState {
  return { name: "closed", reason };
}
