package io.chronoops.monitor.probe.backgroundwriter;

import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** pg_stat_bgwriter under its old names, whichever view PostgreSQL keeps the counters in by now. */
@Component
final class BackgroundWriterProbe implements DatabaseProbe {
    private static final int SPLIT = 170_000;
    private static final String UP_TO_16 = """
            SELECT checkpoints_timed, checkpoints_req, checkpoint_write_time, checkpoint_sync_time, buffers_checkpoint,
                   buffers_clean, maxwritten_clean, buffers_backend, buffers_backend_fsync, buffers_alloc
            FROM pg_stat_bgwriter
            """;
    private static final String FROM_17 = """
            SELECT c.num_timed AS checkpoints_timed, c.num_requested AS checkpoints_req,
                   c.write_time AS checkpoint_write_time, c.sync_time AS checkpoint_sync_time,
                   c.buffers_written AS buffers_checkpoint, b.buffers_clean, b.maxwritten_clean,
                   io.writes AS buffers_backend, io.fsyncs AS buffers_backend_fsync, b.buffers_alloc
            FROM pg_stat_bgwriter b, pg_stat_checkpointer c,
                 (SELECT sum(writes) AS writes, sum(fsyncs) AS fsyncs FROM pg_stat_io
                  WHERE object = 'relation' AND backend_type NOT IN ('checkpointer', 'background writer')) io
            """;

    @Override
    public String name() {
        return "background-writer";
    }

    @Override
    public Looking open(String database) {
        return BackgroundWriterProbe::look;
    }

    private static Sighting look(Session session) throws SQLException {
        Row row = session.row(session.version() < SPLIT ? UP_TO_16 : FROM_17);
        var findings = new Findings();
        Map<String, ?> columns = row.columns();
        columns.keySet()
                .forEach(column -> findings.counter(
                        "pg_stat_bgwriter_" + column, "pg_stat_bgwriter." + column + ".", row.number(column)));
        return findings.seen();
    }
}
