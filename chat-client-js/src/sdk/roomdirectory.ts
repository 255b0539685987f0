import { Backoff } from "./backoff.js";
import { ChatError } from "./chaterror.js";
import type { Connection } from "./connection.js";
import { Emitter } from "./emitter.js";
import type { Role } from "./member.js";
import { byName, OrderedMap } from "./orderedmap.js";
import type { RestClient, RoomListing } from "./restclient.js";
import type { Room } from "./room.js";

export interface DirectoryState {
  /** `loading` and `failed` tell of the first list; a later one that fails is tried again behind the scenes. */
  readonly status: "loading" | "ready" | "failed";
  /** By name: those of which one is a member, and those of which one is not. */
  readonly mine: readonly RoomListing[];
  readonly others: readonly RoomListing[];
  readonly error: ChatError | undefined;
}

export interface DirectoryEvents {
  change: DirectoryState;
  /** The whole list was read: a room that it does not hold does not exist. */
  read: DirectoryState;
  /** The room with this id was deleted. */
  deleted: string;
}

/**
 * The list of all rooms: read anew after each connect, because what happened meanwhile is not repeated, and live from there.
 *
 * A change of one room sorts nothing anew, however many rooms there are.
 */
export class RoomDirectory extends Emitter<DirectoryEvents> {
  readonly #rest: RestClient;
  readonly #backoff = new Backoff();
  readonly #stops: readonly (() => void)[];
  /** All rooms heard of, deleted ones too, so that older news does not bring these back. */
  readonly #rooms = new Map<string, RoomListing>();
  readonly #mine = new OrderedMap<RoomListing>(idOf, byRoomName);
  readonly #others = new OrderedMap<RoomListing>(idOf, byRoomName);
  /** Rooms and roles heard of while a list was on its way, which may be newer than that list. */
  #heard = new Set<string>();
  #state: DirectoryState = { status: "loading", mine: [], others: [], error: undefined };
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

  /** A room that exists, as far as is known. */
  get(room: string): RoomListing | undefined {
    return this.#mine.get(room) ?? this.#others.get(room);
  }

  /** Takes in what is known of a room from elsewhere. */
  put(room: Room): void {
    const held = this.#rooms.get(room.id);
    this.#heard.add(room.id);
    if (held === undefined || room.version >= held.room.version) {
      this.#hold({ ...held, room });
      this.#publish();
      if (room.deletedAt !== undefined) {
        this.emit("deleted", room.id);
      }
    }
  }

  /** Takes in one's own role in a room; `undefined` is no member. */
  putRole(room: string, role: Role | undefined): void {
    const held = this.#rooms.get(room);
    if (held !== undefined) {
      this.#heard.add(room);
      this.#hold(role === undefined ? { room: held.room } : { room: held.room, role });
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
        this.emit("read", this.#state);
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
    const listed = new Set(listings.map(idOf));
    for (const id of this.#rooms.keys()) {
      if (!listed.has(id) && !this.#heard.has(id)) {
        this.#rooms.delete(id);
        this.#mine.delete(id);
        this.#others.delete(id);
      }
    }
    for (const listing of listings) {
      if (!this.#rooms.has(listing.room.id) || !this.#heard.has(listing.room.id)) {
        this.#hold(listing);
      }
    }
  }

  #hold(listing: RoomListing): void {
    const { id, deletedAt } = listing.room;
    this.#rooms.set(id, listing);
    const [into, outOf] = listing.role === undefined ? [this.#others, this.#mine] : [this.#mine, this.#others];
    outOf.delete(id);
    if (deletedAt === undefined) {
      into.put(listing);
    } else {
      into.delete(id);
    }
  }

  #failed(error: ChatError): void {
    this.#publish({ status: this.#state.status === "ready" ? "ready" : "failed", error });
    if (error.transient) {
      this.#timer = setTimeout(() => void this.load(), this.#backoff.next(error.retryAfter));
    }
  }

  #publish(part: Partial<DirectoryState> = {}): void {
    this.#state = { ...this.#state, ...part, mine: this.#mine.items(), others: this.#others.items() };
    this.emit("change", this.#state);
  }
}

function idOf(listing: RoomListing): string {
  return listing.room.id;
}

function byRoomName(one: RoomListing, other: RoomListing): number {
  return byName(one.room, other.room);
}
