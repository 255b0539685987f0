import type { JSX } from "preact";
import type { Outgoing, RoomView, UserRef } from "../sdk/index.js";
import { errorText } from "./errortext.js";
import { MessageFrame } from "./messageframe.js";
import { MessageText } from "./messagetext.js";
import { strings } from "./strings.js";

interface OutgoingRowProps {
  readonly view: RoomView;
  readonly entry: Outgoing;
  readonly author: UserRef;
  readonly startsGroup: boolean;
}

/** One's own message that is not in the log yet. */
export function OutgoingRow({ view, entry, author, startsGroup }: OutgoingRowProps): JSX.Element {
  return (
    <MessageFrame author={author} at={entry.createdAt} startsGroup={startsGroup}>
      <div class={`outgoing ${entry.state}`}>
        <MessageText text={entry.text} />
        {entry.state === "sending" && <span class="mark late">{strings.message.sending}</span>}
        {entry.state === "failed" && (
          <p class="failure" role="alert">
            <strong>{strings.message.failed}</strong> {errorText(entry.error)}{" "}
            <button type="button" class="link-button" onClick={() => view.retry(entry.clientId)}>
              {strings.message.retry}
            </button>{" "}
            <button type="button" class="link-button" onClick={() => view.discard(entry.clientId)}>
              {strings.message.discard}
            </button>
          </p>
        )}
      </div>
    </MessageFrame>
  );
}
