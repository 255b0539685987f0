import { Backoff } from "./backoff.js";
import { ChatError } from "./chaterror.js";
import type { ClientFrame } from "./clientframe.js";
import { nextState, type ConnectionEvent } from "./connectionmachine.js";
import { finalReason, type ConnectionState } from "./connectionstate.js";
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
  type HeartbeatFrame,
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
  heartbeat: HeartbeatFrame;
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
  /** Milliseconds before which the server does not want to see this client again. */
  #hint = 0;
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
    this.#happen({ name: "start", attempt: this.#backoff.attempt });
  }

  /** Does not wait any longer; does nothing unless waiting. */
  retryNow(): void {
    this.#happen({ name: "again", attempt: this.#backoff.attempt });
  }

  /** Closes for good. */
  close(): void {
    this.#happen({ name: "end", reason: "closed" });
  }

  /** Closes for good, because the REST API said that the token is void. */
  signedOut(): void {
    this.#happen({ name: "end", reason: "unauthenticated" });
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

  /** Takes the machine on, does what its new state asks for, and tells of it. */
  #happen(event: ConnectionEvent): void {
    const state = nextState(this.#state, event);
    if (state === this.#state) {
      return;
    }
    const started = this.#state.name === "idle";
    this.#state = state;
    clearTimeout(this.#timer);
    switch (state.name) {
      case "idle":
        break;
      case "connecting":
        if (started) {
          this.#stopListening = this.#network.listen((said) => this.#networkSaid(said));
        }
        this.#connect();
        break;
      case "open":
        this.#openedAt = Date.now();
        this.#heartbeat.heard();
        break;
      case "waiting":
        this.#drop();
        this.#timer = setTimeout(() => this.retryNow(), state.retryAt - Date.now());
        break;
      case "closed":
        this.#drop();
        this.#stopListening();
        break;
    }
    this.emit("state", state);
    if (state.name === "waiting" || state.name === "closed") {
      this.#requests.failAll(connectionLost());
    }
  }

  #connect(): void {
    const { url, token, timeout } = this.#options;
    const Socket = this.#options.WebSocket ?? platformSocket();
    const socket = new Socket(url, ["chat.v1", `bearer.${token}`]);
    socket.onmessage = (event: { data: unknown }) => this.#received(event.data);
    socket.onclose = (event: { code: number }) => this.#socketClosed(event.code);
    socket.onerror = () => undefined;
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lost(), timeout ?? TIMEOUT);
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
        this.#happen({ name: "welcome", user: frame.user, epoch: frame.epoch });
        break;
      case "closing":
        this.#hint = frame.retryAfter;
        break;
      case "heartbeat":
        this.emit("heartbeat", frame);
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
      this.#happen({ name: "end", reason });
    }
  }

  /** Gives this socket up without waiting for its close, which on a dead network may take minutes. */
  #lost(): void {
    if (this.#openedAt !== undefined && Date.now() - this.#openedAt >= STABLE) {
      this.#backoff.reset();
    }
    // Said to be offline: wait long, but do try, because a server on this machine may answer all the same.
    const delay = this.#network.isOnline() ? this.#backoff.next(this.#hint) : OFFLINE;
    this.#happen({ name: "lost", attempt: this.#backoff.attempt, retryAt: Date.now() + delay });
  }

  #networkSaid(event: NetworkEvent): void {
    if (event !== "offline") {
      this.retryNow();
    }
    if (this.#state.name === "open") {
      this.#heartbeat.probe();
    }
  }

  /** Whether it answers is the heartbeat's business, which counts every frame. */
  #ping(): void {
    this.#socket?.send(JSON.stringify({ type: "ping" }));
  }

  #drop(): void {
    this.#heartbeat.stop();
    this.#openedAt = undefined;
    this.#hint = 0;
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
  }
}

function connectionLost(): ChatError {
  return new ChatError("connection_lost", "There is no connection to the server.");
}
