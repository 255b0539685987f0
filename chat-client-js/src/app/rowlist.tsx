import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useRowWindow } from "./rowwindow.js";

interface RowListProps<Item> {
  /** What scrolls: the list itself is as high as all its rows. */
  readonly scroller: RefObject<HTMLElement>;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly rowClass?: string;
  readonly row: (item: Item) => JSX.Element;
}

/**
 * A list of which only the rows in view are in the page, so that its length costs nothing. All rows have one height.
 *
 * The row that has the focus stays in the page wherever one scrolls. Arrow keys, Home and End lead from row to row, if rows can have it.
 */
export function RowList<Item>({ scroller, items, keyOf, rowClass, row }: RowListProps<Item>): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const { first, end, height } = useRowWindow(scroller, list, items.length);
  /** The key of the row that has the focus, or is about to get it. */
  const [focused, setFocused] = useState<string>();
  /** The number of the row that is about to get the focus. */
  const called = useRef<number>();

  const indices = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  if (focused !== undefined && !indices.some((index) => isAt(index, focused))) {
    const away = items.findIndex((item) => keyOf(item) === focused);
    indices.splice(away < first ? 0 : indices.length, 0, ...(away < 0 ? [] : [away]));
  }

  function isAt(index: number, key: string): boolean {
    const item = items[index];
    return item !== undefined && keyOf(item) === key;
  }

  useLayoutEffect(() => {
    if (called.current !== undefined) {
      list.current?.querySelector<HTMLElement>(`[data-index="${called.current}"] a`)?.focus();
      called.current = undefined;
    }
  });

  const pressed = (event: KeyboardEvent) => {
    const from = indexOf(event.target);
    const to = from === undefined || event.ctrlKey || event.altKey || event.metaKey ? undefined : destination(event.key, from, items.length);
    const item = items[to ?? -1];
    if (item !== undefined) {
      event.preventDefault();
      called.current = to;
      setFocused(keyOf(item));
    }
  };

  return (
    <ul
      ref={list}
      class="rows"
      style={{ blockSize: `${items.length * height}px` }}
      onKeyDown={pressed}
      onFocusIn={(event) => {
        const item = items[indexOf(event.target) ?? -1];
        setFocused(item === undefined ? undefined : keyOf(item));
      }}
      onFocusOut={() => setFocused(undefined)}
    >
      {indices.map((index) => {
        const item = items[index];
        return (
          item !== undefined && (
            <li
              key={keyOf(item)}
              class={rowClass}
              data-index={index}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ insetBlockStart: `${index * height}px` }}
            >
              {row(item)}
            </li>
          )
        );
      })}
    </ul>
  );
}

/** The number of the row in which an element is. */
function indexOf(target: EventTarget | null): number | undefined {
  const index = target instanceof Element ? target.closest("li")?.getAttribute("data-index") : undefined;
  return index === null || index === undefined ? undefined : Number(index);
}

function destination(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return Math.min(from + 1, count - 1);
    case "ArrowUp":
      return Math.max(from - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
