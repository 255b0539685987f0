import type { TabNote, Tabs } from "../../src/sdk/index.js";

/** The tabs of one browser: one turn that goes round, and a channel that delivers a little later. */
export class FakeBrowser {
  readonly #listeners = new Set<(note: TabNote) => void>();
  readonly #queue: (() => void)[] = [];

  tab(): Tabs {
    let own: ((note: TabNote) => void) | undefined;
    return {
      lead: (begin) => this.#lead(begin),
      announce: (note) => {
        // A copy, as a channel makes one: what is no plain data does not survive it.
        const copy = structuredClone(note);
        const others = [...this.#listeners].filter((listener) => listener !== own);
        queueMicrotask(() => others.filter((listener) => this.#listeners.has(listener)).forEach((listener) => listener(copy)));
      },
      listen: (listener) => {
        own = listener;
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
      },
    };
  }

  #lead(begin: () => void): () => void {
    this.#queue.push(begin);
    if (this.#queue.length === 1) {
      this.#call(begin);
    }
    return () => {
      const place = this.#queue.indexOf(begin);
      if (place >= 0) {
        this.#queue.splice(place, 1);
      }
      const next = this.#queue[0];
      if (place === 0 && next !== undefined) {
        this.#call(next);
      }
    };
  }

  #call(begin: () => void): void {
    queueMicrotask(() => {
      if (this.#queue[0] === begin) {
        begin();
      }
    });
  }
}
