// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/needs_script.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "classifier/page_parser.h"
#include "tests/classifier/real_pages.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

bool IsFlagged(const std::string& html) {
  return ParsePage(MakeUrl("https://www.firma.example/"), html, "text/html")
      .notes.contains(PageNote::kNeedsScript);
}

struct Case {
  const char* what;
  const char* html;
};

// Their text comes with the scripts.
const Case kShells[] = {
    {"a usual shell",
     "<!doctype html><html><head><title>Firma</title></head><body>"
     "<noscript>You need to enable JavaScript to run this app.</noscript>"
     "<div id=\"root\"></div><script src=\"/static/js/main.js\"></script>"},
    {"without a noscript",
     "<title>Firma</title><body><div id=\"app\"></div>"
     "<script type=\"module\" src=\"/assets/index-1b2.js\"></script>"},
    {"an id without quotes",
     "<title>Firma</title><div id=app></div><script src=/js/app.js></script>"},
    {"an id in single quotes, upper case tags",
     "<TITLE>Firma</TITLE><DIV ID='x' id='root'></DIV>"
     "<SCRIPT SRC='app.js'></SCRIPT>"},
    {"an id that nobody knows",
     "<title>Firma</title><body><div id=\"qx77\"></div>"
     "<script src=\"/x.js\"></script>"},
    {"an element of its own name",
     "<title>Firma</title><body><firma-portal></firma-portal>"
     "<script src=\"/x.js\" defer></script>"},
    {"a module and nothing else",
     "<title>Firma</title><body><script type=\"module\" src=\"/x.js\">"
     "</script></body>"},
    {"loaded by an inline script",
     "<title>Firma</title><body><div id=\"page\"></div><script>"
     "import('/assets/start.js')</script>"},
    {"an inline script that writes the page",
     "<title>Firma</title><body><div id=\"c\"></div><script>"
     "document.getElementById('c').innerHTML = '<h1>Wir</h1>';</script>"},
    {"Loading...",
     "<title>Firma</title><body><div class=\"spinner\">Loading...</div>"
     "<script src=\"/x.js\"></script>"},
    {"Wird geladen in the element to fill",
     "<title>Firma</title><body><div id=\"root\"><p>Wird geladen \xE2\x80\xA6"
     "</p></div><script src=\"/x.js\"></script>"},
    {"Bitte warten",
     "<title>Firma</title><body><p>Bitte warten Sie einen Moment</p>"
     "<script src=\"/x.js\"></script>"},
    {"a splash picture in the element to fill",
     "<title>Firma</title><body><div id=\"app\"><img src=\"logo.png\" "
     "alt=\"Firma\"></div><script src=\"/x.js\"></script>"},
    {"a German noscript",
     "<title>Firma</title><body><noscript>Bitte aktivieren Sie JavaScript, "
     "um diese Seite zu nutzen.</noscript><main></main>"
     "<script src=\"/x.js\"></script>"},
    {"a French noscript",
     "<title>Firme</title><body><noscript>Veuillez activer JavaScript"
     "</noscript><main></main><script src=\"/x.js\"></script>"},
    {"the wish in a visible text",
     "<title>Firma</title><body><p>This site needs JavaScript, please enable "
     "it.</p><script src=\"/x.js\"></script>"},
    {"descriptions for machines only",
     "<title>Firma</title><meta name=\"description\" content=\"Wir bauen "
     "Anlagen f\xC3\xBCr Wasserstoff in Norddeutschland seit 1998, und das "
     "mit gro\xC3\x9F"
     "em Erfolg.\"><body><div id=\"app\"></div>"
     "<script src=\"/x.js\"></script>"},
    {"the description as JSON-LD",
     "<title>Firma</title><script type=\"application/ld+json\">{\"@type\":"
     "\"Organization\",\"name\":\"Firma GmbH\",\"description\":\"Wir bauen "
     "Anlagen f\xC3\xBCr Wasserstoff in Norddeutschland\"}</script><body>"
     "<div id=\"root\"></div><script src=\"/x.js\"></script>"},
    {"a small menu and footer, the middle to come",
     "<title>Firma</title><body><nav><a href=\"/impressum\">Impressum</a> "
     "<a href=\"/datenschutz\">Datenschutz</a></nav><div id=\"app\"></div>"
     "<script src=\"/x.js\"></script>"},
    {"a cookie layer over an empty page",
     "<title>Firma</title><body><div id=\"cookie-consent\" class=\"cookie-"
     "banner\"><p>Wir verwenden Cookies, um Ihnen das beste Erlebnis zu "
     "bieten.</p><button>Alle akzeptieren</button></div>"
     "<div id=\"root\"></div><script src=\"/x.js\"></script>"},
    {"comments and styles around",
     "<title>Firma</title><style>#root { margin: 0 }</style><body><!-- app -->"
     "<div id=\"root\"><!-- here --></div><!-- <p>Text</p> -->"
     "<script src=\"/x.js\"></script>"},
    {"state as JSON beside it",
     "<title>Firma</title><body><div id=\"__next\"></div><script type="
     "\"application/json\">{\"text\":\"Wir bauen\"}</script>"
     "<script src=\"/x.js\"></script>"},
    {"a spinner without words",
     "<title>Firma</title><body><div id=\"root\"><div class=\"dot\"></div>"
     "<div class=\"dot\"></div></div><script src=\"/x.js\"></script>"},
    {"preloaded modules",
     "<title>Firma</title><link rel=\"modulepreload\" href=\"/a.js\"><body>"
     "<script>import('/a.js')</script>"},
};

