// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_store.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/files.h"
#include "pipeline/record_codec.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::seconds;

PageRecord Record(const std::string& path, int time, int offset,
                  const std::string& text) {
  PageRecord record;
  record.key = "http://a.example" + path;
  record.href = record.key;
  record.host = "a.example";
  record.site = "a.example";
  record.fetched_at = Timestamp(seconds(time));
  record.capture = {"x.warc.gz", static_cast<uint64_t>(offset), "sha1:X"};
  record.blocks = {{Zone::kMain, text}};
  return record;
}

std::vector<PageRecord> All(PageStore& store) {
  std::vector<PageRecord> records;
  auto status = store.ForEach([&](PageRecord record) -> Status {
    records.push_back(std::move(record));
    return {};
  });
  EXPECT_TRUE(status) << status.error().message;
  return records;
}

TEST(PageStoreTest, KnowsWhichSitesHaveChanged) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  using Sites = std::vector<std::string>;
  PageRecord other = Record("/", 1, 0, "b");
  other.site = "b.example";
  other.key = other.href = "http://b.example/";
  const PageRecord first = Record("/1", 1, 0, "a");
  ASSERT_TRUE(store.Put(first));
  ASSERT_TRUE(store.Put(other));
  EXPECT_EQ(store.ChangedSites().value(), (Sites{"a.example", "b.example"}));
  ASSERT_TRUE(store.SetSettled("a.example"));
  EXPECT_EQ(store.ChangedSites().value(), Sites{"b.example"});
  ASSERT_TRUE(store.SetSettled("b.example"));
  // What is made of a page by its neighbours is no change of it.
  PageRecord made = first;
  made.template_texts = {{0, 0, 1}};
  made.double_of = "http://a.example/2";
  ASSERT_TRUE(store.PutSiteFacts(made));
  EXPECT_EQ(store.ChangedSites().value(), Sites{});
  const auto found = store.Find(first.key).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->template_texts, made.template_texts);
  EXPECT_EQ(found->double_of, made.double_of);
  EXPECT_EQ(store.CountPages().value(), 1);

  ASSERT_TRUE(store.SetGone({first.key}).value());
  EXPECT_EQ(store.ChangedSites().value(), Sites{"a.example"});
  ASSERT_TRUE(store.SetSettled("a.example"));
  ASSERT_TRUE(store.SetGone({}).value());
  EXPECT_EQ(store.ChangedSites().value(), Sites{"a.example"});
  ASSERT_TRUE(store.SetSettled("a.example"));
  ASSERT_EQ(store
                .Remove([](const std::string& href) {
                  return href.find("a.example") != std::string::npos;
                })
                .value(),
            1);
  EXPECT_EQ(store.ChangedSites().value(), Sites{"a.example"});
  // A page that is read again has none of it until its site is settled.
  ASSERT_TRUE(store.Put(made));
  ASSERT_TRUE(store.Put(Record("/1", 2, 0, "a")));
  EXPECT_TRUE(store.Find(first.key).value()->template_texts.empty());
}

