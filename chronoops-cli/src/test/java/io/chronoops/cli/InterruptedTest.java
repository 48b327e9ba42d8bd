package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InterruptedTest extends PlayedServices {
    @Test
    void an_interrupted_call_leaves_the_operation_running_and_says_how_to_look_or_cancel() throws Exception {
        operation(running(1, 2));
        File said = folder.resolve("err").toFile();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChronoopsMain.class.getName(),
                        "backup")
                .redirectError(said);
        builder.environment().put("CHRONOOPS_CONTEXT", services.context().toString());
        Process process = builder.start();
        Awaitility.await().until(() -> text(said).contains("copying rows"));

        process.destroy(); // SIGTERM: a test may run where SIGINT is ignored

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(text(said))
                .contains("operation " + ID + " goes on without us")
                .contains("look:   chronoops operations show " + ID, "cancel: chronoops operations cancel " + ID);
        assertThat(services.posted()).hasSize(1);
    }

    private static String text(File file) throws Exception {
        return java.nio.file.Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }
}
