import { Backoff } from "./backoff.js";
import { ChatError } from "./chaterror.js";
import type { Outgoing } from "./outgoing.js";

/** What a lane asks of the outbox, and what it tells it. */
export interface LaneDuties {
  /** The first message that waits to be sent. */
  next(): Outgoing | undefined;
  /** Hands it to the server; resolves with its position once it is durable. */
  deliver(entry: Outgoing): Promise<number>;
  sent(entry: Outgoing, position: number): void;
  failed(entry: Outgoing, error: ChatError): void;
}

/** How often a message may meet a fault of the server before it is taken for the cause. */
const FAULTS = 5;

/**
 * Sends one room's messages, one at a time, because a second one that overtook a failed first would end up above it.
 *
 * Whoever does not know whether a message arrived sends it again with its own id: the server stores it once.
 */
export class Lane {
  readonly #duties: LaneDuties;
  readonly #backoff = new Backoff(500, 10_000);
  #running = false;
  #busy = false;
  #faults = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(duties: LaneDuties) {
    this.#duties = duties;
  }

  /** Sends what waits, from now on. */
  start(): void {
    this.stop();
    this.#running = true;
    this.#backoff.reset();
    this.wake();
  }

  /** Begins nothing more; an answer that is still to come counts. */
  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Something may wait. */
  wake(): void {
    if (this.#running && !this.#busy && this.#timer === undefined) {
      void this.#run();
    }
  }

  async #run(): Promise<void> {
    this.#busy = true;
    let entry = this.#next();
    while (entry !== undefined) {
      await this.#attempt(entry);
      entry = this.#next();
    }
    this.#busy = false;
  }

  #next(): Outgoing | undefined {
    return this.#running && this.#timer === undefined ? this.#duties.next() : undefined;
  }

  async #attempt(entry: Outgoing): Promise<void> {
    try {
      this.#duties.sent(entry, await this.#duties.deliver(entry));
      this.#settled();
    } catch (thrown) {
      this.#refused(entry, ChatError.from(thrown));
    }
  }

  #refused(entry: Outgoing, error: ChatError): void {
    this.#faults += error.code === "internal_error" || error.code === "bad_answer" ? 1 : 0;
    if (error.transient && this.#faults < FAULTS) {
      this.#later(error);
    } else {
      this.#duties.failed(entry, error);
      this.#settled();
    }
  }

  #later(error: ChatError): void {
    if (this.#running) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.wake();
      }, this.#backoff.next(error.retryAfter));
    }
  }

  #settled(): void {
    this.#faults = 0;
    this.#backoff.reset();
  }
}
