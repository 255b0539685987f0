import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { excerptOf } from "./excerpt.js";
import { linkify } from "./linkify.js";
import { strings } from "./strings.js";

/** A text exactly as written, as text: markup in it is shown, never obeyed. */
export function MessageText({ text }: { text: string }): JSX.Element {
  const [expanded, setExpanded] = useState(false);
  const excerpt = useMemo(() => excerptOf(text), [text]);
  const shown = excerpt === undefined || expanded ? text : excerpt.text;
  const parts = useMemo(() => linkify(shown), [shown]);
  return (
    <>
      <div class={`text ${excerpt !== undefined && !expanded ? "cut" : ""}`} dir="auto">
        {parts.map((part, index) =>
          part.href === undefined ? (
            part.text
          ) : (
            <a key={index} href={part.href} target="_blank" rel="noopener noreferrer" dir="ltr">
              {part.text}
            </a>
          ),
        )}
      </div>
      {excerpt !== undefined && (
        <button type="button" class="link-button" aria-expanded={expanded} onClick={() => setExpanded(!expanded)}>
          {expanded ? strings.message.less : strings.message.more(excerpt.hiddenLines)}
        </button>
      )}
    </>
  );
}
