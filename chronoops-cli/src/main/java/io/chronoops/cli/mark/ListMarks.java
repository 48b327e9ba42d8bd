package io.chronoops.cli.mark;

import io.chronoops.cli.output.Table;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists the restore points that the log has. */
@Command(
        name = "list",
        description = "List the restore points that the archived log has, oldest first.",
        footer = {"", "Example:", "  chronoops marks list --database shop"})
public final class ListMarks implements Callable<Integer> {
    private final Session session;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public ListMarks(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode document = session.rest(Service.BACKUP)
                .get(Address.of("marks").with("database", session.database(on, Service.BACKUP)));
        session.screen().answer(document, look -> {
            var table = new Table(
                    "the archived log has no restore point; set one with: chronoops mark NAME",
                    "NAME",
                    "AT",
                    "AGE",
                    "LSN",
                    ">XID",
                    "COMMENT");
            for (JsonNode one : document) {
                Instant at = Instant.parse(one.path("at").asString(""));
                table.row(
                        one.path("name").asString(""),
                        look.time(at),
                        look.age(at),
                        one.path("lsn").asString(""),
                        one.path("xid").asLong(),
                        one.path("comment").asString(""));
            }
            return table.lines(look);
        });
        return 0;
    }
}
