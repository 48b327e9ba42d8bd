package io.chronoops.backup.neteffect;

/** A change that cannot have happened to the rows that it meets: the log does not go on where the base ends. */
public final class DoesNotFit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DoesNotFit(String table, String why) {
        super("a change of " + table + " " + why);
    }
}
