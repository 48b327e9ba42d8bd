package io.chronoops.endtoend.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.endtoend.EndToEndMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark as a person runs it, on a small dataset: it measures everything and leaves nothing. */
@Tag("scale")
class BenchIT {
    private static final int MINUTES = 5;

    @TempDir
    static Path folder;

    @Test
    void a_smoke_round_measures_every_comparison_and_leaves_nothing() throws Exception {
        JsonNode rows = run("backup", "--rows", "20000", "--rounds", "1", "--output", "json");

        assertThat(rows).hasSize(9);
        assertThat(rows).allSatisfy(BenchIT::isMeasured);
    }

    @Test
    void a_smoke_round_of_the_time_machine_measures_every_comparison_and_leaves_nothing() throws Exception {
        JsonNode rows = run(
                "time-machine",
                "--changes",
                "2000",
                "--rows",
                "2000",
                "--seconds",
                "2",
                "--rounds",
                "1",
                "--output",
                "json");

        assertThat(rows).hasSize(10);
        assertThat(rows).allSatisfy(BenchIT::isMeasured);
    }

    private static void isMeasured(JsonNode row) {
        assertThat(row.propertyNames()).contains("work", "ours", "peer", "peer_name", "ratio", "goal", "met");
        if (!row.path("note").asString("").startsWith("skipped"))
            assertThat(row.path("ours").asDouble()).as("%s", row).isPositive();
    }

    /** Its rows; nothing else is left of it. */
    private static JsonNode run(String... arguments) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        temporary.toFile().setExecutable(true, false); // PostgreSQL's user passes
        folder.toFile().setExecutable(true, false);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EndToEndMain.class.getName()));
        command.add("bench");
        command.addAll(List.of(arguments));

        Process bench = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();

        assertThat(bench.waitFor(MINUTES, TimeUnit.MINUTES))
                .as(Files.readString(err))
                .isTrue();
        assertThat(bench.exitValue()).as(Files.readString(err)).isZero();
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(each -> each.getFileName().toString().startsWith("chronoops-")))
                    .isEmpty();
        }
        return JsonMapper.builder().build().readTree(Files.readString(out)).path("rows");
    }
}
