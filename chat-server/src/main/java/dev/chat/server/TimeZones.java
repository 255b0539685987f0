package dev.chat.server;

import java.time.ZoneId;
import java.util.TimeZone;

/** Time zones that only Java knows. */
final class TimeZones {
    private TimeZones() {}

    /**
     * Calls the zone of this process by a name that databases know too: PostgreSQL's driver sends it, and the server
     * refuses a connection from a zone such as PST or IST. The clock shows the same.
     */
    static void nameForOthers() {
        TimeZone.setDefault(known(TimeZone.getDefault()));
    }

    static TimeZone known(TimeZone zone) {
        String region = ZoneId.SHORT_IDS.get(zone.getID());
        // Java's own name for a fixed offset, which PostgreSQL takes for one to the other side, is turned by the
        // driver.
        return region == null ? zone : TimeZone.getTimeZone(ZoneId.of(region));
    }
}
