package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.memory.InMemoryPersistence;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a client is, by what it and the proxies before the server say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedProxiesTest {
    private static final TrustedProxies LOCAL = TrustedProxies.of(List.of("127.0.0.0/8", "::1", "10.0.0.0/8"));

    private final ChatServer server = new ChatServer(new InMemoryPersistence(), config -> {}, config -> {
        config.routes.get(
                "/client",
                context -> context.result(LOCAL.client(context).orElseThrow().toString()));
        config.routes.get(
                "/peer",
                context -> context.result(
                        TrustedProxies.NONE.client(context).orElseThrow().toString()));
    });

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    X-Forwarded-For: 192.0.2.1                                   | 192.0.2.1
                    X-Forwarded-For: 203.0.113.9, 192.0.2.1                      | 192.0.2.1
                    X-Forwarded-For: 203.0.113.9, 192.0.2.1, 10.1.2.3            | 192.0.2.1
                    X-Forwarded-For: 203.0.113.9; X-Forwarded-For: 192.0.2.1     | 192.0.2.1
                    X-Forwarded-For: 10.1.2.3, 10.1.2.4                          | 10.1.2.3
                    X-Forwarded-For: 192.0.2.1:4711                              | 192.0.2.1
                    X-Forwarded-For: [2001:db8::1]:4711                          | 2001:db8:0:0:0:0:0:1
                    X-Forwarded-For: 2001:db8::1                                 | 2001:db8:0:0:0:0:0:1
                    X-Forwarded-For: ::ffff:192.0.2.1                            | 192.0.2.1
                    X-Forwarded-For: 192.0.2.1, unknown, 10.1.2.3                | 10.1.2.3
                    X-Forwarded-For: 192.0.2.1, localhost, 10.1.2.3              | 10.1.2.3
                    X-Forwarded-For: 192.0.2.1; Forwarded: for=203.0.113.9       | 192.0.2.1
                    Forwarded: for=192.0.2.1                                     | 192.0.2.1
                    Forwarded: by=10.1.2.3/proto=https/For="192.0.2.1:80"        | 192.0.2.1
                    Forwarded: for="[2001:db8::1]:4711"                          | 2001:db8:0:0:0:0:0:1
                    Forwarded: for=203.0.113.9, for=192.0.2.1, for=10.1.2.3      | 192.0.2.1
                    """)
    void addressBehindTrustedProxiesIsTheClients(String headers, String client) throws Exception {
        assertThat(ask("/client", headers)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: unknown",
                "X-Forwarded-For: 1.2.3",
                "Forwarded: for=_hidden",
                "Forwarded: by=192.0.2.1"
            })
    void proxyThatTellsNoAddressIsTheClientItself(String headers) throws Exception {
        assertThat(ask("/client", headers)).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void othersAreNotBelieved() throws Exception {
        assertThat(ask("/peer", "X-Forwarded-For: 192.0.2.1")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example.org",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "300.0.0.1",
                "10.0.0.0/-1",
                "10.0.0.0-10.0.0.9",
                "::1/129",
                "::g"
            })
    void whatIsNoAddressIsRefused(String address) {
        List<String> addresses = List.of(address);
        assertThatThrownBy(() -> TrustedProxies.of(addresses)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0",
        "2001:db8:1:2::7, 2001:db8:1:2:0:0:0:0"
    })
    void addressesOfOneCustomerCountAsOne(String address, String network) {
        assertThat(ClientAddress.parse(address).orElseThrow().network()).hasToString(network);
    }

    /** Asks with headers between semicolons; a slash stands for the semicolon within one. */
    private String ask(String path, String headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.origin() + path));
        Arrays.stream(headers.split(";"))
                .map(each -> each.strip().split(": ", 2))
                .forEach(header -> request.header(header[0], header[1].replace('/', ';')));
        return Api.HTTP.send(request.build(), BodyHandlers.ofString()).body();
    }
}
