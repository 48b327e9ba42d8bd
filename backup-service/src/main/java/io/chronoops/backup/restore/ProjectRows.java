package io.chronoops.backup.restore;

import io.chronoops.backup.restore.PlannedTable.Loaded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of COPY text with other columns: some left out, some in another place, some with one value for all. Works on parts
 * that may end anywhere; in COPY text a tab always ends a field and a newline a row, because those in values are escaped.
 */
final class ProjectRows {
    private static final byte[] NULL = {'\\', 'N'};

    private final List<Loaded> columns;
    private final byte[][] always;
    private byte[] row = new byte[8 << 10];
    private int length;
    private int[] ends = new int[16];
    private int fields;
    private byte[] out = new byte[8 << 10];
    private int written;

    ProjectRows(List<Loaded> columns) {
        this.columns = columns;
        this.always = columns.stream()
                .map(column -> switch (column) {
                    case Loaded.Always(String text) when text != null -> escaped(text);
                    case Loaded.Always _, Loaded.From _ -> NULL;
                })
                .toArray(byte[][]::new);
    }

    /** Takes the next part; the rows that ended in it are in {@link #bytes} up to {@link #length} until the next call. */
    void take(byte[] part, int partLength) {
        written = 0;
        int from = 0;
        for (int i = 0; i < partLength; i++) {
            if (part[i] == '\t' || part[i] == '\n') {
                keep(part, from, i);
                from = i + 1;
                field();
                if (part[i] == '\n') {
                    emit();
                }
            }
        }
        keep(part, from, partLength);
    }

    byte[] bytes() {
        return out;
    }

    int length() {
        return written;
    }

    private void keep(byte[] part, int from, int to) {
        int more = to - from;
        if (length + more > row.length) {
            row = Arrays.copyOf(row, Math.max(2 * row.length, length + more));
        }
        System.arraycopy(part, from, row, length, more);
        length += more;
    }

    private void field() {
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[fields++] = length;
    }

    private void emit() {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                write(new byte[] {'\t'}, 0, 1);
            }
            switch (columns.get(i)) {
                case Loaded.From(int place) -> {
                    int begin = place == 0 ? 0 : ends[place - 1];
                    write(row, begin, ends[place] - begin);
                }
                case Loaded.Always _ -> write(always[i], 0, always[i].length);
            }
        }
        write(new byte[] {'\n'}, 0, 1);
        fields = 0;
        length = 0;
    }

    private void write(byte[] bytes, int from, int count) {
        if (written + count > out.length) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, written + count));
        }
        System.arraycopy(bytes, from, out, written, count);
        written += count;
    }

    /** A value as COPY's text form has it. */
    static byte[] escaped(String text) {
        var escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                default -> escaped.append(c);
            }
        }
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }
}
