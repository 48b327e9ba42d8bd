package io.chronoops.backup.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void objects_have_their_kind_name_statements_and_the_settings_that_stand_at_them() {
        List<Entry> entries = SqlScript.read("""
                --
                -- PostgreSQL database dump
                --
                \\restrict abc
                SET statement_timeout = 0;
                SELECT pg_catalog.set_config('search_path', '', false);

                --
                -- Name: a; Type: TABLE; Schema: public; Owner: bob
                --

                CREATE TABLE public.a (id integer);


                ALTER TABLE public.a OWNER TO bob;

                SET default_tablespace = fast;

                --
                -- Name: a_idx; Type: INDEX; Schema: public; Owner: bob; Tablespace: fast
                --

                CREATE INDEX a_idx ON public.a USING btree (id);

                \\unrestrict abc
                """);

        assertThat(entries).extracting(Entry::title).containsExactly("table public.a", "index public.a_idx");
        assertThat(entries.getFirst().statements())
                .containsExactly("CREATE TABLE public.a (id integer);", "ALTER TABLE public.a OWNER TO bob;");
        assertThat(entries.getFirst().settings())
                .containsExactly(
                        "SET statement_timeout = 0;", "SELECT pg_catalog.set_config('search_path', '', false);");
        assertThat(entries.getLast().settings()).contains("SET default_tablespace = fast;");
        assertThat(entries).extracting(entry -> entry.table().orElse("")).containsExactly("public.a", "public.a");
    }

    @Test
    void a_semicolon_within_quotes_comments_or_bodies_ends_nothing() {
        List<String> statements = List.of(
                "COMMENT ON TABLE public.a IS 'it''s; -- no end';",
                "CREATE VIEW public.\"v;\"\"w\" AS SELECT E'a\\';b''c' AS x;",
                "CREATE FUNCTION public.f() RETURNS text LANGUAGE plpgsql AS $_$ BEGIN RETURN $$;$$ || '$1'; END; $_$;",
                "CREATE FUNCTION public.g(integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN ($1 > 0) THEN 1 ELSE 2 END; SELECT 3; END;",
                "CREATE TABLE public.b (id integer /* ; /* nested; */ */, x text DEFAULT 'begin'); ".trim(),
                "CREATE RULE r AS ON UPDATE TO public.a DO INSTEAD ( INSERT INTO b VALUES (1);\n DELETE FROM c;\n);",
                "CREATE TABLE public.begin (\"case\" integer, begin integer);",
                "ALTER TABLE ONLY public.\"a.b\" ADD CONSTRAINT c CHECK ((x <> ';'::text));");

        assertThat(SqlScript.read(String.join("\n", statements)).getFirst().statements())
                .containsExactlyElementsOf(statements);
    }

    @Test
    void each_kind_of_object_tells_its_table_whatever_the_name_holds() {
        assertThat(table(
                        "CONSTRAINT",
                        "ALTER TABLE ONLY public.\"Ödd \"\"n. x\"\n    ADD CONSTRAINT k PRIMARY KEY (id);"))
                .isEqualTo("public.Ödd \"n. x");
        assertThat(table("INDEX", "CREATE UNIQUE INDEX \"i ON x\" ON ONLY s.t USING btree (id);"))
                .isEqualTo("s.t");
        assertThat(table("TRIGGER", "CREATE TRIGGER g BEFORE INSERT ON public.a FOR EACH ROW EXECUTE FUNCTION f();"))
                .isEqualTo("public.a");
        assertThat(table("SEQUENCE OWNED BY", "ALTER SEQUENCE public.a_id_seq OWNED BY public.a.id;"))
                .isEqualTo("public.a");
        assertThat(table("TABLE ATTACH", "ALTER TABLE ONLY public.p ATTACH PARTITION public.a FOR VALUES IN (1);"))
                .isEqualTo("public.p");
        assertThat(table("SEQUENCE", "ALTER TABLE public.a ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY ();"))
                .isEqualTo("public.a");
        assertThat(table("SEQUENCE", "CREATE SEQUENCE public.free START WITH 1;"))
                .isEmpty();
        assertThat(table("FUNCTION", "CREATE FUNCTION public.f() RETURNS int;")).isEmpty();
    }

    private static String table(String type, String statement) {
        return new Entry(type, "", "", List.of(), List.of(statement)).table().orElse("");
    }
}
