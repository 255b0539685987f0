package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListeningTest {
    /** Every loopback address of this machine, of IPv6 too if it has any, and those that stand for all addresses. */
    static Stream<String> hosts() throws Exception {
        Stream<String> loopback = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(InetAddress::isLoopbackAddress)
                .map(InetAddress::getHostAddress)
                .map(address -> address.replaceFirst("%.*", ""));
        return Stream.concat(loopback, Stream.of("127.0.0.1", "127.0.0.2", "localhost", "0.0.0.0", "::"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void printedAddressAnswers(String host) throws Exception {
        try (Listening listening = Listening.on(host, 0)) {
            URI address = URI.create(listening.address("/"));
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                assertThat(socket.isConnected()).isTrue();
            }
            assertThat(address.getHost()).isIn("localhost", "127.0.0.2", "[::1]");
            assertThat(listening.toString()).contains(":" + address.getPort());
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void addressesForOtherMachinesArePrintedIfTheyMayComeIn(String host) throws Exception {
        try (Listening listening = Listening.on(host, 0)) {
            boolean all = InetAddress.getByName(host).isAnyLocalAddress();

            assertThat(listening.fromElsewhere("/chat").isEmpty() || all).isTrue();
            for (String address : listening.fromElsewhere("/chat").orElse("").split(", ", -1)) {
                if (!address.isEmpty()) {
                    URI uri = URI.create(address);
                    assertThat(uri.getPath()).isEqualTo("/chat/");
                    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                        assertThat(socket.getInetAddress().isLoopbackAddress()).isFalse();
                    }
                }
            }
        }
    }
}
