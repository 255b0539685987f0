import { storageKey } from "./session.js";

function keyOf(user: string, room: string): string {
  return storageKey(`draft:${user}:${room}`);
}

export function loadDraft(user: string, room: string): string {
  return localStorage.getItem(keyOf(user, room)) ?? "";
}

export function saveDraft(user: string, room: string, text: string): void {
  try {
    if (text === "") {
      localStorage.removeItem(keyOf(user, room));
    } else {
      localStorage.setItem(keyOf(user, room), text);
    }
  } catch {
    // The storage is full: the draft lives on in the page.
  }
}
