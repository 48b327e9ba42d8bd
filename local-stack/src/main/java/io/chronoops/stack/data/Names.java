package io.chronoops.stack.data;

/** Names as Chrono Ops configures them. */
public final class Names {
    private Names() {}

    /** The configured name of a database: chrono_scraper becomes chrono-scraper. */
    public static String configured(String dbname) {
        return dbname.replace('_', '-');
    }
}
