package io.chronoops.cli.operation;

import io.chronoops.cli.session.Session;

/** Shows how far an operation is, each time it is looked at. */
interface ProgressDisplay extends AutoCloseable {
    void show(OperationView operation);

    @Override
    default void close() {}

    /** A bar for a person at a terminal, lines for a log, nothing where quiet. */
    static ProgressDisplay of(Session session) {
        if (session.screen().isQuiet()) {
            return _ -> {};
        }
        return session.around().terminal().err() ? new BarDisplay(session) : new LineDisplay(session);
    }
}
