package dev.chat.bench.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** A chat server on plain Netty: rooms in memory, nothing stored. */
public final class NettyPeer {
    private static final int LARGEST_FRAME = 65_536;
    private static final int FLUSHES_JOINED = FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES;

    private static final WebSocketServerProtocolConfig PROTOCOL = WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/rooms")
            .checkStartsWith(true)
            .maxFramePayloadLength(LARGEST_FRAME)
            .build();

    private NettyPeer() {}

    /** Starts it: {@code --port N}, where 0 is any that is free. */
    public static void main(String[] arguments) throws InterruptedException {
        Rooms rooms = new Rooms();
        ChannelInitializer<Channel> connections = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(new FlushConsolidationHandler(FLUSHES_JOINED, true))
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(LARGEST_FRAME))
                        .addLast(new WebSocketServerProtocolHandler(PROTOCOL))
                        .addLast(new ChatHandler(rooms));
            }
        };
        Channel listener = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory()))
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childHandler(connections)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(arguments)))
                .sync()
                .channel();
        System.out.println("listening on " + ((InetSocketAddress) listener.localAddress()).getPort());
        listener.closeFuture().sync();
    }

    private static int port(String[] arguments) {
        int option = Arrays.asList(arguments).indexOf("--port");
        return option < 0 ? 0 : Integer.parseInt(arguments[option + 1]);
    }
}
