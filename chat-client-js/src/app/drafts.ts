import { keep, storageKey } from "./session.js";

function keyOf(user: string, room: string): string {
  return storageKey(`draft:${user}:${room}`);
}

export function loadDraft(user: string, room: string): string {
  return keep.get(keyOf(user, room)) ?? "";
}

export function saveDraft(user: string, room: string, text: string): void {
  if (text === "") {
    keep.delete(keyOf(user, room));
  } else {
    keep.set(keyOf(user, room), text);
  }
}

/** Forgets this user's drafts for all rooms but those that are to stay. */
export function dropDrafts(user: string, stays: (room: string) => boolean = () => false): void {
  const prefix = keyOf(user, "");
  keep
    .names(prefix)
    .filter((name) => !stays(name.slice(prefix.length)))
    .forEach((name) => keep.delete(name));
}
