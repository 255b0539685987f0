package dev.chat.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bad network does to a server that says back whatever it is told. */
class FaultProxyTest {
    private static final int LENGTH = 100_000;
    private static final int LONG_ENOUGH_TO_BE_SURE = 300;

    private ServerSocket echo;

    @BeforeEach
    void startAnEcho() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket caller = echo.accept();
                    Thread.startVirtualThread(() -> answer(caller));
                } catch (IOException closed) {
                    // The end of the test.
                }
            }
        });
    }

    @AfterEach
    void stopIt() throws IOException {
        echo.close();
    }

    @Test
    void aHealthyConnectionPassesEverything() throws Exception {
        assertEverythingPasses(Fault.NONE);
    }

    @Test
    void crumbsPassEverythingInPieces() throws Exception {
        assertEverythingPasses(new Fault(Fault.Kind.CRUMBS, 0, 0, 0, true, true));
    }

    @Test
    void aStallPassesEverythingInTheEnd() throws Exception {
        assertEverythingPasses(new Fault(Fault.Kind.STALL, 0, 200, 0, true, true));
    }

    @Test
    void aDripPassesEverythingInTheEnd() throws Exception {
        assertEverythingPasses(new Fault(Fault.Kind.DRIP, 0, 300, 0, true, true));
    }

    @Test
    void aCutEndsTheConnectionAfterSoManyBytes() throws Exception {
        try (FaultProxy proxy = proxy(new Fault(Fault.Kind.CUT, 0, 0, 150, true, true));
                Socket socket = connect(proxy)) {
            socket.getOutputStream().write(new byte[100]);

            assertThat(socket.getInputStream().readAllBytes()).hasSize(50);
        }
    }

    @Test
    void aResetEndsTheConnectionWithAnError() throws Exception {
        try (FaultProxy proxy = proxy(new Fault(Fault.Kind.RESET, 0, 0, 1, true, true));
                Socket socket = connect(proxy)) {
            socket.getOutputStream().write(new byte[100]);

            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aHalfOpenConnectionSwallowsEverythingAndSaysNothing() throws Exception {
        try (FaultProxy proxy = proxy(new Fault(Fault.Kind.HALF_OPEN, 0, 0, 0, false, true));
                Socket socket = connect(proxy)) {
            socket.setSoTimeout(LONG_ENOUGH_TO_BE_SURE);
            socket.getOutputStream().write(new byte[100]);

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void healingEndsWhatIsIllAndWhatComesLaterIsWell() throws Exception {
        try (FaultProxy proxy = proxy(new Fault(Fault.Kind.HALF_OPEN, 0, 0, 0, true, true));
                Socket ill = connect(proxy)) {
            while (proxy.drawn().isEmpty()) {
                Thread.onSpinWait();
            }
            proxy.heal();

            assertThat(ill.getInputStream().read()).isEqualTo(-1);
            assertRoundTrip(proxy);
        }
    }

    @Test
    void whereNoServerIsAClientIsTurnedAway() throws Exception {
        echo.close();
        try (FaultProxy proxy = proxy(Fault.NONE);
                Socket socket = connect(proxy)) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void theSameSeedDrawsTheSameFaults() {
        Random first = new Random(7);
        Random second = new Random(7);

        assertThat(IntStream.range(0, 100).mapToObj(any -> Fault.draw(first)))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(any -> Fault.draw(second))
                        .toList());
    }

    @Test
    void everyFaultIsDrawn() {
        Random random = new Random(7);

        assertThat(IntStream.range(0, 200).mapToObj(any -> Fault.draw(random).kind()))
                .contains(Fault.Kind.values());
    }

    private void assertEverythingPasses(Fault fault) throws Exception {
        try (FaultProxy proxy = proxy(fault)) {
            assertRoundTrip(proxy);
            assertThat(proxy.drawn()).isEqualTo(Map.of(fault.kind(), 1));
        }
    }

    private static void assertRoundTrip(FaultProxy proxy) throws IOException {
        byte[] sent = new byte[LENGTH];
        new Random(1).nextBytes(sent);
        try (Socket socket = connect(proxy)) {
            Thread.startVirtualThread(() -> {
                try {
                    socket.getOutputStream().write(sent);
                } catch (IOException closed) {
                    // Then what comes back is not all, and that is found.
                }
            });
            assertThat(socket.getInputStream().readNBytes(LENGTH)).isEqualTo(sent);
        }
    }

    private FaultProxy proxy(Fault fault) throws IOException {
        return FaultProxy.inFrontOf(echo.getLocalPort(), 1, any -> fault);
    }

    private static Socket connect(FaultProxy proxy) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void answer(Socket caller) {
        try (caller) {
            InputStream in = caller.getInputStream();
            OutputStream out = caller.getOutputStream();
            in.transferTo(out);
        } catch (IOException closed) {
            // It was cut off, as it should be.
        }
    }
}
