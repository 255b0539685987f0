/** Starts the server on a Java that can run it. */
package dev.chat.launcher;
