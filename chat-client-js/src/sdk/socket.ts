/** The part of the standard WebSocket that the connection uses. Each platform has a type of its own for the events. */
export interface SocketLike {
  /** The event has `data`. */
  onmessage: ((event: never) => void) | null;
  /** The event has a `code`. */
  onclose: ((event: never) => void) | null;
  /** A close follows each error; but the `ws` package ends the process where nobody listens. */
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

/** The browser's `WebSocket`, Node's, or that of the `ws` package. */
export type SocketConstructor = new (url: string, protocols: string[]) => SocketLike;

/** The platform's own WebSocket. */
export function platformSocket(): SocketConstructor {
  const own = (globalThis as { WebSocket?: unknown }).WebSocket;
  if (own === undefined) {
    throw new TypeError("There is no WebSocket here (Node below 22): pass one as the option `WebSocket`");
  }
  return own as SocketConstructor;
}
