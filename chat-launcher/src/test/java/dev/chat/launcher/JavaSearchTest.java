package dev.chat.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaSearchTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({"17 21 25 26,25", "26 27,26", "21 24 22,24", "8 11 17 21,21", "27 24,27"})
    void testedVersionIsPreferredThenTheNearestAfterIt(String versions, int expected) {
        assertThat(JavaSearch.best(Stream.of(versions.split(" "))
                                .map(version -> new JavaHome(new File(version), Integer.parseInt(version)))
                                .toList())
                        .version())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/temurin-25",
                "opt/java",
                "opt/java/openjdk",
                "opt/jdk-25",
                "usr/java/latest",
                "home/ada/.sdkman/candidates/java/25-tem",
                "home/ada/.jdks/openjdk-25",
                "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                "home/ada/Library/Java/JavaVirtualMachines/jdk.jdk/Contents/Home",
                "opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home"
            })
    void usualPlacesAreSearched(String place) throws Exception {
        FakeJava.install(root.resolve("usr/lib/jvm/java-17"), 17);
        Path expected = FakeJava.install(root.resolve(place), 25);

        assertThat(search(Map.of()).find().folder()).isEqualTo(expected.toFile());
    }

    @Test
    void javaHomeIsTakenBeforeAnEqual() throws Exception {
        FakeJava.install(root.resolve("usr/lib/jvm/java-25"), 25);
        Path expected = FakeJava.install(root.resolve("mine"), 25);

        assertThat(search(Map.of("JAVA_HOME", expected.toString())).find().folder())
                .isEqualTo(expected.toFile());
    }

    @Test
    void javaHomeThatIsTooOldIsPassedOver() throws Exception {
        Path expected = FakeJava.install(root.resolve("usr/lib/jvm/java-21"), 21);
        Path old = FakeJava.install(root.resolve("mine"), 17);

        assertThat(search(Map.of("JAVA_HOME", old.toString())).find().folder()).isEqualTo(expected.toFile());
    }

    @Test
    void namedJavaIsTakenWhateverElseThereIs() throws Exception {
        FakeJava.install(root.resolve("usr/lib/jvm/java-25"), 25);
        Path named = FakeJava.install(root.resolve("named"), 21);

        assertThat(search(Map.of("CHAT_JAVA", named.toString())).find().folder())
                .isEqualTo(named.toFile());
        assertThat(search(Map.of("CHAT_JAVA", named.resolve("bin/java").toString()))
                        .find()
                        .version())
                .isEqualTo(21);
    }

    @Test
    void namedExecutableMayBeALink() throws Exception {
        Path named = FakeJava.install(root.resolve("named"), 21);
        Path link = Files.createSymbolicLink(root.resolve("java"), named.resolve("bin/java"));

        assertThat(search(Map.of("CHAT_JAVA", link.toString())).find().version())
                .isEqualTo(21);
    }

    @Test
    void namedJavaThatWillNotDoIsAnError() throws Exception {
        FakeJava.install(root.resolve("usr/lib/jvm/java-25"), 25);
        Path old = FakeJava.install(root.resolve("old"), 17);

        assertThatThrownBy(() -> search(Map.of("CHAT_JAVA", old.toString())).find())
                .isInstanceOf(NoJavaException.class)
                .hasMessage("CHAT_JAVA names Java 17 in " + old + ".");
        assertThatThrownBy(
                        () -> search(Map.of("CHAT_JAVA", root.resolve("nothing").toString()))
                                .find())
                .hasMessage("CHAT_JAVA names no Java: " + root.resolve("nothing"));
    }

    @Test
    void oldOnesAloneWillNotDo() throws Exception {
        FakeJava.install(root.resolve("usr/lib/jvm/java-17"), 17);

        assertThatThrownBy(() -> search(Map.of()).find())
                .isInstanceOf(NoJavaException.class)
                .hasMessage("no newer one was found. Install one, or name its folder in CHAT_JAVA.");
    }

    private JavaSearch search(Map<String, String> environment) {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("HOME", root.resolve("home/ada").toString());
        return new JavaSearch(root.toFile(), all);
    }
}
