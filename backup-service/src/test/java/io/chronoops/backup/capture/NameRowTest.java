package io.chronoops.backup.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.capture.NameRow.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By what a change names its row, for each way in which the stream and the catalogue may agree or not. */
class NameRowTest {
    private static final long XID = 100;
    private static final LiveIdentity BY_ID = new LiveIdentity(false, List.of("id"), XID - 1);
    private static final LiveIdentity FULL = new LiveIdentity(true, List.of(), XID - 1);
    private static final LiveIdentity FULL_WITH_KEY = new LiveIdentity(true, List.of("id"), XID - 1);

    private final Schema row = SchemaBuilder.struct()
            .field("id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("u", Schema.OPTIONAL_STRING_SCHEMA)
            .field("v", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private Struct row(@Nullable String... values) {
        var struct = new Struct(row);
        for (int i = 0; i < values.length; i++) {
            struct.put(row.fields().get(i), values[i]);
        }
        return struct;
    }

    private static Struct event() {
        Schema source = SchemaBuilder.struct()
                .field("schema", Schema.STRING_SCHEMA)
                .field("table", Schema.STRING_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct().field("source", source).build();
        return new Struct(envelope)
                .put("source", new Struct(source).put("schema", "public").put("table", "t"));
    }

    private static Name name(LiveIdentity identity, @Nullable Struct before, @Nullable Struct after) {
        return new NameRow((_, _) -> identity).name(event(), before, after, XID);
    }

    private static Name all(boolean unknown, @Nullable String... values) {
        return new Name(List.of("id", "u", "v"), Arrays.asList(values), unknown);
    }

    private static final Name NOTHING = new Name(List.of(), List.of(), true);

    @Test
    void an_update_that_keeps_its_key_is_named_by_the_new_row() {
        assertThat(name(BY_ID, null, row("1", "2", "x"))).isEqualTo(new Name(List.of("id"), List.of("1"), false));
    }

    @Test
    void an_old_row_of_the_key_alone_names_by_the_key() {
        assertThat(name(BY_ID, row("1", null, null), row("9", "2", "x")))
                .isEqualTo(new Name(List.of("id"), List.of("1"), false));
    }

    @Test
    void an_old_row_of_other_columns_than_the_catalogues_key_is_told_as_it_came() {
        assertThat(name(BY_ID, row(null, "2", null), row("1", "3", "x"))).isEqualTo(all(true, null, "2", null));
        assertThat(name(BY_ID, row("1", "2", null), null)).isEqualTo(all(true, "1", "2", null));
    }

    @Test
    void where_the_catalogue_has_no_key_nothing_is_guessed() {
        assertThat(name(LiveIdentity.GONE, null, row("1", "2", "x"))).isEqualTo(NOTHING);
        assertThat(name(LiveIdentity.GONE, row("1", null, null), null)).isEqualTo(all(true, "1", null, null));
        assertThat(name(FULL, null, row("1", "2", "x"))).isEqualTo(NOTHING);
    }

    @Test
    void a_key_that_the_rows_of_then_do_not_have_names_none() {
        var renamed = new LiveIdentity(false, List.of("number"), XID - 1);

        assertThat(name(renamed, null, row("1", "2", "x"))).isEqualTo(NOTHING);
    }

    @Test
    void a_catalogue_that_the_same_or_a_later_transaction_changed_is_not_believed() {
        for (long since : List.of(XID, XID + 1)) {
            assertThat(name(new LiveIdentity(false, List.of("id"), since), null, row("1", "2", "x")))
                    .isEqualTo(NOTHING);
            assertThat(name(new LiveIdentity(false, List.of("id"), since), row("1", null, null), null))
                    .isEqualTo(all(true, "1", null, null));
            assertThat(name(new LiveIdentity(true, List.of(), since), row("1", null, null), null))
                    .isEqualTo(all(true, "1", null, null));
        }
    }

    @Test
    void identity_full_names_by_the_whole_row_or_by_a_key_that_is_there() {
        assertThat(name(FULL, row("1", null, "x"), null)).isEqualTo(all(false, "1", null, "x"));
        assertThat(name(FULL_WITH_KEY, row("1", null, "x"), null))
                .isEqualTo(new Name(List.of("id"), List.of("1"), false));
        assertThat(name(FULL_WITH_KEY, row(null, null, "x"), null)).isEqualTo(all(true, null, null, "x"));
    }

    @Test
    void the_catalogue_is_asked_again_when_the_stream_tells_a_shape_anew() {
        List<String> asked = new ArrayList<>();
        var names = new NameRow((_, table) -> {
            asked.add(table);
            return BY_ID;
        });
        Struct event = event();

        names.name(event, null, row("1", "2", "x"), XID);
        names.name(event, null, row("2", "2", "x"), XID);
        names.name(event(), null, row("3", "2", "x"), XID);

        assertThat(asked).hasSize(2);
    }
}
