import type { JSX } from "preact";
import { BackLink } from "./backlink.js";
import { storedLasting } from "./session.js";
import { strings } from "./strings.js";

interface BrokenProps {
  readonly error: unknown;
  readonly onAgain: () => void;
}

/** Stands where a part of the page has failed: what happened, and what can be done about it. */
export function Broken({ error, onAgain }: BrokenProps): JSX.Element {
  return (
    <div class="empty" role="alert">
      <h2 dir="auto">{strings.broken.title}</h2>
      <p dir="auto">{storedLasting() === "page" ? strings.broken.leadForNow : strings.broken.lead}</p>
      <div class="broken-actions">
        <button type="button" class="button" onClick={onAgain}>
          {strings.tryAgain}
        </button>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {strings.broken.reload}
        </button>
      </div>
      <details>
        <summary>{strings.broken.details}</summary>
        <p dir="auto">{String(error)}</p>
      </details>
    </div>
  );
}

/** A room whose pane has failed; the list beside it goes on. */
export function BrokenRoom(props: BrokenProps): JSX.Element {
  return (
    <main class="room">
      <header class="room-header">
        <BackLink />
      </header>
      <Broken {...props} />
    </main>
  );
}

/** Stands in for the whole page. */
export function BrokenPage(props: BrokenProps): JSX.Element {
  return (
    <main class="broken-page">
      <h1 class="visually-hidden">{strings.appName}</h1>
      <Broken {...props} />
    </main>
  );
}
