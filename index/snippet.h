// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a text that shows why it was found. Pure functions, any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ritmon {

struct Snippet {
  std::string text;  // plain, on one line; "…" where something was cut off
  // Begin and end, in bytes of `text`, of the words that were searched for.
  std::vector<std::pair<size_t, size_t>> marks;
};

inline constexpr size_t kMaxSnippetCharacters = 200;

// The stretch of `text` (UTF-8) with the most different of the `words`
// (folded; compared by stem in `lang`), else its beginning.
Snippet MakeSnippet(std::string_view text, std::string_view lang,
                    const std::vector<std::string>& words);

// The text with the marks put around them: Marked(snippet, "**", "**").
std::string Marked(const Snippet& snippet, std::string_view begin,
                   std::string_view end);

}  // namespace ritmon
