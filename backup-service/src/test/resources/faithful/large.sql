-- Large enough to go in binary, with every type that can; the second has a value that cannot, in its last row.
SET ROLE chrono_scraper;
CREATE SCHEMA sizes;
CREATE TYPE sizes.mood AS ENUM ('sad', 'ok, "happy"', 'tab	');
CREATE TABLE sizes.known (
  id bigint PRIMARY KEY, yes boolean, small smallint, whole integer, large bigint, narrow real, wide double precision,
  number numeric, price numeric(12, 4), words text, few character varying(40), padded character(9), doc json, docb jsonb,
  bytes bytea, uid uuid, day date, at timestamp without time zone, moment timestamp with time zone,
  millis timestamp(3) with time zone, mood sizes.mood
);
SELECT setseed(0.42);
INSERT INTO sizes.known SELECT g, g % 3 = 0, g % 32768, g * 7919 % 2147483647, g * 92233720368547,
  (random() - 0.5) * 10 ^ (g % 40 - 20), (random() - 0.5) * 10 ^ (g % 300 - 150),
  round(((random() - 0.5) * 1e15)::numeric / (10::numeric ^ (g % 25)), (g % 20)::int), ((random() - 0.5) * 1e7)::numeric(12, 4),
  repeat(E'back\\slash tab\t line\n return\r bell\b form\f vertical\v zwölf 🙂 ', g % 7), 'few ' || g % 99, 'p' || g % 999,
  format('{"a" : %s}', g)::json, format('{"b": [%s, null, "\\n"]}', g)::jsonb, sha256(g::text::bytea), gen_random_uuid(),
  date '1582-10-01' + (g * 37 % 300000)::int, timestamp '0001-01-01' + g * interval '3 hours 17.000013 s',
  timestamptz '2026-11-29 12:00:00.1+03' + g * interval '1 s', timestamptz '1999-12-31 23:59:59.9999+00' + g * interval '1 ms',
  (ARRAY['sad', 'ok, "happy"', E'tab\t']::sizes.mood[])[1 + g % 3]
FROM generate_series(1, 16000) g;
INSERT INTO sizes.known VALUES
  (-1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (-9223372036854775808, false, -32768, -2147483648, -9223372036854775808, 'NaN', 'NaN', 'NaN', 'NaN', '', '', '', '""', '""', '',
   '00000000-0000-0000-0000-000000000000', 'infinity', 'infinity', 'infinity', 'infinity', 'sad'),
  (9223372036854775807, true, 32767, 2147483647, 9223372036854775807, '-Infinity', 'Infinity', 0, -0.0001, '\N', '\.', E'\\', '[]', '{}',
   '\x00', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '-infinity', '-infinity', '-infinity', '-infinity', 'sad'),
  (0, true, 0, 0, 0, '-0', '5e-324', 0.000, 99999999.9999, E'\t', E'\n', E'\n', '{}', '[]', E'\\x5c6e', gen_random_uuid(), '0001-01-01',
   '9999-12-31 23:59:59.999999', '2000-01-01 00:00:00+00', '2000-02-29 00:00:00+00', 'sad'),
  (1000000, true, 1, 1, 1, 1e38, 1.7976931348623157e308, 1e300, 1000, 'x', 'x', 'x', '1', '1', 'x', gen_random_uuid(), '1900-03-01',
   '2400-02-29 12:00:00', '1970-01-01 00:00:00.000001+00', '1600-02-29 00:00:00+00', 'sad'),
  (1000001, true, 1, 1, 1, 1, 1, 10000, 0.1, 'x', 'x', 'x', '1', '1', 'x', gen_random_uuid(), '2000-01-01', '2100-03-01', '1900-02-28 00:00:00+00',
   '1999-12-31 00:00:00+00', 'sad'),
  (1000002, true, 1, 1, 1, 1, 1, -123456789012345678901234567890.00001234500, 0.1, 'x', 'x', 'x', '1', '1', 'x', gen_random_uuid(), '1999-12-31',
   '1999-12-31 23:59:59.999999', '1999-12-31 23:59:59.999999+00', '1999-12-31 00:00:00+00', 'sad');
CREATE INDEX known_number ON sizes.known (number);
CREATE TABLE sizes.unknown_at_last (id int PRIMARY KEY, words text, day date);
INSERT INTO sizes.unknown_at_last SELECT g, repeat(md5(g::text), 10), date '2026-11-29' - g FROM generate_series(1, 20000) g;
INSERT INTO sizes.unknown_at_last VALUES (20001, 'ides', '0044-03-15 BC');
CREATE TABLE sizes.of_no_known_type (id int PRIMARY KEY, words text[]);
INSERT INTO sizes.of_no_known_type SELECT g, ARRAY[repeat(md5(g::text), 12), NULL, E'\t'] FROM generate_series(1, 15000) g;
