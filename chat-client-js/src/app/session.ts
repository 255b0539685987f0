import { Keep, type Lasting } from "./keep.js";

/** Who is signed in within this browser. */
export interface Session {
  readonly token: string;
  readonly id: string;
  readonly name: string;
}

/** The API's address: relative to the page, so that the application works under any path. */
export const baseUrl = new URL("./api/v1", document.baseURI).href;

/** All short texts that the application keeps. */
export const keep = new Keep();

/** Several chats may be mounted on one origin: each keeps its own things. */
export function storageKey(name: string): string {
  return `chat:${new URL(".", document.baseURI).pathname}:${name}`;
}

const KEY = storageKey("session");

export function loadSession(): Session | undefined {
  try {
    const stored = JSON.parse(keep.get(KEY) ?? "null") as Partial<Session> | null;
    const { token, id, name } = stored ?? {};
    return token === undefined || id === undefined || name === undefined ? undefined : { token, id, name };
  } catch {
    return undefined;
  }
}

/** Remembers the session. */
export function saveSession(session: Session): void {
  keep.set(KEY, JSON.stringify(session));
}

/** How long the session that is remembered will be. */
export function storedLasting(): Lasting {
  return keep.lastingOf(KEY);
}

/** How long a session would be remembered that began now. */
export function sessionLasting(): Lasting {
  return keep.lasting(storageKey("probe"));
}

/** Forgets this session; another that was begun meanwhile, in another tab, stays. */
export function clearSession(session: Session): void {
  if (loadSession()?.token === session.token) {
    keep.delete(KEY);
  }
}

/** Tells when another tab may have signed in or out. */
export function onSessionElsewhere(listener: () => void): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) {
      listener();
    }
  };
  // A page that comes back from the browser's cache has not heard what happened while it was there.
  const shown = (event: PageTransitionEvent) => event.persisted && listener();
  addEventListener("storage", heard);
  addEventListener("pageshow", shown);
  return () => {
    removeEventListener("storage", heard);
    removeEventListener("pageshow", shown);
  };
}
