// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_labels.h"

namespace ritmon {

Label LabelOf(const VocabularyEntry& entry) {
  return {.de = entry.label_de, .en = entry.label_en};
}

Label RegionLabel(const Analysis& analysis, const std::string& name) {
  const auto region = analysis.places().regions.Find(name);
  if (!region) return {.de = name, .en = name};
  return {.de = region->label_de, .en = region->label_en};
}

}  // namespace ritmon
