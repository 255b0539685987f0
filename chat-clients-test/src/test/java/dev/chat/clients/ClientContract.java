package dev.chat.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every generated client is good for. */
interface ClientContract {
    /**
     * Calls every operation, and checks what it answers.
     *
     * @param words what the server calls things
     */
    void callAll(String address, Vocabulary words) throws Exception;

    @Test
    default void everyOperationWorks() throws Exception {
        try (Server server = Server.ofThisVersion()) {
            callAll(server.address(), Vocabulary.OURS);
            assertThat(server.called()).isEqualTo(Server.operations());
        }
    }

    @Test
    default void laterServerIsUnderstoodAsFarAsItIsKnown() throws Exception {
        try (Server server = Server.ofALaterVersion()) {
            callAll(server.address(), Vocabulary.LATER);
            assertThat(server.called()).isEqualTo(Server.operations());
        }
    }
}
