package io.chronoops.backup;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** For each type, as SQL names it, values at its edges as PostgreSQL reads them, and random ones. */
final class TypeValues {
    private static final List<String> WORDS = List.of(
            "",
            " ",
            "null",
            "NULL",
            "\\N",
            "\\.",
            "\\",
            "'",
            "\"",
            "a,b",
            "{}",
            "{",
            "(,)",
            "tab\there",
            "two\nlines",
            "cr\r\n",
            "\u0001",
            "naïve 🐘 𝕏 e\u0301",
            "unchanged",
            "%s",
            "x".repeat(3000));
    private static final List<String> NUMERICS = List.of(
            "0",
            "-0",
            "0.00",
            "1e-1000",
            "1e1000",
            "NaN",
            "Infinity",
            "-Infinity",
            "0.10",
            "100",
            "-123456789012345678901234567890.0123456789000");
    private static final List<String> FLOATS = List.of(
            "0", "-0", "NaN", "Infinity", "-Infinity", "0.1", "1e-37", "3.4028235e38", "0.3333333", "100000000");
    private static final List<String> TIMESTAMPS = List.of(
            "infinity",
            "-infinity",
            "4713-01-01 00:00:00 BC",
            "0001-12-31 23:59:59.999999 BC",
            "294276-12-31 23:59:59.999999",
            "1582-10-10 00:00:00",
            "2026-03-29 01:30:00.000001",
            "1883-11-18 12:03:58",
            "2000-01-01 00:00:00",
            "12345-06-07 08:09:10");
    private static final List<String> DATES = List.of(
            "infinity", "-infinity", "4713-01-01 BC", "0044-03-15 BC", "5874897-12-31", "2000-02-29", "12345-01-01");
    private static final List<String> JSON = List.of(
            "null",
            "\"\"",
            "{}",
            "[]",
            "{\"a\": 1, \"b\": [1.50, null, \"x\\ny\\\\ 🐘\"]}",
            "1e-7",
            "\"\\u00e9\"",
            "{\"a\":1,\"a\":2}");

    private final Map<String, Function<Random, String>> values = new LinkedHashMap<>();

