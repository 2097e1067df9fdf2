// SPDX-License-Identifier: GPL-3.0-or-later
// With the real program ritmon-read-pdf.

#include "pipeline/read_document.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/charset.h"
#include "tests/testing/make_url.h"
#include "tests/testing/pdf_writer.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

DocumentOptions Options() { return {.reader = RITMON_PDF_READER}; }

Page Read(const std::string& pdf, const DocumentOptions& options = Options()) {
  return DocumentReader(options).Read(MakeUrl("http://a.example/x.pdf"), pdf);
}

std::vector<std::string> TextsIn(const Page& page, Zone zone) {
  std::vector<std::string> texts;
  for (const Block& block : page.blocks) {
    if (block.zone == zone) texts.push_back(block.text);
  }
  return texts;
}

using Texts = std::vector<std::string>;
const PageNotes kNothingRead{PageNote::kUnreadable};

PdfWriter Leaflet() {
  PdfWriter pdf;
  pdf.SetProperty("Title", "Übersicht der Anlagen");
  pdf.SetProperty("CreationDate", "D:20250305101500+01'00'");
  pdf.SetProperty("ModDate", "D:20250402080000Z");
  pdf.AddPage({{.y = 770, .size = 20, .text = "Wärme für Straßen"},
               {.y = 730, .text = "Wir bauen Großwärmepumpen und Wasser-"},
               {.y = 716.8, .text = "stofftankstellen in Süd- und Nordhessen."},
               {.y = 680, .text = "\u00B7 Prüfung (nach DIN)"}});
  return pdf;
}

TEST(ReadDocumentTest, TextTitleAndDates) {
  const Page page = Read(Leaflet().Bytes());
  EXPECT_TRUE(page.notes.empty()) << ToString(page.notes);
  EXPECT_EQ(page.format, PageFormat::kPdf);
  EXPECT_EQ(page.title, "Übersicht der Anlagen");
  EXPECT_EQ(FormatTimestamp(*page.published), "2025-03-05T09:15:00Z");
  EXPECT_EQ(FormatTimestamp(*page.updated), "2025-04-02T08:00:00Z");
  EXPECT_EQ(page.lang, "de");
  EXPECT_EQ(TextsIn(page, Zone::kHeading1), Texts{"Wärme für Straßen"});
  EXPECT_EQ(TextsIn(page, Zone::kMain),
            Texts{"Wir bauen Großwärmepumpen und Wasserstofftankstellen in "
                  "Süd- und Nordhessen."});
  EXPECT_EQ(TextsIn(page, Zone::kList), Texts{"Prüfung (nach DIN)"});
}

// The left column first, and what goes on at the top of the right one.
TEST(ReadDocumentTest, TwoColumns) {
  const Texts left = {"Die erste Spalte erzählt von",
                      "Batterien und davon, wie sie",
                      "im Werk gewickelt werden,"};
  const Texts right = {"was die zweite dann zu Ende",
                       "führt. Danach folgt etwas von",
                       "ganz anderer Art für alle."};
  std::vector<PdfWords> words;
  for (size_t i = 0; i < left.size(); ++i) {
    const double y = 700 - 13.2 * static_cast<double>(i);
    words.push_back({.x = 72, .y = y, .text = left[i]});
    words.push_back({.x = 320, .y = y, .text = right[i]});
  }
  PdfWriter pdf;
  pdf.AddPage(words);
  EXPECT_EQ(Read(pdf.Bytes()).main_text,
            "Die erste Spalte erzählt von Batterien und davon, wie sie im Werk "
            "gewickelt werden, was die zweite dann zu Ende führt. Danach folgt "
            "etwas von ganz anderer Art für alle.");
}

TEST(ReadDocumentTest, HeadersAndPageNumbers) {
  PdfWriter pdf;
  for (int i = 1; i <= 4; ++i) {
    pdf.AddPage(
        {{.y = 810, .text = "Nordwerk AG Wasserstoffbericht"},
         {.y = 400,
          .text = "Kapitel " + std::string(static_cast<size_t>(i), 'I')},
         {.y = 30, .text = "Seite " + std::to_string(i)}});
  }
  const Page page = Read(pdf.Bytes());
  EXPECT_EQ(TextsIn(page, Zone::kFooter),
            Texts{"Nordwerk AG Wasserstoffbericht"});
  EXPECT_EQ(TextsIn(page, Zone::kMain).size(), 4u);
  EXPECT_EQ(PageText(page).find("Seite"), std::string::npos);
}

TEST(ReadDocumentTest, WhatCannotBeRead) {
  const std::string good = Leaflet().Bytes();
  PdfWriter locked = Leaflet();
  locked.SetLocked();
  PdfWriter scanned;
  scanned.AddRawPage("q 1 0 0 1 0 0 cm Q", "");
  const struct {
    const char* what;
    std::string bytes;
    PageNotes notes;
  } cases[] = {
      {"empty", "", kNothingRead},
      {"no PDF", "<html>Nicht gefunden</html>", kNothingRead},
      {"only a beginning", "%PDF-1.7\n", kNothingRead},
      {"locked", locked.Bytes(), {PageNote::kUnreadable, PageNote::kLocked}},
      {"scanned", scanned.Bytes(), {PageNote::kNoText}},
      {"pages in a circle",
       "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n"
       "<</Type/Pages/Count 9/Kids[2 0 R]>>\nendobj\ntrailer\n<</Root 1 0 "
       "R>>\n",
       kNothingRead},
  };
  for (const auto& c : cases) {
    const Page page = Read(c.bytes);
    EXPECT_EQ(page.notes, c.notes) << c.what << ": " << ToString(page.notes);
    EXPECT_EQ(page.format, PageFormat::kPdf);
    EXPECT_EQ(page.main_text, "") << c.what;
  }
}

