import type { Failure, OutboxStore, StoredMessage, UnsentMessage } from "./outboxstore.js";

/** Milliseconds: a store that takes longer counts as broken, because a message waits for it. */
const PATIENCE = 3_000;
/** Far more than fit between two numbers of the store before the page is gone. */
const STEP = 2 ** -20;

/** Keeps what another store cannot (in private windows, where the disk is full) for as long as the page lives. Rejects nothing. */
export class FallbackOutboxStore implements OutboxStore {
  readonly #store: OutboxStore;
  /** By sequences that lie between those of the store. */
  readonly #held = new Map<number, StoredMessage>();
  #last = 0;
  /** How many calls the store has not answered in time, and not since. */
  #unanswered = 0;

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  async list(): Promise<readonly StoredMessage[]> {
    const stored = await this.#within(() => this.#store.list()).catch(() => []);
    this.#last = Math.max(this.#last, stored.at(-1)?.sequence ?? 0);
    return [...stored, ...this.#held.values()].sort((one, other) => one.sequence - other.sequence);
  }

  async add(message: UnsentMessage, instead?: number): Promise<number> {
    const held = instead !== undefined && this.#held.delete(instead);
    try {
      const late = (sequence: number) => void this.#store.remove(sequence).catch(() => undefined);
      const sequence = await this.#within(() => this.#store.add(message, held ? undefined : instead), late);
      this.#last = Math.max(this.#last, sequence);
      return sequence;
    } catch {
      this.#last += STEP;
      this.#held.set(this.#last, { ...message, sequence: this.#last });
      return this.#last;
    }
  }

  async fail(sequence: number, failure: Failure): Promise<void> {
    const held = this.#held.get(sequence);
    if (held === undefined) {
      await this.#within(() => this.#store.fail(sequence, failure)).catch(() => undefined);
    } else {
      this.#held.set(sequence, { ...held, failure });
    }
  }

  async remove(sequence: number): Promise<void> {
    if (!this.#held.delete(sequence)) {
      await this.#within(() => this.#store.remove(sequence)).catch(() => undefined);
    }
  }

  async clear(): Promise<void> {
    this.#held.clear();
    await this.#within(() => this.#store.clear()).catch(() => undefined);
  }

  /**
   * Calls the store, and gives up waiting after a while; `late` then gets what comes too late, to be undone. A store that owes
   * an answer is waited for no longer, so that each further message does not wait as long as the first.
   */
  async #within<Result>(call: () => Promise<Result>, late: (result: Result) => void = () => undefined): Promise<Result> {
    const work = call();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const overdue = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.#unanswered += 1;
        work.then(late, () => undefined).finally(() => (this.#unanswered -= 1));
        reject(new Error("The store does not answer"));
      }, this.#unanswered > 0 ? 0 : PATIENCE);
    });
    return Promise.race([work, overdue]).finally(() => clearTimeout(timer));
  }
}
