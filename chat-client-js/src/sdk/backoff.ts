/** A hint from outside counts up to here. */
const LONGEST_HINT = 300_000;

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

  /**
   * The next wait. With a `hint` it is no shorter than the hint, plus a random share of the same again, so that all who
   * got the same hint do not come at once.
   */
  next(hint = 0): number {
    const bound = Math.min(this.#cap, this.#base * 2 ** this.#attempt);
    this.#attempt += 1;
    const hinted = Math.min(Math.max(hint, 0), LONGEST_HINT) * (1 + this.#random());
    return Math.round(Math.max(this.#random() * bound, hinted));
  }

  reset(): void {
    this.#attempt = 0;
  }
}
