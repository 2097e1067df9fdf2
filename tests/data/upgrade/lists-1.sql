-- SPDX-License-Identifier: GPL-3.0-or-later
-- lists.db of commit 1f41edb, the only form so far.

CREATE TABLE list_version (
  version TEXT PRIMARY KEY,
  turn BIGINT NOT NULL,
  first_used BIGINT NOT NULL,
  last_used BIGINT NOT NULL,
  pages_changed BIGINT,
  companies BIGINT,
  forgotten BIGINT NOT NULL DEFAULT 0,
  files BLOB NOT NULL
);
CREATE TABLE list_outcome (
  version TEXT NOT NULL,
  company_id TEXT NOT NULL,
  fields TEXT NOT NULL,
  topics TEXT NOT NULL,
  PRIMARY KEY (version, company_id)
);
CREATE INDEX list_outcome_company ON list_outcome (company_id);
INSERT INTO list_version VALUES ('l1', 1, 1767225600000, 1767225600000, NULL, 2, 0, X'00');
