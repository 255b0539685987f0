import { Backoff } from "./backoff.js";
import { ChatError } from "./chaterror.js";
import type { ClientFrame } from "./clientframe.js";
import { finalReason, type CloseReason, type ConnectionState } from "./connectionstate.js";
import { Emitter } from "./emitter.js";
import { Heartbeat } from "./heartbeat.js";
import { browserNetwork, type Network, type NetworkEvent } from "./network.js";
import { Requests, type Answers } from "./requests.js";
import {
  readServerFrame,
  type ChangesFrame,
  type DirectoryFrame,
  type EndedFrame,
  type ErrorFrame,
  type ResetFrame,
  type ServerFrame,
} from "./serverframe.js";
import { platformSocket, type SocketConstructor, type SocketLike } from "./socket.js";

export interface ConnectionOptions {
  /** The address of the socket: `ws://…/api/v1/socket`. */
  readonly url: string;
  readonly token: string;
  readonly WebSocket?: SocketConstructor;
  readonly network?: Network;
  readonly backoff?: Backoff;
  /** Milliseconds until the welcome, and until a command's answer. */
  readonly timeout?: number;
}

export interface ConnectionEvents {
  state: ConnectionState;
  changes: ChangesFrame;
  reset: ResetFrame;
  ended: EndedFrame;
  directory: DirectoryFrame;
  /** An error that answers none of the commands. */
  error: ErrorFrame;
}

const SILENCE = 25_000;
const DEADLINE = 10_000;
const TIMEOUT = 15_000;
/** A connection that lived shorter is no success, so that a server which drops everybody at once is not hammered. */
const STABLE = 5_000;
const OFFLINE = 30_000;

/** One WebSocket for many rooms, which reopens itself until it is closed. */
export class Connection extends Emitter<ConnectionEvents> {
  readonly #options: ConnectionOptions;
  readonly #network: Network;
  readonly #backoff: Backoff;
  readonly #requests: Requests;
  readonly #heartbeat: Heartbeat;
  #state: ConnectionState = { name: "idle" };
  #socket: SocketLike | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #openedAt: number | undefined;
  #stopListening: () => void = () => undefined;

  constructor(options: ConnectionOptions) {
    super();
    this.#options = options;
    this.#network = options.network ?? browserNetwork();
    this.#backoff = options.backoff ?? new Backoff();
    this.#requests = new Requests(options.timeout ?? TIMEOUT);
    this.#heartbeat = new Heartbeat(
      { silence: SILENCE, deadline: DEADLINE },
      () => this.#ping(),
      () => this.#lost(),
    );
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Connects; does nothing unless idle. */
  start(): void {
    if (this.#state.name === "idle") {
      this.#stopListening = this.#network.listen((event) => this.#networkSaid(event));
      this.#connect();
    }
  }

  /** Does not wait any longer; does nothing unless waiting. */
  retryNow(): void {
    if (this.#state.name === "waiting") {
      this.#connect();
    }
  }

  /** Closes for good. */
  close(): void {
    this.#end("closed");
  }

  /** Closes for good, because the REST API said that the token is void. */
  signedOut(): void {
    this.#end("unauthenticated");
  }

  /**
   * Sends a command and resolves with its answer.
   *
   * @throws ChatError (as a rejection) where it is refused, where the connection is not open or breaks first
   *   (`connection_lost`), or where no answer comes in time (`timed_out`).
   */
  async request<Frame extends ClientFrame>(frame: Frame): Promise<Answers[Frame["type"]]> {
    if (this.#state.name !== "open" || this.#socket === undefined) {
      throw connectionLost();
    }
    const { text, answer } = this.#requests.register(frame);
    this.#socket.send(text);
    return answer;
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const { url, token, timeout } = this.#options;
    const Socket = this.#options.WebSocket ?? platformSocket();
    const socket = new Socket(url, ["chat.v1", `bearer.${token}`]);
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = (event) => this.#socketClosed(event.code);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lost(), timeout ?? TIMEOUT);
    this.#enter({ name: "connecting", attempt: this.#backoff.attempt });
  }

  #received(data: unknown): void {
    let frame: ServerFrame | undefined;
    try {
      frame = readServerFrame(JSON.parse(String(data)));
    } catch {
      // Skipping it could leave a hole; a new connection resumes from what is known.
      this.#lost();
      return;
    }
    if (this.#state.name === "open") {
      this.#heartbeat.heard();
    }
    if (frame !== undefined && !this.#requests.settle(frame)) {
      this.#handle(frame);
    }
  }

  #handle(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        clearTimeout(this.#timer);
        this.#openedAt = Date.now();
        this.#heartbeat.heard();
        this.#enter({ name: "open", user: frame.user, epoch: frame.epoch });
        break;
      case "changes":
        this.emit("changes", frame);
        break;
      case "reset":
        this.emit("reset", frame);
        break;
      case "ended":
        this.emit("ended", frame);
        break;
      case "directory":
        this.emit("directory", frame);
        break;
      case "error":
        this.emit("error", frame);
        break;
      default:
      // An answer for which nobody waits any more.
    }
  }

  #socketClosed(code: number): void {
    const reason = finalReason(code);
    if (reason === undefined) {
      this.#lost();
    } else {
      this.#end(reason);
    }
  }

  /** Gives this socket up without waiting for its close, which on a dead network may take minutes. */
  #lost(): void {
    this.#drop();
    if (this.#openedAt !== undefined && Date.now() - this.#openedAt >= STABLE) {
      this.#backoff.reset();
    }
    this.#openedAt = undefined;
    // Said to be offline: wait long, but do try, because a server on this machine may answer all the same.
    const delay = this.#network.isOnline() ? this.#backoff.next() : OFFLINE;
    this.#timer = setTimeout(() => this.#connect(), delay);
    this.#enter({ name: "waiting", attempt: this.#backoff.attempt, retryAt: Date.now() + delay });
    this.#requests.failAll(connectionLost());
  }

  #networkSaid(event: NetworkEvent): void {
    if (event !== "offline") {
      this.retryNow();
    }
    if (this.#state.name === "open") {
      this.#heartbeat.probe();
    }
  }

  #ping(): void {
    // Whether it answers is the heartbeat's business, which counts every frame.
    this.request({ type: "ping" }).catch(() => undefined);
  }

  #end(reason: CloseReason): void {
    if (this.#state.name === "closed") {
      return;
    }
    this.#drop();
    this.#stopListening();
    this.#enter({ name: "closed", reason });
    this.#requests.failAll(connectionLost());
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#heartbeat.stop();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.emit("state", state);
  }
}

function connectionLost(): ChatError {
  return new ChatError("connection_lost", "There is no connection to the server.");
}
