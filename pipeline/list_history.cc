// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/list_history.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/compress.h"
#include "base/nearest.h"
#include "base/store_schema.h"

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS list_version (
  version TEXT PRIMARY KEY,
  turn BIGINT NOT NULL,
  first_used BIGINT NOT NULL,
  last_used BIGINT NOT NULL,
  pages_changed BIGINT,
  companies BIGINT,
  forgotten BIGINT NOT NULL DEFAULT 0,
  files BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS list_outcome (
  version TEXT NOT NULL,
  company_id TEXT NOT NULL,
  fields TEXT NOT NULL,
  topics TEXT NOT NULL,
  PRIMARY KEY (version, company_id)
);
CREATE INDEX IF NOT EXISTS list_outcome_company ON list_outcome (company_id);
)sql";

// A JSON list of [path, [[name, content], ...]].
std::string Pack(const std::vector<ListDirectory>& lists) {
  auto packed = nlohmann::json::array();
  for (const ListDirectory& directory : lists) {
    auto files = nlohmann::json::array();
    for (const auto& [name, content] : directory.files) {
      files.push_back({name, content});
    }
    packed.push_back({directory.path.string(), std::move(files)});
  }
  return Compress(
      packed.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Result<std::vector<ListDirectory>> Unpack(const std::string& packed) {
  auto text = Decompress(packed);
  if (!text) return tl::unexpected(text.error());
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  const auto is_pair = [](const nlohmann::json& value) {
    return value.is_array() && value.size() == 2 && value[0].is_string();
  };
  std::vector<ListDirectory> lists;
  bool sound = json.is_array();
  for (const auto& directory : sound ? json : nlohmann::json::array()) {
    if (!is_pair(directory) || !directory[1].is_array()) {
      sound = false;
      break;
    }
    ListDirectory& list =
        lists.emplace_back(ListDirectory{directory[0].get<std::string>(), {}});
    for (const auto& file : directory[1]) {
      sound = sound && is_pair(file) && file[1].is_string();
      if (!sound) break;
      list.files.emplace_back(file[0].get<std::string>(),
                              file[1].get<std::string>());
    }
  }
  if (!sound) return Fail(ErrorKind::kInvalid, "no list of files");
  return lists;
}

// "electromobility=high:7.25,bioeconomy=low:2": an id holds no separator. The
// score is written so that reading it gives the same number.
std::string TagText(const std::vector<CompanyField>& tags) {
  std::string text;
  for (const CompanyField& tag : tags) {
    if (!text.empty()) text += ',';
    text += tag.field + '=' + std::string(ToString(tag.confidence)) + ':';
    char score[32];
    const auto end = std::to_chars(score, score + sizeof score, tag.score);
    text.append(score, end.ptr);
  }
  return text;
}

std::vector<CompanyField> ParseTags(std::string_view text) {
  std::vector<CompanyField> tags;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    const std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    const size_t equals = part.find('=');
    const size_t colon = part.rfind(':');
    if (equals == std::string_view::npos || colon == std::string_view::npos ||
        colon < equals) {
      continue;
    }
    CompanyField tag;
    tag.field = part.substr(0, equals);
    tag.confidence =
        ParseConfidence(part.substr(equals + 1, colon - equals - 1))
            .value_or(Confidence::kLow);
    const std::string_view score = part.substr(colon + 1);
    std::from_chars(score.data(), score.data() + score.size(), tag.score);
    tags.push_back(std::move(tag));
  }
  return tags;
}

constexpr char kSelect[] =
    "SELECT version, first_used, last_used, pages_changed, companies, "
    "forgotten FROM list_version ORDER BY turn DESC";

// Runs `sql` with one text.
Status RunWith(Database& database, std::string_view sql,
               const std::string& text) {
  auto statement = database.Prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  return statement->Bind(1, std::string_view(text)).Run();
}

constexpr char kForget[] = "DELETE FROM list_outcome WHERE company_id = $1";

}  // namespace

