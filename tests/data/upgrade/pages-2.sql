-- SPDX-License-Identifier: GPL-3.0-or-later
-- text/pages.db of commit b2b7e05: text_hash, gone, expired.

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
  expired BIGINT NOT NULL DEFAULT 0
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
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO page (url, href, host, site, kind, fetched_at, warc_file, warc_offset, digest, status, title, lang, charset, published, noindex, is_imprint, blocks, tags, imprint, text_hash, gone, expired) VALUES ('https://nordstack.example/', 'https://nordstack.example/', 'nordstack.example', 'nordstack.example', 'web', 1767225600000, 'ritmon-0001.warc.gz', 120, 'sha1:AAAA', 200, 'Nordstack', 'de', 'utf-8', NULL, 0, 0, X'28b52ffd24508102005b5b227469746c65222c20224e6f7264737461636b225d2c205b226d61696e222c202257697220626175656e20456c656b74726f6c7973657572652066c3bc722057617373657273746f66662e225d5de979a07b', '{"fields":[],"candidates":[],"topics":[],"company_signs":[]}', '[]', 99, 0, 0);
INSERT INTO page (url, href, host, site, kind, fetched_at, warc_file, warc_offset, digest, status, title, lang, charset, published, noindex, is_imprint, blocks, tags, imprint, text_hash, gone, expired) VALUES ('https://nordstack.example/alt', 'https://nordstack.example/alt', 'nordstack.example', 'nordstack.example', 'web', 1767225600000, 'ritmon-0001.warc.gz', 120, 'sha1:AAAA', 200, 'Nordstack', 'de', 'utf-8', NULL, 0, 0, X'28b52ffd24508102005b5b227469746c65222c20224e6f7264737461636b225d2c205b226d61696e222c202257697220626175656e20456c656b74726f6c7973657572652066c3bc722057617373657273746f66662e225d5de979a07b', '{"fields":[],"candidates":[],"topics":[],"company_signs":[]}', '[]', 99, 0, 1);
INSERT INTO meta VALUES ('list_version', 'old-lists');
INSERT INTO meta VALUES ('dirty', 'no');
