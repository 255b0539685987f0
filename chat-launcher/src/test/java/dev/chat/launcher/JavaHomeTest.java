package dev.chat.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaHomeTest {
    @ParameterizedTest
    @CsvSource({
        "1.8.0_402,8",
        "1.8,8",
        "11.0.2,11",
        "17,17",
        "25,25",
        "25.0.3,25",
        "25-ea,25",
        "26-internal,26",
        "'',0",
        "none,0"
    })
    void featureVersionIsRead(String version, int expected) {
        assertThat(JavaHome.featureVersion(version)).isEqualTo(expected);
    }

    @Test
    void thisJavaIsFound() {
        JavaHome java = JavaHome.in(new File(System.getProperty("java.home")));

        assertThat(java.version()).isEqualTo(Runtime.version().feature());
        assertThat(java.executable()).isExecutable();
    }

    @Test
    void emptyFolderHoldsNoJava(@TempDir Path folder) {
        assertThat(JavaHome.in(folder.toFile())).isNull();
    }

    @Test
    void javaThatDoesNotSayItsVersionIsPassedOver(@TempDir Path folder) throws Exception {
        FakeJava.install(folder, "JAVA_VERSION=\"25.0.1\"");
        assertThat(JavaHome.in(folder.toFile())).isNotNull();

        FakeJava.install(folder, "IMPLEMENTOR=\"Somebody\"");
        assertThat(JavaHome.in(folder.toFile())).isNull();
    }
}
