// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/compressed_lines.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <utility>

namespace ritmon {
namespace {

constexpr size_t kBlockBytes = size_t{64} << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

tl::unexpected<Error> ArchiveError(archive* reader,
                                   const std::filesystem::path& path) {
  const char* reason = archive_error_string(reader);
  return Fail(
      archive_errno(reader) == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo,
      path.string() +
          ": cannot read: " + (reason != nullptr ? reason : "unknown reason"));
}

}  // namespace

void CompressedFile::Free::operator()(archive* reader) const {
  archive_read_free(reader);
}

CompressedFile::CompressedFile(std::filesystem::path path)
    : path_(std::move(path)), reader_(archive_read_new()) {}

Result<CompressedFile> CompressedFile::Open(const std::filesystem::path& path) {
  CompressedFile file(path);
  archive* reader = file.reader_.get();
  // Only these: libarchive's other filters (uudecode, rpm) would see
  // themselves in text.
  archive_read_support_filter_gzip(reader);
  archive_read_support_filter_bzip2(reader);
  archive_read_support_filter_xz(reader);
  archive_read_support_filter_zstd(reader);
  archive_read_support_format_zip(reader);
  archive_read_support_format_raw(reader);
  archive_read_support_format_empty(reader);
  const bool is_stdin = path == "-";
  if (archive_read_open_filename(reader, is_stdin ? nullptr : path.c_str(),
                                 kBlockBytes) != ARCHIVE_OK) {
    return ArchiveError(reader, path);
  }
  archive_entry* entry = nullptr;
  int code = ARCHIVE_OK;
  do {
    code = archive_read_next_header(reader, &entry);
  } while (code == ARCHIVE_OK && archive_format(reader) == ARCHIVE_FORMAT_ZIP &&
           archive_entry_filetype(entry) != AE_IFREG);
  if (code < ARCHIVE_WARN) return ArchiveError(reader, path);
  file.empty_ = code == ARCHIVE_EOF;
  return file;
}

Result<size_t> CompressedFile::Read(char* buffer, size_t size) {
  if (empty_) return 0;
  const la_ssize_t n = archive_read_data(reader_.get(), buffer, size);
  if (n < 0) return ArchiveError(reader_.get(), path_);
  return static_cast<size_t>(n);
}

Result<std::string> CompressedFile::ReadHead(size_t size) {
  std::string head(size, '\0');
  size_t at = 0;
  while (at < size) {
    auto n = Read(head.data() + at, size - at);
    if (!n && at == 0) return tl::unexpected(n.error());
    if (!n || *n == 0) break;
    at += *n;
  }
  head.resize(at);
  return head;
}

uint64_t CompressedFile::compressed_bytes() const {
  const la_int64_t n = archive_filter_bytes(reader_.get(), -1);
  return n < 0 ? 0 : static_cast<uint64_t>(n);
}

Result<LineReader> LineReader::Open(const std::filesystem::path& path,
                                    size_t max_line_bytes) {
  auto file = CompressedFile::Open(path);
  if (!file) return tl::unexpected(file.error());
  return LineReader(std::move(*file), max_line_bytes);
}

Status LineReader::Fill() {
  buffer_.erase(0, begin_);
  searched_ -= begin_;
  begin_ = 0;
  const size_t old_size = buffer_.size();
  buffer_.resize(old_size + kBlockBytes);
  auto n = file_.Read(buffer_.data() + old_size, kBlockBytes);
  buffer_.resize(old_size + n.value_or(0));
  if (!n) return tl::unexpected(n.error());
  at_end_ = *n == 0;
  return {};
}

LineReader::Line LineReader::Take(size_t end, size_t line_end_size) {
  Line line;
  line.text = std::string_view(buffer_).substr(begin_, end - begin_);
  line.number = ++number_;
  begin_ = end + line_end_size;
  searched_ = begin_;
  if (line.number == 1 && line.text.starts_with(kByteOrderMark)) {
    line.text.remove_prefix(kByteOrderMark.size());
  }
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  return line;
}

Result<std::optional<LineReader::Line>> LineReader::Next() {
  bool too_long = false;
  std::string head;  // of a line that is too long
  while (true) {
    const size_t end = buffer_.find('\n', searched_);
    const bool ended = end != std::string::npos;
    if (!ended && !at_end_ && !failure_) {
      if (buffer_.size() - begin_ > max_line_bytes_) {
        // Keep the head, forget the rest: memory stays bounded.
        if (!too_long) head = buffer_.substr(begin_, max_line_bytes_);
        too_long = true;
        begin_ = buffer_.size();
      }
      searched_ = buffer_.size();
      auto status = Fill();
      if (!status) failure_ = status.error();
      continue;
    }
    // The bytes before a break are no whole line: they are not handed out.
    if (!ended && failure_) return tl::unexpected(*failure_);
    if (!ended && begin_ == buffer_.size() && !too_long) return std::nullopt;
    Line line = Take(ended ? end : buffer_.size(), ended ? 1 : 0);
    if (!too_long && line.text.size() <= max_line_bytes_) return line;
    line.too_long = true;
    if (too_long) {
      // `head` dies with this call; the buffer's free front outlives it.
      buffer_.replace(0, begin_, head);
      line.text = std::string_view(buffer_).substr(0, head.size());
      begin_ = head.size();
      searched_ = begin_;
    }
    line.text = line.text.substr(0, max_line_bytes_);
    return line;
  }
}

}  // namespace ritmon
