// SPDX-License-Identifier: GPL-3.0-or-later
// A small region, read from an archive, tagged with the sample lists and
// indexed: what the workbench for keyword lists works on.

#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "crawler/warc_writer.h"
#include "index/index_reader.h"
#include "pipeline/job.h"
#include "tests/classifier/sample_taxonomy.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {

class StoredRegionTest : public testing::Test {
 protected:
  StoredRegionTest() {
    options_.workspace.root = folder_ / "data";
    options_.keyword_lists = folder_ / "lists";
    options_.geo = SourceFile("config/geo");
    options_.courts = SourceFile("config/register_courts.tsv");
    options_.fetch.allow_private_addresses = true;
    options_.pipeline.workers = 2;
    WriteLists(options_.keyword_lists, SampleFiles());
  }

  static void WriteLists(const std::filesystem::path& directory,
                         const ListFiles& files) {
    ASSERT_TRUE(MakeDirectories(directory));
    for (const auto& [name, content] : files) {
      ASSERT_TRUE(WriteFileAtomically(directory / name, content));
    }
  }

  // The sample lists with `from` as `to` in one file.
  static ListFiles ChangedFiles(const std::string& file,
                                const std::string& from,
                                const std::string& to) {
    ListFiles files = SampleFiles();
    for (auto& [name, content] : files) {
      if (name != file) continue;
      const size_t at = content.find(from);
      EXPECT_NE(at, std::string::npos) << from;
      content.replace(at, from.size(), to);
    }
    return files;
  }

  // Pages of one company, by path; its imprint comes of itself.
  void AddCompany(const std::string& name, const std::string& site,
                  const std::map<std::string, std::string>& pages) {
    ++number_;
    Add("http://" + site + "/impressum",
        "<html lang=de><title>Impressum</title><h1>Impressum</h1><p>" + name +
            "<br>Hafenstraße " + std::to_string(number_) +
            "<br>20457 Hamburg</p><p>Registergericht: Amtsgericht Hamburg, HRB "
            "9" +
            std::to_string(10000 + number_) + "</p>");
    for (const auto& [path, body] : pages) {
      Add("http://" + site + path, "<html lang=de>" + body);
    }
  }

  void Add(const std::string& url, const std::string& html) {
    FetchResult result{.request = {.url = MakeUrl(url)}};
    result.outcome = FetchOutcome::kOk;
    result.status = 200;
    result.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    result.body = html;
    result.fetched_at = clock_.Now();
    results_.push_back(std::move(result));
  }

  // Three companies in the field, one that is none of it, and a site of
  // nobody.
  void AddSampleRegion() {
    AddCompany(
        "Nordstack GmbH", "nordstack.example",
        {{"/",
          "<title>Nordstack</title><h1>Wasserstoff aus dem Norden</h1><p>Wir "
          "bauen Elektrolyseure für Wasserstoff.</p>"},
         {"/produkte",
          "<title>Produkte</title><h1>Elektrolyse für die Industrie</h1><p>Der "
          "Stack ist das Herz. Wasserstoffspeicher ergänzen ihn.</p>"}});
    AddCompany("Zellkraft GmbH", "zellkraft.example",
               {{"/",
                 "<title>Start</title><h1>Brennstoffzellen und "
                 "Elektrolyse</h1><p>Unsere Brennstoffzellen laufen "
                 "lange.</p>"},
                {"/technik",
                 "<title>Technik</title><h2>Brennstoffzellen im Schiff</h2>"
                 "<p>Ein Schiff mit Ammoniak und Brennstoffzelle und "
                 "Elektrolyse.</p>"}});
    AddCompany("Rundlauf GmbH", "rundlauf.example",
               {{"/",
                 "<title>Rundlauf</title><h1>Recycling von Metall</h1><p>Wir "
                 "planen Recyclinganlagen.</p>"},
                {"/anlagen",
                 "<title>Anlagen</title><h1>Recyclinganlagen</h1><p>Für Metall "
                 "und Glas, dazu ein Gasspeicher mit Wasserstoff.</p>"}});
    AddCompany("Tischlerei Holm GmbH", "holm.example",
               {{"/", "<title>Tischlerei</title><p>Wir bauen Möbel.</p>"}});
    Add("http://niemand.example/",
        "<html lang=de><title>Blog</title><h1>Wasserstoff</h1><p>Ein Text "
        "über Wasserstoff und Brennstoffzellen.</p>");
  }

  // Reads everything that was added, tags, attributes, indexes.
  void Read() {
    {
      auto writer = WarcWriter::Open(
          WarcWriterOptions{.directory = options_.workspace.warc()}, clock_);
      ASSERT_TRUE(writer);
      for (const FetchResult& result : results_) {
        ASSERT_TRUE(writer->Write(result));
      }
      ASSERT_TRUE(writer->Close());
    }
    Job job = OpenJob();
    auto read = job.Replay();
    ASSERT_TRUE(read) << read.error().message;
    auto indexed = job.IndexIfChanged();
    ASSERT_TRUE(indexed) << indexed.error().message;
  }

  // What `ritmon tag` does with other lists in the configured folder.
  void Tag(const ListFiles& files) {
    WriteLists(options_.keyword_lists, files);
    clock_.Advance(std::chrono::hours(1));
    Job job = OpenJob();
    auto tagged = job.RetagIfChanged(false);
    ASSERT_TRUE(tagged) << tagged.error().message;
    auto indexed = job.IndexIfChanged();
    ASSERT_TRUE(indexed) << indexed.error().message;
  }

  Job OpenJob() {
    auto job = Job::Open(options_, clock_);
    EXPECT_TRUE(job) << job.error().message;
    return std::move(*job);
  }

  std::shared_ptr<const Taxonomy> Compiled(const ListFiles& files) {
    return Taxonomy::Compile(ParseTaxonomyFiles(files).value()).value();
  }

  CompanyIndexReader Companies() const {
    return CompanyIndexReader::Open(options_.workspace.company_index()).value();
  }
  PageIndexReader Pages() const {
    return PageIndexReader::Open(options_.workspace.page_index()).value();
  }
  PageStore Store() const {
    return PageStore::OpenReadOnly(options_.workspace.text()).value();
  }
  ListHistory History() const {
    return ListHistory::OpenReadOnly(options_.workspace.lists_db()).value();
  }
  static Query AllCompanies() {
    return Query{.target = QueryTarget::kCompanies};
  }

  // The companies that are counted in each field, by the index.
  std::map<std::string, int64_t> Counted() const {
    std::map<std::string, int64_t> counted;
    CompanyIndexReader companies = Companies();
    EXPECT_TRUE(companies.ForEach(AllCompanies(), [&](const auto& record) {
      for (const CompanyField& field : record.fields) {
        if (IsCounted(record, field)) ++counted[field.field];
      }
      return true;
    }));
    return counted;
  }

  std::string IdOf(const std::string& name) const {
    std::string id;
    CompanyIndexReader companies = Companies();
    EXPECT_TRUE(companies.ForEach(AllCompanies(), [&](const auto& record) {
      if (record.company.name == name) id = record.company.id;
      return true;
    }));
    EXPECT_NE(id, "") << name;
    return id;
  }

  TempDirectory folder_;
  FakeClock clock_;
  Options options_;
  std::vector<FetchResult> results_;
  int number_ = 0;
};

}  // namespace ritmon
