/** How long what is kept lasts: as long as the browser's data, as the tab (with its reloads), or as the page. */
export type Lasting = "browser" | "tab" | "page";

/** About as much as a session takes, and some. */
const PROBE = "x".repeat(1_024);

/**
 * Short texts by name, kept as long as this browser lets them be: in `localStorage`, else in `sessionStorage`, else in memory.
 *
 * Nothing here ever throws: either of the two may be missing, forbidden or full, and may become so at any time.
 */
export class Keep {
  readonly #page = new Map<string, string>();

  /** The latest text of this name. */
  get(name: string): string | undefined {
    return this.#page.get(name) ?? read("sessionStorage", name) ?? read("localStorage", name);
  }

  /** For how long the latest text of this name is kept. */
  lastingOf(name: string): Lasting {
    if (this.#page.has(name)) {
      return "page";
    }
    return read("sessionStorage", name) === undefined ? "browser" : "tab";
  }

  /** Keeps a text in place of an older one, and tells for how long. */
  set(name: string, text: string): Lasting {
    if (write("localStorage", name, text)) {
      remove("sessionStorage", name);
      this.#page.delete(name);
      return "browser";
    }
    // An older text that stays in the place before is hidden by the newer one behind it.
    if (write("sessionStorage", name, text)) {
      this.#page.delete(name);
      return "tab";
    }
    this.#page.set(name, text);
    return "page";
  }

  delete(name: string): void {
    remove("localStorage", name);
    remove("sessionStorage", name);
    this.#page.delete(name);
  }

  /** The names that begin so, in no particular order. */
  names(prefix: string): string[] {
    const all = [...this.#page.keys(), ...names("sessionStorage"), ...names("localStorage")];
    return [...new Set(all)].filter((name) => name.startsWith(prefix));
  }

  /** How long a short text would last now, found out by keeping one under this name. */
  lasting(probe: string): Lasting {
    const lasting = this.set(probe, PROBE);
    this.delete(probe);
    return lasting;
  }
}

type Place = "localStorage" | "sessionStorage";

function attempt<Result>(place: Place, work: (storage: Storage) => Result): Result | undefined {
  try {
    // Here, because where it is forbidden the very property throws; and where it is missing, so does its use.
    return work(globalThis[place]);
  } catch {
    return undefined;
  }
}

function read(place: Place, name: string): string | undefined {
  return attempt(place, (storage) => storage.getItem(name)) ?? undefined;
}

function write(place: Place, name: string, text: string): boolean {
  return attempt(place, (storage) => (storage.setItem(name, text), true)) ?? false;
}

function remove(place: Place, name: string): void {
  attempt(place, (storage) => storage.removeItem(name));
}

function names(place: Place): string[] {
  return attempt(place, (storage) => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "")) ?? [];
}
