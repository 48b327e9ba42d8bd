-- odd dollar quoting, bodies of many lines, SQL-standard bodies, procedures, defaults, variadic, settings, transforms of names
SET ROLE chrono_scraper;
CREATE SCHEMA functions;
SET search_path = functions;
CREATE FUNCTION "do it; now"("a b" int DEFAULT 1, OUT "x""y" int, OUT z text) LANGUAGE plpgsql STRICT COST 7 SECURITY DEFINER
  SET search_path = functions, pg_temp SET work_mem TO '8MB' AS $body$
BEGIN
  -- $$ and $_$ and '; and \restrict
  EXECUTE $q$ SELECT 'it''s' $q$ INTO z;
  "x""y" := "a b" + length($_$ $$ $_$);
  /* COPY public.t FROM stdin;
\.
  */
END
$body$;
CREATE FUNCTION many(VARIADIC a numeric[] DEFAULT '{1,2}') RETURNS SETOF numeric LANGUAGE sql IMMUTABLE ROWS 3 AS 'SELECT unnest(a)';
CREATE FUNCTION standard(a int) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT 'a;b' || a; SELECT CASE WHEN a > 1 THEN 'x' END; END;
CREATE PROCEDURE works(INOUT a int) LANGUAGE plpgsql AS 'BEGIN a := a + 1; COMMIT; END';
CREATE FUNCTION rows_of(OUT a int, OUT b text) RETURNS SETOF record LANGUAGE sql PARALLEL SAFE AS $$ VALUES (1, E'\\x') $$;
CREATE TABLE kept (id int PRIMARY KEY);
CREATE FUNCTION of_row(kept) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.id * 2';
CREATE INDEX kept_of_row ON kept (of_row(kept.*));
CREATE FUNCTION with_crlf() RETURNS text LANGUAGE sql AS E'SELECT ''a\r\nb\ttab'';\r\n';
ALTER FUNCTION with_crlf() DEPENDS ON EXTENSION plpgsql;
INSERT INTO kept SELECT generate_series(1, 10);
