import type { APIRequestContext } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import type { ChatServer } from "./chatserver.js";

type Fields = Record<string, string>;
interface Room {
  readonly id: string;
}

/** What the person at a page does elsewhere, by the API, straight at the server. */
export class Account {
  readonly #request: APIRequestContext;
  readonly #base: string;
  readonly #token: string;
  readonly id: string;

  private constructor(request: APIRequestContext, base: string, session: { token: string; id: string }) {
    this.#request = request;
    this.#base = base;
    this.#token = session.token;
    this.id = session.id;
  }

  static async of(chat: ChatPage, server: ChatServer): Promise<Account> {
    const stored = await chat.page.evaluate(() => localStorage.getItem("chat:/:session") ?? "");
    return new Account(chat.page.request, `${server.address}api/v1`, JSON.parse(stored) as { token: string; id: string });
  }

  async call(method: string, path: string, data?: Fields): Promise<unknown> {
    const answer = await this.#request.fetch(this.#base + path, {
      method,
      headers: { Authorization: `Bearer ${this.#token}` },
      ...(data === undefined ? {} : { data }),
    });
    if (!answer.ok()) {
      throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    }
    return answer.status() === 204 ? undefined : answer.json();
  }

  async room(name: string): Promise<string> {
    const { rooms } = (await this.call("GET", "/rooms")) as { rooms: { room: Room & { name: string } }[] };
    const found = rooms.find(({ room }) => room.name === name);
    if (found === undefined) {
      throw new Error(`There is no room ${name}`);
    }
    return found.room.id;
  }

  /** Sends a message; resolves with its position. */
  async send(room: string, clientId: string, text: string): Promise<number> {
    return ((await this.call("POST", `/rooms/${room}/messages`, { clientId, text })) as { position: number }).position;
  }

  /** What the server holds of a room, oldest first; a deleted message is empty. */
  async texts(room: string): Promise<string[]> {
    const { messages } = (await this.call("GET", `/rooms/${room}/messages?limit=200`)) as { messages: { text?: string }[] };
    return messages.map((message) => message.text ?? "");
  }
}
