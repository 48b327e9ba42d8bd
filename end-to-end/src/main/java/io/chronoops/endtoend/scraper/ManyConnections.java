package io.chronoops.endtoend.scraper;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** An application whose pool leaks: it opens connections until the server turns it away, and keeps them. */
public final class ManyConnections implements AutoCloseable {
    private static final int MOST = 1_000;
    private static final List<String> TURNED_AWAY = List.of("53300"); // too_many_connections

    private final List<Connection> open = new ArrayList<>();

    private ManyConnections() {}

    /** Opens all that there are. */
    public static ManyConnections of(ScraperDatabase database) throws SQLException {
        var all = new ManyConnections();
        try {
            while (all.open.size() < MOST) all.open.add(database.connect());
            throw new SQLException("the server gave " + MOST + " connections and more");
        } catch (SQLException e) {
            if (TURNED_AWAY.contains(e.getSQLState())) return all;
            all.close();
            throw e;
        }
    }

    public int size() {
        return open.size();
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : open) connection.close();
        open.clear();
    }
}
