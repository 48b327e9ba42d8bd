package io.chronoops.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.chronoops.endtoend", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("io.chronoops.endtoend.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_foreign_service_has_the_schemas_and_the_serializer_and_nothing_else_of_ours = classes()
            .that()
            .resideInAPackage("..foreign..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.chronoops.endtoend.foreign..",
                    "io.chronoops.ops..",
                    "io.chronoops.topics..",
                    "io.apicurio..",
                    "org.apache.kafka..",
                    "org.jspecify..",
                    "java..");
}
