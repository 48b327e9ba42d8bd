package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarksTest extends PlayedServices {
    @Test
    void a_moment_is_named_and_how_to_go_back_to_it_is_told() {
        operation(succeeded("restore point before-release of shop", "{\"lsn\":\"0/16B3748\",\"xid\":\"48213\"}"));

        Called called = Called.with(services, "mark", "before-release", "--comment=4.2");

        assertThat(called.exit()).as("%s", called).isZero();
        assertThat(called.out()).contains("0/16B3748", "chronoops restore --mark before-release --database shop");
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"mark\":{", "\"name\":\"before-release\"", "\"comment\":\"4.2\"");
    }

    @Test
    void restore_points_are_listed_with_their_place_in_the_log() {
        services.get("/api/v1/marks?database=shop", """
                [{"name":"before-release","comment":"4.2","at":"2026-08-27T11:50:00.5Z","lsn":"0/16B3748","xid":48213}]""");

        Called called = Called.with(services, "marks", "list");

        assertThat(called.exit()).as("%s", called).isZero();
        assertThat(called.out()).contains("before-release  2026-08-27 13:50:00  9 min ago  0/16B3748  48213  4.2");
    }
}
