import type { StoredMessage } from "./outboxstore.js";
import { platformPart } from "./platform.js";

/** What one tab tells the others of the same person; plain data. */
export type TabNote =
  /** A message waits to be sent, or has failed. */
  | { readonly type: "put"; readonly message: StoredMessage }
  | { readonly type: "sent"; readonly clientId: string; readonly position: number }
  | { readonly type: "removed"; readonly clientId: string }
  /** The person has signed out: whatever is kept is forgotten. */
  | { readonly type: "signedOut" };

/** One person's tabs: which of them sends, and what they tell each other. */
export interface Tabs {
  /** Asks for the turn to send, and calls `begin` once it has come; returns what gives the turn, or the wait for it, up. */
  lead(begin: () => void): () => void;
  /** Tells all other tabs. */
  announce(note: TabNote): void;
  /** Listens to the other tabs; returns what ends it, and all talk with them. */
  listen(listener: (note: TabNote) => void): () => void;
}

function leadAtOnce(begin: () => void): () => void {
  begin();
  return () => undefined;
}

/** Nobody else: always one's own turn. */
export const ALONE: Tabs = {
  lead: leadAtOnce,
  announce: () => undefined,
  listen: () => () => undefined,
};

/**
 * The tabs of one browser that use this name.
 *
 * Web Locks name the one that sends: the lock of a tab that closes or crashes goes to the next. Where the browser has none, or
 * forbids them (a page that is no secure context), each tab sends by itself, and it is the server that keeps each message once.
 */
export function browserTabs(name: string): Tabs {
  const channel = platformPart(() => new BroadcastChannel(name));
  if (channel === undefined) {
    return ALONE;
  }
  const locks = platformPart(() => (navigator as { locks?: LockManager }).locks);
  return {
    lead: locks === undefined ? leadAtOnce : (begin) => holdLock(locks, name, begin),
    // Throws once it is closed; then there is nobody to tell.
    announce: (note) => {
      platformPart(() => (channel.postMessage(note), undefined));
    },
    listen: (listener) => {
      channel.onmessage = ({ data }) => listener(data as TabNote);
      return () => channel.close();
    },
  };
}

function holdLock(locks: LockManager, name: string, begin: () => void): () => void {
  const given = new AbortController();
  const { signal } = given;
  const held = new Promise<void>((release) => signal.addEventListener("abort", () => release()));
  const granted = async () => {
    if (!signal.aborted) {
      begin();
      await held;
    }
  };
  const asked = async () => locks.request(name, { signal }, granted);
  asked().catch(() => {
    // Refused, as inside some frames: then this tab sends by itself.
    if (!signal.aborted) {
      begin();
    }
  });
  return () => given.abort();
}
