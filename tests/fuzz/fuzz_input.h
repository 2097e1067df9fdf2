// SPDX-License-Identifier: GPL-3.0-or-later
// The input in a buffer of exactly its size, so that the sanitizer sees one
// byte too far.

#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace ritmon {

class FuzzInput {
 public:
  FuzzInput(const uint8_t* data, size_t size)
      : bytes_(new char[size]), size_(size) {
    for (size_t i = 0; i < size; ++i) bytes_[i] = static_cast<char>(data[i]);
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t size_;
};

// A property that does not hold ends the process; the fuzzer keeps the input.
inline void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace ritmon
