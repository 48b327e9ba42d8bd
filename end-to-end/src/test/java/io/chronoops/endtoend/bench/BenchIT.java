package io.chronoops.endtoend.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.endtoend.EndToEndMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark as a person runs it, on a small dataset: it measures everything and leaves nothing. */
class BenchIT {
    private static final int MINUTES = 3;

    @TempDir
    static Path folder;

    @Test
    void a_smoke_round_measures_every_comparison_and_leaves_nothing() throws Exception {
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
        command.addAll(List.of("bench", "backup", "--rows", "20000", "--rounds", "1", "--output", "json"));

        Process bench = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();

        assertThat(bench.waitFor(MINUTES, TimeUnit.MINUTES))
                .as(Files.readString(err))
                .isTrue();
        assertThat(bench.exitValue()).as(Files.readString(err)).isZero();
        JsonNode rows =
                JsonMapper.builder().build().readTree(Files.readString(out)).path("rows");
        assertThat(rows).hasSize(8);
        for (JsonNode row : rows) {
            assertThat(row.propertyNames()).contains("work", "ours", "peer", "peer_name", "ratio", "goal", "met");
            if (!row.path("note").asString("").startsWith("skipped"))
                assertThat(row.path("ours").asDouble()).as("%s", row).isPositive();
        }
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(each -> each.getFileName().toString().startsWith("chronoops-")))
                    .isEmpty();
        }
    }
}
