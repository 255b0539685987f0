package dev.chat.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.io.IOException;
import java.io.InputStream;

/** One connection: it enters the room of its path, and what it sends goes to all in there. */
final class ChatHandler extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rooms rooms;
    private Room room;

    ChatHandler(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof HandshakeComplete handshake) {
            room = rooms.find(handshake.requestUri());
            room.enter(context.channel());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) throws IOException {
        Sent sent = JSON.readValue((InputStream) new ByteBufInputStream(frame.content()), Sent.class);
        room.broadcast(sent.text(), context.alloc());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private record Sent(long id, String text) {}
}
