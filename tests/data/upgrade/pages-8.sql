-- SPDX-License-Identifier: GPL-3.0-or-later
-- text/pages.db of commit 23cc3a6: excerpt, said_published; no profiles.

CREATE TABLE page (
  url TEXT PRIMARY KEY,
  href TEXT NOT NULL,
  host TEXT NOT NULL,
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  fetched_at BIGINT NOT NULL,
  warc_file TEXT NOT NULL,
  warc_offset BIGINT NOT NULL,
  digest TEXT NOT NULL,
  status BIGINT NOT NULL,
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  charset TEXT NOT NULL,
  published BIGINT,
  noindex BIGINT NOT NULL,
  is_imprint BIGINT NOT NULL,
  blocks BLOB NOT NULL,
  tags TEXT NOT NULL,
  imprint TEXT NOT NULL,
  text_hash BIGINT NOT NULL,
  gone BIGINT NOT NULL DEFAULT 0,
  expired BIGINT NOT NULL DEFAULT 0,
  format TEXT NOT NULL DEFAULT 'html',
  notes TEXT NOT NULL DEFAULT '',
  updated BIGINT,
  publisher TEXT NOT NULL DEFAULT '',
  double_of TEXT NOT NULL DEFAULT '',
  alternates TEXT NOT NULL DEFAULT '',
  template TEXT NOT NULL DEFAULT '',
  listings TEXT NOT NULL DEFAULT '',
  excerpt BIGINT NOT NULL DEFAULT 0,
  said_published BIGINT
);
CREATE INDEX page_site ON page (site);
CREATE TABLE site_match (
  site TEXT PRIMARY KEY,
  company_id TEXT NOT NULL,
  score BIGINT NOT NULL,
  rule TEXT NOT NULL,
  decision TEXT NOT NULL,
  imprint_url TEXT NOT NULL
);
CREATE INDEX site_match_company ON site_match (company_id);
CREATE TABLE site_proposal (
  site TEXT NOT NULL,
  place BIGINT NOT NULL,
  company_id TEXT NOT NULL,
  score BIGINT NOT NULL,
  rule TEXT NOT NULL,
  decision TEXT NOT NULL,
  PRIMARY KEY (site, place)
);
CREATE INDEX site_proposal_company
  ON site_proposal (company_id);
CREATE TABLE mention (
  url TEXT NOT NULL,
  place BIGINT NOT NULL,
  place_end BIGINT NOT NULL,
  found TEXT NOT NULL,
  company_id TEXT NOT NULL,
  candidates TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (url, place)
);
CREATE INDEX mention_company ON mention (company_id);
CREATE TABLE changed_site (
  site TEXT PRIMARY KEY
);
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO page (url, href, host, site, kind, fetched_at, warc_file, warc_offset, digest, status, title, lang, charset, published, noindex, is_imprint, blocks, tags, imprint, text_hash, gone, expired) VALUES ('https://nordstack.example/', 'https://nordstack.example/', 'nordstack.example', 'nordstack.example', 'web', 1767225600000, 'ritmon-0001.warc.gz', 120, 'sha1:AAAA', 200, 'Nordstack', 'de', 'utf-8', NULL, 0, 0, X'28b52ffd24473902007469746c652039200a4e6f7264737461636b0a6d61696e203432200a57697220626175656e20456c656b74726f6c7973657572652066c3bc722057617373657273746f66662e0a8dc60053', '{"fields":[],"candidates":[],"topics":[],"company_signs":[]}', '[]', 99, 0, 0);
INSERT INTO page (url, href, host, site, kind, fetched_at, warc_file, warc_offset, digest, status, title, lang, charset, published, noindex, is_imprint, blocks, tags, imprint, text_hash, gone, expired) VALUES ('https://nordstack.example/alt', 'https://nordstack.example/alt', 'nordstack.example', 'nordstack.example', 'web', 1767225600000, 'ritmon-0001.warc.gz', 120, 'sha1:AAAA', 200, 'Nordstack', 'de', 'utf-8', NULL, 0, 0, X'28b52ffd24473902007469746c652039200a4e6f7264737461636b0a6d61696e203432200a57697220626175656e20456c656b74726f6c7973657572652066c3bc722057617373657273746f66662e0a8dc60053', '{"fields":[],"candidates":[],"topics":[],"company_signs":[]}', '[]', 99, 0, 1);
INSERT INTO meta VALUES ('list_version', 'old-lists');
INSERT INTO meta VALUES ('dirty', 'no');
