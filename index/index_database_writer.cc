// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_database_writer.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "base/files.h"
#include "index/index_batches.h"
#include "index/index_errors.h"

namespace ritmon {
namespace {

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
      {kMetaContent, std::string(ToString(content))}};
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
    return CaughtIndexError(directory);
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
    return CaughtIndexError(impl_->directory);
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
    return CaughtIndexError(impl_->directory);
  }
}

Status IndexDatabaseWriter::Delete(const std::string& unique_term) {
  try {
    if (impl_->by_number || impl_->IsBatched(unique_term)) impl_->Settle();
    if (!impl_->batches) impl_->database.delete_document(unique_term);
    return {};
  } catch (const Xapian::Error&) {
    return CaughtIndexError(impl_->directory);
  }
}

Status IndexDatabaseWriter::Commit() {
  try {
    impl_->Settle();
    impl_->database.commit();
    return {};
  } catch (const Xapian::Error&) {
    return CaughtIndexError(impl_->directory);
  }
}

}  // namespace ritmon
