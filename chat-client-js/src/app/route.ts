import { useEffect, useState } from "preact/hooks";

/** What the address names behind the `#`; every text that may stand there is one of these. */
export type Route = { readonly name: "list" } | { readonly name: "room"; readonly room: string } | { readonly name: "unknown" };

const LIST = /^#?\/?(rooms\/?)?$/i;
const ROOM = /^#\/rooms\/([^/]+)\/?$/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the part of an address behind and with the `#`. */
export function routeOf(hash: string): Route {
  if (LIST.test(hash)) {
    return { name: "list" };
  }
  const room = decoded(ROOM.exec(hash)?.[1] ?? "");
  return room === "" ? { name: "unknown" } : { name: "room", room: UUID.test(room) ? room.toLowerCase() : room };
}

export function roomHref(room: string): string {
  return `#/rooms/${encodeURIComponent(room)}`;
}

export function goToRoom(room: string): void {
  location.hash = roomHref(room);
}

export function goToList(): void {
  location.hash = "#/";
}

/** Takes the room out of the address without a step back to it. */
export function leaveRoom(): void {
  history.replaceState(null, "", "#/");
}

/** What the address names, now and whenever it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = () => setRoute(routeOf(location.hash));
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}

/** Empty where a percent sequence is broken. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
