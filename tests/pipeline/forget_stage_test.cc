// SPDX-License-Identifier: GPL-3.0-or-later
// Whom one forgets is nowhere afterwards, at whatever moment the process dies;
// the others are as they were.
#include "pipeline/forget_stage.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "crawler/archive_index.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_record.h"
#include "pipeline/forget_ledger.h"
#include "tests/pipeline/stored_region.h"
#include "tests/testing/data_bytes.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

struct Killed {};

// Dies at the `at`th moment at which anybody asks for the time.
class KillingClock final : public Clock {
 public:
  KillingClock(const Clock& clock, int at) : clock_(clock), left_(at) {}
  Timestamp Now() const override {
    if (--left_ == 0) throw Killed();
    return clock_.Now();
  }
  std::chrono::steady_clock::time_point Steady() const override {
    return clock_.Steady();
  }

 private:
  const Clock& clock_;
  mutable int left_;
};

// Names that stand nowhere else.
const std::vector<std::string> kNames = {"Quarzbrunn", "Wendelhorst",
                                         "Ilmenfeld", "Strohkamp"};

class ForgetStageTest : public StoredRegionTest {
 protected:
  ForgetStageTest() {
    for (const std::string& name : kNames) {
      AddCompany(name + " GmbH", SiteOf(name),
                 {{"/", "<title>" + name + "</title><p>" + name +
                            " baut Elektrolyseure für grünen Wasserstoff."},
                  {"/team", "<p>Die Leute von " + name + "."}});
    }
    // One newspaper writes of nobody by name, and links all of them.
    std::string links;
    for (const std::string& name : kNames) {
      links += "<a href='http://" + SiteOf(name) + "/'>Firma</a> ";
    }
    options_.seeds = {{"http://zeitung.example/", PageKind::kNews}};
    Add("http://zeitung.example/", "<html lang=de><p>Nachrichten. " + links);
    Read();
  }

  static std::string SiteOf(std::string name) {
    name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name + ".example";
  }

  // Everything that is stored and counted of whoever is not `but`.
  std::set<std::string> Others(const std::string& but) {
    std::set<std::string> all;
    auto store = PageStore::OpenReadOnly(options_.workspace.text());
    EXPECT_TRUE(store);
    EXPECT_TRUE(store->ForEach([&](PageRecord page) -> Status {
      std::string line = page.href + " " + page.company_id;
      for (const Block& block : page.blocks) line += "\n" + block.text;
      for (const FieldTag& tag : page.tags.fields) line += "\n" + tag.field;
      all.insert(std::move(line));
      return {};
    }));
    auto matches = store->site_matches().All();
    EXPECT_TRUE(matches);
    for (const SiteMatch& match : *matches) {
      all.insert(match.host + " is " + match.company_id);
    }
    std::erase_if(all, [&](const std::string& line) {
      return line.find(SiteOf(but)) != std::string::npos;
    });
    return all;
  }

  void ExpectNowhere(const std::string& name, const std::string& when) {
    for (const DataText& place :
         PlacesOf(AllTextOf(options_.workspace.root), name)) {
      // What the newspaper has printed is its own.
      if (place.uri == "http://zeitung.example/") continue;
      ADD_FAILURE() << name << " " << when << " in " << place.place;
    }
  }

  int64_t MustForget(Job& job, const std::string& subject) {
    auto plan = job.PlanForget(subject);
    EXPECT_TRUE(plan) << plan.error().message;
    auto entry = job.Forget(*plan, "");
    EXPECT_TRUE(entry) << entry.error().message;
    return entry.value_or(0);
  }
};

TEST_F(ForgetStageTest, OneAfterTheOtherUntilNobodyIsLeft) {
  std::set<std::string> forgotten;
  for (const std::string& name : kNames) {
    ASSERT_FALSE(PlacesOf(AllTextOf(options_.workspace.root), name).empty());
    const auto others = Others(name);
    Job job = OpenJob();
    const auto plan = job.PlanForget(name + " GmbH");
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->hosts, std::vector<std::string>{SiteOf(name)});
    EXPECT_EQ(plan->counts.pages, 3);
    EXPECT_EQ(plan->counts.captures, 3);
    ASSERT_TRUE(job.Forget(*plan, ""));
    forgotten.insert(name);
    EXPECT_EQ(Others(name), others);
    for (const std::string& gone : forgotten) ExpectNowhere(gone, "at once");
    ASSERT_TRUE(job.Replay());
    ASSERT_TRUE(job.IndexIfChanged());
    EXPECT_EQ(Others(name), others);
    for (const std::string& gone : forgotten) ExpectNowhere(gone, "replayed");
  }
}

