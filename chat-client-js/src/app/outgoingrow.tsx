import type { JSX } from "preact";
import type { Outgoing, UserRef } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { errorText } from "./errortext.js";
import { MessageFrame } from "./messageframe.js";
import { MessageText } from "./messagetext.js";
import { strings } from "./strings.js";

interface OutgoingRowProps {
  readonly entry: Outgoing;
  readonly author: UserRef;
  readonly startsGroup: boolean;
}

/** One's own message that is not in the log yet. */
export function OutgoingRow({ entry, author, startsGroup }: OutgoingRowProps): JSX.Element {
  const { outbox } = useChat().client;
  return (
    <MessageFrame author={author} at={entry.createdAt} startsGroup={startsGroup}>
      <div class={`outgoing ${entry.state}`}>
        <MessageText text={entry.text} />
        {entry.state === "sending" && <span class="mark late">{strings.message.sending}</span>}
        {entry.state === "failed" && (
          <div class="failure" role="alert">
            <p>
              <strong>{strings.message.failed}</strong> {errorText(entry.error)}
            </p>
            <button type="button" class="link-button" onClick={() => outbox.retry(entry.clientId)}>
              {strings.message.retry}
            </button>
            <button type="button" class="link-button" onClick={() => outbox.discard(entry.clientId)}>
              {strings.message.discard}
            </button>
          </div>
        )}
      </div>
    </MessageFrame>
  );
}
