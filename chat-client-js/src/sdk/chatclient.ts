import { Connection } from "./connection.js";
import type { Network } from "./network.js";
import { RestClient } from "./restclient.js";
import { RoomDirectory } from "./roomdirectory.js";
import { RoomView } from "./roomview.js";
import type { SocketConstructor } from "./socket.js";

export interface ChatClientOptions {
  /** The address of the API, for instance `https://example.org/chat/api/v1`. */
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch?: typeof fetch;
  /** For platforms without a WebSocket of their own, as Node 20. */
  readonly WebSocket?: SocketConstructor;
  readonly network?: Network;
}

/** Somebody signed in: the REST API, the live connection, the list of rooms, and opened rooms. */
export class ChatClient {
  readonly rest: RestClient;
  readonly connection: Connection;
  readonly directory: RoomDirectory;
  readonly #views = new Map<string, RoomView>();

  /** Connects at once. */
  constructor(options: ChatClientOptions) {
    const { baseUrl, token, fetch, WebSocket, network } = options;
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
    this.connection.start();
  }

  /** Takes a free name; keep the token. */
  static async signUp(baseUrl: string, name: string): Promise<{ token: string; user: { id: string; name: string } }> {
    return new RestClient({ baseUrl }).signUp(name);
  }

  /**
   * Opens a room of which one is a member, or returns the view that is open already.
   *
   * A view that is kept open stays true and sends what is on its way; `close()` it when it is needed no longer.
   */
  open(room: string): RoomView {
    const held = this.#views.get(room);
    if (held !== undefined && !held.closed) {
      return held;
    }
    const view = new RoomView(room, this.rest, this.connection);
    this.#views.set(room, view);
    return view;
  }

  /** Disconnects for good. */
  close(): void {
    for (const view of this.#views.values()) {
      view.close();
    }
    this.directory.close();
    this.connection.close();
  }
}

function socketUrl(baseUrl: string): string {
  return `${baseUrl.replace(/^http/, "ws")}/socket`;
}
