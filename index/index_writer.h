// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pages and companies into their databases.
//
// A record replaces the one with the same key: writing it twice does no harm.
// What answers say does not depend on the order of writing. Errors are those
// of index_database_writer.h: kBusy (lock held), kIo (disk), kInvalid (older
// schema or damage: the message names `ritmon index --rebuild`). Only Commit
// tells whether what was written is on the disk. Objects belong to one thread.

#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "index/index_database_writer.h"
#include "index/page_document.h"
#include "model/record.h"

namespace ritmon {

enum class OpenMode {
  kKeep,   // what is there stays; created if there is nothing
  kFresh,  // what is there is dropped, whatever its schema: for a rebuild
};

class PageIndexWriter {
 public:
  static Result<PageIndexWriter> Open(const std::filesystem::path& directory,
                                      OpenMode mode = OpenMode::kKeep);

  // A page that must not be found (gone, noindex) is deleted instead.
  Status Replace(const PageRecord& record,
                 const CompanyFacets* owner = nullptr);
  // One of the pages of a fresh index, and whose it is.
  struct OwnedPage {
    PageRecord record;
    const CompanyFacets* owner = nullptr;
  };
  // How many pages a batch should have of an index of so many.
  static size_t PagesPerBatch(size_t pages);
  // Of a fresh index, before anything else is written: pages that are not in
  // it. Safe on several threads at once, each with a maker of its own; batches
  // are numbered from 0, and the index does not show who wrote them.
  Status AddBatch(size_t number, const std::vector<OwnedPage>& pages,
                  PageDocumentMaker& maker);
  Status Delete(std::string_view key);
  Status Commit();

 private:
  explicit PageIndexWriter(IndexDatabaseWriter database)
      : database_(std::move(database)) {}
  IndexDatabaseWriter database_;
  PageDocumentMaker maker_;
};

class CompanyIndexWriter {
 public:
  static Result<CompanyIndexWriter> Open(const std::filesystem::path& directory,
                                         OpenMode mode = OpenMode::kKeep);

  Status Replace(const CompanyRecord& record);
  Status Delete(std::string_view id);
  Status Commit();

 private:
  explicit CompanyIndexWriter(IndexDatabaseWriter database)
      : database_(std::move(database)) {}
  IndexDatabaseWriter database_;
};

}  // namespace ritmon
