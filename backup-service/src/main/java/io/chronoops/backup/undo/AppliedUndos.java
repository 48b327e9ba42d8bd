package io.chronoops.backup.undo;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which transaction of the operated database applies an undo: noted before it commits, so that it is never applied twice. */
public final class AppliedUndos {
    private final JdbcTemplate control;

    /** In the control database. */
    public AppliedUndos(JdbcTemplate control) {
        this.control = control;
    }

    Optional<Long> transactionOf(String operationId) {
        return control
                .queryForList("SELECT xid FROM applied_undo WHERE operation_id = ?", Long.class, operationId)
                .stream()
                .findFirst();
    }

    void note(String operationId, long xid) {
        control.update("""
                INSERT INTO applied_undo (operation_id, xid) VALUES (?, ?)
                ON CONFLICT (operation_id) DO UPDATE SET xid = EXCLUDED.xid, noted_at = now()""", operationId, xid);
    }
}
