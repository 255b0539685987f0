package dev.chat.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The accounts and rooms of a run, and the clients that use them.
 *
 * @param owner member of all rooms, who only looks
 * @param rooms the ids of the rooms
 * @param clients not started yet
 */
record Stage(Account owner, List<String> rooms, List<Client> clients) {
    private static final int MOST_ROOMS = 3;
    private static final int KINDS = 4;

    /**
     * Signs up everyone and creates the rooms.
     *
     * @param direct to the server
     * @param proxied to the server through the bad network
     */
    static Stage set(Api direct, Api proxied, Options options) throws IOException, InterruptedException {
        Random random = new Random(options.seed());
        // Other names each time, so that the same data may be used again.
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        Account owner = signUp(direct, "Owner " + run);
        List<String> rooms = new ArrayList<>();
        for (int room = 0; room < options.rooms(); room++) {
            rooms.add(direct.send("POST", "rooms", owner.token(), Map.of("name", "Room " + room + " of " + run))
                    .orThrow()
                    .path("id")
                    .asText());
        }
        String epoch = direct.get("rooms/" + rooms.getFirst() + "/open", owner.token())
                .orThrow()
                .path("epoch")
                .asText();
        List<Client> clients = new ArrayList<>();
        for (int number = 0; number < options.clients(); number++) {
            Set<String> joined = new LinkedHashSet<>(List.of(rooms.get(number % rooms.size())));
            for (int more = random.nextInt(MOST_ROOMS); more > 0; more--) {
                joined.add(rooms.get(random.nextInt(rooms.size())));
            }
            clients.add(
                    client(direct, proxied, new Random(random.nextLong()), number, List.copyOf(joined), epoch, run));
        }
        return new Stage(owner, rooms, clients);
    }

    private static Client client(
            Api direct, Api proxied, Random random, int number, List<String> rooms, String epoch, String run)
            throws IOException, InterruptedException {
        // Half of them talk on a socket, a quarter listens to events, a quarter makes single requests.
        String kind = List.of("talker", "watcher", "talker", "poster").get(number % KINDS);
        Account account = signUp(direct, kind + " " + number + " of " + run);
        List<String> joined = kind.equals("watcher") ? rooms.subList(0, 1) : rooms;
        for (String room : joined) {
            direct.send("PUT", "rooms/" + room + "/members/me", account.token(), Map.of())
                    .orThrow();
        }
        Account called = new Account(kind + " " + number, account.token());
        return switch (kind) {
            case "talker" -> new Talker(called, proxied, random, joined, epoch, "c" + number);
            case "watcher" -> new Watcher(called, proxied, random, joined.getFirst(), epoch);
            default -> new Poster(called, proxied, random, joined, epoch, "c" + number);
        };
    }

    private static Account signUp(Api direct, String name) throws IOException, InterruptedException {
        return new Account(
                name,
                direct.send("POST", "users", "", Map.of("name", name))
                        .orThrow()
                        .path("token")
                        .asText());
    }
}
