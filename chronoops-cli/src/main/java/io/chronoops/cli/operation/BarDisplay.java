package io.chronoops.cli.operation;

import io.chronoops.cli.output.Look;
import io.chronoops.cli.session.Session;
import java.io.PrintWriter;
import java.time.Instant;

/** One line that is written over and over, and is gone at the end. */
final class BarDisplay implements ProgressDisplay {
    private static final String ERASE = "\r\u001b[K";

    private final Session session;
    private final PrintWriter err;
    private final Instant since;
    private final Pace pace = new Pace();

    BarDisplay(Session session) {
        this.session = session;
        this.err = session.around().streams().err();
        this.since = session.around().clock().instant();
    }

    @Override
    public void show(OperationView operation) {
        Look look = session.screen().errLook();
        pace.observe(look.now(), operation.progress());
        var bar = new Bar(look, session.around().terminal().width());
        err.print(ERASE + bar.line(operation, pace, since));
        err.flush();
    }

    @Override
    public void close() {
        err.print(ERASE);
        err.flush();
    }
}
