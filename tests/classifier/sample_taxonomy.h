// SPDX-License-Identifier: GPL-3.0-or-later
// A small keyword list for tests, with the numbers of the shipped one, so that
// no test hangs on what analysts write.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "classifier/taxonomy.h"

namespace ritmon {

inline constexpr char kSampleShared[] = R"toml([[future_field]]
id = "energy-future"
label = { de = "Energiezukunft", en = "Energy future" }
fields = ["hydrogen", "recycling"]

[scoring]
strong_zone = 0.5
repeat = 0.25
repeat_max = 0.5
candidate = 2.0
context_distance = 200
veto_distance = 40

[scoring.zones]
title = 2.0
description = 1.5
h1 = 2.0
h2 = 1.5
h3 = 1.5
h4 = 1.2
h5 = 1.2
h6 = 1.2
main = 1.0
list = 1.0
table = 0.8
link = 0.5
nav = 0.3
aside = 0.25
footer = 0.0
alt = 0.3
structured = 0.5
consent = 0.0
legal = 0.0
job = 0.25
reference = 0.25
search = 0.0
template = 0.3

[scoring.kinds.web]
threshold = 3.0
[scoring.kinds.news]
threshold = 3.5
[scoring.kinds.post]
threshold = 3.0
[scoring.kinds.grant]
threshold = 2.0
assume = ["provider"]

[scoring.company]
page = 6.0
high_families = 3
news_max = 3.0

[[page_rule]]
name = "legal text"
path = ["impressum", "datenschutz*"]
weight = 0.0

[[page_rule]]
name = "news"
path = ["news*"]
weight = 0.8
supporting = true

[[page_rule]]
name = "customers"
path = ["kunden"]
weight = 0.6

[context.provider]
de = ["wir (bauen|planen)"]
en = ["we build"]

[context.ships]
de = ["schiff*"]

[[veto]]
name = "peroxide"
why = "bleach"
scope = "hit"
fields = ["hydrogen"]
de = ["peroxid*"]

[[veto]]
name = "jobs"
why = "advertisements"
scope = "block"
factor = 0.5
fields = ["*"]
de = ["obstkorb"]

[[veto]]
name = "test centre"
why = "no company"
scope = "page"
factor = 0.0
fields = ["recycling"]
de = ["testzentrum"]

[[veto]]
name = "hotel"
why = "guests"
scope = "company"
factor = 0.1
fields = ["*"]
de = ["=hotel"]

[[veto]]
name = "law firm"
why = "clients"
scope = "company"
factor = 0.0
fields = ["hydrogen"]
de = ["=kanzlei"]
)toml";

inline constexpr char kSampleHydrogen[] = R"toml(id = "hydrogen"
label = { de = "Wasserstoff", en = "Hydrogen" }
aliases = ["H2-Wirtschaft"]

[[family]]
name = "hydrogen"
strong.de = ["wasserstoff*"]
strong.en = ["hydrogen"]
medium.de = ["H2!"]
except.de = ["wasserstoffblond*"]

[[family]]
name = "electrolysis"
medium.de = ["elektrolyse*"]
weak.de = ["stack"]

[[family]]
name = "fuel cell"
medium.de = ["brennstoffzelle*"]

[[family]]
name = "ships"
needs = ["ships"]
medium.de = ["ammoniak*"]

[[family]]
name = "distance"
strong.de = ["gas* NEAR/3 speicher*"]

[funding]
terms.de = ["wasserstoff*", "elektrolyse*"]
except.de = ["kohlenwasserstoff*"]
plan.de = ["energieforschung*"]

[[example]]
text = "Wir bauen Wasserstoffspeicher."

[[example]]
text = "Wasserstoffperoxid."
expect = false
)toml";

inline constexpr char kSampleRecycling[] = R"toml(id = "recycling"
label = { de = "Kreislaufwirtschaft", en = "Recycling" }

[[family]]
name = "recycling"
strong.de = ["recycling*"]
)toml";

inline constexpr char kSampleTopic[] = R"toml(id = "electrolysis"
topic = true
parents = ["hydrogen"]
label = { de = "Elektrolyse", en = "Electrolysis" }

[[family]]
name = "electrolyser"
strong.de = ["elektrolyseur*"]
)toml";

inline ListFiles SampleFiles() {
  return {{"_shared.toml", kSampleShared},
          {"hydrogen.toml", kSampleHydrogen},
          {"recycling.toml", kSampleRecycling},
          {"electrolysis.toml", kSampleTopic}};
}

inline std::shared_ptr<const Taxonomy> SampleTaxonomy() {
  auto source = ParseTaxonomyFiles(SampleFiles());
  EXPECT_TRUE(source.has_value()) << source.error().message;
  auto taxonomy = Taxonomy::Compile(std::move(*source));
  EXPECT_TRUE(taxonomy.has_value()) << taxonomy.error().message;
  return *taxonomy;
}

}  // namespace ritmon
