// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_registers.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace ritmon {
namespace {

constexpr size_t kCourtReach = 3;  // lines between a court and its number
constexpr size_t kDivisionReach =
    3;  // lines from "Handelsregister" to "Nummer"

bool Has(const ImprintLine& line, std::string_view part) {
  return line.folded.find(part) != std::string::npos;
}

bool AsksCourt(const ImprintLine& label) {
  return Has(label, "gericht") || Has(label, "register court") ||
         Has(label, "registration court");
}

bool AsksNumber(const ImprintLine& label) {
  return Has(label, "registernummer") || Has(label, "register-nr") ||
         Has(label, "hrb") || Has(label, "hra") ||
         Has(label, "registerblatt") || Has(label, "register number") ||
         (Has(label, "register") && !AsksCourt(label));
}

bool IsBareNumberLabel(const ImprintLine& line) {
  return line.folded == "nummer" || line.folded == "nummer:" ||
         line.folded == "nr." || line.folded == "nr.:" ||
         line.folded == "number" || line.folded == "number:" ||
         line.folded == "no.";
}

}  // namespace

ImprintRegisters::ImprintRegisters(const std::vector<ImprintLine>& lines)
    : courts_(lines.size()), numbers_(lines.size()) {
  for (size_t i = 0; i < lines.size(); ++i) {
    courts_[i] = FindCourts(lines[i].text);
    numbers_[i] = FindRegisterNumbers(lines[i].text);
    JoinLabelAndValue(lines, i);
  }
}

// "Registergericht:" / "Hamburg" and "Registernummer:" / "HRB 123" or "123":
// labels and values in cells of their own.
void ImprintRegisters::JoinLabelAndValue(const std::vector<ImprintLine>& lines,
                                         size_t i) {
  if (i == 0 || !lines[i - 1].label_only) return;
  const ImprintLine& label = lines[i - 1];
  if (AsksCourt(label) && courts_[i].empty()) {
    courts_[i] = FindCourts("Registergericht: " + lines[i].text);
  }
  if (!numbers_[i].empty() || !numbers_[i - 1].empty()) return;
  std::string joined = label.text + " " + lines[i].text;
  bool asked = AsksNumber(label);
  if (IsBareNumberLabel(label)) {
    // "Handelsregister" / "B" / "Nummer" / "207756".
    for (size_t back = 2; back <= kDivisionReach + 1 && back <= i && !asked;
         ++back) {
      joined.insert(0, lines[i - back].text + " ");
      asked = Has(lines[i - back], "register");
    }
  }
  if (asked) numbers_[i] = FindRegisterNumbers(joined);
}

std::string ImprintRegisters::CourtOf(size_t i,
                                      const FoundRegisterNumber& number) const {
  if (!courts_[i].empty()) {
    const auto distance = [&](const FoundCourt& court) {
      return std::labs(static_cast<long>(court.begin) -
                       static_cast<long>(number.begin));
    };
    return std::min_element(courts_[i].begin(), courts_[i].end(),
                            [&](const FoundCourt& a, const FoundCourt& b) {
                              return distance(a) < distance(b);
                            })
        ->name;
  }
  for (size_t step = 1; step <= kCourtReach; ++step) {
    if (step <= i && !courts_[i - step].empty() &&
        courts_[i - step].back().labelled) {
      return courts_[i - step].back().name;
    }
    if (i + step < courts_.size() && !courts_[i + step].empty() &&
        courts_[i + step].front().labelled && numbers_[i + step].empty()) {
      return courts_[i + step].front().name;
    }
  }
  return {};
}

}  // namespace ritmon
