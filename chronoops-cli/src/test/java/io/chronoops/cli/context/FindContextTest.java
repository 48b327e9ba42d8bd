package io.chronoops.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.cli.terminal.Streams;
import io.chronoops.cli.terminal.Surroundings;
import io.chronoops.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindContextTest {
    @TempDir
    Path folder;

    private FindContext find(Map<String, String> environment) {
        var writer = new PrintWriter(Writer.nullWriter());
        var streams = new Streams(new BufferedReader(Reader.nullReader()), writer, writer);
        return new FindContext(new Surroundings(streams, Terminal.none(), environment, folder, Clock.systemUTC()));
    }

    private void write(String file, String name) throws IOException {
        Files.createDirectories(folder.resolve(file).resolveSibling("."));
        Files.writeString(
                folder.resolve(file),
                "{\"name\":\"" + name + "\",\"urls\":{\"backup\":\"http://h:1/\"},\"token\":\"t\"}");
    }

    @Test
    void the_option_goes_before_the_environment_and_that_before_the_folder() throws Exception {
        write(".chronoops/context.json", "folder");
        write("env.json", "environment");
        write(".chronoops/prod.json", "option");

        assertThat(find(Map.of()).find(null).name()).isEqualTo("folder");
        assertThat(find(Map.of("CHRONOOPS_CONTEXT", "env.json")).find(null).name())
                .isEqualTo("environment");
        assertThat(find(Map.of("CHRONOOPS_CONTEXT", "env.json")).find("prod").name())
                .isEqualTo("option");
    }

    @Test
    void a_name_is_looked_for_at_home_too() throws Exception {
        write("home/.chronoops/prod.json", "at home");

        assertThat(find(Map.of("HOME", folder.resolve("home").toString()))
                        .find("prod")
                        .name())
                .isEqualTo("at home");
    }

    @Test
    void a_url_may_end_with_a_slash() throws Exception {
        write("env.json", "x");

        assertThat(find(Map.of()).find("env.json").url("backup"))
                .hasValueSatisfying(url -> assertThat(url).hasToString("http://h:1"));
    }

    @Test
    void a_file_that_is_no_context_is_named() throws Exception {
        Files.writeString(folder.resolve("a.json"), "{\"name\":");
        Files.writeString(folder.resolve("b.json"), "{}");

        assertThatThrownBy(() -> find(Map.of()).find("a.json")).hasMessageContaining("a.json is not usable");
        assertThatThrownBy(() -> find(Map.of()).find("b.json")).hasMessageContaining("it has no \"urls\"");
        assertThatThrownBy(() -> find(Map.of()).find("nope")).hasMessageContaining("there is no context nope");
    }
}
