// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_database.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "base/files.h"
#include "index/index_batches.h"
#include "index/query_terms.h"
#include "index/schema.h"

namespace ritmon {
namespace {

// A reader that is overtaken by two commits starts anew; so often.
constexpr int kMaxAttempts = 5;

std::string ContentName(IndexContent content) {
  return content == IndexContent::kPages ? "pages" : "companies";
}

tl::unexpected<Error> Rebuild(const std::filesystem::path& directory,
                              const std::string& reason) {
  return Fail(ErrorKind::kInvalid,
              directory.string() + ": " + reason +
                  "; `ritmon index --rebuild` builds it anew");
}

// Xapian's words and the system's.
std::string Described(const Xapian::Error& error) {
  const char* system = error.get_error_string();
  return error.get_msg() +
         (system != nullptr ? std::string(" (") + system + ")" : "");
}

// Inside a catch block: what went wrong with `directory`.
tl::unexpected<Error> Caught(const std::filesystem::path& directory) {
  const std::string place = directory.string() + ": ";
  try {
    throw;
  } catch (const Xapian::DatabaseLockError& error) {
    return Fail(ErrorKind::kBusy,
                place + "another process is writing this index");
  } catch (const Xapian::DatabaseModifiedError& error) {
    return Fail(ErrorKind::kBusy,
                place + "the index changes faster than it can be read");
  } catch (const Xapian::DatabaseVersionError& error) {
    return Rebuild(directory,
                   "the index was written by another version of "
                   "Xapian (" +
                       error.get_msg() + ")");
  } catch (const Xapian::DatabaseCorruptError& error) {
    return Rebuild(directory, "the index is damaged (" + error.get_msg() + ")");
  } catch (const Xapian::DatabaseError& error) {
    // Without a word from the system it is what the files hold.
    if (error.get_error_string() == nullptr) {
      return Rebuild(directory,
                     "the index is damaged (" + error.get_msg() + ")");
    }
    return Fail(ErrorKind::kIo, place + Described(error));
  } catch (const Xapian::WildcardError& error) {
    return Fail(ErrorKind::kInvalid,
                "query: a beginning with '*' stands for more than " +
                    std::to_string(kMaxPrefixWords) +
                    " words; write more letters of it");
  } catch (const Xapian::Error& error) {
    return Fail(ErrorKind::kInternal, place + Described(error));
  }
}

Status CheckSchema(const std::filesystem::path& directory,
                   const Xapian::Database& database, IndexContent content) {
  const std::string schema = database.get_metadata(kMetaSchema);
  const std::string expected = std::to_string(kSchemaVersion);
  if (schema != expected) {
    return Rebuild(directory,
                   (schema.empty() ? "this is no index of ritmon's"
                                   : "the index has schema version " + schema) +
                       ", this program reads version " + expected);
  }
  const std::string found = database.get_metadata(kMetaContent);
  if (found != ContentName(content)) {
    return Fail(ErrorKind::kInvalid, directory.string() + ": holds '" + found +
                                         "', not '" + ContentName(content) +
                                         "'");
  }
  return {};
}

Xapian::Document ToXapian(const IndexDocument& document) {
  Xapian::Document result;
  for (const TextPosting& posting : document.text) {
    if (posting.position > 0) {
      result.add_posting(posting.term, posting.position, posting.weight);
    } else {
      result.add_term(posting.term, posting.weight);
    }
  }
  for (const std::string& term : document.filters) {
    result.add_boolean_term(term);
  }
  result.add_boolean_term(document.unique_term);
  for (const auto& [slot, value] : document.values) {
    result.add_value(slot, value);
  }
  result.set_data(document.data);
  return result;
}

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

// Stems of the whole text: folded words, so no prefix begins like them.
class StemDecider : public Xapian::ExpandDecider {
 public:
  bool operator()(const std::string& term) const override {
    return !term.empty() && !(term[0] >= 'A' && term[0] <= 'Z');
  }
};

}  // namespace

struct IndexDatabaseWriter::Impl {
  std::filesystem::path directory;
  Xapian::WritableDatabase database;
  // Of a fresh index, before its first commit.
  std::unique_ptr<IndexBatches> batches;
  std::atomic<bool> by_number = false;  // AddBatch has been called
  // What Replace writes.
  std::optional<IndexBatches::Batch> batch;
  size_t in_batch = 0;
  size_t next_batch = 0;
  std::unordered_set<size_t> in_batches;  // hashes of unique terms

