// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/config.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "base/files.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

Result<Config> LoadText(const std::string& text,
                        const std::vector<std::string>& sets = {}) {
  TempDirectory folder;
  EXPECT_TRUE(WriteFileAtomically(folder / "x.toml", text));
  return LoadConfig(folder / "x.toml", sets);
}

constexpr char kLeast[] = "[data]\ndirectory = \"d\"\n";

TEST(ConfigTest, PlansJobs) {
  const auto config = LoadText(std::string(kLeast) +
                               "[[job]]\nname = \"crawl\"\ncron = \"0 3 * * "
                               "*\"\nmissed = \"skip\"\n"
                               "[daemon]\ntime_zone = \"UTC\"\n");
  ASSERT_TRUE(config) << config.error().message;
  ASSERT_EQ(config->daemon.jobs.size(), 1u);
  EXPECT_EQ(config->daemon.jobs[0].missed, Missed::kSkip);
  EXPECT_EQ(
      FormatTimestamp(config->daemon.jobs[0].schedule.NextAfter(Timestamp{})),
      "1970-01-01T03:00:00Z");
  for (const auto& [job, reason] :
       {std::pair("name = \"crawl\"\ncron = \"x\"", "'cron': 'x' has 1"),
        std::pair("name = \"crawl\"", "'cron' is missing"),
        std::pair("name = \"crwal\"\ncron = \"@daily\"",
                  "do you mean 'crawl'?"),
        std::pair("name = \"tag\"\ncron = \"@daily\"\nmissed = \"no\"",
                  "must be catch-up or skip"),
        std::pair("name = \"tag\"\ncron = \"@daily\"\n[[job]]\nname = "
                  "\"tag\"\ncron = \"@daily\"",
                  "is planned already")}) {
    const auto wrong = LoadText(std::string(kLeast) + "[[job]]\n" + job + "\n");
    ASSERT_FALSE(wrong) << job;
    EXPECT_NE(wrong.error().message.find(reason), std::string::npos)
        << wrong.error().message;
  }
}

// Every key of the code is in the reference, none is there that is not in the
// code, and what the reference calls the default is the default.
TEST(ConfigTest, TheReferenceIsComplete) {
  const std::string text = MustRead(SourceFile("config/reference.toml"));
  std::set<std::string> written;
  std::istringstream lines(text);
  std::string line;
  std::string section;
  while (std::getline(lines, line)) {
    if (line.starts_with("# ") && line.find(" = ") != std::string::npos) {
      line = line.substr(2);  // a key without a default stands in a comment
    }
    if (line.starts_with("[[")) break;
    if (line.starts_with("[")) {
      section = line.substr(1, line.find(']') - 1);
    } else if (const size_t end = line.find(" = ");
               end != std::string::npos && !line.starts_with("#")) {
      written.insert(section + "." + line.substr(0, end));
    }
  }
  std::set<std::string> known;
  for (const ConfigKey& key : ConfigKeys()) {
    known.insert(std::string(key.name));
    // Comments are wrapped; the first words identify the sentence.
    EXPECT_NE(text.find(std::string(key.meaning.substr(0, 30))),
              std::string::npos)
        << key.name << " is not explained";
  }
  EXPECT_EQ(written, known);
  EXPECT_GE(known.size(), 24u);
}

