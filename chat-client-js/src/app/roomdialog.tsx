import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { LIMITS, type Room } from "../sdk/index.js";
import { useChat } from "./chatcontext.js";
import { Confirm } from "./confirm.js";
import { Dialog } from "./dialog.js";
import { NameForm } from "./nameform.js";
import { goToList } from "./route.js";
import { strings } from "./strings.js";

interface RoomDialogProps {
  readonly room: Room;
  readonly owner: boolean;
  readonly onClose: () => void;
}

/** What one can do with a room: leave it, and as an owner rename and delete it. */
export function RoomDialog({ room, owner, onClose }: RoomDialogProps): JSX.Element {
  const { client } = useChat();
  const [asking, setAsking] = useState<"leave" | "delete">();

  const leave = async () => {
    await client.rest.leave(room.id);
    client.directory.putRole(room.id, undefined);
    goToList();
  };
  const remove = async () => {
    await client.rest.deleteRoom(room.id);
    goToList();
  };

  if (asking !== undefined) {
    const leaving = asking === "leave";
    return (
      <Dialog key={asking} title={leaving ? strings.room.leave : strings.room.delete} onClose={onClose}>
        <Confirm
          lead={leaving ? strings.room.leaveLead : strings.room.deleteLead}
          action={leaving ? strings.room.leave : strings.room.deleteConfirm}
          onCancel={onClose}
          onConfirm={leaving ? leave : remove}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={strings.room.details} onClose={onClose}>
      {owner && (
        <>
          <NameForm
            label={strings.rooms.nameLabel}
            submit={strings.room.rename}
            initial={room.name}
            limit={LIMITS.roomName}
            onSubmit={async (name) => {
              client.directory.put(await client.rest.renameRoom(room.id, name));
              onClose();
            }}
          />
          <hr />
        </>
      )}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => setAsking("leave")}>
          {strings.room.leave}
        </button>
        {owner && (
          <button type="button" class="button danger" onClick={() => setAsking("delete")}>
            {strings.room.delete}
          </button>
        )}
      </div>
    </Dialog>
  );
}
