import type { JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { Message, RoomView } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { Composer } from "./composer.js";
import { Confirm } from "./confirm.js";
import { Dialog } from "./dialog.js";
import { errorText } from "./errortext.js";
import { Icon } from "./icons.js";
import { useLive } from "./live.js";
import { MembersPanel } from "./memberspanel.js";
import { MessageLog } from "./messagelog.js";
import { Name } from "./name.js";
import { OutgoingList } from "./outgoinglist.js";
import { RoomDialog } from "./roomdialog.js";
import { BackLink } from "./backlink.js";
import { Empty, Skeleton } from "./states.js";
import { strings } from "./strings.js";

export function RoomScreen({ view }: { view: RoomView }): JSX.Element {
  const { session } = useChat();
  const state = useLive(view);
  const { room, me } = state;
  const [showing, setShowing] = useState<"members" | "settings">();
  const [editing, setEditing] = useState<number>();
  const [deleting, setDeleting] = useState<number>();

  const stopEditing = useCallback(() => {
    setEditing(undefined);
    document.getElementById("composer")?.focus();
  }, []);
  // Both keep their identity, so that an arriving message does not render the message box again.
  const send = useCallback((text: string) => void view.send(text), [view]);
  const editLast = useCallback(() => {
    const { messages, outgoing } = view.state;
    // One that is on its way cannot be edited yet, and the one before is not meant.
    if (outgoing.length === 0) {
      setEditing(messages.findLast((message) => isEditable(message, session.id))?.position);
    }
  }, [view, session.id]);

  return (
    <main class={`room ${showing === "members" ? "with-members" : ""}`}>
      <header class="room-header">
        <BackLink />
        <h1>{room !== undefined && <Name>{room.name}</Name>}</h1>
        {room !== undefined && (
          <>
            <button
              type="button"
              class="button quiet small"
              aria-expanded={showing === "members"}
              onClick={() => setShowing(showing === "members" ? undefined : "members")}
            >
              <Icon name="people" />
              {strings.room.members(room.memberCount)}
            </button>
            <button type="button" class="icon-button" aria-label={strings.room.details} onClick={() => setShowing("settings")}>
              <Icon name="settings" />
            </button>
          </>
        )}
      </header>
      {room === undefined ? (
        <Unread view={view} />
      ) : (
        <>
          <MessageLog
            view={view}
            state={state}
            name={room.name}
            editing={editing}
            mayDelete={me?.role === "owner"}
            onEdit={setEditing}
            onStopEditing={stopEditing}
            onDelete={setDeleting}
          />
          <Composer key={view.id} room={view.id} name={room.name} onSend={send} onEditLast={editLast} />
        </>
      )}
      {showing === "members" && room !== undefined && <MembersPanel view={view} state={state} onClose={() => setShowing(undefined)} />}
      {showing === "settings" && room !== undefined && (
        <RoomDialog room={room} owner={me?.role === "owner"} onClose={() => setShowing(undefined)} />
      )}
      {deleting !== undefined && (
        <Dialog title={strings.message.deleteTitle} onClose={() => setDeleting(undefined)}>
          <Confirm
            lead={strings.message.deleteLead}
            action={strings.message.delete}
            onCancel={() => setDeleting(undefined)}
            onConfirm={async () => {
              await view.delete(deleting);
              setDeleting(undefined);
            }}
          />
        </Dialog>
      )}
    </main>
  );
}

/** A room that was not read yet. */
function Unread({ view }: { view: RoomView }): JSX.Element {
  const { status, error, outgoing } = useLive(view);
  if (outgoing.length === 0) {
    return status === "failed" ? (
      <Empty title={strings.room.failed} lead={errorText(error)} action={strings.tryAgain} onAction={() => view.retryNow()} />
    ) : (
      <Skeleton lines={9} />
    );
  }
  return (
    <>
      <p class="room-note muted">{strings.room.notYet}</p>
      <OutgoingList entries={outgoing} />
    </>
  );
}

function isEditable(message: Message, me: string): boolean {
  return message.author.id === me && message.deletedAt === undefined;
}
