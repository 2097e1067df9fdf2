// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_store.h"

#include <utility>

#include "base/files.h"
#include "pipeline/page_tables.h"
#include "pipeline/page_upgrade.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

constexpr char kFile[] = "pages.db";

// A page replaces an excerpt, and of two of a kind a later capture an earlier
// one, whatever the order of arrival.
constexpr char kPut[] = R"sql(
INSERT INTO page (url, href, host, site, kind, fetched_at, warc_file,
  warc_offset, digest, status, title, lang, charset, published, noindex,
  is_imprint, blocks, tags, imprint, text_hash, expired, format, notes, updated,
  publisher, alternates, template, double_of, listings, excerpt, profiles)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
  $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)
ON CONFLICT (url) DO UPDATE SET
  href = excluded.href, host = excluded.host, site = excluded.site,
  kind = excluded.kind, fetched_at = excluded.fetched_at,
  warc_file = excluded.warc_file, warc_offset = excluded.warc_offset,
  digest = excluded.digest, status = excluded.status, title = excluded.title,
  lang = excluded.lang, charset = excluded.charset,
  published = excluded.published, noindex = excluded.noindex,
  is_imprint = excluded.is_imprint, blocks = excluded.blocks,
  tags = excluded.tags, imprint = excluded.imprint,
  text_hash = excluded.text_hash, gone = 0, expired = excluded.expired,
  format = excluded.format, notes = excluded.notes,
  updated = excluded.updated, publisher = excluded.publisher,
  alternates = excluded.alternates, template = excluded.template,
  double_of = excluded.double_of, listings = excluded.listings,
  excerpt = excluded.excerpt, profiles = excluded.profiles
WHERE excluded.excerpt < page.excerpt
  OR (excluded.excerpt = page.excerpt
      AND (excluded.fetched_at > page.fetched_at
           OR (excluded.fetched_at = page.fetched_at
               AND (excluded.warc_file > page.warc_file
                    OR (excluded.warc_file = page.warc_file
                        AND excluded.warc_offset >= page.warc_offset)))))
)sql";

// When a page was published by the word of others; of several the earliest, so
// that their order does not matter. Its own word is believed more.
constexpr char kSayPublished[] = R"sql(
UPDATE page SET said_published = $1
WHERE url = $2 AND (said_published IS NULL OR said_published > $1)
)sql";

constexpr char kColumns[] = R"sql(
SELECT url, href, host, page.site, kind, fetched_at, warc_file, warc_offset,
  digest, status, title, lang, charset, coalesce(published, said_published),
  noindex, is_imprint, tags, imprint, coalesce(company_id, ''),
  text_hash, gone, expired, format,
  notes, updated, publisher, double_of, alternates, template, listings,
  excerpt, profiles, coalesce(story_url, '')
)sql";

constexpr char kFrom[] = R"sql(
FROM page LEFT JOIN site_match ON site_match.site = page.site
  AND site_match.decision IN ('accepted', 'probable')
  LEFT JOIN story_copy ON copy_url = page.url
WHERE )sql";

std::string Select(PageTexts texts) {
  return std::string(kColumns) + (texts == PageTexts::kAll ? ", blocks" : "") +
         kFrom;
}

