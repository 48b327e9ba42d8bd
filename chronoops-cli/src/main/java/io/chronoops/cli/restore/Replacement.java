package io.chronoops.cli.restore;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.session.Consent;
import io.chronoops.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the operated database gives way to the restored one: only after its name was typed, or yes was said beforehand. */
final class Replacement {
    @Option(
            names = "--replace",
            description = "Put it in the place of the operated database, which is kept under another name.")
    private boolean replace;

    @Option(
            names = "--no-safety-backup",
            description = "With --replace, where the database can be read no more: no backup of it first.")
    private boolean withoutSafetyBackup;

    boolean isWanted() {
        return replace;
    }

    boolean isWithoutSafetyBackup() {
        return withoutSafetyBackup;
    }

    /** What excludes it. */
    void check(@Nullable String into, boolean tables) {
        if (!replace && withoutSafetyBackup) {
            throw Trouble.usage(
                    "--no-safety-backup goes with --replace", "add --replace, or leave --no-safety-backup out");
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

    /** The name typed, or a yes for the other kind of restore. */
    void agree(Session session, Consent consent, String database) {
        if (!replace) {
            session.questions().agree(consent, "Go on?");
        } else if (!consent.isGiven()) {
            session.questions().typed(database, "Type the database's name to go on:", "--yes");
        }
    }

    /** Where it goes, in words. */
    String place(String database) {
        return "the place of " + database + " itself: its sessions end, what is there now is "
                + (withoutSafetyBackup ? "" : "backed up and ")
                + "kept under another name, the log begins anew with a new full backup; until the swap nothing changes";
    }

    /** What to do then. */
    static String next(String database, String dropKept) {
        return "chronoops coverage --database " + database + "; when the old one is not needed any more: " + dropKept;
    }
}
