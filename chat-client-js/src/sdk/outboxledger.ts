import type { ChatError } from "./chaterror.js";
import { OutboxList } from "./outboxlist.js";
import type { OutboxStore, StoredMessage, UnsentMessage } from "./outboxstore.js";
import type { Outgoing } from "./outgoing.js";
import type { TabNote, Tabs } from "./tabs.js";

/**
 * The list of what is on its way, in step with the store and with the other tabs.
 *
 * Every tab holds the same list. It begins as what the store holds; each tab tells the others of what it changes, but only once
 * the store has it, so that a tab which still read the old state hears of the new one.
 */
export class OutboxLedger {
  readonly #store: OutboxStore;
  readonly #tabs: Tabs;
  readonly #changed: (room: string) => void;
  readonly #signedOut: () => void;
  readonly #list = new OutboxList();
  readonly #stopListening: () => void;
  /** For each reading of the store that is under way, what went meanwhile and may still be part of it. */
  readonly #readings = new Set<Set<string>>();

  /** Calls `changed` with the room in which something changed, and `signedOut` when another tab has signed out. */
  constructor(store: OutboxStore, tabs: Tabs, changed: (room: string) => void, signedOut: () => void) {
    this.#store = store;
    this.#tabs = tabs;
    this.#changed = changed;
    this.#signedOut = signedOut;
    this.#stopListening = tabs.listen((note) => this.#heard(note));
  }

  of(room: string): readonly Outgoing[] {
    return this.#list.of(room);
  }

  rooms(): string[] {
    return this.#list.rooms();
  }

  get(clientId: string): Outgoing | undefined {
    return this.#list.get(clientId);
  }

  /** The first message to send. What the store has not answered for has no place in the order yet. */
  next(room: string): Outgoing | undefined {
    return this.of(room).find(({ state, clientId }) => state === "sending" && this.#list.sequenceOf(clientId) !== undefined);
  }

  /** Takes in what is stored. */
  async load(): Promise<void> {
    const gone = new Set<string>();
    this.#readings.add(gone);
    const stored = await this.#store.list();
    if (this.#readings.delete(gone)) {
      stored.filter(({ clientId }) => !gone.has(clientId)).forEach((message) => this.#merge(message));
    }
  }

  /** Puts a message at the end, in place of a failed one of the same id. */
  keep(message: UnsentMessage): void {
    // Handed to the store in the same step in which it is first shown: what was seen is not lost with the page.
    const stored = this.#store.add(message, this.#list.sequenceOf(message.clientId));
    this.#list.put({ ...message, state: "sending" });
    this.#changed(message.room);
    void stored.then((sequence) => this.#stored(message.clientId, sequence));
  }

  fail(entry: Outgoing, error: ChatError): void {
    if (this.get(entry.clientId)?.state === "sending") {
      const sequence = this.#list.sequenceOf(entry.clientId);
      const failed: Outgoing = { ...unsent(entry), state: "failed", error };
      this.#list.put(failed, sequence);
      this.#changed(entry.room);
      if (sequence !== undefined) {
        void this.#keepFailure(failed, sequence);
      }
    }
  }

  sent(clientId: string, position: number): void {
    const sequence = this.#list.sequenceOf(clientId);
    this.#markSent(clientId, position);
    if (sequence !== undefined) {
      void this.#store.remove(sequence).then(() => this.#tabs.announce({ type: "sent", clientId, position }));
    }
  }

  remove(clientId: string): void {
    const sequence = this.#list.sequenceOf(clientId);
    this.#forget(clientId);
    if (sequence !== undefined) {
      void this.#store.remove(sequence).then(() => this.#tabs.announce({ type: "removed", clientId }));
    }
  }

  /** Shows no longer what was sent and took a position up to this one; the store has forgotten it already. */
  dropSent(room: string, position: number): void {
    this.of(room)
      .filter((entry) => entry.position !== undefined && entry.position <= position)
      .forEach((entry) => this.#forget(entry.clientId));
  }

  /** Forgets everything, and tells the other tabs that the user has signed out. */
  async signOut(): Promise<void> {
    this.#forgetAll();
    await this.#store.clear();
    this.#tabs.announce({ type: "signedOut" });
  }

  close(): void {
    this.#stopListening();
  }

  async #stored(clientId: string, sequence: number): Promise<void> {
    const entry = this.get(clientId);
    if (entry === undefined) {
      await this.#store.remove(sequence);
      return;
    }
    this.#list.put(entry, sequence);
    this.#changed(entry.room);
    this.#tabs.announce({ type: "put", message: { ...unsent(entry), sequence } });
    await this.#keepFailure(entry, sequence);
  }

  async #keepFailure(entry: Outgoing, sequence: number): Promise<void> {
    if (entry.error !== undefined) {
      const failure = { code: entry.error.code, detail: entry.error.message };
      await this.#store.fail(sequence, failure);
      this.#tabs.announce({ type: "put", message: { ...unsent(entry), sequence, failure } });
    }
  }

  #heard(note: TabNote): void {
    switch (note.type) {
      case "put":
        this.#merge(note.message);
        break;
      case "sent":
        this.#markSent(note.clientId, note.position);
        break;
      case "removed":
        this.#forget(note.clientId);
        break;
      case "signedOut":
        this.#forgetAll();
        this.#signedOut();
        break;
    }
  }

  #merge(message: StoredMessage): void {
    if (this.#list.merge(message)) {
      this.#changed(message.room);
    }
  }

  #markSent(clientId: string, position: number): void {
    const entry = this.get(clientId);
    this.#readings.forEach((gone) => gone.add(clientId));
    if (entry !== undefined) {
      this.#list.put({ ...unsent(entry), state: "sent", position }, this.#list.sequenceOf(clientId));
      this.#changed(entry.room);
    }
  }

  #forget(clientId: string): void {
    const entry = this.get(clientId);
    this.#readings.forEach((gone) => gone.add(clientId));
    if (entry !== undefined) {
      this.#list.remove(clientId);
      this.#changed(entry.room);
    }
  }

  #forgetAll(): void {
    const rooms = this.rooms();
    this.#readings.clear();
    this.#list.clear();
    rooms.forEach((room) => this.#changed(room));
  }
}

function unsent({ room, clientId, text, createdAt }: Outgoing): UnsentMessage {
  return { room, clientId, text, createdAt };
}
