package io.chronoops.backup.neteffect;

import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table that changes at random, one row at a time, and tells of each change as the log would. */
public final class RowByRow {
    /** In the order of values. */
    public static final List<String> COLUMNS = List.of("k", "l", "text", "far");

    private static final int FAR = 3;
    private static final int VALUES = 7;

    /** What tells its rows apart. */
    public enum Identity {
        KEY,
        COMPOSITE_KEY,
        WHOLE_ROW,
        KEY_OR_NULL
    }

    private final Random random;
    private final Identity identity;
    private final List<@Nullable String[]> rows = new ArrayList<>();

    /** Of some rows to begin with. */
    public RowByRow(Random random, Identity identity) {
        this.random = random;
        this.identity = identity;
        for (int i = random.nextInt(8); i > 0; i--) {
            insert();
        }
    }

    /** One change of it; null: the one that was drawn cannot be. */
    public @Nullable Row change() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> insert();
            case 3, 4 -> delete();
            default -> update();
        };
    }

    /** All rows are gone. */
    public void truncate() {
        rows.clear();
    }

    private @Nullable Row insert() {
        @Nullable String[] row = {keyPart(), keyPart(), value(), value()};
        if (isTaken(row, -1)) {
            return null;
        }
        rows.add(row);
        return event(RowOp.INSERT, null, row, false);
    }

    private @Nullable Row delete() {
        if (rows.isEmpty()) {
            return null;
        }
        return event(RowOp.DELETE, rows.remove(random.nextInt(rows.size())), null, false);
    }

    private @Nullable Row update() {
        if (rows.isEmpty()) {
            return null;
        }
        int which = random.nextInt(rows.size());
        @Nullable String[] old = rows.get(which);
        @Nullable String[] row = old.clone();
        if (random.nextInt(2) == 0) {
            row[random.nextInt(2)] = keyPart();
        }
        row[2] = value();
        boolean unchanged = random.nextBoolean();
        if (!unchanged) {
            row[FAR] = value();
        }
        if (isTaken(row, which)) {
            return null;
        }
        rows.set(which, row);
        return event(RowOp.UPDATE, old, row, unchanged);
    }

    private @Nullable String keyPart() {
        return identity == Identity.KEY_OR_NULL && random.nextInt(3) == 0 ? null : String.valueOf(random.nextInt(5));
    }

    private @Nullable String value() {
        int value = random.nextInt(VALUES);
        return value == 0 ? null : "v" + value % 3;
    }

    private int[] key() {
        return switch (identity) {
            case KEY, KEY_OR_NULL -> new int[] {0};
            case COMPOSITE_KEY -> new int[] {1, 0};
            case WHOLE_ROW -> new int[0];
        };
    }

    private boolean isTaken(@Nullable String[] row, int except) {
        List<String> key = Columns.key(row, key());
        return identity != Identity.WHOLE_ROW
                && key != null
                && IntStream.range(0, rows.size())
                        .anyMatch(i -> i != except && key.equals(Columns.key(rows.get(i), key())));
    }

    private Row event(
            RowOp op, @Nullable String @Nullable [] old, @Nullable String @Nullable [] row, boolean unchanged) {
        Row.Builder event =
                Row.newBuilder().setOrder(1).setSchema$("public").setTable("t").setOp(op);
        if (old != null) {
            boolean whole = identity == Identity.WHOLE_ROW || Columns.key(old, key()) == null;
            int[] places = whole ? IntStream.range(0, COLUMNS.size()).toArray() : key();
            event.setKeyColumns(Arrays.stream(places).mapToObj(COLUMNS::get).toList());
            List<@Nullable String> values = new ArrayList<>();
            Arrays.stream(places).forEach(place -> values.add(old[place]));
            event.setKeyValues(values);
        }
        if (row != null) {
            int told = unchanged ? FAR : FAR + 1;
            event.setColumns(COLUMNS.subList(0, told));
            event.setValues(Arrays.asList(row).subList(0, told));
            event.setUnchanged(unchanged ? COLUMNS.subList(FAR, FAR + 1) : List.of());
        }
        return event.build();
    }

    /** Its rows now, and how many of each. */
    public Map<List<@Nullable Object>, Integer> rows() {
        Map<List<@Nullable Object>, Integer> now = new HashMap<>();
        rows.forEach(row -> now.merge(Arrays.<@Nullable Object>asList((Object[]) row.clone()), 1, Integer::sum));
        return now;
    }
}