Result<PageRecord> RecordFrom(const Statement& row, PageTexts texts) {
  PageRecord record;
  record.key = row.Text(0);
  record.href = row.Text(1);
  record.host = row.Text(2);
  record.site = row.Text(3);
  record.kind = ParsePageKind(row.Text(4)).value_or(PageKind::kWeb);
  record.fetched_at = FromMillis(row.Int(5));
  record.capture.file = row.Text(6);
  record.capture.offset = static_cast<uint64_t>(row.Int(7));
  record.capture.digest = row.Text(8);
  record.status = static_cast<int>(row.Int(9));
  record.title = row.Text(10);
  record.lang = row.Text(11);
  record.charset = row.Text(12);
  if (const auto published = row.OptionalInt(13)) {
    record.published = FromMillis(*published);
  }
  record.noindex = row.Int(14) != 0;
  record.is_imprint = row.Int(15) != 0;
  record.company_id = row.Text(18);
  record.text_hash = static_cast<uint64_t>(row.Int(19));
  record.gone = row.Int(20) != 0;
  record.expired = row.Int(21) != 0;
  record.format = ParsePageFormat(row.Text(22)).value_or(PageFormat::kHtml);
  record.notes = ParsePageNotes(row.Text(23));
  if (const auto updated = row.OptionalInt(24)) {
    record.updated = FromMillis(*updated);
  }
  record.publisher = row.Text(25);
  record.double_of = row.Text(26);
  record.excerpt = row.Int(30) != 0;
  record.story_of = row.Text(32);
  auto blocks = texts == PageTexts::kAll ? DecodeBlocks(row.Text(33))
                                         : std::vector<Block>();
  auto tags = DecodeTags(row.Text(16));
  auto imprint = DecodeImprint(row.Text(17));
  auto alternates = DecodeAlternates(row.Text(27));
  auto template_texts = DecodeTemplate(row.Text(28));
  if (!blocks) return FailAt(record.href, blocks.error());
  if (!tags) return FailAt(record.href, tags.error());
  if (!imprint) return FailAt(record.href, imprint.error());
  if (!alternates) return FailAt(record.href, alternates.error());
  auto listings = DecodeListings(row.Text(29));
  if (!template_texts) return FailAt(record.href, template_texts.error());
  if (!listings) return FailAt(record.href, listings.error());
  auto profiles = DecodeProfiles(row.Text(31));
  if (!profiles) return FailAt(record.href, profiles.error());
  record.profiles = std::move(*profiles);
  record.blocks = std::move(*blocks);
  record.tags = std::move(*tags);
  record.imprint = std::move(*imprint);
  record.alternates = std::move(*alternates);
  record.template_texts = std::move(*template_texts);
  record.listings = std::move(*listings);
  return record;
}

}  // namespace

struct PageStore::Writes {
  Statement put;
  Statement tags;
  Statement site_facts;
  Statement changed;
  Statement say_published;
};

PageStore::PageStore(Database database) : database_(std::move(database)) {}
PageStore::PageStore(PageStore&&) noexcept = default;
// The statements go before their database.
PageStore::~PageStore() { writes_.reset(); }

Result<PageStore> PageStore::Open(const std::filesystem::path& directory) {
  if (auto status = MakeDirectories(directory); !status) {
    return tl::unexpected(status.error());
  }
  auto database = OpenStore(directory / kFile, kPageSchema);
  if (!database) return tl::unexpected(database.error());
  // What is deleted must not be read out of the file (reservations).
  if (auto s = database->Execute("PRAGMA secure_delete=ON"); !s) {
    return tl::unexpected(s.error());
  }
  if (auto s = MakePageTables(*database); !s) {
    return tl::unexpected(s.error());
  }
  // Totals of notes are counted without reading any page.
  if (auto s = database->Execute("CREATE INDEX IF NOT EXISTS page_notes ON "
                                 "page (notes, gone, site)");
      !s) {
    return tl::unexpected(s.error());
  }
  auto put = database->Prepare(kPut);
  if (!put) return tl::unexpected(put.error());
  auto tags = database->Prepare("UPDATE page SET tags = $1 WHERE url = $2");
  if (!tags) return tl::unexpected(tags.error());
  auto facts = database->Prepare(
      "UPDATE page SET tags = $1, template = $2, double_of = $3 "
      "WHERE url = $4");
  if (!facts) return tl::unexpected(facts.error());
  auto changed = database->Prepare(
      "INSERT INTO changed_site (site) VALUES ($1) ON CONFLICT DO NOTHING");
  if (!changed) return tl::unexpected(changed.error());
  auto say_published = database->Prepare(kSayPublished);
  if (!say_published) return tl::unexpected(say_published.error());
  PageStore store(std::move(*database));
  store.writes_ = std::make_unique<Writes>(
      Writes{std::move(*put), std::move(*tags), std::move(*facts),
             std::move(*changed), std::move(*say_published)});
  return store;
}

Result<PageStore> PageStore::OpenReadOnly(
    const std::filesystem::path& directory,
    std::chrono::milliseconds patience) {
  auto database = OpenStoreReadOnly(directory / kFile, kPageSchema, patience);
  if (!database) return tl::unexpected(database.error());
  return PageStore(std::move(*database));
}

