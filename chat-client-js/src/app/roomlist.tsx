import type { JSX, RefObject } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Room, RoomListing } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { useOutgoing } from "./live.js";
import { memo } from "./memo.js";
import { Name } from "./name.js";
import { roomHref } from "./route.js";
import { RowList } from "./rowlist.js";
import { Empty } from "./states.js";
import { strings } from "./strings.js";

const FILTER_FROM = 8;

interface RoomListProps {
  readonly mine: readonly RoomListing[];
  readonly others: readonly RoomListing[];
  readonly current: string | undefined;
}

/** The rooms by name, one's own first, and a box to find some among many. */
export function RoomList({ mine, others, current }: RoomListProps): JSX.Element {
  const [filter, setFilter] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = filter.trim().toLocaleLowerCase();
  const foundMine = useMemo(() => matching(mine, wanted), [mine, wanted]);
  const foundOthers = useMemo(() => matching(others, wanted), [others, wanted]);
  const count = mine.length + others.length;
  if (count === 0) {
    return <Empty title={strings.rooms.none} lead={strings.rooms.noneLead} />;
  }
  return (
    <div ref={scroller} class="room-lists">
      {count >= FILTER_FROM && (
        <input
          type="search"
          class="filter"
          dir="auto"
          placeholder={strings.rooms.filter}
          aria-label={strings.rooms.filter}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      {foundMine.length + foundOthers.length === 0 && <p class="muted filter-none">{strings.rooms.noMatch}</p>}
      <RoomSection title={strings.rooms.mine} listings={foundMine} current={current} scroller={scroller} />
      <RoomSection title={strings.rooms.others} listings={foundOthers} current={current} scroller={scroller} />
    </div>
  );
}

interface RoomSectionProps {
  readonly title: string;
  readonly listings: readonly RoomListing[];
  readonly current: string | undefined;
  readonly scroller: RefObject<HTMLDivElement>;
}

function RoomSection({ title, listings, current, scroller }: RoomSectionProps): JSX.Element | null {
  if (listings.length === 0) {
    return null;
  }
  return (
    <section>
      <h2>{title}</h2>
      <RowList scroller={scroller} items={listings} keyOf={idOf} row={({ room }) => <RoomLink room={room} current={room.id === current} />} />
    </section>
  );
}

const RoomLink = memo(function RoomLink({ room, current }: { room: Room; current: boolean }): JSX.Element {
  const { client } = useChat();
  const failed = useOutgoing(client.outbox, room.id).filter((entry) => entry.state === "failed").length;
  return (
    <a href={roomHref(room.id)} class="room-link" aria-current={current ? "page" : undefined}>
      <Name>{room.name}</Name>
      {failed > 0 && (
        <span class="room-mark" role="img" aria-label={strings.rooms.notSent(failed)} title={strings.rooms.notSent(failed)}>
          !
        </span>
      )}
    </a>
  );
});

function idOf({ room }: RoomListing): string {
  return room.id;
}

/** Without a wish the same list. */
function matching(listings: readonly RoomListing[], wanted: string): readonly RoomListing[] {
  return wanted === "" ? listings : listings.filter(({ room }) => folded(room).includes(wanted));
}

const foldedNames = new WeakMap<Room, string>();

function folded(room: Room): string {
  const name = foldedNames.get(room) ?? room.name.toLocaleLowerCase();
  foldedNames.set(room, name);
  return name;
}