TEST(ConfigTest, TheReferenceStatesTheDefaults) {
  auto reference = LoadConfig(SourceFile("config/reference.toml"));
  ASSERT_TRUE(reference) << reference.error().message;
  const Options& stated = reference->options;
  const Options defaults;
  EXPECT_EQ(stated.crawl.politeness.delay, defaults.crawl.politeness.delay);
  EXPECT_EQ(stated.crawl.politeness.max_crawl_delay,
            defaults.crawl.politeness.max_crawl_delay);
  EXPECT_EQ(stated.crawl.max_in_flight, defaults.crawl.max_in_flight);
  EXPECT_EQ(stated.crawl.retry_after, defaults.crawl.retry_after);
  EXPECT_EQ(stated.crawl.retry.max_attempts, defaults.crawl.retry.max_attempts);
  EXPECT_EQ(stated.crawl.retry.max_host_failures,
            defaults.crawl.retry.max_host_failures);
  EXPECT_EQ(stated.crawl.retry.base_delay, defaults.crawl.retry.base_delay);
  EXPECT_EQ(stated.scope.defaults.max_depth, defaults.scope.defaults.max_depth);
  EXPECT_EQ(stated.scope.defaults.max_pages, defaults.scope.defaults.max_pages);
  EXPECT_EQ(stated.fetch.max_body_bytes, defaults.fetch.max_body_bytes);
  EXPECT_EQ(stated.fetch.max_document_bytes, defaults.fetch.max_document_bytes);
  EXPECT_EQ(stated.scope.defaults.max_documents,
            defaults.scope.defaults.max_documents);
  EXPECT_EQ(stated.documents.max_bytes, defaults.documents.max_bytes);
  EXPECT_EQ(stated.documents.max_pages, defaults.documents.max_pages);
  // The list is an example.
  EXPECT_EQ(stated.critical_mass.thresholds.usual.companies,
            defaults.critical_mass.thresholds.usual.companies);
  EXPECT_EQ(stated.critical_mass.thresholds.usual.reason,
            defaults.critical_mass.thresholds.usual.reason);
  EXPECT_EQ(stated.critical_mass.population, defaults.critical_mass.population);
  EXPECT_EQ(stated.critical_mass.benchmark, defaults.critical_mass.benchmark);
  EXPECT_EQ(reference->daemon.time_zone, DaemonOptions().time_zone);
  EXPECT_EQ(reference->daemon.jitter, DaemonOptions().jitter);
  EXPECT_EQ(stated.documents.max_time, defaults.documents.max_time);
  EXPECT_EQ(stated.documents.max_memory, defaults.documents.max_memory);
  EXPECT_EQ(stated.fetch.connect_timeout, defaults.fetch.connect_timeout);
  EXPECT_EQ(stated.fetch.timeout, defaults.fetch.timeout);
  EXPECT_EQ(stated.render.on, defaults.render.on);
  EXPECT_EQ(stated.render.time_limit, defaults.render.time_limit);
  EXPECT_EQ(stated.render.max_memory_bytes, defaults.render.max_memory_bytes);
  EXPECT_EQ(stated.render.max_pages, defaults.render.max_pages);
  EXPECT_EQ(stated.render.max_pages_per_site,
            defaults.render.max_pages_per_site);
  EXPECT_EQ(stated.render.max_requests, defaults.render.max_requests);
  EXPECT_EQ(stated.more_keyword_lists, defaults.more_keyword_lists);
  EXPECT_EQ(stated.render.allowed_domains, defaults.render.allowed_domains);
  EXPECT_EQ(stated.fetch.stall_time, defaults.fetch.stall_time);
  EXPECT_EQ(stated.fetch.allow_private_addresses,
            defaults.fetch.allow_private_addresses);
  EXPECT_EQ(stated.pipeline.workers, defaults.pipeline.workers);
  EXPECT_EQ(stated.pipeline.queue_capacity, defaults.pipeline.queue_capacity);
}

TEST(ConfigTest, TheShippedFilesLoad) {
  for (const char* name : {"config/demo.toml", "config/hamburg.toml"}) {
    auto config = LoadConfig(SourceFile(name));
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_TRUE(std::filesystem::exists(config->options.keyword_lists));
    EXPECT_TRUE(std::filesystem::exists(config->options.geo));
    EXPECT_TRUE(std::filesystem::exists(config->options.courts));
  }
  // Nobody's sites are crawled before somebody has said who asks.
  EXPECT_EQ(LoadConfig(SourceFile("config/hamburg.toml"))->options.contact, "");
}