Status PageStore::PutAdmitted(const PageRecord& record) {
  std::optional<int64_t> published;
  if (record.published) published = ToMillis(*record.published);
  std::optional<int64_t> updated;
  if (record.updated) updated = ToMillis(*record.updated);
  writes_->put.Bind(1, std::string_view(record.key))
      .Bind(2, std::string_view(record.href))
      .Bind(3, std::string_view(record.host))
      .Bind(4, std::string_view(record.site))
      .Bind(5, ToString(record.kind))
      .Bind(6, ToMillis(record.fetched_at))
      .Bind(7, std::string_view(record.capture.file))
      .Bind(8, static_cast<int64_t>(record.capture.offset))
      .Bind(9, std::string_view(record.capture.digest))
      .Bind(10, int64_t{record.status})
      .Bind(11, std::string_view(record.title))
      .Bind(12, std::string_view(record.lang))
      .Bind(13, std::string_view(record.charset))
      .Bind(14, published)
      .Bind(15, int64_t{record.noindex ? 1 : 0})
      .Bind(16, int64_t{record.is_imprint ? 1 : 0})
      .BindBlob(17, EncodeBlocks(record.blocks))
      .Bind(18, std::string_view(EncodeTags(record.tags)))
      .Bind(19, std::string_view(EncodeImprint(record.imprint)))
      .Bind(20, static_cast<int64_t>(record.text_hash))
      .Bind(21, int64_t{record.expired ? 1 : 0})
      .Bind(22, ToString(record.format))
      .Bind(23, std::string_view(ToString(record.notes)))
      .Bind(24, updated)
      .Bind(25, std::string_view(record.publisher))
      .Bind(26, std::string_view(EncodeAlternates(record.alternates)))
      .Bind(27, std::string_view(EncodeTemplate(record.template_texts)))
      .Bind(28, std::string_view(record.double_of))
      .Bind(29, std::string_view(EncodeListings(record.listings)))
      .Bind(30, int64_t{record.excerpt ? 1 : 0})
      .Bind(31, std::string_view(EncodeProfiles(record.profiles)));
  if (auto s = writes_->put.Run(); !s) return s;
  if (record.excerpt && published) {
    if (auto s = SayPublished(record.key, *published); !s) return s;
  }
  return writes_->changed.Bind(1, std::string_view(record.site)).Run();
}

Status PageStore::SayPublished(const std::string& key, int64_t time) {
  return writes_->say_published.Bind(1, time)
      .Bind(2, std::string_view(key))
      .Run();
}

Status PageStore::PutTags(const std::string& key, const PageTags& tags) {
  return writes_->tags.Bind(1, std::string_view(EncodeTags(tags)))
      .Bind(2, std::string_view(key))
      .Run();
}

Status PageStore::PutSiteFacts(const PageRecord& record) {
  return writes_->site_facts.Bind(1, std::string_view(EncodeTags(record.tags)))
      .Bind(2, std::string_view(EncodeTemplate(record.template_texts)))
      .Bind(3, std::string_view(record.double_of))
      .Bind(4, std::string_view(record.key))
      .Run();
}

Result<std::vector<std::string>> PageStore::ChangedSites() {
  return Strings("SELECT site FROM changed_site ORDER BY site");
}

Status PageStore::SetSettled(const std::string& site) {
  auto settled = database_.Prepare("DELETE FROM changed_site WHERE site = $1");
  if (!settled) return tl::unexpected(settled.error());
  return settled->Bind(1, std::string_view(site)).Run();
}

// The first column of all rows.
Result<std::vector<std::string>> PageStore::Strings(const std::string& sql) {
  auto select = database_.Prepare(sql);
  if (!select) return tl::unexpected(select.error());
  std::vector<std::string> strings;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return strings;
    strings.push_back(select->Text(0));
  }
}

Status PageStore::ForEachWhere(const std::string& condition,
                               const std::string& value, const VisitPage& visit,
                               PageTexts texts) {
  auto select = database_.Prepare(Select(texts) + condition + " ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(value));
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    auto record = RecordFrom(*select, texts);
    if (!record) return tl::unexpected(record.error());
    if (auto status = visit(std::move(*record)); !status) return status;
  }
}