    TypeValues() {
        add("bool", "true", "false");
        add("int2", "0", "-32768", "32767");
        add("int4", "0", "-2147483648", "2147483647");
        add("int8", "0", "-9223372036854775808", "9223372036854775807");
        values.put("numeric", random -> random.nextInt(3) == 0 ? of(NUMERICS, random) : number(random));
        values.put("float4", random -> random.nextBoolean() ? of(FLOATS, random) : String.valueOf(random.nextFloat()));
        values.put("float8", random -> switch (random.nextInt(3)) {
            case 0 -> of(FLOATS, random);
            case 1 -> String.valueOf(Double.MIN_VALUE * random.nextInt(9));
            default -> String.valueOf(Double.MAX_VALUE * random.nextDouble());
        });
        add("money", "0", "-0.01", "92233720368547758.07", "-92233720368547758.08", "1234567.89");
        for (String text : List.of("text", "varchar")) {
            values.put(text, TypeValues::text);
        }
        values.put("bpchar", random -> "c" + random.nextInt(1000));
        values.put("name", random -> of(List.of("", "a name", "Q\"uoted", "ñ", "x".repeat(63)), random));
        add("\"char\"", "a", "", "\\", "\\200", "'", " ");
        values.put("bytea", random -> {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return "\\x" + java.util.HexFormat.of().formatHex(bytes);
        });
        values.put("timestamp", random -> random.nextBoolean() ? of(TIMESTAMPS, random) : moment(random));
        values.put("timestamptz", random -> random.nextBoolean() ? of(TIMESTAMPS, random) : moment(random) + "+05:30");
        values.put(
                "date",
                random -> random.nextBoolean()
                        ? of(DATES, random)
                        : moment(random).substring(0, 10));
        add("time", "00:00:00", "24:00:00", "23:59:59.999999", "12:00:00.1");
        add("timetz", "10:00:00+02", "08:00:00+00", "24:00:00-15:59", "00:00:00+15:59:59", "23:59:59.999999-03:30");
        add(
                "interval",
                "0",
                "-00:00:00.000001",
                "1 mon -1 day +00:00:01",
                "-1 year -2 mons +3 days -04:05:06.789",
                "178000000 years",
                "-178000000 years",
                "2562047788:00:54.775807",
                "-2562047788:00:54.775807",
                "1.5 secs",
                "-0.5 secs",
                "1 day 24:00:00");
        add(
                "uuid",
                "00000000-0000-0000-0000-000000000000",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "ffffffff-ffff-ffff-ffff-ffffffffffff");
        values.put("json", random -> of(JSON, random));
        values.put("jsonb", random -> of(JSON, random));
        add("jsonpath", "$", "$.a[*] ? (@ > 1.5)", "lax $.\"x y\"");
        add("xml", "", "<a/>", "text &amp; more", "<a b=\"c\">🐘\n</a><b/>", "<!-- c --><a/>");
        add("inet", "0.0.0.0/0", "192.168.1.5", "10.1.2.3/8", "::1", "2001:db8::ff00:42:8329/64", "::ffff:1.2.3.4");
        add("cidr", "0.0.0.0/0", "192.168.0.0/16", "::/0", "2001:db8::/32");
        add("macaddr", "00:00:00:00:00:00", "08:00:2b:01:02:03");
        add("macaddr8", "00:00:00:00:00:00:00:00", "08:00:2b:01:02:03:04:05");
        add("point", "(0,0)", "(-0,1e-300)", "(Infinity,NaN)", "(0.1,-3.3333333333333335)");
        add("line", "{1,-1,0}", "{0.1,2,1e-10}", "{-1,0,3}");
        add("lseg", "[(0,0),(1,1)]", "[(0.1,-0.2),(1e300,1)]");
        add("box", "(1,1),(0,0)", "(0.3,1e10),(-0.1,-2)");
        add("path", "[(0,0),(1,1),(2,0)]", "((0,0),(1,1),(2,0.1))");
        add("polygon", "((0,0),(1,1),(2,0))", "((0.1,0.2))");
        add("circle", "<(0,0),1>", "<(0.1,-1e10),3.3333333333333335>");
        add("bit", "0", "1");
        add("varbit", "", "0", "1", "0101010101", "1".repeat(70));
        add("tsvector", "", "a b c", "'it''s':1A,2B 'x\\\\y':3", "'🐘':16383");
        add("tsquery", "", "a & !b", "'it''s' <2> c:*AB | (d <-> e)");
        add("pg_lsn", "0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF");
        add("txid_snapshot", "10:20:10,14,15", "1:1:");
        add("pg_snapshot", "10:20:10,14,15", "1:1:");
        add("xid", "0", "4294967295");
        add("xid8", "0", "18446744073709551615");
        add("cid", "0", "4294967295");
        add("tid", "(0,0)", "(4294967295,65535)");
        add("oid", "0", "4294967295", "2200");
        add("oidvector", "", "1 2 4294967295");
        add("int2vector", "", "1 -2 32767");
        add("aclitem", "=r/chrono_scraper", "chrono_scraper=arwdDxt/chrono_scraper");
        add("refcursor", "", "a \"cursor\"");
        add("regclass", "pg_class", "public.everything", "public.\"Odd, name\"", "0", "4000000000");
        add("regtype", "int4", "public.mood", "numeric[]");
        add("regproc", "pg_catalog.now", "public.answer");
        add("regprocedure", "pg_catalog.abs(int4)", "public.answer()");
        add("regoper", "pg_catalog.||/", "0");
        add("regoperator", "pg_catalog.+(int4,int4)", "pg_catalog.-(NONE,int4)");
        add("regconfig", "english", "simple");
        add("regdictionary", "english_stem", "simple");
        add("regrole", "chrono_scraper");
        add("regnamespace", "public", "pg_catalog");
        add("regcollation", "\"C\"", "\"default\"");
        range("int4range", "[1,5)", "(,)", "[,3)");
        range("int8range", "[1,9223372036854775807)", "(,)");
        range("numrange", "[0.1,0.10]", "(NaN,)", "[-1e100,1e100)");
        range("daterange", "[2000-01-01,infinity)", "(,2000-01-01)");
        range("tsrange", "[\"2000-01-01 00:00:00.000001\",infinity]", "(,)");
        range("tstzrange", "[\"2000-01-01 00:00:00+02\",\"2026-03-29 01:30:00+00\")", "(,infinity)");
        // of this test's own
        add("mood", "so", "la la", "O'K", "🐘", "comma, \"quote\"");
        add("pair", "(1,x)", "(,)", "(,\"\")", "(-5,\"a \"\"b\"\" \\\\ c,\n\")", "(1,\"(x)\")");
        add("nested", "(\"(1,x)\",\"{1,NULL}\",\"[2000-01-01,)\")", "(,,)");
        add("positive", "1", "2147483647");
        add("code", "AB-1", "ZZ-9");
        add("moods", "{so}", "{\"la la\",so}");
        range("floatrange", "[0.1,0.3333333333333333)", "(,)");
        add("odd.path", "a", "(0,0)");
        add("numeric(12,4)", "0", "-99999999.9999", "1.5", "NaN");
        add("char(4)", "", "a", "abcd", "a\tb");
        add("varchar(5)", "", "  ", "\\N");
        add("bit(3)", "101", "000");
        add("timestamp(2)", "2000-01-01 00:00:00.12", "-infinity");
        add("timestamptz(0)", "2000-01-01 00:00:00+01");
        add("interval day to second", "1 day -00:00:01");
        add("hstore", "", "a=>1", "\"a b\"=>NULL,\"\"=>\"\"", "\"q\\\"\"=>\"\\\\🐘\n\"");
        add("citext", "", "Abc", "ÀÉ", "tab\t");
        add("ltree", "", "a", "Top.Science.Astronomy");
        add("lquery", "*.a|b.*{1,2}");
        add("ltxtquery", "Europe & Russia*@ & !Transportation");
        add("cube", "(0)", "(1,2),(3,4.5)");
        add("seg", "1", "1.50 .. 2", "<5");
        add("isbn", "978-0-393-04002-9", "0-393-04002-X");
        add("ean13", "4006381333931");
    }

