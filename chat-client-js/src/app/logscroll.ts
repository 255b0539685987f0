import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatError, RoomView } from "../sdk/index.js";
import type { Row } from "./rows.js";

export interface LogScroll {
  /** How many messages came below since the reader left the bottom. */
  readonly unseen: number;
  readonly atBottom: boolean;
  readonly toBottom: () => void;
}

/** A message on the screen, and how far its lower edge is below the upper edge of the log. */
interface Anchor {
  readonly position: string;
  readonly edge: number;
}

const NEAR_BOTTOM = 48;
const NEAR_TOP = 800;

/**
 * Keeps the reader's place: at the bottom new messages push the old ones up; anywhere else what is read stays still,
 * whatever is added or changes above and below. Asks for older messages before the top is reached.
 *
 * By hand, because not every browser anchors scrolling, and those that do let go at the very top, where it matters.
 */
export function useLogScroll(
  scroller: RefObject<HTMLDivElement>,
  view: RoomView,
  rows: readonly Row[],
  error: ChatError | undefined,
): LogScroll {
  const bottom = useRef(true);
  const anchor = useRef<Anchor>();
  const seen = useRef(0);
  const [atBottom, setAtBottom] = useState(true);
  const newest = rows.findLast((row) => row.message !== undefined)?.message?.position ?? 0;
  const last = rows.at(-1);
  const lastOutgoing = last?.outgoing?.clientId;

  const stay = useCallback(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    if (bottom.current) {
      element.scrollTop = element.scrollHeight;
    } else if (anchor.current !== undefined) {
      const target = element.querySelector(`[data-position="${anchor.current.position}"]`);
      if (target !== null) {
        element.scrollTop += edgeOf(target, element) - anchor.current.edge;
      }
    }
  }, [scroller]);

  const look = useCallback(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    bottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_BOTTOM;
    anchor.current = anchorOf(element);
    setAtBottom(bottom.current);
    if (element.scrollTop < NEAR_TOP && view.state.error === undefined) {
      void view.loadOlder(100);
    }
  }, [scroller, view]);

  const toBottom = useCallback(() => {
    bottom.current = true;
    stay();
    look();
  }, [stay, look]);

  // One's own message is always shown.
  useLayoutEffect(() => {
    if (lastOutgoing !== undefined) {
      bottom.current = true;
    }
  }, [lastOutgoing]);

  useLayoutEffect(() => {
    stay();
    look();
    if (bottom.current) {
      seen.current = newest;
    }
    // After an error, too: what failed is then tried again.
  }, [rows, error, atBottom, newest, stay, look]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    // Sizes also change without a render: the window turns, the keyboard opens, the message box grows.
    const observer = new ResizeObserver(stay);
    observer.observe(element);
    if (element.firstElementChild !== null) {
      observer.observe(element.firstElementChild);
    }
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [scroller, stay, look]);

  const unseen = atBottom ? 0 : rows.filter((row) => row.message !== undefined && row.message.position > seen.current).length;
  return { unseen, atBottom, toBottom };
}

/** By the lower edge: the upper one moves when a day or a name above it appears or goes. */
function edgeOf(target: Element, scroller: Element): number {
  return target.getBoundingClientRect().bottom - scroller.getBoundingClientRect().top;
}

function anchorOf(scroller: Element): Anchor | undefined {
  const messages = scroller.querySelectorAll("[data-position]");
  let low = 0;
  let high = messages.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = messages[middle];
    if (candidate !== undefined && edgeOf(candidate, scroller) > 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  const first = messages[low];
  const position = first?.getAttribute("data-position") ?? undefined;
  return first === undefined || position === undefined ? undefined : { position, edge: edgeOf(first, scroller) };
}
