// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/index/page_subject.h"

namespace ritmon {

std::unique_ptr<PageWriter> MakePageWriter(
    std::string_view subject, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  if (subject == "ritmon") return RitmonWriter(folder);
  if (subject == "TermGenerator") return TermGeneratorWriter(folder);
  if (subject == "FTS5") return Fts5Writer(folder);
  return nullptr;
}

std::unique_ptr<PageAsker> MakePageAsker(std::string_view subject,
                                         const std::filesystem::path& folder,
                                         const Vocabulary& vocabulary) {
  if (subject == "ritmon") return RitmonAsker(folder, vocabulary);
  if (subject == "FTS5") return Fts5Asker(folder);
  return nullptr;
}

bool IsSearchable(const Block& block) {
  return block.zone != Zone::kNavigation;
}

}  // namespace ritmon
