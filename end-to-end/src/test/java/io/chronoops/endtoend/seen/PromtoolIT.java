package io.chronoops.endtoend.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool on our rules. */
class PromtoolIT {
    private static final Path FOLDER = Written.path("monitoring/prometheus");

    @Test
    void the_rules_are_valid() {
        assertThat(promtool("rules", "check", "rules")).returns(0, Command::exit);
    }

    @Test
    void each_alert_fires_when_it_must_and_stays_quiet_when_it_must() {
        Command tested = promtool("tests", "test", "rules");
        assertThat(tested.exit()).as(tested.said()).isZero();
    }

    @Test
    void the_configuration_is_valid_once_its_secret_is_there() {
        Command checked = promtool(List.of("check", "config", "--syntax-only", "prometheus.yml"));
        assertThat(checked.exit()).as(checked.said()).isZero();
    }

    private static Command promtool(String files, String... command) {
        var names =
                Written.files("monitoring/prometheus/" + files, ".yml").stream().map(Path::toString);
        return promtool(Stream.concat(Stream.of(command), names).toList());
    }

    private static Command promtool(List<String> arguments) {
        String program = PrometheusPrograms.find("promtool").toString();
        return Command.run(
                FOLDER,
                Map.of(),
                Stream.concat(Stream.of(program), arguments.stream()).toList());
    }
}
