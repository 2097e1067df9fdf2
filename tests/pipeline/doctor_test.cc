// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/doctor/doctor.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "base/directory_lock.h"
#include "base/files.h"
#include "index/index_database_writer.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

// Ids of what is not as it should be.
std::set<std::string> Bad(const Findings& findings) {
  std::set<std::string> ids;
  for (const Finding& finding : findings) {
    if (LevelOf(finding.id) != FindingLevel::kOk) {
      ids.emplace(ToString(finding.id));
    }
  }
  return ids;
}

const Finding* Find(const Findings& findings, FindingId id) {
  const auto at =
      std::find_if(findings.begin(), findings.end(),
                   [id](const Finding& finding) { return finding.id == id; });
  return at == findings.end() ? nullptr : &*at;
}

class DoctorTest : public StoredRegionTest {
 protected:
  void SetUp() override {
    AddSampleRegion();
    Read();
  }

  void Overwrite(const fs::path& path, uint64_t offset, size_t size) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    ASSERT_TRUE(file) << path;
    file.seekp(static_cast<std::streamoff>(offset));
    file << std::string(size, '\xff');
  }
  fs::path Archive() const {
    return ArchiveFiles(options_.workspace.warc()).value().front();
  }
  fs::path Pages() const { return options_.workspace.text() / "pages.db"; }

  static void RemoveWithLog(const fs::path& database) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      fs::remove(database.string() + suffix);
    }
  }
};

TEST_F(DoctorTest, FindsNothingWrongWithSoundData) {
  for (const bool deep : {false, true}) {
    EXPECT_THAT(Bad(CheckDatabases(options_)), testing::IsEmpty());
    EXPECT_THAT(Bad(CheckArchive(options_, deep)), testing::IsEmpty());
    EXPECT_THAT(Bad(CheckIndexes(options_, deep)), testing::IsEmpty());
  }
  EXPECT_THAT(Bad(CheckKeywordLists(options_)), testing::IsEmpty());
  EXPECT_THAT(Bad(CheckPlaces(options_)), testing::IsEmpty());
  EXPECT_NE(Find(CheckLock(options_), FindingId::lock_free), nullptr);
}

TEST_F(DoctorTest, WritesNothing) {
  const auto snapshot = [&] {
    std::map<std::string, std::string> files;
    for (const auto& entry :
         fs::recursive_directory_iterator(options_.workspace.root)) {
      const std::string name = entry.path().string();
      // SQLite's own, for whoever reads.
      if (name.ends_with("-shm") || name.ends_with("-wal")) continue;
      if (entry.is_regular_file()) files[name] = ReadFile(entry).value();
    }
    return files;
  };
  const auto before = snapshot();
  const Findings all =
      Diagnose(options_, {.configuration = "c.toml", .deep = true}, clock_);
  EXPECT_GT(all.size(), 12u);
  EXPECT_EQ(snapshot(), before);
}

TEST_F(DoctorTest, Configuration) {
  const DoctorContext planned{.configuration = "c.toml", .planned_jobs = 1};
  struct Case {
    std::string name;
    std::function<void(Options&)> change;
    std::set<std::string> bad;
  };
  const std::vector<Case> cases = {
      {"as it should be", [](Options&) {}, {}},
      {"no contact", [](Options& o) { o.contact.clear(); }, {"no_contact"}},
      {"no companies",
       [](Options& o) { o.companies.clear(); },
       {"no_company_source"}},
      {"open to the own network",
       [](Options& o) { o.fetch.allow_private_addresses = true; },
       {"private_addresses"}},
      {"a register that is not there",
       [](Options& o) { o.companies[0].file = "/no/such/register"; },
       {"file_unreadable"}},
      {"members that are not there",
       [](Options& o) { o.clusters.push_back({.members = "/no/members"}); },
       {"file_unreadable"}},
  };
  int run = 0;
  for (const Case& c : cases) {
    Options options = options_;
    options.contact = "mail@ritmon.example";
    options.fetch.allow_private_addresses = false;
    options.companies = {{.file = Archive()}};
    c.change(options);
    EXPECT_EQ(Bad(CheckConfiguration(options, planned)), c.bad) << c.name;
    ++run;
  }
  EXPECT_EQ(run, 6);
  EXPECT_THAT(Bad(CheckConfiguration(options_, {})), Contains("no_job"));
}

