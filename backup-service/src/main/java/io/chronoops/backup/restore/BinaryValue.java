package io.chronoops.backup.restore;

import io.chronoops.backup.restore.BinaryRows.Unforeseen;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** How PostgreSQL's text of a value becomes what its type's receive function takes. */
enum BinaryValue {
    /** Text, and all that is sent as its text: varchar, json, labels of enums. */
    TEXT {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) {
            System.arraycopy(in, from, out, at, to - from);
            return at + to - from;
        }
    },
    JSONB {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            out[at] = 1; // version
            return TEXT.write(in, from, to, out, at + 1);
        }
    },
    BOOL {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            if (to - from != 1 || (in[from] != 't' && in[from] != 'f')) {
                throw new Unforeseen("not a boolean");
            }
            out[at] = (byte) (in[from] == 't' ? 1 : 0);
            return at + 1;
        }
    },
    INT2 {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            BinaryRows.putShort(out, at, (int) integer(in, from, to, Short.MIN_VALUE, Short.MAX_VALUE));
            return at + 2;
        }
    },
    INT4 {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            BinaryRows.putInt(out, at, (int) integer(in, from, to, Integer.MIN_VALUE, Integer.MAX_VALUE));
            return at + 4;
        }
    },
    INT8 {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            BinaryRows.putLong(out, at, integer(in, from, to, Long.MIN_VALUE, Long.MAX_VALUE));
            return at + 8;
        }
    },
    FLOAT4 {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            BinaryRows.putInt(out, at, Float.floatToIntBits(number(Float::valueOf, in, from, to)));
            return at + 4;
        }
    },
    FLOAT8 {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            BinaryRows.putLong(out, at, Double.doubleToLongBits(number(Double::valueOf, in, from, to)));
            return at + 8;
        }
    },
    NUMERIC {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            return BinaryNumeric.write(in, from, to, out, at);
        }
    },
    UUID {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            if (to - from != 36
                    || in[from + 8] != '-'
                    || in[from + 13] != '-'
                    || in[from + 18] != '-'
                    || in[from + 23] != '-') {
                throw new Unforeseen("not a uuid");
            }
            int to16 = at;
            for (int i = from; i < to; i += 2) {
                if (in[i] == '-') {
                    i++;
                }
                out[to16++] = (byte) (hex(in[i]) << 4 | hex(in[i + 1]));
            }
            return to16;
        }
    },
    BYTEA {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            if (to - from < 2 || in[from] != '\\' || in[from + 1] != 'x' || (to - from) % 2 != 0) {
                throw new Unforeseen("not a bytea in hex");
            }
            int end = at;
            for (int i = from + 2; i < to; i += 2) {
                out[end++] = (byte) (hex(in[i]) << 4 | hex(in[i + 1]));
            }
            return end;
        }
    },
    DATE {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            BinaryRows.putInt(out, at, BinaryTime.days(in, from, to));
            return at + 4;
        }
    },
    TIMESTAMP {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            BinaryRows.putLong(out, at, BinaryTime.micros(in, from, to));
            return at + 8;
        }
    },
    /** In UTC, as it is read from the source. */
    TIMESTAMPTZ {
        @Override
        int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen {
            if (from < to && in[to - 1] == 'y') {
                return TIMESTAMP.write(in, from, to, out, at);
            }
            if (to - from < 3 || in[to - 3] != '+' || in[to - 2] != '0' || in[to - 1] != '0') {
                throw new Unforeseen("not a time in UTC");
            }
            return TIMESTAMP.write(in, from, to - 3, out, at);
        }
    };

    /** Of a type by its OID, which no version of PostgreSQL has changed; empty: not known here. */
    static Optional<BinaryValue> of(long type, boolean isEnum) {
        return switch (Math.toIntExact(Math.min(type, Integer.MAX_VALUE))) {
            case 16 -> Optional.of(BOOL);
            case 17 -> Optional.of(BYTEA);
            case 20 -> Optional.of(INT8);
            case 21 -> Optional.of(INT2);
            case 23 -> Optional.of(INT4);
            case 25, 114, 1042, 1043 -> Optional.of(TEXT); // text, json, character, character varying
            case 700 -> Optional.of(FLOAT4);
            case 701 -> Optional.of(FLOAT8);
            case 1082 -> Optional.of(DATE);
            case 1114 -> Optional.of(TIMESTAMP);
            case 1184 -> Optional.of(TIMESTAMPTZ);
            case 1700 -> Optional.of(NUMERIC);
            case 2950 -> Optional.of(UUID);
            case 3802 -> Optional.of(JSONB);
            default -> isEnum ? Optional.of(TEXT) : Optional.empty();
        };
    }

    /** Writes the value of this text; where it ends. */
    abstract int write(byte[] in, int from, int to, byte[] out, int at) throws Unforeseen;

    /** At most so many bytes become of a text of this length. */
    int most(int length) {
        return length + 16;
    }

    private static long integer(byte[] in, int from, int to, long least, long most) throws Unforeseen {
        boolean negative = from < to && in[from] == '-';
        int at = negative ? from + 1 : from;
        if (at == to) {
            throw new Unforeseen("not an integer");
        }
        long value = 0; // negative, because Long.MIN_VALUE has no positive counterpart
        for (; at < to; at++) {
            int digit = digit(in[at]);
            if (value < (Long.MIN_VALUE + digit) / 10) {
                throw new Unforeseen("an integer out of range");
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw new Unforeseen("an integer out of range");
        }
        long signed = negative ? value : -value;
        if (signed < least || signed > most) {
            throw new Unforeseen("an integer out of range");
        }
        return signed;
    }

    static int digit(byte each) throws Unforeseen {
        if (each < '0' || each > '9') {
            throw new Unforeseen("not a digit");
        }
        return each - '0';
    }

    private static int hex(byte each) throws Unforeseen {
        int value = Character.digit(each, 16);
        if (value < 0) {
            throw new Unforeseen("not a hexadecimal digit");
        }
        return value;
    }

    private static <N> N number(Function<String, N> parse, byte[] in, int from, int to) throws Unforeseen {
        try {
            return parse.apply(new String(in, from, to - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException _) {
            throw new Unforeseen("not a number");
        }
    }
}
