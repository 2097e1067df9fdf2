// SPDX-License-Identifier: GPL-3.0-or-later
// The attributes of one tag, as in the HTML standard, 13.2.5.32 to 13.2.5.39;
// for html_filter.cc only.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

struct HtmlAttribute {
  std::string_view name;  // lower case
  std::string_view value;
};

// A longer value goes, with its attribute.
inline constexpr size_t kMaxAttributeBytes = 16 * 1024;

// No tag keeps more: there are fewer names that anybody asks for.
inline constexpr unsigned kMaxAttributes = 32;

// Keeps the attributes that anybody here asks for, the first of each name.
// `html` and `aside` must outlive it.
class AttributeReader {
 public:
  // Where those go that the parser need not see.
  AttributeReader(std::string_view html, std::vector<HtmlAttribute>& aside)
      : html_(html), aside_(aside) {}

  enum class Keep {
    kNone,   // of an end tag
    kAside,  // what needs no decoding is put aside
    kAll,    // all wanted ones stay in the markup
  };
  // Reads from `at` up to and including '>'; returns where that ends.
  size_t Read(size_t at, Keep keep);

  // The wanted ones of the tag last read that stay in the markup, as they are
  // written, each with a blank before it.
  const std::string& markup() const { return markup_; }
  // Whether one was dropped for its length.
  bool cut() const { return cut_; }

 private:
  size_t ReadValue(size_t at);
  void Take(std::string_view name, size_t begin, size_t end, Keep keep);

  std::string_view html_;
  std::vector<HtmlAttribute>& aside_;
  std::string markup_;
  std::string_view value_;  // last read
  bool cut_ = false;
  uint32_t seen_ = 0;  // bits of the names that this tag had
};

}  // namespace ritmon
