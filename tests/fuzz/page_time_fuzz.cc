// SPDX-License-Identifier: GPL-3.0-or-later
// The time that a page takes grows with its size and with nothing else: eight
// times as much of the same may take eight times as long, with room for noise,
// not sixty-four times.

#include <algorithm>
#include <ctime>
#include <string>

#include "classifier/page_parser.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

std::string Repeated(std::string_view part, size_t size) {
  std::string whole;
  whole.reserve(size + part.size());
  while (whole.size() < size) whole += part;
  return whole;
}

// CPU seconds; the better of two, so that a pause of the machine is not
// taken for a slow page.
double TimeOf(const std::string& html) {
  static const auto url = ritmon::Url::Parse("http://a.example/").value();
  double best = 1e9;
  for (int i = 0; i < 2; ++i) {
    const std::clock_t begin = std::clock();
    static_cast<void>(ritmon::ParsePage(url, html, "text/html"));
    best = std::min(best,
                    static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr size_t kPart = 512;         // bytes; longer ones repeat too seldom
  constexpr size_t kSmall = 16 * 1024;  // bytes of the smaller page
  constexpr size_t kTimes = 8;
  constexpr double kSlack = 4;
  constexpr double kMeasurable = 0.4;  // seconds, with sanitizers
  if (size == 0 || size > kPart) return 0;
  const ritmon::FuzzInput input(data, size);
  const double large = TimeOf(Repeated(input.view(), kSmall * kTimes));
  if (large < kMeasurable) return 0;
  const double small = TimeOf(Repeated(input.view(), kSmall));
  ritmon::Require(large < small * kTimes * kSlack);
  return 0;
}
