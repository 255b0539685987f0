import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { errorText } from "./errortext.js";
import { strings } from "./strings.js";

interface ConfirmProps {
  readonly lead: string;
  readonly action: string;
  readonly onCancel: () => void;
  readonly onConfirm: () => Promise<void>;
}

/** Asks before what cannot be undone; what is safe has the focus. */
export function Confirm({ lead, action, onCancel, onConfirm }: ConfirmProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
    } catch (thrown) {
      setError(errorText(thrown));
      setBusy(false);
    }
  };
  return (
    <>
      <p class="lead">{lead}</p>
      <p class="field-error" role="alert">
        {error}
      </p>
      <div class="dialog-actions">
        <button type="button" class="button" autofocus onClick={onCancel}>
          {strings.cancel}
        </button>
        <button type="button" class="button danger" disabled={busy} onClick={() => void confirm()}>
          {action}
        </button>
      </div>
    </>
  );
}
