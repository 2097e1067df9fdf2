// SPDX-License-Identifier: GPL-3.0-or-later
// An open file of the system, closed when its owner goes.

#pragma once

#include <unistd.h>

#include <string_view>
#include <utility>

namespace ritmon {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept
      : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { Close(); }
  void Close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

// Writes everything; false with errno set if the system will not take it.
bool WriteAll(int descriptor, std::string_view bytes);

}  // namespace ritmon
