import { Backoff } from "./backoff.js";
import { ChatError } from "./chaterror.js";
import type { Connection } from "./connection.js";
import { Emitter } from "./emitter.js";
import type { Role } from "./member.js";
import type { RestClient, RoomListing } from "./restclient.js";
import type { Room } from "./room.js";

export interface DirectoryState {
  /** `loading` and `failed` tell of the first list; a later one that fails is tried again behind the scenes. */
  readonly status: "loading" | "ready" | "failed";
  /** By name. */
  readonly listings: readonly RoomListing[];
  readonly error: ChatError | undefined;
}

export interface DirectoryEvents {
  change: DirectoryState;
}

/** The list of all rooms: read anew after each connect, because what happened meanwhile is not repeated, and live from there. */
export class RoomDirectory extends Emitter<DirectoryEvents> {
  readonly #rest: RestClient;
  readonly #backoff = new Backoff();
  readonly #stops: readonly (() => void)[];
  readonly #rooms = new Map<string, RoomListing>();
  /** Rooms and roles heard of while a list was on its way, which may be newer than that list. */
  #heard = new Set<string>();
  #state: DirectoryState = { status: "loading", listings: [], error: undefined };
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(rest: RestClient, connection: Connection) {
    super();
    this.#rest = rest;
    this.#stops = [
      connection.on("directory", (frame) => this.put(frame.room)),
      connection.on("state", (state) => state.name === "open" && void this.load()),
    ];
  }

  get state(): DirectoryState {
    return this.#state;
  }

  /** Takes in what is known of a room from elsewhere. */
  put(room: Room): void {
    const held = this.#rooms.get(room.id);
    if (held === undefined || room.version >= held.room.version) {
      this.#rooms.set(room.id, { ...held, room });
    }
    this.#heard.add(room.id);
    this.#publish();
  }

  /** Takes in one's own role in a room; `undefined` is no member. */
  putRole(room: string, role: Role | undefined): void {
    const held = this.#rooms.get(room);
    if (held !== undefined) {
      this.#rooms.set(room, role === undefined ? { room: held.room } : { room: held.room, role });
      this.#heard.add(room);
      this.#publish();
    }
  }

  /** Reads the whole list. */
  async load(): Promise<void> {
    const generation = ++this.#generation;
    clearTimeout(this.#timer);
    this.#heard = new Set();
    try {
      const listings = await this.#readAll();
      if (generation === this.#generation) {
        this.#backoff.reset();
        this.#take(listings);
        this.#publish({ status: "ready", error: undefined });
      }
    } catch (thrown) {
      if (generation === this.#generation) {
        this.#failed(ChatError.from(thrown));
      }
    }
  }

  close(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    this.#stops.forEach((stop) => stop());
  }

  async #readAll(): Promise<RoomListing[]> {
    const listings: RoomListing[] = [];
    let after: string | undefined;
    do {
      const page = await this.#rest.rooms(after === undefined ? { limit: 200 } : { limit: 200, after });
      listings.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return listings;
  }

  #take(listings: readonly RoomListing[]): void {
    const listed = new Set(listings.map((listing) => listing.room.id));
    for (const id of this.#rooms.keys()) {
      if (!listed.has(id) && !this.#heard.has(id)) {
        this.#rooms.delete(id);
      }
    }
    for (const listing of listings) {
      const held = this.#rooms.get(listing.room.id);
      if (held === undefined || !this.#heard.has(listing.room.id)) {
        this.#rooms.set(listing.room.id, listing);
      }
    }
  }

  #failed(error: ChatError): void {
    this.#publish({ status: this.#state.status === "ready" ? "ready" : "failed", error });
    if (error.transient) {
      this.#timer = setTimeout(() => void this.load(), this.#backoff.next(error.retryAfter));
    }
  }

  #publish(part: Partial<DirectoryState> = {}): void {
    const listings = [...this.#rooms.values()]
      .filter((listing) => listing.room.deletedAt === undefined)
      .sort((one, other) => one.room.name.localeCompare(other.room.name));
    this.#state = { ...this.#state, ...part, listings };
    this.emit("change", this.#state);
  }
}
