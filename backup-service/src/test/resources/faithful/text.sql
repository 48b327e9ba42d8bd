-- every byte that text may hold, and lines that COPY could mistake
SET ROLE chrono_scraper;
CREATE SCHEMA texts;
SET search_path = texts;
CREATE TABLE bytes (n int PRIMARY KEY, t text, b bytea);
INSERT INTO bytes SELECT n, chr(n), set_byte('\x00', 0, n) FROM generate_series(1, 255) n;
INSERT INTO bytes VALUES (1000, '\.', '\x5c2e'), (1001, E'\\.\n\\.', ''), (1002, '\N', NULL), (1003, '', ''), (1004, NULL, '\x00'), (1005, E'a\rb\r\nc', NULL),
  (1006, '\\N', NULL), (1007, repeat(E'\t\\\n', 5000), decode(repeat('00', 50000), 'hex')), (1008, chr(65533) || chr(1114111) || chr(57344), NULL), (1009, E'\u2028\u0085\ufeff', NULL);
CREATE TABLE one_column (t text);
INSERT INTO one_column VALUES ('\.'), (''), (NULL), ('\N'), (E'\n'), (' '), ('"'), ('--'), (E'\\');
