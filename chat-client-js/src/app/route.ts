import { useEffect, useState } from "preact/hooks";

const PREFIX = "#/rooms/";

function current(): string | undefined {
  const { hash } = location;
  return hash.startsWith(PREFIX) && hash.length > PREFIX.length ? decodeURIComponent(hash.slice(PREFIX.length)) : undefined;
}

export function roomHref(room: string): string {
  return PREFIX + encodeURIComponent(room);
}

export function goToRoom(room: string): void {
  location.hash = roomHref(room);
}

export function goToList(): void {
  location.hash = "#/";
}

/** The room that the address names. */
export function useRoute(): string | undefined {
  const [room, setRoom] = useState(current);
  useEffect(() => {
    const changed = () => setRoom(current());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return room;
}
