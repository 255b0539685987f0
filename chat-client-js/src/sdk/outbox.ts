import { Backoff } from "./backoff.js";
import { ChatError } from "./chaterror.js";
import { newClientId } from "./clientid.js";
import type { Message } from "./message.js";

/** A message of one's own that the room's log does not show yet. */
export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly createdAt: string;
  /** `sent` is acknowledged, and shown until the log reaches its position; `failed` waits for a retry or discard. */
  readonly state: "sending" | "sent" | "failed";
  /** Set once it is sent. */
  readonly position?: number;
  /** Set where it failed. */
  readonly error?: ChatError;
}

/** Hands a message to the server; resolves once it is durable. */
export type Deliver = (clientId: string, text: string) => Promise<Message>;

const ATTEMPTS = 5;

/**
 * The messages on their way to one room.
 *
 * They leave one at a time, because a second one that overtook a failed first would end up above it. Whoever does not
 * know whether a message arrived sends it again with its own id: the server stores it once.
 */
export class Outbox {
  readonly #deliver: Deliver;
  readonly #changed: () => void;
  readonly #backoff = new Backoff(500, 10_000);
  #entries: readonly Outgoing[] = [];
  #running = false;
  #busy = false;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deliver: Deliver, changed: () => void) {
    this.#deliver = deliver;
    this.#changed = changed;
  }

  get entries(): readonly Outgoing[] {
    return this.#entries;
  }

  /** Adds a message at the end; returns its client id. */
  add(text: string): string {
    const clientId = newClientId();
    this.#set([...this.#entries, { clientId, text, createdAt: new Date().toISOString(), state: "sending" }]);
    this.#pump();
    return clientId;
  }

  /** Tries a failed message again, with the same id, after all others. */
  retry(clientId: string): void {
    const entry = this.#entries.find((each) => each.clientId === clientId && each.state === "failed");
    if (entry !== undefined) {
      const { text, createdAt } = entry;
      this.#set([...this.#without(clientId), { clientId, text, createdAt, state: "sending" }]);
      this.#pump();
    }
  }

  /** Gives a failed message up. */
  discard(clientId: string): void {
    this.#set(this.#entries.filter((entry) => entry.clientId !== clientId || entry.state !== "failed"));
  }

  /** There is a connection. */
  resume(): void {
    this.#running = !this.#closed;
    this.#backoff.reset();
    this.#pump();
  }

  /** There is none for now: what is on its way stays so. */
  pause(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  /** Sends nothing from now on. */
  close(): void {
    this.#closed = true;
    this.pause();
  }

  /** Nothing can be sent to this room any more. */
  failAll(error: ChatError): void {
    this.close();
    this.#set(this.#entries.map((entry) => (entry.state === "sent" ? entry : failed(entry, error))));
  }

  /** The log shows this message now, and everything up to the position. */
  arrived(position: number, isMine: (clientId: string) => boolean): void {
    const left = this.#entries.filter((entry) => !isMine(entry.clientId) && !(entry.position !== undefined && entry.position <= position));
    if (left.length < this.#entries.length) {
      this.#set(left);
    }
  }

  #pump(): void {
    if (this.#running && !this.#busy) {
      void this.#run();
    }
  }

  async #run(): Promise<void> {
    this.#busy = true;
    clearTimeout(this.#timer);
    let entry = this.#next();
    while (entry !== undefined) {
      await this.#attempt(entry);
      entry = this.#next();
    }
    this.#busy = false;
  }

  #next(): Outgoing | undefined {
    return this.#running ? this.#entries.find((entry) => entry.state === "sending") : undefined;
  }

  async #attempt(entry: Outgoing): Promise<void> {
    try {
      const message = await this.#deliver(entry.clientId, entry.text);
      this.#backoff.reset();
      this.#replace({ ...entry, state: "sent", position: message.position });
    } catch (thrown) {
      this.#refused(entry, ChatError.from(thrown));
    }
  }

  #refused(entry: Outgoing, error: ChatError): void {
    if (error.code === "connection_lost") {
      this.pause();
    } else if (error.transient && this.#backoff.attempt < ATTEMPTS - 1) {
      this.pause();
      this.#timer = setTimeout(() => {
        this.#running = !this.#closed;
        this.#pump();
      }, this.#backoff.next());
    } else {
      this.#backoff.reset();
      this.#replace(failed(entry, error));
    }
  }

  #replace(entry: Outgoing): void {
    this.#set(this.#entries.map((each) => (each.clientId === entry.clientId ? entry : each)));
  }

  #without(clientId: string): Outgoing[] {
    return this.#entries.filter((entry) => entry.clientId !== clientId);
  }

  #set(entries: readonly Outgoing[]): void {
    this.#entries = entries;
    this.#changed();
  }
}

function failed(entry: Outgoing, error: ChatError): Outgoing {
  return { ...entry, state: "failed", error };
}
