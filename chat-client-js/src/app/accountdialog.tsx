import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { LIMITS } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { Confirm } from "./confirm.js";
import { Dialog } from "./dialog.js";
import { NameForm } from "./nameform.js";
import { leaveRoom } from "./route.js";
import { strings } from "./strings.js";

export function AccountDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { client, session, rename, signedOut } = useChat();
  const [leaving, setLeaving] = useState(false);
  if (leaving) {
    return (
      <Dialog key="sign-out" title={strings.account.signOut} onClose={onClose}>
        <Confirm
          lead={strings.account.signOutLead}
          action={strings.account.signOutConfirm}
          onCancel={onClose}
          onConfirm={async () => {
            await client.signOut();
            leaveRoom();
            signedOut(strings.signIn.signedOut);
          }}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={strings.account.title} onClose={onClose}>
      <NameForm
        label={strings.account.nameLabel}
        submit={strings.account.rename}
        initial={session.name}
        limit={LIMITS.userName}
        autocomplete="nickname"
        onSubmit={async (name) => {
          rename((await client.rest.rename(name)).name);
          onClose();
        }}
      />
      <hr />
      <button type="button" class="button" onClick={() => setLeaving(true)}>
        {strings.account.signOut}
      </button>
    </Dialog>
  );
}
