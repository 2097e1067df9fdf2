// SPDX-License-Identifier: GPL-3.0-or-later
// `ritmon keywords eval GOLD.jsonl`: tags against what people say of pages.

#pragma once

#include <string>

#include "cli/list_flags.h"

namespace ritmon {

struct GoldRequest {
  std::string file;   // JSON lines {id?, text|html, title?, ..., fields}
  bool json = false;  // one object instead of tables
  bool list = false;  // each wrong and missed page with its evidence
};

// The command's exit code.
int EvalGold(const ListFlags& flags, const GoldRequest& request);

}  // namespace ritmon
