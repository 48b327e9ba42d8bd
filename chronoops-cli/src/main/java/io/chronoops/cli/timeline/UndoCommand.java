package io.chronoops.cli.timeline;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.restore.PointInTime;
import io.chronoops.cli.session.Consent;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Undoes one transaction, or what happened to some rows: as SQL to be read, or at once. */
@Command(
        name = "undo",
        description = "Undo one transaction, or changes of rows since a moment: as SQL, which --apply runs.",
        footer = {
            "",
            "Examples:",
            "  chronoops undo --xid 48213 > undo.sql     read it, then: psql -f undo.sql shop",
            "  chronoops undo --xid 48213 --apply",
            "  chronoops undo --table orders --where \"customer = 7\" --to-time \"2025-08-27 10:00:00\" --apply"
        })
public final class UndoCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--xid", paramLabel = "XID", description = "The transaction (chronoops find).")
    private @Nullable Long xid;

    @Option(names = "--table", paramLabel = "TABLE", description = "Rows of this, as table or schema.table.")
    private @Nullable String table;

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Those for which this holds of what they were or of what they are (default: all).")
    private @Nullable String where;

    @Option(
            names = "--to-time",
            paramLabel = "TIME",
            description = "Back to what they were then, as \"2025-08-27 10:00:00[+02]\"; without zone: local time.")
    private @Nullable String toTime;

    @Option(
            names = "--overwrite-changed",
            description = "Undo also rows that have changed since; else the first such row refuses all.")
    private boolean overwriteChanged;

    @Option(names = "--apply", description = "Run it, in one transaction, which can be undone like any other.")
    private boolean apply;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public UndoCommand(Session session) {
        this.session = session;
    }

    /** The undo command as it is sent. */
    private record Wish(
            @Nullable Long xid,
            @Nullable String table,
            @Nullable String where,
            @Nullable Instant pointInTime,
            boolean overwriteChanged) {}

    @Override
    public Integer call() {
        if (xid == null ? table == null || toTime == null : table != null || toTime != null || where != null) {
            throw Trouble.usage(
                    "it is not said what to undo",
                    "give --xid alone, or --table and --to-time, with or without --where");
        }
        Instant moment = toTime == null
                ? null
                : PointInTime.parse(toTime, session.around().clock().getZone()).instant();
        String database = session.database(on, Service.BACKUP);
        return apply ? apply(database, moment) : write(database, moment);
    }

    private int write(String database, @Nullable Instant moment) {
        String sql = session.rest(Service.BACKUP)
                .workedOut(Address.of("rows", "undo")
                        .with("database", database)
                        .with("xid", xid)
                        .with("table", table)
                        .with("where", where)
                        .with("to", moment)
                        .with("overwriteChanged", overwriteChanged ? true : null));
        session.screen().text(Json.tree(xid == null ? Map.of("sql", sql) : Map.of("xid", xid, "sql", sql)), sql);
        return 0;
    }

    private int apply(String database, @Nullable Instant moment) {
        String what = xid != null
                ? "undoing of transaction " + xid
                : "undoing of changes of " + table + (where == null ? "" : " where " + where) + " since " + moment;
        if (!consent.isGiven()) {
            session.screen()
                    .note(View.text(what + " in " + database + " itself, in one transaction"
                            + (overwriteChanged ? ", over what has changed since" : "")
                            + "; its SQL: the same command without --apply"));
            session.questions().typed(database, "Type the database's name to go on:", "--yes");
        }
        var order = new Order(
                Service.BACKUP, database, "undo", new Wish(xid, table, where, moment, overwriteChanged), what);
        return new RunOrder(session)
                .run(
                        order,
                        waiting,
                        new OutcomeView(ended -> "take the undoing back: chronoops undo --xid " + ended.detail("xid")
                                + " --apply --database " + database));
    }
}
