// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/files.h"

namespace ritmon {

Figures Figures::FromArguments(int& argc, char** argv) {
  constexpr std::string_view kFlag = "--json=";
  std::filesystem::path file;
  char** const end = std::remove_if(argv, argv + argc, [&](const char* text) {
    const std::string_view argument = text;
    if (!argument.starts_with(kFlag)) return false;
    file = argument.substr(kFlag.size());
    return true;
  });
  argc = static_cast<int>(end - argv);
  return Figures(std::move(file));
}

void Figures::Add(std::string_view subject, std::string_view quantity,
                  std::string_view unit, double value,
                  std::optional<double> at) {
  if (!std::isfinite(value)) return;
  figures_.push_back({std::string(subject), std::string(quantity),
                      std::string(unit), value, at});
}

std::string Figures::Json() const {
  auto array = nlohmann::ordered_json::array();
  for (const Figure& figure : figures_) {
    nlohmann::ordered_json object = {{"subject", figure.subject},
                                     {"quantity", figure.quantity},
                                     {"unit", figure.unit},
                                     {"value", figure.value}};
    if (figure.at) object["at"] = *figure.at;
    array.push_back(std::move(object));
  }
  return array.dump(1) + "\n";
}

Status Figures::Write() const {
  if (file_.empty()) return {};
  return WriteFileAtomically(file_, Json());
}

int Figures::Finish() const {
  const Status written = Write();
  if (written) return 0;
  std::fprintf(stderr, "%s\n", written.error().message.c_str());
  return 1;
}

}  // namespace ritmon
