package io.chronoops.cli.incident;

import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Acknowledges or resolves; the router decides by its log, and tells all who were paged. */
final class TakeIncident {
    private final Session session;

    TakeIncident(Session session) {
        this.session = session;
    }

    int take(String id, String action, String done, InTheNameOf who) {
        String by = who.name(session.around().environment());
        JsonNode answer = session.rest(Service.ROUTER).post(Address.of("incidents", id, action), Map.of("by", by));
        session.screen().done(answer, look -> View.text(look.tick() + " incident " + id + " is " + done
                        + (by.isEmpty() ? "" : " by " + by) + "; all who were paged are told")
                .lines(look));
        return 0;
    }
}
