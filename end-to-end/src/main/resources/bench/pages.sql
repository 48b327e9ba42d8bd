-- One dominating table of varied text, made by the server; the same for the same number. :rows and :phrases are replaced.
SET work_mem = '256MB';
SET synchronous_commit = off;
SET max_parallel_workers_per_gather = 0;

-- a number from 0 to less than its limit, the same for the same n and salt
CREATE FUNCTION pg_temp.pick(n bigint, salt bigint, below bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
AS 'SELECT ((hashint8extended(n, salt) >> 8) & 281474976710655) % below';

CREATE TEMP TABLE words AS
SELECT n, (SELECT string_agg((ARRAY['a', 'an', 'ar', 'be', 'cal', 'con', 'de', 'di', 'e', 'en', 'er', 'es', 'fo', 'ge', 'gra', 'hi',
                'in', 'is', 'ka', 'la', 'le', 'lo', 'man', 'mé', 'mo', 'na', 'ne', 'ni', 'o', 'on', 'or', 'pa', 'per', 'pre', 'qui',
                're', 'ri', 'ro', 'sa', 'se', 'si', 'so', 'sta', 'ta', 'te', 'ter', 'ti', 'to', 'tra', 'ü', 'un', 'ur', 'va', 've'])
                [1 + pg_temp.pick(n, k, 54)], '' ORDER BY k)
           FROM generate_series(1, 1 + pg_temp.pick(n, 0, 4)) k) AS word
FROM generate_series(0, 1023) n;

-- words as language has them: few often, most seldom
CREATE TEMP TABLE phrases AS
SELECT p, string_agg(word, ' ' ORDER BY k) AS phrase
FROM generate_series(0::bigint, :phrases - 1) p CROSS JOIN generate_series(1, 9) k
JOIN words ON n = floor(1024 * power(pg_temp.pick(p, k, 65536) / 65536::float8, 3))::bigint
GROUP BY p;
ANALYZE words, phrases;

CREATE TABLE pages (
    id bigint NOT NULL, site_id int NOT NULL, url text NOT NULL, status smallint NOT NULL, fetched_at timestamptz NOT NULL,
    checksum uuid NOT NULL, length int, score numeric(7, 4), language text, title text, body text);
INSERT INTO pages
SELECT n, 1 + pg_temp.pick(n, 1, 5000),
       'https://site' || 1 + pg_temp.pick(n, 1, 5000) || '.example/' || replace(left(a.phrase, 24), ' ', '-') || '/' || n,
       (ARRAY[200, 200, 200, 200, 200, 301, 404, 500])[1 + pg_temp.pick(n, 2, 8)],
       timestamptz '2024-01-01' + pg_temp.pick(n, 3, 63072000) * interval '1 second',
       md5('page ' || n)::uuid, 200 + pg_temp.pick(n, 4, 90000), pg_temp.pick(n, 5, 10000000) / 10000.0,
       CASE WHEN n % 7 > 0 THEN (ARRAY['en', 'en', 'de', 'fr', 'nl'])[1 + pg_temp.pick(n, 6, 5)] END,
       left(b.phrase, 40) || ' ' || pg_temp.pick(n, 7, 1000),
       c.phrase || E'.\n' || d.phrase || ', ' || e.phrase || '. ' || pg_temp.pick(n, 8, 1000000000) || '? ' || f.phrase || ' ' || g.phrase || '!'
FROM generate_series(1::bigint, :rows) n
JOIN phrases a ON a.p = pg_temp.pick(n, 11, :phrases)
JOIN phrases b ON b.p = pg_temp.pick(n, 12, :phrases)
JOIN phrases c ON c.p = pg_temp.pick(n, 13, :phrases)
JOIN phrases d ON d.p = pg_temp.pick(n, 14, :phrases)
JOIN phrases e ON e.p = pg_temp.pick(n, 15, :phrases)
JOIN phrases f ON f.p = pg_temp.pick(n, 16, :phrases)
JOIN phrases g ON g.p = pg_temp.pick(n, 17, :phrases);
ALTER TABLE pages ADD PRIMARY KEY (id);
CREATE INDEX pages_url ON pages (url);
CREATE INDEX pages_checksum ON pages (checksum);
CREATE INDEX pages_site_fetched ON pages (site_id, fetched_at);
CREATE INDEX pages_fetched ON pages (fetched_at);
CREATE INDEX pages_language_score ON pages (language, score);

DO $$
BEGIN
  FOR t IN 1..20 LOOP
    EXECUTE format('CREATE TABLE small_%s (id int PRIMARY KEY, page_id bigint, name text, amount numeric(10, 2), noted_at timestamptz)',
                   to_char(t, 'FM00'));
    EXECUTE format('INSERT INTO small_%s SELECT n, pg_temp.pick(n, 20, :rows), phrase, n / 7.0, timestamptz ''2025-01-01'' + n * interval ''1 minute''
                    FROM generate_series(1, least(5000, :rows)) n JOIN phrases ON p = pg_temp.pick(n, %s, :phrases)',
                   to_char(t, 'FM00'), 30 + t);
    EXECUTE format('CREATE INDEX small_%s_name ON small_%s (name)', to_char(t, 'FM00'), to_char(t, 'FM00'));
  END LOOP;
END $$;
DROP TABLE phrases, words;
