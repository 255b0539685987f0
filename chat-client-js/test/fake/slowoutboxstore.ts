import { MemoryOutboxStore, type Failure, type OutboxStore, type StoredMessage, type UnsentMessage } from "../../src/sdk/index.js";

/** Does at once what it is asked, as of that moment, and says so a little later. */
export class SlowOutboxStore implements OutboxStore {
  readonly #memory = new MemoryOutboxStore();

  async list(): Promise<readonly StoredMessage[]> {
    return later(this.#memory.list());
  }

  async add(message: UnsentMessage, instead?: number): Promise<number> {
    return later(this.#memory.add(message, instead));
  }

  async fail(sequence: number, failure: Failure): Promise<void> {
    return later(this.#memory.fail(sequence, failure));
  }

  async remove(sequence: number): Promise<void> {
    return later(this.#memory.remove(sequence));
  }

  async clear(): Promise<void> {
    return later(this.#memory.clear());
  }
}

async function later<Result>(result: Promise<Result>): Promise<Result> {
  await new Promise((resolve) => setTimeout(resolve, 3));
  return result;
}