Result<ListHistory> ListHistory::Open(const std::filesystem::path& file) {
  auto database = OpenStore(file, StoreSchema{});
  if (!database) return tl::unexpected(database.error());
  // What is forgotten must not be read out of the file.
  if (auto s = database->Execute("PRAGMA secure_delete=ON"); !s) {
    return tl::unexpected(s.error());
  }
  if (auto s = database->Execute(kSchema); !s) return tl::unexpected(s.error());
  return ListHistory(std::move(*database));
}

Result<ListHistory> ListHistory::OpenReadOnly(
    const std::filesystem::path& file) {
  auto database = OpenStoreReadOnly(file, StoreSchema{});
  if (!database) return tl::unexpected(database.error());
  return ListHistory(std::move(*database));
}

Status ListHistory::NoteUse(const std::string& version,
                            const std::vector<ListDirectory>& lists,
                            std::optional<int64_t> pages_changed,
                            Timestamp now) {
  auto versions = Versions();
  if (!versions) return tl::unexpected(versions.error());
  const bool is_last =
      !versions->empty() && versions->front().version == version;
  // A later use of the same version keeps its turn, so that "previous" is
  // another one; lists that come back have a new one.
  auto put = database_.Prepare(
      "INSERT INTO list_version (version, turn, first_used, last_used, "
      "pages_changed, files) VALUES ($1, (SELECT coalesce(max(turn), 0) + 1 "
      "FROM list_version), $2, $2, $3, $4) ON CONFLICT (version) DO UPDATE SET "
      "last_used = excluded.last_used, pages_changed = "
      "coalesce(list_version.pages_changed, excluded.pages_changed)" +
      std::string(is_last ? "" : ", turn = excluded.turn"));
  if (!put) return tl::unexpected(put.error());
  return put->Bind(1, std::string_view(version))
      .Bind(2, ToMillis(now))
      .Bind(3, pages_changed)
      .BindBlob(4, Pack(lists))
      .Run();
}

ListHistory::Recorder::Recorder(Transaction transaction, Statement put,
                                Database* database, std::string version)
    : transaction_(std::move(transaction)),
      put_(std::move(put)),
      database_(database),
      version_(std::move(version)) {}

Result<ListHistory::Recorder> ListHistory::Record(const std::string& version) {
  auto transaction = Transaction::Begin(database_);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto s = RunWith(database_, "DELETE FROM list_outcome WHERE version = $1",
                       version);
      !s) {
    return tl::unexpected(s.error());
  }
  auto put = database_.Prepare(
      "INSERT INTO list_outcome (version, company_id, fields, topics) "
      "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");
  if (!put) return tl::unexpected(put.error());
  return Recorder(std::move(*transaction), std::move(*put), &database_,
                  version);
}

Status ListHistory::Recorder::Add(const CompanyRecord& record) {
  known_.insert(record.company.id);
  if (record.fields.empty() && record.topics.empty()) return {};
  counted_ += std::any_of(
      record.fields.begin(), record.fields.end(),
      [&](const CompanyField& field) { return IsCounted(record, field); });
  return put_.Bind(1, std::string_view(version_))
      .Bind(2, std::string_view(record.company.id))
      .Bind(3, std::string_view(TagText(record.fields)))
      .Bind(4, std::string_view(TagText(record.topics)))
      .Run();
}

Status ListHistory::Recorder::Commit() {
  std::vector<std::string> unknown;
  {
    auto all =
        database_->Prepare("SELECT DISTINCT company_id FROM list_outcome");
    if (!all) return tl::unexpected(all.error());
    while (true) {
      auto row = all->Step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      if (!known_.contains(all->Text(0))) unknown.push_back(all->Text(0));
    }
  }
  for (const std::string& company_id : unknown) {
    if (auto s = RunWith(*database_, kForget, company_id); !s) return s;
  }
  auto total = database_->Prepare(
      "UPDATE list_version SET companies = $1, forgotten = 0 "
      "WHERE version = $2");
  if (!total) return tl::unexpected(total.error());
  auto status =
      total->Bind(1, counted_).Bind(2, std::string_view(version_)).Run();
  return status ? transaction_.Commit() : status;
}

