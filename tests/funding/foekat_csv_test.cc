// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/foekat_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/charset.h"
#include "tests/funding/grant_samples.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

struct Read {
  GrantFileSummary summary;
  std::vector<Grant> grants;
};

Read MustReadGrants(std::string_view text) {
  Read read;
  auto summary = ReadGrantText(text, {}, [&](Grant& grant) -> Status {
    read.grants.push_back(grant);
    return {};
  });
  EXPECT_TRUE(summary.has_value()) << summary.error().message;
  if (summary) read.summary = *summary;
  EXPECT_EQ(read.summary.read,
            read.summary.kept + read.summary.Dropped() + read.summary.refused);
  EXPECT_EQ(read.summary.kept, read.grants.size());
  return read;
}

Error MustFail(std::string_view text) {
  auto summary = ReadGrantText(text, {}, [](Grant&) -> Status { return {}; });
  EXPECT_FALSE(summary.has_value());
  return summary ? Error{} : summary.error();
}

// UTF-8 to ISO-8859-15, for the characters that the tests use.
std::string Latin9(std::string_view text) {
  std::string bytes;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      bytes += text[i];
    } else if (text.substr(i).starts_with("€")) {
      bytes += '\xA4';
      i += 2;
    } else {
      const auto next = static_cast<unsigned char>(text[++i]);
      bytes += static_cast<char>((c & 3) << 6 | (next & 63));
    }
  }
  return bytes;
}

TEST(FoekatCsvTest, ReadsBothGenerations) {
  const std::string line = FoekatLine().Text();
  const std::pair<std::string, GrantHeader> files[] = {
      {FoekatHeader(kHeader2023) + line, GrantHeader::kFoekat2023},
      {FoekatHeader(kHeader2026) + line, GrantHeader::kFoekat2026},
  };
  for (const auto& [text, header] : files) {
    for (const bool latin : {false, true}) {
      const Read read = MustReadGrants(latin ? Latin9(text) : text);
      EXPECT_EQ(read.summary.header, header);
      EXPECT_EQ(read.summary.encoding, latin ? "ISO-8859-15" : "UTF-8");
      ASSERT_EQ(read.grants.size(), 1u);
      const Grant& grant = read.grants[0];
      EXPECT_EQ(grant.fkz, "03EI5225D");
      EXPECT_EQ(grant.ministry, "BMWE");
      EXPECT_EQ(grant.recipient,
                (GrantBody{"Elbnebel Windtechnik GmbH", "02000000", "Hamburg",
                           "Hamburg", "Deutschland"}));
      EXPECT_EQ(
          grant.executing,
          (GrantBody{"Elbnebel Windtechnik GmbH - Werk Nord", "01060063",
                     "Norderstedt", "Schleswig-Holstein", "Deutschland"}));
      EXPECT_EQ(grant.plan_code, "EB1020");
      EXPECT_EQ(grant.plan_text, "Windenergie");
      EXPECT_EQ(FormatDate(*grant.start), "2022-07-01");
      EXPECT_EQ(FormatDate(*grant.end), "2025-12-31");
      EXPECT_EQ(grant.amount_cents, 123456789);
      EXPECT_EQ(grant.profile, "Technologie- und Innovationsförderung");
      EXPECT_EQ(grant.joint_project, "Verbundvorhaben: Leise Rotoren (LeiRo)");
      EXPECT_EQ(grant.kind, "Direkte Projektförderung");
      EXPECT_EQ(DistrictOf(grant, GrantPlace::kExecuting), "01060");
      EXPECT_EQ(DistrictOf(grant, GrantPlace::kRecipient), "02000");
    }
  }
}

// Raw headers of real exports.
TEST(FoekatCsvTest, KnowsTheRealHeaders) {
  const std::pair<const char*, GrantHeader> files[] = {
      {"de-foekat/raw-header-2023.txt", GrantHeader::kFoekat2023},
      {"de-foekat/raw-header-2026.txt", GrantHeader::kFoekat2026},
  };
  for (const auto& [name, header] : files) {
    RITMON_REQUIRE_FIXTURE(name);
    const std::string real = MustRead(Fixture(name));
    const Read read = MustReadGrants(real + "\n" + FoekatLine().Text());
    EXPECT_EQ(read.summary.header, header) << name;
    ASSERT_EQ(read.grants.size(), 1u) << name;
    EXPECT_EQ(read.grants[0].executing.ags, "01060063") << name;
    const Read latin =
        MustReadGrants(Latin9(real + "\n" + FoekatLine().Text()));
    EXPECT_EQ(latin.grants, read.grants) << name;
  }
}

