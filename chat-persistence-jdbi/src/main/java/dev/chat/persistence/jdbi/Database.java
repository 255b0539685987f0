package dev.chat.persistence.jdbi;

import javax.sql.DataSource;

/**
 * A database and how to let go of it.
 *
 * @param source opens connections to it
 * @param disk where it is kept
 * @param close is run once, after the last use
 */
record Database(DataSource source, Disk disk, Runnable close) {}
