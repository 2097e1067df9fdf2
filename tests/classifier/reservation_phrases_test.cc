// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/reservation_phrases.h"

#include <gtest/gtest.h>

#include <random>

#include "classifier/page_parser.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

const ReservationPhrases& Shipped() {
  static const ReservationPhrases phrases = [] {
    auto loaded =
        ReservationPhrases::Load(SourceFile("config/reservation-phrases.toml"));
    EXPECT_TRUE(loaded) << loaded.error().message;
    return loaded.value_or(ReservationPhrases());
  }();
  return phrases;
}

std::optional<ReservationFinding> FindIn(
    const std::string& body,
    const std::string& url = "https://firma.example/impressum") {
  return Shipped().Find(ParsePage(
      MakeUrl(url), "<!DOCTYPE html><meta charset=utf-8><body>" + body,
      "text/html"));
}

TEST(ReservationPhrasesTest, ReservedInPlainLanguage) {
  const char* const sentences[] = {
      // German: imprints.
      "Eine Nutzung unserer Inhalte für Text und Data Mining im Sinne von "
      "§ 44b UrhG behalten wir uns ausdrücklich vor.",
      "Wir behalten uns das Recht der Vervielfältigung zum Zwecke des Text- "
      "und Data-Minings nach § 44b UrhG vor.",
      "Die Nutzung der Inhalte dieser Website für Text- und Data-Mining ist "
      "vorbehalten.",
      "Nutzungsvorbehalt gemäß § 44b Abs. 3 UrhG: Wir erklären diesen für "
      "sämtliche Inhalte dieser Internetseite.",
      "Der Anbieter erklärt hiermit einen Nutzungsvorbehalt i. S. d. § 44b "
      "Abs. 3 UrhG.",
      "Text- und Datamining gem. §44b UrhG ist untersagt.",
      "TDM-Vorbehalt: Alle Inhalte dieser Seiten.",
      "Das Text &amp; Data Mining der Inhalte ist ohne unsere vorherige "
      "schriftliche Zustimmung nicht gestattet.",
      "Die Verwendung der Texte und Bilder zum Training von KI-Systemen ist "
      "ausdrücklich verboten.",
      "Unsere Inhalte dürfen nicht für das KI-Training verwendet werden.",
      "Der Nutzung für Text und Data Mining wird hiermit widersprochen; wir "
      "widersprechen ihr nach § 44b Abs. 3 UrhG.",
      "Wir widersprechen jeglicher Nutzung unserer Werke als Trainingsdaten.",
      "Jede Vervielfältigung ist untersagt. Dies gilt insbesondere auch für "
      "das Text und Data Mining.",
      "Eine Auswertung durch Text- und Data-Mining findet Grenzen. Eine solche "
      "Nutzung ist nicht gestattet.",
      "Alle Rechte vorbehalten, auch für Text und Data Mining, "
      "KI-Training und ähnliche Technologien.",
      "<h2>Text und Data Mining</h2><p>Wir behalten uns sämtliche Nutzungen "
      "unserer Werke vor.</p>",
      "<h3>Nutzungsvorbehalt</h3><p>Für Text und Data Mining gilt § 44b.</p>",
      "Wir behalten uns eine Nutzung<br>für Text und Data Mining<br>"
      "ausdrücklich vor.",
      "Automatisiertes Auslesen (Scraping) der Produktdaten ist unzulässig.",
      "Die Schranke des § 44b UrhG wird ausgeschlossen.",
      "Text- und Data Mining bedarf unserer ausdrücklichen Zustimmung.",
      "Ein Text und Data Mining darf ohne Lizenz nicht erfolgen.",
      "Rechtevorbehalt nach Artikel 4 der Richtlinie (EU) 2019/790",
      "NUTZUNG FÜR TEXT UND DATA MINING VORBEHALTEN",
      "Der Verlag behält sich die Nutzung seiner Inhalte für Text und Data "
      "Mining im Sinne des § 44b UrhG ausdrücklich vor.",
      "&copy; 2026 Muster GmbH. Die Nutzung für Text\xC2\xADmining wird "
      "vorbehalten.",
      // English: terms and imprints.
      "We reserve the right to use our content for text and data mining within "
      "the meaning of Section 44b of the German Copyright Act.",
      "All rights reserved, including those for text and data mining, AI "
      "training, and similar technologies.",
      "The use of our content for text and data mining is expressly reserved.",
      "Text and data mining of this website is prohibited.",
      "You may not use data mining, robots, or similar data gathering and "
      "extraction tools on this site.",
      "Scraping of any part of this website without our prior written consent "
      "is a breach of these terms.",
      "We hereby opt out of text and data mining under Article 4 of the DSM "
      "Directive.",
      "No reproduction is permitted without our written permission. This "
      "applies to text and data mining as well.",
      "Our content must not be used to train artificial intelligence.",
      "TDM Reservation: 1",
      "The rightholder objects to any text &amp; data mining.",
      "It is forbidden to use this content for training AI models.",
  };
  for (const char* sentence : sentences) {
    const auto found = FindIn("<h1>Impressum</h1><p>" + std::string(sentence));
    EXPECT_TRUE(found) << sentence;
    if (!found) continue;
    EXPECT_FALSE(found->phrase.empty()) << sentence;
    EXPECT_FALSE(found->sentence.empty()) << sentence;
  }
  EXPECT_EQ(std::size(sentences), 38u);
}

