/** What the server is told: settings from the command line, the environment and a file, read and checked. */
@NullMarked
package dev.chat.server.config;

import org.jspecify.annotations.NullMarked;
