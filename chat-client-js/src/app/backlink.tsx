import type { JSX } from "preact";
import { Icon } from "./icons.js";
import { strings } from "./strings.js";

/** Back to the list; only a phone shows it. */
export function BackLink(): JSX.Element {
  return (
    <a class="icon-button back-link" href="#/" aria-label={strings.rooms.back}>
      <Icon name="back" />
    </a>
  );
}