TEST(ConfigTest, EveryMistakeIsSaidWithItsLine) {
  struct Case {
    const char* text;
    const char* message;
  };
  const Case cases[] = {
      {"[crawl]\ndealy_ms = 5\n",
       "x.toml:2: unknown key 'crawl.dealy_ms', do you mean 'crawl.delay_ms'?"},
      {"[crawl]\ndelay_ms = \"5\"\n",
       "x.toml:2: 'crawl.delay_ms' must be a "
       "whole number"},
      {"[crawl]\n\nmax_depth = 99\n",
       "x.toml:3: 'crawl.max_depth' must be between 0 and 20"},
      {"[fetch]\nallow_private_addresses = 1\n", "must be true or false"},
      {"[region]\nname = 7\n", "must be a text"},
      {"region = \"hamburg\"\n", "x.toml:1: unknown key 'region'"},
      {"[[companies]]\nfile = \"a\"\nformat = \"xls\"\n",
       "'format' must be offeneregister, offeneregister-2022, gleif-csv"},
      {"[[companies]]\nfile = \"a\"\nas_of = \"gestern\"\n",
       "'as_of' must be a date"},
      {"[[companies]]\nformat = \"csv\"\n", "'file' is missing"},
      {"[[seeds]]\nurl = \"mailto:x\"\n", "is not a http(s) URL"},
      {"[[seeds]]\nurl = \"http://a.example\"\nkindd = \"news\"\n",
       "unknown key 'kindd', do you mean 'kind'?"},
      {"[[directory]]\nurl = \"mailto:x\"\n", "is not a http(s) URL"},
      {"[[feed]]\nurl = \"feed:x\"\n", "is not a http(s) URL"},
      {"[[feed]]\nkind = \"news\"\n", "'url' is missing"},
      {"[[feed]]\nurl = \"http://a.example\"\nkind = \"web\"\n",
       "'kind' must be news or company"},
      {"[[feed]]\nurl = \"http://a.example\"\nmax_entries = 1001\n",
       "'max_entries' must be a whole number from 0 to 1000"},
      {"[[feed]]\nurl = \"http://a.example\"\npages = 1\n",
       "'pages' must be true or false"},
      {"[[feed]]\nurl = \"http://a.example\"\npage = true\n",
       "unknown key 'page'"},
      {"[[directory]]\nname = \"A\"\n", "'url' is missing"},
      {"[[directory]]\nurl = \"http://a.example\"\nmax_page = 3\n",
       "unknown key 'max_page', do you mean 'max_pages'?"},
      {"[candidates]\nmax_pages = 1\n", "must be between 2 and 20"},
      {"[render]\nrender = \"on\"\n",
       "x.toml:2: 'on' is no value of 'render.render'"},
      {"[render]\nallowed_domains = \"a.example\"\n",
       "'render.allowed_domains' must be [\"a\", \"b\"]"},
      {"[keywords]\nmore = [\"a\", 1]\n",
       "'keywords.more' must be [\"a\", \"b\"]"},
      {"[render]\nallowed_domains = [1]\n", "must be [\"a\", \"b\"]"},
      {"[crawl\n", "x.toml:1: "},
      {"", "'data.directory' is missing"},
  };
  for (const Case& c : cases) {
    auto config = LoadText(c.text);
    ASSERT_FALSE(config) << c.text;
    EXPECT_EQ(config.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(config.error().message.find(c.message), std::string::npos)
        << config.error().message;
  }
}

TEST(ConfigTest, ChoicesAndListsAreSet) {
  const auto config =
      LoadText(std::string(kLeast) +
               "[render]\nrender = \"off\"\n"
               "allowed_domains = [\"b.example\", \"a.example\"]\n");
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_FALSE(config->options.render.on);
  EXPECT_EQ(config->options.render.allowed_domains,
            (std::set<std::string, std::less<>>{"a.example", "b.example"}));
  EXPECT_TRUE(LoadText(kLeast)->options.render.on);
}

TEST(ConfigTest, RegionsAreDefined) {
  const auto config =
      LoadText(std::string(kLeast) +
               "[[regions]]\nname = \"west\"\nlabel_de = \"Westen\"\n"
               "districts = [\"05\", \"07131\"]\n"
               "[[regions]]\nname = \"more\"\nincludes = [\"west\"]\n");
  ASSERT_TRUE(config) << config.error().message;
  ASSERT_EQ(config->options.regions.size(), 2u);
  const RegionDefinition& west = config->options.regions[0];
  EXPECT_EQ(west.name, "west");
  EXPECT_EQ(west.label_de, "Westen");
  EXPECT_EQ(west.districts, (std::vector<std::string>{"05", "07131"}));
  EXPECT_TRUE(west.origin.ends_with("x.toml:3")) << west.origin;
  EXPECT_EQ(config->options.regions[1].includes,
            std::vector<std::string>{"west"});
}

TEST(ConfigTest, MistakesInRegionsAreSaid) {
  const std::pair<const char*, const char*> cases[] = {
      {"[[regions]]\ndistricts = [\"05\"]\n", "'name' is missing"},
      {"[[regions]]\nname = \"a\"\n", "needs 'districts' or 'includes'"},
      {"[[regions]]\nname = \"a\"\ndistricts = []\n", "needs 'districts'"},
      {"[[regions]]\nname = \"a\"\ndistricts = \"05\"\n",
       "'districts' must be"},
      {"[[regions]]\nname = \"a\"\ndistricts = [5]\n", "'districts' must be"},
      {"[[regions]]\nname = \"a\"\ndistrict = [\"05\"]\n",
       "unknown key 'district'"},
      {"[[regions]]\nname = \"a\"\ndistricts = [\"05\"]\n"
       "[[regions]]\nname = \"a\"\ndistricts = [\"06\"]\n",
       "region 'a' is there already"},
      {"[regions]\nname = \"a\"\n", "must be written [[regions]]"},
  };
  for (const auto& [text, mistake] : cases) {
    const auto config = LoadText(text + std::string(kLeast));
    ASSERT_FALSE(config) << text;
    EXPECT_NE(config.error().message.find(mistake), std::string::npos)
        << config.error().message;
    EXPECT_NE(config.error().message.find("x.toml:"), std::string::npos);
  }
}

TEST(ConfigTest, AllMistakesAreSaidAtOnce) {
  auto config = LoadText("[crawl]\ndealy_ms = 5\nmax_depth = -1\n");
  ASSERT_FALSE(config);
  EXPECT_NE(config.error().message.find("x.toml:2:"), std::string::npos);
  EXPECT_NE(config.error().message.find("x.toml:3:"), std::string::npos);
}

TEST(ConfigTest, AMissingFileIsNamed) {
  auto config = LoadConfig("no/such/file.toml");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(config.error().message.find("no/such/file.toml"),
            std::string::npos);
}

TEST(ConfigTest, FlagsWinOverTheFile) {
  const std::string text = std::string(kLeast) + "[crawl]\ndelay_ms = 7\n";
  auto config = LoadText(text, {"crawl.delay_ms=9", "region.name=hamburg",
                                "fetch.allow_private_addresses=true"});
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->options.crawl.politeness.delay.count(), 9);
  EXPECT_EQ(config->options.region, "hamburg");
  EXPECT_TRUE(config->options.fetch.allow_private_addresses);
  for (const char* bad : {"crawl.delay_ms", "delay_ms=9", "crawl.delay_ms=x",
                          "crawl.nothing=1", "=1", ""}) {
    EXPECT_FALSE(LoadText(text, {bad})) << bad;
  }
}

