import { vi } from "vitest";

/** A browser's storage that holds so many characters. */
export class FakeStorage implements Storage {
  readonly #texts = new Map<string, string>();
  capacity: number;

  constructor(capacity = Infinity) {
    this.capacity = capacity;
  }

  get length(): number {
    return this.#texts.size;
  }

  key(index: number): string | null {
    return [...this.#texts.keys()][index] ?? null;
  }

  getItem(name: string): string | null {
    return this.#texts.get(name) ?? null;
  }

  setItem(name: string, text: string): void {
    const others = [...this.#texts].filter(([other]) => other !== name).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
    if (others + name.length + text.length > this.capacity) {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    }
    this.#texts.set(name, text);
  }

  removeItem(name: string): void {
    this.#texts.delete(name);
  }

  clear(): void {
    this.#texts.clear();
  }
}

/** Makes a property of the page what a browser makes of it that forbids its use. */
export function forbid(name: string): void {
  vi.stubGlobal(name, undefined);
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      throw new DOMException(`Access is denied: ${name}`, "SecurityError");
    },
  });
}
