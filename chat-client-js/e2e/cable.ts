import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { ChatServer } from "./chatserver.js";

/** A way to the server that can be cut: a browser's own offline mode leaves open sockets alone. */
export class Cable {
  readonly #server: ChatServer;
  readonly #sockets = new Set<Socket>();
  readonly #listener = createServer((socket) => this.#accept(socket));
  #refuses: (firstBytes: string) => boolean = () => false;

  constructor(server: ChatServer) {
    this.#server = server;
  }

  /** Resolves with the address at this end. */
  async plugIn(): Promise<string> {
    this.#listener.listen(0, "localhost");
    await once(this.#listener, "listening");
    return `http://localhost:${(this.#listener.address() as AddressInfo).port}/`;
  }

  cut(): void {
    this.#breakOff(() => true);
  }

  /** Leaves the page itself reachable, so that it can be loaded while there is no connection. */
  cutApi(): void {
    this.#breakOff((firstBytes) => /^[A-Z]+ \/api\//.test(firstBytes));
  }

  mend(): void {
    this.#refuses = () => false;
  }

  unplug(): void {
    this.cut();
    this.#listener.close();
  }

  #breakOff(refuses: (firstBytes: string) => boolean): void {
    this.#refuses = refuses;
    this.#sockets.forEach((socket) => socket.destroy());
  }

  #accept(near: Socket): void {
    const far = connect(this.#server.port, "localhost");
    // A browser sends a request only after the answer to the one before: each begins with a chunk.
    near.on("data", (chunk) => (this.#refuses(chunk.toString("latin1", 0, 100)) ? near.destroy() : far.write(chunk)));
    near.on("end", () => far.end());
    far.pipe(near);
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      this.#sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
