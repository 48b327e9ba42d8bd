package io.chronoops.endtoend.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.endtoend.EndToEndMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person runs it: a process, its terminal output, its exit code. */
class DemoIT {
    private static final int MINUTES = 5;

    @TempDir
    static Path folder;

    private record Ran(int code, String said) {}

    @Test
    void every_check_holds_and_nothing_is_left() throws Exception {
        Ran demo = demo("whole", "--rows", "5000");

        assertThat(demo.code()).as(demo.said()).isZero();
        assertThat(demo.said()).contains("Every check held.").doesNotContain("✗", "\u001b[");
        assertThat(demo.said()).contains("RPO", "RTO", "Same rows", "DevOps paged", "Acknowledged");
    }

    @Test
    void one_changed_byte_is_found_and_its_table_named() throws Exception {
        Ran demo = demo("corrupt", "--rows", "5000", "--plant-corruption");

        assertThat(demo.code()).as(demo.said()).isOne();
        assertThat(demo.said()).containsPattern("✗ Same rows +different: scrape_pages");
        assertThat(demo.said()).contains("Broken: Same rows.");
    }

    private static Ran demo(String name, String... options) throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(folder.resolve(name));
        temporary.toFile().setExecutable(true, false); // PostgreSQL's user passes
        folder.toFile().setExecutable(true, false);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EndToEndMain.class.getName(),
                "demo"));
        command.addAll(List.of(options));
        Path output = folder.resolve(name + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            process.waitFor(1, TimeUnit.MINUTES);
            return new Ran(-1, "did not end within " + MINUTES + " min: " + Files.readString(output));
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(each -> each.getFileName().toString().startsWith("chronoops-demo-")))
                    .as("what the demo left")
                    .isEmpty();
        }
        return new Ran(process.exitValue(), said);
    }
}
