-- policies of each kind; forced upon the owner; backup_user owns none of it
SET ROLE chrono_scraper;
CREATE SCHEMA row_security;
SET search_path = row_security;
CREATE TABLE tenants (id int PRIMARY KEY, tenant text);
INSERT INTO tenants SELECT n, CASE WHEN n % 3 = 0 THEN 'chrono_scraper' ELSE 't' || n END FROM generate_series(1, 30) n;
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON tenants USING (tenant = current_user);
CREATE POLICY "read; only" ON tenants AS RESTRICTIVE FOR SELECT TO readonly_user, chrono_scraper USING (tenant <> '''x''');
CREATE POLICY adding ON tenants FOR INSERT TO PUBLIC WITH CHECK (id > 0);
CREATE TABLE closed (id int);
INSERT INTO closed VALUES (1);
ALTER TABLE closed ENABLE ROW LEVEL SECURITY;
CREATE TABLE not_enabled (id int);
CREATE POLICY sleeping ON not_enabled USING (false);
