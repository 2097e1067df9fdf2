// SPDX-License-Identifier: GPL-3.0-or-later
// What a bench program measured, for other programs: beside the text for people
// a file of JSON, if one is asked for by --json=FILE anywhere on the command
// line.
//
//   [{"subject": "ritmon", "quantity": "speed", "unit": "MB/s",
//     "value": 812.5, "at": 500}, ...]
//
// A subject is a program or a way of doing the job; what is ours is called
// `ritmon`. Figures of one quantity can be compared. `at` is the x of a curve:
// terms, pages, hosts.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct Figure {
  std::string subject;
  std::string quantity;
  std::string unit;
  double value = 0;
  std::optional<double> at = {};
};

class Figures {
 public:
  // Without a file figures are collected and not written.
  explicit Figures(std::filesystem::path file = {}) : file_(std::move(file)) {}
  // Takes --json=FILE out of the arguments, wherever it stands; the last of
  // several counts.
  static Figures FromArguments(int& argc, char** argv);

  // A value that is no number (a division by no time at all) is left out: JSON
  // knows none.
  void Add(std::string_view subject, std::string_view quantity,
           std::string_view unit, double value, std::optional<double> at = {});
  const std::vector<Figure>& all() const { return figures_; }
  std::string Json() const;

  Status Write() const;
  // Write() as the last thing of a program: its exit code, what failed on
  // stderr.
  int Finish() const;

 private:
  std::filesystem::path file_;
  std::vector<Figure> figures_;
};

}  // namespace ritmon
