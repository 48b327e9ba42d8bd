package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.RunEntries;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds what comes after the rows over several sessions: indexes and keys first, those of the largest tables before all,
 * then foreign keys, then the rest one by one.
 */
final class PostData {
    private static final Set<String> INDEXES = Set.of("INDEX", "CONSTRAINT");
    private static final String FOREIGN_KEY = "FK CONSTRAINT";
    private static final String ATTACH = "INDEX ATTACH";
    /** Plain ones only: no INCLUDE, no storage parameters, not deferrable. */
    private static final Pattern KEY =
            Pattern.compile("ALTER TABLE ONLY (?<table>.+)\\n\\s+ADD CONSTRAINT (?<name>\"(?:[^\"]|\"\")+\"|\\S+) "
                    + "(?<kind>PRIMARY KEY|UNIQUE) (?<columns>\\((?:\"(?:[^\"]|\"\")+\"|[^()\"])+\\));");

    private static final String DEADLOCK = "40P01";
    private static final long LEAST_MEMORY = 4 << 20;
    private static final long MERGE_INPUT = 264 << 10;
    /** A smaller index is sorted before workers have come. */
    private static final long WORTH_WORKERS = 1L << 30;

    private final TargetSessions target;
    private final Connection mine;
    private final RestorePlan plan;
    /** Bytes of each table's rows, by schema.table. */
    private final Map<String, Long> weights;

    private final Consumer<String> leftOut;
    private final boolean again;

    /** Into this database, by this session and others, as planned; again: an attempt before may have made some of the objects. */
    PostData(TargetSessions target, Connection mine, RestorePlan plan, Consumer<String> leftOut, boolean again) {
        this.target = target;
        this.mine = mine;
        this.plan = plan;
        this.weights = plan.entries().stream().collect(Collectors.toMap(TableEntry::title, TableEntry::bytes));
        this.leftOut = leftOut;
        this.again = again;
    }

    void build(List<Entry> entries, int jobs, OperationRun run) throws SQLException, IOException {
        List<Entry> indexes = heaviestFirst(of(entries, INDEXES::contains));
        // a key of a partitioned table is whole, and can be referred to, once those of its partitions are attached
        List<Entry> attached = of(entries, ATTACH::equals);
        List<Entry> foreignKeys = heaviestFirst(of(entries, FOREIGN_KEY::equals));
        List<Entry> rest =
                of(entries, type -> !INDEXES.contains(type) && !type.equals(ATTACH) && !type.equals(FOREIGN_KEY));
        if (sessions(entries, jobs) <= 1 && !again) { // nothing keeps another from beginning
            together(
                    "building indexes and the rest of the schema",
                    Stream.of(indexes, attached, foreignKeys, rest)
                            .flatMap(List::stream)
                            .toList(),
                    1,
                    run);
            return;
        }
        List<Entry> split = indexes.stream().map(this::withoutLongLock).toList();
        together("building indexes", part(split, statement -> !isLocking(statement)), jobs, run);
        together("attaching constraints", part(split, PostData::isLocking), 1, run);
        together("attaching indexes of partitions", attached, 1, run);
        together("checking foreign keys", foreignKeys, jobs, run);
        together("making triggers, rules, policies", rest, 1, run);
    }

    private static List<Entry> of(List<Entry> entries, Predicate<String> type) {
        return entries.stream().filter(entry -> type.test(entry.type())).toList();
    }

