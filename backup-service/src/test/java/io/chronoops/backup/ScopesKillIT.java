package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.MarkCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.UndoCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while something is written into the operated database itself: it is there once, or not at all until it is. */
@Tag("faults")
class ScopesKillIT {
    private static final String ROWS = "SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM counted t";

    @TempDir
    static Path folder;

    private static long transaction(String sql) throws IOException {
        return Long.parseLong(
                psql("scopeskill", "-c", "BEGIN; " + sql, "-c", "SELECT pg_current_xact_id()", "-c", "COMMIT")
                        .strip());
    }

    private static MaintenanceCommand undo(long xid) {
        return Foreign.command(
                "scopeskill",
                command -> command.setUndo(UndoCommand.newBuilder()
                        .setXid(xid)
                        .setOverwriteChanged(true)
                        .build()));
    }

    private static MaintenanceCommand aside(String schema, long xid) {
        return Foreign.command(
                "scopeskill",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBeforeXid(xid)
                        .setTables(List.of("counted"))
                        .setIntoSchema(schema)
                        .build()));
    }

    private static ChildService child(String faultPoint) throws IOException {
        return new ChildService(folder.resolve("repository"), Path.of("target", "scopes-kill.log"), faultPoint);
    }

    @Test
    void what_is_killed_at_any_moment_ends_once() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"))) {
            service.operate(
                    "scopeskill",
                    "CREATE TABLE counted (id int PRIMARY KEY, n int)",
                    "CREATE TABLE undone (xid bigint DEFAULT txid_current())",
                    "CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO undone DEFAULT VALUES;"
                            + " RETURN NULL; END'",
                    "INSERT INTO counted SELECT i, 0 FROM generate_series(1, 100) i");
            assertThat(service.command(
                                    "scopeskill",
                                    command -> command.setBackup(BackupCommand.newBuilder()
                                            .setType(BackupType.FULL)
                                            .build()))
                            .getSucceeded())
                    .isNotNull();
        }
        String before = psql("scopeskill", "-c", ROWS);
        long first = transaction("UPDATE counted SET n = n + 1 WHERE id <= 10");
        long second = transaction("DELETE FROM counted WHERE id > 90");
        psql(
                "scopeskill",
                "-c",
                "GRANT ALL ON undone TO PUBLIC; CREATE TRIGGER seen AFTER INSERT OR UPDATE OR DELETE ON counted FOR EACH"
                        + " STATEMENT EXECUTE FUNCTION seen()");
        Map<String, MaintenanceCommand> killed = new LinkedHashMap<>();
        killed.put("undo.before-commit", undo(first));
        killed.put("undo.committed", undo(second));
        killed.put(
                "mark.written",
                Foreign.command(
                        "scopeskill",
                        command -> command.setMark(
                                MarkCommand.newBuilder().setName("killed").build())));
        killed.put("side.before-commit", aside("before_commit", first));
        killed.put("side.committed", aside("committed", first));

        for (Map.Entry<String, MaintenanceCommand> one : killed.entrySet()) {
            try (var dying = child(one.getKey())) {
                Foreign.publish(one.getValue());
                dying.awaitDeath();
            }
        }

        try (var _ = child("")) {
            for (MaintenanceCommand command : killed.values()) {
                OperationEvent end = Foreign.eventsOf(command.getId()).getLast();
                assertThat(end.getSucceeded()).as("%s", end).isNotNull();
                assertThat(Foreign.allEventsOf(command.getId()))
                        .filteredOn(Foreign::isTerminal)
                        .hasSize(1);
            }
        }
        assertThat(psql("scopeskill", "-c", ROWS)).isEqualTo(before);
        assertThat(psql("scopeskill", "-c", "SELECT count(DISTINCT xid) FROM undone")
                        .strip())
                .as("each undo was one transaction that committed, once")
                .isEqualTo("2");
        assertThat(psql("scopeskill", "-c", ROWS.replace("counted", "before_commit.counted")))
                .isEqualTo(before);
        assertThat(psql("scopeskill", "-c", ROWS.replace("counted", "committed.counted")))
                .isEqualTo(before);
        assertThat(psql("scopeskill", "-c", "SELECT count(*) FROM pg_database WHERE datname LIKE 'scopeskill\\_side%'")
                        .strip())
                .isEqualTo("0");
    }
}
