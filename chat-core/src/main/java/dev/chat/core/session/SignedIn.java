package dev.chat.core.session;

import dev.chat.core.user.User;

/**
 * What signing in yields.
 *
 * @param user who is signed in
 * @param token the secret that proves it from now on; nobody can read it again
 */
public record SignedIn(User user, Token token) {}
