// SPDX-License-Identifier: GPL-3.0-or-later
// Charts as SVG 1.1 elements to be set into a page or saved as files.
//
// Each has a title and a description for screen readers, needs no style sheet
// and no font in particular: places for text are reckoned with broad letters,
// labels that do not fit are broken into lines, never cut. Colours keep their
// order when printed in grey. Numbers are written alike on every machine.
//
// Strings are plain text, any bytes: they are escaped here. Pure functions.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/html_text.h"

namespace ritmon {

// What a screen reader says of a chart.
struct ChartText {
  std::string id;  // letters, digits and '-'; once in a document
  std::string title;
  std::string description;
};

struct Bar {
  std::string label;
  uint64_t counted = 0;     // solid
  uint64_t candidates = 0;  // hatched, after it
};

struct BarGroup {
  std::string label;
  std::vector<Bar> bars;
};

struct BarChart {
  ChartText text;
  std::string counted_label;  // of the legend
  std::string candidates_label;
  std::vector<BarGroup> groups;
};

enum class ChartWidth {
  kWide,    // labels left of the bars, from 640 pixels on
  kNarrow,  // labels above the bars, for phones
};

// Horizontal bars, one colour a group, at 0 too. The values stand at the bars.
std::string RenderBarChart(const BarChart& chart, ChartWidth width,
                           Language language);

struct Slice {
  std::string label;
  uint64_t value = 0;
};

// The parts of a whole, in an order that means something (age, size): one hue
// from dark to pale.
struct ShareChart {
  ChartText text;
  std::vector<Slice> slices;
};

// A ring, clockwise from the top, with `centre` and below it `centre_note` in
// its middle. Empty ring if all is 0.
std::string RenderRing(const ShareChart& chart, std::string_view centre,
                       std::string_view centre_note, Language language);
// One bar of full length.
std::string RenderShareBar(const ShareChart& chart, Language language);

// "#1d3461": of the group with this place in a bar chart.
std::string_view GroupColour(size_t group);
// Of slice `slice` of `slices`.
std::string SliceColour(size_t slice, size_t slices);

}  // namespace ritmon
