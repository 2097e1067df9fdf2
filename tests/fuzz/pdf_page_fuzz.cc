// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the PDF reader prints gives a page; all its text is valid UTF-8 and
// there is not more of it than there was.

#include "base/charset.h"
#include "classifier/pdf_page.h"
#include "classifier/xmp_reservation.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  static const auto url = ritmon::Url::Parse("http://a.example/x.pdf").value();
  const ritmon::Page page = ritmon::ReadPdfPage(url, input.view());
  ritmon::Require(page.format == ritmon::PageFormat::kPdf);
  ritmon::Require(ritmon::IsValidUtf8(page.title));
  ritmon::Require(ritmon::IsValidUtf8(page.main_text));
  ritmon::Require(page.main_text.size() <= size);
  size_t text = 0;
  for (const ritmon::Block& block : page.blocks) {
    ritmon::Require(ritmon::IsValidUtf8(block.text));
    ritmon::Require(!block.text.empty());
    text += block.text.size();
  }
  // The title may stand in the text as well.
  ritmon::Require(text <= 2 * size);
  const auto found = ritmon::ScanXmpForReservation(input.view());
  ritmon::Require(ritmon::IsValidUtf8(found.tdm_policy));
  return 0;
}
