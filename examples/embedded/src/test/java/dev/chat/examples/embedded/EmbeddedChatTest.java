package dev.chat.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EmbeddedChatTest {
    @Test
    void saysWhatHappensInTheRoom() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            EmbeddedChat.main(new String[0]);
        } finally {
            System.setOut(before);
        }

        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "1 Engines",
                        "2 Ada is here",
                        "3 Engine is here",
                        "4 Ada: Can it compose music?",
                        "5 Engine: It can if you describe it.");
    }
}
