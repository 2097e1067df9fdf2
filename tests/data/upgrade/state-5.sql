-- SPDX-License-Identifier: GPL-3.0-or-later
-- state.db from commit 8cb2fca on: companies with the keys of today.

CREATE TABLE url (
  id BIGINT PRIMARY KEY,
  url TEXT NOT NULL,
  href TEXT,
  host_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  redirects BIGINT NOT NULL,
  state BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  found_on BIGINT,
  outcome TEXT,
  status BIGINT,
  fetched_at BIGINT,
  etag TEXT,
  last_modified TEXT,
  digest TEXT,
  held_at BIGINT,
  text_hash BIGINT,
  interval_h BIGINT,
  failing_since BIGINT,
  failures BIGINT,
  missing_since BIGINT,
  missing BIGINT,
  same_as BIGINT
);
CREATE INDEX url_due ON url (host_id, due_at, rank);
CREATE INDEX url_gone ON url (state) WHERE state = 4;
CREATE TABLE content (
  site_id BIGINT NOT NULL,
  content BIGINT NOT NULL,
  url_id BIGINT NOT NULL,
  PRIMARY KEY (site_id, content)
);
CREATE TABLE site_alias (
  site TEXT NOT NULL,
  alias TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  PRIMARY KEY (site, alias)
);
CREATE TABLE host (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  taken BIGINT NOT NULL DEFAULT 0,
  ready_at BIGINT NOT NULL,
  not_before BIGINT NOT NULL DEFAULT 0,
  incidents BIGINT NOT NULL DEFAULT 0,
  blocked_until BIGINT NOT NULL DEFAULT 0,
  failures BIGINT NOT NULL DEFAULT 0,
  down_since BIGINT NOT NULL DEFAULT 0,
  last_answer BIGINT NOT NULL DEFAULT 0,
  address TEXT NOT NULL DEFAULT ''
);
CREATE INDEX host_ready ON host (taken, ready_at);
CREATE TABLE site (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  pages BIGINT NOT NULL,
  sources BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  spent_ms BIGINT NOT NULL,
  window_at BIGINT NOT NULL,
  closed TEXT NOT NULL,
  documents BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE robots (
  origin TEXT PRIMARY KEY,
  fetched_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  reachable BIGINT NOT NULL,
  status BIGINT NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE grants (
  fkz TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  recipient_ags TEXT NOT NULL,
  recipient_town TEXT NOT NULL,
  recipient_state TEXT NOT NULL,
  recipient_country TEXT NOT NULL,
  executing TEXT NOT NULL,
  executing_ags TEXT NOT NULL,
  executing_town TEXT NOT NULL,
  executing_state TEXT NOT NULL,
  executing_country TEXT NOT NULL,
  title TEXT NOT NULL,
  plan_code TEXT NOT NULL,
  plan_text TEXT NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  amount_cents BIGINT NOT NULL,
  profile TEXT NOT NULL,
  joint_project TEXT NOT NULL,
  kind TEXT NOT NULL,
  ministry TEXT NOT NULL,
  actor TEXT NOT NULL
);
CREATE TABLE grant_changes (
  fkz TEXT NOT NULL,
  import_number BIGINT NOT NULL,
  field TEXT NOT NULL,
  value_before TEXT NOT NULL,
  value_after TEXT NOT NULL,
  PRIMARY KEY (fkz, import_number, field)
);
CREATE TABLE grant_imports (
  number BIGINT PRIMARY KEY,
  path TEXT NOT NULL,
  header TEXT NOT NULL,
  as_of TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  rows_read BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  dropped BIGINT NOT NULL,
  refused BIGINT NOT NULL
);
CREATE TABLE imported_file (
  path TEXT PRIMARY KEY,
  stamp TEXT NOT NULL
);
CREATE TABLE tdmrep (
  origin TEXT PRIMARY KEY,
  fetched_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  status BIGINT NOT NULL,
  rules TEXT NOT NULL
);
CREATE TABLE reservation (
  host TEXT NOT NULL,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  site TEXT NOT NULL,
  scope TEXT NOT NULL,
  said TEXT NOT NULL,
  policy TEXT NOT NULL,
  obeyed TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  withdrawn_at BIGINT,
  purge_pending BIGINT NOT NULL,
  purged BIGINT NOT NULL,
  PRIMARY KEY (host, source, target)
);
CREATE INDEX reservation_site ON reservation (site);
CREATE INDEX reservation_pending ON reservation (purge_pending);
CREATE TABLE crawl_snapshot (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);
CREATE TABLE companies (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  court_code TEXT NOT NULL,
  register_type TEXT NOT NULL,
  register_number TEXT NOT NULL,
  register_suffix TEXT NOT NULL,
  court TEXT NOT NULL,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL,
  town TEXT NOT NULL,
  district TEXT NOT NULL,
  founded TEXT NOT NULL,
  founded_precision TEXT NOT NULL,
  founded_source TEXT NOT NULL,
  employees TEXT NOT NULL,
  employees_year BIGINT,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  wz TEXT NOT NULL,
  purpose TEXT NOT NULL,
  website TEXT NOT NULL,
  vat_id TEXT NOT NULL,
  lei TEXT NOT NULL,
  previous_names TEXT NOT NULL,
  source TEXT NOT NULL,
  source_rank BIGINT NOT NULL,
  as_of TEXT NOT NULL,
  number_key BIGINT NOT NULL,
  name_key BIGINT NOT NULL,
  light_key BIGINT NOT NULL,
  street_key BIGINT NOT NULL,
  address_key BIGINT NOT NULL
);
CREATE UNIQUE INDEX companies_id ON companies (id);
CREATE INDEX companies_number_key ON companies (number_key);
CREATE INDEX companies_name_key ON companies (name_key);
CREATE INDEX companies_light_key ON companies (light_key);
CREATE INDEX companies_street_key ON companies (street_key);
CREATE INDEX companies_address_key ON companies (address_key);
CREATE INDEX companies_district ON companies (district);
CREATE INDEX companies_website ON companies (website) WHERE website <> '';
CREATE INDEX companies_vat_id ON companies (vat_id) WHERE vat_id <> '';
CREATE INDEX companies_lei ON companies (lei) WHERE lei <> '';
CREATE TABLE company_names (
  name_key BIGINT NOT NULL,
  company_id TEXT NOT NULL,
  PRIMARY KEY (name_key, company_id)
);
CREATE TABLE company_values (
  company_id TEXT NOT NULL,
  field TEXT NOT NULL,
  source TEXT NOT NULL,
  source_rank BIGINT NOT NULL,
  as_of TEXT NOT NULL,
  PRIMARY KEY (company_id, field)
);
CREATE TABLE imports (
  number BIGINT PRIMARY KEY,
  source TEXT NOT NULL,
  path TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  rows_read BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  refused BIGINT NOT NULL
);
INSERT INTO url (id, url, host_id, site_id, kind, rank, redirects, state, due_at, outcome, status, fetched_at, digest, held_at) VALUES (77, 'https://nordstack.example/', 5, 6, 0, 0, 0, 2, 1767225600000, 'ok', 200, 1767225600000, 'sha1:AAAA', 1767225600000);
INSERT INTO host (id, name, ready_at) VALUES (5, 'nordstack.example', 1767225600000);
INSERT INTO site (id, name, pages, bytes, spent_ms, window_at, closed, sources, documents) VALUES (6, 'nordstack.example', 1, 1000, 20, 1767225600000, '', 2, 1);
INSERT INTO reservation VALUES ('nordstack.example', 'tdm-meta', 'https://nordstack.example/x', 'nordstack.example', 'page', '1', '', 'not mined', 1767225600000, 1767225600000, NULL, 0, 1);
INSERT INTO companies (id, name, legal_form, court_code, register_type, register_number, register_suffix, court, street, postcode, town, district, founded, founded_precision, founded_source, employees, employees_year, status, kind, wz, purpose, website, vat_id, lei, previous_names, source, source_rank, as_of, number_key, name_key, light_key, street_key, address_key) VALUES ('K1101R_HRB900101', 'Nordstack GmbH', 'GmbH', 'K1101R', 'HRB', '900101', '', 'Amtsgericht Hamburg', 'Hafenstraße 1', '20457', 'Hamburg', '02000', '2012-03-01', 'day', 'register', '37', NULL, 'active', 'enterprise', '27.11', 'Bau von Elektrolyseuren', 'https://nordstack.example/', '', '', 'Altstack GmbH', 'register', 50, '2026-01-01', 11, 12, 13, 14, 15);
INSERT INTO companies (id, name, legal_form, court_code, register_type, register_number, register_suffix, court, street, postcode, town, district, founded, founded_precision, founded_source, employees, employees_year, status, kind, wz, purpose, website, vat_id, lei, previous_names, source, source_rank, as_of, number_key, name_key, light_key, street_key, address_key) VALUES ('N-00000000deadbeef', 'Tischlerei Holm', '', '', '', '', '', '', 'Weg 2', '20095', 'Hamburg', '02000', '', '', '', '', NULL, 'removed', 'enterprise', '', '', '', '', '', '', 'list', 30, '2026-01-02', 0, 22, 23, 24, 25);
INSERT INTO company_values VALUES ('K1101R_HRB900101', 'website', 'list', 30, '2026-01-02');
INSERT INTO imports VALUES (1, 'register', 'register.jsonl', '2026-01-03T00:00:00Z', 2, 2, 0, 0, 0);
INSERT INTO grants VALUES ('03X1', 'Nordstack GmbH', '02000000', 'Hamburg', 'Hamburg', 'Deutschland', 'Nordstack GmbH', '02000000', 'Hamburg', 'Hamburg', 'Deutschland', 'Elektrolyse', 'EB1', 'Energie', '2024-01-01', '2026-12-31', 12345600, 'Technologie', '', 'Projekt', 'BMWK', 'wirtschaft');
INSERT INTO robots VALUES ('https://nordstack.example', 1767225600000, 1767312000000, 1, 200, 'User-agent: *');