  // Whether a document of that name may be in the batches.
  bool IsBatched(const std::string& unique_term) const {
    return in_batches.contains(std::hash<std::string>()(unique_term));
  }
  void AddToBatch(const IndexDocument& document);
  void CloseBatch();
  void Settle();
};

void IndexDatabaseWriter::Impl::AddToBatch(const IndexDocument& document) {
  if (!batch) batch = batches->Begin(next_batch++);
  batch->Add(ToXapian(document));
  in_batches.insert(std::hash<std::string>()(document.unique_term));
  if (++in_batch == IndexBatches::kDocumentsPerBatch) CloseBatch();
}

void IndexDatabaseWriter::Impl::CloseBatch() {
  if (batch) batches->Close(std::move(*batch));
  batch.reset();
  in_batch = 0;
}

// The batches become the index.
void IndexDatabaseWriter::Impl::Settle() {
  if (!batches) return;
  CloseBatch();
  std::filesystem::path packed = directory;
  packed += ".packed";
  std::error_code code;
  std::filesystem::remove_all(packed, code);
  batches->MergeInto(packed);
  batches.reset();
  in_batches.clear();
  database.close();
  std::filesystem::remove_all(directory, code);
  if (!code) std::filesystem::rename(packed, directory, code);
  if (code) throw Xapian::DatabaseOpeningError(code.message());
  database = Xapian::WritableDatabase(directory.string(), Xapian::DB_OPEN);
}

IndexDatabaseWriter::IndexDatabaseWriter(std::unique_ptr<Impl> impl)
    : impl_(std::move(impl)) {}
IndexDatabaseWriter::IndexDatabaseWriter(IndexDatabaseWriter&&) noexcept =
    default;
IndexDatabaseWriter& IndexDatabaseWriter::operator=(
    IndexDatabaseWriter&&) noexcept = default;

IndexDatabaseWriter::~IndexDatabaseWriter() = default;

Result<IndexDatabaseWriter> IndexDatabaseWriter::Open(
    const std::filesystem::path& directory, IndexContent content, bool fresh) {
  const Status made = MakeDirectories(directory);
  if (!made) return tl::unexpected(made.error());
  const std::map<std::string, std::string> metadata = {
      {kMetaSchema, std::to_string(kSchemaVersion)},
      {kMetaContent, ContentName(content)}};
  try {
    auto impl = std::make_unique<Impl>();
    impl->directory = directory;
    impl->database = Xapian::WritableDatabase(
        directory.string(),
        fresh ? Xapian::DB_CREATE_OR_OVERWRITE : Xapian::DB_CREATE_OR_OPEN);
    auto& database = impl->database;
    const bool is_new = database.get_doccount() == 0 &&
                        database.get_lastdocid() == 0 &&
                        database.get_metadata(kMetaSchema).empty();
    if (is_new) {
      for (const auto& [key, value] : metadata) {
        database.set_metadata(key, value);
      }
      database.commit();
    } else {
      const Status checked = CheckSchema(directory, database, content);
      if (!checked) return tl::unexpected(checked.error());
    }
    if (fresh) {
      std::filesystem::path batches = directory;
      batches += ".batches";
      impl->batches =
          std::make_unique<IndexBatches>(std::move(batches), metadata);
    }
    return IndexDatabaseWriter(std::move(impl));
  } catch (const Xapian::Error&) {
    return Caught(directory);
  }
}

Status IndexDatabaseWriter::Replace(const IndexDocument& document) {
  try {
    // Batches take what is new only.
    if (impl_->by_number || impl_->IsBatched(document.unique_term)) {
      impl_->Settle();
    }
    if (impl_->batches) {
      impl_->AddToBatch(document);
    } else {
      impl_->database.replace_document(document.unique_term,
                                       ToXapian(document));
    }
    return {};
  } catch (const Xapian::Error&) {
    return Caught(impl_->directory);
  }
}

size_t IndexDatabaseWriter::BatchSize(size_t documents) {
  constexpr size_t kPieces = 40;  // of a list: not felt
  constexpr size_t kSmallest = 100;
  return std::clamp(documents / kPieces, kSmallest,
                    IndexBatches::kDocumentsPerBatch);
}

Status IndexDatabaseWriter::AddBatch(
    size_t number, const std::function<std::optional<IndexDocument>()>& next) {
  if (!impl_->batches || impl_->next_batch > 0) {
    return Fail(ErrorKind::kInternal,
                impl_->directory.string() + ": batches are for a fresh index");
  }
  impl_->by_number = true;
  try {
    IndexBatches::Batch batch = impl_->batches->Begin(number);
    while (const auto document = next()) batch.Add(ToXapian(*document));
    impl_->batches->Close(std::move(batch));
    return {};
  } catch (const Xapian::Error&) {
    return Caught(impl_->directory);
  }
}

Status IndexDatabaseWriter::Delete(const std::string& unique_term) {
  try {
    if (impl_->by_number || impl_->IsBatched(unique_term)) impl_->Settle();
    if (!impl_->batches) impl_->database.delete_document(unique_term);
    return {};
  } catch (const Xapian::Error&) {
    return Caught(impl_->directory);
  }
}

Status IndexDatabaseWriter::Commit() {
  try {
    impl_->Settle();
    impl_->database.commit();
    return {};
  } catch (const Xapian::Error&) {
    return Caught(impl_->directory);
  }
}

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
        if (attempt == kMaxAttempts) return Caught(directory);
      } catch (const Xapian::Error&) {
        return Caught(directory);
      }
      try {
        database.reopen();
      } catch (const Xapian::Error&) {
        return Caught(directory);
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
    return Caught(directory);
  } catch (const Xapian::DatabaseCorruptError&) {
    return Caught(directory);
  } catch (const Xapian::DatabaseOpeningError& error) {
    return Rebuild(directory, "this is no index (" + error.get_msg() + ")");
  } catch (const Xapian::Error&) {
    return Caught(directory);
  }
}

