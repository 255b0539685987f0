import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Which rows of a long list are in view, and a few around them. */
export interface RowWindow {
  readonly first: number;
  /** The one after the last. */
  readonly end: number;
  /** In pixels; the same for all rows. */
  readonly height: number;
}

/** So many rows on each side that the next one is there when Tab or the wheel asks for it. */
const AROUND = 8;
/** Of a screen that has not been measured, as before the first row stands. */
const GUESS = { row: 36, screen: 800 };

/** Follows which of a list's `count` rows the scroller shows. */
export function useRowWindow(scroller: RefObject<HTMLElement>, list: RefObject<HTMLElement>, count: number): RowWindow {
  const [shown, show] = useState<RowWindow>(() => windowOf(0, GUESS.screen, GUESS.row, count));
  const counted = useRef(count);
  counted.current = count;
  const look = useCallback(() => {
    const [outer, inner] = [scroller.current, list.current];
    if (outer === null || inner === null) {
      return;
    }
    const above = outer.getBoundingClientRect().top - inner.getBoundingClientRect().top;
    const height = inner.firstElementChild?.getBoundingClientRect().height;
    show((held) => {
      const next = windowOf(above, outer.clientHeight || GUESS.screen, height || held.height, counted.current);
      return held.first === next.first && held.end === next.end && held.height === next.height ? held : next;
    });
  }, [scroller, list]);

  // After each render: whatever stands above the list may have grown.
  useLayoutEffect(look);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [scroller, look]);
  return { ...shown, end: Math.min(shown.end, count) };
}

/** The rows of a list whose first `above` pixels are scrolled away; at least one, to be measured, if there is any. */
export function windowOf(above: number, screen: number, height: number, count: number): RowWindow {
  const first = Math.min(Math.floor(above / height) - AROUND, count - 1);
  const end = Math.max(Math.ceil((above + screen) / height) + AROUND, 1);
  return { first: Math.max(0, first), end: Math.min(count, end), height };
}
