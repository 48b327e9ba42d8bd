package io.chronoops.migration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. */
@AnalyzeClasses(packages = "io.chronoops.migration", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule STEPS_AND_PLANS_KNOW_NO_TECHNOLOGY = noClasses()
            .that()
            .resideInAnyPackage("..step..", "..plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache..", "java.sql..", "javax.sql..", "..kit..");

    @ArchTest
    static final ArchRule STEPS_KNOW_NO_PLAN = noClasses()
            .that()
            .resideInAPackage("..step..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..migration.plan..");

    @ArchTest
    static final ArchRule RUNNING_AND_COVER_KNOW_NO_JDBC_AND_NO_KAFKA_CLIENT = noClasses()
            .that()
            .resideInAnyPackage("..migration.run..", "..cover..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule JDBC_IS_SPOKEN_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackages("..migration.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS =
            classes().should().haveNameNotMatching(".*(Util|Utils|Manager|Helper|Impl|Processor|DTO|Service)$");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("io.chronoops.migration.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.chronoops.backup..", "io.chronoops.monitor..", "io.chronoops.router..");
}