TEST_F(ForgetStageTest, AKillAtAnyMomentIsMadeGood) {
  const std::string& name = kNames[1];
  const auto others = Others(name);
  const fs::path whole = folder_ / "whole";
  fs::copy(options_.workspace.root, whole, fs::copy_options::recursive);
  int moments = 0;
  for (bool killed = true; killed; ++moments) {
    fs::remove_all(options_.workspace.root);
    fs::copy(whole, options_.workspace.root, fs::copy_options::recursive);
    const KillingClock clock(clock_, moments + 1);
    killed = false;
    try {
      auto job = Job::Open(options_, clock);
      ASSERT_TRUE(job);
      auto plan = job->PlanForget(name + " GmbH");
      ASSERT_TRUE(plan);
      ASSERT_TRUE(job->Forget(*plan, ""));
    } catch (const Killed&) {
      killed = true;
    }
    if (moments < 2) continue;  // before anything was written
    { Job job = OpenJob(); }
    ExpectNowhere(name, "killed at " + std::to_string(moments));
    ASSERT_EQ(Others(name), others) << moments;
    auto database = Database::Open(options_.workspace.state_db());
    auto ledger = ForgetLedger::Open(*database);
    const auto entries = ledger->Entries();
    ASSERT_EQ(entries->size(), 1u);
    EXPECT_EQ(entries->front().state, ForgetState::kDone);
    EXPECT_EQ(entries->front().counts.pages, 3);
  }
  EXPECT_GE(moments, 4);
}

TEST_F(ForgetStageTest, TheRecordNamesNobody) {
  Job job = OpenJob();
  const int64_t entry = MustForget(job, SiteOf(kNames[0]));
  auto database = Database::Open(options_.workspace.state_db());
  auto ledger = ForgetLedger::Open(*database);
  auto list = ledger->KeptOut();
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->HoldsHost("www." + SiteOf(kNames[0])));
  EXPECT_FALSE(list->HoldsHost(SiteOf(kNames[1])));
  ASSERT_TRUE(job.AllowAgain(entry));
  EXPECT_TRUE(ledger->KeptOut()->empty());
  EXPECT_EQ(job.AllowAgain(entry).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(job.AllowAgain(9).error().kind, ErrorKind::kNotFound);
}

// A newspaper names it: the page stays as it was printed, and nobody finds any
// more whom it names.
TEST_F(ForgetStageTest, NewsStaysAndNoLongerMentionsIt) {
  const std::string& name = kNames[3];
  Add("http://zeitung.example/werk",
      "<html lang=de><title>Neues Werk</title><p>Die " + name +
          " GmbH baut ein Werk.");
  Read();
  const auto mentions = [&] { return Store().NamedCompanies().value().size(); };
  ASSERT_EQ(mentions(), 1u);
  {
    Job job = OpenJob();
    const auto plan = job.PlanForget(name + " GmbH");
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->counts.mentions, 1);
    ASSERT_TRUE(job.Forget(*plan, ""));
  }
  EXPECT_EQ(mentions(), 0u);
  const auto page = Store().Find("http://zeitung.example/werk").value();
  ASSERT_TRUE(page);
  EXPECT_NE(page->blocks.back().text.find(name), std::string::npos);
}

// ---- Other people's archives ------------------------------------------------

// A revisit under another address, a lookup, metadata without a response.
TEST_F(ForgetStageTest, WhatOtherCrawlersNoteGoesToo) {
  const std::string host = SiteOf(kNames[2]);
  const auto record = [](WarcType type, const std::string& uri,
                         const std::string& block,
                         const std::string& more = "") {
    return "WARC/1.0\r\nWARC-Type: " + std::string(ToString(type)) +
           "\r\nWARC-Target-URI: " + uri +
           "\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: "
           "<urn:uuid:00000000-0000-5000-8000-00000000000" +
           std::to_string(block.size() % 10) + ">\r\n" + more +
           "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
           block + "\r\n\r\n";
  };
  const std::string theirs =
      record(WarcType::kResponse, "dns:www." + host, "20260101 " + host) +
      record(WarcType::kMetadata, "http://" + host + "/x", "via: " + host) +
      record(WarcType::kRevisit, "http://spiegel.example/",
             "HTTP/1.1 200 OK\r\n\r\n",
             "WARC-Refers-To-Target-URI: http://" + host + "/\r\n") +
      record(WarcType::kResource, "http://andere.example/", "bleibt");
  const auto archive = options_.workspace.warc();
  for (const auto& [name, bytes] : std::map<std::string, std::string>{
           {"plain.warc", theirs},
           {"one-member.warc.gz", GzipMember(theirs, 6)},
           {"zstd.warc.zst", ZstdFrame(theirs)}}) {
    ASSERT_TRUE(WriteFileAtomically(folder_ / name, bytes));
    ASSERT_TRUE(WriteFileAtomically(archive / ("ingest-first-" + name), bytes));
  }
  Job job = OpenJob();
  MustForget(job, host);
  ExpectNowhere(kNames[2], "in archives that are there");
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    if (entry.path().filename().string().find(".warc") != std::string::npos) {
      files.push_back(entry.path());
    }
  }
  ASSERT_EQ(files.size(), 3u);
  ASSERT_TRUE(job.Ingest(files));
  ExpectNowhere(kNames[2], "in archives that are taken over");
  size_t kept = 0;
  for (const DataText& text : AllTextOf(archive)) {
    kept += text.uri == "http://andere.example/" ? 1 : 0;
  }
  EXPECT_EQ(kept, 6u);
}

}  // namespace
}  // namespace ritmon
