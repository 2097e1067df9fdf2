-- SPDX-License-Identifier: GPL-3.0-or-later
-- text/grants.db of commit 958620e, the only form so far.

CREATE TABLE grant_fact (
  fkz TEXT PRIMARY KEY,
  project TEXT NOT NULL,
  company_id TEXT,
  company_rule TEXT
);
CREATE INDEX grant_fact_company ON grant_fact (company_id);
CREATE TABLE grant_field (
  fkz TEXT NOT NULL,
  place BIGINT NOT NULL,
  field TEXT NOT NULL,
  is_topic BIGINT NOT NULL,
  confidence TEXT NOT NULL,
  score REAL NOT NULL,
  term TEXT NOT NULL,
  matched TEXT NOT NULL,
  in_plan BIGINT NOT NULL,
  PRIMARY KEY (fkz, place)
);
CREATE TABLE grant_basis (basis TEXT NOT NULL);
INSERT INTO grant_basis VALUES ('b');