TEST(FoekatCsvTest, ReadsWhatStandsInCells) {
  FoekatLine line;
  line.title = "Wind; \"leise\" & stark: 5€ je \"kWh\"";
  const std::string text = FoekatHeader(kHeader2026) + line.Text();
  for (const std::string& bytes : {text, Latin9(text)}) {
    const Read read = MustReadGrants(bytes);
    ASSERT_EQ(read.grants.size(), 1u);
    EXPECT_EQ(read.grants[0].title, line.title);
  }
}

TEST(FoekatCsvTest, ReadsFilesThatOtherProgramsWroteAgain) {
  // pandas: repeated names are numbered, formulas quoted once more.
  std::string text;
  int n = 0;
  for (const std::string_view name : kHeader2023) {
    text += std::string(name) + (++n > 12 && n < 18 ? ".1" : "") + ";";
  }
  text.back() = '\n';
  n = 0;
  for (const std::string& cell : FoekatLine().Cells()) {
    text += n++ == 22 ? "1234567.89;" : "\"=\"\"" + cell + "\"\"\";";
  }
  text.back() = '\n';
  const Read read = MustReadGrants("\xEF\xBB\xBF" + text);
  ASSERT_EQ(read.grants.size(), 1u);
  EXPECT_EQ(read.grants[0].fkz, "03EI5225D");
  EXPECT_EQ(read.grants[0].executing.ags, "01060063");
  EXPECT_EQ(read.grants[0].amount_cents, 123456789);

  // The same with commas, and titles that hold commas.
  FoekatLine line;
  line.title = "Leise, stark, schön";
  std::string commas;
  for (const std::string_view name : kHeader2026) {
    commas += "\"" + std::string(name) + "\",";
  }
  commas.back() = '\n';
  for (const std::string& cell : line.Cells()) commas += "\"" + cell + "\",";
  commas.back() = '\n';
  const Read by_commas = MustReadGrants(commas);
  ASSERT_EQ(by_commas.grants.size(), 1u);
  EXPECT_EQ(by_commas.grants[0].title, line.title);
}

TEST(FoekatCsvTest, ReadsEnargus) {
  const std::string tail =
      ";101261.0;Reallabor: WaermeHafen;EA2150;Wärmetransport;Stadtwerke "
      "Trave GmbH & Co. KG;23552;Lübeck;Kai 5;Schleswig-Holstein;BMWK;PTJ;"
      "Energietechnologien (BMWi);Energie;Kurz;short;;;;;;Stadtwerke Trave "
      "GmbH & Co. KG;23552;Lübeck;Kai 5;Schleswig-Holstein\n";
  // EnArgus quotes with ', which is not CSV.
  const Read read = MustReadGrants(
      std::string(kHeaderEnargus) +
      "03EWR008J;2021-04-01;2026-03-31;PROFI;'Reallabor: Wärme - "
      "Netze; Teilvorhaben: Trave; Betrieb'" +
      tail + "03EWR008K;2021-04-01;2026-03-31;PROFI;\"Hafen; Kai\"" + tail +
      "03EWR008L;2021-04-01;2026-03-31;PROFI;'Wind's" + tail);
  EXPECT_EQ(read.summary.header, GrantHeader::kEnargus);
  ASSERT_EQ(read.grants.size(), 3u);
  EXPECT_EQ(read.grants[0].title,
            "Reallabor: Wärme - Netze; Teilvorhaben: Trave; Betrieb");
  EXPECT_EQ(read.grants[0].amount_cents, 10126100);
  EXPECT_EQ(read.grants[0].executing.town, "Lübeck");
  EXPECT_EQ(read.grants[0].executing.state, "Schleswig-Holstein");
  EXPECT_EQ(read.grants[0].joint_project, "Reallabor: WaermeHafen");
  EXPECT_EQ(read.grants[0].ministry, "BMWK");
  EXPECT_EQ(read.grants[1].title, "Hafen; Kai");
  EXPECT_EQ(read.grants[2].title, "'Wind's");
}

