// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_database_reader.h"

#include <xapian.h>

#include <algorithm>
#include <system_error>

#include "index/find_matches.h"
#include "index/index_errors.h"
#include "index/match_terms.h"
#include "index/query_terms.h"

namespace ritmon {
namespace {

// A reader that is overtaken by two commits starts anew; so often.
constexpr int kMaxAttempts = 5;

// Collects one value of every match.
class ValueCollector : public Xapian::MatchSpy {
 public:
  explicit ValueCollector(Xapian::valueno slot) : slot_(slot) {}
  void operator()(const Xapian::Document& document, double) override {
    values_.push_back(document.get_value(slot_));
  }
  std::vector<std::string> Take() { return std::move(values_); }

 private:
  const Xapian::valueno slot_;
  std::vector<std::string> values_;
};

}  // namespace

struct IndexDatabaseReader::Impl {
  std::filesystem::path directory;
  Xapian::Database database;

  // Runs `read` on one state of the database, anew if a writer took it away.
  template <typename Read>
  auto Attempt(Read&& read) -> Result<decltype(read())> {
    for (int attempt = 1;; ++attempt) {
      try {
        return read();
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt == kMaxAttempts) return CaughtIndexError(directory);
      } catch (const Xapian::Error&) {
        return CaughtIndexError(directory);
      }
      try {
        database.reopen();
      } catch (const Xapian::Error&) {
        return CaughtIndexError(directory);
      }
    }
  }
};

IndexDatabaseReader::IndexDatabaseReader(std::unique_ptr<Impl> impl)
    : impl_(std::move(impl)) {}
IndexDatabaseReader::IndexDatabaseReader(IndexDatabaseReader&&) noexcept =
    default;
IndexDatabaseReader& IndexDatabaseReader::operator=(
    IndexDatabaseReader&&) noexcept = default;
IndexDatabaseReader::~IndexDatabaseReader() = default;

Result<IndexDatabaseReader> IndexDatabaseReader::Open(
    const std::filesystem::path& directory, IndexContent content) {
  std::error_code ignored;
  if (!std::filesystem::exists(directory, ignored)) {
    return Fail(ErrorKind::kNotFound,
                directory.string() +
                    ": there is no index yet; `ritmon run` makes "
                    "it, `ritmon index` if the pages are there");
  }
  try {
    auto impl = std::make_unique<Impl>();
    impl->directory = directory;
    impl->database = Xapian::Database(directory.string());
    const Status checked = CheckSchema(directory, impl->database, content);
    if (!checked) return tl::unexpected(checked.error());
    return IndexDatabaseReader(std::move(impl));
  } catch (const Xapian::DatabaseVersionError&) {
    return CaughtIndexError(directory);
  } catch (const Xapian::DatabaseCorruptError&) {
    return CaughtIndexError(directory);
  } catch (const Xapian::DatabaseOpeningError& error) {
    return NeedsRebuild(directory,
                        "this is no index (" + error.get_msg() + ")");
  } catch (const Xapian::Error&) {
    return CaughtIndexError(directory);
  }
}

Result<StoredMatches> IndexDatabaseReader::Find(const Query& query,
                                                const FindOptions& options) {
  return impl_->Attempt(
      [&] { return FindMatches(impl_->database, query, options); });
}

Result<std::map<std::string, uint64_t>> IndexDatabaseReader::CountByTerm(
    const Query& query, std::string_view prefix) {
  return impl_->Attempt(
      [&] { return ritmon::CountByTerm(impl_->database, query, prefix); });
}

Result<std::vector<uint32_t>> IndexDatabaseReader::Documents(
    const Query& query) {
  return impl_->Attempt([&] {
    Xapian::Enquire enquire =
        UnrankedEnquire(impl_->database, ToXapianQuery(query));
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const Xapian::MSet found =
        enquire.get_mset(0, impl_->database.get_doccount());
    std::vector<uint32_t> documents;
    documents.reserve(found.size());
    for (auto at = found.begin(); at != found.end(); ++at) {
      documents.push_back(*at);
    }
    return documents;
  });
}

