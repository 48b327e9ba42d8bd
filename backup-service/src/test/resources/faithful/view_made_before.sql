-- a materialised view that reads, through a view that was replaced, one that is younger than itself
SET ROLE chrono_scraper;
CREATE SCHEMA younger;
SET search_path = younger;
CREATE VIEW between_them AS SELECT 0::bigint AS total;
CREATE MATERIALIZED VIEW first AS SELECT total FROM between_them;
CREATE MATERIALIZED VIEW second AS SELECT n::bigint FROM generate_series(1, 4) n;
CREATE OR REPLACE VIEW between_them AS SELECT sum(n)::bigint AS total FROM second;
REFRESH MATERIALIZED VIEW first;
