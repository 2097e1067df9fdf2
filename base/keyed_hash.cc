// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keyed_hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cassert>
#include <random>

namespace ritmon {
namespace {

std::string Hex(const unsigned char* bytes, size_t count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  return text;
}

}  // namespace

std::string NewHashKey() {
  std::random_device source;
  std::array<unsigned char, 32> bytes{};
  for (unsigned char& byte : bytes) {
    byte = static_cast<unsigned char>(source() & 0xff);
  }
  return Hex(bytes.data(), bytes.size());
}

std::string KeyedHash(std::string_view key, std::string_view text) {
  constexpr size_t kKept = 16;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  [[maybe_unused]] const unsigned char* done =
      HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(),
           digest.data(), &size);
  assert(done != nullptr && size >= kKept);
  return Hex(digest.data(), kKept);
}

}  // namespace ritmon
