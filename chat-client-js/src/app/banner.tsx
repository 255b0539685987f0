import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useChat } from "./chatcontext.js";
import { useConnectionState } from "./live.js";
import { strings } from "./strings.js";

/** A connection that is back at once is not worth a word. */
const PATIENCE = 1_000;

/** What is wrong with the connection, for as long as something is. */
export function Banner(): JSX.Element {
  const { connection } = useChat().client;
  const state = useConnectionState(connection);
  const lost = useLasting(state.name === "waiting" || state.name === "connecting");
  return (
    <div class="banner-place" role="status">
      {lost && (
        <div class="banner">
          <span>{navigator.onLine ? strings.connection.waiting : strings.connection.offline}</span>
          <button type="button" class="button small" onClick={() => connection.retryNow()}>
            {strings.connection.tryNow}
          </button>
        </div>
      )}
      {state.name === "closed" && state.reason === "protocol" && (
        <div class="banner">
          <span>{strings.connection.protocol}</span>
          <button type="button" class="button small" onClick={() => location.reload()}>
            {strings.connection.reload}
          </button>
        </div>
      )}
    </div>
  );
}

/** Whether something has been so for a while. */
function useLasting(now: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [now]);
  return now && lasting;
}
