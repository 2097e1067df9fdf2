-- SPDX-License-Identifier: GPL-3.0-or-later
-- daemon/jobs.db of commit e677637, the only form so far.

CREATE TABLE job_run (
  id INTEGER PRIMARY KEY,
  job TEXT NOT NULL,
  due BIGINT NOT NULL,
  begun BIGINT NOT NULL,
  ended BIGINT,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL
);
CREATE INDEX job_run_job ON job_run (job, id);
INSERT INTO job_run VALUES (1, 'crawl', 1767225600000, 1767225600000, 1767225700000, 'done', '');
