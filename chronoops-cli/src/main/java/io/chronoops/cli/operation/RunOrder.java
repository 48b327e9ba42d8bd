package io.chronoops.cli.operation;

import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.session.Session;
import tools.jackson.databind.JsonNode;

/** Sends a command and, unless told otherwise, stays until its operation has ended. */
public final class RunOrder {
    private final Session session;

    /** For this call. */
    public RunOrder(Session session) {
        this.session = session;
    }

    /** The exit code: 0 where it succeeded or was only sent. */
    public int run(Order order, Waiting waiting) {
        return run(order, waiting, new OutcomeView());
    }

    /** The same with a view of its own for what it achieved. */
    public int run(Order order, Waiting waiting, OutcomeView view) {
        JsonNode sent = session.rest(order.service()).post(Address.of("commands"), order.document());
        String id = sent.path("operationId").asString("");
        if (!waiting.isWanted()) {
            session.screen()
                    .answer(
                            sent,
                            session.screen().isQuiet()
                                    ? View.text(id)
                                    : View.text(
                                            order.title() + " is on its way: operation " + id,
                                            "look:   chronoops operations show " + id,
                                            "cancel: chronoops operations cancel " + id));
            return 0;
        }
        session.screen().note(order.title() + ", operation " + id);
        JsonNode ended = new FollowOperation(session, order.service()).untilEnded(id);
        return new Conclude(session.screen()).conclude(ended, view);
    }
}
