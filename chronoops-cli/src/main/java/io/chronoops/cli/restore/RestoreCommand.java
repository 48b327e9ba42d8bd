package io.chronoops.cli.restore;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.output.Facts;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Consent;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restores into a database of its own, or in the place of the operated one. */
@Command(
        name = "restore",
        description = "Restore a database, or some tables of it, as of any moment: into a new database unless told.",
        footer = {
            "",
            "Examples:",
            "  chronoops restore --latest --verify",
            "  chronoops restore --point-in-time=\"2025-08-27 10:00:00\" --into shop_back",
            "  chronoops restore --before-xid 48213 --tables orders customers",
            "  chronoops restore --mark before-release --tables orders --into-schema rescue",
            "  chronoops restore --latest --tables pages --where \"url LIKE '%%/faq'\" --with-referenced --into faq",
            "  chronoops restore 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d --database shop-on-18 --into shop",
            "  chronoops restore --backup-file /var/lib/chronoops/incoming/shop.dump --into shop_old",
            "  chronoops restore --point-in-time=\"2025-08-27 10:00:00\" --replace"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RestoreTarget target = new RestoreTarget();

    @Option(
            names = "--tables",
            paramLabel = "TABLE...",
            hideParamSyntax = true,
            arity = "1..*",
            split = ",",
            description = "Only these, as table or schema.table (default: all).")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--into", paramLabel = "NAME", description = "The new database (default: <db>_<yyyymmdd_hhmm>).")
    private @Nullable String into;

    @Mixin
    private RowsWanted rows = new RowsWanted();

    @Mixin
    private Replacement replacement = new Replacement();

    @Option(names = "--verify", description = "Compare rows, digests and constraints afterwards.")
    private boolean verify;

    @Option(names = "--jobs", paramLabel = "N", description = "Parallel connections (default: the service's rule).")
    private @Nullable Integer jobs;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public RestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        replacement.check(into, !tables.isEmpty());
        rows.check(tables, into);
        RestoreTarget.Chosen chosen = target.choose(session.around().clock());
        String database = database(chosen);
        if (!consent.isGiven()) {
            session.screen().note(plan(database, chosen));
        }
        replacement.agree(session, consent, database);
        var wish = new RestoreWish(
                chosen.backupId(),
                chosen.backupFile(),
                chosen.latest(),
                chosen.instant(),
                chosen.lsn(),
                chosen.beforeXid(),
                tables,
                into,
                verify,
                jobs,
                replacement.isWanted(),
                replacement.isWanted() ? database : null,
                replacement.isWithoutSafetyBackup(),
                chosen.mark(),
                rows.withReferenced(),
                rows.where(),
                rows.intoSchema());
        var order = new Order(
                Service.BACKUP, database, "restore", wish, "restore of " + database + " as of " + chosen.said());
        return new RunOrder(session)
                .run(
                        order,
                        waiting,
                        new OutcomeView(ended -> replacement.isWanted()
                                ? Replacement.next(database, ended.detail("dropKept"))
                                : rows.intoSchema() != null
                                        ? "look into it: " + psql(database, ended.detail("database")) + ", schema "
                                                + rows.intoSchema() + "; when done: DROP SCHEMA \"" + rows.intoSchema()
                                                + "\" CASCADE"
                                        : "look into it: " + psql(database, ended.detail("database"))
                                                + "; it is yours to keep, rename or drop"));
    }

    /** A backup knows whose it is. */
    private String database(RestoreTarget.Chosen chosen) {
        String id = chosen.backupId();
        return id == null || on.name() != null
                ? session.database(on, Service.BACKUP)
                : session.rest(Service.BACKUP)
                        .get(Address.of("backups", id))
                        .path("database")
                        .asString("");
    }

    /** The new database is at the same server. */
    private String psql(String database, String restored) {
        return session.rest(Service.BACKUP)
                .get(Address.of("databases"))
                .valueStream()
                .filter(one -> one.path("name").asString("").equals(database))
                .map(one -> "psql -h " + one.path("host").asString("") + " -p "
                        + one.path("port").asInt() + " -d " + restored)
                .findFirst()
                .orElse("psql -d " + restored);
    }

    private static String from(RestoreTarget.Chosen chosen) {
        if (chosen.backupFile() != null) {
            return "file " + chosen.backupFile() + " where backup-service runs";
        }
        return chosen.backupId() == null
                ? "the last full backup before it, and the log"
                : "backup " + chosen.backupId();
    }

    private View plan(String database, RestoreTarget.Chosen chosen) {
        return View.text("Restore of " + database + ":")
                .then(new Facts()
                        .add("from", from(chosen))
                        .add("as of", chosen.said())
                        .add("tables", rows.said(tables))
                        .add("into", replacement.isWanted() ? replacement.place(database) : beside(database))
                        .add(
                                "verify",
                                verify || replacement.isWanted()
                                        ? "rows, digests and constraints afterwards"
                                        : "no (add --verify)"));
    }

    private String beside(String database) {
        if (rows.intoSchema() != null) {
            return "a new schema, " + rows.intoSchema() + ", of " + database
                    + " itself; what is there now is not touched";
        }
        return (into == null ? "a new database named after " + database + " and the time" : "a new database, " + into)
                + "; " + database + " itself is not touched";
    }
}
