import type { JSX } from "preact";
import { Banner } from "./banner.js";
import { Boundary } from "./boundary.js";
import { Broken, BrokenRoom } from "./broken.js";
import { RoomPane } from "./roompane.js";
import { useRoute } from "./route.js";
import { Sidebar } from "./sidebar.js";
import { strings } from "./strings.js";

/** The list of rooms beside a room; on a phone one of the two. */
export function ChatScreen(): JSX.Element {
  const route = useRoute();
  const room = route.name === "room" ? route.room : undefined;
  return (
    <div class={`chat ${route.name === "list" ? "showing-list" : "showing-room"}`}>
      {room !== undefined && (
        <a
          class="skip-link"
          href="#composer"
          onClick={(event) => {
            // The hash is taken: it names the room.
            event.preventDefault();
            document.getElementById("composer")?.focus();
          }}
        >
          {strings.skipToMessages}
        </a>
      )}
      <Banner />
      <Boundary fallback={(error, again) => <div class="sidebar"><Broken error={error} onAgain={again} /></div>}>
        <Sidebar current={room} />
      </Boundary>
      <Boundary key={room} fallback={(error, again) => <BrokenRoom error={error} onAgain={again} />}>
        <RoomPane route={route} />
      </Boundary>
    </div>
  );
}
