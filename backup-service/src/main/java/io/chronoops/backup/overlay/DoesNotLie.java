package io.chronoops.backup.overlay;

/** What the log says of a table cannot be laid over its rows while they are loaded: it must be merged afterwards. */
final class DoesNotLie extends Exception {
    private static final long serialVersionUID = 1L;

    DoesNotLie(String why) {
        super(why, null, false, false);
    }
}
