import { vi } from "vitest";
import { ChatClient, MemoryOutboxStore, type OutboxStore } from "../../src/sdk/index.js";
import { FakeServer } from "./fakeserver.js";
import { FakeBrowser } from "./faketabs.js";

/** Ada's browser, in whose tabs she writes to two rooms of her own. The clock is the test's. */
export class OutboxScene {
  readonly server = new FakeServer();
  readonly ada: string;
  readonly rooms: readonly [string, string];
  readonly #token: string;
  readonly #store: OutboxStore;
  readonly #browser = new FakeBrowser();
  readonly #open = new Set<ChatClient>();

  constructor(store: OutboxStore = new MemoryOutboxStore()) {
    vi.useFakeTimers();
    this.#store = store;
    const { user, token } = this.server.chat.signUp("Ada");
    this.ada = user.id;
    this.#token = token;
    this.rooms = [this.server.chat.createRoom(this.ada, "Engine room").id, this.server.chat.createRoom(this.ada, "Boiler room").id];
  }

  /** A new tab, or the same one after a reload. */
  tab(): ChatClient {
    const { baseUrl, fetch, WebSocket } = this.server;
    const client = new ChatClient({
      baseUrl,
      token: this.#token,
      fetch,
      WebSocket,
      userId: this.ada,
      outboxStore: this.#store,
      tabs: this.#browser.tab(),
    });
    this.#open.add(client);
    return client;
  }

  closeTab(tab: ChatClient): void {
    tab.close();
    this.#open.delete(tab);
  }

  end(): void {
    this.#open.forEach((tab) => tab.close());
    vi.useRealTimers();
  }

  /** What a tab shows of a room as on its way. */
  shown(tab: ChatClient, room = this.rooms[0]): string[] {
    return tab.outbox.entries(room).map((entry) => `${entry.text} ${entry.state}`);
  }

  stored(room = this.rooms[0]): (string | undefined)[] {
    return this.server.chat.history(room).map((message) => message.text);
  }

  async kept(): Promise<string[]> {
    return (await this.#store.list()).map((message) => message.text);
  }

  sends(): number {
    return this.server.received.filter((command) => command.type === "send").length;
  }
}
