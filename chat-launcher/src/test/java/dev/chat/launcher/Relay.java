package dev.chat.launcher;

import java.io.File;

/** A program that always starts the server on the Java it is told, so that one Java is enough to test it. */
public final class Relay {
    private Relay() {}

    public static void main(String[] arguments) throws Exception {
        JavaHome java = JavaHome.in(new File(System.getProperty("java.home")));
        new Child(java, Child.ownOptions(), "dev.chat.server.Main", arguments).run();
    }
}
