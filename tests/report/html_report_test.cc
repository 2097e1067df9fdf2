// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>

#include "base/files.h"
#include "report/wording.h"
#include "tests/report/markup.h"
#include "tests/report/sample_report.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

constexpr Language kLanguages[] = {Language::kGerman, Language::kEnglish};

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::vector<std::string> SectionsOf(const std::string& html) {
  std::vector<std::string> ids;
  for (const MarkupElement& element : MarkupReader::Read(html).elements) {
    if (element.name == "section") ids.push_back(element.attributes.at("id"));
  }
  return ids;
}

TEST(MarkupReaderTest, FindsMistakes) {
  const struct {
    const char* markup;
    bool right;
  } cases[] = {
      {"<p>a &amp; b</p>", true},
      {"<p a=\"1\" b=\"2\"><br /></p>", true},
      {"<p id=\"x\"><a href=\"#x\">x</a></p>", true},
      {"<p>a & b</p>", false},
      {"<p>a &nbsp; b</p>", false},
      {"<p><b></p></b>", false},
      {"<p>", false},
      {"</p>", false},
      {"<p a=1></p>", false},
      {"<p a=\"1\" a=\"2\"></p>", false},
      {"<p a=\"<\"></p>", false},
      {"<p a=\"1></p>", false},
      {"<p onclick=\"x\"></p>", false},
      {"<script></script>", false},
      {"<a href=\"javascript:x\">x</a>", false},
      {"<a href=\"#x\">x</a>", false},
      {"<p id=\"x\"></p><p id=\"x\"></p>", false},
      {"<p style=\"background:url(http://a.example/)\"></p>", false},
      {"<p>\x01</p>", false},
      {"<p>\xFF</p>", false},
      {"<p>\u202E</p>", false},
      {"<p></p>text", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(MistakesOf(c.markup).empty(), c.right) << c.markup;
  }
}

TEST(HtmlReportTest, MatchesGoldenFiles) {
  for (const Language language : kLanguages) {
    const std::string name =
        "report/small-" + std::string(LanguageTag(language)) + ".html";
    const std::string html = RenderReport(SampleReport(), language);
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
      ASSERT_TRUE(WriteFileAtomically(TestData(name), html).has_value());
    }
    EXPECT_EQ(html, MustRead(TestData(name)))
        << name << " differs; UPDATE_GOLDEN=1 rewrites it";
  }
}

TEST(HtmlReportTest, IsWellFormedAndNeedsNothingElse) {
  size_t ran = 0;
  for (const Language language : kLanguages) {
    for (const ReportData& data :
         {SampleReport(), ReportData{}, WithChapters(SampleReport())}) {
      const std::string html = RenderReport(data, language);
      EXPECT_EQ(MistakesOf(html), "");
      EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n"));
      EXPECT_TRUE(Contains(
          html, "lang=\"" + std::string(LanguageTag(language)) + "\""));
      EXPECT_FALSE(Contains(html, "@import"));
      ++ran;
    }
  }
  EXPECT_EQ(ran, 6u);
}

TEST(HtmlReportTest, HostileTextNeverBecomesMarkup) {
  size_t ran = 0;
  for (const Language language : kLanguages) {
    const Markup usual =
        MarkupReader::Read(RenderReport(HostileReport("x"), language));
    for (const std::string& text : HostileStrings()) {
      const std::string html = RenderReport(HostileReport(text), language);
      EXPECT_EQ(MistakesOf(html), "") << text.substr(0, 60);
      // Lines and links may come and go, elements of other kinds may not.
      for (const char* name : {"section", "article", "table", "h1", "h3", "h4",
                               "h5", "blockquote", "svg"}) {
        const auto same_name = [&](const MarkupElement& element) {
          return element.name == name;
        };
        const auto elements = MarkupReader::Read(html).elements;
        EXPECT_EQ(std::count_if(elements.begin(), elements.end(), same_name),
                  std::count_if(usual.elements.begin(), usual.elements.end(),
                                same_name))
            << name << " in " << text.substr(0, 60);
      }
      ++ran;
    }
  }
  EXPECT_EQ(ran, 2 * HostileStrings().size());
}

