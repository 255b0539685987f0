import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Member, RoomState, RoomView } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { errorText } from "./errortext.js";
import { Icon } from "./icons.js";
import { Avatar, Name } from "./name.js";
import { RowList } from "./rowlist.js";
import { Skeleton } from "./states.js";
import { strings } from "./strings.js";

interface MembersPanelProps {
  readonly view: RoomView;
  readonly state: RoomState;
  readonly onClose: () => void;
}

export function MembersPanel({ view, state, onClose }: MembersPanelProps): JSX.Element {
  const { session } = useChat();
  const scroller = useRef<HTMLElement>(null);
  const [error, setError] = useState<string>();
  useEffect(() => {
    view.loadMembers().catch((thrown: unknown) => setError(errorText(thrown)));
  }, [view]);
  return (
    <aside ref={scroller} class="members" aria-label={strings.room.membersTitle}>
      <header class="members-header">
        <h2>{strings.room.membersTitle}</h2>
        <button type="button" class="icon-button" aria-label={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <RowList
        scroller={scroller}
        items={state.members}
        keyOf={idOf}
        rowClass="member"
        row={({ user, role }) => (
          <>
            <Avatar id={user.id} name={user.name} />
            <Name>{user.name}</Name>
            {user.id === session.id && <span class="muted">({strings.you})</span>}
            {role === "owner" && <span class="badge">{strings.room.owner}</span>}
          </>
        )}
      />
      {!state.membersComplete && error === undefined && <Skeleton lines={3} />}
      {error !== undefined && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </aside>
  );
}

function idOf({ user }: Member): string {
  return user.id;
}
