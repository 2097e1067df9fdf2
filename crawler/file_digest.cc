// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/file_digest.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "base/descriptor.h"

namespace ritmon {
namespace {

tl::unexpected<Error> Failed(const std::filesystem::path& path,
                             const char* what) {
  const int code = errno;
  return Fail(code == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo,
              path.string() + ": " + what + ": " + std::strerror(code));
}

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  }
  void Add(std::string_view bytes) {
    EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
  }
  std::string Hex() {
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
    std::string hex;
    for (const unsigned char byte : digest) {
      hex += "0123456789abcdef"[byte >> 4];
      hex += "0123456789abcdef"[byte & 15];
    }
    return hex;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

// Reads up to `max_bytes`, writing them to `copy` unless that is negative.
Result<FileDigest> ReadThrough(int input, const std::filesystem::path& from,
                               int copy, const std::filesystem::path& to,
                               uint64_t max_bytes) {
  std::vector<char> buffer(1 << 20);
  FileDigest digest;
  Sha256 sum;
  while (digest.size < max_bytes) {
    const auto wanted = static_cast<size_t>(
        std::min<uint64_t>(buffer.size(), max_bytes - digest.size));
    const ssize_t n = ::read(input, buffer.data(), wanted);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Failed(from, "cannot read");
    if (n == 0) break;
    const std::string_view bytes(buffer.data(), static_cast<size_t>(n));
    sum.Add(bytes);
    if (copy >= 0 && !WriteAll(copy, bytes)) return Failed(to, "cannot write");
    digest.size += bytes.size();
  }
  digest.sha256 = sum.Hex();
  return digest;
}

}  // namespace

Result<FileDigest> DigestFile(const std::filesystem::path& file,
                              uint64_t max_bytes) {
  const Descriptor input(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (input.number() < 0) return Failed(file, "cannot open");
  return ReadThrough(input.number(), file, -1, {}, max_bytes);
}

Result<FileDigest> CopyFile(const std::filesystem::path& from,
                            const std::filesystem::path& to,
                            uint64_t max_bytes) {
  const Descriptor input(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  if (input.number() < 0) return Failed(from, "cannot open");
  struct stat info {};
  if (::fstat(input.number(), &info) != 0) return Failed(from, "cannot stat");
  const Descriptor output(::open(to.c_str(),
                                 O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                                 info.st_mode & 0777));
  if (output.number() < 0) return Failed(to, "cannot create");
  auto digest =
      ReadThrough(input.number(), from, output.number(), to, max_bytes);
  if (!digest) return digest;
  const std::array<timespec, 2> times = {info.st_atim, info.st_mtim};
  if (::futimens(output.number(), times.data()) != 0 ||
      ::fsync(output.number()) != 0) {
    return Failed(to, "cannot write");
  }
  return digest;
}

}  // namespace ritmon
