package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IncidentsTest extends PlayedServices {
    private static final String OPEN = """
            {"id":"i1","at":"2026-08-27T11:59:00Z","state":"OPEN","severity":"CRITICAL","summary":"connections of shop 99 %","database":"shop","subject":"",
             "value":"99 %","threshold":"98 %","evidence":"{\\"used\\":96}","runbook":"docs/runbooks/connections.md","startedAt":"2026-08-27T11:45:00Z",
             "paged":["devops","dba"],"occurrences":2,"notes":[{"at":"2026-08-27T11:45:00Z","text":"opened"}]""";
    private static final String RESOLVED =
            OPEN.replace("i1", "i0").replace("OPEN", "RESOLVED").replace("[\"devops\",\"dba\"]", "[]") + "}";

    @Test
    void only_those_that_need_somebody_are_listed_unless_all_are_asked_for() {
        services.get("/api/v1/incidents?limit=200", "[" + OPEN + "}," + RESOLVED + "]");

        Called called = Called.with(services, "incidents", "list");
        Called all = Called.with(services, "incidents", "list", "--all");

        assertThat(called.out()).isEqualTo("""
                ID  STATE  SEVERITY     STARTED  PAGED        SUMMARY
                i1  open   critical  15 min ago  devops, dba  connections of shop 99 %
                """);
        assertThat(all.out()).contains("i0  resolved  critical  15 min ago  nobody");
    }

    @Test
    void one_is_shown_with_who_was_told_and_how_to_acknowledge_it() {
        services.get("/api/v1/incidents/i1", OPEN + """
                ,"notifications":[{"at":"2026-08-27T11:45:01Z","action":"TRIGGER","tier":"devops","receiver":"pagerduty","delivery":{"state":"GAVE_UP","attempt":3,"answer":"400 no such key"}}]}""");

        Called called = Called.with(services, "incidents", "show", "i1");

        assertThat(called.out())
                .contains(
                        "value        99 %", "evidence     {\"used\":96}", "runbook      docs/runbooks/connections.md")
                .contains("devops  pagerduty  trigger  gave up  400 no such key")
                .endsWith("acknowledge it: chronoops incidents ack i1\n");
    }

    @Test
    void an_incident_is_acknowledged_in_the_name_of_the_user() {
        services.post("/api/v1/incidents/i1/ack", "{\"incidentId\":\"i1\",\"eventId\":\"e\"}");

        Called called = Called.with(services, "incidents", "ack", "i1");

        assertThat(called.exit()).isZero();
        assertThat(services.posted()).containsExactly("{\"by\":\"oncall\"}");
        assertThat(called.out()).contains("incident i1 is acknowledged by oncall");
    }

    @Test
    void one_that_is_over_cannot_be_resolved_again() {
        services.play("POST /api/v1/incidents/i0/resolve", 409, "{\"detail\":\"incident i0 is resolved already\"}");

        Called called = Called.with(services, "incidents", "resolve", "i0");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).isEqualTo("error: incident i0 is resolved already\n");
    }
}
