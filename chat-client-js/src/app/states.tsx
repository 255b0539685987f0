import type { ComponentChildren, JSX } from "preact";
import { Icon } from "./icons.js";
import { strings } from "./strings.js";

interface EmptyProps {
  readonly title: string;
  readonly lead: string;
  readonly action?: string;
  readonly children?: ComponentChildren;
  readonly onAction?: () => void;
}

/** What stands where there is nothing to show, and what can be done about it. */
export function Empty({ title, lead, action, onAction, children }: EmptyProps): JSX.Element {
  return (
    <div class="empty">
      <div class="empty-mark">
        <Icon name="bubble" />
      </div>
      <h2 dir="auto">{title}</h2>
      <p dir="auto">{lead}</p>
      {action !== undefined && (
        <button type="button" class="button primary" onClick={onAction}>
          {action}
        </button>
      )}
      {children}
    </div>
  );
}

/** The shape of what is being loaded. */
export function Skeleton({ lines }: { lines: number }): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{strings.loading}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} class={`skeleton-line width-${index % 4}`} />
      ))}
    </div>
  );
}
