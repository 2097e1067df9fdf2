// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/postcode_table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "registry/table_file.h"
#include "registry/town_index.h"

namespace ritmon {
namespace {

constexpr uint32_t kPostcodes = 100'000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsDigits(std::string_view text, size_t size) {
  return text.size() == size && std::all_of(text.begin(), text.end(), IsDigit);
}

std::optional<PostcodeKind> KindOf(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, PostcodeKind>, 4>
      kKinds = {{{"", PostcodeKind::kPlaces},
                 {"receiver", PostcodeKind::kReceiver},
                 {"seat", PostcodeKind::kSeat},
                 {"prefix", PostcodeKind::kPrefix}}};
  for (const auto& [name, kind] : kKinds) {
    if (name == text) return kind;
  }
  return std::nullopt;
}

void Insert(std::vector<std::string>& sorted, const std::string& value) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
  if (at == sorted.end() || *at != value) sorted.insert(at, value);
}

}  // namespace

PostcodeReading ReadPostcode(std::string_view text) {
  PostcodeReading reading;
  std::string letters;
  Postcode postcode;
  size_t digits = 0;
  for (const char c : text) {
    if (IsDigit(c)) {
      if (++digits > 5) return reading;
      postcode.number = postcode.number * 10 + static_cast<uint32_t>(c - '0');
    } else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
      if (digits > 0 || letters.size() >= 3) return reading;
      letters += static_cast<char>(c & ~0x20);
    } else if (c != ' ' && c != '-' && c != '\t') {
      return reading;
    }
  }
  const bool german = letters == "D" || letters == "DE";
  if (digits < 4) return reading;
  if (!letters.empty() && !german) {
    reading.is_foreign = true;
    return reading;
  }
  postcode.is_padded = digits == 4;
  reading.postcode = postcode;
  return reading;
}

bool PostcodeEntry::is_complete() const {
  return kind == PostcodeKind::kPlaces &&
         std::all_of(places.begin(), places.end(), [](const auto& place) {
           return !place.municipality.empty();
         });
}

std::string PostcodeTable::AddRow(const std::vector<std::string_view>& cells) {
  if (!IsDigits(cells[0], 5)) return "no postcode";
  uint32_t number = 0;
  for (const char c : cells[0]) {
    number = number * 10 + static_cast<uint32_t>(c - '0');
  }
  const auto kind = KindOf(cells[2]);
  if (!kind) return "no kind of postcode: " + std::string(cells[2]);
  PostcodeEntry entry{std::string(cells[1]), *kind, {}, {}};
  for (const auto code : SplitCell(cells[3], '|')) {
    if (!IsDigits(code, 3)) return "no end of an AGS: " + std::string(code);
    Insert(entry.municipalities, entry.district + std::string(code));
  }
  for (auto place : SplitCell(cells[4], '|')) {
    PostcodePlace added;
    if (const size_t equals = place.rfind('='); equals != place.npos) {
      const auto code = place.substr(equals + 1);
      if (!IsDigits(code, 3)) return "no end of an AGS: " + std::string(code);
      added.municipality = entry.district + std::string(code);
      place = place.substr(0, equals);
    }
    added.key = TownKey(place);
    entry.places.push_back(std::move(added));
  }
  if (*kind == PostcodeKind::kPlaces) {
    Insert(by_region_[number / 1000], entry.district);
  }
  entries_.push_back(std::move(entry));
  numbers_.push_back(number);
  return {};
}

Status PostcodeTable::Index(const std::filesystem::path& path) {
  if (entries_.size() > std::numeric_limits<uint16_t>::max()) {
    return Fail(ErrorKind::kInvalid, path.string() + ": too many rows");
  }
  ranges_.resize(kPostcodes);
  for (size_t i = 0; i < numbers_.size(); ++i) {
    Range& range = ranges_[numbers_[i]];
    if (range.size == 0) range.begin = static_cast<uint16_t>(i);
    ++range.size;
  }
  return {};
}

Result<PostcodeTable> PostcodeTable::Load(
    const std::filesystem::path& path,
    const std::function<bool(std::string_view)>& knows_district) {
  PostcodeTable table;
  table.by_region_.resize(100);
  auto status = ReadTable(
      path, {"postcode", "district", "kind", "municipalities", "places"},
      [&](const auto& cells) -> std::string {
        if (!knows_district(cells[1])) {
          return "unknown district " + std::string(cells[1]);
        }
        std::string why = table.AddRow(cells);
        const auto& numbers = table.numbers_;
        if (why.empty() && numbers.size() > 1 &&
            numbers[numbers.size() - 2] > numbers.back()) {
          why = "not sorted by postcode";
        }
        return why;
      });
  if (status) status = table.Index(path);
  if (!status) return tl::unexpected(status.error());
  return table;
}

std::string_view PostcodeTable::DistrictOfPrefix(uint32_t postcode) const {
  for (const uint32_t size : {10u, 100u}) {
    const uint32_t first = postcode / size * size;
    const auto begin =
        std::lower_bound(numbers_.begin(), numbers_.end(), first);
    std::string_view district;
    for (auto at = begin; at != numbers_.end() && *at < first + size; ++at) {
      const PostcodeEntry& entry = entries_[at - numbers_.begin()];
      if (entry.kind != PostcodeKind::kPlaces) continue;
      if (!district.empty() && district != entry.district) return {};
      district = entry.district;
    }
    if (!district.empty()) return district;
  }
  return {};
}

}  // namespace ritmon
