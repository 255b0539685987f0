import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { LIMITS, type Room, type RoomListing } from "../sdk/index.js";
import { AccountDialog } from "./accountdialog.js";
import { useChat } from "./chatcontext.js";
import { Dialog } from "./dialog.js";
import { errorText } from "./errortext.js";
import { Icon } from "./icons.js";
import { useLive, useOutgoing } from "./live.js";
import { Avatar, Name } from "./name.js";
import { NameForm } from "./nameform.js";
import { goToRoom, roomHref } from "./route.js";
import { Empty, Skeleton } from "./states.js";
import { strings } from "./strings.js";

const FILTER_FROM = 8;

export function Sidebar({ current }: { current: string | undefined }): JSX.Element {
  const { client, session } = useChat();
  const { status, listings, error } = useLive(client.directory);
  const [open, setOpen] = useState<"create" | "account">();
  const close = () => setOpen(undefined);
  return (
    <nav class="sidebar" aria-label={strings.rooms.label}>
      <header class="sidebar-header">
        <h1>{strings.rooms.label}</h1>
        <button type="button" class="button small" onClick={() => setOpen("create")}>
          <Icon name="plus" />
          {strings.rooms.create}
        </button>
      </header>
      {status === "loading" && <Skeleton lines={6} />}
      {status === "failed" && (
        <Empty title={strings.rooms.failed} lead={errorText(error)} action={strings.tryAgain} onAction={() => void client.directory.load()} />
      )}
      {status === "ready" && <RoomList listings={listings} current={current} />}
      <footer class="sidebar-footer">
        <button type="button" class="account-button" onClick={() => setOpen("account")}>
          <Avatar id={session.id} name={session.name} />
          <Name>{session.name}</Name>
          <span class="visually-hidden">{strings.account.open}</span>
          <Icon name="settings" />
        </button>
      </footer>
      {open === "create" && <CreateRoomDialog onClose={close} />}
      {open === "account" && <AccountDialog onClose={close} />}
    </nav>
  );
}

function RoomList({ listings, current }: { listings: readonly RoomListing[]; current: string | undefined }): JSX.Element {
  const [filter, setFilter] = useState("");
  if (listings.length === 0) {
    return <Empty title={strings.rooms.none} lead={strings.rooms.noneLead} />;
  }
  const wanted = filter.trim().toLocaleLowerCase();
  const found = listings.filter((listing) => listing.room.name.toLocaleLowerCase().includes(wanted));
  return (
    <div class="room-lists">
      {listings.length >= FILTER_FROM && (
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
      {found.length === 0 && <p class="muted filter-none">{strings.rooms.noMatch}</p>}
      <RoomSection title={strings.rooms.mine} listings={found.filter((listing) => listing.role !== undefined)} current={current} />
      <RoomSection title={strings.rooms.others} listings={found.filter((listing) => listing.role === undefined)} current={current} />
    </div>
  );
}

interface RoomSectionProps {
  readonly title: string;
  readonly listings: readonly RoomListing[];
  readonly current: string | undefined;
}

function RoomSection({ title, listings, current }: RoomSectionProps): JSX.Element | null {
  if (listings.length === 0) {
    return null;
  }
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {listings.map(({ room }) => (
          <li key={room.id}>
            <RoomLink room={room} current={room.id === current} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RoomLink({ room, current }: { room: Room; current: boolean }): JSX.Element {
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
}

function CreateRoomDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { client } = useChat();
  return (
    <Dialog title={strings.rooms.createTitle} onClose={onClose}>
      <p class="lead">{strings.rooms.createLead}</p>
      <NameForm
        label={strings.rooms.nameLabel}
        submit={strings.rooms.createSubmit}
        limit={LIMITS.roomName}
        onSubmit={async (name) => {
          const room = await client.rest.createRoom(name);
          client.directory.put(room);
          client.directory.putRole(room.id, "owner");
          goToRoom(room.id);
          onClose();
        }}
      />
    </Dialog>
  );
}
