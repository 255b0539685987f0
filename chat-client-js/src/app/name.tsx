import type { JSX } from "preact";

/** Somebody's or a room's name, kept apart from its neighbours' direction of writing. */
export function Name({ children }: { children: string }): JSX.Element {
  return <bdi class="name">{children}</bdi>;
}

const HUES = 8;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A name's first character on a colour that stays the same for this id. */
export function Avatar({ id, name }: { id: string; name: string }): JSX.Element {
  const [first] = segmenter.segment(name);
  const hue = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9973, 7) % HUES;
  return (
    <span class={`avatar hue-${hue}`} aria-hidden="true">
      {first?.segment.toLocaleUpperCase()}
    </span>
  );
}
