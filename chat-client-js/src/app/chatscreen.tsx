import type { JSX } from "preact";
import { Banner } from "./banner.js";
import { RoomPane } from "./roompane.js";
import { useRoute } from "./route.js";
import { Sidebar } from "./sidebar.js";
import { strings } from "./strings.js";

/** The list of rooms beside a room; on a phone one of the two. */
export function ChatScreen(): JSX.Element {
  const room = useRoute();
  return (
    <div class={`chat ${room === undefined ? "showing-list" : "showing-room"}`}>
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
      <Sidebar current={room} />
      <RoomPane id={room} />
    </div>
  );
}