TEST_F(DoctorTest, ListsAndPlaces) {
  Options options = options_;
  options.region = "atlantis";
  EXPECT_THAT(Bad(CheckPlaces(options)), Contains("region_unknown"));
  options.geo = "/no/such/place";
  EXPECT_THAT(Bad(CheckPlaces(options)), Contains("places_refused"));
  options.keyword_lists = "/no/such/lists";
  EXPECT_THAT(Bad(CheckKeywordLists(options)), Contains("lists_refused"));
  ListFiles files = SampleFiles();
  files.front().second += "\n# changed\n";
  WriteLists(options_.keyword_lists, files);
  const auto changed = Bad(CheckKeywordLists(options_));
  EXPECT_TRUE(changed.empty() || changed.contains("lists_changed"));
}

// What happens to a file, and what is found.
TEST_F(DoctorTest, DamagedData) {
  struct Case {
    std::string name;
    std::function<void()> damage;
    std::string id;
    bool deep = false;
  };
  const Workspace& w = options_.workspace;
  const std::vector<Case> cases = {
      {"state.db is gone", [&] { RemoveWithLog(w.state_db()); },
       "database_missing"},
      {"state.db is something else",
       [&] {
         RemoveWithLog(w.state_db());
         ASSERT_TRUE(WriteFileAtomically(w.state_db(), std::string(9999, 'x')));
       },
       "database_damaged"},
      {"pages.db is gone", [&] { RemoveWithLog(Pages()); }, "pages_missing"},
      {"pages.db is empty",
       [&] {
         RemoveWithLog(Pages());
         ASSERT_TRUE(WriteFileAtomically(Pages(), ""));
       },
       "database_damaged"},
      {"pages.db has a bad page", [&] { Overwrite(Pages(), 4096, 4096); },
       "database_damaged"},
      {"history.db is of a later program",
       [&] {
         ASSERT_TRUE(Database::Open(w.history_db())->SetSchemaVersion(99));
       },
       "database_refused"},
      {"somebody else's journal",
       [&] {
         ASSERT_TRUE(WriteFileAtomically(w.lists_db().string() + "-journal",
                                         "something"));
       },
       "foreign_journal"},
      {"an import was killed",
       [&] { ASSERT_TRUE(WriteFileAtomically(w.root / "import.db", "x")); },
       "import_unfinished"},
      {"the archive is gone", [&] { fs::remove_all(w.warc()); },
       "captures_missing"},
      {"the archive's end is gone",
       [&] { fs::resize_file(Archive(), fs::file_size(Archive()) / 3); },
       "captures_missing"},
      {"a record cannot be unpacked",
       [&] { Overwrite(Archive(), fs::file_size(Archive()) / 2, 40); },
       "archive_damaged", true},
      {"no CDXJ", [&] { fs::remove(SidecarOf(Archive())); }, "cdxj_missing"},
      {"half a CDXJ",
       [&] {
         fs::resize_file(SidecarOf(Archive()),
                         fs::file_size(SidecarOf(Archive())) / 2);
       },
       "cdxj_differs"},
      {"a purge was killed",
       [&] {
         ASSERT_TRUE(WriteFileAtomically(Archive().string() + ".purge", "1\n"));
       },
       "purge_unfinished"},
      {"no index of pages", [&] { fs::remove_all(w.page_index()); },
       "index_missing"},
      {"an index is something else",
       [&] { Overwrite(w.company_index() / "iamglass", 0, 10); },
       "index_damaged"},
      {"a table of an index is cut",
       [&] { fs::resize_file(w.page_index() / "postlist.glass", 100); },
       "index_damaged", true},
      {"an index of other pages",
       [&] {
         fs::remove_all(w.page_index());
         auto writer = IndexDatabaseWriter::Open(w.page_index(),
                                                 IndexContent::kPages, true);
         ASSERT_TRUE(writer);
         ASSERT_TRUE(writer->Commit());
       },
       "index_differs"},
      {"the store has changed", [&] { ASSERT_TRUE(OpenJob().ForgetIndexes()); },
       "index_behind"},
  };
  const fs::path sound = folder_ / "sound";
  fs::copy(w.root, sound, fs::copy_options::recursive);
  int run = 0;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    fs::remove_all(w.root);
    fs::copy(sound, w.root, fs::copy_options::recursive);
    c.damage();
    Findings found = CheckDatabases(options_);
    for (Finding& finding : CheckArchive(options_, c.deep)) {
      found.push_back(std::move(finding));
    }
    for (Finding& finding : CheckIndexes(options_, c.deep)) {
      found.push_back(std::move(finding));
    }
    EXPECT_THAT(Bad(found), Contains(c.id));
    ++run;
  }
  EXPECT_EQ(run, 19);
}

TEST_F(DoctorTest, ARecordThatIsNotWhatItSays) {
  const fs::path plain = options_.workspace.warc() / "ingest-plain.warc";
  const std::string block = "HTTP/1.1 200 OK\r\n\r\nhello";
  const std::string record =
      "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
      "WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: "
      "http://a.example/\r\n"
      "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
      "Content-Type: application/http; msgtype=response\r\nContent-Length: " +
      std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
  ASSERT_TRUE(WriteFileAtomically(plain, record));
  EXPECT_THAT(Bad(CheckArchive(options_, true)), Contains("archive_changed"));
}

