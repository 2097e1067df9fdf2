// SPDX-License-Identifier: GPL-3.0-or-later
// Register extracts and single cells of lists: any bytes are read or refused.

#include "registry/date_cell.h"
#include "registry/headcount_cell.h"
#include "registry/offeneregister.h"
#include "registry/xjustiz.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  const auto extract = ritmon::ParseXjustiz(input.view());
  ritmon::Require(extract || !extract.error().message.empty());
  ritmon::OffeneRegisterParser parser;
  const auto line = parser.Parse(input.view());
  ritmon::Require(!line || !line->company.name.empty());
  const auto cell = input.view().substr(0, 200);
  const auto headcount = ritmon::ReadHeadcountCell(cell);
  ritmon::Require(!headcount || headcount->min >= 0);
  const auto date = ritmon::ReadDateCell(cell, ritmon::DateFormat::kDayFirst);
  ritmon::Require(!date.date || date.date->ok());
  return 0;
}
