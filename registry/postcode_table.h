// SPDX-License-Identifier: GPL-3.0-or-later
// German postcodes: the districts they lie in, and what is known of the places
// in each (config/geo/postcodes.tsv). Immutable once loaded, safe to share
// between threads.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

// A postcode as it is written, in its five digits.
struct Postcode {
  uint32_t number = 0;  // 0 to 99999
  // Four digits: a leading zero that a spreadsheet has lost, or a neighbour's.
  bool is_padded = false;
};

struct PostcodeReading {
  std::optional<Postcode> postcode;
  // Written with another country's letters ("A-1010", "CH-8001").
  bool is_foreign = false;
};
// "20457", "D-20457", "20 457", "1067"; nothing for other texts.
PostcodeReading ReadPostcode(std::string_view text);

enum class PostcodeKind : uint8_t {
  kPlaces,    // letters are delivered there
  kReceiver,  // one or several large receivers, whose seat is in the district
  kSeat,      // large receivers whose seat is far from the postcode's region
  kPrefix,    // such a postcode, placed by its first digits
};

struct PostcodePlace {
  std::string key;           // TownKey: "barmbek nord"
  std::string municipality;  // AGS of 8 digits; empty if unknown
};

struct PostcodeEntry {
  std::string district;  // AGS of 5 digits
  PostcodeKind kind = PostcodeKind::kPlaces;
  std::vector<std::string> municipalities;  // AGS of 8 digits, sorted
  std::vector<PostcodePlace> places;

  // Whether all that belongs to the postcode is in `municipalities`.
  bool is_complete() const;
};

class PostcodeTable {
 public:
  // kInvalid with all bad lines; `knows_district` says whether an AGS exists.
  static Result<PostcodeTable> Load(
      const std::filesystem::path& path,
      const std::function<bool(std::string_view)>& knows_district);

  // One for each district, the one with most places first; none if unknown.
  std::span<const PostcodeEntry> Find(uint32_t postcode) const {
    const Range range = ranges_[postcode];
    return {entries_.data() + range.begin, range.size};
  }
  // Districts with places whose postcodes share the first two digits, sorted.
  const std::vector<std::string>& PostalRegion(uint32_t postcode) const {
    return by_region_[postcode / 1000];
  }
  // The one district of all places whose postcodes share the first four digits,
  // or, if there are none, the first three. Empty if there are several.
  std::string_view DistrictOfPrefix(uint32_t postcode) const;

 private:
  struct Range {
    uint16_t begin = 0;
    uint16_t size = 0;
  };
  std::string AddRow(const std::vector<std::string_view>& cells);
  Status Index(const std::filesystem::path& path);

  std::vector<PostcodeEntry> entries_;
  std::vector<uint32_t> numbers_;  // the postcode of each entry
  std::vector<Range> ranges_;      // by postcode
  std::vector<std::vector<std::string>> by_region_;  // by first two digits
};

}  // namespace ritmon
