package dev.chat.core.user;

/**
 * Told of what becomes of users, within the unit of work that changes them: what it writes stands or falls with that.
 */
public interface UserListener {
    /** A user has another name. */
    void onRenamed(User user);

    /** A user's account is deleted. */
    void onDeleted(User user);
}
