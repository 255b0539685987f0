import { readBatch, type Batch } from "./batch.js";
import { ChatError } from "./chaterror.js";
import { asObject, pickStrings, readBoolean, readInteger, readList, readString } from "./json.js";
import { readMember, readRole, type Member, type Role } from "./member.js";
import { readMessage, type Message } from "./message.js";
import { readOpenedRoom, type OpenedRoom } from "./openedroom.js";
import { readMessagePage, type MessagePage, type Page, type PageOptions, type Place } from "./page.js";
import { readRoom, type Room } from "./room.js";
import { readUser, type User } from "./user.js";

export interface RestOptions {
  /** The address of the API, for instance `https://example.org/chat/api/v1`. */
  readonly baseUrl: string;
  readonly token?: string;
  readonly fetch?: typeof fetch;
  /** Milliseconds until an answer must be there in full. */
  readonly timeout?: number;
  /** Called when the server says that the token is void. */
  readonly onUnauthenticated?: () => void;
}

/** A room of the list, and the caller's role in it; without one they are no member. */
export interface RoomListing {
  readonly room: Room;
  readonly role?: Role;
}

export type ChangesAnswer =
  | ({ readonly reset: false; readonly epoch: string } & Batch)
  | { readonly reset: true; readonly epoch: string; readonly head: number };

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Query = Readonly<Record<string, string | number | undefined>>;

/** How long a wait may be that the client sits out by itself, in milliseconds, and how often. */
const SHORT_WAIT = 5_000;
const REPEATS = 3;

/**
 * The REST half of the protocol, one method a request. All reject with a {@link ChatError}. What the server refuses for a
 * moment, because too much came at once, is sent again when it says; longer waits are the caller's business.
 */
export class RestClient {
  readonly #options: RestOptions;
  readonly #fetch: typeof fetch;

