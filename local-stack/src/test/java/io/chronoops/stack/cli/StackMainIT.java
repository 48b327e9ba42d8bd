package io.chronoops.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.stack.data.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StackMainIT {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A repository in which nothing is built, and whose note of the last up is not the developer's. */
    @BeforeEach
    void ownRepository() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        System.setProperty("chronoops.home", folder.resolve("repository").toString());
    }

    @AfterEach
    void backToOurs() {
        run("down");
        System.clearProperty("chronoops.home");
    }

    @Test
    void what_is_up_stays_up_is_found_by_the_others_and_ends() throws IOException {
        String data = folder.resolve("data").toString();

        int first = run("up", "--data", data, "--free-ports");
        Ports ports = Ports.read(folder.resolve("data/ports")).orElseThrow();
        int again = run("up", "--data", data);

        assertThat(first).as(err.toString()).isZero();
        assertThat(again).as(err.toString()).isZero();
        assertThat(Ports.read(folder.resolve("data/ports"))).contains(ports);
        assertThat(Files.readString(folder.resolve("data/context.json"))).contains("\"local\"");
        assertThat(run("status", "--output", "json")).isEqualTo(1); // services are not built here
        assertThat(out.toString()).contains("{\"part\":\"broker\"").contains("\"state\":\"up\"");

        out.getBuffer().setLength(0);
        assertThat(run("down")).isZero();
        assertThat(out.toString()).startsWith("down: ended 4 parts");
        run("status");
        assertThat(out.toString()).doesNotContain(" up\n");
    }

    @Test
    void down_without_a_stack_is_no_failure() {
        assertThat(run("down", "--data", folder.resolve("none").toString())).isZero();
    }

    @Test
    void an_unknown_option_is_a_matter_of_usage() {
        assertThat(run("up", "--nonsense")).isEqualTo(2);
    }

    private int run(String... arguments) {
        CommandLine line =
                StackMain.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
