// SPDX-License-Identifier: GPL-3.0-or-later
// A sink that keeps what a reader hands over.

#pragma once

#include <string>
#include <vector>

#include "registry/import.h"

namespace ritmon {

class CollectingSink final : public CompanySink {
 public:
  bool IsDone(uint64_t line) const override { return line <= done_lines; }
  Status Take(uint64_t line, Company company,
              const SourceInfo& source) override {
    lines.push_back(line);
    companies.push_back(std::move(company));
    sources.push_back(source);
    return {};
  }
  void Refuse(uint64_t line, std::string reason) override {
    refusals.push_back({line, std::move(reason)});
  }
  void Skip(uint64_t line) override { skipped.push_back(line); }
  void NoteBytes(uint64_t) override {}

  uint64_t done_lines = 0;
  std::vector<uint64_t> lines;
  std::vector<Company> companies;
  std::vector<SourceInfo> sources;
  std::vector<Refusal> refusals;
  std::vector<uint64_t> skipped;
};

}  // namespace ritmon
