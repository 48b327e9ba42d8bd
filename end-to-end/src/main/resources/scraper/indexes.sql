CREATE INDEX ix_scrape_pages_original_url ON scrape_pages (original_url);
CREATE INDEX ix_scrape_pages_digest_hash ON scrape_pages (digest_hash);
CREATE INDEX ix_scrape_pages_status ON scrape_pages (status);
CREATE INDEX ix_pages_domain_id ON pages (domain_id);
ANALYZE;
