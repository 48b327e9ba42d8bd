package io.chronoops.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.chronoops.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("io.chronoops.(cli..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule it_talks_rest_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "org.apache.avro..", "java.sql..");

    @ArchTest
    static final ArchRule only_one_place_calls_services = noClasses()
            .that()
            .resideOutsideOfPackages("..rest..", "..session..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = classes()
            .should()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Processor");

    /** The class path that the build wrote for ./chronoops; the tests' own has the local stack on it. */
    @Test
    void neither_spring_nor_kafka_is_on_the_class_path() throws Exception {
        List<String> jars = Arrays.stream(Files.readString(Path.of("target/classpath.txt"))
                        .strip()
                        .split(File.pathSeparator))
                .map(jar -> String.valueOf(Path.of(jar).getFileName()))
                .toList();

        assertThat(jars)
                .anyMatch(jar -> jar.startsWith("picocli"))
                .noneMatch(jar -> jar.startsWith("spring") || jar.startsWith("kafka") || jar.startsWith("avro"));
    }
}
