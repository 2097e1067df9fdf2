// SPDX-License-Identifier: GPL-3.0-or-later
// Times of many questions of one kind: wall clock, for that is what people
// wait, so the machine should be idle.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "bench/figures.h"

namespace ritmon {

// Asks `ask(0)` to `ask(times - 1)`, prints p50 and p99 in a line and records
// both.
void MeasureLatencies(std::string_view subject, const std::string& what,
                      size_t times, Figures& figures,
                      const std::function<void(size_t)>& ask);

void PrintLatencyHead();

}  // namespace ritmon
