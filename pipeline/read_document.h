// SPDX-License-Identifier: GPL-3.0-or-later
// PDF documents into pages, by the program ritmon-read-pdf in a process of its
// own: libraries that read PDF have crashed on hostile files before, and some
// files cost more than they are worth. What happens to that process harms
// nobody; the page then says kUnreadable.
//
// A worker waits for its process, so there are never more of them than
// workers, and together they take no more than workers x max_memory.

#pragma once

#include <chrono>
#include <filesystem>

#include "model/fetch.h"
#include "model/page.h"

namespace ritmon {

struct DocumentOptions {
  std::filesystem::path reader;           // empty: beside this program
  size_t max_bytes = size_t{32} << 20;    // of the file
  int max_pages = 200;                    // read of it, from the first
  std::chrono::seconds max_time{20};      // of the processor
  size_t max_memory = size_t{512} << 20;  // bytes of address space
};

// Immutable; safe to share between threads.
class DocumentReader {
 public:
  explicit DocumentReader(DocumentOptions options);

  // Whether the program is there. If it is not, every document is unreadable.
  bool available() const { return available_; }
  const std::filesystem::path& reader() const { return options_.reader; }

  // Never fails. `cpu_time`, unless null: what the other process has taken.
  Page Read(const Url& url, std::string_view pdf,
            std::chrono::nanoseconds* cpu_time = nullptr) const;
  Page Read(const FetchResult& fetched,
            std::chrono::nanoseconds* cpu_time = nullptr) const;

 private:
  DocumentOptions options_;
  bool available_ = false;
};

// Whether an answer is a PDF, by its bytes or, where they do not say, its type.
bool IsDocument(const FetchResult& result);

}  // namespace ritmon