TEST(FoekatCsvTest, RefusesUnknownHeaders) {
  std::string text = FoekatHeader(kHeader2026) + FoekatLine().Text();
  const std::string thema = "=\"Thema des geförderten Vorhabens\";";
  text.replace(text.find(thema), thema.size(), "=\"Gegenstand\";");
  const Error missing = MustFail(text);
  EXPECT_EQ(missing.kind, ErrorKind::kInvalid);
  EXPECT_THAT(missing.message, HasSubstr("'Thema'"));
  EXPECT_THAT(missing.message, HasSubstr("is missing"));
  EXPECT_THAT(missing.message, HasSubstr("'Gegenstand'"));

  // Without the places of one body nobody knows whose the others are.
  std::string one_block;
  for (size_t i = 0; i < std::size(kHeader2023); ++i) {
    if (i < 12 || i > 16) one_block += std::string(kHeader2023[i]) + ";";
  }
  EXPECT_THAT(MustFail(one_block + "\n").message,
              HasSubstr("'Gemeindekennziffer' of the executing body"));

  const std::string twice = FoekatHeader(kHeader2023);
  EXPECT_THAT(
      MustFail(twice.substr(0, twice.size() - 4) + "=\"FKZ\"\n").message,
      HasSubstr("'FKZ' is there twice"));
  EXPECT_THAT(MustFail("Name;Ort\nx;y\n").message,
              HasSubstr("neither a FÖKAT nor an EnArgus file"));
  EXPECT_THAT(MustFail("").message, HasSubstr("no rows"));
  std::string enargus(kHeaderEnargus);
  enargus.replace(enargus.find("Name_AS"), 7, "Name_XY");
  EXPECT_THAT(MustFail(enargus).message, HasSubstr("'Name_AS' is missing"));
}

TEST(FoekatCsvTest, SaysWhyRowsAreNotTaken) {
  std::string text = FoekatHeader(kHeader2026);
  std::vector<FoekatLine> lines(12);
  for (size_t i = 0; i < lines.size(); ++i) {
    lines[i].fkz = "01AB" + std::to_string(i);
  }
  lines[1].title = "Projekt nur zum Zweck der Auszahlung";
  lines[2].title = "SAMMELVORHABENBUCHUNG 2021";
  lines[3].title = "Annahmevorhaben Titelrückflüsse";
  lines[4].recipient = "Bundesministerium für Verkehr";
  lines[5].recipient =
      "Keine Anzeige aufgrund datenschutzrechtlicher Regelungen.";
  lines[6].amount = "0,00";
  lines[7].amount = "viel";
  lines[8].start = "31.02.2020";
  lines[9].executing_ags = "hier";
  lines[10].fkz = " ";
  lines[11].executing_ags = "1060063";
  for (const FoekatLine& line : lines) text += line.Text();
  text += "=\"01ZZ\";=\"BMV\"\n";  // line 14
  const std::string stray = FoekatLine().Text();
  text += stray.substr(0, stray.size() - 5) + ";=\"zu viel\"\n";  // line 15
  const Read read = MustReadGrants(text);
  EXPECT_EQ(read.summary.read, 14u);
  EXPECT_EQ(read.summary.kept, 4u);
  EXPECT_THAT(read.summary.dropped,
              ElementsAre(Pair("booking", 3u), Pair("ministry", 1u)));
  EXPECT_EQ(read.summary.refused, 6u);
  EXPECT_EQ(read.summary.persons, 1u);
  EXPECT_EQ(read.summary.undisclosed, 1u);
  ASSERT_EQ(read.summary.refusals.size(), 6u);
  const std::pair<uint64_t, const char*> reasons[] = {
      {9, "amount 'viel'"}, {10, "start '31.02.2020'"},        {11, "'hier'"},
      {12, "FKZ ''"},       {14, "2 cells, there must be 26"}, {15, "stray"},
  };
  for (size_t i = 0; i < std::size(reasons); ++i) {
    EXPECT_EQ(read.summary.refusals[i].line, reasons[i].first);
    EXPECT_THAT(read.summary.refusals[i].reason, HasSubstr(reasons[i].second));
  }
  EXPECT_EQ(read.grants.back().executing.ags, "01060063");
}

