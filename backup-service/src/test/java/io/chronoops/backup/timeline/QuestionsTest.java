package io.chronoops.backup.timeline;

import static io.chronoops.backup.timeline.Logged.UNCHANGED;
import static io.chronoops.backup.timeline.Logged.at;
import static io.chronoops.backup.timeline.Logged.ddl;
import static io.chronoops.backup.timeline.Logged.delete;
import static io.chronoops.backup.timeline.Logged.insert;
import static io.chronoops.backup.timeline.Logged.row;
import static io.chronoops.backup.timeline.Logged.truncate;
import static io.chronoops.backup.timeline.Logged.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.archive.ArchiveProperties;
import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.Archiver;
import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Opened;
import io.chronoops.kit.operation.OperationFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Questions to real segments and a real base file, with hand-made transactions: xid = LSN / 10 = second. */
class QuestionsTest {
    private static final Span ALWAYS = new Span(null, null);
    private static final ChosenTables ALL = new ChosenTables(Set.of());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Repository repository;

    @SuppressWarnings("NullAway.Init")
    private List<Segment> chain;

    private long offset;

    @BeforeEach
    void archive() throws IOException {
        repository = new DiskRepository(folder.resolve("repository"));
        var segments = new Segments(repository);
        var properties = new ArchiveProperties(
                Duration.ofMinutes(1), DataSize.ofMegabytes(64), Duration.ZERO, folder.resolve("work"));
        var state = new ArchiveState();
        try (var archiver =
                new Archiver("shop", repository, properties, state, Clock.fixed(at(0), ZoneOffset.UTC), null)) {
            take(
                    archiver,
                    event().setOpened(Opened.newBuilder()
                            .setSlot("slot")
                            .setConfirmedLsn(1L)
                            .setSystemIdentifier("1")
                            .setTimeline(1)
                            .build()));
            transaction(archiver, state, 100, row(insert("1", "first", "long")), row(insert("2", "x", "y")));
            transaction(archiver, state, 200, row(update("3", "4", "moved", UNCHANGED)));
            transaction(archiver, state, 300, row(delete("4")), row(update("1", "1", "again", UNCHANGED)));
            transaction(archiver, state, 400, ddl("ALTER TABLE", "t"));
            transaction(archiver, state, 500, row(delete("2")));
            transaction(archiver, state, 600, truncate("t"));
        }
        chain = segments.of("shop");
    }

    private void transaction(Archiver archiver, ArchiveState state, long xid, ChangeEvent... changes)
            throws IOException {
        state.expect("m" + xid);
        take(archiver, event().setBegin(new Begin(xid)));
        for (ChangeEvent change : changes) {
            archiver.take(offset++, change);
        }
        archiver.take(offset++, Logged.message(DdlMessages.MARKER, "m" + xid));
        long previous = xid == 100 ? 0 : (xid - 100) * 10;
        take(archiver, event().setEnd(new End(xid, xid * 10, at(xid), changes.length + 1L, previous)));
    }

    private void take(Archiver archiver, ChangeEvent.Builder event) throws IOException {
        archiver.take(offset++, event.build());
    }

    private static ChangeEvent.Builder event() {
        return ChangeEvent.newBuilder().setEpoch(1L);
    }

