import { browserOutbox, forgetBrowserOutbox } from "./browseroutbox.js";
import { ChatError } from "./chaterror.js";
import { Connection } from "./connection.js";
import { MemoryOutboxStore } from "./memoryoutboxstore.js";
import type { Network } from "./network.js";
import { Outbox } from "./outbox.js";
import type { OutboxStore } from "./outboxstore.js";
import { RestClient } from "./restclient.js";
import { RoomDirectory } from "./roomdirectory.js";
import { RoomView } from "./roomview.js";
import type { SocketConstructor } from "./socket.js";
import { ALONE, type Tabs } from "./tabs.js";

export interface ChatClientOptions {
  /** The address of the API, for instance `https://example.org/chat/api/v1`. */
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch?: typeof fetch;
  /** For platforms without a WebSocket of their own, as Node 20. */
  readonly WebSocket?: SocketConstructor;
  readonly network?: Network;
  /** Whose token it is: names the place where a browser keeps unsent messages. Without it they are lost with the page. */
  readonly userId?: string;
  /** Keeps unsent messages; by default the browser does, where there is a `userId`, and else the memory. */
  readonly outboxStore?: OutboxStore;
  /** The other users of that store; by default the browser's other tabs. */
  readonly tabs?: Tabs;
}

/** Somebody signed in: the REST API, the live connection, the list of rooms, opened rooms, and what is on its way to them. */
export class ChatClient {
  readonly rest: RestClient;
  readonly connection: Connection;
  readonly directory: RoomDirectory;
  readonly outbox: Outbox;
  readonly #views = new Map<string, RoomView>();
  readonly #stops: readonly (() => void)[];

  /** Connects at once. */
  constructor(options: ChatClientOptions) {
    const { baseUrl, token, fetch, WebSocket, network, userId } = options;
    this.connection = new Connection({
      url: socketUrl(baseUrl),
      token,
      ...(WebSocket === undefined ? {} : { WebSocket }),
      ...(network === undefined ? {} : { network }),
    });
    this.rest = new RestClient({
      baseUrl,
      token,
      ...(fetch === undefined ? {} : { fetch }),
      onUnauthenticated: () => this.connection.signedOut(),
    });
    this.directory = new RoomDirectory(this.rest, this.connection);
    const place = options.outboxStore === undefined ? browserOutbox(baseUrl, userId) : undefined;
    this.outbox = new Outbox({
      connection: this.connection,
      store: options.outboxStore ?? place?.store ?? new MemoryOutboxStore(),
      tabs: options.tabs ?? place?.tabs ?? ALONE,
      userId,
    });
    this.#stops = [
      this.directory.on("deleted", (room) => this.outbox.drop(room)),
      this.directory.on("read", () => this.#dropDeletedRooms()),
      this.outbox.on("read", () => this.#dropDeletedRooms()),
    ];
    this.connection.start();
  }

  /** Takes a free name; keep the token. */
  static async signUp(baseUrl: string, name: string): Promise<{ token: string; user: { id: string; name: string } }> {
    return new RestClient({ baseUrl }).signUp(name);
  }

  /**
   * Leaves nothing behind of what a browser has kept of a user who cannot come back, as after a token became void for which there
   * is no other; the server hears nothing of it. Never rejects.
   */
  static async forget(baseUrl: string, userId: string): Promise<void> {
    await forgetBrowserOutbox(baseUrl, userId);
  }

  /**
   * Opens a room of which one is a member, or returns the view that is open already.
   *
   * A view that is kept open stays true; `close()` it when it is needed no longer. What is on its way leaves all the same.
   */
  open(room: string): RoomView {
    const held = this.#views.get(room);
    if (held !== undefined && !held.closed) {
      return held;
    }
    const view = new RoomView(room, this.rest, this.connection, this.outbox);
    this.#views.set(room, view);
    return view;
  }

  /** Makes the token void, leaves nothing of what was not sent, and disconnects for good, in all tabs. */
  async signOut(): Promise<void> {
    try {
      await this.rest.signOut();
    } catch (thrown) {
      // Void already: what is left is to forget.
      if (ChatError.from(thrown).code !== "unauthenticated") {
        throw thrown;
      }
    }
    await this.#forget();
  }

  /** Deletes the account, leaves nothing of what was not sent, and disconnects for good, in all tabs. */
  async deleteAccount(): Promise<void> {
    await this.rest.deleteAccount();
    await this.#forget();
  }

  /** Disconnects for good. What was not sent stays in the store, for the next client. */
  close(): void {
    for (const view of this.#views.values()) {
      view.close();
    }
    this.#stops.forEach((stop) => stop());
    this.directory.close();
    this.outbox.close();
    this.connection.close();
  }

  async #forget(): Promise<void> {
    // Before the server closes it as that of a void token, which this is not.
    this.connection.close();
    await this.outbox.signOut();
    this.close();
  }

  /**
   * What failed goes with its room. What is still to be sent is for the server to decide: a room that was made a moment ago may
   * be missing from a list.
   */
  #dropDeletedRooms(): void {
    if (this.directory.state.status === "ready") {
      const gone = this.outbox.rooms().filter((room) => this.directory.get(room) === undefined);
      gone.filter((room) => this.outbox.entries(room).every(({ state }) => state === "failed")).forEach((room) => this.outbox.drop(room));
    }
  }
}

function socketUrl(baseUrl: string): string {
  return `${baseUrl.replace(/^http/, "ws")}/socket`;
}