TEST(ReservationPhrasesTest, NotReserved) {
  const char* const sentences[] = {
      // What imprints and terms say otherwise.
      "Alle Rechte vorbehalten.",
      "Nachdruck, auch auszugsweise, nur mit Genehmigung.",
      "Die Vervielfältigung, Bearbeitung und Verbreitung bedürfen der "
      "schriftlichen Zustimmung des jeweiligen Autors.",
      "Downloads und Kopien dieser Seite sind nur für den privaten, nicht "
      "kommerziellen Gebrauch gestattet.",
      "Änderungen und Irrtümer vorbehalten.",
      "Der Nutzung der veröffentlichten Kontaktdaten zur Übersendung von "
      "Werbung wird hiermit widersprochen.",
      "We reserve the right to change these terms at any time.",
      "Any reproduction without written permission is prohibited.",
      // Services.
      "Wir nutzen Text- und Data-Mining als Dienstleistung für unsere Kunden.",
      "Wir nutzen Text- und Data-Mining als Dienstleistung. Alle Rechte "
      "vorbehalten.",
      "Wir nutzen Text- und Data-Mining als Dienstleistung. Die "
      "Vervielfältigung der Inhalte ist untersagt.",
      "Leistungen: Data Mining, Business Intelligence. Änderungen vorbehalten.",
      "&copy; Muster GmbH. Alle Rechte vorbehalten | Data Mining | Cloud",
      "Alle Rechte vorbehalten<br>Data Mining<br>Beratung",
      "Wir behalten uns vor, unsere Data-Mining-Dienste jederzeit zu ändern.",
      "We reserve the right to modify our text mining services.",
      "The text mining service may not be available at all times.",
      "Data-Mining-Institut GmbH<br>Musterstr. 5<br>20095 Hamburg<br>"
      "Telefon 040 123<br>Geschäftsführung: A. B.<br>"
      "Nachdruck nicht gestattet",
      // The law explained.
      "Nach § 44b UrhG ist Text und Data Mining zulässig.",
      "§ 44b UrhG erlaubt Vervielfältigungen, wenn der Rechtsinhaber sich "
      "diese "
      "nicht vorbehalten hat.",
      "Text und Data Mining ist die automatisierte Analyse von digitalen "
      "Werken, um daraus Informationen über Muster zu gewinnen.",
      "Ein Nutzungsvorbehalt ist nach § 44b Abs. 3 UrhG nur dann wirksam, wenn "
      "er in maschinenlesbarer Form erfolgt.",
      "Die Vervielfältigung ist nicht gestattet; § 44b UrhG bleibt unberührt.",
      "Text and data mining is permitted unless the right has been expressly "
      "reserved by the rightholder.",
      "Works may be mined where their use has not been expressly reserved "
      "(Article 4, Directive (EU) 2019/790).",
      // Allowed.
      "Text und Data Mining unserer Inhalte ist ausdrücklich gestattet.",
      "Text und Data Mining ist nicht untersagt.",
      "Wir erklären keinen Nutzungsvorbehalt nach § 44b UrhG.",
      "Text and data mining is not prohibited.",
      "The use for text and data mining is not reserved.",
      // Miners that keep to the rules.
      "Wir beachten Nutzungsvorbehalte nach § 44b Abs. 3 UrhG.",
      "Nutzungsvorbehalte nach § 44b UrhG werden von unserem Crawler "
      "respektiert.",
      "Our crawler respects TDM opt-outs and reservations.",
      // Privacy.
      "Sie können dem Data Mining Ihrer Nutzungsdaten jederzeit widersprechen.",
      "You can opt out of data mining at any time.",
      "Ein Profiling findet nicht statt. Cookies sind nicht verboten.",
      // Other words.
      "Der Vorbehalt gilt für Lieferungen ins Ausland.",
      "Bergbau (Mining) im Naturschutzgebiet ist verboten.",
      "Bitcoin Mining ist auf unseren Servern untersagt.",
      "Die Nutzung von Text und Bild ist nicht gestattet.",
      "§ 44 BDSG und § 4b UWG: Die Weitergabe ist untersagt.",
  };
  for (const char* sentence : sentences) {
    const auto found = FindIn("<h1>Impressum</h1><p>" + std::string(sentence));
    EXPECT_FALSE(found) << sentence << "\n" << found->phrase;
  }
  EXPECT_EQ(std::size(sentences), 41u);
}

