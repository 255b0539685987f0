package dev.chat.clients;

/**
 * Words that a client may meet.
 *
 * @param role the role of those who own a room
 * @param code the error code of a name that is taken
 */
record Vocabulary(String role, String code) {
    /** What this version of the server says. */
    static final Vocabulary OURS = new Vocabulary("owner", "name_taken");

    /** What no version says yet. */
    static final Vocabulary LATER = new Vocabulary("librarian", "name_out_of_fashion");
}
