package dev.chat.web.javalin;

import dev.chat.core.error.RejectedException;
import dev.chat.core.user.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much one user, and one network address, may ask for. Users have limits wherever they come from; addresses have
 * some for what needs no user, and these are wide enough for an office behind one. Safe for use by many threads at
 * once.
 */
final class Limits {
    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);

    private final TrustedProxies proxies;
    private final Buckets<ClientAddress> requestsOfAddresses;
    private final Buckets<ClientAddress> newUsers;
    private final Buckets<UserId> requests;
    private final Buckets<UserId> newRooms;
    private final Buckets<UserId> renamings;
    private final AtomicBoolean warned = new AtomicBoolean();

    Limits(ChatPlugin.Config config, LongSupplier clock) {
        proxies = config.trustedProxies;
        requestsOfAddresses = Buckets.perSecond(config.maxRequestsPerSecondPerAddress, clock);
        newUsers = Buckets.perHour(config.maxNewUsersPerHour, 10L * config.maxNewUsersPerHour, clock);
        requests = Buckets.perSecond(config.maxRequestsPerSecond, clock);
        newRooms = Buckets.perHour(config.maxNewRoomsPerHour, config.maxNewRoomsPerHour, clock);
        renamings = Buckets.perHour(config.maxRenamingsPerHour, config.maxRenamingsPerHour, clock);
    }

    /** Lets in a request, whoever sends it. */
    void admit(Context request) throws Refusal {
        ClientAddress address = address(request);
        if (address == null) {
            return;
        }
        try {
            take(requestsOfAddresses.of(address), "Too many requests come from your network address.");
        } catch (Refusal refusal) {
            warnOfProxy(request);
            throw refusal;
        }
    }

    /** Lets in a request of a user. */
    void admit(UserId user) throws Refusal {
        take(requests.of(user), "You ask for too much at once.");
    }

    /** Does what makes a new user. */
    <T> T newUser(Context request, Counted<T> action) throws Refusal, RejectedException {
        ClientAddress address = address(request);
        if (address == null) {
            return action.run();
        }
        try {
            return counted(newUsers.of(address), "Too many names were taken from your network address.", action);
        } catch (Refusal refusal) {
            if (refusal.problem().code() == ProblemCode.RATE_LIMITED) {
                warnOfProxy(request);
            }
            throw refusal;
        }
    }

    /** Does what makes a room, or gives one another name: all hear of both. */
    <T> T newRoom(UserId user, Counted<T> action) throws Refusal, RejectedException {
        return counted(newRooms.of(user), "You have created or renamed too many rooms.", action);
    }

    /** Does what gives a user another name. */
    <T> T renaming(UserId user, Counted<T> action) throws Refusal, RejectedException {
        return counted(renamings.of(user), "You have changed your name too often.", action);
    }

    private @Nullable ClientAddress address(Context request) {
        return proxies.client(request).map(ClientAddress::network).orElse(null);
    }

    private static <T> T counted(Bucket bucket, String detail, Counted<T> action) throws Refusal, RejectedException {
        take(bucket, detail);
        boolean done = false;
        try {
            T result = action.run();
            done = true;
            return result;
        } finally {
            if (!done) {
                bucket.addTokens(1);
            }
        }
    }

    private static void take(Bucket bucket, String detail) throws Refusal {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refusal(new Problem(
                    ProblemCode.RATE_LIMITED,
                    detail + " Try again later.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
    }

    private void warnOfProxy(Context request) {
        if (request.header("X-Forwarded-For") != null && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "Requests from {} are refused, since too many come from there. If that is a proxy, name it in"
                            + " trusted-proxies, so that those who come through it count one by one",
                    request.ip());
        }
    }

    /** What is counted if it is done. */
    @FunctionalInterface
    interface Counted<T> {
        T run() throws Refusal, RejectedException;
    }
}
