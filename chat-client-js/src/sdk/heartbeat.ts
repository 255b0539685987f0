/** Milliseconds after which a silent connection is asked for a sign of life, and for how long it may then stay silent. */
export interface HeartbeatTimes {
  readonly silence: number;
  readonly deadline: number;
}

/** Notices a connection that died without a word. */
export class Heartbeat {
  readonly #times: HeartbeatTimes;
  readonly #ping: () => void;
  readonly #dead: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(times: HeartbeatTimes, ping: () => void, dead: () => void) {
    this.#times = times;
    this.#ping = ping;
    this.#dead = dead;
  }

  /** Whatever is heard is a sign of life. */
  heard(): void {
    this.stop();
    this.#timer = setTimeout(() => this.probe(), this.#times.silence);
  }

  /** Asks for a sign of life now. */
  probe(): void {
    this.stop();
    this.#timer = setTimeout(this.#dead, this.#times.deadline);
    this.#ping();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
