package dev.chat.core.room;

/** The new state of one thing in a room, at the position at which it changed. */
public sealed interface Change {
    /** {@return the room whose log this stands in} */
    RoomId room();

    /** {@return where in the log it stands} */
    Position position();

    /**
     * A message was sent, edited or deleted.
     *
     * @param message its new state
     */
    record MessageChanged(Message message) implements Change {
        @Override
        public RoomId room() {
            return message.room();
        }

        @Override
        public Position position() {
            return message.version();
        }
    }

    /**
     * A member joined, left, got another role, or has another name.
     *
     * @param member the new state
     */
    record MemberChanged(Member member) implements Change {
        @Override
        public RoomId room() {
            return member.room();
        }

        @Override
        public Position position() {
            return member.version();
        }
    }

    /**
     * The room was created, renamed or deleted.
     *
     * @param state its new state
     */
    record RoomChanged(Room state) implements Change {
        @Override
        public RoomId room() {
            return state.id();
        }

        @Override
        public Position position() {
            return state.version();
        }
    }
}
