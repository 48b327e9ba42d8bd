package io.chronoops.backup.overlay;

/** Fields of lines of COPY's text. */
final class FieldsOf {
    private FieldsOf() {}

    /** Writes the fields at these places, the key, with tabs between them. */
    static void key(byte[] line, int from, int to, int[] places, CopyLine into) throws DoesNotLie {
        into.clear();
        for (int i = 0; i < places.length; i++) {
            int begin = field(line, from, to, places[i]);
            int end = CopyLine.end(line, begin, to);
            if (CopyLine.isNothing(line, begin, end)
                    || CopyLine.isUnchanged(line, begin, end)
                    || CopyLine.isLarge(line, begin, end)) {
                throw new DoesNotLie("a key is not told");
            }
            if (i > 0) {
                into.tab();
            }
            into.put(line, begin, end - begin);
        }
    }

    /** Whether none of the fields at these places is untold. */
    static boolean keyTold(byte[] line, int from, int to, int[] places) {
        for (int place : places) {
            int begin = field(line, from, to, place);
            if (CopyLine.isUnchanged(line, begin, CopyLine.end(line, begin, to))) {
                return false;
            }
        }
        return true;
    }

    /** Where the field at this place begins. */
    private static int field(byte[] line, int from, int to, int place) {
        int at = from;
        for (int i = 0; i < place; i++) {
            at = CopyLine.end(line, at, to) + 1;
        }
        return at;
    }

    /** Whether a field says that the value is as before. */
    static boolean hasUnchanged(byte[] line, int from, int to) {
        for (int at = from; at <= to; ) {
            int end = CopyLine.end(line, at, to);
            if (CopyLine.isUnchanged(line, at, end)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** Writes the line with the other's fields where it says that they are as before; false: it says so of none. */
    static boolean laidOver(CopyLine line, byte[] other, int from, int to, CopyLine into) {
        byte[] bytes = line.bytes();
        int length = line.length();
        if (!hasUnchanged(bytes, 0, length)) {
            return false;
        }
        into.clear();
        int at = 0;
        int below = from;
        while (at <= length) {
            int end = CopyLine.end(bytes, at, length);
            int endBelow = CopyLine.end(other, below, to);
            if (at > 0) {
                into.tab();
            }
            if (CopyLine.isUnchanged(bytes, at, end)) {
                into.put(other, below, endBelow - below);
            } else {
                into.put(bytes, at, end - at);
            }
            at = end + 1;
            below = endBelow + 1;
        }
        return true;
    }
}
