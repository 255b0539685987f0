import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Member, RoomState, RoomView } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { errorText } from "./errortext.js";
import { Icon } from "./icons.js";
import { Avatar, Name } from "./name.js";
import { Skeleton } from "./states.js";
import { strings } from "./strings.js";

interface MembersPanelProps {
  readonly view: RoomView;
  readonly state: RoomState;
  readonly onClose: () => void;
}

export function MembersPanel({ view, state, onClose }: MembersPanelProps): JSX.Element {
  const { session } = useChat();
  const [error, setError] = useState<string>();
  useEffect(() => {
    view.loadMembers().catch((thrown: unknown) => setError(errorText(thrown)));
  }, [view]);
  return (
    <aside class="members" aria-label={strings.room.membersTitle}>
      <header class="members-header">
        <h2>{strings.room.membersTitle}</h2>
        <button type="button" class="icon-button" aria-label={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ul>
        {[...state.members].sort(byRoleAndName).map((member) => (
          <li key={member.user.id} class="member">
            <Avatar id={member.user.id} name={member.user.name} />
            <Name>{member.user.name}</Name>
            {member.user.id === session.id && <span class="muted">({strings.you})</span>}
            {member.role === "owner" && <span class="badge">{strings.room.owner}</span>}
          </li>
        ))}
      </ul>
      {!state.membersComplete && error === undefined && <Skeleton lines={3} />}
      {error !== undefined && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </aside>
  );
}

function byRoleAndName(one: Member, other: Member): number {
  if (one.role !== other.role) {
    return one.role === "owner" ? -1 : 1;
  }
  return one.user.name.localeCompare(other.user.name);
}
