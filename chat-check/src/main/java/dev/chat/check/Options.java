package dev.chat.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is to be checked, and how hard.
 *
 * @param server the command that starts a server; {@code --port} and {@code --data} are added
 * @param data an empty folder for everything
 * @param postgresql whether the server keeps everything in PostgreSQL rather than in its own database
 * @param clients how many there are; at least 4
 * @param rooms how many they share
 * @param kills how often the server is killed
 * @param databaseKills how often PostgreSQL is
 * @param pause how long there is peace between two kills, on average
 * @param patience how long the clients may take to get to the end once all is well
 * @param seed what the faults, and what the clients do, follow from
 */
record Options(
        List<String> server,
        Path data,
        boolean postgresql,
        int clients,
        int rooms,
        int kills,
        int databaseKills,
        Duration pause,
        Duration patience,
        long seed) {}