// Short, but all there.
const Case kPages[] = {
    {"a short page",
     "<title>Firma</title><body><h1>M\xC3\xBCller Metallbau</h1><p>Wir "
     "schwei\xC3\x9F"
     "en Gel\xC3\xA4nder und Treppen in Stade.</p>"
     "<script src=\"/jquery.js\"></script>"},
    {"a card with an address",
     "<title>M\xC3\xBCller</title><body><p>Max M\xC3\xBCller, Hauptstr. 1</p>"
     "<div id=\"map\"></div><script src=\"/map.js\"></script>"},
    {"nothing at all", ""},
    {"an empty body", "<html><head><title>Firma</title></head><body></body>"},
    {"an empty element, no script",
     "<title>Firma</title><body><div id=\"root\"></div>"},
    {"only a short script that counts",
     "<title>Firma</title><body><div id=\"x\"></div><script>var a=1;</script>"},
    {"a stub that redirects",
     "<meta http-equiv=\"refresh\" content=\"0; url=/de/\"><body>"
     "<div id=\"app\"></div><script src=\"/x.js\"></script>"},
    {"a frameset",
     "<title>Firma</title><frameset cols=\"20%,80%\"><frame src=\"n.html\">"
     "<frame src=\"h.html\"></frameset><script src=\"/x.js\"></script>"},
    {"a frame over the whole page",
     "<title>Firma</title><body><div id=\"x\"></div>"
     "<iframe src=\"https://shop.firma.example/\"></iframe>"
     "<script src=\"/x.js\"></script>"},
    {"one picture",
     "<title>Firma</title><body><a href=\"/start\"><img src=\"intro.jpg\">"
     "</a><div id=\"cookies\"></div><script src=\"/x.js\"></script>"},
    {"a drawing",
     "<title>Firma</title><body><svg><path d=\"M0 0\"/></svg>"
     "<div id=\"x\"></div><script src=\"/x.js\"></script>"},
    {"a form to log in",
     "<title>Firma</title><body><form><input name=\"user\"></form>"
     "<div id=\"x\"></div><script src=\"/x.js\"></script>"},
    {"only a cookie layer",
     "<title>Firma</title><body><div class=\"cookie-banner\" id=\"cookie-"
     "banner\"><p>Wir verwenden Cookies, um Ihnen das beste Erlebnis zu "
     "bieten.</p><button>Alle akzeptieren</button></div>"
     "<script src=\"/consent.js\"></script>"},
    {"under construction",
     "<title>Firma</title><body><h1>Hier entsteht eine neue Webseite</h1>"
     "<script src=\"/x.js\"></script>"},
    {"an error page",
     "<title>404</title><body><h1>404</h1><p>Seite nicht gefunden</p>"
     "<script src=\"/x.js\"></script>"},
    {"a full page that also asks for JavaScript",
     "<title>Firma</title><body><noscript>Please enable JavaScript</noscript>"
     "<div id=\"app\"><h1>Wir bauen Anlagen</h1><p>Seit 1998 bauen wir in "
     "Norddeutschland Anlagen, die aus Strom und Wasser Wasserstoff machen. "
     "Unsere Kunden sind Stadtwerke und Betriebe der Industrie, die "
     "unabh\xC3\xA4ngig werden wollen. Wir planen, bauen und warten, und das "
     "mit sechzig Leuten an drei Orten. Sprechen Sie uns an: wir beraten Sie "
     "gern und zeigen Ihnen, was sich f\xC3\xBCr Sie lohnt und was nicht. "
     "</p></div><script src=\"/x.js\"></script>"},
    {"a page about JavaScript",
     "<title>Kurs</title><body><h1>JavaScript lernen</h1><p>Ein Kurs "
     "f\xC3\xBCr "
     "Anf\xC3\xA4nger, drei Abende in Stade, ohne Vorkenntnisse, mit vielen "
     "Beispielen aus dem Alltag.</p><script src=\"/x.js\"></script>"},
    {"a menu with much in it",
     "<title>Karte</title><body><ul><li>Suppe vom H\xC3\xBChnchen 5,20</li>"
     "<li>Scholle mit Kartoffeln 14,80</li><li>Rote Gr\xC3\xBCtze 4,50</li>"
     "</ul><div id=\"x\"></div><script src=\"/x.js\"></script>"},
    {"text and an element to fill",
     "<title>Firma</title><body><h1>Kontakt</h1><p>Schreiben Sie uns: "
     "post@firma.example oder rufen Sie an, 04141 123456.</p>"
     "<div id=\"chat-widget\"></div><script src=\"/chat.js\"></script>"},
    {"a shell in a comment",
     "<title>Firma</title><body><!-- <div id=\"root\"></div><script "
     "src=\"/x.js\"></script> -->"},
};

