import type { SocketConstructor, SocketLike } from "../../src/sdk/index.js";
import { FakeChat } from "./fakechat.js";
import { answerRest } from "./fakerest.js";
import { FakeSession, type Command } from "./fakesocket.js";

const BASE = "http://fake.test/api/v1";

/** A server that speaks the protocol, in the same process, and that fails as it is told. */
export class FakeServer {
  readonly chat = new FakeChat();
  readonly baseUrl = BASE;
  /** Reached by nobody while false; sockets that are open stay so until they are cut. */
  reachable = true;
  /** Commands received, in order. */
  readonly received: Command[] = [];
  /** Requests of REST received, in order. */
  readonly requests: string[] = [];
  /** Whether a command is carried out without an answer. */
  loseAnswer: (command: Command) => boolean = () => false;
  /** Whether a command never arrives. */
  loseCommand: (command: Command) => boolean = () => false;
  /** The code with which a command is refused, if it is. */
  refuse: (command: Command) => string | undefined = () => undefined;
  /** Whether a batch is lost on its way. */
  loseBatch: (room: string, after: number) => boolean = () => false;
  /** What a REST request waits for before it is answered. */
  hold: Promise<void> = Promise.resolve();
  readonly #sockets = new Set<FakeSocket>();

  constructor() {
    this.chat.onPublished((room, after) => {
      if (this.loseBatch(room, after)) {
        return;
      }
      // Read at once: a batch tells of its own moment.
      const batch = this.chat.since(room, after);
      this.#sockets.forEach((socket) => socket.session?.batch(room, batch));
    });
  }

  get connections(): number {
    return this.#sockets.size;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const path = (input as string).slice(BASE.length);
    this.requests.push(`${init?.method ?? "GET"} ${path}`);
    await Promise.resolve();
    if (!this.reachable) {
      throw new TypeError("fetch failed");
    }
    const headers = new Headers(init?.headers);
    const body = typeof init?.body === "string" ? (JSON.parse(init.body) as Record<string, string>) : {};
    const token = headers.get("Authorization")?.replace("Bearer ", "");
    const answer = answerRest(this.chat, { method: init?.method ?? "GET", path, token, body }, (room) =>
      this.sessions().forEach((session) => session.directory(room as never)),
    );
    await this.hold;
    return answer.body === undefined ? new Response(null, { status: answer.status }) : Response.json(structuredClone(answer.body), { status: answer.status });
  };

  get WebSocket(): SocketConstructor {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class below has a `this` of its own
    const server = this;
    return class extends FakeSocket {
      constructor(_url: string, protocols: string[]) {
        super(server, protocols[1]?.replace("bearer.", "") ?? "");
      }
    };
  }

  sessions(): FakeSession[] {
    return [...this.#sockets].flatMap((socket) => (socket.session === undefined ? [] : [socket.session]));
  }

  /** Closes all sockets, as a server or a proxy does. */
  cut(code = 1006): void {
    [...this.#sockets].forEach((socket) => socket.cut(code));
  }

  /** Dies and loses whatever was under way; `reachable` brings it back. */
  kill(): void {
    this.reachable = false;
    this.cut();
  }

  /** Tells each socket how far it has come, as the real one does now and then. */
  heartbeat(): void {
    this.#sockets.forEach((socket) => socket.session?.heartbeat());
  }

  /** Sends a frame to everybody, however wrong. */
  push(frame: object): void {
    this.#sockets.forEach((socket) => socket.deliver(frame));
  }

  attach(socket: FakeSocket): void {
    this.#sockets.add(socket);
  }

  detach(socket: FakeSocket): void {
    this.#sockets.delete(socket);
  }
}

class FakeSocket implements SocketLike {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  session: FakeSession | undefined;
  readonly #server: FakeServer;

  constructor(server: FakeServer, token: string) {
    this.#server = server;
    queueMicrotask(() => this.#connect(token));
  }

  send(text: string): void {
    const command = JSON.parse(text) as Command;
    this.#server.received.push(command);
    queueMicrotask(() => {
      if (!this.#server.loseCommand(command)) {
        this.session?.receive(command, { lost: this.#server.loseAnswer(command), refusal: this.#server.refuse(command) });
      }
    });
  }

  close(): void {
    this.session = undefined;
    this.#server.detach(this);
  }

  cut(code: number): void {
    this.close();
    this.onclose?.({ code });
  }

  deliver(frame: object): void {
    const data = JSON.stringify(frame);
    queueMicrotask(() => this.onmessage?.({ data }));
  }

  #connect(token: string): void {
    if (!this.#server.reachable) {
      this.cut(1006);
      return;
    }
    try {
      this.session = new FakeSession(this.#server.chat, token, (frame) => this.deliver(frame));
      this.#server.attach(this);
    } catch {
      this.cut(4401);
    }
  }
}
