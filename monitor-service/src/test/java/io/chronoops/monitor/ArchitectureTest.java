package io.chronoops.monitor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.chronoops.monitor.probe.Probe;

/** What may know what. */
@AnalyzeClasses(packages = "io.chronoops.monitor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule deciding_knows_no_framework_and_does_no_io = noClasses()
            .that()
            .resideInAPackage("..monitor.rule..")
            .and()
            .doNotHaveSimpleName("RuleProperties")
            .and()
            .haveNameNotMatching(".*RuleProperties\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..", "java.net..");

    @ArchTest
    static final ArchRule deciding_reads_no_clock = noClasses()
            .that()
            .resideInAnyPackage("..monitor.rule..", "..monitor.reading..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule each_probe_has_a_folder_of_its_own = classes()
            .that()
            .implement(Probe.class)
            .and()
            .areNotInterfaces()
            .should()
            .resideInAnyPackage("..monitor.probe.*", "..monitor.analytics", "..monitor.tripwire");

    @ArchTest
    static final ArchRule probes_do_not_know_each_other =
            slices().matching("io.chronoops.monitor.probe.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule features_form_no_circle =
            slices().matching("io.chronoops.monitor.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_web_decides_nothing_that_others_need = noClasses()
            .that()
            .resideOutsideOfPackage("..monitor.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..monitor.web..");

    @ArchTest
    static final ArchRule other_services_are_unknown = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.chronoops.backup..", "io.chronoops.migration..", "io.chronoops.router..");
}
