// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/pdf_page.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/charset.h"
#include "classifier/pdf_paragraphs.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

struct Words {
  std::string text;
  double left = 72;
  double top = 0;  // 0: below the one before
  double size = 10;
  bool bold = false;
  double width = 0;  // 0: by the number of letters
};

// An A4 page. A line begins 12 points below the one before.
Json Sheet(const std::vector<Words>& lines) {
  Json list = Json::array();
  double top = 120;
  for (const Words& w : lines) {
    if (w.top > 0) top = w.top;
    const double width =
        w.width > 0 ? w.width
                    : 0.5 * w.size * static_cast<double>(w.text.size());
    const auto tenths = [](double points) {
      return static_cast<int64_t>(points * 10);
    };
    list.push_back({tenths(w.left), tenths(top), tenths(w.left + width),
                    tenths(top + w.size), tenths(w.size), w.bold ? 1 : 0,
                    w.text});
    top += 1.2 * w.size;
  }
  return {{"width", 5950}, {"height", 8420}, {"lines", list}};
}

Json Answer(const std::vector<Json>& sheets, const std::string& title = "") {
  return {{"format", 1},       {"status", "read"},
          {"title", title},    {"page_count", sheets.size()},
          {"text_cut", false}, {"pages", sheets}};
}

Page Read(const Json& answer,
          const std::string& url = "http://a.example/blatt.pdf") {
  return ReadPdfPage(MakeUrl(url), answer.dump());
}

