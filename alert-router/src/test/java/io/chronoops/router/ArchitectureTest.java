package io.chronoops.router;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Deciding knows no framework; adapters know no one another. */
@AnalyzeClasses(packages = "io.chronoops.router", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FEATURES = {
        "..router.id..",
        "..router.policy..",
        "..router.incident..",
        "..router.inbound..",
        "..router.delivery..",
        "..router.view..",
        "..router.reconcile..",
        "..router.wire.."
    };

    @ArchTest
    static final ArchRule features_know_no_framework = noClasses()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..", "java.net.http..");

    @ArchTest
    static final ArchRule features_know_no_adapter = noClasses()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..router.kafka..",
                    "..router.web..",
                    "..router.http..",
                    "..router.pagerduty..",
                    "..router.slack..",
                    "..router.webhook..",
                    "..router.metrics..");

    @ArchTest
    static final ArchRule the_decision_reads_no_clock = noClasses()
            .that()
            .resideInAnyPackage("..router.incident..", "..router.policy..", "..router.inbound..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.chronoops.router.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule names_say_what_a_class_is_for = classes()
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl")
            .andShould()
            .haveSimpleNameNotEndingWith("Processor");
}
