// SPDX-License-Identifier: GPL-3.0-or-later
// How good tags are on pages of which people have said the right ones:
// precision, recall and F1 with 95 % confidence intervals, and which field was
// given instead of which.
//
// Shares (precision, recall) have the Wilson score interval (Wilson 1927;
// Brown, Cai, DasGupta 2001), F1 and what is averaged over fields the
// percentile bootstrap over pages (Efron and Tibshirani 1993, chapter 13) with
// kResamples resamples and a fixed seed: the same pages give the same numbers.
// Pure functions.

#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/evaluate.h"

namespace ritmon {

inline constexpr int kResamples = 1000;

struct Interval {
  double low = 0;
  double high = 1;  // 0 to 1: nothing is known
};

// Of `part` out of `all`, 95 %.
Interval WilsonInterval(int part, int all);

struct GoldPage {
  std::set<std::string> gold;  // fields
  std::set<std::string> got;
};

struct Measure {
  double value = 0;
  Interval interval;
};

struct FieldMeasures {
  Score score;  // of a mean over fields: empty
  Measure precision;
  Measure recall;
  Measure f1;
};

struct GoldEvaluation {
  int pages = 0;
  int empty_pages = 0;   // in no field
  int empty_tagged = 0;  // of these: tagged all the same
  Interval empty_share;
  // Fields that the gold names or a page was given.
  std::map<std::string, FieldMeasures> by_field;
  FieldMeasures micro;  // all (page, field) pairs alike
  // Mean over the fields that the gold names; one that was never given has
  // precision 0 there.
  FieldMeasures macro;
  // (missed field, field that the page was given wrongly) -> pages. "": none
  // was missed, or none given.
  std::map<std::pair<std::string, std::string>, int> confusion;
};

GoldEvaluation EvaluateGold(const std::vector<GoldPage>& pages);

}  // namespace ritmon
