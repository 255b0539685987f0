package dev.chat.clients;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** TypeScript on fetch, compiled strictly. */
class TypeScriptClientTest implements ClientContract {
    private static final Path MODULES = Path.of(System.getProperty("chat.typescript"));

    @BeforeAll
    static void compile() throws Exception {
        String compiler = MODULES.resolve("typescript/bin/tsc").toString();
        String types = MODULES.resolve("@types").toString();
        Programs.run("typescript", List.of("node", compiler, "-p", ".", "--typeRoots", types));
    }

    @Override
    public void callAll(String address, Vocabulary words) throws Exception {
        Programs.run("typescript", List.of("node", "compiled/operations.js", address, words.role(), words.code()));
    }
}
