package io.chronoops.cli.database;

import io.chronoops.cli.exit.ExitCode;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Consent;
import io.chronoops.cli.session.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the script that prepares a database, after showing it. */
@Command(
        name = "prepare",
        description = "Show the SQL that prepares a database, then run it with psql as a superuser.",
        footer = {
            "",
            "The password comes from PGPASSWORD or ~/.pgpass, or psql asks for it.",
            "",
            "Examples:",
            "  chronoops databases prepare shop --url postgresql://127.0.0.1:5432/shop --dry-run",
            "  chronoops databases prepare shop --admin-url postgresql://postgres@127.0.0.1:5432/shop"
        })
public final class PrepareDatabase implements Callable<Integer> {
    private static final String PASSWORD = "leave it out and set PGPASSWORD, or put it into ~/.pgpass";

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name here.")
    private String name = "";

    @Option(names = "--url", paramLabel = "URL", description = "postgresql://[USER@]HOST:PORT/DB (default: as added).")
    private @Nullable String url;

    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "The same as its owner with superuser rights, where that is another address or user.")
    private @Nullable String adminUrl;

    @Option(names = "--dry-run", description = "Show the SQL, run nothing.")
    private boolean dryRun;

    @Mixin
    private Consent consent = new Consent();

    /** For this call. */
    public PrepareDatabase(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DatabaseUrl where = dryRun && url == null && adminUrl == null ? null : where();
        String script = session.rest(Service.BACKUP).text(Address.of("prepare.sql"));
        String template = session.rest(Service.BACKUP).text(Address.of("template.sql"));
        String sql = script + "\n" + template;
        if (where == null || dryRun) {
            session.screen().text(Json.tree(Map.of("database", name, "sql", sql)), sql);
            return ExitCode.DONE.code();
        }
        session.screen().note(sql.stripTrailing());
        session.screen().note("");
        String target = where.dbname() + " at " + where.host() + ":" + where.port();
        session.questions().agree(consent, "Run this in " + target + "?");
        var psql = new Psql(session.around());
        psql.run(where, script);
        psql.runEach(where, template);
        session.screen().done(Json.tree(Map.of("database", name, "prepared", true)), look -> View.text(
                        look.tick() + " " + target + " is prepared",
                        "next: put the passwords of backup_user, restore_user and monitoring_user below " + name
                                + "/ in the services' secrets folder,",
                        "      then chronoops databases add " + name + " --url postgresql://" + where.host() + ":"
                                + where.port() + "/" + where.dbname())
                .lines(look));
        return ExitCode.DONE.code();
    }

    private DatabaseUrl where() {
        String given = adminUrl == null ? url : adminUrl;
        return DatabaseUrl.parse(
                given == null ? new OperatedDatabases(session).find(name).url() : given, PASSWORD);
    }
}
