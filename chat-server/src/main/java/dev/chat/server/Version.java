package dev.chat.server;

import picocli.CommandLine.IVersionProvider;

/** Which version of the program this is. */
final class Version implements IVersionProvider {
    /** For picocli. */
    Version() {}

    /** {@return the version as the build wrote it into the jar; "development" outside of one} */
    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"chat-server " + current() + " (Java " + Runtime.version() + ")"};
    }
}