    /** A base that sees xid 100 and nothing after it: row 3 was there before the archive began. */
    private List<Manifest> base() throws IOException {
        try (var file = repository.create("shop/backups/b1/data/public.t/0001.copy")) {
            file.write("1\tfirst\tlong\n2\tx\ty\n3\tdrei\ta\\tb\n".getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
        var table = new TableEntry(
                "public",
                "t",
                List.of("id", "a", "b"),
                10,
                null,
                3,
                30,
                "0",
                List.of(new FileEntry("data/public.t/0001.copy", 30, "")),
                7,
                List.of(1, 2, 3),
                List.of("id"));
        return List.of(new Manifest(
                1,
                "b1",
                "shop",
                "full",
                at(150),
                at(150),
                new Manifest.Server("15", "1", 1, "shop", "UTF8", "C", "C"),
                "150:150:",
                1500,
                0,
                "none",
                null,
                List.of(table),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null));
    }

    private ReadTimeline timeline() {
        return new ReadTimeline(new ArchiveReader(repository));
    }

    private String undo(long xid, List<Manifest> bases) throws IOException {
        return new UndoTransaction(timeline(), new BaseRows(repository))
                .script(new Archived("shop", bases, chain, hash -> hash), xid, false)
                .text();
    }

    @Test
    void segments_tell_the_rows_of_each_table_and_those_that_cannot_match_are_not_read() throws IOException {
        repository.delete(chain.getFirst().file()); // its description is enough
        var find = new FindTransactions(new ArchiveReader(repository));

        var found = find.find(chain, new Criteria("public.t", Deed.DELETE, 1, null, ALWAYS, 1));

        assertThat(found.transactions()).extracting(TransactionSummary::xid).containsExactly(500L);
        assertThat(found.more()).isTrue();
        assertThat(find.find(chain, new Criteria(null, Deed.DDL, 1, "anna", ALWAYS, 20))
                        .transactions())
                .extracting(TransactionSummary::ddl)
                .containsExactly(List.of("ALTER TABLE public.t"));
    }

    @Test
    void former_values_come_from_the_log_else_from_the_base_over_changes_of_the_key() throws IOException {
        assertThat(undo(200, base())).contains("SET \"id\" = '3', \"a\" = 'drei' WHERE \"id\" = '4'", "\"b\" = 'a\tb'");
        assertThat(undo(300, base()))
                .containsSubsequence("SET \"a\" = 'first' WHERE \"id\" = '1'", "VALUES ('4', 'moved', 'a\tb');");
        assertThat(undo(100, List.of())).contains("DELETE FROM \"public\".\"t\"");
    }

    @Test
    void what_is_not_known_refuses_the_whole() throws IOException {
        assertThatThrownBy(() -> undo(300, List.of()))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("row (id)=(4) of public.t: b");
        List<Manifest> base = base();
        assertThatThrownBy(() -> undo(500, base))
                .hasMessageContaining("row (id)=(2) of public.t: all but its identity");
        assertThatThrownBy(() -> undo(400, base)).hasMessageContaining("changed the schema: ALTER TABLE");
        assertThatThrownBy(() -> undo(600, base)).hasMessageContaining("emptied public.t by TRUNCATE");
        assertThatThrownBy(() -> undo(7, base)).hasMessageContaining("transaction 7 is not in the archive of shop");
    }

    @Test
    void a_rows_history_begins_with_the_base_where_the_archive_does_not_hold_its_beginning() throws IOException {
        var history = new RowHistory(timeline(), new BaseRows(repository));

        var told = history.of("public.t", List.of("4"), ALWAYS, 10, base(), chain);

        assertThat(told.versions()).extracting(RowVersion::operation).containsExactly("base", "update", "delete");
        assertThat(told.versions().get(1).changed()).containsExactly("id", "a");
        assertThat(told.versions().get(1).values()).containsEntry("b", "a\tb");
        assertThat(history.of("public.t", List.of("4"), ALWAYS, 10, List.of(), chain))
                .matches(one -> one.begins().startsWith("history begins with the archive: no full backup"))
                .matches(one -> one.versions().getFirst().unchanged().equals(List.of("b")));
        assertThat(history.of("public.t", List.of("1"), ALWAYS, 10, base(), chain)
                        .versions())
                .extracting(RowVersion::operation)
                .containsExactly("insert", "update", "ddl", "truncate");
    }

    @Test
    void the_log_comes_as_lines_of_json_and_as_blocks_of_sql() throws IOException {
        var changes = new StreamChanges(new ArchiveReader(repository));
        var json = new StringBuilder();
        var sql = new StringBuilder();

        changes.json(chain, new Span(at(100), at(200)), ALL, json);
        changes.sql(chain, new Span(at(300), null), ALL, hash -> hash, sql);

        assertThat(json.toString().lines()).hasSize(3).last().isEqualTo("""
            {"xid":200,"lsn":"0/7D0","commitAt":"1970-01-01T00:03:20Z","order":1,"op":"update","table":"public.t",\
            "key":{"id":"3"},"row":{"id":"4","a":"moved"},"unchanged":["b"],"large":{}}\
            """);
        assertThat(sql.toString())
                .containsSubsequence(
                        "BEGIN;",
                        "DELETE FROM \"public\".\"t\" WHERE \"id\" = '4';",
                        "UPDATE \"public\".\"t\" SET \"a\" = 'again' WHERE \"id\" = '1';",
                        "COMMIT;",
                        "-- ALTER TABLE public.t: its text is not in the log",
                        "TRUNCATE ONLY \"public\".\"t\";",
                        "COMMIT;");
    }

    @Test
    void what_differs_is_counted_between_two_moments() throws IOException {
        var diff = new DiffTimes(new ArchiveReader(repository));

        assertThat(diff.diff(chain, new Span(at(150), at(350)), ALL))
                .containsExactly(new DiffTimes.TableDiff("public.t", 0, 1, 1, false));
    }
}
