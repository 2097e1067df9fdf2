// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/gold.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <random>

namespace ritmon {
namespace {

constexpr uint64_t kSeed = 20011;

double F1(const Score& s) {
  const int twice = 2 * s.true_positives;
  const int all = twice + s.false_positives + s.false_negatives;
  return all == 0 ? 1 : static_cast<double>(twice) / all;
}

bool IsEmpty(const Score& s) {
  return s.true_positives + s.false_positives + s.false_negatives == 0;
}

void Add(const Score& page, Score& sum) {
  sum.true_positives += page.true_positives;
  sum.false_positives += page.false_positives;
  sum.false_negatives += page.false_negatives;
}

// What one page adds to which fields.
using PageScores = std::vector<std::pair<size_t, Score>>;

struct Means {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

// Over the fields with gold; nothing if there is none.
std::optional<Means> MacroOf(const std::vector<Score>& scores) {
  Means sum;
  int fields = 0;
  for (const Score& s : scores) {
    if (s.true_positives + s.false_negatives == 0) continue;
    ++fields;
    // Here a field that was never given has no precision to speak of.
    sum.precision += s.true_positives == 0 ? 0 : s.precision();
    sum.recall += s.recall();
    sum.f1 += F1(s);
  }
  if (fields == 0) return std::nullopt;
  return Means{sum.precision / fields, sum.recall / fields, sum.f1 / fields};
}

// The middle 95 % of what the resamples gave.
Interval Percentiles(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<size_t>(
        share * static_cast<double>(values.size() - 1) + 0.5)];
  };
  return {at(0.025), at(0.975)};
}

// What the resamples gave, by measure.
struct Resamples {
  std::vector<std::vector<double>> f1;  // by field
  std::vector<double> micro_f1;
  std::vector<double> macro_precision;
  std::vector<double> macro_recall;
  std::vector<double> macro_f1;
};

Resamples Resample(const std::vector<PageScores>& pages, size_t fields) {
  Resamples result;
  result.f1.resize(fields);
  std::mt19937_64 random(kSeed);
  std::vector<Score> scores;
  for (int round = 0; round < kResamples && !pages.empty(); ++round) {
    scores.assign(fields, Score());
    for (size_t i = 0; i < pages.size(); ++i) {
      // The distributions of the library differ between libraries.
      for (const auto& [field, score] : pages[random() % pages.size()]) {
        Add(score, scores[field]);
      }
    }
    Score all;
    for (size_t field = 0; field < fields; ++field) {
      Add(scores[field], all);
      if (!IsEmpty(scores[field]))
        result.f1[field].push_back(F1(scores[field]));
    }
    if (!IsEmpty(all)) result.micro_f1.push_back(F1(all));
    if (const auto macro = MacroOf(scores)) {
      result.macro_precision.push_back(macro->precision);
      result.macro_recall.push_back(macro->recall);
      result.macro_f1.push_back(macro->f1);
    }
  }
  return result;
}

FieldMeasures Measures(const Score& score, std::vector<double> f1) {
  const int given = score.true_positives + score.false_positives;
  const int gold = score.true_positives + score.false_negatives;
  return {score,
          {score.precision(), WilsonInterval(score.true_positives, given)},
          {score.recall(), WilsonInterval(score.true_positives, gold)},
          {F1(score), Percentiles(std::move(f1))}};
}

void AddConfusion(const GoldPage& page, GoldEvaluation& result) {
  std::vector<std::string> missed;
  std::vector<std::string> wrong;
  std::set_difference(page.gold.begin(), page.gold.end(), page.got.begin(),
                      page.got.end(), std::back_inserter(missed));
  std::set_difference(page.got.begin(), page.got.end(), page.gold.begin(),
                      page.gold.end(), std::back_inserter(wrong));
  if (missed.empty() && wrong.empty()) return;
  if (missed.empty()) missed.emplace_back();
  if (wrong.empty()) wrong.emplace_back();
  for (const std::string& gold : missed) {
    for (const std::string& given : wrong) ++result.confusion[{gold, given}];
  }
}

}  // namespace

Interval WilsonInterval(int part, int all) {
  if (all <= 0) return {};
  constexpr double kZ = 1.959963984540054;  // 97.5 % of a normal distribution
  const double n = all;
  const double share = part / n;
  const double middle = share + kZ * kZ / (2 * n);
  const double reach =
      kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
  const double scale = 1 + kZ * kZ / n;
  return {std::max(0.0, (middle - reach) / scale),
          std::min(1.0, (middle + reach) / scale)};
}

GoldEvaluation EvaluateGold(const std::vector<GoldPage>& pages) {
  GoldEvaluation result;
  result.pages = static_cast<int>(pages.size());
  std::map<std::string, size_t> index;
  for (const GoldPage& page : pages) {
    for (const auto* set : {&page.gold, &page.got}) {
      for (const std::string& field : *set) index.try_emplace(field, 0);
    }
  }
  size_t next = 0;
  for (auto& [field, at] : index) at = next++;

  std::vector<Score> scores(index.size());
  std::vector<PageScores> by_page;
  Score all;
  for (const GoldPage& page : pages) {
    PageScores page_scores;
    for (const std::string& field : page.got) {
      const bool right = page.gold.contains(field);
      page_scores.push_back({index[field], {right ? 1 : 0, right ? 0 : 1, 0}});
    }
    for (const std::string& field : page.gold) {
      if (!page.got.contains(field)) {
        page_scores.push_back({index[field], {0, 0, 1}});
      }
    }
    for (const auto& [field, score] : page_scores) {
      Add(score, scores[field]);
      Add(score, all);
    }
    by_page.push_back(std::move(page_scores));
    if (page.gold.empty()) {
      ++result.empty_pages;
      result.empty_tagged += page.got.empty() ? 0 : 1;
    }
    AddConfusion(page, result);
  }
  result.empty_share = WilsonInterval(result.empty_tagged, result.empty_pages);

  Resamples resamples = Resample(by_page, index.size());
  for (const auto& [field, at] : index) {
    result.by_field[field] = Measures(scores[at], std::move(resamples.f1[at]));
  }
  result.micro = Measures(all, std::move(resamples.micro_f1));
  const Means macro = MacroOf(scores).value_or(Means{1, 1, 1});
  result.macro = {{},
                  {macro.precision, Percentiles(resamples.macro_precision)},
                  {macro.recall, Percentiles(resamples.macro_recall)},
                  {macro.f1, Percentiles(resamples.macro_f1)}};
  return result;
}

}  // namespace ritmon