TEST(ReservationPhrasesTest, OnlyLegalPagesAreRead) {
  const std::string reserved =
      "<p>Text und Data Mining unserer Inhalte ist untersagt.";
  const struct {
    const char* path;
    const char* head;
    bool read;
  } cases[] = {
      {"impressum", "", true},
      {"de/agb.html", "", true},
      {"nutzungsbedingungen", "", true},
      {"terms-of-use", "", true},
      {"legal", "", true},
      {"datenschutz", "", true},
      {"urheberrecht", "", true},
      {"", "<title>Impressum | Muster GmbH</title>", true},
      {"seite7", "<title>AGB - Muster GmbH</title>", true},
      {"", "", false},
      {"blog/text-und-data-mining", "", false},
      {"news/impressum-pflicht-fuer-alle", "", false},
      {"leistungen", "<title>Data Mining</title>", false},
  };
  for (const auto& c : cases) {
    const std::string url = std::string("https://firma.example/") + c.path;
    EXPECT_EQ(FindIn(c.head + reserved, url).has_value(), c.read) << url;
  }
  EXPECT_EQ(std::size(cases), 13u);
  EXPECT_TRUE(Shipped().Find(ParsePage(
      MakeUrl("https://firma.example/agb"),
      "Unsere AGB.\n\nText und Data Mining ist untersagt.", "text/plain")));
}

// A page with an imprint as a section: the rest is not read.
TEST(ReservationPhrasesTest, SectionsThatAreNotLegalAreNotRead) {
  const std::string imprint =
      "<h2>Impressum</h2><p>Muster GmbH, Amtsgericht Hamburg, HRB 12345";
  const std::string said = "<p>Text und Data Mining ist untersagt.</p>";
  const std::string url = "https://firma.example/";
  EXPECT_FALSE(FindIn("<h2>Neues</h2>" + said + imprint, url));
  EXPECT_TRUE(FindIn("<h2>Neues</h2><p>Hallo.</p>" + imprint + said, url));
}

TEST(ReservationPhrasesTest, TellsWhatWasSaid) {
  auto found = FindIn(
      "<h1>Impressum</h1><p>Muster GmbH in Hamburg. Text- und Data-Mining der "
      "Inhalte ist untersagt. Telefon 040 1234.");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->phrase, "Text und Data Mining + untersagt");
  EXPECT_EQ(found->sentence,
            "Text- und Data-Mining der Inhalte ist untersagt.");
  found = FindIn("<p>TDM-Vorbehalt für alles.");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->phrase, "TDM Vorbehalt");
  found = FindIn("<p>" + std::string(300, 'x') + " Text und Data Mining " +
                 std::string(300, 'y') + " ist untersagt.");
  ASSERT_TRUE(found);
  EXPECT_LE(found->sentence.size(), 206u);  // 200 characters, two of them "…"
  found = FindIn("<p>Text und Data Mining<br>ist hier untersagt");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->sentence, "Text und Data Mining ist hier untersagt");
}

