package dev.chat.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Who is connected to a room. Any thread may call. */
final class Room {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChannelGroup channels;
    private final AtomicLong position = new AtomicLong();

    Room(String name) {
        channels = new DefaultChannelGroup(name, ImmediateEventExecutor.INSTANCE);
    }

    /** The channel leaves by itself when it closes. */
    void enter(Channel channel) {
        channels.add(channel);
    }

    /** Encodes once; the group gives each channel a duplicate of the same bytes. Messages of one thread stay in order. */
    void broadcast(String text, ByteBufAllocator allocator) throws IOException {
        ByteBuf encoded = allocator.ioBuffer();
        JSON.writeValue(
                (OutputStream) new ByteBufOutputStream(encoded), new Delivered(position.incrementAndGet(), text));
        channels.writeAndFlush(new TextWebSocketFrame(encoded), ChannelMatchers.all(), true);
    }

    private record Delivered(long position, String text) {}
}
