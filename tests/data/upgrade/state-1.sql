-- SPDX-License-Identifier: GPL-3.0-or-later
-- state.db of the first version 0.1 (commit edd058c): URLs in one table `frontier`,
-- companies without keys, headcounts as figures.

CREATE TABLE frontier (
  url TEXT PRIMARY KEY,
  href TEXT NOT NULL,
  host TEXT NOT NULL,
  site TEXT NOT NULL,
  kind BIGINT NOT NULL,
  priority BIGINT NOT NULL,
  depth BIGINT NOT NULL,
  redirects BIGINT NOT NULL,
  state BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL DEFAULT '',
  status BIGINT NOT NULL DEFAULT 0,
  fetched_at BIGINT,
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  found_on TEXT NOT NULL
);
CREATE INDEX frontier_host
  ON frontier (host, due_at);
CREATE INDEX frontier_site
  ON frontier (site, kind);
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
CREATE TABLE companies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
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
  employees BIGINT,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  wz TEXT NOT NULL,
  purpose TEXT NOT NULL,
  website TEXT NOT NULL,
  previous_names TEXT NOT NULL,
  source TEXT NOT NULL,
  source_rank BIGINT NOT NULL,
  as_of TEXT NOT NULL
);
CREATE INDEX companies_name_key ON companies (name_key);
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
INSERT INTO frontier VALUES ('https://nordstack.example/', 'https://nordstack.example/', 'nordstack.example', 'nordstack.example', 0, 1, 0, 0, 1, 1767225600000, 0, 'ok', 200, 1767225600000, '"e1"', '', 'seed');
INSERT INTO frontier VALUES ('https://nordstack.example/produkte', 'https://nordstack.example/produkte', 'nordstack.example', 'nordstack.example', 0, 1, 1, 0, 0, 1767225600000, 0, '', 0, NULL, '', '', 'https://nordstack.example/');
INSERT INTO frontier VALUES ('https://elsewhere.example/', 'https://elsewhere.example/', 'elsewhere.example', 'nordstack.example', 0, 1, 1, 0, 3, 1767225600000, 0, 'refused', 0, NULL, '', '', 'https://nordstack.example/');
INSERT INTO companies VALUES ('K1101R_HRB900101', 'Nordstack GmbH', 'nordstack gmbh', 'GmbH', 'K1101R', 'HRB', '900101', '', 'Amtsgericht Hamburg', 'Hafenstraße 1', '20457', 'Hamburg', '02000', '2012-03-01', 'day', 37, 'active', 'enterprise', '27.11', 'Bau von Elektrolyseuren', 'https://nordstack.example/', 'Altstack GmbH', 'register', 50, '2026-01-01');
INSERT INTO companies VALUES ('N-00000000deadbeef', 'Tischlerei Holm', 'tischlerei holm', '', '', '', '', '', '', 'Weg 2', '20095', 'Hamburg', '02000', '', '', NULL, 'removed', 'enterprise', '', '', '', '', 'list', 30, '2026-01-02');
INSERT INTO company_values VALUES ('K1101R_HRB900101', 'website', 'list', 30, '2026-01-02');
INSERT INTO imports VALUES (1, 'register', 'register.jsonl', '2026-01-03T00:00:00Z', 2, 2, 0, 0, 0);
INSERT INTO grants VALUES ('03X1', 'Nordstack GmbH', '02000000', 'Hamburg', 'Hamburg', 'Deutschland', 'Nordstack GmbH', '02000000', 'Hamburg', 'Hamburg', 'Deutschland', 'Elektrolyse', 'EB1', 'Energie', '2024-01-01', '2026-12-31', 12345600, 'Technologie', '', 'Projekt', 'BMWK', 'wirtschaft');
INSERT INTO robots VALUES ('https://nordstack.example', 1767225600000, 1767312000000, 1, 200, 'User-agent: *');
