package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.output.Json;
import io.chronoops.cli.terminal.Terminal;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExitCodeTest extends PlayedServices {
    @Test
    void nobody_at_the_address_is_3_and_names_the_address() {
        services.close();

        Called called = Called.with(services, "backups", "list");

        assertThat(called.exit()).isEqualTo(3);
        assertThat(called.err())
                .contains("error: cannot connect to backup-service at " + services.url())
                .contains("mend:  see what runs: ./chronoops status");
    }

    @Test
    void no_context_is_3_and_says_where_it_was_looked_for() {
        Called called = Called.alone(folder.resolve("elsewhere"), "backups", "list");

        assertThat(called.exit()).isEqualTo(3);
        assertThat(called.err())
                .contains(folder.resolve("elsewhere/.chronoops/context.json").toString());
    }

    @Test
    void a_token_that_is_not_known_is_3() throws Exception {
        Files.writeString(
                services.context(), Files.readString(services.context()).replace("a-token", "another"));

        assertThat(Called.with(services, "backups", "list").exit()).isEqualTo(3);
    }

    @Test
    void a_token_that_may_only_look_is_3_and_asks_for_an_operators() {
        services.play("POST /api/v1/commands", 403, "");

        Called called = Called.with(services, "cleanup");

        assertThat(called.exit()).isEqualTo(3);
        assertThat(called.err()).contains("may look, but not do this", "an operator's token");
    }

    @Test
    void an_unknown_option_is_2_and_points_to_the_help() {
        Called called = Called.with(services, "backup", "--bogus");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("error: Unknown option: '--bogus'", "mend:  chronoops backup --help");
    }

    @Test
    void what_the_service_calls_a_bad_request_is_2() {
        services.play("POST /api/v1/commands", 400, "{\"detail\":\"backup.jobs = x is not a int\"}");

        assertThat(Called.with(services, "backup").exit()).isEqualTo(2);
    }

    @Test
    void what_is_not_there_is_1_with_the_services_own_hint_as_the_mend() {
        services.play(
                "GET /api/v1/backups/nope",
                404,
                "{\"detail\":\"there is no backup nope; list them with: chronoops backups list\"}");

        Called called = Called.with(services, "backups", "show", "nope");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err())
                .isEqualTo("error: there is no backup nope\nmend:  list them with: chronoops backups list\n");
    }

    @Test
    void a_program_gets_an_error_as_its_document_too() {
        services.close();

        Called called = Called.with(services, "coverage", "--database", "shop", "--output", "json");

        assertThat(Json.read(called.out()).path("exitCode").asInt()).isEqualTo(3);
        assertThat(Json.read(called.out()).path("error").asString()).contains("cannot connect");
    }

    @Test
    void several_databases_and_none_named_is_2_and_names_them() {
        services.replay("GET /api/v1/databases", "[{\"name\":\"shop\"},{\"name\":\"archive\"}]");

        Called called = Called.with(services, "cleanup");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("2 databases are operated: archive, shop", "--database archive");
    }

    @Test
    void colours_are_for_terminals_without_NO_COLOR() {
        services.close();
        var terminal = new Terminal(true, true, true, true, 80);
        var context = Map.of("CHRONOOPS_CONTEXT", services.context().toString());

        Called coloured = Called.in(folder, context, terminal, "", "backups", "list");
        Called plain = Called.in(folder, context, Terminal.none(), "", "backups", "list");
        Called asked = Called.with(services, terminal, "", "backups", "list");

        assertThat(coloured.err()).contains("\u001b[31merror: \u001b[0m");
        assertThat(plain.err() + asked.err()).doesNotContain("\u001b");
    }
}
