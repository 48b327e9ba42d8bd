package io.chronoops.backup.restore;

import io.chronoops.backup.restore.BinaryRows.Unforeseen;

/** A decimal number as numeric's receive function takes it: digits to the base 10,000, and where the point is. Pure. */
final class BinaryNumeric {
    private static final int HEAD = 8;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xc000;
    private static final int BASE_DIGITS = 4;

    private BinaryNumeric() {}

    static int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
        if (to - from == 3 && in[from] == 'N' && in[from + 1] == 'a' && in[from + 2] == 'N') {
            BinaryRows.putLong(out, at, (long) NAN << 16);
            return at + HEAD;
        }
        int begin = from < to && in[from] == '-' ? from + 1 : from;
        int point = begin;
        while (point < to && in[point] != '.') {
            point++;
        }
        int scale = Math.max(0, to - point - 1);
        if (begin == to || point == begin || (point < to && scale == 0)) {
            throw new Unforeseen("not a plain number");
        }
        int groups = (point - begin + BASE_DIGITS - 1) / BASE_DIGITS;
        int end = at + HEAD;
        // digits before the point fill their first group from the right
        int group = 0;
        for (int i = begin; i < point; i++) {
            group = group * 10 + BinaryValue.digit(in[i]);
            if ((point - i - 1) % BASE_DIGITS == 0) {
                BinaryRows.putShort(out, end, group);
                end += 2;
                group = 0;
            }
        }
        // those after it fill their last from the left
        for (int i = 0; i < scale; i += BASE_DIGITS) {
            for (int j = i; j < i + BASE_DIGITS; j++) {
                group = group * 10 + (j < scale ? BinaryValue.digit(in[point + 1 + j]) : 0);
            }
            BinaryRows.putShort(out, end, group);
            end += 2;
            group = 0;
        }
        BinaryRows.putShort(out, at, (end - at - HEAD) / 2);
        BinaryRows.putShort(out, at + 2, groups - 1);
        BinaryRows.putShort(out, at + 4, begin > from ? NEGATIVE : 0);
        BinaryRows.putShort(out, at + 6, scale);
        return end;
    }
}