TEST_F(DoctorTest, WhoHoldsTheLock) {
  auto lock = DirectoryLock::Acquire(options_.workspace.root);
  ASSERT_TRUE(lock);
  const Findings findings = CheckLock(options_);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].id, FindingId::lock_held);
  EXPECT_THAT(findings[0].object,
              HasSubstr("process " + std::to_string(::getpid())));
}

TEST_F(DoctorTest, TheDirectory) {
  Options options = options_;
  options.workspace.root = folder_ / "not/yet";
  EXPECT_THAT(Bad(CheckDataDirectory(options)), Contains("directory_missing"));
  options.workspace.root = "/proc/nothing";
  EXPECT_FALSE(Bad(CheckDataDirectory(options)).empty());
  if (fs::is_directory("/dev/shm")) {
    options.workspace.root = "/dev/shm/ritmon-not-there";
    EXPECT_THAT(Bad(CheckDataDirectory(options)),
                Contains("directory_in_memory"));
  }
  if (::geteuid() != 0) return;  // only root can give files away
  ASSERT_EQ(::chown(options_.workspace.state_db().c_str(), 4711, 4711), 0);
  EXPECT_THAT(Bad(CheckDataDirectory(options_)), Contains("directory_mixed"));
  ASSERT_EQ(::chown(options_.workspace.root.c_str(), 4711, 4711), 0);
  EXPECT_THAT(Bad(CheckDataDirectory(options_)),
              IsSupersetOf({"directory_of_others", "directory_mixed"}));
}

TEST_F(DoctorTest, TheDisk) {
  EXPECT_THAT(Bad(CheckDisk(options_)), Not(Contains("disk_full")));
  // What holds the jobs is an error here.
  options_.min_free_bytes = int64_t{1} << 60;
  EXPECT_FALSE(CheckRoom(options_));
  EXPECT_THAT(Bad(CheckDisk(options_)), Contains("disk_full"));
}

// A machine whose battery is empty.
class EarlyClock final : public Clock {
 public:
  Timestamp Now() const override { return FromMillis(0); }
  std::chrono::steady_clock::time_point Steady() const override { return {}; }
};

TEST_F(DoctorTest, TheClock) {
  const EarlyClock clock;
  const auto early = Bad(CheckClock(options_, {}, clock));
  EXPECT_THAT(early, Contains("clock_before_program"));
  ASSERT_TRUE(Database::Open(Pages())->Execute(
      "UPDATE page SET fetched_at = " +
      std::to_string(ToMillis(kNever) / 1000)));
  const Findings findings = CheckClock(
      options_, {.time_zone = "Europe/Atlantis", .time_zone_known = false},
      SystemClock());
  EXPECT_THAT(Bad(findings),
              IsSupersetOf({"clock_before_capture", "time_zone_unknown"}));
}

TEST_F(DoctorTest, NamesCertificatesPrograms) {
  Options options = options_;
  options.seeds = {{.url = "http://no-such-name.invalid/"}};
  EXPECT_FALSE(Bad(CheckNames(options)).empty());
  options.fetch.connect_to["no-such-name.invalid"] = "127.0.0.1:1";
  EXPECT_TRUE(Bad(CheckNames(options)).empty());
  options.seeds = {{.url = "http://localhost/"}};
  options.fetch.connect_to.clear();
  EXPECT_NE(Find(CheckNames(options), FindingId::name_resolves), nullptr);

  options.fetch.ca_file = SourceFile("README.md").string();
  EXPECT_THAT(Bad(CheckCertificates(options)),
              Contains("certificates_missing"));
  ASSERT_TRUE(
      WriteFileAtomically(folder_ / "ca.pem", "-----BEGIN CERTIFICATE-----\n"));
  options.fetch.ca_file = (folder_ / "ca.pem").string();
  EXPECT_TRUE(Bad(CheckCertificates(options)).empty());

  options.render.browser = "/no/such/browser";
  options.documents.reader = "/no/such/reader";
  EXPECT_THAT(Bad(CheckPrograms(options)),
              IsSupersetOf({"browser_missing", "pdf_reader_missing"}));
  options.render.browser = "/bin/false";
  options.documents.reader = RITMON_PDF_READER;
  EXPECT_EQ(Bad(CheckPrograms(options)),
            std::set<std::string>({"program_fails"}));
  options.render.on = false;
  EXPECT_TRUE(Bad(CheckPrograms(options)).empty());
}

}  // namespace
}  // namespace ritmon
