// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences that content managers set among the paragraphs of a story and that
// are no part of it, German and English: asking to subscribe, share, rate and
// follow, and what stands where something from another site would be loaded.
//
// Pure functions, any thread.

#pragma once

#include <string_view>

namespace ritmon {

// An invitation ("Möchten Sie den Artikel teilen?", "Sign up for our free
// newsletter") or the layer over an embedded video or map ("Externe Inhalte
// anzeigen", "We respect your privacy"). Only paragraphs are judged that are
// too short to tell something besides.
bool IsBoilerplate(std::string_view paragraph);

}  // namespace ritmon