Result<std::optional<PageRecord>> PageStore::Find(const std::string& key) {
  std::optional<PageRecord> found;
  auto status = ForEachWhere("url = $1", key, [&](PageRecord record) -> Status {
    found = std::move(record);
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  return found;
}

Status PageStore::ForEach(const VisitPage& visit) {
  return ForEachWhere("gone = 0 AND url > $1", "", visit);
}

Status PageStore::ForEachText(const std::function<Status(StoredText)>& visit) {
  auto select = database_.Prepare(
      "SELECT url, href, kind, blocks, template, tags FROM page WHERE gone = 0 "
      "ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    StoredText text{
        .key = select->Text(0),
        .href = select->Text(1),
        .kind = ParsePageKind(select->Text(2)).value_or(PageKind::kWeb),
        .blocks = select->Text(3),
        .template_texts = select->Text(4),
        .tags = select->Text(5)};
    if (auto status = visit(std::move(text)); !status) return status;
  }
}

Status PageStore::ForEachExpired(const VisitPage& visit) {
  return ForEachWhere("expired = 1 AND url > $1", "", visit);
}

Status PageStore::ForEachNeedingScript(const VisitPage& visit) {
  // Few pages have a note at all: the index knows them.
  return ForEachWhere("gone = 0 AND notes > $1 AND notes LIKE '%" +
                          std::string(ToString(PageNote::kNeedsScript)) + "%'",
                      "", visit);
}

Result<bool> PageStore::SetGone(const std::vector<std::string>& keys) {
  auto old = Strings("SELECT url FROM page WHERE gone = 1");
  if (!old) return tl::unexpected(old.error());
  std::set<std::string> back(old->begin(), old->end());
  auto set = database_.Prepare(
      "UPDATE page SET gone = $1 WHERE url = $2 AND gone <> $1 "
      "RETURNING site");
  if (!set) return tl::unexpected(set.error());
  bool changed = false;
  const auto mark = [&](const std::string& key, int64_t gone) -> Status {
    set->Bind(1, gone).Bind(2, std::string_view(key));
    auto row = set->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    changed = true;
    const std::string site = set->Text(0);
    set->Reset();
    return writes_->changed.Bind(1, std::string_view(site)).Run();
  };
  for (const std::string& key : keys) {
    back.erase(key);
    if (auto s = mark(key, 1); !s) return tl::unexpected(s.error());
  }
  for (const std::string& key : back) {
    if (auto s = mark(key, 0); !s) return tl::unexpected(s.error());
  }
  return changed;
}

Result<std::vector<std::string>> PageStore::KeysOf(
    const std::vector<std::string>& sites) {
  auto select = database_.Prepare("SELECT url FROM page WHERE site = $1");
  if (!select) return tl::unexpected(select.error());
  std::vector<std::string> keys;
  for (const std::string& site : sites) {
    select->Bind(1, std::string_view(site));
    while (true) {
      auto row = select->Step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      keys.push_back(select->Text(0));
    }
  }
  return keys;
}

Status PageStore::SetExpired(const std::set<std::string>& archive_files) {
  auto files = database_.Prepare(
      "SELECT DISTINCT warc_file FROM page WHERE expired = 0");
  if (!files) return tl::unexpected(files.error());
  std::vector<std::string> missing;
  while (true) {
    auto row = files->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    if (!archive_files.contains(files->Text(0))) {
      missing.push_back(files->Text(0));
    }
  }
  auto update =
      database_.Prepare("UPDATE page SET expired = 1 WHERE warc_file = $1");
  if (!update) return tl::unexpected(update.error());
  for (const std::string& file : missing) {
    if (auto s = update->Bind(1, std::string_view(file)).Run(); !s) return s;
  }
  return {};
}

Result<int64_t> PageStore::Remove(
    const std::function<bool(const std::string& href)>& unwanted,
    StoredPages which) {
  auto all = database_.Prepare(which == StoredPages::kExcerpts
                                   ? "SELECT url, href FROM page "
                                     "WHERE excerpt = 1"
                                   : "SELECT url, href FROM page");
  if (!all) return tl::unexpected(all.error());
  std::vector<std::string> keys;
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    if (unwanted(all->Text(1))) keys.push_back(all->Text(0));
  }
  auto changed = database_.Prepare(
      "INSERT INTO changed_site (site) SELECT site FROM page WHERE url = $1 "
      "ON CONFLICT DO NOTHING");
  if (!changed) return tl::unexpected(changed.error());
  auto remove = database_.Prepare("DELETE FROM page WHERE url = $1");
  if (!remove) return tl::unexpected(remove.error());
  auto unname = database_.Prepare("DELETE FROM mention WHERE url = $1");
  if (!unname) return tl::unexpected(unname.error());
  auto untell = database_.Prepare(
      "DELETE FROM story_copy WHERE copy_url = $1 OR story_url = $1");
  if (!untell) return tl::unexpected(untell.error());
  for (const std::string& key : keys) {
    if (auto s = changed->Bind(1, std::string_view(key)).Run(); !s) {
      return tl::unexpected(s.error());
    }
    for (Statement* statement : {&*remove, &*unname, &*untell}) {
      if (auto s = statement->Bind(1, std::string_view(key)).Run(); !s) {
        return tl::unexpected(s.error());
      }
    }
  }
  return static_cast<int64_t>(keys.size());
}

