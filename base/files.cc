// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/descriptor.h"

namespace ritmon {
namespace {

tl::unexpected<Error> SystemError(const std::filesystem::path& path,
                                  const char* what) {
  const int code = errno;
  const ErrorKind kind = code == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo;
  return Fail(kind, path.string() + ": " + what + ": " + std::strerror(code));
}

void SyncDirectoryOf(const std::filesystem::path& path) {
  const auto directory =
      path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Result<std::string> ReadFile(const std::filesystem::path& path) {
  const bool is_stdin = path == "-";
  const int descriptor =
      is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return SystemError(path, "cannot open");
  std::string content;
  std::array<char, 1 << 16> buffer;
  ssize_t n = 0;
  while ((n = ::read(descriptor, buffer.data(), buffer.size())) != 0) {
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      auto error = SystemError(path, "cannot read");
      if (!is_stdin) ::close(descriptor);
      return error;
    }
    content.append(buffer.data(), static_cast<size_t>(n));
  }
  if (!is_stdin) ::close(descriptor);
  return content;
}

Status WriteFileAtomically(const std::filesystem::path& path,
                           std::string_view content) {
  std::filesystem::path temporary = path;
  temporary += ".tmp";
  const int descriptor =
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return SystemError(temporary, "cannot create");
  if (!WriteAll(descriptor, content) || ::fsync(descriptor) != 0) {
    auto error = SystemError(temporary, "cannot write");
    ::close(descriptor);
    ::unlink(temporary.c_str());
    return error;
  }
  ::close(descriptor);
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    return SystemError(path, "cannot rename into place");
  }
  SyncDirectoryOf(path);
  return {};
}

std::optional<uint64_t> BytesIn(const std::filesystem::path& directory) {
  namespace fs = std::filesystem;
  std::error_code code;
  fs::recursive_directory_iterator entry(
      directory, fs::directory_options::skip_permission_denied, code);
  if (code) return std::nullopt;
  uint64_t bytes = 0;
  // Not a range-for: its way on throws.
  for (; entry != fs::recursive_directory_iterator(); entry.increment(code)) {
    std::error_code gone;
    if (!entry->is_regular_file(gone)) continue;
    const uint64_t size = entry->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

Status MakeDirectories(const std::filesystem::path& path) {
  std::error_code code;
  std::filesystem::create_directories(path, code);
  if (code) {
    return Fail(ErrorKind::kIo,
                path.string() + ": cannot create directory: " + code.message());
  }
  return {};
}

Result<AppendFile> AppendFile::Open(const std::filesystem::path& path) {
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) return SystemError(path, "cannot open for writing");
  struct stat info {};
  if (::fstat(descriptor, &info) != 0) {
    auto error = SystemError(path, "cannot stat");
    ::close(descriptor);
    return error;
  }
  return AppendFile(path, descriptor, static_cast<uint64_t>(info.st_size));
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_) {}

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

AppendFile::~AppendFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status AppendFile::Append(std::string_view bytes) {
  if (!WriteAll(descriptor_, bytes)) {
    auto error = SystemError(path_, "cannot write");
    // If cutting back fails as well, the reader forgives a truncated record.
    [[maybe_unused]] const int cut =
        ::ftruncate(descriptor_, static_cast<off_t>(size_));
    return error;
  }
  size_ += bytes.size();
  return {};
}

Status AppendFile::Sync() {
  if (::fdatasync(descriptor_) != 0) return SystemError(path_, "cannot sync");
  return {};
}

}  // namespace ritmon
