package io.chronoops.cli.timeline;

import io.chronoops.cli.output.Json;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the SQL that undoes one transaction. */
@Command(
        name = "undo",
        description = "Write SQL that undoes one transaction and refuses rows that changed since. It runs nothing.",
        footer = {"", "Example:", "  chronoops undo --xid 48213 > undo.sql     read it, then: psql -f undo.sql shop"})
public final class UndoCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--xid", required = true, paramLabel = "XID", description = "The transaction (chronoops find).")
    private long xid;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public UndoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String sql = session.rest(Service.BACKUP)
                .workedOut(Address.of("rows", "undo")
                        .with("database", session.database(on, Service.BACKUP))
                        .with("xid", xid));
        session.screen().text(Json.tree(Map.of("xid", xid, "sql", sql)), sql);
        return 0;
    }
}