TEST(ReservationPhrasesTest, Distance) {
  const auto phrases = ReservationPhrases::Parse(
      "mining = ['a']\nreserving = ['z']\ndistance = 3\n", "t");
  ASSERT_TRUE(phrases) << phrases.error().message;
  const struct {
    const char* text;
    bool found;
  } cases[] = {
      {"a z", true},          {"z a", true},          {"a b b b z", true},
      {"a b b b b z", false}, {"z b b b b a", false}, {"z b b b a", true},
      {"a bee. z", false},    {"az", false},
  };
  for (const auto& c : cases) {
    Page page{.url = MakeUrl("https://firma.example/agb")};
    page.blocks = {{Zone::kLegal, c.text}};
    EXPECT_EQ(phrases->Find(page).has_value(), c.found) << c.text;
  }
}

TEST(ReservationPhrasesTest, MistakesNameTheirLine) {
  const std::string good = "mining = ['a']\nreserving = ['b']\n";
  const struct {
    std::string toml;
    const char* message;
  } cases[] = {
      {"", "p.toml:1: 'mining' is missing"},
      {"mining = ['a']\n", "p.toml:1: 'reserving' is missing"},
      {good + "minning = []\n", "p.toml:3: unknown key 'minning'"},
      {good + "whole = 'x'\n", "p.toml:3: 'whole' must be a list of texts"},
      {good + "whole = [\n 'ok',\n 7]\n",
       "p.toml:5: 'whole' must hold texts only"},
      {good + "whole = [\n '']\n", "p.toml:4: a phrase needs a word"},
      {good + "whole = ['., -']\n", "p.toml:3: a phrase needs a word"},
      {good + "whole = ['* a']\n", "p.toml:3: '*' must follow letters"},
      {good + "whole = ['a ...']\n", "p.toml:3: '...' must stand between"},
      {good + "whole = ['... a']\n", "p.toml:3: '...' must stand between"},
      {good + "whole = ['a ... ... b']\n",
       "p.toml:3: '...' must stand between"},
      {good + "whole = ['a ... b ... c ... d']\n", "p.toml:3: at most two"},
      {good + "distance = -1\n", "p.toml:3: 'distance' must be a number"},
      {good + "distance = 1.5\n", "p.toml:3: 'distance' must be a whole"},
      {good + "whole = [\n", "p.toml:"},
  };
  for (const auto& c : cases) {
    const auto phrases = ReservationPhrases::Parse(c.toml, "p.toml");
    ASSERT_FALSE(phrases) << c.toml;
    EXPECT_EQ(phrases.error().kind, ErrorKind::kInvalid) << c.toml;
    EXPECT_NE(phrases.error().message.find(c.message), std::string::npos)
        << c.toml << phrases.error().message;
  }
  EXPECT_EQ(std::size(cases), 15u);
  EXPECT_TRUE(ReservationPhrases::Parse(good, "p.toml"));
  EXPECT_FALSE(ReservationPhrases::Load("/nowhere/p.toml"));
  EXPECT_FALSE(ReservationPhrases().Find(
      Page{.url = MakeUrl("https://firma.example/agb")}));
}

TEST(ReservationPhrasesTest, AnyText) {
  std::mt19937 random(44);
  const std::string_view pieces[] = {
      "Text",      "und ",       "Data",       " Mining ",
      "untersagt", ". ",         "\xFF",       "§",
      "44b",       " behalten ", " vor",       "\xC3",
      "…",         " nicht ",    "Dies gilt ", " alle Rechte vorbehalten ",
      "|",         "\n"};
  int found = 0;
  for (int i = 0; i < 5000; ++i) {
    Page page{.url = MakeUrl("https://firma.example/agb")};
    for (size_t lines = random() % 4; lines > 0; --lines) {
      std::string text;
      for (size_t n = random() % 12; n > 0; --n) {
        text += pieces[random() % std::size(pieces)];
      }
      page.blocks.push_back({Zone::kLegal, text});
    }
    found += Shipped().Find(page) ? 1 : 0;
  }
  EXPECT_GT(found, 50);
  EXPECT_LT(found, 4000);
}

// The worst that a page can do: every word begins a phrase with gaps.
TEST(ReservationPhrasesTest, HostileTextEnds) {
  Page page{.url = MakeUrl("https://firma.example/agb")};
  std::string text;
  while (text.size() < (1u << 20)) text += "behalten nicht ";
  page.blocks.push_back({Zone::kLegal, text});
  EXPECT_FALSE(Shipped().Find(page));
}

}  // namespace
}  // namespace ritmon
