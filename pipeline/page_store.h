// SPDX-License-Identifier: GPL-3.0-or-later
// The page text store: for every page the latest capture's text, tags and
// imprint facts, and for every site the company it speaks for
// (site_match_store.h).
//
// Derived: deleting text/ and running `ritmon replay` gives the same again.
// Which capture of a page is the latest is decided by its time and its place
// in the archive, so the order in which captures are processed does not
// matter. Belongs to one thread.
//
// One class, as all of it goes through one database and its transactions; each
// group of its functions has a file of its own, named above the group. What
// could be parted from it is: records from rows (page_row.h), pages into rows
// (page_writer.h), matches of sites.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "model/mention.h"
#include "model/record.h"
#include "pipeline/forgotten_list.h"
#include "pipeline/page_row.h"
#include "pipeline/page_writer.h"
#include "pipeline/site_match_store.h"
#include "pipeline/social_facts.h"

namespace ritmon {

// Pages whose text is missing without scripts; those that are gone left out.
struct ScriptTotals {
  int64_t needing = 0;    // pages, whether a browser has shown them or not
  int64_t rendered = 0;   // of those, shown by a browser
  int64_t missing = 0;    // of those, without text today
  int64_t companies = 0;  // with at least one page
  int64_t companies_missing = 0;  // of those, with nothing but such pages
};

// What tagging reads of a page, still packed (record_codec.h).
struct StoredText {
  std::string key;
  std::string href;
  PageKind kind = PageKind::kWeb;
  std::string blocks;
  std::string template_texts;
  std::string tags;
};

enum class StoredPages { kAll, kExcerpts };

class PageStore {
 public:
  static Result<PageStore> Open(const std::filesystem::path& directory);
  // kNotFound if there is no store yet.
  static Result<PageStore> OpenReadOnly(
      const std::filesystem::path& directory,
      std::chrono::milliseconds patience = Database::kPatience);
  PageStore(PageStore&&) noexcept = default;
  // It would take the database from under the statements.
  PageStore& operator=(PageStore&&) = delete;

  // From now on nothing is put here that this list holds (page_forgotten.cc).
  void KeepOut(ForgottenList list) { kept_out_ = std::move(list); }
  // What there is of it, or so that not even the file holds it: their pages,
  // posts and accounts, and what other pages say of them but for their text.
  struct ForgottenPages {
    int64_t pages = 0;
    int64_t mentions = 0;  // on other pages
  };
  Result<ForgottenPages> CountForgotten(const ForgottenList& list);
  Status RemoveForgotten(const ForgottenList& list);
  // Database::Compact.
  Status Compact() { return database_.Compact(); }

  // Writing (page_writer.h; Put itself is in page_forgotten.cc).
  //
  // Keeps `record` unless a later capture of its page is there already. An
  // excerpt is kept only where the page itself is not; its date stays with the
  // page, for want of a better one.
  Status Put(const PageRecord& record);
  // When others say that a page was published, in milliseconds; kept for pages
  // that are there.
  Status SayPublished(const std::string& key, int64_t time) {
    return writer().SayPublished(key, time);
  }
  Status PutTags(const std::string& key, const PageTags& tags) {
    return writer().PutTags(key, tags);
  }
  // What the other pages of its site make of a page: template_texts, double_of,
  // and its tags.
  Status PutSiteFacts(const PageRecord& record) {
    return writer().PutSiteFacts(record);
  }

  // What is gone, and what goes (page_removal.cc).
  //
  // The pages that are gone, by key; all others are there. Whether that is
  // news.
  Result<bool> SetGone(const std::vector<std::string>& keys);
  // Marks the pages whose archive file is none of these.
  Status SetExpired(const std::set<std::string>& archive_files);
  // Of these pages, by key, those whose capture retention has removed, or that
  // are not here: the first are removed if `remove`.
  struct DroppedPages {
    int64_t pages = 0;
    std::vector<std::string> without_page;
  };
  Result<DroppedPages> DropExpired(const std::vector<std::string>& keys,
                                   bool remove);
  // Removes pages so that not even the file holds their text. Returns how many.
  Result<int64_t> Remove(
      const std::function<bool(const std::string& href)>& unwanted,
      StoredPages which = StoredPages::kAll);

  // Reading (page_reads.cc).
  Result<std::optional<PageRecord>> Find(const std::string& key);
  // All pages, by key, or those of one site or company; pages that are gone
  // are left out. An error of `visit` ends it.
  using VisitPage = std::function<Status(PageRecord)>;
  Status ForEach(const VisitPage& visit);
  // The same pages; cheap, for many of them.
  Status ForEachText(const std::function<Status(StoredText)>& visit);
  Status ForEachExpired(const VisitPage& visit);
  // Those whose text is missing without scripts, shown to a browser or not.
  Status ForEachNeedingScript(const VisitPage& visit);
  Status ForEachOfSite(const std::string& site, const VisitPage& visit);
  // The same with keys, addresses, titles and imprints only: a tenth of the
  // work, as no text is unpacked.
  Status ForEachImprintOfSite(const std::string& site, const VisitPage& visit);
  // Those of sites that speak for no company that is known.
  Status ForEachOfNoCompany(const VisitPage& visit);
  Status ForEachOfCompany(const std::string& company_id, PageTexts texts,
                          const VisitPage& visit);

