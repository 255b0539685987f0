import { Backoff } from "./backoff.js";
import { ChatError } from "./chaterror.js";
import type { Connection } from "./connection.js";
import type { RoomLog } from "./roomlog.js";
import { overBy } from "./roomstate.js";
import type { ChangesFrame, EndedFrame } from "./serverframe.js";

/** What a subscription needs of its room, and what it tells it. */
export interface Subscriber {
  /** The log to go on from; without one there is no position, and so nothing to subscribe with. */
  log(): RoomLog | undefined;
  live(): void;
  /** The log has grown. */
  applied(): void;
  /** The connection is gone; it is resumed when it is back. */
  interrupted(): void;
  /** The log must be loaded afresh; then `subscribe()`. */
  reset(): void;
  over(status: "left" | "deleted"): void;
}

/** Keeps one room's log subscribed from its own position. */
export class Subscription {
  readonly #room: string;
  readonly #connection: Connection;
  readonly #subscriber: Subscriber;
  readonly #backoff = new Backoff(250, 10_000);
  readonly #stops: readonly (() => void)[];
  /** The subscribe command that is under way; an answer to an earlier one counts no more. */
  #asked: object | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(room: string, connection: Connection, subscriber: Subscriber) {
    this.#room = room;
    this.#connection = connection;
    this.#subscriber = subscriber;
    this.#stops = [
      connection.on("state", (state) => (state.name === "open" ? this.subscribe() : this.#interrupted())),
      connection.on("changes", (frame) => frame.room === room && this.#changes(frame)),
      connection.on("reset", (frame) => frame.room === room && this.#reset()),
      connection.on("heartbeat", (frame) => this.#heartbeat(frame.heads[room])),
      connection.on("ended", (frame) => frame.room === room && this.#ended(frame)),
    ];
  }

  /** Subscribes from the log's position, as soon as there are a log and a connection. */
  subscribe(): void {
    clearTimeout(this.#timer);
    const log = this.#subscriber.log();
    if (log !== undefined && this.#connection.state.name === "open") {
      void this.#ask(log);
    }
  }

  close(): void {
    this.#closed = true;
    this.#asked = undefined;
    clearTimeout(this.#timer);
    this.#stops.forEach((stop) => stop());
    this.#connection.request({ type: "unsubscribe", room: this.#room }).catch(() => undefined);
  }

  async #ask(log: RoomLog): Promise<void> {
    const asked = (this.#asked = {});
    try {
      const answer = await this.#connection.request({
        type: "subscribe",
        room: this.#room,
        after: log.position,
        epoch: log.epoch,
      });
      if (this.#asked === asked) {
        this.#asked = undefined;
        if (answer.type === "reset") {
          this.#subscriber.reset();
        } else {
          this.#subscriber.live();
        }
      }
    } catch (thrown) {
      if (this.#asked === asked) {
        this.#asked = undefined;
        this.#refused(ChatError.from(thrown));
      }
    }
  }

  #refused(error: ChatError): void {
    const over = overBy(error);
    if (over !== undefined) {
      this.#subscriber.over(over);
    } else if (error.code !== "connection_lost") {
      this.#later(this.#backoff.next(error.retryAfter));
    }
  }

  #changes(frame: ChangesFrame): void {
    const log = this.#subscriber.log();
    const applied = log?.apply(frame);
    if (applied === "applied") {
      this.#backoff.reset();
      this.#subscriber.applied();
    } else if (applied === "gap" && this.#asked === undefined) {
      this.#again();
    }
  }

  /** The server says how far its frames have taken this client: what is missing then was lost on the way. */
  #heartbeat(head: number | undefined): void {
    const log = this.#subscriber.log();
    if (log !== undefined && head !== undefined && head > log.position && this.#asked === undefined) {
      this.#again();
    }
  }

  #reset(): void {
    this.#asked = undefined;
    this.#subscriber.reset();
  }

  #ended(frame: EndedFrame): void {
    if (frame.reason === "interrupted") {
      this.#again();
    } else {
      this.#subscriber.over(frame.reason);
    }
  }

  /** At once the first time; a server that keeps on leaving gaps is asked ever less often. */
  #again(): void {
    const first = this.#backoff.attempt === 0;
    const delay = this.#backoff.next();
    if (first && !this.#closed) {
      this.subscribe();
    } else {
      this.#later(delay);
    }
  }

  #later(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) {
      this.#timer = setTimeout(() => this.subscribe(), delay);
    }
  }

  #interrupted(): void {
    clearTimeout(this.#timer);
    this.#asked = undefined;
    this.#subscriber.interrupted();
  }
}
