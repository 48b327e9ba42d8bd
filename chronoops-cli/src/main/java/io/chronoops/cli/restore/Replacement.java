package io.chronoops.cli.restore;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the operated database gives way to the restored one: only after its name was typed. */
final class Replacement {
    @Option(
            names = "--replace",
            description = "Put it in the place of the operated database, which is kept under another name.")
    private boolean replace;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "With --replace: the operated database's name once more, instead of being asked.")
    private @Nullable String confirm;

    boolean isWanted() {
        return replace;
    }

    /** What excludes it. */
    void check(@Nullable String into, boolean tables) {
        if (!replace && confirm != null) {
            throw Trouble.usage("--confirm goes with --replace", "add --replace, or leave --confirm out");
        }
        if (replace && into != null) {
            throw Trouble.usage("--replace and --into exclude each other", "leave one of them out");
        }
        if (replace && tables) {
            throw Trouble.usage(
                    "--replace puts a whole database in place; some tables alone would be all that is left",
                    "restore the tables with --into NAME and copy them over");
        }
    }

    /** The name as it was typed, now or beforehand. */
    String confirmed(Session session, String database) {
        if (confirm == null) {
            session.questions().typed(database, "Type the database's name to go on:", "--confirm " + database);
        } else if (!confirm.equals(database)) {
            throw Trouble.usage("--confirm says " + confirm + ", not " + database, "say --confirm " + database);
        }
        return database;
    }
}
