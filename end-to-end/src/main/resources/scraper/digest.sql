-- Every table: its name, how many rows, one digest of all their bytes in the order of the key.
SELECT 'domains', count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM domains t;
SELECT 'pages', count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM pages t;
SELECT 'projects', count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM projects t;
SELECT 'scrape_pages', count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM scrape_pages t;
SELECT 'scrape_sessions', count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM scrape_sessions t;
SELECT 'users', count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM users t;
