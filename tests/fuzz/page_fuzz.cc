// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes give a page; all its text is valid UTF-8.

#include "base/charset.h"
#include "classifier/page_parser.h"
#include "registry/imprint.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  static const auto url =
      ritmon::Url::Parse("http://a.example/impressum").value();
  const ritmon::Page page = ritmon::ParsePage(url, input.view(), "");
  ritmon::Require(ritmon::IsValidUtf8(page.title));
  ritmon::Require(ritmon::IsValidUtf8(page.main_text));
  for (const ritmon::Block& block : page.blocks) {
    ritmon::Require(ritmon::IsValidUtf8(block.text));
  }
  for (const auto& company : ritmon::ExtractImprint(page)) {
    ritmon::Require(ritmon::IsValidUtf8(company.name));
  }
  return 0;
}