    private List<Entry> heaviestFirst(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(this::weight).reversed())
                .toList();
    }

    private int sessions(List<Entry> entries, int jobs) {
        return TargetSessions.worth(
                entries.size(), entries.stream().mapToLong(this::weight).sum(), jobs);
    }

    /** ALTER TABLE waits for every index that is built on the table, and keeps the next one from beginning. */
    private static boolean isLocking(String statement) {
        return statement.startsWith("ALTER TABLE ");
    }

    private static List<Entry> part(List<Entry> entries, Predicate<String> which) {
        return entries.stream()
                .map(entry ->
                        entry.with(entry.statements().stream().filter(which).toList()))
                .filter(entry -> !entry.statements().isEmpty())
                .toList();
    }

    /** A key of a table with rows as a unique index, which other indexes can be built beside, and its constraint on top. */
    private Entry withoutLongLock(Entry entry) {
        Matcher key = KEY.matcher(entry.statements().getFirst());
        if (!key.matches() || !weights.containsKey(entry.table().orElse(""))) {
            return entry;
        }
        List<String> statements = new ArrayList<>(List.of(
                "CREATE UNIQUE INDEX " + key.group("name") + " ON " + key.group("table") + " " + key.group("columns")
                        + ";",
                "ALTER TABLE ONLY " + key.group("table") + " ADD CONSTRAINT " + key.group("name") + " "
                        + key.group("kind") + " USING INDEX " + key.group("name") + ";"));
        statements.addAll(entry.statements().subList(1, entry.statements().size()));
        return entry.with(statements);
    }

    private long weight(Entry entry) {
        String index =
                entry.schema() + "." + entry.name().substring(entry.name().indexOf(' ') + 1);
        return plan.schema()
                .indexes()
                .getOrDefault(
                        index,
                        entry.table()
                                .map(table -> weights.getOrDefault(table, 0L))
                                .orElse(0L));
    }

    private void together(String what, List<Entry> entries, int jobs, OperationRun run)
            throws SQLException, IOException {
        if (entries.isEmpty()) {
            return;
        }
        Queue<Entry> open = new ConcurrentLinkedQueue<>(entries);
        List<Entry> deadlocked = new ArrayList<>();
        var done = new AtomicLong();
        int sessions = sessions(entries, jobs);
        target.inParallel(mine, sessions, session -> {
            settings(session);
            var plain = new RunEntries(session, plan::isOptional, leftOut);
            var sql = again ? plain.again() : plain;
            for (Entry entry = open.poll(); entry != null; entry = open.poll()) {
                run.stopIfCancelled();
                // the last ones have the machine to themselves, the others share it already
                if (INDEXES.contains(entry.type()) || entry.type().equals(FOREIGN_KEY)) {
                    memory(session, weight(entry), open.size() < jobs - 1 || jobs == 1, jobs);
                }
                try {
                    sql.run(entry);
                } catch (SQLException e) {
                    if (sessions == 1 || !DEADLOCK.equals(e.getSQLState())) {
                        open.clear();
                        throw e;
                    }
                    synchronized (deadlocked) {
                        deadlocked.add(entry);
                    }
                }
                run.progress(what, done.incrementAndGet(), entries.size(), "objects");
            }
        });
        if (!deadlocked.isEmpty()) {
            together(what, deadlocked, 1, run);
        }
    }

    private static void settings(Connection session) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("SET lock_timeout = 0");
        }
    }

    /**
     * The least memory that still merges a sort of so many bytes in one pass: runs that fit the processor's cache sort
     * faster than one run in memory (a third faster at 4 to 16 MB than at 512 MB, measured). A pass merges memory / 264 kB
     * runs of that memory each. Parallel workers are given 32 MB each or do not come.
     */
    private static void memory(Connection session, long bytes, boolean alone, int jobs) throws SQLException {
        long onePass = (long) Math.sqrt(2.0 * bytes * MERGE_INPUT);
        try (var statement = session.createStatement()) {
            statement.execute("""
                    %s max_parallel_maintenance_workers%s;
                    SELECT set_config('maintenance_work_mem', least(greatest(%d, %d, %s),
                      greatest(pg_size_bytes(current_setting('maintenance_work_mem')),
                        pg_size_bytes(current_setting('effective_cache_size')) / (4 * %d))) / 1024 || 'kB', false)""".formatted(
                            alone ? "RESET" : "SET",
                            alone ? "" : " = 0",
                            LEAST_MEMORY,
                            onePass,
                            alone && bytes > WORTH_WORKERS
                                    ? "32 * 1024 * 1024 * (1 + current_setting('max_parallel_maintenance_workers')::bigint)"
                                    : "0",
                            jobs));
        }
    }
}