Result<uint64_t> IndexDatabaseReader::Revision() {
  return impl_->Attempt(
      [&] { return static_cast<uint64_t>(impl_->database.get_revision()); });
}

Status IndexDatabaseReader::ForEachValue(ValueSlot slot,
                                         const OnStart& on_start,
                                         const OnValue& on_value) {
  auto read = impl_->Attempt([&] {
    on_start(impl_->database.get_revision());
    const auto end = impl_->database.valuestream_end(slot);
    for (auto at = impl_->database.valuestream_begin(slot); at != end; ++at) {
      if (!on_value(at.get_docid(), *at)) break;
    }
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return {};
}

Result<std::vector<std::pair<std::string, std::string>>>
IndexDatabaseReader::ValuePairs(const Query& query, ValueSlot first,
                                ValueSlot second) {
  return impl_->Attempt([&] {
    ValueCollector firsts(first);
    ValueCollector seconds(second);
    Xapian::Enquire enquire =
        UnrankedEnquire(impl_->database, ToXapianQuery(query));
    // Both see the same matches in the same order.
    enquire.add_matchspy(&firsts);
    enquire.add_matchspy(&seconds);
    enquire.get_mset(0, 0, impl_->database.get_doccount());
    std::vector<std::pair<std::string, std::string>> pairs;
    std::vector<std::string> of_first = firsts.Take();
    std::vector<std::string> of_second = seconds.Take();
    for (size_t i = 0; i < of_first.size(); ++i) {
      pairs.emplace_back(std::move(of_first[i]), std::move(of_second[i]));
    }
    return pairs;
  });
}

Result<std::vector<std::string>> IndexDatabaseReader::ExpandStems(
    const Query& query, uint64_t limit) {
  return impl_->Attempt(
      [&] { return ritmon::ExpandStems(impl_->database, query, limit); });
}

Status IndexDatabaseReader::Walk(
    const Query& query,
    const std::function<bool(const std::string& data)>& on_data) {
  auto keyed = impl_->Attempt([&] {
    Xapian::Enquire enquire =
        UnrankedEnquire(impl_->database, ToXapianQuery(query));
    const Xapian::MSet found =
        enquire.get_mset(0, impl_->database.get_doccount());
    std::vector<std::pair<std::string, Xapian::docid>> documents;
    for (auto at = found.begin(); at != found.end(); ++at) {
      documents.emplace_back(at.get_document().get_value(kSlotKey), *at);
    }
    return documents;
  });
  if (!keyed) return tl::unexpected(keyed.error());
  std::sort(keyed->begin(), keyed->end());
  for (const auto& keyed_document : *keyed) {
    const Xapian::docid docid = keyed_document.second;
    const auto data = impl_->Attempt([&]() -> std::optional<std::string> {
      try {
        return impl_->database.get_document(docid).get_data();
      } catch (const Xapian::DocNotFoundError&) {
        return std::nullopt;
      }
    });
    if (!data) return tl::unexpected(data.error());
    if (*data && !on_data(**data)) break;
  }
  return {};
}

Result<std::optional<std::string>> IndexDatabaseReader::Get(
    const std::string& unique_term) {
  return impl_->Attempt([&]() -> std::optional<std::string> {
    const auto at = impl_->database.postlist_begin(unique_term);
    if (at == impl_->database.postlist_end(unique_term)) return std::nullopt;
    return impl_->database.get_document(*at).get_data();
  });
}

Result<uint64_t> IndexDatabaseReader::Size() {
  return impl_->Attempt(
      [&] { return static_cast<uint64_t>(impl_->database.get_doccount()); });
}

Status IndexDatabaseReader::Refresh() {
  const auto reopened =
      impl_->Attempt([&] { return impl_->database.reopen(); });
  if (!reopened) return tl::unexpected(reopened.error());
  return {};
}

}  // namespace ritmon
