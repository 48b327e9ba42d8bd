package io.chronoops.monitor.probe;

import java.sql.SQLException;
import java.util.List;

/** A read-only session at an operated database in which every statement is bounded. */
public interface Session {
    /** The rows of a query. */
    List<Row> rows(String sql) throws SQLException;

    /** The one row of a query. */
    default Row row(String sql) throws SQLException {
        return rows(sql).getFirst();
    }

    /** PostgreSQL's version as a number: 150007 is 15.7. */
    int version();

    /** The role that looks. */
    String role();
}