// Cut and damaged at many places: something or nothing is read, all of it text.
TEST(ReadDocumentTest, DamageIsSurvived) {
  const std::string good = Leaflet().Bytes();
  int read = 0;
  for (size_t i = 1; i < 40; ++i) {
    const size_t at = good.size() * i / 40;
    std::string noise = good;
    for (size_t k = 0; k < 8 && at + k < noise.size(); ++k) {
      noise[at + k] = static_cast<char>(noise[at + k] ^ (0x15 * (i + k)));
    }
    for (const std::string& bytes : {good.substr(0, at), noise}) {
      const Page page = Read(bytes);
      for (const Block& block : page.blocks) {
        EXPECT_TRUE(IsValidUtf8(block.text));
      }
      read += page.main_text.find("bauen") != std::string::npos;
    }
  }
  // A table of objects that is missing is made again.
  EXPECT_GT(read, 20);
}

TEST(ReadDocumentTest, ManyPagesAreCut) {
  PdfWriter pdf;
  for (int i = 0; i < 10'000; ++i) {
    pdf.AddLines({"Seite mit der Nummer " + std::to_string(i) + " im Text"});
  }
  const Page page = Read(pdf.Bytes());
  EXPECT_EQ(page.notes, PageNotes{PageNote::kPagesCut});
  EXPECT_NE(page.main_text.find("Nummer 199 "), std::string::npos);
  EXPECT_EQ(page.main_text.find("Nummer 200 "), std::string::npos);
}

// A quarter of a gigabyte of text out of a file of some hundred kilobytes.
TEST(ReadDocumentTest, BombsAreDefused) {
  std::string text;
  while (text.size() < (size_t{1} << 20)) text += "BT (Wasserstoff) Tj ET ";
  PdfWriter pdf;
  pdf.AddRawPage(DeflateRepeated(text, 256), "/FlateDecode");
  DocumentOptions options = Options();
  options.max_time = std::chrono::seconds(1);
  options.max_memory = size_t{128} << 20;
  EXPECT_EQ(Read(pdf.Bytes(), options).notes, kNothingRead);
}

TEST(ReadDocumentTest, LargeFilesAreNotTried) {
  DocumentOptions options = Options();
  options.max_bytes = 100;
  EXPECT_EQ(Read(Leaflet().Bytes(), options).notes,
            (PageNotes{PageNote::kBytesCut, PageNote::kUnreadable}));
}

TEST(ReadDocumentTest, WithoutTheProgram) {
  TempDirectory folder;
  const DocumentReader reader({.reader = folder / "ritmon-read-pdf"});
  EXPECT_FALSE(reader.available());
  EXPECT_EQ(reader.Read(MakeUrl("http://a.example/x"), Leaflet().Bytes()).notes,
            kNothingRead);
  EXPECT_TRUE(DocumentReader(Options()).available());
  // One that is there and answers nonsense, or nothing.
  for (const char* other : {"/bin/true", "/bin/false", "/bin/echo"}) {
    EXPECT_EQ(Read(Leaflet().Bytes(), {.reader = other}).notes, kNothingRead);
  }
}

TEST(ReadDocumentTest, XmpIsRead) {
  PdfWriter pdf = Leaflet();
  pdf.SetXmp(
      "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
      "xmlns:rdf='http://www.w3.org/1999/02/"
      "22-rdf-syntax-ns#'><rdf:Description "
      "xmlns:tdm='http://www.w3.org/ns/tdmrep/'><tdm:reservation>1"
      "</tdm:reservation></rdf:Description></rdf:RDF></x:xmpmeta>");
  EXPECT_EQ(Read(pdf.Bytes()).tdm_reservation, true);
  EXPECT_EQ(Read(Leaflet().Bytes()).tdm_reservation, std::nullopt);
}

TEST(ReadDocumentTest, SeveralAtATime) {
  const DocumentReader reader(Options());
  const std::string pdf = Leaflet().Bytes();
  const Page alone = reader.Read(MakeUrl("http://a.example/x.pdf"), pdf);
  std::vector<std::thread> threads;
  std::vector<int> same(4);
  for (size_t t = 0; t < same.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 5; ++i) {
        same[t] += reader.Read(MakeUrl("http://a.example/x.pdf"), pdf).blocks ==
                   alone.blocks;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int n : same) EXPECT_EQ(n, 5);
}

TEST(ReadDocumentTest, WhatIsADocument) {
  const struct {
    const char* type;
    const char* body;
    bool is_document;
  } cases[] = {
      {"application/pdf", "%PDF-1.4", true},
      {"Application/PDF; x=y", "", true},
      {"application/octet-stream", "%PDF-1.4", true},
      {"text/html", "%PDF-1.4", true},
      {"", "%PDF-1.4", true},
      {"text/html", "<p>%PDF-1.4", false},
      {"application/octet-stream", "\x89PNG", false},
  };
  for (const auto& c : cases) {
    FetchResult result{.request = {.url = MakeUrl("http://a.example/x.pdf")}};
    result.headers = {{"Content-Type", c.type}};
    result.body = c.body;
    EXPECT_EQ(IsDocument(result), c.is_document) << c.type << " " << c.body;
  }
}

}  // namespace
}  // namespace ritmon
