// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/output_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace ritmon {

namespace fs = std::filesystem;

Status OutputFile::Failure(const char* what) const {
  const int code = errno;
  return Fail(code == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo,
              name_ + ": " + what + ": " + std::strerror(code));
}

Result<OutputFile> OutputFile::Create(const fs::path& path) {
  OutputFile output;
  if (path == "-") {
    output.name_ = "standard output";
    output.file_ = stdout;
    return output;
  }
  output.name_ = path.string();
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  fs::path opened = path;
  if (!fs::exists(status) || fs::is_regular_file(status)) {
    // A link stays one: what it leads to is replaced.
    output.place_ =
        fs::is_symlink(path, code) ? fs::canonical(path, code) : fs::path(path);
    if (output.place_.empty()) output.place_ = path;
    output.unfinished_ = output.place_;
    output.unfinished_ += ".new";
    opened = output.unfinished_;
  }
  output.file_ = std::fopen(opened.c_str(), "wbe");
  if (output.file_ == nullptr) {
    const Status failed = output.Failure("cannot create");
    output.unfinished_.clear();
    return tl::unexpected(failed.error());
  }
  return output;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : name_(std::move(other.name_)),
      place_(std::move(other.place_)),
      unfinished_(std::exchange(other.unfinished_, {})),
      file_(std::exchange(other.file_, nullptr)) {}

OutputFile::~OutputFile() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  std::error_code code;
  if (!unfinished_.empty()) fs::remove(unfinished_, code);
}

Status OutputFile::Append(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    return Failure("cannot write");
  }
  return {};
}

Status OutputFile::Close() {
  // Devices and pipes have no disk to sync with.
  if (std::fflush(file_) != 0 ||
      (!unfinished_.empty() && ::fsync(::fileno(file_)) != 0)) {
    return Failure("cannot write");
  }
  std::FILE* file = std::exchange(file_, nullptr);
  if (file != stdout && std::fclose(file) != 0) return Failure("cannot write");
  if (unfinished_.empty()) return {};
  if (std::rename(unfinished_.c_str(), place_.c_str()) != 0) {
    return Failure("cannot put it into its place");
  }
  unfinished_.clear();
  return {};
}

}  // namespace ritmon
