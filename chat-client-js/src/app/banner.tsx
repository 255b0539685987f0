import type { JSX } from "preact";
import { useChat } from "./chatcontext.js";
import { useConnectionState } from "./live.js";
import { strings } from "./strings.js";

/** What is wrong with the connection, for as long as something is. */
export function Banner(): JSX.Element {
  const { connection } = useChat().client;
  const state = useConnectionState(connection);
  return (
    <div class="banner-place" role="status">
      {state.name === "waiting" && (
        <div class="banner">
          <span>{navigator.onLine ? strings.connection.waiting : strings.connection.offline}</span>
          <button type="button" class="button small" onClick={() => connection.retryNow()}>
            {strings.connection.tryNow}
          </button>
        </div>
      )}
      {state.name === "connecting" && state.attempt > 0 && (
        <div class="banner">
          <span>{strings.connection.connecting}</span>
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
