import { ChatError } from "./chaterror.js";
import type { StoredMessage } from "./outboxstore.js";
import type { Outgoing } from "./outgoing.js";

interface Line {
  readonly entry: Outgoing;
  /** Infinite until the store has given one: after all that have. */
  readonly sequence: number;
}

interface RoomLines {
  /** In the order of their sequences. */
  readonly lines: Line[];
  /** The entries of the lines, once they were asked for. */
  entries: readonly Outgoing[] | undefined;
}

const NONE: readonly Outgoing[] = [];

/** What is on its way, by room, each in the order of its sequences. */
export class OutboxList {
  readonly #lines = new Map<string, Line>();
  readonly #rooms = new Map<string, RoomLines>();

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
    const held = this.#rooms.get(room);
    return held === undefined ? NONE : (held.entries ??= held.lines.map((line) => line.entry));
  }

  rooms(): string[] {
    return [...this.#rooms.keys()];
  }

  put(entry: Outgoing, sequence = Infinity): void {
    const before = this.#lines.get(entry.clientId);
    const line = { entry, sequence };
    if (before?.sequence === sequence && before.entry.room === entry.room) {
      this.#replace(before, [line]);
    } else {
      this.remove(entry.clientId);
      this.#insert(line);
    }
    this.#lines.set(entry.clientId, line);
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
      this.#replace(line, []);
    }
  }

  clear(): void {
    this.#lines.clear();
    this.#rooms.clear();
  }

  #replace(line: Line, by: readonly Line[]): void {
    const { room } = line.entry;
    const held = this.#rooms.get(room);
    held?.lines.splice(held.lines.indexOf(line), 1, ...by);
    this.#changed(room, held);
  }

  /** Mostly at the end, so it is sought from there: after all whose sequence is not above. */
  #insert(line: Line): void {
    const { room } = line.entry;
    const held = this.#rooms.get(room) ?? { lines: [], entries: undefined };
    this.#rooms.set(room, held);
    held.lines.splice(held.lines.findLastIndex((other) => other.sequence <= line.sequence) + 1, 0, line);
    this.#changed(room, held);
  }

  #changed(room: string, held: RoomLines | undefined): void {
    if (held?.lines.length === 0) {
      this.#rooms.delete(room);
    } else if (held !== undefined) {
      held.entries = undefined;
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
