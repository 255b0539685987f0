import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { ChatServer } from "./chatserver.js";

/** A way to the server that can be cut: a browser's own offline mode leaves open sockets alone. */
export class Cable {
  readonly #server: ChatServer;
  readonly #sockets = new Set<Socket>();
  readonly #listener = createServer((socket) => this.#accept(socket));
  #cut = false;

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
    this.#cut = true;
    this.#sockets.forEach((socket) => socket.destroy());
  }

  mend(): void {
    this.#cut = false;
  }

  unplug(): void {
    this.cut();
    this.#listener.close();
  }

  #accept(near: Socket): void {
    if (this.#cut) {
      near.destroy();
      return;
    }
    const far = connect(this.#server.port, "localhost");
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      this.#sockets.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
