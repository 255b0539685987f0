import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { LIMITS } from "../sdk/index.js";
import { AccountDialog } from "./accountdialog.js";
import { useChat } from "./chatcontext.js";
import { Dialog } from "./dialog.js";
import { errorText } from "./errortext.js";
import { Icon } from "./icons.js";
import { useDirectory } from "./live.js";
import { Avatar, Name } from "./name.js";
import { NameForm } from "./nameform.js";
import { RoomList } from "./roomlist.js";
import { goToRoom } from "./route.js";
import { storedLasting } from "./session.js";
import { Empty, Skeleton } from "./states.js";
import { strings } from "./strings.js";

export function Sidebar({ current }: { current: string | undefined }): JSX.Element {
  const { client, session } = useChat();
  const lasting = storedLasting();
  const { status, mine, others, error } = useDirectory(client.directory);
  const [open, setOpen] = useState<"create" | "account">();
  const close = () => setOpen(undefined);
  return (
    <nav class="sidebar" aria-label={strings.rooms.label}>
      <header class="sidebar-header">
        <h1>{strings.rooms.label}</h1>
        <button type="button" class="button small" onClick={() => setOpen("create")}>
          <Icon name="plus" />
          {strings.rooms.create}
        </button>
      </header>
      {status === "loading" && <Skeleton lines={6} />}
      {status === "failed" && (
        <Empty title={strings.rooms.failed} lead={errorText(error)} action={strings.tryAgain} onAction={() => void client.directory.load()} />
      )}
      {status === "ready" && <RoomList mine={mine} others={others} current={current} />}
      <footer class="sidebar-footer">
        {lasting !== "browser" && <p dir="auto" class="muted lasting">{strings.storage[lasting]}</p>}
        <button type="button" class="account-button" onClick={() => setOpen("account")}>
          <Avatar id={session.id} name={session.name} />
          <Name>{session.name}</Name>
          <span class="visually-hidden">{strings.account.open}</span>
          <Icon name="settings" />
        </button>
      </footer>
      {open === "create" && <CreateRoomDialog onClose={close} />}
      {open === "account" && <AccountDialog onClose={close} />}
    </nav>
  );
}

function CreateRoomDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { client } = useChat();
  return (
    <Dialog title={strings.rooms.createTitle} onClose={onClose}>
      <p class="lead">{strings.rooms.createLead}</p>
      <NameForm
        label={strings.rooms.nameLabel}
        submit={strings.rooms.createSubmit}
        limit={LIMITS.roomName}
        onSubmit={async (name) => {
          const room = await client.rest.createRoom(name);
          client.directory.put(room);
          client.directory.putRole(room.id, "owner");
          goToRoom(room.id);
          onClose();
        }}
      />
    </Dialog>
  );
}
