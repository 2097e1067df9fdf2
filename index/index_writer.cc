// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_writer.h"

#include <utility>

#include "index/company_document.h"

namespace ritmon {

Result<PageIndexWriter> PageIndexWriter::Open(
    const std::filesystem::path& directory, OpenMode mode) {
  auto database = IndexDatabaseWriter::Open(directory, IndexContent::kPages,
                                            mode == OpenMode::kFresh);
  if (!database) return tl::unexpected(database.error());
  return PageIndexWriter(std::move(*database));
}

Status PageIndexWriter::Replace(const PageRecord& record,
                                const CompanyFacets* owner) {
  const auto document = maker_.Make(record, owner);
  return document ? database_.Replace(*document) : Delete(record.key);
}

size_t PageIndexWriter::PagesPerBatch(size_t pages) {
  return IndexDatabaseWriter::BatchSize(pages);
}

Status PageIndexWriter::AddBatch(size_t number,
                                 const std::vector<OwnedPage>& pages,
                                 PageDocumentMaker& maker) {
  auto page = pages.begin();
  return database_.AddBatch(number, [&]() -> std::optional<IndexDocument> {
    while (page != pages.end()) {
      auto document = maker.Make(page->record, page->owner);
      ++page;
      if (document) return document;
    }
    return std::nullopt;
  });
}

Status PageIndexWriter::Delete(std::string_view key) {
  return database_.Delete(PageTerm(key));
}

Status PageIndexWriter::Commit() { return database_.Commit(); }

Result<CompanyIndexWriter> CompanyIndexWriter::Open(
    const std::filesystem::path& directory, OpenMode mode) {
  auto database = IndexDatabaseWriter::Open(directory, IndexContent::kCompanies,
                                            mode == OpenMode::kFresh);
  if (!database) return tl::unexpected(database.error());
  return CompanyIndexWriter(std::move(*database));
}

Status CompanyIndexWriter::Replace(const CompanyRecord& record) {
  return database_.Replace(MakeCompanyDocument(record));
}

Status CompanyIndexWriter::Delete(std::string_view id) {
  return database_.Delete(CompanyTerm(id));
}

Status CompanyIndexWriter::Commit() { return database_.Commit(); }

}  // namespace ritmon
