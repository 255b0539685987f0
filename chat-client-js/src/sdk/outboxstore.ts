/** A message to be sent. */
export interface UnsentMessage {
  readonly room: string;
  readonly clientId: string;
  readonly text: string;
  readonly createdAt: string;
}

/** Why a message was not taken. */
export interface Failure {
  readonly code: string;
  readonly detail: string;
}

/** A message that is kept until it is sent or given up. */
export interface StoredMessage extends UnsentMessage {
  /** Orders all that one person ever wrote, in whatever tab. */
  readonly sequence: number;
  readonly failure?: Failure;
}

/**
 * Keeps one person's unsent messages; all tabs of that person use the same.
 *
 * Every method takes effect in the order of the calls, and wholly or not at all. A rejection means that nothing was kept
 * or changed: the outbox then goes on without the store.
 */
export interface OutboxStore {
  /** All that is kept, by ascending sequence. */
  list(): Promise<readonly StoredMessage[]>;
  /**
   * Adds a message at the end, in place of the one at `instead`, if any. Resolves with its sequence, which is above all
   * others so far. What was handed over before the page goes away is kept, even if the page did not hear of it any more.
   */
  add(message: UnsentMessage, instead?: number): Promise<number>;
  /** Marks a message as failed; does nothing if it is kept no longer. */
  fail(sequence: number, failure: Failure): Promise<void>;
  /** Forgets a message; does nothing if it is kept no longer. */
  remove(sequence: number): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
}
