import { useCallback, useEffect, useState } from "preact/hooks";
import type { Connection, ConnectionState, DirectoryState, Outbox, Outgoing, RoomDirectory, RoomListing } from "../sdk/index.js";

interface Source<State> {
  readonly state: State;
  on(event: "change", listener: (state: State) => void): () => void;
}

/** The source's state, now and whenever it changes. */
export function useLive<State>(source: Source<State>): State {
  return usePart(source, whole);
}

/** A part of the source's state, now and whenever that part changes; `select` stays the same function. */
function usePart<State, Part>(source: Source<State>, select: (state: State) => Part): Part {
  const [, hold] = useState({ part: select(source.state) });
  useEffect(() => {
    const follow = (state: State) => {
      const part = select(state);
      hold((held) => (held.part === part ? held : { part }));
    };
    follow(source.state);
    return source.on("change", follow);
  }, [source, select]);
  return select(source.state);
}

/** The directory's state, at most once a frame however often it changes. */
export function useDirectory(directory: RoomDirectory): DirectoryState {
  const [held, hold] = useState(directory.state);
  useEffect(() => {
    let frame: number | undefined;
    const follow = () => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        hold(directory.state);
      });
    };
    hold(directory.state);
    const stop = directory.on("change", follow);
    return () => {
      stop();
      cancelAnimationFrame(frame ?? 0);
    };
  }, [directory]);
  return held;
}

/** What the directory knows of a room; nothing where it knows none of this id. */
export function useListing(directory: RoomDirectory, room: string | undefined): RoomListing | undefined {
  const select = useCallback(() => (room === undefined ? undefined : directory.get(room)), [directory, room]);
  return usePart(directory, select);
}

export function useDirectoryStatus(directory: RoomDirectory): DirectoryState["status"] {
  return usePart(directory, statusOf);
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

function whole<State>(state: State): State {
  return state;
}

function statusOf(state: DirectoryState): DirectoryState["status"] {
  return state.status;
}
