type Listener<Payload> = (payload: Payload) => void;

/** Listeners by event name, typed by a map from the name to what is handed over. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();

  /** Listens from now on; returns what ends it. */
  on<Name extends keyof Events>(event: Name, listener: Listener<Events[Name]>): () => void {
    // Wrapped, so that the same function may listen twice and each ends alone.
    const entry: Listener<Events[Name]> = (payload) => listener(payload);
    const listeners = this.#listeners.get(event) ?? new Set();
    listeners.add(entry);
    this.#listeners.set(event, listeners);
    return () => void listeners.delete(entry);
  }

  /** Calls the listeners in the order in which they came; one that throws does not keep the others from hearing. */
  emit<Name extends keyof Events>(event: Name, payload: Events[Name]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])] as Listener<Events[Name]>[]) {
      try {
        listener(payload);
      } catch (thrown) {
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
  }
}
