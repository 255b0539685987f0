/** The chat mounted in an existing Javalin application. */
@NullMarked
package dev.chat.examples.javalinapp;

import org.jspecify.annotations.NullMarked;
