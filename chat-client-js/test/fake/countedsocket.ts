import type { SocketLike } from "../../src/sdk/index.js";

/** A socket that does only what the test makes it do, and that knows how many of its kind are open. */
export class CountedSocket implements SocketLike {
  static readonly open = new Set<CountedSocket>();
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: ((event: never) => void) | null = null;

  constructor() {
    CountedSocket.open.add(this);
  }

  send(): void {
    // Nobody is at the other end.
  }

  close(): void {
    CountedSocket.open.delete(this);
  }

  receive(data: string): void {
    this.onmessage?.({ data });
  }

  cut(code: number): void {
    this.close();
    this.onclose?.({ code });
  }
}
