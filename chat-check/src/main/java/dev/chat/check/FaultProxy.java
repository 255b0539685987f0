package dev.chat.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The bad network between the clients and the server: a port of the loopback interface that passes each connection on
 * to the server's, with the {@link Fault} that was drawn for it. The n-th connection has the same fault for the same
 * seed.
 */
final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listening;
    private final InetSocketAddress target;
    private final Function<Random, Fault> faults;
    private final Random seeds;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Map<Fault.Kind, Integer> drawn = new EnumMap<>(Fault.Kind.class);
    private boolean healed;

    private FaultProxy(ServerSocket listening, InetSocketAddress target, long seed, Function<Random, Fault> faults) {
        this.listening = listening;
        this.target = target;
        this.faults = faults;
        seeds = new Random(seed);
    }

    /** {@return a proxy in front of a port, with any faults} */
    static FaultProxy inFrontOf(int port, long seed) throws IOException {
        return inFrontOf(port, seed, Fault::draw);
    }

    /** {@return a proxy in front of a port, with these faults} */
    static FaultProxy inFrontOf(int port, long seed, Function<Random, Fault> faults) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket listening = new ServerSocket(0, BACKLOG, loopback);
        FaultProxy proxy = new FaultProxy(listening, new InetSocketAddress(loopback, port), seed, faults);
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    /** {@return where clients connect to} */
    int port() {
        return listening.getLocalPort();
    }

    /** Ends all faults: closes every connection there is, and leaves those that come later alone. */
    void heal() {
        synchronized (this) {
            healed = true;
        }
        links.forEach(Link::close);
    }

    /** {@return how many connections had which fault} */
    synchronized Map<Fault.Kind, Integer> drawn() {
        return new EnumMap<>(drawn);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        links.forEach(Link::close);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Link link = link(client, new Socket());
                Thread.ofVirtual().start(() -> pass(link));
            } catch (IOException closed) {
                // The loop ends, or the client was gone before it was let in.
            }
        }
    }

    /** Whoever heals either finds the connection, or comes before its fault is drawn. */
    private synchronized Link link(Socket client, Socket server) {
        Fault fault = healed ? Fault.NONE : faults.apply(new Random(seeds.nextLong()));
        Link link = new Link(client, server, fault, new Random(seeds.nextLong()));
        links.add(link);
        drawn.merge(fault.kind(), 1, Integer::sum);
        return link;
    }

    private void pass(Link link) {
        try {
            link.connect(target, CONNECT_MILLIS);
            link.pass();
        } catch (IOException refused) {
            // Where no server is, a client is turned away as it would be without the proxy.
            link.reset();
        } finally {
            link.close();
            links.remove(link);
        }
    }
}
