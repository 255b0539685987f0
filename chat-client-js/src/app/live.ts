import { useEffect, useState } from "preact/hooks";
import type { Connection, ConnectionState, Outbox, Outgoing } from "../sdk/index.js";

interface Source<State> {
  readonly state: State;
  on(event: "change", listener: (state: State) => void): () => void;
}

/** The source's state, now and whenever it changes. */
export function useLive<State>(source: Source<State>): State {
  const [held, hold] = useState({ source, state: source.state });
  useEffect(() => {
    hold({ source, state: source.state });
    return source.on("change", (state) => hold({ source, state }));
  }, [source]);
  // Of another source than last time the effect has not told yet.
  return held.source === source ? held.state : source.state;
}

export function useConnectionState(connection: Connection): ConnectionState {
  const [state, setState] = useState(connection.state);
  useEffect(() => {
    setState(connection.state);
    return connection.on("state", setState);
  }, [connection]);
  return state;
}

/** What is on its way to a room, whether or not it is open. */
export function useOutgoing(outbox: Outbox, room: string): readonly Outgoing[] {
  const [, hold] = useState(outbox.entries(room));
  useEffect(() => {
    hold(outbox.entries(room));
    return outbox.on("change", (change) => change.room === room && hold(outbox.entries(room)));
  }, [outbox, room]);
  return outbox.entries(room);
}
