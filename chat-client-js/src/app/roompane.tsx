import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Room } from "../sdk/index.js";
import { BackLink } from "./backlink.js";
import { useChat } from "./chatcontext.js";
import { errorText } from "./errortext.js";
import { useDirectoryStatus, useListing, useLive, useOutgoing } from "./live.js";
import { Name } from "./name.js";
import { OutgoingList } from "./outgoinglist.js";
import { goToList, type Route } from "./route.js";
import { RoomScreen } from "./roomscreen.js";
import { Empty, Skeleton } from "./states.js";
import { strings } from "./strings.js";

/** The room that the address names: open, or with the way in, or what is wrong with it. */
export function RoomPane({ route }: { route: Route }): JSX.Element {
  const { client } = useChat();
  const id = route.name === "room" ? route.room : undefined;
  const status = useDirectoryStatus(client.directory);
  const listing = useListing(client.directory, id);
  const name = listing?.room.name;
  const waiting = useOutgoing(client.outbox, id ?? "");

  useEffect(() => {
    document.title = name === undefined ? strings.appName : `${name} – ${strings.appName}`;
  }, [name]);

  if (route.name === "unknown") {
    return <NoRoom title={strings.rooms.unknown} lead={strings.rooms.unknownLead} />;
  }
  if (id === undefined) {
    return (
      <main class="room">
        <Empty title={strings.rooms.choose} lead={strings.rooms.chooseLead} />
      </main>
    );
  }
  if (listing === undefined && status !== "ready" && waiting.length > 0) {
    // No list yet, as after a reload without a connection: but one's own words are here.
    return <JoinedRoom id={id} />;
  }
  if (listing === undefined) {
    return status === "ready" ? (
      <NoRoom title={strings.rooms.missing} lead={strings.rooms.missingLead} />
    ) : (
      <Framed title={undefined}>
        <Skeleton lines={8} />
      </Framed>
    );
  }
  if (listing.role === undefined) {
    return <JoinScreen room={listing.room} />;
  }
  return <JoinedRoom id={id} />;
}

function JoinedRoom({ id }: { id: string }): JSX.Element {
  const { client, rooms } = useChat();
  const view = useMemo(() => rooms.open(id), [rooms, id]);
  const { status } = useLive(view);
  useEffect(() => {
    if (status === "left") {
      client.directory.putRole(id, undefined);
    }
  }, [status, client, id]);
  if (status === "deleted") {
    return <NoRoom title={strings.rooms.missing} lead={strings.rooms.missingLead} />;
  }
  return <RoomScreen view={view} />;
}

/** Says why there is no room at this address, and leads to those that there are. */
function NoRoom({ title, lead }: { title: string; lead: string }): JSX.Element {
  return (
    <Framed title={undefined}>
      <Empty title={title} lead={lead} action={strings.rooms.back} onAction={goToList} />
    </Framed>
  );
}

function JoinScreen({ room }: { room: Room }): JSX.Element {
  const { client } = useChat();
  const [error, setError] = useState<string>();
  const unsent = useOutgoing(client.outbox, room.id);
  const join = async () => {
    setError(undefined);
    try {
      client.directory.putRole(room.id, (await client.rest.join(room.id)).role);
    } catch (thrown) {
      setError(errorText(thrown));
    }
  };
  return (
    <Framed title={room.name}>
      <Empty title={room.name} lead={strings.rooms.joinLead} action={strings.rooms.join} onAction={() => void join()}>
        <p class="field-error" role="alert">
          {error}
        </p>
      </Empty>
      <OutgoingList entries={unsent} />
    </Framed>
  );
}

function Framed({ title, children }: { title: string | undefined; children: ComponentChildren }): JSX.Element {
  return (
    <main class="room">
      <header class="room-header">
        <BackLink />
        {title !== undefined && (
          <h1>
            <Name>{title}</Name>
          </h1>
        )}
      </header>
      {children}
    </main>
  );
}
