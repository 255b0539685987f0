import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { errorText } from "./errortext.js";
import { strings } from "./strings.js";

interface NameFormProps {
  readonly label: string;
  readonly submit: string;
  readonly initial?: string;
  readonly limit: number;
  /** For the browser to offer what was typed before, or not. */
  readonly autocomplete?: string;
  readonly onSubmit: (name: string) => Promise<void>;
}

/** One field for a name, a button, and what is wrong with the name. */
export function NameForm({ label, submit, initial = "", limit, autocomplete = "off", onSubmit }: NameFormProps): JSX.Element {
  const id = useId();
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit(name);
    } catch (thrown) {
      setError(errorText(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && name.trim() !== "") {
          void send();
        }
      }}
    >
      <label for={id}>{label}</label>
      <input
        id={id}
        dir="auto"
        value={name}
        // Twice as many UTF-16 units as characters: the server counts characters, and says so.
        maxLength={limit * 2}
        autocomplete={autocomplete}
        autocapitalize="words"
        spellcheck={false}
        autofocus
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-error`}
        onInput={(event) => {
          setName(event.currentTarget.value);
          setError(undefined);
        }}
      />
      <p id={`${id}-error`} class="field-error" role="alert">
        {error}
      </p>
      <button type="submit" class="button primary" disabled={busy || name.trim() === "" || name === initial}>
        {busy ? strings.signIn.working : submit}
      </button>
    </form>
  );
}
