package io.chronoops.endtoend.scraper;

/**
 * The accident, as its own script told it.
 *
 * @param xid the transaction, 64 bit
 * @param deleted rows deleted by it
 */
public record Wreck(long xid, long deleted) {
    static Wreck parse(String said) {
        long xid = said.lines()
                .filter(line -> line.startsWith("xid "))
                .mapToLong(Wreck::number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the wreck did not say its transaction: " + said));
        long deleted = said.lines()
                .filter(line -> line.startsWith("deleted "))
                .mapToLong(Wreck::number)
                .sum();
        return new Wreck(xid, deleted);
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1).strip());
    }
}
