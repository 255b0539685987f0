import { ChatError, type Batch, type Room } from "../../src/sdk/index.js";
import type { FakeChat } from "./fakechat.js";

export type Deliver = (frame: object) => void;

/** What a client may send; the fake does not check more than it needs. */
export interface Command {
  type: string;
  id?: string;
  room: string;
  after: number;
  epoch: string;
  clientId: string;
  text: string;
  position: number;
}

/** The server's end of one WebSocket. */
export class FakeSession {
  readonly #chat: FakeChat;
  readonly #user: string;
  readonly #deliver: Deliver;
  readonly subscriptions = new Set<string>();

  constructor(chat: FakeChat, token: string, deliver: Deliver) {
    this.#chat = chat;
    this.#deliver = deliver;
    const user = chat.userOf(token);
    this.#user = user.id;
    deliver({ type: "welcome", user: { ...user }, epoch: chat.epoch });
  }

  /** Carries a command out, unless there is a `refusal` for it; answers unless the answer is to be `lost`. */
  receive(command: Command, { lost, refusal }: { lost: boolean; refusal: string | undefined }): void {
    const { id, room } = command;
    const answer = (frame: object) => lost || this.#deliver({ ...frame, id });
    try {
      if (refusal !== undefined) {
        throw new ChatError(refusal, `Refused as ${refusal}.`);
      }
      switch (command.type) {
        case "ping":
          answer({ type: "pong" });
          break;
        case "subscribe":
          this.#subscribe(command, answer);
          break;
        case "unsubscribe":
          this.subscriptions.delete(room);
          answer({ type: "unsubscribed", room });
          break;
        case "send":
          answer({ type: "sent", room, ...this.#chat.send(this.#user, room, command.clientId, command.text) });
          break;
        case "edit":
          answer({ type: "edited", room, message: this.#chat.edit(this.#user, room, command.position, command.text) });
          break;
        case "delete":
          answer({ type: "deleted", room, message: this.#chat.delete(room, command.position) });
          break;
        default:
          throw new ChatError("unknown_type", command.type);
      }
    } catch (thrown) {
      const error = ChatError.from(thrown);
      answer({ type: "error", code: error.code, detail: error.message, room });
    }
  }

  batch(room: string, batch: Batch): void {
    if (this.subscriptions.has(room)) {
      this.#deliver({ type: "changes", room, ...batch });
    }
  }

  heartbeat(): void {
    const heads = [...this.subscriptions].map((room) => [room, this.#chat.get(room).room.head] as const);
    if (heads.length > 0) {
      this.#deliver({ type: "heartbeat", heads: Object.fromEntries(heads) });
    }
  }

  directory(room: Room): void {
    this.#deliver({ type: "directory", room: { ...room } });
  }

  end(room: string, reason: string): void {
    if (this.subscriptions.delete(room)) {
      this.#deliver({ type: "ended", room, reason });
    }
  }

  #subscribe(command: Command, answer: Deliver): void {
    const { room, after, epoch } = command;
    this.#chat.member(this.#user, room);
    const { head } = this.#chat.get(room).room;
    if (epoch !== this.#chat.epoch || after > head) {
      answer({ type: "reset", room, epoch: this.#chat.epoch, head });
      return;
    }
    this.subscriptions.add(room);
    answer({ type: "subscribed", room, head });
    if (after < head) {
      this.batch(room, this.#chat.since(room, after));
    }
  }
}
