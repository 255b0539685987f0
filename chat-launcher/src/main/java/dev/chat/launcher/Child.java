package dev.chat.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The server on another Java, in a process that stands for this one. */
final class Child {
    private final List<String> command = new ArrayList<>();

    /**
     * Prepares a process.
     *
     * @param java what runs it
     * @param options of the virtual machine
     * @param mainClass on the class path of this process
     * @param arguments of the program
     */
    Child(JavaHome java, List<String> options, String mainClass, String[] arguments) {
        command.add(java.executable().getPath());
        command.addAll(options);
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(mainClass);
        for (String argument : arguments) {
            command.add(argument);
        }
    }

    /**
     * {@return the options of this process that a newer Java can take over: memory, properties, and what it may ignore}
     */
    static List<String> ownOptions() {
        List<String> options = new ArrayList<>();
        options.add("-XX:+IgnoreUnrecognizedVMOptions");
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // Agents stay behind: two debuggers cannot have one port.
            if (option.startsWith("-D") || (option.startsWith("-X") && !option.startsWith("-Xrun"))) {
                options.add(option);
            }
        }
        return options;
    }

    /**
     * Runs it with the input and output of this process, and ends this process with its exit code. A signal that ends
     * this process ends that one first.
     *
     * @throws IOException if it cannot be started; this process goes on then
     */
    void run() throws IOException {
        // Before there is anything to end, or a signal that comes first would leave it behind.
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(ending);
        Process process;
        try {
            process = ending.start(new ProcessBuilder(command).inheritIO());
        } catch (IOException failure) {
            Runtime.getRuntime().removeShutdownHook(ending);
            throw failure;
        }
        System.exit(exitCode(process));
    }

    private static int exitCode(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException ignored) {
                // Nothing else is there to do than to wait.
            }
        }
    }

    private static String absolute(String classPath) {
        StringBuilder absolute = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator)) {
            absolute.append(absolute.length() == 0 ? "" : File.pathSeparator).append(new File(entry).getAbsolutePath());
        }
        return absolute.toString();
    }

    /** Ends the process with this one, whenever that is. */
    private static final class Ending extends Thread {
        private Process process;
        private boolean begun;

        Ending() {
            super("stop-the-server");
        }

        synchronized Process start(ProcessBuilder builder) throws IOException {
            if (begun) {
                throw new IllegalStateException("This process is being ended");
            }
            process = builder.start();
            return process;
        }

        @Override
        public void run() {
            Process started;
            synchronized (this) {
                begun = true;
                started = process;
            }
            if (started != null) {
                started.destroy();
                // Halting is the only way for a process that ends by a signal to choose its exit code.
                Runtime.getRuntime().halt(exitCode(started));
            }
        }
    }
}
