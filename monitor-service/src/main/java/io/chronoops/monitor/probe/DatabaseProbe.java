package io.chronoops.monitor.probe;

import java.sql.SQLException;

/** A probe of an operated database. A bean of this type is all that it takes to be run. */
public interface DatabaseProbe extends Probe {
    /** Opens it for the database of this configured name; what it must remember from look to look is the opened one's own. */
    Looking open(String database);

    /** One database's probe. */
    interface Looking {
        /** Looks once. An SQL error makes the reading blind, with the reason that PostgreSQL gave. */
        Sighting look(Session session) throws SQLException;

        /** What not being able to look says; blind, unless that itself is an answer. */
        default Sighting unable(Blind blind) {
            return blind;
        }
    }
}