TEST(NeedsScriptTest, ShellsAreRecognised) {
  for (const Case& c : kShells) EXPECT_TRUE(IsFlagged(c.html)) << c.what;
}

TEST(NeedsScriptTest, WhatIsMerelyShortIsNot) {
  for (const Case& c : kPages) EXPECT_FALSE(IsFlagged(c.html)) << c.what;
}

TEST(NeedsScriptTest, PlainTextIsNever) {
  const Page page = ParsePage(
      MakeUrl("https://www.firma.example/"),
      "<div id=\"root\"></div><script src=\"/x.js\"></script>", "text/plain");
  EXPECT_FALSE(page.notes.contains(PageNote::kNeedsScript));
}

TEST(NeedsScriptTest, BrokenMarkupEnds) {
  for (const char* html : {"<", "<script", "<script src=", "<script src=\"",
                           "<noscript>javascript", "<div id=", "<div id=\"",
                           "<!--", "<a\"", "<x-y></x-y", "</script>"}) {
    IsFlagged(html);
  }
}

// All of them hold articles or company pages with text.
TEST(NeedsScriptTest, RealPagesWithTextAreNotFlagged) {
  RITMON_REQUIRE_FIXTURE("extraction-de");
  const auto pages = GermanPages();
  ASSERT_GT(pages.size(), 100u);
  for (const RealPage& real : pages) {
    EXPECT_FALSE(IsFlagged(real.html)) << real.url;
  }
}

TEST(NeedsScriptTest, RealArticlesAreNotFlagged) {
  RITMON_REQUIRE_FIXTURE("extraction-zyte/html");
  size_t pages = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(Fixture("extraction-zyte/html"))) {
    EXPECT_FALSE(IsFlagged(ReadCompressed(entry.path()))) << entry.path();
    ++pages;
  }
  EXPECT_GT(pages, 100u);
}

}  // namespace
}  // namespace ritmon