namespace {

Xapian::doccount Capped(uint64_t number, const Xapian::Database& database) {
  return static_cast<Xapian::doccount>(
      std::min<uint64_t>(number, database.get_doccount()));
}

Xapian::MSet Matches(Xapian::Enquire& enquire, const Xapian::Database& database,
                     uint64_t offset, uint64_t limit,
                     const FindOptions& options) {
  return enquire.get_mset(
      Capped(offset, database), Capped(limit, database),
      Capped(options.count_up_to.value_or(database.get_doccount()), database));
}

StoredMatches ToStored(const Xapian::MSet& found) {
  StoredMatches result;
  result.total = found.get_matches_estimated();
  result.total_is_exact =
      found.get_matches_lower_bound() == found.get_matches_upper_bound();
  return result;
}

StoredMatch ToStored(const Xapian::MSetIterator& at) {
  return {at.get_document().get_data(), at.get_weight()};
}

// Matches [begin, end), which are of equal relevance. A key is several values
// from the disk: one that ties with nobody needs none.
std::vector<Xapian::MSetIterator> InOrder(const Xapian::MSet& found,
                                          Xapian::doccount begin,
                                          Xapian::doccount end,
                                          Xapian::KeyMaker& keys) {
  if (end - begin == 1) return {found[begin]};
  std::vector<std::pair<std::string, Xapian::MSetIterator>> by_key;
  for (Xapian::doccount i = begin; i < end; ++i) {
    by_key.emplace_back(keys(found[i].get_document()), found[i]);
  }
  std::sort(by_key.begin(), by_key.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Xapian::MSetIterator> ordered;
  for (auto& [key, match] : by_key) ordered.push_back(match);
  return ordered;
}

// By relevance alone, which is much faster; then matches of equal relevance are
// put in order. Nothing if there are more of them than `kTies` at the end.
std::optional<StoredMatches> FindByRelevance(Xapian::Enquire& enquire,
                                             const Xapian::Database& database,
                                             Xapian::KeyMaker& keys,
                                             const FindOptions& options) {
  constexpr uint64_t kTies = 50;
  const uint64_t wanted = uint64_t{Capped(options.offset, database)} +
                          Capped(options.limit, database);
  const Xapian::MSet found =
      Matches(enquire, database, 0, wanted + kTies, options);
  const bool is_cut = found.size() == wanted + kTies;
  if (is_cut && wanted > 0 &&
      found[found.size() - 1].get_weight() ==
          found[static_cast<Xapian::doccount>(wanted - 1)].get_weight()) {
    return std::nullopt;
  }
  StoredMatches result = ToStored(found);
  const auto last =
      static_cast<Xapian::doccount>(std::min<uint64_t>(wanted, found.size()));
  for (Xapian::doccount begin = 0; begin < last;) {
    Xapian::doccount end = begin + 1;
    while (end < found.size() &&
           found[end].get_weight() == found[begin].get_weight()) {
      ++end;
    }
    if (end > options.offset) {
      const auto tied = InOrder(found, begin, end, keys);
      for (Xapian::doccount i = begin; i < std::min(end, last); ++i) {
        if (i < options.offset) continue;
        result.matches.push_back(ToStored(tied[i - begin]));
      }
    }
    begin = end;
  }
  return result;
}

}  // namespace

Result<StoredMatches> IndexDatabaseReader::Find(const Query& query,
                                                const FindOptions& options) {
  return impl_->Attempt([&] {
    const Xapian::Database& database = impl_->database;
    Xapian::MultiValueKeyMaker keys;
    for (const SortWord& word : options.order) {
      // Missing values read as the largest or smallest text: last either way.
      keys.add_value(word.slot, word.descending,
                     word.descending ? "" : std::string(1, '\xff'));
    }
    Xapian::Enquire enquire(database);
    enquire.set_query(ToXapianQuery(query));
    if (options.one_each) enquire.set_collapse_key(*options.one_each);
    const bool ranks = options.by_relevance && !PositiveWords(query).empty();
    if (ranks) {
      auto found = FindByRelevance(enquire, database, keys, options);
      if (found) return std::move(*found);
      enquire.set_sort_by_relevance_then_key(&keys, false);
    } else {
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_key(&keys, false);
    }
    const Xapian::MSet found =
        Matches(enquire, database, options.offset, options.limit, options);
    StoredMatches result = ToStored(found);
    for (auto at = found.begin(); at != found.end(); ++at) {
      result.matches.push_back(ToStored(at));
    }
    return result;
  });
}

namespace {

// What stands behind `prefix` in a term of MakeTerm; nothing if the term has a
// longer prefix.
std::optional<std::string> ValueOf(const std::string& term,
                                   std::string_view prefix) {
  std::string value = term.substr(prefix.size());
  if (prefix.size() > 1 && value.starts_with(':')) return value.substr(1);
  const bool goes_on = !value.empty() && value[0] >= 'A' && value[0] <= 'Z';
  if (goes_on) return std::nullopt;
  return value;
}

uint64_t CountBoth(const Xapian::Database& database, const Query& query,
                   const std::string& term) {
  if (query.root.kind == QueryNode::Kind::kAll) {
    return database.get_termfreq(term);
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER,
                                  ToXapianQuery(query), Xapian::Query(term)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, database.get_doccount())
      .get_matches_estimated();
}

}  // namespace

Result<std::map<std::string, uint64_t>> IndexDatabaseReader::CountByTerm(
    const Query& query, std::string_view prefix) {
  return impl_->Attempt([&] {
    std::map<std::string, uint64_t> counts;
    const std::string begin(prefix);
    const auto end = impl_->database.allterms_end(begin);
    for (auto at = impl_->database.allterms_begin(begin); at != end; ++at) {
      const auto value = ValueOf(*at, prefix);
      if (!value) continue;
      const uint64_t documents = CountBoth(impl_->database, query, *at);
      if (documents > 0) counts[*value] = documents;
    }
    return counts;
  });
}

Result<std::vector<uint32_t>> IndexDatabaseReader::Documents(
    const Query& query) {
  return impl_->Attempt([&] {
    Xapian::Enquire enquire(impl_->database);
    enquire.set_query(ToXapianQuery(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
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
    Xapian::Enquire enquire(impl_->database);
    enquire.set_query(ToXapianQuery(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
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
  return impl_->Attempt([&] {
    const Xapian::doccount all = impl_->database.get_doccount();
    Xapian::Enquire enquire(impl_->database);
    enquire.set_query(ToXapianQuery(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, all);
    Xapian::RSet relevant;
    for (auto at = found.begin(); at != found.end(); ++at) {
      relevant.add_document(*at);
    }
    const StemDecider decider;
    const Xapian::ESet expanded = enquire.get_eset(
        static_cast<Xapian::termcount>(limit), relevant, &decider);
    std::vector<std::string> stems;
    for (auto at = expanded.begin(); at != expanded.end(); ++at) {
      stems.push_back(*at);
    }
    return stems;
  });
}

Status IndexDatabaseReader::Walk(
    const Query& query,
    const std::function<bool(const std::string& data)>& on_data) {
  auto keyed = impl_->Attempt([&] {
    Xapian::Enquire enquire(impl_->database);
    enquire.set_query(ToXapianQuery(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
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
