import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { errorText } from "./errortext.js";
import { isSubmit, rowsFor } from "./textbox.js";
import { limitOf } from "./textlimit.js";
import { strings } from "./strings.js";

interface MessageEditorProps {
  readonly text: string;
  readonly onSave: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

/** A message's text in a box, in its place. */
export function MessageEditor({ text, onSave, onClose }: MessageEditorProps): JSX.Element {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [changed, setChanged] = useState(text);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const limit = limitOf(changed);

  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
  }, []);

  const save = async () => {
    if (busy || limit.over || changed.trim() === "") {
      return;
    }
    if (changed === text) {
      onClose();
      return;
    }
    setBusy(true);
    try {
      await onSave(changed);
      onClose();
    } catch (thrown) {
      setError(errorText(thrown));
      setBusy(false);
    }
  };

  return (
    <div class="editor">
      <label class="visually-hidden" for={id}>
        {strings.message.editing}
      </label>
      <textarea
        ref={box}
        id={id}
        dir="auto"
        rows={rowsFor(changed)}
        value={changed}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setChanged(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isSubmit(event)) {
            event.preventDefault();
            void save();
          } else if (event.key === "Escape" && !event.isComposing) {
            onClose();
          }
        }}
      />
      <p class="field-error" role="alert">
        {error ?? limit.notice}
      </p>
      <div class="editor-actions">
        <span id={`${id}-hint`} class="muted hint">
          {strings.message.editHint}
        </span>
        <button type="button" class="button small" onClick={onClose}>
          {strings.cancel}
        </button>
        <button type="button" class="button primary small" disabled={busy || limit.over || changed.trim() === ""} onClick={() => void save()}>
          {strings.save}
        </button>
      </div>
    </div>
  );
}
