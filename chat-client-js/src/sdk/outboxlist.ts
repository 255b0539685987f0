import { ChatError } from "./chaterror.js";
import type { StoredMessage } from "./outboxstore.js";
import type { Outgoing } from "./outgoing.js";

interface Line {
  readonly entry: Outgoing;
  /** Infinite until the store has given one: after all that have. */
  readonly sequence: number;
}

const NONE: readonly Outgoing[] = [];

/** What is on its way, by room, each in the order of its sequences. */
export class OutboxList {
  readonly #lines = new Map<string, Line>();
  readonly #rooms = new Map<string, readonly Outgoing[]>();

  get(clientId: string): Outgoing | undefined {
    return this.#lines.get(clientId)?.entry;
  }

  /** The store's number for a message, once it has one. */
  sequenceOf(clientId: string): number | undefined {
    const sequence = this.#lines.get(clientId)?.sequence;
    return sequence === Infinity ? undefined : sequence;
  }

  /** The same list until something in the room changes. */
  of(room: string): readonly Outgoing[] {
    return this.#rooms.get(room) ?? NONE;
  }

  rooms(): string[] {
    return [...this.#rooms.keys()];
  }

  put(entry: Outgoing, sequence = Infinity): void {
    this.#lines.set(entry.clientId, { entry, sequence });
    this.#sort(entry.room);
  }

  /** Takes in what the store or another tab knows, unless this tab knows better; tells whether anything changed. */
  merge(message: StoredMessage): boolean {
    const line = this.#lines.get(message.clientId);
    if (line !== undefined && !isNews(line, message)) {
      return false;
    }
    this.put(entryOf(message), message.sequence);
    return true;
  }

  remove(clientId: string): void {
    const line = this.#lines.get(clientId);
    this.#lines.delete(clientId);
    if (line !== undefined) {
      this.#sort(line.entry.room);
    }
  }

  clear(): void {
    this.#lines.clear();
    this.#rooms.clear();
  }

  #sort(room: string): void {
    const lines = [...this.#lines.values()].filter((line) => line.entry.room === room);
    // Not a difference: that of two infinities is no number.
    lines.sort((one, other) => (one.sequence === other.sequence ? 0 : one.sequence < other.sequence ? -1 : 1));
    if (lines.length === 0) {
      this.#rooms.delete(room);
    } else {
      this.#rooms.set(room, lines.map((line) => line.entry));
    }
  }
}

/** A retry takes a new sequence, so what has failed under one stays so. */
function isNews({ entry, sequence }: Line, message: StoredMessage): boolean {
  const fails = message.failure !== undefined && entry.state === "sending";
  return entry.state !== "sent" && (message.sequence > sequence || (message.sequence === sequence && fails));
}

function entryOf(message: StoredMessage): Outgoing {
  const { room, clientId, text, createdAt, failure } = message;
  const base = { room, clientId, text, createdAt };
  return failure === undefined ? { ...base, state: "sending" } : { ...base, state: "failed", error: new ChatError(failure.code, failure.detail) };
}
