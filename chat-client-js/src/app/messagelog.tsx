import { Fragment, type JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { RoomState, RoomView } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { dayOf } from "./datetime.js";
import { Icon } from "./icons.js";
import { MessageRow } from "./messagerow.js";
import { OutgoingRow } from "./outgoingrow.js";
import { rowsOf } from "./rows.js";
import { useLogScroll } from "./logscroll.js";
import { Empty } from "./states.js";
import { strings } from "./strings.js";

interface MessageLogProps {
  readonly view: RoomView;
  readonly state: RoomState;
  readonly name: string;
  /** The position of the message that is being edited. */
  readonly editing: number | undefined;
  /** Whether others' messages may be deleted, too. */
  readonly mayDelete: boolean;
  readonly onEdit: (position: number) => void;
  readonly onStopEditing: () => void;
  readonly onDelete: (position: number) => void;
}

export function MessageLog(props: MessageLogProps): JSX.Element {
  const { view, state, name, editing, mayDelete, onEdit, onStopEditing, onDelete } = props;
  const { session } = useChat();
  const { messages, outgoing, hasOlder, loadingOlder, error } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(messages, outgoing, session), [messages, outgoing, session]);
  const { unseen, atBottom, toBottom } = useLogScroll(scroller, view, rows, error);

  return (
    <div class="log-place">
      <div ref={scroller} class="log-scroller" tabIndex={0} role="log" aria-label={strings.room.messagesIn(name)} aria-busy={loadingOlder}>
        <div class="log">
          <div class="log-top">
            {hasOlder && error === undefined && <p class="muted">{strings.room.loadingOlder}</p>}
            {hasOlder && error !== undefined && (
              <p>
                {strings.room.olderFailed}{" "}
                <button type="button" class="button small" onClick={() => void view.loadOlder()}>
                  {strings.tryAgain}
                </button>
              </p>
            )}
            {!hasOlder && rows.length > 0 && <p class="muted">{strings.room.start}</p>}
          </div>
          {rows.length === 0 && !hasOlder && <Empty title={strings.room.empty} lead={strings.room.emptyLead} />}
          <ol class="messages">
            {rows.map((row) => (
              <Fragment key={row.key}>
                {row.startsDay && (
                  <li class="day">
                    <span>{dayOf(row.at)}</span>
                  </li>
                )}
                {row.message !== undefined ? (
                  <MessageRow
                    view={view}
                    message={row.message}
                    startsGroup={row.startsGroup}
                    editing={editing === row.message.position}
                    mine={row.author.id === session.id}
                    mayDelete={mayDelete || row.author.id === session.id}
                    onEdit={onEdit}
                    onStopEditing={onStopEditing}
                    onDelete={onDelete}
                  />
                ) : (
                  row.outgoing !== undefined && (
                    <OutgoingRow entry={row.outgoing} author={session} startsGroup={row.startsGroup} />
                  )
                )}
              </Fragment>
            ))}
          </ol>
        </div>
      </div>
      {!atBottom && (
        <button type="button" class={`to-bottom ${unseen > 0 ? "with-news" : ""}`} onClick={toBottom}>
          <Icon name="down" />
          {unseen > 0 ? strings.room.newMessages(unseen) : <span class="visually-hidden">{strings.room.toNewest}</span>}
        </button>
      )}
    </div>
  );
}
