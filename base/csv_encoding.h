// SPDX-License-Identifier: GPL-3.0-or-later
// The encodings that tables come in: UTF-8, windows-1252 and its relatives,
// UTF-16 from spreadsheets. (Web pages have rules of their own: WHATWG's.)

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct UConverter;

namespace ritmon {

// "UTF-8", "UTF-16LE", "UTF-16BE" or "windows-1252", by byte order mark, by the
// NUL bytes that UTF-16 is full of, or by whether `head`, which may end within
// a character, is valid UTF-8.
std::string DetectTableEncoding(std::string_view head);

// Bytes of one encoding to UTF-8, piece by piece. What cannot be decoded
// becomes U+FFFD. Belongs to one thread.
class TableDecoder {
 public:
  // `encoding` is any name that ICU knows; kInvalid if it knows it not.
  static Result<TableDecoder> Open(const std::string& encoding);

  // Appends what `bytes` decode to; `last` says that no more will come.
  void Decode(std::string_view bytes, bool last, std::string& out);

 private:
  struct Close {
    void operator()(UConverter* converter) const;
  };
  explicit TableDecoder(UConverter* converter) : converter_(converter) {}
  std::unique_ptr<UConverter, Close> converter_;
};

}  // namespace ritmon
