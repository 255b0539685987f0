/** Who is signed in within this browser. */
export interface Session {
  readonly token: string;
  readonly id: string;
  readonly name: string;
}

/** The API's address: relative to the page, so that the application works under any path. */
export const baseUrl = new URL("./api/v1", document.baseURI).href;

/** Several chats may be mounted on one origin: each keeps its own things. */
export function storageKey(name: string): string {
  return `chat:${new URL(".", document.baseURI).pathname}:${name}`;
}

const KEY = storageKey("session");

export function loadSession(): Session | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Session> | null;
    const { token, id, name } = stored ?? {};
    return token === undefined || id === undefined || name === undefined ? undefined : { token, id, name };
  } catch {
    return undefined;
  }
}

export function saveSession(session: Session): void {
  localStorage.setItem(KEY, JSON.stringify(session));
}

/** Forgets this session; another that was begun meanwhile, in another tab, stays. */
export function clearSession(session: Session): void {
  if (loadSession()?.token === session.token) {
    localStorage.removeItem(KEY);
  }
}

/** Tells when another tab signs in or out. */
export function onSessionElsewhere(listener: () => void): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) {
      listener();
    }
  };
  addEventListener("storage", heard);
  return () => removeEventListener("storage", heard);
}