Status ListHistory::Forget(const std::set<std::string>& company_ids) {
  auto transaction = Transaction::Begin(database_);
  if (!transaction) return tl::unexpected(transaction.error());
  for (const std::string& company_id : company_ids) {
    auto status = RunWith(
        database_,
        "UPDATE list_version SET forgotten = forgotten + 1 WHERE version IN "
        "(SELECT version FROM list_outcome WHERE company_id = $1)",
        company_id);
    if (status) status = RunWith(database_, kForget, company_id);
    if (!status) return status;
  }
  return transaction->Commit();
}

Status ListHistory::Prune(int kept) {
  auto versions = Versions();
  if (!versions) return tl::unexpected(versions.error());
  auto transaction = Transaction::Begin(database_);
  if (!transaction) return tl::unexpected(transaction.error());
  for (size_t i = static_cast<size_t>(kept); i < versions->size(); ++i) {
    for (const char* table : {"list_outcome", "list_version"}) {
      auto status =
          RunWith(database_,
                  std::string("DELETE FROM ") + table + " WHERE version = $1",
                  (*versions)[i].version);
      if (!status) return status;
    }
  }
  return transaction->Commit();
}

Result<std::vector<ListVersion>> ListHistory::Versions() {
  auto select = database_.Prepare(kSelect);
  if (!select) return tl::unexpected(select.error());
  std::vector<ListVersion> versions;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return versions;
    ListVersion& version = versions.emplace_back();
    version.version = select->Text(0);
    version.first_used = FromMillis(select->Int(1));
    version.last_used = FromMillis(select->Int(2));
    version.pages_changed = select->OptionalInt(3);
    version.companies = select->OptionalInt(4);
    version.forgotten = select->Int(5);
  }
}

Result<std::vector<ListDirectory>> ListHistory::Lists(
    const std::string& version) {
  auto select =
      database_.Prepare("SELECT files FROM list_version WHERE version = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(version));
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) {
    return Fail(ErrorKind::kNotFound,
                "no keyword lists of version " + version + " are recorded");
  }
  auto lists = Unpack(select->Text(0));
  if (!lists) {
    return Fail(lists.error().kind, "recorded keyword lists of version " +
                                        version + ": " + lists.error().message);
  }
  return lists;
}

Result<ListOutcome> ListHistory::Outcome(const std::string& version) {
  auto select = database_.Prepare(
      "SELECT company_id, fields, topics FROM list_outcome "
      "WHERE version = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(version));
  ListOutcome outcome;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return outcome;
    outcome[select->Text(0)] =
        CompanyOutcome{ParseTags(select->Text(1)), ParseTags(select->Text(2))};
  }
}

Result<ListVersion> ListHistory::Find(const std::string& name) {
  constexpr size_t kShortest = 4;
  auto versions = Versions();
  if (!versions) return tl::unexpected(versions.error());
  if (name == "current" && !versions->empty()) return versions->front();
  if (name == "previous") {
    if (versions->size() >= 2) return (*versions)[1];
    return Fail(ErrorKind::kNotFound,
                "no previous version: the keyword lists have not changed since "
                "versions are recorded");
  }
  std::vector<const ListVersion*> meant;
  std::vector<std::string_view> names = {"current", "previous"};
  for (const ListVersion& version : *versions) {
    if (version.version == name) return version;
    if (name.size() >= kShortest && version.version.starts_with(name)) {
      meant.push_back(&version);
    }
    names.push_back(version.version);
  }
  if (meant.size() == 1) return *meant.front();
  if (meant.size() > 1) {
    return Fail(ErrorKind::kInvalid, "'" + name + "' is the beginning of " +
                                         std::to_string(meant.size()) +
                                         " versions: write more of it");
  }
  return Fail(ErrorKind::kNotFound,
              "no version '" + name + "' of the keyword lists is recorded" +
                  DidYouMean(name, names) +
                  "\n'ritmon keywords versions' lists them.");
}

}  // namespace ritmon
