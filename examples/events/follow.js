const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * Follows a room by server-sent events until it is told to stop: through connections that break, through restarts, and
 * through what proxies answer meanwhile, after which a browser's EventSource gives up for ever.
 *
 * @param {string} address of the room's events, with `access_token` in it
 * @param {(batch: object) => void} onBatch is given each batch once, in order
 * @param {(reset: object) => void} onReset is told to load the room afresh; batches go on from `reset.head`
 * @returns {() => void} stops
 */
export function follow(address, onBatch, onReset) {
  let source;
  let timer;
  let wait = FIRST_WAIT;
  let position;
  let epoch;

  function open() {
    const url = new URL(address, location.href);
    if (position !== undefined) {
      url.searchParams.set("after", position);
      url.searchParams.set("epoch", epoch);
    }
    source = new EventSource(url);
    source.addEventListener("heartbeat", (event) => heartbeat(JSON.parse(event.data)));
    source.addEventListener("changes", (event) => changes(JSON.parse(event.data)));
    source.addEventListener("reset", (event) => reset(JSON.parse(event.data)));
    source.addEventListener("ended", (event) => ended(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      // As long as it is CONNECTING, it tries again by itself, from the last event that it got.
      if (source.readyState === EventSource.CLOSED) {
        comeBack();
      }
    });
  }

  function heartbeat(reached) {
    wait = FIRST_WAIT;
    if (position === undefined) {
      position = reached.head;
      epoch = reached.epoch;
    } else if (reached.epoch !== epoch || reached.head > position) {
      comeBack();
    }
  }

  function changes(batch) {
    if (batch.after > position) {
      comeBack();
    } else if (batch.upTo > position) {
      position = batch.upTo;
      onBatch(batch);
    }
  }

  function reset(to) {
    position = to.head;
    epoch = to.epoch;
    onReset(to);
    comeBack();
  }

  function ended({ reason }) {
    if (reason === "interrupted") {
      comeBack();
    } else {
      stop();
    }
  }

  /** Opens another source, from the position reached, after a while that differs between clients. */
  function comeBack() {
    stop();
    timer = setTimeout(open, wait * (1 + Math.random()));
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }

  function stop() {
    clearTimeout(timer);
    source.close();
  }

  open();
  return stop;
}