std::vector<std::string> TextsIn(const Page& page, Zone zone) {
  std::vector<std::string> texts;
  for (const Block& block : page.blocks) {
    if (block.zone == zone) texts.push_back(block.text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(PdfPageTest, LinesJoin) {
  const struct {
    const char* first;
    const char* second;
    const char* joined;
  } cases[] = {
      {"Wir bauen", "Anlagen", "Wir bauen Anlagen"},
      {"", "Anlagen", "Anlagen"},
      {"Anlagen", "", "Anlagen"},
      {"Wasser-", "stoff", "Wasserstoff"},
      {"Wasser-", "stofftankstelle für", "Wasserstofftankstelle für"},
      {"Kraft-Wärme-Kopp-", "lung", "Kraft-Wärme-Kopplung"},
      {"Gebäu-", "de", "Gebäude"},
      {"Größ-", "ße", "Größße"},
      {"Wasser-", "und Stromnetze", "Wasser- und Stromnetze"},
      {"Wind-", "oder Sonnenkraft", "Wind- oder Sonnenkraft"},
      {"Strom-", "bzw. Gasnetz", "Strom- bzw. Gasnetz"},
      {"Strom-", "undenkbar", "Stromundenkbar"},
      {"und so-", "wie weitere", "und sowie weitere"},
      {"Sonnen- so-", "wie Windkraft", "Sonnen- sowie Windkraft"},
      {"Strom-", "als auch Gasnetze", "Strom- als auch Gasnetze"},
      {"Werk-", "statt", "Werkstatt"},
      {"Nord-", "Süd", "Nord-Süd"},
      {"Nord-", "Ölfeld", "Nord-Ölfeld"},
      {"CO2-", "neutral", "CO2-neutral"},
      {"PEM-", "basiert", "PEM-basiert"},
      {"E-", "mobil", "E-mobil"},
      {"Halle 3-", "mal", "Halle 3-mal"},
      {"Wasser\u00AD", "stoff", "Wasserstoff"},
      {"Wasser\u2010", "stoff", "Wasserstoff"},
      {"Hamburg -", "eine Stadt", "Hamburg - eine Stadt"},
      {"10 -", "20", "10 - 20"},
  };
  for (const auto& c : cases) {
    std::string text = c.first;
    JoinLine(c.second, text);
    EXPECT_EQ(text, c.joined);
  }
}

TEST(PdfPageTest, ALeaflet) {
  Json answer = Answer(
      {Sheet({{.text = "Elektrolyse für die Region", .size = 22},
              {.text = "Unsere Anlagen", .top = 160, .bold = true},
              {.text = "Wir entwickeln und fertigen Elektrolyseure für Wasser-",
               .top = 180,
               .width = 400},
              {.text = "stofftankstellen und liefern sie in ganz Norddeutsch-",
               .width = 400},
              {.text = "land aus.", .width = 60},
              {.text = "• Leistung von 1 bis 20 Megawatt", .top = 240},
              {.text = "• Wartung", .top = 252},
              {.text = "Sprechen Sie uns an.", .top = 290}})});
  answer["created"] = 1741165200;   // 2025-03-05T09:00:00Z
  answer["modified"] = 1743584400;  // 2025-04-02T09:00:00Z
  const Page page = Read(answer);
  EXPECT_EQ(page.format, PageFormat::kPdf);
  EXPECT_TRUE(page.notes.empty()) << ToString(page.notes);
  EXPECT_EQ(page.title, "Elektrolyse für die Region");
  EXPECT_EQ(page.lang, "de");
  EXPECT_EQ(page.charset, "");
  ASSERT_TRUE(page.published && page.updated);
  EXPECT_EQ(FormatTimestamp(*page.published), "2025-03-05T09:00:00Z");
  EXPECT_EQ(FormatTimestamp(*page.updated), "2025-04-02T09:00:00Z");
  EXPECT_EQ(TextsIn(page, Zone::kTitle), Texts{page.title});
  EXPECT_EQ(TextsIn(page, Zone::kHeading1), Texts{page.title});
  EXPECT_EQ(TextsIn(page, Zone::kHeading3), Texts{"Unsere Anlagen"});
  EXPECT_EQ(TextsIn(page, Zone::kMain),
            (Texts{"Wir entwickeln und fertigen Elektrolyseure für "
                   "Wasserstofftankstellen und liefern sie in ganz "
                   "Norddeutschland aus.",
                   "Sprechen Sie uns an."}));
  EXPECT_EQ(TextsIn(page, Zone::kList),
            (Texts{"Leistung von 1 bis 20 Megawatt", "Wartung"}));
  EXPECT_TRUE(page.main_text.starts_with(
      "Elektrolyse für die Region\nUnsere Anlagen\nWir entwickeln"));
}

TEST(PdfPageTest, ParagraphsEnd) {
  const std::string a = "Ein Absatz, der lang genug ist für eine Zeile";
  const struct {
    const char* why;
    std::vector<Words> lines;
    size_t paragraphs;
  } cases[] = {
      {"goes on", {{.text = a}, {.text = a}, {.text = a}}, 1},
      {"a gap", {{.text = a}, {.text = a}, {.text = a, .top = 170}}, 2},
      {"another size", {{.text = a}, {.text = a, .size = 12}}, 2},
      {"short last line",
       {{.text = a + "."},
        {.text = "Ende.", .width = 25},
        {.text = "Neu " + a}},
       2},
      {"indented",
       {{.text = a + ".", .width = 250},
        {.text = "Neu " + a, .left = 90, .width = 240}},
       2},
      {"beside it", {{.text = a}, {.text = a, .left = 350, .top = 120}}, 2},
      {"next column",
       {{.text = a, .top = 700},
        {.text = "geht weiter", .left = 330, .top = 120}},
       1},
      {"next column begins anew",
       {{.text = a, .top = 700}, {.text = "Neues", .left = 330, .top = 120}},
       2},
      {"an item", {{.text = a}, {.text = "– Punkt"}}, 2},
  };
  for (const auto& c : cases) {
    const Json answer = Answer({Sheet(c.lines)}, "Ein Titel");
    EXPECT_EQ(FindParagraphs(ParsePdfDocument(answer.dump())).size(),
              c.paragraphs)
        << c.why;
  }
}

TEST(PdfPageTest, WhatRepeatsIsNoText) {
  std::vector<Json> sheets;
  for (int i = 1; i <= 6; ++i) {
    sheets.push_back(Sheet(
        {{.text = "Nordwerk AG Wasserstoffbericht 2025", .top = 30},
         {.text = "Absatz " + std::string(1, static_cast<char>('a' + i)) +
                  " von der Arbeit.",
          .top = 200},
         {.text = "Seite " + std::to_string(i) + " von 6", .top = 810},
         {.text = "www.nordwerk.example | " + std::to_string(i), .top = 820}}));
  }
  const Page page = Read(Answer(sheets, "Bericht der Nordwerk"));
  EXPECT_EQ(TextsIn(page, Zone::kMain).size(), 6u);
  EXPECT_EQ(TextsIn(page, Zone::kFooter),
            (Texts{"Nordwerk AG Wasserstoffbericht 2025",
                   "www.nordwerk.example | 1"}));
  EXPECT_EQ(page.main_text.find("Wasserstoffbericht"), std::string::npos);
  EXPECT_EQ(PageText(page).find("Seite"), std::string::npos);
}

TEST(PdfPageTest, AListOfContentsIsNoText) {
  const Page page = Read(Answer(
      {Sheet({{.text = "Inhalt", .size = 16},
              {.text = "Wasserstoff . . . . . . . . 4", .top = 200},
              {.text = "Batterien ............... 12"},
              {.text = "Wir schreiben ... und so weiter.", .top = 300}})},
      "Ein Heft"));
  EXPECT_EQ(
      TextsIn(page, Zone::kNavigation),
      Texts{"Wasserstoff . . . . . . . . 4 Batterien ............... 12"});
  EXPECT_EQ(TextsIn(page, Zone::kMain),
            Texts{"Wir schreiben ... und so weiter."});
}

TEST(PdfPageTest, Titles) {
  const struct {
    const char* title;
    bool junk;
  } cases[] = {
      {"", true},
      {"Microsoft Word - Flyer_2025.docx", true},
      {"Microsoft PowerPoint - Vortrag", true},
      {"untitled", true},
      {"Unbenannt-1", true},
      {"Dokument1", true},
      {"PowerPoint-Präsentation", true},
      {"Folie 1", true},
      {"flyer_final_v3", true},
      {"DB_Wasserstoff.indd", true},
      {"Geschäftsbericht 2024.pdf", true},
      {"12345", true},
      {"\xC3\xBE\xC3\xBF\0T", true},
      {"Geschäftsbericht 2024", false},
      {"Wasserstoff", false},
      {"Dokumentation der neuen Anlage", false},
      {"Presentation of our new plant", false},
      {"Luhegran Meerstoff - Produktblatt", false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(IsJunkTitle(c.title), c.junk) << c.title;
  const std::vector<Json> sheets = {
      Sheet({{.text = "Firma", .size = 9},
             {.text = "Die neue Presse", .top = 200, .size = 20},
             {.text = "für Batterien", .top = 224, .size = 20},
             {.text = "Sie presst.", .top = 300}})};
  EXPECT_EQ(Read(Answer(sheets, "Datenblatt der Presse")).title,
            "Datenblatt der Presse");
  EXPECT_EQ(Read(Answer(sheets, "Microsoft Word - x.docx")).title,
            "Die neue Presse für Batterien");
}

TEST(PdfPageTest, Notes) {
  const Json good = Answer({Sheet({{.text = "Text"}})});
  const auto with = [&](const char* key, const Json& value) {
    Json json = good;
    json[key] = value;
    return json;
  };
  const struct {
    Json answer;
    PageNotes notes;
  } cases[] = {
      {good, {}},
      {{{"format", 1}, {"status", "damaged"}}, {PageNote::kUnreadable}},
      {{{"format", 1}, {"status", "locked"}},
       {PageNote::kUnreadable, PageNote::kLocked}},
      {with("format", 2), {PageNote::kUnreadable}},
      {with("page_count", 10'000), {PageNote::kPagesCut}},
      {with("text_cut", true), {PageNote::kTextCut}},
      {Answer({Sheet({})}), {PageNote::kNoText}},
      {Answer({}), {PageNote::kNoText}},
      {with("pages", "none"), {PageNote::kUnreadable}},
      {with("pages", {1, Json::object(), Sheet({{.text = "Text"}})}), {}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Read(c.answer).notes, c.notes)
        << c.answer << ": " << ToString(Read(c.answer).notes);
  }
  EXPECT_EQ(UnreadablePdfPage(MakeUrl("http://a.example/")).notes,
            PageNotes{PageNote::kUnreadable});
}

TEST(PdfPageTest, LongTextIsCut) {
  std::vector<Words> lines;
  for (int i = 0; i < 60'000; ++i) {
    lines.push_back({.text = "Zeile mit einem vollständigen Satz darin.",
                     .top = 100 + 30.0 * i});
  }
  const Page page = Read(Answer({Sheet(lines)}, "Sehr lang"));
  EXPECT_EQ(page.notes, PageNotes{PageNote::kTextCut});
  EXPECT_LE(page.main_text.size(), kMaxPdfText);
  EXPECT_GT(page.main_text.size(), kMaxPdfText - 1000);
}

TEST(PdfPageTest, DatesThatCannotBe) {
  for (const int64_t seconds : {int64_t{0}, int64_t{-1}, int64_t{1000},
                                int64_t{1} << 40, int64_t{4102444800}}) {
    Json answer = Answer({Sheet({{.text = "Text"}})});
    answer["created"] = seconds;
    EXPECT_FALSE(Read(answer).published) << seconds;
  }
}

TEST(PdfPageTest, Reservation) {
  Json answer = Answer({Sheet({{.text = "Text"}})});
  answer["xmp"] =
      "<d xmlns:tdm='http://www.w3.org/ns/tdmrep/' tdm:reservation='1' "
      "tdm:policy='http://a.example/p'/>";
  const Page page = Read(answer);
  EXPECT_EQ(page.tdm_reservation, true);
  EXPECT_EQ(page.tdm_policy, "http://a.example/p");
}

TEST(PdfPageTest, AnImprintIsKnownAsOne) {
  const Page page =
      Read(Answer({Sheet({{.text = "Produkte für den Hafen", .size = 20},
                          {.text = "Wir bauen Kräne.", .top = 200},
                          {.text = "Impressum", .top = 300, .size = 16},
                          {.text = "Kranwerk GmbH", .top = 330},
                          {.text = "Amtsgericht Hamburg, HRB 900123"},
                          {.text = "Geschäftsführer: Jonte Harmsdorf"}})}));
  EXPECT_TRUE(page.is_imprint);
  EXPECT_EQ(TextsIn(page, Zone::kLegal).size(), 4u);
}

// Bytes of all kinds, cut and changed: always a page, always valid UTF-8.
TEST(PdfPageTest, AnyAnswerGivesAPage) {
  const std::string good =
      Answer({Sheet({{.text = "Größe - und mehr-"}, {.text = "ere Zeilen"}})},
             "Titel für alle")
          .dump();
  uint32_t random = 20261128;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = good;
    for (int change = 0; change < 3; ++change) {
      random = random * 1664525 + 1013904223;
      bytes[(random >> 8) % bytes.size()] = static_cast<char>(random >> 24);
    }
    if (round % 2 == 0) bytes.resize((random >> 4) % bytes.size());
    const Page page = ReadPdfPage(MakeUrl("http://a.example/x.pdf"), bytes);
    EXPECT_EQ(page.format, PageFormat::kPdf);
    size_t text = 0;
    for (const Block& block : page.blocks) {
      ASSERT_TRUE(IsValidUtf8(block.text));
      ASSERT_FALSE(block.text.empty());
      text += block.text.size();
    }
    ASSERT_LE(text, 2 * bytes.size());
  }
  const std::string deep(100'000, '[');
  EXPECT_EQ(ReadPdfPage(MakeUrl("http://a.example/x.pdf"), deep).notes,
            PageNotes{PageNote::kUnreadable});
}

TEST(PdfPageTest, WhatIsAPdf) {
  EXPECT_TRUE(LooksLikePdf("%PDF-1.7\n..."));
  EXPECT_TRUE(LooksLikePdf("\r\n\xEF\xBB\xBF%PDF-1.4"));
  EXPECT_TRUE(LooksLikePdf(std::string(1000, ' ') + "%PDF-1.4"));
  EXPECT_FALSE(LooksLikePdf(std::string(1024, ' ') + "%PDF-1.4"));
  EXPECT_FALSE(LooksLikePdf("<p>Ein PDF beginnt mit %PDF-1.4"));
  EXPECT_FALSE(LooksLikePdf(""));
}

}  // namespace
}  // namespace ritmon
