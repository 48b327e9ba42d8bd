package io.chronoops.endtoend.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaDumpTest {
    private static final String TABLE =
            object("domains", "TABLE", "public", "CREATE TABLE public.domains (id integer);");
    private static final String OURS = object("chronoops", "SCHEMA", "-", "CREATE SCHEMA chronoops;")
            + object("on_ddl()", "FUNCTION", "chronoops", "CREATE FUNCTION chronoops.on_ddl();")
            + "SET default_tablespace = '';\n"
            + object("chronoops", "PUBLICATION", "-", "CREATE PUBLICATION chronoops;")
            + object("chronoops domains", "PUBLICATION TABLE", "public", "ALTER PUBLICATION chronoops ADD TABLE;")
            + object("chronoops_ddl", "EVENT TRIGGER", "-", "CREATE EVENT TRIGGER chronoops_ddl;")
            + object("SCHEMA chronoops", "ACL", "-", "GRANT USAGE ON SCHEMA chronoops TO backup_user;");

    @Test
    void leaves_out_what_prepares_a_database_for_us_and_nothing_else() {
        SchemaDump prepared = dump(OURS + TABLE + OURS);

        assertThat(prepared.firstDifference(dump("SET default_tablespace = '';\n" + TABLE)))
                .isEmpty();
        assertThat(prepared.objects()).anyMatch(object -> object.contains("CREATE TABLE public.domains"));
    }

    @Test
    void sees_an_object_that_is_missing() {
        assertThat(dump(TABLE).firstDifference(dump(""))).contains("Name: domains");
    }

    @Test
    void sees_a_publication_and_an_event_trigger_of_others() {
        String theirs = object("search", "PUBLICATION", "-", "CREATE PUBLICATION search;")
                + object("audit", "EVENT TRIGGER", "-", "CREATE EVENT TRIGGER audit;");

        assertThat(dump(TABLE + theirs).firstDifference(dump(TABLE))).contains("Name: search");
    }

    private static SchemaDump dump(String objects) {
        return SchemaDump.parse("--\n-- PostgreSQL database dump\n--\n\n\\restrict " + System.nanoTime() + "\n"
                + objects + "--\n-- PostgreSQL database dump complete\n--\n");
    }

    private static String object(String name, String type, String schema, String sql) {
        return "--\n-- Name: " + name + "; Type: " + type + "; Schema: " + schema + "; Owner: admin_user\n--\n\n" + sql
                + "\n\n";
    }
}
