package dev.chat.server;

import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/** Stands in for the server: says what it was given, and does as it is told. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("arguments " + String.join("|", arguments));
        System.out.println("version " + Runtime.version().feature());
        System.out.println("property " + System.getProperty("stand.in"));
        switch (arguments[0]) {
            case "echo" -> {
                System.out.println("read " + new Scanner(System.in, StandardCharsets.UTF_8).nextLine());
                System.exit(Integer.parseInt(arguments[1]));
            }
            case "wait" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    System.out.println("stopped");
                    Runtime.getRuntime().halt(7);
                }));
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
