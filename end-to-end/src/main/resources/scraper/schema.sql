-- A database like Chrono Scraper's: who scrapes, what, when, and every page found.
CREATE TABLE users (
    id serial PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, full_name varchar(100), hashed_password varchar(100),
    is_active boolean NOT NULL DEFAULT true, is_superuser boolean NOT NULL DEFAULT false, created_at timestamptz);
CREATE TABLE projects (
    id serial PRIMARY KEY, user_id integer NOT NULL REFERENCES users, name varchar(200) NOT NULL, description text,
    config jsonb NOT NULL DEFAULT '{}', status varchar(20) NOT NULL DEFAULT 'active', created_at timestamptz);
CREATE TABLE domains (
    id serial PRIMARY KEY, project_id integer NOT NULL REFERENCES projects, domain_name varchar(255) NOT NULL,
    match_type varchar(20) NOT NULL DEFAULT 'domain', from_date date, to_date date, success_rate numeric(5,2),
    include_paths text[], last_scraped timestamptz);
CREATE TABLE scrape_sessions (
    id serial PRIMARY KEY, project_id integer NOT NULL REFERENCES projects, session_name varchar(100),
    status varchar(20) NOT NULL, total_urls integer, completed_urls integer, started_at timestamptz, took interval);
CREATE TABLE pages (
    id serial PRIMARY KEY, domain_id integer NOT NULL REFERENCES domains, url text NOT NULL, title varchar(500),
    content_hash varchar(64), word_count integer, quality double precision, tags text[], reviewed boolean NOT NULL DEFAULT false,
    meta jsonb, updated_at timestamptz);
CREATE TABLE scrape_pages (
    id serial PRIMARY KEY, domain_id integer NOT NULL REFERENCES domains,
    scrape_session_id integer REFERENCES scrape_sessions, original_url text, content_url text,
    unix_timestamp varchar(14), mime_type varchar(100), status varchar(20), status_code integer, content_length integer,
    digest_hash varchar(32), title varchar(500), extracted_text text, is_pdf boolean, is_duplicate boolean,
    is_list_page boolean, extraction_method varchar(50), error_message text, error_type varchar(100),
    retry_count integer DEFAULT 0, max_retries integer DEFAULT 3, fetch_time double precision,
    extraction_time double precision, total_processing_time double precision, first_seen_at timestamptz DEFAULT now(),
    last_attempt_at timestamptz, completed_at timestamptz, created_at timestamptz DEFAULT now(),
    updated_at timestamptz DEFAULT now());
-- no column in it that the migration changes: PostgreSQL would refuse that
CREATE VIEW domain_progress AS
    SELECT d.domain_name, count(*) AS pages, count(s.completed_at) AS completed FROM scrape_pages s JOIN domains d ON d.id = s.domain_id GROUP BY 1;
