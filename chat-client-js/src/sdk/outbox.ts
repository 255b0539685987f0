import type { ChatError } from "./chaterror.js";
import { newClientId } from "./clientid.js";
import type { Connection } from "./connection.js";
import type { ConnectionState } from "./connectionstate.js";
import { Emitter } from "./emitter.js";
import { FallbackOutboxStore } from "./fallbackoutboxstore.js";
import { Lane } from "./lane.js";
import { OutboxLedger } from "./outboxledger.js";
import type { OutboxStore } from "./outboxstore.js";
import type { Outgoing } from "./outgoing.js";
import { overBy } from "./roomstate.js";
import type { Tabs } from "./tabs.js";

export interface OutboxOptions {
  readonly connection: Connection;
  readonly store: OutboxStore;
  readonly tabs: Tabs;
  /** Whose messages these are: nothing is sent while somebody else is signed in. */
  readonly userId?: string | undefined;
}

export interface OutboxEvents {
  /** What is on its way to a room has changed. */
  change: { readonly room: string };
  /** The store was read. */
  read: undefined;
}

/** One person's messages on their way, to whatever room; of all tabs, one whose connection is open has the turn to send. */
export class Outbox extends Emitter<OutboxEvents> {
  readonly #options: OutboxOptions;
  readonly #ledger: OutboxLedger;
  readonly #lanes = new Map<string, Lane>();
  /** How many watch each room. */
  readonly #watched = new Map<string, number>();
  readonly #stopFollowing: () => void;
  #sending = false;
  #giveTurnUp: () => void = () => undefined;

  constructor(options: OutboxOptions) {
    super();
    this.#options = options;
    this.#ledger = new OutboxLedger(
      new FallbackOutboxStore(options.store),
      options.tabs,
      (room) => this.#changed(room),
      () => this.#signedOutElsewhere(),
    );
    this.#stopFollowing = options.connection.on("state", (state) => this.#follow(state));
    void this.#read();
  }

  /** The messages on their way to a room, in their order; the same list until something changes. */
  entries(room: string): readonly Outgoing[] {
    return this.#ledger.of(room);
  }

  /** Adds a message at the end; returns its client id. */
  add(room: string, text: string): string {
    const message = { room, clientId: newClientId(), text, createdAt: new Date().toISOString() };
    this.#ledger.keep(message);
    return message.clientId;
  }

  /** Tries a failed message again, with the same id, after all others. */
  retry(clientId: string): void {
    const entry = this.#ledger.get(clientId);
    if (entry?.state === "failed") {
      const { room, text, createdAt } = entry;
      this.#ledger.keep({ room, clientId, text, createdAt });
    }
  }

  /** Gives a failed message up. */
  discard(clientId: string): void {
    if (this.#ledger.get(clientId)?.state === "failed") {
      this.#ledger.remove(clientId);
    }
  }

  /** Keeps what is sent among the entries until `arrived`; returns what ends that. Calls back after each change. */
  watch(room: string, changed: () => void): () => void {
    const stop = this.on("change", (change) => change.room === room && changed());
    this.#watched.set(room, this.#watchers(room) + 1);
    return () => {
      stop();
      this.#watched.set(room, this.#watchers(room) - 1);
      this.#dropUnwatched(room);
    };
  }

  /** The room's log shows everything up to the position, and whatever of one's own it is asked for. */
  arrived(room: string, position: number, shows: (clientId: string) => boolean): void {
    this.#ledger.dropSent(room, position);
    this.entries(room)
      .filter(({ clientId }) => shows(clientId))
      .forEach(({ clientId }) => this.#ledger.remove(clientId));
  }

  /** The rooms to which something is on its way, in no particular order. */
  rooms(): string[] {
    return this.#ledger.rooms();
  }

  /** The room is gone for good, and so is what was on its way to it. */
  drop(room: string): void {
    this.entries(room).forEach(({ clientId }) => this.#ledger.remove(clientId));
  }

  /** Nothing can be sent to this room for now. */
  failAll(room: string, error: ChatError): void {
    this.entries(room).forEach((entry) => this.#ledger.fail(entry, error));
  }

  /** Forgets everything, in all tabs and in the store, and signs the other tabs out. */
  async signOut(): Promise<void> {
    await this.#ledger.signOut();
  }

  /** Sends nothing from now on; what waits stays in the store. */
  close(): void {
    this.#stopSending();
    this.#stopFollowing();
    this.#ledger.close();
  }

  #follow(state: ConnectionState): void {
    this.#stopSending();
    const { userId, tabs } = this.#options;
    if (state.name === "open" && (userId ?? state.user.id) === state.user.id) {
      let wanted = true;
      // Read again with the turn, because a tab that crashed told nobody.
      const giveUp = tabs.lead(() => void this.#read().then(() => wanted && this.#startSending()));
      this.#giveTurnUp = () => {
        wanted = false;
        giveUp();
      };
    }
  }

  async #read(): Promise<void> {
    await this.#ledger.load();
    this.emit("read", undefined);
  }

  #startSending(): void {
    this.#ledger.rooms().forEach((room) => this.#lane(room));
    this.#sending = true;
    this.#lanes.forEach((lane) => lane.start());
  }

  #stopSending(): void {
    this.#giveTurnUp();
    this.#giveTurnUp = () => undefined;
    this.#sending = false;
    this.#lanes.forEach((lane) => lane.stop());
  }

  #lane(room: string): Lane {
    let lane = this.#lanes.get(room);
    if (lane === undefined) {
      lane = new Lane({
        next: () => this.#ledger.next(room),
        deliver: async ({ clientId, text }) => (await this.#options.connection.request({ type: "send", room, clientId, text })).message.position,
        sent: ({ clientId }, position) => this.#ledger.sent(clientId, position),
        failed: (entry, error) => this.#failed(entry, error),
      });
      this.#lanes.set(room, lane);
      if (this.#sending) {
        lane.start();
      }
    }
    return lane;
  }

  #failed(entry: Outgoing, error: ChatError): void {
    switch (overBy(error)) {
      case "left":
        this.failAll(entry.room, error);
        break;
      case "deleted":
        this.drop(entry.room);
        break;
      case undefined:
        this.#ledger.fail(entry, error);
        break;
    }
  }

  #signedOutElsewhere(): void {
    this.close();
    this.#options.connection.signedOut();
  }

  #changed(room: string): void {
    this.#dropUnwatched(room);
    if (this.#sending) {
      this.#lane(room).wake();
    }
    this.emit("change", { room });
  }

  #dropUnwatched(room: string): void {
    if (this.#watchers(room) === 0) {
      this.#ledger.dropSent(room, Infinity);
    }
  }

  #watchers(room: string): number {
    return this.#watched.get(room) ?? 0;
  }
}
