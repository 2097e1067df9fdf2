-- SPDX-License-Identifier: GPL-3.0-or-later
-- history.db of commit 9d4ec35, the only form so far.

CREATE TABLE snapshot (
  turn BIGINT PRIMARY KEY,
  taken_at BIGINT NOT NULL,
  list_version TEXT NOT NULL,
  program TEXT NOT NULL,
  region TEXT NOT NULL,
  companies BIGINT NOT NULL,
  with_site BIGINT NOT NULL,
  companies_read BIGINT NOT NULL,
  sites BIGINT NOT NULL,
  reachable BIGINT NOT NULL,
  gone BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  reserved BIGINT NOT NULL
);
CREATE TABLE snapshot_count (
  turn BIGINT NOT NULL,
  dimension TEXT NOT NULL,
  id TEXT NOT NULL,
  companies BIGINT NOT NULL,
  real_change BIGINT NOT NULL,
  list_change BIGINT NOT NULL,
  coverage_change BIGINT NOT NULL,
  lost_sites BIGINT NOT NULL,
  PRIMARY KEY (turn, dimension, id)
);
CREATE TABLE company_interval (
  company_id TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  district TEXT NOT NULL,
  in_region BIGINT NOT NULL,
  founded TEXT NOT NULL,
  founded_precision TEXT NOT NULL,
  employees TEXT NOT NULL,
  PRIMARY KEY (company_id, valid_from)
);
CREATE TABLE tag_interval (
  company_id TEXT NOT NULL,
  dimension TEXT NOT NULL,
  id TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  confidence TEXT NOT NULL,
  counted BIGINT NOT NULL,
  list_version TEXT NOT NULL,
  PRIMARY KEY (company_id, dimension, id, valid_from)
);
CREATE TABLE company_site (
  company_id TEXT NOT NULL,
  site TEXT NOT NULL,
  lost BIGINT NOT NULL,
  PRIMARY KEY (company_id, site)
);
CREATE TABLE field_change (
  changed_at BIGINT NOT NULL,
  company_id TEXT NOT NULL,
  dimension TEXT NOT NULL,
  id TEXT NOT NULL,
  gained BIGINT NOT NULL,
  cause TEXT NOT NULL,
  PRIMARY KEY (changed_at, dimension, id, company_id)
);
CREATE INDEX field_change_company ON field_change (company_id);
CREATE TABLE forgotten_count (
  dimension TEXT NOT NULL,
  id TEXT NOT NULL,
  companies BIGINT NOT NULL,
  PRIMARY KEY (dimension, id)
);
INSERT INTO snapshot VALUES (1, 1767225600000, 'l1', '0.1.0', 'hamburg', 10, 5, 3, 4, 4, 0, 20, 0);
INSERT INTO snapshot_count VALUES (1, 'field', 'hydrogen-efuels', 2, 0, 0, 0, 0);
