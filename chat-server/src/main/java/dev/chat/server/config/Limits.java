package dev.chat.server.config;

/**
 * How much one user, and one network address, may ask for.
 *
 * @param roomsPerUser how many rooms a user may be a member of
 * @param newRoomsPerHour how many rooms a user may create or rename
 * @param renamingsPerHour how often a user may take another name
 * @param connectionsPerUser how many sockets and streams a user may have open
 * @param framesPerSecond how many frames a user may send
 * @param requestsPerSecond how many requests a user may send
 * @param requestsPerSecondPerAddress how many requests may come from an address
 * @param newUsersPerHour how many users may be created from an address
 * @param connectionsPerAddress how many connections an address may have
 */
public record Limits(
        int roomsPerUser,
        int newRoomsPerHour,
        int renamingsPerHour,
        int connectionsPerUser,
        int framesPerSecond,
        int requestsPerSecond,
        int requestsPerSecondPerAddress,
        int newUsersPerHour,
        int connectionsPerAddress) {
    private static final int NONE = Integer.MAX_VALUE;
    private static final int MOST = 1_000_000;

    static Limits from(Settings settings) throws InvalidSettingException {
        Limits limits = new Limits(
                number(settings, Setting.MAX_ROOMS_PER_USER),
                number(settings, Setting.MAX_NEW_ROOMS_PER_HOUR),
                number(settings, Setting.MAX_RENAMINGS_PER_HOUR),
                number(settings, Setting.MAX_CONNECTIONS_PER_USER),
                number(settings, Setting.MAX_FRAMES_PER_SECOND),
                number(settings, Setting.MAX_REQUESTS_PER_SECOND),
                number(settings, Setting.MAX_REQUESTS_PER_SECOND_PER_ADDRESS),
                number(settings, Setting.MAX_NEW_USERS_PER_HOUR),
                number(settings, Setting.MAX_CONNECTIONS_PER_ADDRESS));
        return settings.get(Setting.LIMITS, Limits::isOn, "on or off") ? limits : none();
    }

    private static Limits none() {
        return new Limits(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("Neither on nor off");
        };
    }

    private static int number(Settings settings, Setting setting) throws InvalidSettingException {
        return settings.get(setting, value -> ServerConfig.number(value, 1, MOST), "a number from 1 to 1000000");
    }
}
