package dev.chat.clients;

import java.util.List;
import org.junit.jupiter.api.Nested;

/** Python and Go: run by {@code scripts/check-clients}, since the build does without these languages. */
class MoreClients {
    /** Python on urllib3 and pydantic. */
    @Nested
    class Python implements ClientContract {
        @Override
        public void callAll(String address, Vocabulary words) throws Exception {
            Programs.run("python", List.of("python3", "operations.py", address, words.role(), words.code()));
        }
    }

    /** Go on its standard library. */
    @Nested
    class Go implements ClientContract {
        @Override
        public void callAll(String address, Vocabulary words) throws Exception {
            Programs.run("go", List.of("go", "run", ".", address, words.role(), words.code()));
        }
    }
}