TEST(PageStoreTest, KeepsEverythingOfARecord) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  PageRecord record = Record("/ü", 100, 5, "Grüße aus Lübeck");
  record.kind = PageKind::kNews;
  record.title = "Titel";
  record.lang = "de";
  record.charset = "windows-1252";
  record.published = Timestamp(seconds(50));
  record.noindex = true;
  record.is_imprint = true;
  record.blocks.push_back({Zone::kFooter, ""});
  record.listings = {{"http://b.example/", "Website", "B GmbH\nStade"},
                     {"", "", "C \"GmbH\""}};
  record.alternates = {{"en-gb", "http://a.example/en/ü"},
                       {"x-default", "http://a.example/"}};
  record.template_texts = {{0, 0, 6}, {1, 2, 3}};
  record.double_of = "http://a.example/de";
  record.imprint = {{.name = "A GmbH",
                     .legal_form = "gmbh",
                     .address = {"Weg 1", "23552", "Lübeck"},
                     .court = "Lübeck",
                     .register_type = "HRB",
                     .number = "53",
                     .suffix = "HL",
                     .vat_id = "DE123456788",
                     .confidence = 0.5}};
  FieldTag tag{.field = "smart-factory",
               .score = 4.25,
               .confidence = Confidence::kHigh,
               .families = 2,
               .provider_context = true};
  tag.evidence.push_back({.term = "mes",
                          .family = "mes",
                          .strength = 3,
                          .zone = Zone::kHeading2,
                          .matched = "MES",
                          .sentence = "Unser MES.",
                          .offset = 7,
                          .score = 4.25,
                          .rule = "strong"});
  record.tags.fields.push_back(tag);
  record.tags.candidates.push_back({.field = "bioeconomy", .score = 2});
  record.tags.topics.push_back({.field = "new-materials", .score = 3});
  record.tags.company_signs = {"retail"};
  ASSERT_TRUE(store.Put(record));

  const auto found = store.Find(record.key).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, PageKind::kNews);
  EXPECT_EQ(found->title, "Titel");
  EXPECT_EQ(found->published, record.published);
  EXPECT_TRUE(found->noindex);
  EXPECT_TRUE(found->is_imprint);
  EXPECT_EQ(found->blocks, record.blocks);
  EXPECT_EQ(found->alternates, record.alternates);
  EXPECT_EQ(found->listings, record.listings);
  EXPECT_EQ(found->template_texts, record.template_texts);
  EXPECT_EQ(found->double_of, record.double_of);
  ASSERT_EQ(found->imprint.size(), 1u);
  EXPECT_EQ(found->imprint[0].suffix, "HL");
  EXPECT_EQ(found->imprint[0].address, record.imprint[0].address);
  ASSERT_EQ(found->tags.fields.size(), 1u);
  const FieldTag& read = found->tags.fields[0];
  EXPECT_EQ(read.confidence, Confidence::kHigh);
  EXPECT_TRUE(read.provider_context);
  EXPECT_EQ(read.evidence[0].sentence, "Unser MES.");
  EXPECT_EQ(read.evidence[0].zone, Zone::kHeading2);
  EXPECT_EQ(read.evidence[0].offset, 7u);
  EXPECT_EQ(found->tags.candidates[0].field, "bioeconomy");
  EXPECT_EQ(found->tags.topics[0].field, "new-materials");
  EXPECT_EQ(found->tags.company_signs, std::vector<std::string>{"retail"});
}

// Workers finish in any order; what is stored does not depend on it.
TEST(PageStoreTest, TheLatestCaptureWinsInAnyOrder) {
  std::vector<PageRecord> captures = {
      Record("/", 100, 5, "old"), Record("/", 200, 1, "new"),
      Record("/", 200, 9, "newest"), Record("/", 150, 7, "between")};
  std::vector<size_t> order = {0, 1, 2, 3};
  int permutations = 0;
  do {
    TempDirectory folder;
    auto store = PageStore::Open(folder / "text").value();
    for (const size_t i : order) ASSERT_TRUE(store.Put(captures[i]));
    const auto records = All(store);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].blocks[0].text, "newest");
    ++permutations;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(permutations, 24);
}

TEST(PageStoreTest, APageThatIsGoneIsNotThere) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  ASSERT_TRUE(store.Put(Record("/", 100, 5, "text")));
  ASSERT_TRUE(store.Put(Record("/2", 100, 5, "other")));
  EXPECT_EQ(store.SetGone({"http://a.example/", "http://x.example/"}), true);
  EXPECT_EQ(store.SetGone({"http://a.example/"}), false);
  EXPECT_EQ(All(store).size(), 1u);
  EXPECT_EQ(store.CountPages().value(), 1);
  EXPECT_TRUE(store.Find("http://a.example/").value()->gone);
  // It is back, by the frontier's word or by a new capture.
  EXPECT_EQ(store.SetGone({}), true);
  EXPECT_EQ(All(store).size(), 2u);
  EXPECT_EQ(store.SetGone({"http://a.example/"}), true);
  ASSERT_TRUE(store.Put(Record("/", 300, 1, "back")));
  EXPECT_EQ(All(store).size(), 2u);
}

TEST(PageStoreTest, KnowsWhatRetentionHasRemoved) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  ASSERT_TRUE(store.Put(Record("/", 100, 5, "text")));
  ASSERT_TRUE(store.SetExpired({"x.warc.gz"}));
  EXPECT_FALSE(All(store)[0].expired);
  ASSERT_TRUE(store.SetExpired({"y.warc.gz"}));
  EXPECT_TRUE(All(store)[0].expired);
  int carried = 0;
  ASSERT_TRUE(store.ForEachExpired([&](PageRecord record) -> Status {
    EXPECT_EQ(record.blocks[0].text, "text");
    ++carried;
    return {};
  }));
  EXPECT_EQ(carried, 1);
  ASSERT_TRUE(store.Put(Record("/", 300, 1, "new")));
  EXPECT_FALSE(All(store)[0].expired);
}

