import { Backoff } from "./backoff.js";
import { ChatError } from "./chaterror.js";
import type { Connection } from "./connection.js";
import { Emitter } from "./emitter.js";
import type { Message } from "./message.js";
import type { Outbox } from "./outbox.js";
import type { RestClient } from "./restclient.js";
import { RoomLog } from "./roomlog.js";
import { INITIAL_ROOM_STATE, overBy, type RoomState } from "./roomstate.js";
import { Subscription } from "./subscription.js";

export interface RoomViewEvents {
  change: RoomState;
}

/** An opened room that stays true by itself: through lost connections, gaps and resets, until it is closed. */
export class RoomView extends Emitter<RoomViewEvents> {
  readonly id: string;
  readonly #rest: RestClient;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #subscription: Subscription;
  readonly #backoff = new Backoff();
  #state = INITIAL_ROOM_STATE;
  #log: RoomLog | undefined;
  /** The client ids of one's own messages that the log shows. */
  #mine: ReadonlySet<string> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the loads, so that what an earlier one still brings is not taken for the present. */
  #generation = 0;
  #closed = false;
  readonly #stops: readonly (() => void)[];

  constructor(id: string, rest: RestClient, connection: Connection, outbox: Outbox) {
    super();
    this.id = id;
    this.#rest = rest;
    this.#connection = connection;
    this.#outbox = outbox;
    this.#state = { ...INITIAL_ROOM_STATE, outgoing: outbox.entries(id) };
    this.#subscription = new Subscription(id, connection, {
      log: () => this.#log,
      live: () => this.#live(),
      applied: () => this.#publishLog(),
      interrupted: () => this.#interrupted(),
      reset: () => void this.#load(),
      over: (status) => this.#over(status),
    });
    this.#stops = [connection.on("state", (state) => state.name === "open" && this.retryNow()), outbox.watch(id, () => this.#publishOutgoing())];
    void this.#load();
  }

  /** Whether it was closed, or the room is over. */
  get closed(): boolean {
    return this.#closed;
  }

  get state(): RoomState {
    return this.#state;
  }

  /** Sends a message; it stands in `outgoing` at once. Returns its client id. */
  send(text: string): string {
    return this.#outbox.add(this.id, text);
  }

  /** Tries a failed message again. */
  retry(clientId: string): void {
    this.#outbox.retry(clientId);
  }

  /** Gives a failed message up. */
  discard(clientId: string): void {
    this.#outbox.discard(clientId);
  }

  async edit(position: number, text: string): Promise<void> {
    this.#merge((await this.#connection.request({ type: "edit", room: this.id, position, text })).message);
  }

  async delete(position: number): Promise<void> {
    this.#merge((await this.#connection.request({ type: "delete", room: this.id, position })).message);
  }

  /** Loads the page before the oldest message, unless it is on its way or there is none. */
  async loadOlder(limit?: number): Promise<void> {
    const log = this.#log;
    if (log === undefined || !log.hasOlder || this.#state.loadingOlder) {
      return;
    }
    this.#publish({ loadingOlder: true, error: undefined });
    try {
      const page = await this.#rest.history(this.id, { before: log.oldest }, limit);
      log.prepend(page);
      this.#publish({ loadingOlder: false });
      this.#publishLog();
    } catch (thrown) {
      this.#publish({ loadingOlder: false, error: ChatError.from(thrown) });
    }
  }

  /** Loads the members that opening the room left out. */
  async loadMembers(): Promise<void> {
    const log = this.#log;
    let after: string | undefined;
    while (log !== undefined && log === this.#log && !log.membersComplete) {
      const page = await this.#rest.members(this.id, after === undefined ? { limit: 200 } : { limit: 200, after });
      after = page.next;
      log.mergeMembers(page.items, after === undefined);
      this.#publishLog();
    }
  }

  /** Does not wait any longer for the next attempt to read the room. */
  retryNow(): void {
    if (this.#state.status === "failed") {
      void this.#load();
    }
  }

  /** Stops listening; a room that is closed cannot be opened again, make another view. */
  close(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    this.#closed = true;
    this.#stops.forEach((stop) => stop());
    this.#subscription.close();
  }

  async #load(): Promise<void> {
    const generation = ++this.#generation;
    clearTimeout(this.#timer);
    this.#publish({ status: "loading" });
    try {
      const opened = await this.#rest.open(this.id);
      if (generation === this.#generation) {
        this.#log = new RoomLog(opened);
        this.#backoff.reset();
        this.#publish({ status: "interrupted", loadingOlder: false, error: undefined });
        this.#publishLog();
        this.#subscription.subscribe();
      }
    } catch (thrown) {
      if (generation === this.#generation) {
        this.#loadFailed(ChatError.from(thrown));
      }
    }
  }

  #loadFailed(error: ChatError): void {
    const over = overBy(error);
    if (over !== undefined) {
      this.#over(over);
      return;
    }
    this.#publish({ status: "failed", error });
    if (error.transient) {
      this.#timer = setTimeout(() => void this.#load(), this.#backoff.next(error.retryAfter));
    }
  }

  #live(): void {
    this.#publish({ status: "live", error: undefined });
  }

  #interrupted(): void {
    if (this.#state.status === "live") {
      this.#publish({ status: "interrupted" });
    }
  }

  #over(status: "left" | "deleted"): void {
    if (status === "deleted") {
      this.#outbox.drop(this.id);
    } else {
      this.#outbox.failAll(this.id, new ChatError("not_a_member", "You are no longer in this room."));
    }
    this.close();
    this.#publish({ status });
  }

  #merge(message: Message): void {
    this.#log?.merge(message);
    this.#publishLog();
  }

  #publishLog(): void {
    const log = this.#log;
    if (log === undefined) {
      return;
    }
    const messages = log.messages();
    this.#mine = new Set(messages.filter((message) => message.author.id === log.myId).map((message) => message.clientId));
    this.#state = {
      ...this.#state,
      room: log.room,
      me: log.me,
      members: log.members(),
      membersComplete: log.membersComplete,
      messages,
      hasOlder: log.hasOlder,
    };
    this.#publishOutgoing();
  }

  /** In one step with the messages, so that no state shows a message twice or not at all. */
  #publishOutgoing(): void {
    const log = this.#log;
    if (log !== undefined) {
      this.#outbox.arrived(this.id, log.position, (clientId) => this.#mine.has(clientId));
    }
    this.#publish({ outgoing: this.#outbox.entries(this.id) });
  }

  #publish(part: Partial<RoomState>): void {
    this.#state = { ...this.#state, ...part };
    this.emit("change", this.#state);
  }
}