  constructor(options: RestOptions) {
    this.#options = options;
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /** Takes a free name. Keep the token: nobody can issue it again. */
  async signUp(name: string): Promise<{ user: User; token: string }> {
    const body = asObject(await this.#call("POST", "/users", {}, { name }), "answer");
    return { user: readUser(body["user"]), token: readString(body, "token") };
  }

  /** Makes the token void. */
  async signOut(): Promise<void> {
    await this.#call("DELETE", "/sessions/current");
  }

  async me(): Promise<User> {
    return readUser(await this.#call("GET", "/users/me"));
  }

  async rename(name: string): Promise<User> {
    return readUser(await this.#call("PATCH", "/users/me", {}, { name }));
  }

  async deleteAccount(): Promise<void> {
    await this.#call("DELETE", "/users/me");
  }

  async user(id: string): Promise<User> {
    return readUser(await this.#call("GET", `/users/${encodeURIComponent(id)}`));
  }

  async users(options: PageOptions = {}): Promise<Page<User>> {
    return this.#page("/users", "users", options, readUser);
  }

  async createRoom(name: string): Promise<Room> {
    return readRoom(await this.#call("POST", "/rooms", {}, { name }));
  }

  async rooms(options: PageOptions = {}): Promise<Page<RoomListing>> {
    return this.#page("/rooms", "rooms", options, readListing);
  }

  async room(room: string): Promise<Room> {
    return readRoom(await this.#call("GET", path(room)));
  }

  async renameRoom(room: string, name: string): Promise<Room> {
    return readRoom(await this.#call("PATCH", path(room), {}, { name }));
  }

  async deleteRoom(room: string): Promise<void> {
    await this.#call("DELETE", path(room));
  }

  async join(room: string): Promise<Member> {
    return readMember(await this.#call("PUT", path(room, "members/me")));
  }

  async leave(room: string): Promise<void> {
    await this.#call("DELETE", path(room, "members/me"));
  }

  async members(room: string, options: PageOptions = {}): Promise<Page<Member>> {
    return this.#page(path(room, "members"), "members", options, readMember);
  }

  async setRole(room: string, user: string, role: Role): Promise<Member> {
    return readMember(await this.#call("PATCH", path(room, `members/${encodeURIComponent(user)}`), {}, { role }));
  }

  async removeMember(room: string, user: string): Promise<void> {
    await this.#call("DELETE", path(room, `members/${encodeURIComponent(user)}`));
  }

  /** Everything needed to show the room and to go on from there, as of one moment. */
  async open(room: string, limit?: number): Promise<OpenedRoom> {
    return readOpenedRoom(await this.#call("GET", path(room, "open"), { limit }));
  }

  /** A page of the history in ascending order; without a place the newest. */
  async history(room: string, place: Place = {}, limit?: number): Promise<MessagePage> {
    return readMessagePage(await this.#call("GET", path(room, "messages"), { ...place, limit }));
  }

  async message(room: string, position: number): Promise<Message> {
    return readMessage(await this.#call("GET", path(room, `messages/${position}`)));
  }

  async send(room: string, clientId: string, text: string): Promise<Message> {
    return readMessage(await this.#call("POST", path(room, "messages"), {}, { clientId, text }));
  }

  async edit(room: string, position: number, text: string): Promise<Message> {
    return readMessage(await this.#call("PATCH", path(room, `messages/${position}`), {}, { text }));
  }

  /** Deletes a message; resolves with what is left of it. */
  async delete(room: string, position: number): Promise<Message> {
    return readMessage(await this.#call("DELETE", path(room, `messages/${position}`)));
  }

  async changes(room: string, after: number, epoch: string): Promise<ChangesAnswer> {
    const body = asObject(await this.#call("GET", path(room, "changes"), { after, epoch }), "answer");
    const answered = readString(body, "epoch");
    if (body["reset"] !== undefined && readBoolean(body, "reset")) {
      return { reset: true, epoch: answered, head: readInteger(body, "head") };
    }
    return { reset: false, epoch: answered, ...readBatch(body) };
  }

  async #page<T>(where: string, field: string, options: PageOptions, read: (item: unknown) => T): Promise<Page<T>> {
    const body = asObject(await this.#call("GET", where, { ...options }), "answer");
    return { items: readList(body, field, read), ...pickStrings(body, "next") };
  }

  async #call(method: Method, where: string, query: Query = {}, body?: object): Promise<unknown> {
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await this.#ask(method, where, query, body);
      } catch (thrown) {
        const wait = repeats < REPEATS ? shortWait(thrown) : undefined;
        if (wait === undefined) {
          throw thrown;
        }
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  async #ask(method: Method, where: string, query: Query, body: object | undefined): Promise<unknown> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), this.#options.timeout ?? 15_000);
    try {
      const response = await this.#send(method, where + search(query), body, abort.signal);
      const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
      if (response.ok) {
        return answer;
      }
      throw ChatError.fromProblem(response.status, answer, retryAfter(response));
    } catch (thrown) {
      throw this.#report(abort.signal.aborted ? new ChatError("timed_out", "The server did not answer in time.") : thrown);
    } finally {
      clearTimeout(timer);
    }
  }

  async #send(method: Method, where: string, body: object | undefined, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (this.#options.token !== undefined) {
      headers["Authorization"] = `Bearer ${this.#options.token}`;
    }
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const init: RequestInit = { method, headers, signal, cache: "no-store" };
    try {
      return await this.#fetch(this.#options.baseUrl + where, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    } catch (cause) {
      throw new ChatError("connection_lost", "The server could not be reached.", 0, { cause });
    }
  }

  #report(thrown: unknown): ChatError {
    const error = ChatError.from(thrown);
    if (error.code === "unauthenticated") {
      this.#options.onUnauthenticated?.();
    }
    return error;
  }
}

/** Milliseconds after which a request may be sent again that was not carried out; `undefined` if that is no short wait. */
function shortWait(thrown: unknown): number | undefined {
  const { status, retryAfter } = ChatError.from(thrown);
  // Spread, so that all who were refused at once do not come back at once.
  return status === 429 && retryAfter !== undefined && retryAfter <= SHORT_WAIT ? retryAfter * (1 + Math.random()) : undefined;
}

/** Milliseconds: the header holds seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(response: Response): number | undefined {
  const header = response.headers.get("Retry-After") ?? "";
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

function path(room: string, rest?: string): string {
  return `/rooms/${encodeURIComponent(room)}${rest === undefined ? "" : `/${rest}`}`;
}

function search(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  return parameters.size === 0 ? "" : `?${parameters}`;
}

function readListing(value: unknown): RoomListing {
  const from = asObject(value, "listing");
  const { role } = pickStrings(from, "role");
  return { room: readRoom(from["room"]), ...(role === undefined ? {} : { role: readRole(role) }) };
}
