package io.chronoops.backup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.kit.operation.OperationFailed;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static final String DUMP = """
            --
            -- PostgreSQL database dump
            --
            \\restrict abc
            SET client_encoding = 'UTF8';
            SELECT pg_catalog.set_config('search_path', '', false);
            --
            -- Name: f(); Type: FUNCTION; Schema: public; Owner: bob
            --
            CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $_$ SELECT ';$$'; -- ' $_$;
            --
            -- Data for Name: a; Type: TABLE DATA; Schema: public; Owner: bob
            --
            COPY public.a (id, x) FROM stdin;
            1\t\\\\.
            2\t-- Name: b; Type: TABLE; Schema: public; Owner: bob
            3\t\\N
            \\.

            COPY public.nothing (id) FROM stdin;
            \\.
            ALTER TABLE public.a ADD PRIMARY KEY (id);
            -- PostgreSQL database dump complete
            """;

    @Test
    void rows_between_statements_are_read_as_they_are_however_the_bytes_arrive() throws IOException {
        List<String> whole = read(new ByteArrayInputStream(DUMP.getBytes(StandardCharsets.UTF_8)));

        assertThat(whole)
                .containsExactly(
                        "note ",
                        "note PostgreSQL database dump",
                        "note ",
                        "meta \\restrict abc",
                        "note ",
                        "note ",
                        "FUNCTION f() CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $_$ SELECT ';$$'; -- ' $_$;",
                        "note ",
                        "note ",
                        "COPY public.a (id, x) FROM stdin",
                        "1\t\\\\.\n2\t-- Name: b; Type: TABLE; Schema: public; Owner: bob\n3\t\\N\n",
                        "COPY public.nothing (id) FROM stdin",
                        "",
                        "TABLE DATA a ALTER TABLE public.a ADD PRIMARY KEY (id);",
                        "note PostgreSQL database dump complete");
        assertThat(read(dripping(DUMP))).isEqualTo(whole);
        assertThat(read(dripping(DUMP.replace("\n", "\r\n"))))
                .contains("1\t\\\\.\r\n2\t-- Name: b; Type: TABLE; Schema: public; Owner: bob\r\n3\t\\N\r\n");
    }

    @Test
    void rows_that_nobody_reads_are_passed_over() throws IOException {
        var pieces = new Pieces(dripping(DUMP));
        List<Class<?>> kinds = new ArrayList<>();
        for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
            kinds.add(piece.getClass());
        }

        assertThat(kinds).endsWith(Piece.Rows.class, Piece.Rows.class, Piece.Statement.class, Piece.Note.class);
    }

    @Test
    void an_end_within_rows_is_no_end() {
        String cut = DUMP.substring(0, DUMP.indexOf("3\t"));

        assertThatThrownBy(() -> read(dripping(cut))).isInstanceOf(EOFException.class);
    }

    @Test
    void statements_are_read_in_the_encoding_that_the_dump_says() throws IOException {
        String sql = "SET client_encoding = 'LATIN1';\nCOMMENT ON TABLE a IS 'Größe';\n";

        assertThat(read(new ByteArrayInputStream(sql.getBytes(Charset.forName("ISO-8859-1")))))
                .containsExactly("  COMMENT ON TABLE a IS 'Größe';");
        assertThat(read(new ByteArrayInputStream(sql.replace("SET client_encoding = 'LATIN1';", "\\encoding LATIN1")
                        .getBytes(Charset.forName("ISO-8859-1")))))
                .containsExactly("  COMMENT ON TABLE a IS 'Größe';");
        assertThatThrownBy(() -> read(dripping("SET client_encoding = 'MULE_INTERNAL';")))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("MULE_INTERNAL");
    }

    @Test
    void a_statement_without_end_is_refused_before_it_fills_the_memory() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                java.util.Arrays.fill(into, from, from + length, (byte) 'x');
                return length;
            }
        };

        assertThatThrownBy(() -> new Pieces(endless).next())
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("is longer than 32 MB");
    }

    private static List<String> read(InputStream in) throws IOException {
        List<String> read = new ArrayList<>();
        var pieces = new Pieces(in);
        for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
            switch (piece) {
                case Piece.Note note -> read.add("note " + note.text());
                case Piece.Meta meta -> read.add("meta " + meta.command());
                case Piece.Statement one ->
                    read.add(one.of().type() + " " + one.of().name() + " " + one.sql());
                case Piece.Rows rows -> {
                    read.add(rows.copy());
                    read.add(new String(rows.rows().readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return read;
    }

    /** A byte at a time. */
    private static InputStream dripping(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(1, length));
            }
        };
    }
}
