package io.chronoops.migration.postgres;

import io.chronoops.kit.operation.OperationRun;
import io.chronoops.migration.run.Checkpoints;
import io.chronoops.migration.run.Measures;
import io.chronoops.migration.run.Pace;
import io.chronoops.migration.run.Performer;
import io.chronoops.migration.step.Act;
import java.sql.Statement;

/** Does acts over one session, each in the manner that its kind asks for. */
public final class PostgresPerformer implements Performer {
    private final OperatedSession session;
    private final Pace pace;
    private final Patience patience;
    private final OnlineStatement online;
    private final AssignRows assignRows;

    /** For one operation. */
    public PostgresPerformer(
            OperatedSession session,
            PostgresCatalogue catalogue,
            Checkpoints checkpoints,
            Pace pace,
            Measures measures,
            OperationRun run) {
        this.session = session;
        this.pace = pace;
        this.patience = new Patience(pace, measures, run, session.watcher(), session.pid());
        this.online = new OnlineStatement(session, run);
        this.assignRows =
                new AssignRows(session, catalogue, checkpoints, patience, new AssignRows.Tempo(pace, measures, run));
    }

    @Override
    public void perform(String step, Act act) throws InterruptedException {
        switch (act) {
            case Act.ShortLock shortLock -> shortLock(step, shortLock);
            case Act.Online statement -> online.run(step, statement.statement());
            case Act.Batches batches -> assignRows.run(batches.backfill());
        }
    }

    private void shortLock(String step, Act.ShortLock act) throws InterruptedException {
        patience.until(
                step,
                "step " + step + ", " + act.sql().getFirst(),
                () -> session.inTransaction(() -> {
                    try (Statement sql = session.worker().createStatement()) {
                        sql.execute(
                                "SET LOCAL lock_timeout = " + pace.lockTimeout().toMillis());
                        for (String statement : act.sql()) {
                            sql.execute(statement);
                        }
                        return true;
                    }
                }));
    }
}