  // Keys of all pages of these sites, gone or not.
  Result<std::vector<std::string>> KeysOf(
      const std::vector<std::string>& sites);
  // Sites with at least one page, sorted; profiles are none.
  Result<std::vector<std::string>> Sites();

  // Excerpts, and the dates that they left (page_excerpts.cc). Addresses of
  // all of them, gone or not.
  Result<std::vector<std::string>> Excerpts();
  Status ForEachSaidPublished(
      const std::function<Status(const std::string& key, int64_t time)>& visit);

  // What news pages and posts say of companies (pipeline/mention_stage.h);
  // page_mentions.cc.
  Result<int64_t> CountNews();
  Status ForEachNews(const VisitPage& visit);
  Status ClearMentions();
  Status PutMentions(const std::string& key,
                     const std::vector<Mention>& mentions);
  Result<std::vector<Mention>> MentionsOn(const std::string& key);
  Result<std::set<std::string>> NamedCompanies();
  // The pages that name a company, its own left out, each with all of its
  // mentions.
  using VisitNews = std::function<Status(PageRecord, std::vector<Mention>)>;
  Status ForEachNaming(const std::string& company_id, const VisitNews& visit);

  // What services say of accounts (page_profiles.cc). Keeps `facts` unless a
  // later answer to the same question is there.
  Status PutSocialFacts(const SocialFacts& facts);
  // `url`: what was asked, Url::Canonical.
  Result<std::optional<SocialFacts>> FindSocialFacts(const std::string& url);
  // What was answered before `time`.
  Status DropSocialFacts(Timestamp time);
  Status ForEachSocialFacts(const std::function<Status(SocialFacts)>& visit);
  // Every page that calls accounts its site's own, by site.
  Status ForEachProfiles(
      const std::function<Status(const std::string& site,
                                 std::vector<ProfileLink>)>& visit);
  Result<int64_t> CountPosts(const std::string& profile);
  // So that not even the file holds their text.
  Status RemovePosts(const std::string& profile);

  // Pages that tell the same story (pipeline/story_stage.h); page_stories.cc.
  // Replaces all: copy -> the page that is counted.
  Status PutStories(const std::map<std::string, std::string>& story_of_copy);
  Result<std::set<std::string>> StoryCopies();
  // Keys of the other pages that tell the story which is counted on this one.
  Result<std::vector<std::string>> CopiesOf(const std::string& key);

  // Which company a site speaks for. Must not outlive the store, nor stay while
  // that moves.
  SiteMatchStore site_matches() { return SiteMatchStore(database_); }

  // What the store says of itself (page_store_state.cc).
  //
  // The version of the keyword lists that all tags were made with; empty if
  // there are none.
  Result<std::string> ListVersion();
  Status SetListVersion(const std::string& version);

  // The regions (Regions::Membership) that the indexes were written with.
  Result<std::string> IndexedRegions();
  Status SetIndexedRegions(const std::string& membership);

  // Whether anything changed since the indexes were last written.
  Result<bool> IsDirty();
  Status SetDirty(bool dirty);

  // The sites of which pages came, changed, went or came back since they were
  // last settled (pipeline/site_stage.h), sorted.
  Result<std::vector<std::string>> ChangedSites();
  Status SetSettled(const std::string& site);

  // Counts (page_counts.cc).
  //
  // Pages without those that are gone and those that say the same in another
  // language.
  Result<int64_t> CountPages();
  Result<ScriptTotals> CountScripts();
  // The companies of ScriptTotals::companies_missing.
  Result<std::set<std::string>> CompaniesWithoutText();

  Status Begin() { return database_.Begin(); }
  Status Commit() { return database_.Commit(); }
  void Rollback() { database_.Rollback(); }

 private:
  explicit PageStore(Database database) : database_(std::move(database)) {}
  Result<std::vector<std::string>> Strings(const std::string& sql);
  Result<std::string> Meta(const std::string& key);
  Status SetMeta(const std::string& key, const std::string& value);
  Status ForEachWhere(const std::string& condition, const std::string& value,
                      const VisitPage& visit,
                      PageTexts texts = PageTexts::kAll);

  // Only a mistake of ours writes to a store opened for reading: it throws.
  PageWriter& writer() { return writer_.value(); }

  Database database_;
  // Its statements go before their database. Absent when read-only.
  std::optional<PageWriter> writer_;
  ForgottenList kept_out_;
};

}  // namespace ritmon
