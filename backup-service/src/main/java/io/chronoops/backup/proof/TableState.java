package io.chronoops.backup.proof;

/** The rows of a table at one moment: their number and the sum over them that bases have, too. */
record TableState(long rows, String digest) {
    String text() {
        return rows + " rows, digest " + digest;
    }
}
