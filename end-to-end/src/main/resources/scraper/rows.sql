-- The rows, made by the server; the same for the same number. :rows is replaced.
SELECT setseed(0.42);

INSERT INTO users (email, full_name, hashed_password, is_active, is_superuser, created_at)
SELECT 'user' || n || '@' || (ARRAY['example.org', 'archive.example.net', 'université.example'])[1 + n % 3],
       (ARRAY['Ada', 'Édith', 'Jürgen', 'Mai', 'Olga', '結衣', 'Søren'])[1 + n % 7] || ' ' || chr(65 + n % 26) || '.',
       '$2b$12$' || md5('password' || n), n % 17 > 0, n = 1, timestamptz '2024-01-01' + n * interval '37 hours'
FROM generate_series(1, 120) n;

INSERT INTO projects (user_id, name, description, config, status, created_at)
SELECT 1 + n * 7 % 120, 'Project ' || n, CASE WHEN n % 5 > 0 THEN 'Pages on topic ' || n || E'\n\twith "quotes", \\ and tabs' END,
       jsonb_build_object('depth', n % 6, 'languages', ARRAY['en', 'de', 'fr'], 'langextract', n % 2 = 0),
       (ARRAY['active', 'active', 'paused', 'archived'])[1 + n % 4], timestamptz '2024-03-01' + n * interval '2 days'
FROM generate_series(1, 60) n;

INSERT INTO domains (project_id, domain_name, match_type, from_date, to_date, success_rate, include_paths, last_scraped)
SELECT 1 + n % 60, 'site' || n || (ARRAY['.org', '.com', '.gov', '.de', '.co.uk'])[1 + n % 5],
       (ARRAY['domain', 'prefix', 'exact'])[1 + n % 3], date '1996-10-01' + n * 11, date '2025-08-27',
       round((60 + 40 * random())::numeric, 2), CASE WHEN n % 4 = 0 THEN ARRAY['/news', '/a,b', NULL] END,
       timestamptz '2025-08-01' + n * interval '1 hour'
FROM generate_series(1, 300) n;

INSERT INTO scrape_sessions (project_id, session_name, status, total_urls, completed_urls, started_at, took)
SELECT 1 + n % 60, 'run ' || n, (ARRAY['completed', 'completed', 'completed', 'failed', 'running'])[1 + n % 5],
       1000 + n, 900 + n % 100, timestamptz '2025-01-01' + n * interval '5 hours', n * interval '73 seconds'
FROM generate_series(1, 400) n;

INSERT INTO pages (domain_id, url, title, content_hash, word_count, quality, tags, reviewed, meta, updated_at)
SELECT 1 + (n * 31) % 300, 'https://site' || 1 + (n * 31) % 300 || '.org/articles/' || n, 'Article no. ' || n,
       md5('p' || n) || md5('q' || n), 50 + (abs(hashint4(n)) % 4000), random(), ARRAY['t' || n % 9, 'lang:en'], n % 8 = 0,
       CASE WHEN n % 3 > 0 THEN jsonb_build_object('author', 'author ' || n % 500, 'score', n % 10) END,
       timestamptz '2025-05-01' + n * interval '3 minutes'
FROM generate_series(1, greatest(:rows / 5, 100)) n;

INSERT INTO scrape_pages (domain_id, scrape_session_id, original_url, content_url, unix_timestamp, mime_type, status,
    status_code, content_length, digest_hash, title, extracted_text, is_pdf, is_duplicate, is_list_page,
    extraction_method, error_message, error_type, retry_count, fetch_time, extraction_time, total_processing_time,
    first_seen_at, last_attempt_at, completed_at, created_at, updated_at)
WITH corpus AS MATERIALIZED (
    SELECT string_agg((ARRAY['archive', 'capture', 'the', 'of', 'snapshot', 'page', 'naïve', 'council', 'Zürich', 'report',
        'budget', 'minutes', 'of', 'a', 'public', 'meeting', 'held', 'in', '東京', 'and', 'text,', 'review.'])
        [1 + abs(hashint4(i)) % 22], ' ' ORDER BY i) AS text FROM generate_series(1, 400) i),
drawn AS (
    SELECT n, abs(hashint4(n)) AS h, abs(hashint4(n + 1000000)) AS k, random() AS r, random() AS q, c.text
    FROM generate_series(1, :rows) n, corpus c),
typed AS (
    SELECT *, CASE WHEN h % 100 < 71 THEN 'text/html' WHEN h % 100 < 82 THEN 'text/html; charset=utf-8'
                   WHEN h % 100 < 92 THEN 'application/pdf' WHEN h % 100 < 96 THEN 'image/png' ELSE NULL END AS mime,
           CASE WHEN k % 100 < 62 THEN 'completed' WHEN k % 100 < 80 THEN 'pending' WHEN k % 100 < 86 THEN 'failed'
                WHEN k % 100 < 91 THEN 'skipped' WHEN k % 100 < 96 THEN 'retry' ELSE 'in_progress' END AS state,
           1 + (r * r * 300)::int % 300 AS domain, timestamptz '2025-06-01' + n * interval '7 seconds' AS seen
    FROM drawn)
SELECT domain, CASE WHEN h % 23 > 0 THEN 1 + k % 400 END,
       'https://site' || domain || '.org/' || (ARRAY['news', 'tag', 'docs', 'a/b', 'wiki'])[1 + h % 5] || '/' || n,
       'https://web.archive.org/web/' || 20100000000000 + (k % 15) * 10000000000 + 101000000 || 'id_/https://site' || domain || '.org/' || n,
       20100000000000 + (k % 15) * 10000000000 + 101000000, mime, state,
       CASE state WHEN 'completed' THEN 200 WHEN 'failed' THEN (ARRAY[403, 404, 410, 500, 503])[1 + h % 5] END,
       CASE WHEN h % 31 > 0 THEN (q * q * 3000000)::int END, md5((CASE WHEN k % 12 = 0 THEN n % 997 ELSE n END)::text),
       CASE WHEN h % 19 > 0 THEN initcap(substr(text, 1 + h % 700, 20 + k % 40)) END,
       CASE WHEN state = 'completed' THEN substr(text, 1 + h % 1500, 20 + k % 320) END,
       CASE WHEN h % 97 > 0 THEN mime IS NOT DISTINCT FROM 'application/pdf' OR h % 83 = 1 END,
       CASE WHEN h % 89 > 0 THEN k % 12 = 0 END, h % 13 = 0, (ARRAY['trafilatura', 'firecrawl', NULL])[1 + h % 3],
       CASE WHEN state = 'failed' THEN 'HTTP ' || (ARRAY[403, 404, 410, 500, 503])[1 + h % 5] || E' for the page:\t"not found"\nretry later' END,
       CASE WHEN state = 'failed' THEN 'HTTPStatusError' END, h % 4, r * 9, q * 3, r * 9 + q * 3, seen,
       seen + interval '1 minute', CASE WHEN state = 'completed' THEN seen + interval '90 seconds' END, seen, seen
FROM typed;
