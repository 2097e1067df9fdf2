// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/example_check.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "classifier/classify.h"

namespace ritmon {
namespace {

using Ids = std::set<std::string>;

// Whether a file lies in the first of several directories (ListFileName).
bool IsOfFirstDirectory(const FieldSource& entry) {
  return entry.place.file.find('/') == std::string::npos;
}

// The fields of which an example of `entry` can know: the first directory does
// not know what others add to it.
Ids KnownFields(const Ids& fields, const FieldSource& entry,
                const Taxonomy& taxonomy) {
  if (!IsOfFirstDirectory(entry)) return fields;
  Ids known;
  for (const std::string& id : fields) {
    if (IsOfFirstDirectory(*taxonomy.Find(id))) known.insert(id);
  }
  return known;
}

Ids IdsOf(const std::vector<FieldTag>& tags) {
  Ids ids;
  for (const FieldTag& tag : tags) ids.insert(tag.field);
  return ids;
}

std::string Join(const Ids& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
  return text.empty() ? "nothing" : text;
}

Page PageOf(const ExampleSource& example) {
  // An example stands nowhere (RFC 2606).
  Page page{.url = Url::Parse("http://example.invalid/").value()};
  page.kind = example.kind;
  if (!example.title.empty()) {
    page.title = example.title;
    page.blocks.push_back(Block{Zone::kTitle, example.title});
  }
  page.blocks.push_back(Block{Zone::kMain, example.text});
  return page;
}

// "" if the tags are as the example has them, else what was expected.
std::string Mismatch(const FieldSource& entry, const ExampleSource& example,
                     const Ids& fields, const Ids& topics) {
  const Ids& own = entry.is_topic ? topics : fields;
  if (own.contains(entry.id) != example.expect) {
    return std::string("expected ") + (example.expect ? "" : "not ") + entry.id;
  }
  if (example.fields) {
    const Ids exactly(example.fields->begin(), example.fields->end());
    if (exactly != fields) return "expected exactly " + Join(exactly);
  }
  for (const std::string& topic : example.topics) {
    if (!topics.contains(topic)) return "expected topic " + topic;
  }
  return {};
}

}  // namespace

ExampleReport CheckExamples(const Taxonomy& taxonomy,
                            const std::vector<size_t>& entries) {
  ExampleReport report;
  report.tallies.resize(taxonomy.entry_count());
  MatcherScratch scratch;
  for (const size_t i : entries) {
    const FieldSource& entry = taxonomy.entry(i);
    for (size_t e = 0; e < entry.examples.size(); ++e) {
      const ExampleSource& example = entry.examples[e];
      ++report.examples;
      ExampleTally& tally = report.tallies[i];
      ++(example.expect ? tally.expecting : tally.against);
      PageTags tags = Classify(PageOf(example), taxonomy, scratch);
      const Ids fields = IdsOf(tags.fields);
      const Ids topics = IdsOf(tags.topics);
      const std::string mismatch = Mismatch(
          entry, example, KnownFields(fields, entry, taxonomy), topics);
      if (mismatch.empty()) continue;
      ++tally.failed;
      report.failures.push_back({i, e, mismatch,
                                 example.place.ToString() + ": " + mismatch +
                                     ", got " + Join(fields) + "; topics " +
                                     Join(topics),
                                 std::move(tags)});
    }
  }
  return report;
}

ExampleReport CheckExamples(const Taxonomy& taxonomy) {
  std::vector<size_t> all(taxonomy.entry_count());
  std::iota(all.begin(), all.end(), size_t{0});
  return CheckExamples(taxonomy, all);
}

}  // namespace ritmon
