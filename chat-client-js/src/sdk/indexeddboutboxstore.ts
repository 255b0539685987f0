import type { Failure, OutboxStore, StoredMessage, UnsentMessage } from "./outboxstore.js";

const MESSAGES = "messages";

/** Keeps unsent messages in the browser, through reloads and closed tabs. */
export class IndexedDbOutboxStore implements OutboxStore {
  readonly #name: string;
  readonly #factory: IDBFactory;
  #opening: Promise<IDBDatabase> | undefined;
  #database: IDBDatabase | undefined;

  /** Opens, or makes, the database of this name. Where that fails, every method rejects. */
  constructor(name: string, factory: IDBFactory = indexedDB) {
    this.#name = name;
    this.#factory = factory;
    // A failure is told to each caller.
    this.#open().catch(() => undefined);
  }

  async list(): Promise<readonly StoredMessage[]> {
    return this.#run<StoredMessage[]>("readonly", (messages) => messages.getAll());
  }

  async add(message: UnsentMessage, instead?: number): Promise<number> {
    return this.#run<IDBValidKey>("readwrite", (messages) => {
      if (instead !== undefined) {
        messages.delete(instead);
      }
      return messages.add(message);
    }) as Promise<number>;
  }

  async fail(sequence: number, failure: Failure): Promise<void> {
    await this.#run("readwrite", (messages, transaction) => {
      const held = messages.get(sequence);
      held.onsuccess = () => {
        if (held.result !== undefined) {
          messages.put({ ...(held.result as StoredMessage), failure });
        }
        transaction.commit();
      };
      return undefined;
    });
  }

  async remove(sequence: number): Promise<void> {
    await this.#run("readwrite", (messages) => messages.delete(sequence));
  }

  /** Deletes the database as well, since its name tells whose it is. A later call makes a new one. */
  async clear(): Promise<void> {
    // Emptied first: the deletion waits for whoever has the database open.
    await this.#run("readwrite", (messages) => messages.clear());
    this.#close();
    await new Promise<void>((resolve, reject) => {
      const deletion = this.#factory.deleteDatabase(this.#name);
      deletion.onsuccess = deletion.onblocked = () => resolve();
      deletion.onerror = () => reject(deletion.error ?? new Error("The database could not be deleted"));
    });
  }

  /**
   * Resolves once the transaction is complete.
   *
   * Once the database is open, the requests and the commit are handed over within the caller's own step, with nothing left to
   * the page: so the browser carries them out even if the page goes away in the very next moment.
   */
  async #run<Result>(mode: IDBTransactionMode, work: (messages: IDBObjectStore, transaction: IDBTransaction) => IDBRequest<Result> | undefined): Promise<Result> {
    const database = this.#database ?? (await this.#open());
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(MESSAGES, mode);
      const request = work(transaction.objectStore(MESSAGES), transaction);
      transaction.oncomplete = () => resolve(request?.result as Result);
      transaction.onabort = () => reject(transaction.error ?? new Error("The transaction was aborted"));
      if (request !== undefined) {
        transaction.commit();
      }
    });
  }

  #open(): Promise<IDBDatabase> {
    this.#opening ??= open(this.#name, this.#factory).then((database) => {
      // Somebody deletes the site's data: do not stand in the way.
      database.onversionchange = database.onclose = () => this.#close();
      return (this.#database = database);
    });
    return this.#opening;
  }

  #close(): void {
    this.#database?.close();
    this.#database = undefined;
    this.#opening = undefined;
  }
}

async function open(name: string, factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(MESSAGES, { keyPath: "sequence", autoIncrement: true });
    request.onerror = () => reject(request.error ?? new Error("The database could not be opened"));
    request.onsuccess = () => resolve(request.result);
  });
}
