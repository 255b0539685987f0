import type { Failure, OutboxStore, StoredMessage, UnsentMessage } from "./outboxstore.js";

/** Keeps unsent messages for as long as the process or page lives. */
export class MemoryOutboxStore implements OutboxStore {
  readonly #messages = new Map<number, StoredMessage>();
  #last = 0;

  async list(): Promise<readonly StoredMessage[]> {
    return Promise.resolve([...this.#messages.values()]);
  }

  async add(message: UnsentMessage, instead?: number): Promise<number> {
    if (instead !== undefined) {
      this.#messages.delete(instead);
    }
    const sequence = ++this.#last;
    this.#messages.set(sequence, { ...message, sequence });
    return Promise.resolve(sequence);
  }

  async fail(sequence: number, failure: Failure): Promise<void> {
    const message = this.#messages.get(sequence);
    if (message !== undefined) {
      this.#messages.set(sequence, { ...message, failure });
    }
    return Promise.resolve();
  }

  async remove(sequence: number): Promise<void> {
    this.#messages.delete(sequence);
    return Promise.resolve();
  }

  async clear(): Promise<void> {
    this.#messages.clear();
    return Promise.resolve();
  }
}
