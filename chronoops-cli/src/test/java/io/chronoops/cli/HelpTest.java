package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    @TempDir
    static Path folder;

    static Stream<String> commands() {
        List<String> all = new ArrayList<>();
        collect("", Commands.all(), all);
        return all.stream();
    }

    private static void collect(String before, CommandLine line, List<String> all) {
        all.add(before);
        line.getSubcommands().forEach((name, below) -> collect((before + " " + name).strip(), below, all));
    }

    @ParameterizedTest(name = "chronoops {0} --help")
    @MethodSource("commands")
    void every_help_says_what_it_does_fits_a_terminal_and_has_an_example(String command) {
        String[] arguments = (command + " --help").strip().split(" ");

        Called called = Called.alone(folder, arguments);

        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("Usage: chronoops", "Example", ("chronoops " + command).strip());
        assertThat(called.out().lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void the_first_page_lists_every_command() {
        Called called = Called.alone(folder, "--help");

        assertThat(Commands.all().getSubcommands().keySet())
                .allMatch(name -> called.out().contains("\n  " + name + " "));
    }

    @Test
    void the_completion_script_knows_all_commands() {
        Called called = Called.alone(folder, "completion");

        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("complete -F _complete_chronoops", "point-in-time", "rollback");
    }
}
