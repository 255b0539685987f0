package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFrameTest {
    @ParameterizedTest
    @CsvSource({"0, 8100", "125, 817d", "126, 817e007e", "65535, 817effff", "65536, 817f0000000000010000"})
    void frameBeginsWithTheLengthOfItsText(int length, String header) {
        byte[] text = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);

        TextFrame frame = new TextFrame(text);

        ByteBuffer bytes = frame.bytes();
        byte[] begin = new byte[header.length() / 2];
        bytes.get(begin);
        assertThat(HexFormat.of().formatHex(begin)).isEqualTo(header);
        assertThat(bytes).isEqualTo(ByteBuffer.wrap(text));
        assertThat(frame.text()).isEqualTo(ByteBuffer.wrap(text));
    }
}
