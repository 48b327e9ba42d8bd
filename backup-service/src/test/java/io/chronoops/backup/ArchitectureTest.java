package io.chronoops.backup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.chronoops.backup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DECISIONS_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .haveSimpleName("Retention")
            .or()
            .haveSimpleName("History")
            .or()
            .haveSimpleName("KeptGenerations")
            .or()
            .haveSimpleName("UnneededLog")
            .or()
            .haveSimpleName("Occurrence")
            .or()
            .haveSimpleName("Coverage")
            .or()
            .haveSimpleName("Archiver")
            .or()
            .haveSimpleName("PlanRestore")
            .or()
            .haveSimpleName("FindStop")
            .or()
            .haveSimpleName("DumpFacts")
            .or()
            .haveSimpleName("FileWish")
            .or()
            .haveSimpleName("RecogniseFile")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.kafka..",
                    "org.springframework.jdbc..",
                    "org.apache.kafka..",
                    "java.sql..");

    @ArchTest
    static final ArchRule THE_REPOSITORY_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("..repository..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.chronoops.kit..",
                    "io.chronoops.backup.full..",
                    "io.chronoops.backup.archive..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule THE_NET_EFFECT_IS_PURE = noClasses()
            .that()
            .resideInAPackage("..neteffect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.chronoops.kit..",
                    "io.chronoops.backup.restore..",
                    "io.chronoops.backup.repository..",
                    "org.springframework..",
                    "org.apache.kafka..",
                    "java.sql..");

    @ArchTest
    static final ArchRule QUESTIONS_ARE_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("..timeline..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.kafka..",
                    "java.sql..",
                    "io.chronoops.backup.web..",
                    "io.chronoops.backup.restore..",
                    "io.chronoops.backup.capture..");

    @ArchTest
    static final ArchRule ONLY_THE_CAPTURE_KNOWS_DEBEZIUM = noClasses()
            .that()
            .resideOutsideOfPackage("..capture..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.debezium..", "org.apache.kafka.connect..");

    @ArchTest
    static final ArchRule NO_SERVICE_KNOWS_ANOTHER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.chronoops.monitor.probe..", "io.chronoops.migration..", "io.chronoops.router..");
}