Result<PageStore::DroppedPages> PageStore::DropExpired(
    const std::vector<std::string>& keys, bool remove) {
  DroppedPages dropped;
  auto select = database_.Prepare("SELECT expired FROM page WHERE url = $1");
  if (!select) return tl::unexpected(select.error());
  auto unstore = database_.Prepare("DELETE FROM page WHERE url = $1");
  if (!unstore) return tl::unexpected(unstore.error());
  for (const std::string& key : keys) {
    auto row = select->Bind(1, key).Step();
    if (!row) return tl::unexpected(row.error());
    const bool held = *row && select->Int(0) == 0;
    const bool there = *row;
    select->Reset();
    if (held) continue;
    dropped.without_page.push_back(key);
    if (!there) continue;
    ++dropped.pages;
    if (!remove) continue;
    if (auto s = unstore->Bind(1, key).Run(); !s) {
      return tl::unexpected(s.error());
    }
  }
  return dropped;
}

Status PageStore::ForEachOfSite(const std::string& site,
                                const VisitPage& visit) {
  return ForEachWhere("gone = 0 AND page.site = $1", site, visit);
}

Status PageStore::ForEachImprintOfSite(const std::string& site,
                                       const VisitPage& visit) {
  auto select = database_.Prepare(
      "SELECT url, href, title, is_imprint, imprint FROM page "
      "WHERE gone = 0 AND site = $1 ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(site));
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    PageRecord record{.key = select->Text(0), .href = select->Text(1)};
    record.title = select->Text(2);
    record.is_imprint = select->Int(3) != 0;
    auto imprint = DecodeImprint(select->Text(4));
    if (!imprint) return FailAt(record.href, imprint.error());
    record.imprint = std::move(*imprint);
    if (auto status = visit(std::move(record)); !status) return status;
  }
}

Status PageStore::ForEachOfNoCompany(const VisitPage& visit) {
  return ForEachWhere("gone = 0 AND company_id IS NULL AND url > $1", "",
                      visit);
}

Status PageStore::ForEachOfCompany(const std::string& company_id,
                                   PageTexts texts, const VisitPage& visit) {
  return ForEachWhere("gone = 0 AND company_id = $1", company_id, visit, texts);
}

Result<std::vector<std::string>> PageStore::Sites() {
  return Strings(
      "SELECT DISTINCT site FROM page WHERE gone = 0 AND kind <> 'post' "
      "ORDER BY site");
}

Status PageStore::PutMatches(const std::vector<SiteMatch>& matches) {
  auto transaction = Transaction::Begin(database_);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto s = database_.Execute(
          "DELETE FROM site_match WHERE site NOT LIKE '%://%'");
      !s) {
    return s;
  }
  auto insert = database_.Prepare(
      "INSERT INTO site_match (site, company_id, score, rule, decision, "
      "imprint_url) VALUES ($1, $2, $3, $4, $5, $6)");
  if (!insert) return tl::unexpected(insert.error());
  for (const SiteMatch& match : matches) {
    auto status = insert->Bind(1, std::string_view(match.host))
                      .Bind(2, std::string_view(match.company_id))
                      .Bind(3, int64_t{match.score})
                      .Bind(4, std::string_view(match.rule))
                      .Bind(5, std::string_view(match.decision))
                      .Bind(6, std::string_view(match.imprint_url))
                      .Run();
    if (!status) return status;
  }
  return transaction->Commit();
}