// Not only out of sight: what is reserved must not be in the file.
TEST(PageStoreTest, RemovedTextIsNotInTheFile) {
  TempDirectory folder;
  {
    auto store = PageStore::Open(folder / "text").value();
    ASSERT_TRUE(store.Put(Record("/secret", 100, 5, "x")));
    ASSERT_TRUE(store.Put(Record("/open", 100, 5, "y")));
    const auto removed = store.Remove([](const std::string& href) {
      return href == "http://a.example/secret";
    });
    EXPECT_EQ(removed, 1);
    EXPECT_EQ(All(store).size(), 1u);
  }
  const std::string bytes = ReadFile(folder / "text/pages.db").value();
  EXPECT_EQ(bytes.find("a.example/secret"), std::string::npos);
  EXPECT_NE(bytes.find("a.example/open"), std::string::npos);
}

TEST(PageStoreTest, OnlySettledMatchesCreditPages) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  ASSERT_TRUE(store.Put(Record("/", 100, 5, "text")));
  SiteMatch match{.host = "a.example",
                  .company_id = "K1101R_HRB1",
                  .score = 100,
                  .rule = "register number and court",
                  .decision = "accepted",
                  .imprint_url = "http://a.example/impressum"};
  ASSERT_TRUE(store.site_matches().Put({match}));
  EXPECT_EQ(All(store)[0].company_id, "K1101R_HRB1");
  match.decision = "ambiguous";
  ASSERT_TRUE(store.site_matches().Put({match}));
  EXPECT_EQ(All(store)[0].company_id, "");
  EXPECT_EQ(store.site_matches().All().value()[0].rule, match.rule);
}

TEST(PageStoreTest, WithoutItsTextAPageIsTheSame) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  PageRecord record = Record("/", 100, 5, "Grüße");
  record.title = "Titel";
  record.updated = Timestamp(seconds(70));
  record.publisher = "Bote";
  record.text_hash = 0x1234;
  record.double_of = "http://a.example/de";
  record.alternates = {{"en", "http://a.example/en"}};
  record.template_texts = {{0, 0, 2}};
  record.listings = {{"http://b.example/", "Website", "B GmbH"}};
  record.imprint = {{.name = "A GmbH", .legal_form = "gmbh"}};
  record.profiles.push_back({.host = "b.example", .account = "a"});
  record.tags.fields.push_back({.field = "smart-factory", .score = 4});
  ASSERT_TRUE(store.Put(record));
  ASSERT_TRUE(store.site_matches().Put({{.host = "a.example",
                                         .company_id = "K1101R_HRB1",
                                         .decision = "accepted"}}));
  const auto read = [&](PageTexts texts) {
    std::vector<PageRecord> pages;
    EXPECT_TRUE(store.ForEachOfCompany("K1101R_HRB1", texts,
                                       [&](PageRecord page) -> Status {
                                         pages.push_back(std::move(page));
                                         return {};
                                       }));
    EXPECT_EQ(pages.size(), 1u);
    return pages.at(0);
  };
  EXPECT_EQ(read(PageTexts::kAll).blocks, record.blocks);
  EXPECT_TRUE(read(PageTexts::kNone).blocks.empty());
  for (const PageTexts texts : {PageTexts::kAll, PageTexts::kNone}) {
    const PageRecord page = read(texts);
    EXPECT_EQ(page.key, record.key);
    EXPECT_EQ(page.title, record.title);
    EXPECT_EQ(page.company_id, "K1101R_HRB1");
    EXPECT_EQ(page.updated, record.updated);
    EXPECT_EQ(page.publisher, record.publisher);
    EXPECT_EQ(page.text_hash, record.text_hash);
    EXPECT_EQ(page.double_of, record.double_of);
    EXPECT_EQ(page.alternates, record.alternates);
    EXPECT_EQ(page.template_texts, record.template_texts);
    EXPECT_EQ(page.listings, record.listings);
    EXPECT_EQ(page.profiles, record.profiles);
    EXPECT_EQ(EncodeTags(page.tags), EncodeTags(record.tags));
    EXPECT_EQ(EncodeImprint(page.imprint), EncodeImprint(record.imprint));
    EXPECT_FALSE(page.gone || page.expired || page.excerpt);
    EXPECT_EQ(page.story_of, "");
  }
}

TEST(PageStoreTest, RemembersListsAndDirt) {
  TempDirectory folder;
  {
    auto store = PageStore::Open(folder / "text").value();
    EXPECT_EQ(store.ListVersion().value(), "");
    EXPECT_TRUE(store.IsDirty().value()) << "nothing is indexed yet";
    ASSERT_TRUE(store.SetListVersion("abc"));
    ASSERT_TRUE(store.SetDirty(false));
  }
  auto store = PageStore::OpenReadOnly(folder / "text").value();
  EXPECT_EQ(store.ListVersion().value(), "abc");
  EXPECT_FALSE(store.IsDirty().value());
  EXPECT_EQ(PageStore::OpenReadOnly(folder / "other").error().kind,
            ErrorKind::kNotFound);
}

}  // namespace
}  // namespace ritmon
