/**
 * Things by their key, and in an order of their own.
 *
 * Putting or deleting one costs as many comparisons as the logarithm of their number, so that a long list may change often.
 */
export class OrderedMap<Thing> {
  readonly #keyOf: (thing: Thing) => string;
  readonly #compare: (one: Thing, other: Thing) => number;
  readonly #things = new Map<string, Thing>();
  #items: Thing[] = [];
  /** Whether `items` was handed out, and so must be copied before the next change. */
  #shared = false;

  /** No two things with different keys may compare as equal. */
  constructor(keyOf: (thing: Thing) => string, compare: (one: Thing, other: Thing) => number) {
    this.#keyOf = keyOf;
    this.#compare = compare;
  }

  get size(): number {
    return this.#things.size;
  }

  get(key: string): Thing | undefined {
    return this.#things.get(key);
  }

  /** All of them, in their order: the same list until something changes, and never changed itself. */
  items(): readonly Thing[] {
    this.#shared = true;
    return this.#items;
  }

  /** Puts a thing in place of the one with its key, if any. */
  put(thing: Thing): void {
    const key = this.#keyOf(thing);
    this.delete(key);
    this.#things.set(key, thing);
    this.#own().splice(this.#placeOf(thing), 0, thing);
  }

  delete(key: string): void {
    const held = this.#things.get(key);
    if (held !== undefined) {
      this.#things.delete(key);
      this.#own().splice(this.#placeOf(held), 1);
    }
  }

  #own(): Thing[] {
    if (this.#shared) {
      this.#items = [...this.#items];
      this.#shared = false;
    }
    return this.#items;
  }

  /** Where the first thing stands that is not before this one. */
  #placeOf(thing: Thing): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const candidate = this.#items[middle];
      if (candidate !== undefined && this.#compare(candidate, thing) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

const collator = new Intl.Collator();

/** Orders by name as a reader expects, and the same names by id. */
export function byName(one: { readonly name: string; readonly id: string }, other: { readonly name: string; readonly id: string }): number {
  return collator.compare(one.name, other.name) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}