TEST(ConfigTest, PathsAreRelativeToTheirFile) {
  TempDirectory folder;
  ASSERT_TRUE(
      WriteFileAtomically(folder / "x.toml",
                          "[data]\ndirectory = \"../d\"\n[keywords]\ndirectory "
                          "= \"/lists\"\nmore = [\"mine\", \"/b\"]\n"));
  auto config = LoadConfig(folder / "x.toml");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->options.workspace.root, folder.path().parent_path() / "d");
  EXPECT_EQ(config->options.keyword_lists, "/lists");
  EXPECT_EQ(config->options.more_keyword_lists,
            (std::vector<std::filesystem::path>{folder.path() / "mine", "/b"}));
}

TEST(ConfigTest, CriticalMass) {
  TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(
      folder / "x.toml",
      std::string(kLeast) +
          "[critical_mass]\nthreshold = 12\nreason = \"so agreed\"\n"
          "population = \"people.csv\"\nbenchmark = \"hamburg\"\n"
          "[[field_threshold]]\nfield = \"a\"\nthreshold = 5\n"
          "reason = \"few\"\n[[field_threshold]]\nfield = \"b\"\n"
          "threshold = 7\n"));
  const auto config = LoadConfig(folder / "x.toml");
  ASSERT_TRUE(config) << config.error().message;
  const CriticalMassOptions& mass = config->options.critical_mass;
  EXPECT_EQ(mass.thresholds.usual.companies, 12u);
  EXPECT_EQ(mass.thresholds.usual.reason, "so agreed");
  EXPECT_EQ(mass.population, folder / "people.csv");
  EXPECT_EQ(mass.benchmark, "hamburg");
  ASSERT_EQ(mass.thresholds.of_fields.size(), 2u);
  EXPECT_EQ(mass.thresholds.of_fields[0].field, "a");
  EXPECT_EQ(mass.thresholds.of_fields[0].threshold.companies, 5u);
  EXPECT_EQ(mass.thresholds.of_fields[0].threshold.reason, "few");
  EXPECT_TRUE(mass.thresholds.of_fields[0].origin.ends_with("x.toml:8"))
      << mass.thresholds.of_fields[0].origin;
  EXPECT_EQ(mass.thresholds.of_fields[1].threshold.companies, 7u);
}

TEST(ConfigTest, CriticalMassMistakes) {
  const struct {
    const char* text;
    const char* message;
  } cases[] = {
      {"[critical_mass]\nthreshold = 0\n",
       "x.toml:4: 'critical_mass.threshold'"},
      {"[critical_mass]\nthreshhold = 3\n",
       "do you mean 'critical_mass.threshold'"},
      {"[[field_threshold]]\nfield = \"a\"\n", "needs a 'threshold'"},
      {"[[field_threshold]]\nthreshold = 3\n", "'field' is missing"},
      {"[[field_threshold]]\nfield = \"a\"\nthreshold = 0\n",
       "needs a 'threshold'"},
      {"[[field_threshold]]\nfield = \"a\"\nthreshold = 2.5\n",
       "'threshold' must be a whole number"},
      {"[[field_threshold]]\nfield = \"a\"\nthreshold = 2\nwhy = \"x\"\n",
       "unknown key 'why'"},
      {"[[field_threshold]]\nfield = \"a\"\nthreshold = 2\n"
       "[[field_threshold]]\nfield = \"a\"\nthreshold = 3\n",
       "field 'a' has a threshold already"},
      {"field_threshold = 3\n", "unknown key 'data.field_threshold'"},
  };
  for (const auto& c : cases) {
    const auto config = LoadText(std::string(kLeast) + c.text);
    ASSERT_FALSE(config) << c.text;
    EXPECT_EQ(config.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(config.error().message.find(c.message), std::string::npos)
        << c.text << "\n"
        << config.error().message;
  }
}

}  // namespace
}  // namespace ritmon
