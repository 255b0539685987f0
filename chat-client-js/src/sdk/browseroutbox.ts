import { FallbackOutboxStore } from "./fallbackoutboxstore.js";
import { IndexedDbOutboxStore } from "./indexeddboutboxstore.js";
import type { OutboxStore } from "./outboxstore.js";
import { platformPart } from "./platform.js";
import { browserTabs, type Tabs } from "./tabs.js";

/** Where this browser keeps what a user of this API has not sent yet, in all its tabs; nowhere without a user, or outside a browser. */
export function browserOutbox(baseUrl: string, userId: string | undefined): { readonly store: OutboxStore; readonly tabs: Tabs } | undefined {
  const databases = platformDatabases();
  if (userId === undefined || databases === undefined) {
    return undefined;
  }
  const name = nameOf(baseUrl, userId);
  return { store: new IndexedDbOutboxStore(name, databases), tabs: browserTabs(name) };
}

/** Leaves nothing behind of what this browser has kept of a user; does nothing where it keeps nothing. */
export async function forgetBrowserOutbox(baseUrl: string, userId: string): Promise<void> {
  const databases = platformDatabases();
  if (databases !== undefined) {
    await new FallbackOutboxStore(new IndexedDbOutboxStore(nameOf(baseUrl, userId), databases)).clear();
  }
}

function platformDatabases(): IDBFactory | undefined {
  return platformPart(() => (globalThis as { indexedDB?: IDBFactory }).indexedDB);
}

function nameOf(baseUrl: string, userId: string): string {
  return `chat-outbox ${baseUrl} ${userId}`;
}
