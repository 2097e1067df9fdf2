// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/archive_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace ritmon {

namespace fs = std::filesystem;

bool IsArchiveFile(const fs::path& path) {
  const std::string name = path.filename().string();
  for (const std::string_view suffix : {".warc", ".warc.gz", ".warc.zst"}) {
    if (name.size() > suffix.size() && name.ends_with(suffix)) return true;
  }
  return false;
}

Result<std::vector<fs::path>> ArchiveFiles(const fs::path& directory) {
  std::vector<fs::path> files;
  std::error_code code;
  for (fs::directory_iterator file(directory, code), end; !code && file != end;
       file.increment(code)) {
    if (IsArchiveFile(file->path())) files.push_back(file->path());
  }
  if (code && code != std::errc::no_such_file_or_directory) {
    return Fail(ErrorKind::kIo,
                directory.string() + ": cannot list: " + code.message());
  }
  std::sort(files.begin(), files.end());
  return files;
}

fs::path SidecarOf(const fs::path& file) {
  fs::path sidecar = file;
  sidecar += ".cdxj";
  return sidecar;
}

Result<WritingMark> WritingMark::Set(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || ::flock(descriptor, LOCK_SH | LOCK_NB) != 0) {
    const int code = errno;
    if (descriptor >= 0) ::close(descriptor);
    return Fail(code == EWOULDBLOCK ? ErrorKind::kBusy : ErrorKind::kIo,
                file.string() + ": cannot lock: " + std::strerror(code));
  }
  return WritingMark(descriptor);
}

WritingMark::WritingMark(WritingMark&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WritingMark& WritingMark::operator=(WritingMark&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

WritingMark::~WritingMark() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool IsBeingWritten(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool busy =
      ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return busy;
}

}  // namespace ritmon