TEST(FoekatCsvTest, RemembersTheFirstRefusalsAndCountsAll) {
  std::string text = FoekatHeader(kHeader2023);
  FoekatLine bad;
  bad.amount = "x";
  for (int i = 0; i < 250; ++i) text += bad.Text();
  const Read read = MustReadGrants(text);
  EXPECT_EQ(read.summary.refused, 250u);
  EXPECT_EQ(read.summary.refusals.size(), GrantFileSummary::kMaxRefusals);
}

TEST(FoekatCsvTest, AnErrorOfTheReceiverEndsTheReading) {
  std::string text = FoekatHeader(kHeader2023);
  for (int i = 0; i < 9; ++i) text += FoekatLine().Text();
  int calls = 0;
  auto summary = ReadGrantText(text, {}, [&](Grant&) -> Status {
    return ++calls < 3 ? Status{} : Fail(ErrorKind::kIo, "disk full");
  });
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().kind, ErrorKind::kIo);
  EXPECT_EQ(calls, 3);
}

TEST(FoekatCsvTest, MissingFileIsAnError) {
  auto summary = ReadGrantFile("/no/such/grants.csv", {},
                               [](Grant&) -> Status { return {}; });
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().kind, ErrorKind::kNotFound);
  EXPECT_THAT(summary.error().message, HasSubstr("/no/such/grants.csv"));
}

// Bytes changed, cut out and put in at random: every row is kept, dropped or
// refused, and what is kept is clean.
TEST(FoekatCsvTest, SurvivesDamage) {
  std::string good = FoekatHeader(kHeader2026);
  for (int i = 0; i < 20; ++i) {
    FoekatLine line;
    line.fkz += std::to_string(i);
    line.title = "Größe; \"x\" – €";
    good += line.Text();
  }
  std::mt19937 random(20261123);
  const std::string_view bytes = "=\";\n\r,.0\xFF\xC3\x96\x00'";
  uint64_t kept = 0;
  uint64_t refused = 0;
  for (int round = 0; round < 500; ++round) {
    std::string text = round % 2 == 0 ? good : Latin9(good);
    // Half of the rounds leave the header alone.
    const size_t from = round % 4 < 2 ? text.find('\n') + 1 : 0;
    for (size_t n = 1 + random() % 12; n > 0; --n) {
      const size_t at = from + random() % (text.size() - from);
      switch (random() % 3) {
        case 0:
          text[at] = bytes[random() % bytes.size()];
          break;
        case 1:
          text.insert(at, 1, bytes[random() % bytes.size()]);
          break;
        case 2:
          text.erase(at, random() % 40);
          break;
      }
    }
    auto summary = ReadGrantText(text, {}, [&](Grant& grant) -> Status {
      EXPECT_FALSE(grant.fkz.empty());
      EXPECT_GE(grant.amount_cents, 0);
      EXPECT_TRUE(grant.executing.ags.empty() ||
                  grant.executing.ags.size() == 8);
      for (const std::string* cell :
           {&grant.fkz, &grant.title, &grant.recipient.name, &grant.kind}) {
        EXPECT_TRUE(IsValidUtf8(*cell)) << round;
        EXPECT_EQ(cell->find_first_of(std::string_view("\n\r\0", 3)),
                  std::string::npos);
      }
      return {};
    });
    if (!summary) {
      EXPECT_EQ(summary.error().kind, ErrorKind::kInvalid);
      EXPECT_TRUE(IsValidUtf8(summary.error().message)) << round;
      continue;
    }
    EXPECT_EQ(summary->read,
              summary->kept + summary->Dropped() + summary->refused);
    for (const GrantRefusal& refusal : summary->refusals) {
      EXPECT_TRUE(IsValidUtf8(refusal.reason)) << round;
    }
    kept += summary->kept;
    refused += summary->refused;
  }
  // Damage costs the damaged rows, not the file.
  EXPECT_GT(kept, 4000u);
  EXPECT_GT(refused, 50u);
}

}  // namespace
}  // namespace ritmon
