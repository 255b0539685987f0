package dev.chat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.bench.contest.BenchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever pieces frames come in, what is found in them is the same. */
class FrameWalkTest {
    private static final int TEXT = 200;
    private static final int TEXT_FRAME = 0x81;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    private final List<String> found = new ArrayList<>();
    private final FrameWalk walk = new FrameWalk(TEXT, new Found());

    @Test
    void everySplitOfTheBytesShowsTheSame() throws Exception {
        byte[] all = frames();
        feed(List.of(all));
        List<String> whole = List.copyOf(found);

        assertThat(whole)
                .containsExactly(
                        "frame {\"type\":\"welcome\"}",
                        "3/7",
                        "0/0",
                        "1/99999999",
                        "2/5",
                        "ping hello",
                        "4/1",
                        "frame {\"type\":\"sent\",\"text\":\"" + Stamp.text(9, 9, TEXT) + "\"}",
                        "99999/12345678");
        for (int first = 0; first <= all.length; first++) {
            FrameWalk fresh = new FrameWalk(TEXT, new Found());
            found.clear();
            feed(fresh, List.of(part(all, 0, first), part(all, first, all.length)));
            assertThat(found).as("split at %d", first).isEqualTo(whole);
        }
    }

    @Test
    void bytesThatComeOneByOneShowTheSame() throws Exception {
        byte[] all = frames();
        feed(List.of(all));
        List<String> whole = List.copyOf(found);
        found.clear();

        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            pieces.add(part(all, i, i + 1));
        }
        feed(pieces);

        assertThat(found).isEqualTo(whole);
    }

    @Test
    void aStampIsFoundWhereverItLies() throws Exception {
        for (int before = 0; before < 2 * Stamp.RUN; before++) {
            found.clear();
            feed(List.of(frame(TEXT_FRAME, "{\"p\":\"" + "x".repeat(before) + Stamp.text(1, 2, TEXT) + "\"}")));
            assertThat(found).as("after %d bytes", before).containsExactly("1/2");
        }
    }

    @Test
    void aLargeFrameIsWalkedWithoutWaitingForItsEnd() throws Exception {
        byte[] frame = frame(TEXT_FRAME, delivery(1, 1) + " ".repeat(70_000) + delivery(2, 2));
        ByteBuffer begin = ByteBuffer.wrap(part(frame, 0, 40_000));

        walk.walk(begin);

        assertThat(found).containsExactly("1/1");
        assertThat(begin.remaining()).isZero();
        walk.walk(ByteBuffer.wrap(part(frame, 40_000, frame.length)));
        assertThat(found).containsExactly("1/1", "2/2");
    }

    @Test
    void aFrameInPiecesOfTheProtocolIsOne() throws Exception {
        String delivery = delivery(3, 4);
        feed(List.of(frame(0x01, delivery.substring(0, 100)), frame(0x80, delivery.substring(100) + delivery(5, 6))));

        assertThat(found).containsExactly("3/4", "5/6");
    }

    @Test
    void aTextThatIsCutOffIsFoundOut() {
        byte[] frame = frame(TEXT_FRAME, delivery(1, 1).substring(0, 60));

        assertThatThrownBy(() -> feed(List.of(frame)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void aGarbledTextIsFoundOut() {
        byte[] frame = frame(TEXT_FRAME, delivery(1, 1).replace("~0", "~x"));

        assertThatThrownBy(() -> feed(List.of(frame)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("garbled");
    }

    @Test
    void anEndOfTheConnectionIsToldWithItsReason() {
        assertThatThrownBy(() -> feed(List.of(frame(CLOSE, "\u0003\u0003too slow"))))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("771 too slow");
    }

    private static byte[] frames() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(frame(TEXT_FRAME, "{\"type\":\"welcome\"}"));
        all.write(frame(TEXT_FRAME, delivery(3, 7)));
        all.write(frame(TEXT_FRAME, delivery(0, 0) + "," + delivery(1, 99_999_999) + "," + delivery(2, 5)));
        all.write(frame(PING, "hello"));
        all.write(frame(TEXT_FRAME, delivery(4, 1)));
        all.write(frame(TEXT_FRAME, "{\"type\":\"sent\",\"text\":\"" + Stamp.text(9, 9, TEXT) + "\"}"));
        all.write(frame(TEXT_FRAME, delivery(99_999, 12_345_678)));
        return all.toByteArray();
    }

    private static String delivery(int sender, int sequence) {
        return "{\"position\":17,\"text\":\"" + Stamp.text(sender, sequence, TEXT) + "\",\"sentAt\":\"now\"}";
    }

    private static byte[] frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static byte[] part(byte[] all, int from, int to) {
        return Arrays.copyOfRange(all, from, to);
    }

    private void feed(List<byte[]> pieces) throws BenchException, IOException {
        feed(walk, pieces);
    }

    /** As a connection does it: what is left is put before what comes next. */
    private static void feed(FrameWalk walk, List<byte[]> pieces) throws BenchException, IOException {
        byte[] carry = {};
        for (byte[] piece : pieces) {
            ByteBuffer bytes = ByteBuffer.allocate(carry.length + piece.length);
            bytes.put(carry).put(piece).flip();
            walk.walk(bytes);
            carry = new byte[bytes.remaining()];
            bytes.get(carry);
        }
        assertThat(carry).isEmpty();
    }

    private final class Found implements FrameWalk.Listener {
        @Override
        public boolean isDelivery(ByteBuffer bytes, int at, int length) {
            return bytes.get(at + 2) == 'p';
        }

        @Override
        public void onStamp(int sender, int sequence) {
            found.add(sender + "/" + sequence);
        }

        @Override
        public void onFrame(String text) {
            found.add("frame " + text);
        }

        @Override
        public void onPing(byte[] payload) {
            found.add("ping " + new String(payload, StandardCharsets.UTF_8));
        }
    }
}
