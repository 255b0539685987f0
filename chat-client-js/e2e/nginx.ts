import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ChatServer } from "./chatserver.js";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/** A real nginx before the server, as docs/operations.md sets it up; it serves the examples below /examples/ as well. */
export class Nginx {
  readonly #folder = mkdtempSync(join(tmpdir(), "chat-nginx-"));
  #process: ChildProcess | undefined;

  /** Resolves with its address. */
  async start(server: ChatServer): Promise<string> {
    const port = await freePort();
    const documented = /```nginx\n(.*?)```/s.exec(readFileSync(join(REPOSITORY, "docs/operations.md"), "utf8"))?.[1] ?? "";
    const site = documented
      .replace("127.0.0.1:8080", `localhost:${server.port}`)
      .replace("listen 80;", `listen 127.0.0.1:${port}; location /examples/ { root ${REPOSITORY}; }`);
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${this.#folder}/${name};`);
    writeFileSync(
      join(this.#folder, "nginx.conf"),
      `daemon off; user root root; pid ${this.#folder}/pid; events {} http { include /etc/nginx/mime.types; access_log off; ${paths.join(" ")}\n${site}}`,
    );
    this.#process = spawn("nginx", ["-p", this.#folder, "-e", join(this.#folder, "error.log"), "-c", join(this.#folder, "nginx.conf")], {
      env: { PATH: `${process.env["PATH"]}:/usr/sbin:/sbin` },
      stdio: ["ignore", "ignore", "inherit"],
    });
    await answers(port);
    return `http://127.0.0.1:${port}/`;
  }

  async stop(): Promise<void> {
    const nginx = this.#process;
    if (nginx !== undefined) {
      const exited = once(nginx, "exit");
      nginx.kill();
      await exited;
    }
    rmSync(this.#folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}

async function answers(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const answered = await Promise.race([once(socket, "connect").then(() => true), once(socket, "error").then(() => false)]).catch(() => false);
    socket.destroy();
    if (answered) {
      return;
    }
  }
}
