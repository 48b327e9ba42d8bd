package io.chronoops.backup.gap;

import io.chronoops.backup.archive.Gap;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.kit.operation.Events;
import io.chronoops.ops.CoverageLost;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Told gaps in the control database: the row and the event are one transaction. */
public final class PostgresToldGaps implements ToldGaps {
    private static final String ALL = "*";

    private final JdbcTemplate jdbc;
    private final Events events;
    private final TransactionTemplate transaction;

    /** In this schema, with these events. */
    public PostgresToldGaps(JdbcTemplate jdbc, Events events, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public void add(Gap gap) {
        transaction.executeWithoutResult(_ -> {
            UUID id = gap.id("gap");
            int added = jdbc.update(
                    "INSERT INTO gap (id, database, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    id,
                    gap.database(),
                    gap.reason());
            if (added == 1) {
                Long covered = gap.coveredLsn();
                var lost = new CoverageLost(ALL, gap.reason(), covered == null ? null : Lsn.text(covered));
                events.add(id.toString(), "", gap.database(), event -> event.setCoverageLost(lost));
            }
        });
    }

    @Override
    public boolean baseIsOnItsWay(String database) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                SELECT EXISTS (SELECT FROM operation WHERE database = ? AND type = 'restore' AND state = 'running'
                  AND jsonb_path_exists(command, '$.restore.**.replace ? (@ == true)'))""", Boolean.class, database));
    }
}