    private void add(String type, String... edges) {
        values.put(type, random -> of(List.of(edges), random));
    }

    private void range(String type, String... edges) {
        add(type, withEmpty(edges));
        if (!type.equals("floatrange")) {
            add(type.replace("range", "multirange"), "{}", "{" + edges[0] + "}");
        }
    }

    private static String[] withEmpty(String... edges) {
        String[] all = java.util.Arrays.copyOf(edges, edges.length + 1);
        all[edges.length] = "empty";
        return all;
    }

    /** As SQL names them. */
    List<String> types() {
        return List.copyOf(values.keySet());
    }

    String random(String type, Random random) {
        return values.getOrDefault(type, _ -> "").apply(random);
    }

    private static String of(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String text(Random random) {
        return of(WORDS, random) + (random.nextInt(3) == 0 ? of(WORDS, random) : "");
    }

    private static String number(Random random) {
        return new BigDecimal(new BigInteger(1 + random.nextInt(400), random), random.nextInt(200) - 100)
                .negate()
                .toPlainString();
    }

    private static String moment(Random random) {
        return java.time.LocalDateTime.ofEpochSecond(
                        random.nextLong(-60_000_000_000L, 200_000_000_000L),
                        random.nextInt(1_000_000) * 1000,
                        java.time.ZoneOffset.UTC)
                .toString()
                .replace('T', ' ');
    }
}
