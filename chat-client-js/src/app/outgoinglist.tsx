import type { JSX } from "preact";
import type { Outgoing } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { OutgoingRow } from "./outgoingrow.js";
import { rowsOf } from "./rows.js";
import { strings } from "./strings.js";

/** One's own messages on their way to a room of which nothing else can be shown. */
export function OutgoingList({ entries }: { entries: readonly Outgoing[] }): JSX.Element | null {
  const { session } = useChat();
  const rows = rowsOf([], entries, session);
  return rows.length === 0 ? null : (
    <ol class="messages" aria-label={strings.room.waiting}>
      {rows.map((row) => row.outgoing !== undefined && <OutgoingRow key={row.key} entry={row.outgoing} author={session} startsGroup={row.startsGroup} />)}
    </ol>
  );
}
