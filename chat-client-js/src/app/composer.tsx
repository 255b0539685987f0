import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useChat } from "./chatcontext.js";
import { loadDraft, saveDraft } from "./drafts.js";
import { Icon } from "./icons.js";
import { memo } from "./memo.js";
import { strings } from "./strings.js";
import { isSubmit, rowsFor } from "./textbox.js";
import { limitOf } from "./textlimit.js";

interface ComposerProps {
  readonly room: string;
  readonly name: string;
  readonly onSend: (text: string) => void;
  readonly onEditLast: () => void;
}

/** Where a message is written; what is not sent yet outlives a reload. */
export const Composer = memo(function Composer({ room, name, onSend, onEditLast }: ComposerProps): JSX.Element {
  const { session } = useChat();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => loadDraft(session.id, room));
  const limit = limitOf(text);
  const sendable = !limit.over && text.trim() !== "";

  useEffect(() => {
    // On a phone the focus would open the keyboard over the messages.
    if (!matchMedia("(pointer: coarse)").matches) {
      box.current?.focus();
    }
  }, []);

  const change = (changed: string) => {
    setText(changed);
    saveDraft(session.id, room, changed);
  };
  const send = () => {
    if (sendable) {
      onSend(text);
      change("");
    }
    box.current?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (isSubmit(event)) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && text === "" && !event.isComposing) {
      event.preventDefault();
      onEditLast();
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="visually-hidden" for="composer">
        {strings.composer.label(name)}
      </label>
      <div class="composer-box">
        <textarea
          ref={box}
          id="composer"
          dir="auto"
          rows={rowsFor(text)}
          value={text}
          placeholder={strings.composer.placeholder}
          aria-describedby="composer-hint composer-limit"
          aria-invalid={limit.over}
          enterkeyhint="send"
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={pressed}
        />
        <button type="submit" class="send-button" aria-label={strings.composer.send} disabled={!sendable}>
          <Icon name="send" />
        </button>
      </div>
      <p id="composer-limit" class={limit.over ? "field-error" : "muted limit"} role="status">
        {limit.notice}
      </p>
      <p id="composer-hint" class="visually-hidden">
        {strings.composer.hint}
      </p>
    </form>
  );
});
