package io.chronoops.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Look PLAIN = new Look(false, true, 0, Instant.EPOCH, ZoneOffset.UTC);
    private static final Look NARROW = new Look(false, true, 40, Instant.EPOCH, ZoneOffset.UTC);
    private static final Look COLOURED = new Look(true, true, 0, Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void texts_are_aligned_left_and_numbers_right() {
        var table = new Table("none", "NAME", ">ROWS", "").row("pages", 12, "x").row("d", 1_000, "");

        assertThat(table.lines(PLAIN)).containsExactly("NAME   ROWS", "pages    12  x", "d      1000");
    }

    @Test
    void colours_do_not_disturb_the_columns() {
        var table = new Table("none", "STATE", "ID")
                .row(new Cell("ok", Tone.GOOD), "a")
                .row("failed", "b");

        assertThat(table.lines(COLOURED).get(1)).isEqualTo("\u001b[32mok\u001b[0m      a");
    }

    @Test
    void the_last_column_goes_on_below_itself_at_the_end_of_the_terminal() {
        var table = new Table("none", "RULE", "").row("slots", "a replication slot that nobody reads fills the disk");

        assertThat(table.lines(NARROW))
                .containsExactly("RULE", "slots  a replication slot that nobody", "       reads fills the disk");
    }

    @Test
    void an_empty_table_says_what_to_do() {
        assertThat(new Table("no backup yet", "ID").lines(PLAIN)).containsExactly("no backup yet");
    }

    @Test
    void empty_facts_are_left_out_and_the_others_aligned() {
        var facts = new Facts().add("id", "x").add("note", "").add("location", "/r");

        assertThat(facts.lines(PLAIN)).containsExactly("  id        x", "  location  /r");
    }
}