Result<std::vector<SiteMatch>> PageStore::Matches() {
  auto select = database_.Prepare(
      "SELECT site, company_id, score, rule, decision, imprint_url "
      "FROM site_match WHERE site NOT LIKE '%://%' ORDER BY site");
  if (!select) return tl::unexpected(select.error());
  std::vector<SiteMatch> matches;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return matches;
    SiteMatch match;
    match.host = select->Text(0);
    match.company_id = select->Text(1);
    match.score = static_cast<int>(select->Int(2));
    match.rule = select->Text(3);
    match.decision = select->Text(4);
    match.imprint_url = select->Text(5);
    matches.push_back(std::move(match));
  }
}

Result<std::string> PageStore::Meta(const std::string& key) {
  auto select = database_.Prepare("SELECT value FROM meta WHERE key = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(key));
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return *row ? select->Text(0) : std::string();
}

Status PageStore::SetMeta(const std::string& key, const std::string& value) {
  auto upsert = database_.Prepare(
      "INSERT INTO meta (key, value) VALUES ($1, $2) "
      "ON CONFLICT (key) DO UPDATE SET value = excluded.value");
  if (!upsert) return tl::unexpected(upsert.error());
  return upsert->Bind(1, std::string_view(key))
      .Bind(2, std::string_view(value))
      .Run();
}

Result<std::string> PageStore::ListVersion() { return Meta("list_version"); }
Status PageStore::SetListVersion(const std::string& version) {
  return SetMeta("list_version", version);
}

Result<std::string> PageStore::IndexedRegions() { return Meta("regions"); }
Status PageStore::SetIndexedRegions(const std::string& membership) {
  return SetMeta("regions", membership);
}

Result<bool> PageStore::IsDirty() {
  auto dirty = Meta("dirty");
  if (!dirty) return tl::unexpected(dirty.error());
  // A new store has nothing indexed yet.
  return *dirty != "no";
}
Status PageStore::SetDirty(bool dirty) {
  return SetMeta("dirty", dirty ? "yes" : "no");
}

Result<int64_t> PageStore::CountPages() {
  auto select = database_.Prepare(
      "SELECT count(*) FROM page WHERE gone = 0 AND double_of = ''");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return select->Int(0);
}

namespace {

// 1 for a page with this note, else 0.
std::string HasNote(PageNote note) {
  return "CASE WHEN notes LIKE '%" + std::string(ToString(note)) +
         "%' THEN 1 ELSE 0 END";
}

// A row a company with pages: its id, and whether none of them has text.
std::string TextlessSql() {
  return "SELECT company_id, min(" + HasNote(PageNote::kNeedsScript) +
         ") AS empty FROM page JOIN site_match ON site_match.site = page.site "
         "AND site_match.decision IN ('accepted', 'probable') WHERE gone = 0 "
         "GROUP BY company_id";
}

}  // namespace

Result<ScriptTotals> PageStore::CountScripts() {
  const std::string needs = HasNote(PageNote::kNeedsScript);
  const std::string rendered = HasNote(PageNote::kRendered);
  auto pages = database_.Prepare("SELECT coalesce(sum(" + needs +
                                 "), 0), coalesce(sum(" + rendered +
                                 "), 0), coalesce(sum(" + needs + " * " +
                                 rendered + "), 0) FROM page WHERE gone = 0");
  if (!pages) return tl::unexpected(pages.error());
  auto row = pages->Step();
  if (!row) return tl::unexpected(row.error());
  ScriptTotals totals;
  totals.missing = pages->Int(0);
  totals.rendered = pages->Int(1);
  totals.needing = totals.missing + totals.rendered - pages->Int(2);
  auto companies =
      database_.Prepare("SELECT count(*), coalesce(sum(empty), 0) FROM (" +
                        TextlessSql() + ") AS of_company");
  if (!companies) return tl::unexpected(companies.error());
  auto counted = companies->Step();
  if (!counted) return tl::unexpected(counted.error());
  totals.companies = companies->Int(0);
  totals.companies_missing = companies->Int(1);
  return totals;
}

Result<std::set<std::string>> PageStore::CompaniesWithoutText() {
  auto ids = Strings("SELECT company_id FROM (" + TextlessSql() +
                     ") AS of_company WHERE empty = 1");
  if (!ids) return tl::unexpected(ids.error());
  return std::set<std::string>(ids->begin(), ids->end());
}

}  // namespace ritmon
