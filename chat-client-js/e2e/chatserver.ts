import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "@playwright/test";

const STARTED = /http:\/\/localhost:(\d+)\//;

/** The real server, from its distribution, on data of its own. */
export class ChatServer {
  #data: string | undefined;
  #process: ChildProcess | undefined;
  #port = 0;

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return `http://localhost:${this.#port}/`;
  }

  /** Starts on a free port the first time, and on the same one ever after. */
  async start(): Promise<void> {
    const distribution = process.env["CHAT_DISTRIBUTION"];
    if (distribution === undefined) {
      throw new Error("Set CHAT_DISTRIBUTION to the folder of the unpacked distribution, which holds bin/chat-server");
    }
    // Not before: Playwright also loads this file where it runs no test.
    this.#data ??= mkdtempSync(join(tmpdir(), "chat-e2e-"));
    // A group of its own, so that a kill reaches whatever the start script has started.
    const server = spawn(join(distribution, "bin/chat-server"), ["--port", String(this.#port), "--data", this.#data], {
      detached: true,
      // One test does in a second what many people do in an hour.
      env: { ...process.env, CHAT_LIMITS: "off" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#process = server;
    const lines: string[] = [];
    for await (const line of createInterface({ input: server.stdout })) {
      lines.push(line);
      const port = STARTED.exec(line)?.[1];
      if (port !== undefined) {
        this.#port = Number(port);
        // Read on, or the pipe fills and the server stands still.
        server.stdout.resume();
        return;
      }
    }
    throw new Error(`The server ended before it said its address:\n${lines.join("\n")}`);
  }

  async stop(): Promise<void> {
    await this.#signal("SIGTERM");
    if (this.#data !== undefined) {
      rmSync(this.#data, { recursive: true, force: true });
    }
  }

  /** As the loss of power does it. */
  async kill(): Promise<void> {
    await this.#signal("SIGKILL");
  }

  async #signal(signal: NodeJS.Signals): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) {
      return;
    }
    const exited = once(server, "exit");
    process.kill(-server.pid, signal);
    await exited;
  }
}

/** A server for the tests of this file. */
export function useChatServer(): ChatServer {
  const server = new ChatServer();
  test.beforeAll(() => server.start());
  test.afterAll(() => server.stop());
  return server;
}
