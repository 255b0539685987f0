/** Waiting times that double from `base` to `cap`, each drawn at random from zero to its bound (full jitter). */
export class Backoff {
  readonly #base: number;
  readonly #cap: number;
  readonly #random: () => number;
  #attempt = 0;

  /** Times are in milliseconds. */
  constructor(base = 500, cap = 30_000, random: () => number = Math.random) {
    this.#base = base;
    this.#cap = cap;
    this.#random = random;
  }

  /** How many waits were drawn since the last reset. */
  get attempt(): number {
    return this.#attempt;
  }

  next(): number {
    const bound = Math.min(this.#cap, this.#base * 2 ** this.#attempt);
    this.#attempt += 1;
    return Math.round(this.#random() * bound);
  }

  reset(): void {
    this.#attempt = 0;
  }
}
