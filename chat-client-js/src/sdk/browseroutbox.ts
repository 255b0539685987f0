import { IndexedDbOutboxStore } from "./indexeddboutboxstore.js";
import type { OutboxStore } from "./outboxstore.js";
import { browserTabs, type Tabs } from "./tabs.js";

/** Where this browser keeps what a user of this API has not sent yet, in all its tabs; nowhere without a user, or outside a browser. */
export function browserOutbox(baseUrl: string, userId: string | undefined): { readonly store: OutboxStore; readonly tabs: Tabs } | undefined {
  if (userId === undefined || !("indexedDB" in globalThis)) {
    return undefined;
  }
  const name = `chat-outbox ${baseUrl} ${userId}`;
  return { store: new IndexedDbOutboxStore(name), tabs: browserTabs(name) };
}
