-- domains, enums with a label in the middle, composites, ranges, multiranges, arrays of them, odd values
SET ROLE chrono_scraper;
CREATE SCHEMA types;
SET search_path = types;
CREATE DOMAIN positive AS int DEFAULT 1 CONSTRAINT is_positive CHECK (VALUE > 0);
CREATE DOMAIN short_positive AS positive NOT NULL CHECK (VALUE < 100);
CREATE DOMAIN late AS int;
ALTER DOMAIN late ADD CONSTRAINT later CHECK (VALUE < 5) NOT VALID;
CREATE TYPE mood AS ENUM ('sad', 'it''s "ok"', 'happy, (very)');
ALTER TYPE mood ADD VALUE 'in between' BEFORE 'happy, (very)';
CREATE TYPE pair AS (x int, "a ""name" mood[]);
CREATE TYPE nested AS (p pair, q positive, r daterange);
CREATE FUNCTION distance(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE RETURN $1 - $2;
CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = distance, multirange_type_name = spans);
CREATE TABLE everything (id int PRIMARY KEY, d short_positive, m mood, ms mood[], p pair, n nested, ns nested[], s span, ss spans,
  i2 smallint, i8 bigint, num numeric, r real, f double precision, mo money, t text, vc varchar(5), c char(5), n64 name, b boolean,
  by bytea, ts timestamp, tz timestamptz, da date, ti time, tt timetz, iv interval, u uuid, j json, jb jsonb, x xml, bi bit(3), bv varbit,
  ip inet, ci cidr, ma macaddr, ma8 macaddr8, po point, li line, ls lseg, bo box, pa path, pl polygon, cr circle, tv tsvector, tq tsquery,
  lsn pg_lsn, o oid, rg regclass, rt regtype, i4r int4range, tzr tstzrange, nr nummultirange, jp jsonpath, arr int[], arr2 text[][], snap pg_snapshot, x8 xid8);
INSERT INTO everything VALUES (1, 5, 'in between', '{sad,NULL,"it''s \"ok\""}', ROW (1, '{"happy, (very)"}'), ROW (ROW (2, NULL), 3, '[2026-01-01,infinity)'),
  ARRAY[ROW (ROW (2, '{}'), 3, 'empty')::nested, NULL], '[1.5,2.5)', '{[1,2),[3,4]}', -32768, 9223372036854775807, 'NaN', 'Infinity', 1e-45::float4::float8, '-$1,234.56',
  E'\t\\N\n\r\b\f\v', '  x  ', 'a', 'n', true, '\x00ff', '4713-01-01 00:00:00 BC', 'infinity', '-infinity', '24:00', '24:00:00-15:59', '-178000000 years 5 mons -3 days 04:05:06.789',
  '00000000-0000-0000-0000-000000000000', '{"a":  1, "a": 2}', '{"a": 1e400, "b": "\u00e9"}', '<a>1</a>', B'101', B'', '::1/64', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05',
  '(1e-300,-0)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)', '[(0,0),(1,1)]', '((0,0),(1,1),(2,0))', '<(0,0),1>', '''a b'':1A,2 c:3', 'a & !(b | c:*)',
  'FFFFFFFF/FFFFFFFF', 4294967295, 'types.everything', 'types.pair', '(,)', '[2026-01-01 00:00+00,)', '{(,1.10],[2.00,)}', '$.a[*] ? (@.b > 1)', '[-1:1]={1,NULL,3}', '{{a,"b,c"},{"NULL",NULL}}', '10:20:10,14,15', '18446744073709551615');
INSERT INTO everything (id, d, num, r, f, mo, iv) VALUES (2, 99, '-Infinity', '-0', '-1.7976931348623157e308', '92233720368547758.07', 'P1Y2M3DT4H5M6.5S'),
  (3, 1, 1e-16383, 3.4028235e38, 5e-324, '-92233720368547758.08', '-1 day +23:59:59.999999'), (4, 1, 0.1000000, 1.1, 0.30000000000000004, 0, '0');
