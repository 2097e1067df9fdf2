// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_tables.h"

#include <string>
#include <string_view>

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS page (
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
  said_published BIGINT,
  profiles TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS page_site ON page (site);
CREATE TABLE IF NOT EXISTS site_match (
  site TEXT PRIMARY KEY,
  company_id TEXT NOT NULL,
  score BIGINT NOT NULL,
  rule TEXT NOT NULL,
  decision TEXT NOT NULL,
  imprint_url TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS site_match_company ON site_match (company_id);
CREATE TABLE IF NOT EXISTS site_proposal (
  site TEXT NOT NULL,
  place BIGINT NOT NULL,
  company_id TEXT NOT NULL,
  score BIGINT NOT NULL,
  rule TEXT NOT NULL,
  decision TEXT NOT NULL,
  PRIMARY KEY (site, place)
);
CREATE INDEX IF NOT EXISTS site_proposal_company
  ON site_proposal (company_id);
CREATE TABLE IF NOT EXISTS mention (
  url TEXT NOT NULL,
  place BIGINT NOT NULL,
  place_end BIGINT NOT NULL,
  found TEXT NOT NULL,
  company_id TEXT NOT NULL,
  candidates TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (url, place)
);
CREATE INDEX IF NOT EXISTS mention_company ON mention (company_id);
CREATE TABLE IF NOT EXISTS social_answer (
  url TEXT PRIMARY KEY,
  fetched_at BIGINT NOT NULL,
  warc_file TEXT NOT NULL,
  warc_offset BIGINT NOT NULL,
  facts TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS story_copy (
  copy_url TEXT PRIMARY KEY,
  story_url TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS story_copy_story ON story_copy (story_url);
CREATE TABLE IF NOT EXISTS changed_site (
  site TEXT PRIMARY KEY
);
CREATE TABLE IF NOT EXISTS meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
)sql";

Status AddMissingColumns(Database& database) {
  struct Column {
    const char* name;
    const char* type;
  };
  constexpr Column kLater[] = {{"text_hash", "BIGINT NOT NULL DEFAULT 0"},
                               {"gone", "BIGINT NOT NULL DEFAULT 0"},
                               {"expired", "BIGINT NOT NULL DEFAULT 0"},
                               {"format", "TEXT NOT NULL DEFAULT 'html'"},
                               {"notes", "TEXT NOT NULL DEFAULT ''"},
                               {"updated", "BIGINT"},
                               {"publisher", "TEXT NOT NULL DEFAULT ''"},
                               {"double_of", "TEXT NOT NULL DEFAULT ''"},
                               {"alternates", "TEXT NOT NULL DEFAULT ''"},
                               {"template", "TEXT NOT NULL DEFAULT ''"},
                               {"listings", "TEXT NOT NULL DEFAULT ''"},
                               {"excerpt", "BIGINT NOT NULL DEFAULT 0"},
                               {"said_published", "BIGINT"},
                               {"profiles", "TEXT NOT NULL DEFAULT ''"}};
  for (const Column& column : kLater) {
    if (database.Prepare(std::string("SELECT ") + column.name + " FROM page")) {
      continue;
    }
    auto added = database.Execute(std::string("ALTER TABLE page ADD COLUMN ") +
                                  column.name + " " + column.type);
    if (!added) return added;
    if (std::string_view(column.name) != "template") continue;
    // Nobody has looked for templates and translations yet.
    if (auto s = database.Execute("INSERT INTO changed_site (site) "
                                  "SELECT DISTINCT site FROM page");
        !s) {
      return s;
    }
  }
  return {};
}

}  // namespace

Status MakePageTables(Database& database) {
  const bool knows_stories =
      database.Prepare("SELECT story_url FROM story_copy").has_value();
  if (auto s = database.Execute(kSchema); !s) return s;
  if (!knows_stories) {
    // Nobody has looked for stories yet.
    if (auto s = database.Execute(
            "UPDATE meta SET value = 'yes' WHERE key = 'dirty'");
        !s) {
      return s;
    }
  }
  return AddMissingColumns(database);
}

}  // namespace ritmon
