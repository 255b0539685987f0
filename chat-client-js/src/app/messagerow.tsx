import type { JSX } from "preact";
import { memo } from "./memo.js";
import type { Message, RoomView } from "../sdk/index.js";
import { fullTimeOf } from "./datetime.js";
import { Icon } from "./icons.js";
import { MessageEditor } from "./messageeditor.js";
import { MessageFrame } from "./messageframe.js";
import { MessageText } from "./messagetext.js";
import { strings } from "./strings.js";

interface MessageRowProps {
  readonly view: RoomView;
  readonly message: Message;
  readonly startsGroup: boolean;
  readonly editing: boolean;
  readonly mine: boolean;
  readonly mayDelete: boolean;
  readonly onEdit: (position: number) => void;
  readonly onStopEditing: () => void;
  readonly onDelete: (position: number) => void;
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps): JSX.Element {
  const { view, message, startsGroup, editing, mine, mayDelete, onEdit, onStopEditing, onDelete } = props;
  const { position, text, editedAt } = message;
  return (
    <MessageFrame author={message.author} at={message.sentAt} startsGroup={startsGroup} position={position}>
      {text === undefined ? (
        <p class="tombstone">{strings.message.deleted}</p>
      ) : editing ? (
        <MessageEditor text={text} onSave={(changed) => view.edit(position, changed)} onClose={onStopEditing} />
      ) : (
        <>
          <MessageText text={text} />
          {editedAt !== undefined && (
            <span class="mark" title={strings.message.editedAt(fullTimeOf(editedAt))}>
              {strings.message.edited}
            </span>
          )}
          {(mine || mayDelete) && (
            <div class="message-actions">
              {mine && (
                <button type="button" class="icon-button" aria-label={strings.message.edit} title={strings.message.edit} onClick={() => onEdit(position)}>
                  <Icon name="edit" />
                </button>
              )}
              <button type="button" class="icon-button" aria-label={strings.message.delete} title={strings.message.delete} onClick={() => onDelete(position)}>
                <Icon name="trash" />
              </button>
            </div>
          )}
        </>
      )}
    </MessageFrame>
  );
});
