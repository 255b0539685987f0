package dev.chat.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** What the build graph cannot hold. */
class ArchitectureTest {
    private static final String CORE = "dev.chat.core..";
    private static final String JDBI = "dev.chat.persistence.jdbi..";
    private static final String JAVALIN = "dev.chat.web.javalin..";
    private static final String SERVER = "dev.chat.server..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.chat");

    @Test
    void coreKnowsThePlatformAndItselfOnly() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE, "java..", "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void coreKnowsNoSql() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(CLASSES);
    }

    @Test
    void coreIsToldTheTime() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void featuresOfTheCoreHaveNoCycles() {
        slices().matching("dev.chat.core.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(JDBI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JAVALIN)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(JAVALIN)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JDBI)
                .check(CLASSES);
    }

    @Test
    void onlyTheServerKnowsAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackages(JDBI, JAVALIN, SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JDBI, JAVALIN)
                .check(CLASSES);
    }

    @Test
    void nobodyKnowsTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER)
                .check(CLASSES);
    }

    @Test
    void theServerReachesIntoNoAdapter() {
        // Whatever an adapter keeps in a package below its own is its own affair, and so is what is not public.
        noClasses()
                .that()
                .resideInAPackage(SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.chat.persistence.jdbi.*..",
                        "dev.chat.web.javalin.*..",
                        "org.jdbi..",
                        "org.h2..",
                        "com.zaxxer..")
                .check(CLASSES);
    }
}
