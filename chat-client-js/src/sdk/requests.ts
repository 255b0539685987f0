import { ChatError } from "./chaterror.js";
import type { ClientFrame } from "./clientframe.js";
import type {
  DeletedFrame,
  EditedFrame,
  PongFrame,
  ResetFrame,
  SentFrame,
  ServerFrame,
  SubscribedFrame,
  UnsubscribedFrame,
} from "./serverframe.js";

/** What answers each command, besides an error. */
export interface Answers {
  subscribe: SubscribedFrame | ResetFrame;
  unsubscribe: UnsubscribedFrame;
  send: SentFrame;
  edit: EditedFrame;
  delete: DeletedFrame;
  ping: PongFrame;
}

const EXPECTED: { readonly [Type in ClientFrame["type"]]: readonly Answers[Type]["type"][] } = {
  subscribe: ["subscribed", "reset"],
  unsubscribe: ["unsubscribed"],
  send: ["sent"],
  edit: ["edited"],
  delete: ["deleted"],
  ping: ["pong"],
};

interface Pending {
  readonly type: ClientFrame["type"];
  readonly timer: ReturnType<typeof setTimeout>;
  resolve(frame: ServerFrame): void;
  reject(error: ChatError): void;
}

/** The commands that wait for their answers, by id. */
export class Requests {
  readonly #timeout: number;
  readonly #pending = new Map<string, Pending>();
  #count = 0;

  /** The timeout is in milliseconds. */
  constructor(timeout: number) {
    this.#timeout = timeout;
  }

  /** Registers a command: the text to send, and the promise of its answer. */
  register<Frame extends ClientFrame>(frame: Frame): { text: string; answer: Promise<Answers[Frame["type"]]> } {
    const id = String(++this.#count);
    const answer = new Promise<ServerFrame>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new ChatError("timed_out", "The server did not answer in time."));
      }, this.#timeout);
      this.#pending.set(id, { type: frame.type, timer, resolve, reject });
    });
    return { text: JSON.stringify({ ...frame, id }), answer: answer as Promise<Answers[Frame["type"]]> };
  }

  /** Hands an answer to whoever waits for it; tells whether anybody did. */
  settle(frame: ServerFrame): boolean {
    const id = "id" in frame ? frame.id : undefined;
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || pending === undefined) {
      return false;
    }
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    if (frame.type === "error") {
      pending.reject(new ChatError(frame.code, frame.detail));
    } else if ((EXPECTED[pending.type] as readonly string[]).includes(frame.type)) {
      pending.resolve(frame);
    } else {
      pending.reject(new ChatError("bad_answer", `A ${frame.type} answered a ${pending.type}.`));
    }
    return true;
  }

  failAll(error: ChatError): void {
    for (const pending of this.#pending.values()) {
      clearTimeout(pending.timer);
      pending.reject(error);
    }
    this.#pending.clear();
  }
}