TEST(HtmlReportTest, RandomBytesAreHarmless) {
  std::mt19937 random(1417);
  for (int round = 0; round < 60; ++round) {
    std::string bytes(random() % 200, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    EXPECT_EQ(MistakesOf(RenderReport(HostileReport(bytes), Language::kGerman)),
              "");
  }
}

TEST(HtmlReportTest, OnlyWebAddressesBecomeLinks) {
  ReportData data = SampleReport();
  for (const char* url : {"javascript:alert(1)", "data:text/html,<b>", "x"}) {
    data.companies[0].fields[0].evidence->url = url;
    const std::string html = RenderReport(data, Language::kGerman);
    EXPECT_FALSE(Contains(html, "href=\"" + std::string(url)));
    EXPECT_TRUE(Contains(html, EscapeHtml(url)));
  }
  data.companies[0].fields[0].evidence->url = "https://a.example/?b&c";
  EXPECT_TRUE(Contains(RenderReport(data, Language::kGerman),
                       "href=\"https://a.example/?b&amp;c\""));
}

TEST(HtmlReportTest, PrintsEachTotalOnce) {
  for (const Language language : kLanguages) {
    const ReportData data = SampleReport();
    const std::string text =
        MarkupReader::Read(RenderReport(data, language)).text;
    const ReportTotals& totals = data.totals;
    for (const Figure* figure :
         {&totals.active, &totals.candidates, &totals.register_companies,
          &totals.with_website, &totals.sites_crawled, &totals.sites_matched,
          &totals.pages_read, &totals.pages_without_text,
          &totals.companies_without_text}) {
      EXPECT_EQ(CountOf(text, FormatCount(figure->value, language)), 1u)
          << figure->value;
    }
  }
}

TEST(HtmlReportTest, EveryFieldHasABarAndARow) {
  const ReportData data = SampleReport();
  for (const Language language : kLanguages) {
    const std::string html = RenderReport(data, language);
    // Three fields, a broad and a narrow chart.
    EXPECT_EQ(CountOf(html, "<rect class=\"bar\""), 2 * 3u);
    for (const FutureFieldCount& future : data.future_fields) {
      for (const FieldCount& field : future.fields) {
        const std::string label = EscapeHtml(
            language == Language::kGerman ? field.label.de : field.label.en);
        EXPECT_EQ(CountOf(html, "<th scope=\"row\">" + label + "</th>"), 1u);
        EXPECT_EQ(CountOf(html, "<h4>" + label + " "), 1u);
      }
    }
  }
}

TEST(HtmlReportTest, EveryNumberHasItsQuery) {
  const ReportData data = SampleReport();
  const std::string html = RenderReport(data, Language::kEnglish);
  const size_t appendix = html.find("<section id=\"queries\">");
  ASSERT_NE(appendix, std::string::npos);
  const std::string_view queries = std::string_view(html).substr(appendix);
  std::vector<std::string> commands = {
      data.field_command,         data.list_command,
      data.regions.command,       data.districts.command,
      data.totals.active.command, data.totals.pages_read.command};
  for (const FutureFieldCount& future : data.future_fields) {
    commands.push_back(future.counted.command);
    commands.push_back(future.ages.command);
    commands.push_back(future.sizes.command);
    for (const FieldCount& field : future.fields) {
      commands.push_back(field.counted.command);
    }
  }
  for (const std::string& command : commands) {
    EXPECT_EQ(CountOf(queries, "<code>" + EscapeHtml(command) + "</code>"), 1u)
        << command;
  }
  EXPECT_EQ(CountOf(html, "<code>ritmon explain K1101R_HRB900101</code>"), 2u);
}

TEST(HtmlReportTest, OwnQueriesPerFutureField) {
  ReportData data = SampleReport();
  data.future_fields[0].ages.command = "ritmon count --by age future:a";
  data.future_fields[1].ages.command = "ritmon count --by age future:b";
  const std::string html = RenderReport(data, Language::kEnglish);
  EXPECT_EQ(MistakesOf(html), "");
  EXPECT_EQ(CountOf(html, "<code>ritmon count --by age future:a</code>"), 1u);
  EXPECT_EQ(CountOf(html, "<code>ritmon count --by age future:b</code>"), 1u);
}

TEST(HtmlReportTest, ShowsTheEvidence) {
  const std::string html = RenderReport(SampleReport(), Language::kGerman);
  EXPECT_TRUE(Contains(html,
                       "„Wir gewinnen <mark>Rezyklate</mark> aus Verpackungen "
                       "zurück.“"));
  EXPECT_TRUE(Contains(html, "Begriff „<bdi>rezyklat*</bdi>“"));
  EXPECT_TRUE(Contains(html, "gegründet\u00A02021"));
  EXPECT_TRUE(Contains(html, "34\u00A0Beschäftigte"));
  EXPECT_TRUE(Contains(html, "Sicherheit\u00A0hoch"));
  EXPECT_TRUE(Contains(html, ">www.elbkreis.example/verfahren?a=1&amp;b=2<"));
  // The candidate stands below the counted ones; a field that is not in the
  // list is not shown.
  EXPECT_LT(html.find("Elbkreis Rohstoff"), html.find("Wertstoffhof"));
  EXPECT_EQ(CountOf(html, "<article>"), 3u);
  EXPECT_EQ(CountOf(html, "<div class=\"candidates\">"), 1u);
}

TEST(HtmlReportTest, SaysWhatIsKnown) {
  const std::string german =
      MarkupReader::Read(RenderReport(SampleReport(), Language::kGerman)).text;
  EXPECT_TRUE(Contains(german,
                       "Jünger als fünf Jahre sind: Green Economy "
                       "33\u00A0% (6 von 18)."));
  EXPECT_TRUE(Contains(german,
                       "Weniger als 100 Beschäftigte haben: Life Science "
                       "0\u00A0% (0 von 1) und Green Economy 100\u00A0% "
                       "(8 von 8)."));
  EXPECT_TRUE(Contains(german, "18 von 20 bekannt"));
  EXPECT_TRUE(Contains(german, "0 von 1 bekannt"));
  EXPECT_TRUE(Contains(german, "keine Angaben"));  // the ring of nothing
  EXPECT_TRUE(Contains(german, "Ohne gezähltes Unternehmen: Dithmarschen."));
  const std::string english =
      MarkupReader::Read(RenderReport(SampleReport(), Language::kEnglish)).text;
  EXPECT_TRUE(Contains(english,
                       "The fields with most companies: Circular "
                       "economy/recycling (12) and Care technologies (1). "
                       "Without any company counted: Biogenic value creation "
                       "&amp; smart farming."));
  EXPECT_TRUE(Contains(english,
                       "Younger than five years are: Green economy "
                       "33% (6 of 18)."));
  EXPECT_TRUE(Contains(english, "0.8% of the companies in the register"));
}

TEST(HtmlReportTest, EmptyDataSaysSo) {
  const std::string german = RenderReport(ReportData{}, Language::kGerman);
  EXPECT_TRUE(Contains(german, "Es sind keine Felder eingerichtet."));
  EXPECT_TRUE(Contains(german, "Kein Unternehmen."));
  EXPECT_EQ(CountOf(german, "<svg"), 0u);
  EXPECT_EQ(SectionsOf(german),
            (std::vector<std::string>{"fields", "age", "size", "method",
                                      "companies"}));
  for (const Language language : kLanguages) {
    const std::string text =
        MarkupReader::Read(RenderReport(ReportData{}, language)).text;
    for (const char* wrong : {" nan", "\nnan", " inf ", "\ninf", "{", "}"}) {
      EXPECT_FALSE(Contains(text, wrong)) << wrong;
    }
  }
}

TEST(HtmlReportTest, ChaptersAreShownOnlyIfThere) {
  ReportData data = SampleReport();
  EXPECT_EQ(
      SectionsOf(RenderReport(data, Language::kGerman)),
      (std::vector<std::string>{"overview", "fields", "age", "size", "places",
                                "method", "companies", "queries"}));
  data.no_funding = {"Keine Angabe: keine Förderdaten.", ""};
  EXPECT_TRUE(Contains(RenderReport(data, Language::kGerman),
                       "<p>Keine Angabe: keine Förderdaten.</p>"));
  const std::string html =
      RenderReport(WithChapters(SampleReport()), Language::kGerman);
  EXPECT_EQ(SectionsOf(html),
            (std::vector<std::string>{"overview", "funding", "fields", "mass",
                                      "age", "size", "places", "clusters",
                                      "scoreboard", "trend", "coverage",
                                      "method", "companies", "queries"}));
}

TEST(HtmlReportTest, MoneyIsSaidInWordsAndNumbers) {
  const ReportData data = WithChapters(SampleReport());
  const std::string german =
      MarkupReader::Read(RenderReport(data, Language::kGerman)).text;
  for (const char* part :
       {"430,0\u00A0Mio.\u00A0EUR in 61 Vorhaben mit mindestens einem Feld: "
        "24\u00A0% Wirtschaft und 76\u00A0% Wissenschaft.",
        "schätzungsweise 101,5\u00A0Mio.\u00A0EUR Eigenmittel",
        "Am meisten entfällt auf Green Economy: 430,0\u00A0Mio.\u00A0EUR.",
        "Weniger als in beiden: Feld A.", "Ohne Verhältnis",
        "Viel Fördergeld, aber wenige Unternehmen: Feld A.",
        "Von 14 in einem Feld aktiven Unternehmen sind 5 (36\u00A0%) Mitglied",
        "Kein Mitglied ist aktiv in: Feld B.",
        "Veränderung vom 31.\u00A0Juli 2023 zum 31.\u00A0Oktober 2023",
        "Ihre Schwelle erreichen: Feld A.", "Kreis Nord: 30 von 40",
        "nein (&lt;\u00A030)", "ja (≥\u00A030)", "− keine Website",
        "Quelle: Förderkatalog, Stand 28. August 2023"}) {
    EXPECT_TRUE(Contains(german, part)) << part;
  }
  const std::string english =
      MarkupReader::Read(RenderReport(data, Language::kEnglish)).text;
  EXPECT_TRUE(Contains(english, "Less than in both: Field A."));
  EXPECT_TRUE(Contains(english, "no funding there"));
}

TEST(HtmlReportTest, FiguresStandAlone) {
  const ReportData data = WithChapters(SampleReport());
  for (const Language language : kLanguages) {
    std::vector<std::string> names;
    for (const auto& [name, svg] : RenderFigures(data, language)) {
      names.push_back(name);
      EXPECT_TRUE(svg.starts_with("<svg xmlns=")) << name;
      EXPECT_EQ(MistakesOf(svg), "") << name;
    }
    EXPECT_EQ(names,
              (std::vector<std::string>{
                  "funding-actors", "funding-years", "funding-fields",
                  "funding-topics", "funding-index", "fields", "age-1", "age-2",
                  "size-1", "size-2", "scoreboard-1", "trend"}));
  }
}

TEST(HtmlReportTest, EveryFigureHasItsDataToTakeAlong) {
  const std::string html =
      RenderReport(WithChapters(SampleReport()), Language::kGerman);
  for (const char* name :
       {"funding-actors", "funding-years", "funding-fields", "funding-topics",
        "funding-topics-fields", "funding-index", "funding-mass",
        "funding-projects", "funding-recipients", "fields", "age", "size",
        "clusters", "trend", "trend-change", "mass", "coverage-1"}) {
    EXPECT_EQ(CountOf(html, std::string("download=\"") + name + ".csv\""), 1u)
        << name;
  }
}

TEST(HtmlReportTest, LanguagesDoNotMix) {
  const std::string german = RenderReport(SampleReport(), Language::kGerman);
  const std::string english = RenderReport(SampleReport(), Language::kEnglish);
  for (const char* word : {"Unternehmen", "Abfrage", "Beschäftigte", "Stand",
                           "gezählt", "Oktober"}) {
    EXPECT_TRUE(Contains(german, word)) << word;
  }
  const std::string text = MarkupReader::Read(english).text;
  for (const char* word :
       {"Unternehmen", "Abfrage", "Beschäftigte", "Stand ", "gezählt",
        "Oktober", "unbekannt", " und ", "Abb."}) {
    EXPECT_FALSE(Contains(text, word)) << word;
  }
}

TEST(WordingTest, FollowsNumber) {
  EXPECT_EQ(CompaniesText(1, Language::kEnglish), "1\u00A0company");
  EXPECT_EQ(CompaniesText(0, Language::kEnglish), "0\u00A0companies");
  EXPECT_EQ(CompaniesText(1400, Language::kGerman), "1.400\u00A0Unternehmen");
  EXPECT_EQ(EmployeesText(1, Language::kEnglish), "1\u00A0employee");
  EXPECT_EQ(Enumerate({}, Language::kGerman), "");
  EXPECT_EQ(Enumerate({"A"}, Language::kGerman), "A");
  EXPECT_EQ(Enumerate({"A", "B", "C"}, Language::kGerman), "A, B und C");
  EXPECT_EQ(Enumerate({"A", "B"}, Language::kEnglish), "A and B");
}

TEST(WordingTest, NamesClasses) {
  EXPECT_EQ(AgeLabel("0-4", Language::kGerman), "unter 5 Jahre");
  EXPECT_EQ(AgeLabel("50+", Language::kEnglish), "50 years and more");
  EXPECT_EQ(SizeLabel("1000+", Language::kGerman), "1.000 und mehr");
  EXPECT_EQ(SizeLabel("of another kind", Language::kGerman), "of another kind");
}

}  // namespace
}  // namespace ritmon
