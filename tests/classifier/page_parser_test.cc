// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/page_parser.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

Page Parse(std::string_view html,
           std::string_view url = "https://firma.example/leistung/") {
  return ParsePage(MakeUrl(url), html, "text/html; charset=utf-8");
}

// "zone: text" of every block but the title.
std::vector<std::string> BlocksOf(const Page& page) {
  std::vector<std::string> blocks;
  for (const Block& block : page.blocks) {
    if (block.zone == Zone::kTitle) continue;
    blocks.push_back(std::string(ToString(block.zone)) + ": " + block.text);
  }
  return blocks;
}

using Lines = std::vector<std::string>;

TEST(PageParserTest, TellsWhichOfItsPartsBegins) {
  using Parts = std::vector<ParsePart>;
  struct PartsCase {
    const char* content_type;
    Parts parts;
  };
  const PartsCase cases[] = {
      {"text/html",
       {ParsePart::kDecode, ParsePart::kTree, ParsePart::kExtract}},
      {"text/plain", {ParsePart::kDecode, ParsePart::kExtract}},
      {"image/png", {}}};
  for (const PartsCase& c : cases) {
    Parts seen;
    const Page page = PageParser().Parse(
        MakeUrl("https://firma.example/"), "<p>Text</p>", c.content_type,
        [&](ParsePart part) { seen.push_back(part); });
    EXPECT_EQ(seen, c.parts) << c.content_type;
  }
}

struct ZoneCase {
  const char* what;
  const char* html;
  Lines blocks;
};

TEST(PageParserTest, SplitsBlocksWhereABrowserBeginsALine) {
  const ZoneCase cases[] = {
      {"paragraphs", "<p>Eins</p><p>Zwei", {"main: Eins", "main: Zwei"}},
      {"inline elements join",
       "<p>H<sub>2</sub> und <b>Was</b>ser<i>stoff</i>",
       {"main: H2 und Wasserstoff"}},
      {"spans that the style sheet keeps apart",
       "<div><span class=l>Firma</span><span class=v>elbe GmbH</span></div>"
       "<div><span class=l>Ort</span><span class=v>Hamburg</span></div>",
       {"main: Firma elbe GmbH", "main: Ort Hamburg"}},
      {"a word in spans",
       "<div><span class=a>Elektro</span><span class=b>lyse</span></div>"
       "<div><span class=a>E</span><span class=a>L</span></div>"
       "<div><span>Eco</span><span>Heat</span></div>",
       {"main: Elektrolyse", "main: EL", "main: EcoHeat"}},
      {"spans and links join",
       "<div>Elektro<span>lyse</span><a>ur</a></div>",
       {"main: Elektrolyseur"}},
      {"soft hyphens go",
       "<p>Wasser&shy;stoff\u00adnetz</p>",
       {"main: Wasserstoffnetz"}},
      {"zero width goes",
       "<p>Netz\u200bwerk&#8288;e\ufeff</p>",
       {"main: Netzwerke"}},
      {"white space collapses",
       "<p>  a\n\t b&nbsp;\u2003c \u0007d</p>",
       {"main: a b c d"}},
      {"a line break is a blank", "<p>Eins<br>Zwei", {"main: Eins Zwei"}},
      {"two are a paragraph",
       "<div>Eins<br> <br/>Zwei</div>",
       {"main: Eins", "main: Zwei"}},
      {"lines of an address stay",
       "<address>Firma<br>Weg 1</address>",
       {"main: Firma", "main: Weg 1"}},
      {"items",
       "<ul><li>Eins<li>Zwei <b>drei</b></ul>",
       {"list: Eins", "list: Zwei drei"}},
      {"definitions",
       "<dl><dt>Sitz<dd>Hamburg</dl>",
       {"list: Sitz", "list: Hamburg"}},
      {"headings",
       "<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4><h6>E</h6>",
       {"h1: A", "h2: B", "h3: C", "h4: D", "h6: E"}},
      {"a data table: one block a row",
       "<table><tr><th>Typ</th><th>Leistung</th></tr>"
       "<tr><td>X1</td><td><p>5</p> MW</td></tr></table>",
       {"table: Typ | Leistung", "table: X1 | 5 MW"}},
      {"a table for layout is none",
       "<table><tr><td><h2>Links</h2><p>Text</p></td><td>Rechts</td></tr>"
       "</table>",
       {"h2: Links", "main: Text", "main: Rechts"}},
      {"alternative texts",
       "<p>Text <img alt='Montage einer Windkraftanlage'> mehr</p>"
       "<img alt='bild_01.jpg'><img alt=''>",
       {"main: Text mehr", "alt: Montage einer Windkraftanlage"}},
      {"custom elements are blocks",
       "<x-a>Eins</x-a><x-b>Zwei</x-b>",
       {"main: Eins", "main: Zwei"}},
  };
  for (const ZoneCase& c : cases) {
    EXPECT_EQ(BlocksOf(Parse(c.html)), c.blocks) << c.what;
  }
}

TEST(PageParserTest, LeavesOutWhatNobodySees) {
  const char* const hidden[] = {
      "<script>var a = '<p>x</p>';</script>",
      "<style>p { color: red }</style>",
      "<!-- kommentar --!>",
      "<noscript>Bitte JavaScript einschalten</noscript>",
      "<template><p>Vorlage</p></template>",
      "<p hidden>x</p>",
      "<div style='color:red; DISPLAY : none'><p>x</p></div>",
      "<span style=\"visibility:hidden\">x</span>",
      "<select><option>Hamburg</select>",
      "<textarea>x</textarea>",
      "<svg><title>Logo</title><text>x</text></svg>",
      "<b hidden>x<b>y</b>z</b>",
      "<i class='material-icons'>arrow_forward</i>",
      "<object>x</object><iframe src=x>y</iframe>",
  };
  for (const char* html : hidden) {
    EXPECT_EQ(BlocksOf(Parse(std::string("<p>Da</p>") + html)),
              Lines({"main: Da"}))
        << html;
    EXPECT_EQ(BlocksOf(Parse(std::string("<div>vor") + html + " nach")),
              Lines({"main: vor nach"}))
        << html;
  }
}

constexpr char kProse[] =
    "<p>Wir entwickeln und bauen Elektrolyseure in Containern, die auch mit "
    "schwankendem Windstrom gut zurechtkommen, und betreuen sie, wo immer "
    "sie stehen. Seit zwei Jahren liefern wir auch an Stadtwerke, die damit "
    "ihre Busse versorgen, und an Häfen an der ganzen Küste.</p>"
    "<p>Unsere zweite Sparte prüft Brennstoffzellen für Schiffe: auf dem "
    "Stand, an Bord, im Eis. Wer eine Zulassung braucht, bekommt von uns die "
    "Messwerte dazu und spricht mit denselben Leuten, die auch den Stand "
    "gebaut haben und ihn seit Jahren betreiben.</p>";

TEST(PageParserTest, FindsThePartsOfAPage) {
  const struct {
    const char* what;
    const char* html;
    const char* block;
  } cases[] = {
      {"nav element", "<nav><a href=/x>Produkte</a></nav>", "nav: Produkte"},
      {"role", "<div role=navigation>Produkte</div>", "nav: Produkte"},
      {"class", "<div class='main-menu'>Produkte</div>", "nav: Produkte"},
      {"id in camel case", "<div id=mainNavigation>Produkte</div>",
       "nav: Produkte"},
      {"two words", "<div class=bread_crumb>Start</div>", "nav: Start"},
      {"whole words only", "<div class=menuett>Musik</div>", "main: Musik"},
      {"of another element", "<div class=has-sidebar>Text</div>", "main: Text"},
      {"list of links",
       "<ul><li><a href=/a>Eins</a><li><a href=/b>Zwei</a><li>"
       "<a href=/c>Drei</a><li><a href=/d>Vier</a></ul>",
       "nav: Drei"},
      {"footer element", "<footer>Tel. 040 123</footer>",
       "footer: Tel. 040 123"},
      {"footer class", "<div class=site-footer>Tel.</div>", "footer: Tel."},
      {"aside", "<aside>Kontakt</aside>", "aside: Kontakt"},
      {"WordPress widget", "<div class='widget widget_text'>x</div>",
       "aside: x"},
      {"Elementor widget", "<div class='elementor-widget'>x</div>", "main: x"},
      {"header", "<header><p>Seit 1990</p></header>", "nav: Seit 1990"},
      {"claim in the header",
       "<header><p>Elektrolyseure und Brennstoffzellen für die ganze Küste, "
       "gebaut in Hamburg-Harburg.</p></header>",
       "main: Elektrolyseure und Brennstoffzellen für die ganze Küste, "
       "gebaut in Hamburg-Harburg."},
      {"cookie layer",
       "<div id=cookie-banner><h2>Wir nutzen Cookies</h2></div>",
       "consent: Wir nutzen Cookies"},
      {"component, not consent manager", "<div class=cmp-text>Anlagen</div>",
       "main: Anlagen"},
      {"cookie text without a class",
       "<div><p>Diese Website verwendet Cookies, um Dienste bereitzustellen."
       "</p></div>",
       "consent: Diese Website verwendet Cookies, um Dienste "
       "bereitzustellen."},
      {"battery notice",
       "<div>Batterien dürfen nach dem Batteriegesetz nicht in den Hausmüll."
       "</div>",
       "legal: Batterien dürfen nach dem Batteriegesetz nicht in den "
       "Hausmüll."},
      {"recycling is a business",
       "<div>Wir recyceln Altbatterien und gewinnen Lithium zurück.</div>",
       "main: Wir recyceln Altbatterien und gewinnen Lithium zurück."},
      {"WEEE number in the footer", "<footer>WEEE-Reg.-Nr. DE 123</footer>",
       "legal: WEEE-Reg.-Nr. DE 123"},
      {"privacy section", "<h2>Datenschutz</h2><p>Wir speichern Daten.</p>",
       "legal: Wir speichern Daten."},
      {"an article on privacy is none",
       "<h2>Neue Regeln zum Datenschutz in Hamburg</h2><p>Ab Mai.</p>",
       "main: Ab Mai."},
      {"job advertisement",
       "<h2>Ingenieur Elektrolyse (m/w/d)</h2><p>Du baust.</p>",
       "job: Du baust."},
      {"job advertisement by line", "<p>Elektroniker (m/w/d)</p>",
       "job: Elektroniker (m/w/d)"},
      {"customers", "<h3>Unsere Kunden</h3><ul><li>Windpark AG</ul>",
       "reference: Windpark AG"},
      {"logos of customers",
       "<div class=client-logos><img alt='Windpark AG'></div>",
       "reference: Windpark AG"},
      {"what was done for a customer is a story",
       "<h3>Referenzen</h3><p>Für ein Stadtwerk an der Küste haben wir die "
       "erste Anlage gebaut, die ihren Wasserstoff aus dem Strom der eigenen "
       "Windräder macht und damit zwölf Busse versorgt.</p>",
       "main: Für ein Stadtwerk an der Küste haben wir die erste Anlage "
       "gebaut, die ihren Wasserstoff aus dem Strom der eigenen Windräder "
       "macht und damit zwölf Busse versorgt."},
      {"site search", "<div role=search>Suchen</div>", "search: Suchen"},
      {"search form", "<form class=search-form><label>Suche</label></form>",
       "search: Suche"},
      {"tag cloud", "<div class=tagcloud><a href=/t/h2>Wasserstoff</a></div>",
       "search: Wasserstoff"},
      {"a block that is a link", "<p><a href=/h2>Wasserstoff</a></p>",
       "link: Wasserstoff"},
      {"a link in a sentence", "<p>Mehr zu <a href=/h2>Wasserstoff</a></p>",
       "main: Mehr zu Wasserstoff"},
      {"copyright line at the end", "<p>© 2026 Firma</p>",
       "footer: © 2026 Firma"},
  };
  for (const auto& c : cases) {
    const Page page = Parse(std::string("<h1>Firma</h1>") + kProse + c.html);
    const Lines blocks = BlocksOf(page);
    EXPECT_NE(std::find(blocks.begin(), blocks.end(), c.block), blocks.end())
        << c.what << ": " << testing::PrintToString(blocks);
    EXPECT_TRUE(blocks.size() > 2 && blocks[1].starts_with("main: Wir entw"))
        << c.what << ": " << testing::PrintToString(blocks);
  }
}

TEST(PageParserTest, ANameDoesNotHideTheStory) {
  for (const char* name : {"sidebar", "pagination", "related", "teaser-list",
                           "footer-menu", "widget"}) {
    const Page page = Parse(std::string("<body><p>Kurz.</p><div class='") +
                            name + "'>" + kProse + "</div>");
    EXPECT_TRUE(BlocksOf(page).at(1).starts_with("main: Wir entwickeln"))
        << name;
  }
}

TEST(PageParserTest, KnowsImprints) {
  const char* const html =
      "<title>%</title><h1>%</h1><p>Muster Energie GmbH<br>Hafenstr. 1<br>"
      "20457 Hamburg</p><p>Amtsgericht Hamburg, HRB 12345</p>";
  const auto with = [&](std::string title, std::string heading) {
    std::string page = html;
    page.replace(page.find('%'), 1, title);
    page.replace(page.find('%'), 1, heading);
    return page;
  };
  const struct {
    const char* url;
    std::string html;
    bool is_imprint;
    Zone zone;
  } cases[] = {
      {"https://a.example/impressum", with("Firma", "Firma"), true,
       Zone::kLegal},
      {"https://a.example/de/Impressum.html?x=1", with("Firma", "Firma"), true,
       Zone::kLegal},
      {"https://a.example/legal-notice/", with("x", "x"), true, Zone::kLegal},
      {"https://a.example/?p=7", with("Impressum | Firma", "Firma"), true,
       Zone::kLegal},
      {"https://a.example/?p=7", with("Firma", "Impressum &amp; Datenschutz"),
       true, Zone::kLegal},
      {"https://a.example/?p=7", with("Firma", "Angaben gemäß § 5 DDG"), true,
       Zone::kLegal},
      {"https://a.example/kontakt", with("Firma", "Kontakt"), false,
       Zone::kMain},
      {"https://a.example/datenschutz", with("x", "x"), false, Zone::kLegal},
      {"https://a.example/agb.pdf.html", with("x", "AGB"), false, Zone::kLegal},
      {"https://a.example/news/impressum-pflicht-neu", with("x", "x"), false,
       Zone::kMain},
      {"https://a.example/legal/", "<h1>Terms</h1><p>You agree.</p>", false,
       Zone::kLegal},
  };
  for (const auto& c : cases) {
    const Page page = Parse(c.html, c.url);
    EXPECT_EQ(page.is_imprint, c.is_imprint) << c.url << c.html;
    ASSERT_FALSE(page.blocks.empty()) << c.url;
    EXPECT_EQ(ToString(page.blocks.back().zone), ToString(c.zone)) << c.url;
    // What the imprint reader needs: one block a line.
    if (c.is_imprint) {
      EXPECT_EQ(page.blocks[3].text, "Hafenstr. 1") << c.url;
      EXPECT_EQ(page.blocks[4].text, "20457 Hamburg") << c.url;
    }
  }
}

TEST(PageParserTest, AnImprintCanBeASectionOfAPage) {
  const Page page = Parse(
      std::string("<h1>Firma</h1>") + kProse +
          "<h2>Impressum</h2><p>Muster GmbH<br>Weg 1</p><p>Geschäftsführer: "
          "E. Muster</p><h2>Leistungen</h2><p>Bau</p>",
      "https://a.example/");
  EXPECT_TRUE(page.is_imprint);
  ASSERT_EQ(BlocksOf(page).size(), 9u);
  EXPECT_EQ(BlocksOf(page)[4], "legal: Muster GmbH");
  EXPECT_EQ(BlocksOf(page)[5], "legal: Weg 1");
  EXPECT_EQ(BlocksOf(page)[7], "h2: Leistungen") << "ends with its section";
}

TEST(PageParserTest, ReadsTheHead) {
  const Page page = Parse(
      "<!doctype html><html lang=de-DE><head><title> Muster\n GmbH </title>"
      "<meta name=Description content='Elektrolyse  aus Hamburg'>"
      "<meta property=og:description content='Anders'>"
      "<meta name=robots content='NOINDEX, follow'>"
      "<meta property='article:published_time' "
      "content='2026-03-12T08:00:00+01:00'>"
      "<link rel='shortlink canonical' href='/kanon'>"
      "<meta http-equiv=refresh content='5; URL=\"/neu\"'>"
      "<base href='/tief/'></head><p>Wir bauen Anlagen für die Küste.");
  EXPECT_EQ(page.title, "Muster GmbH");
  EXPECT_EQ(page.lang, "de");
  EXPECT_GT(page.lang_confidence, 0.5);
  EXPECT_EQ(page.charset, "utf-8");
  EXPECT_EQ(page.charset_source, "header");
  EXPECT_TRUE(page.noindex);
  EXPECT_FALSE(page.nofollow);
  ASSERT_TRUE(page.published.has_value());
  EXPECT_EQ(FormatTimestamp(*page.published), "2026-03-12T07:00:00Z");
  ASSERT_TRUE(page.canonical.has_value());
  EXPECT_EQ(page.canonical->href(), "https://firma.example/kanon");
  ASSERT_TRUE(page.refresh.has_value());
  EXPECT_EQ(page.refresh->href(), "https://firma.example/neu");
  EXPECT_EQ(BlocksOf(page), Lines({"description: Elektrolyse aus Hamburg",
                                   "main: Wir bauen Anlagen für die Küste.",
                                   "structured: Anders"}));
}

TEST(PageParserTest, RobotsDirectives) {
  const struct {
    const char* meta;
    bool noindex, nofollow;
  } cases[] = {
      {"<meta name=robots content=none>", true, true},
      {"<meta name=ROBOTS content='index,NoFollow'>", false, true},
      {"<meta name=ritmon content=noindex>", true, false},
      {"<meta name=otherbot content=noindex>", false, false},
      {"<meta name=robots content='noindexed'>", false, false},
      {"<meta name=robots>", false, false},
  };
  for (const auto& c : cases) {
    const Page page = Parse(c.meta);
    EXPECT_EQ(page.noindex, c.noindex) << c.meta;
    EXPECT_EQ(page.nofollow, c.nofollow) << c.meta;
    EXPECT_FALSE(page.noai) << c.meta;
  }
}

TEST(PageParserTest, Reservations) {
  const struct {
    const char* meta;
    bool noai;
    std::optional<bool> tdm;
    const char* policy;
  } cases[] = {
      {"<meta name=robots content='index, noai, noimageai'>", true, {}, ""},
      {"<meta name=robots content=noimageai>", false, {}, ""},
      {"<meta name=RITMON content=NOAI>", true, {}, ""},
      {"<meta name=otherbot content=noai>", false, {}, ""},
      {"<meta name=robots content=all><meta name=robots content=noai>",
       true,
       {},
       ""},
      {"<meta name=tdm-reservation content=1>", false, true, ""},
      {"<meta name=' TDM-Reservation ' content=' 1 '>", false, true, ""},
      {"<meta name=tdm-reservation content=0>", false, false, ""},
      {"<meta name=tdm-reservation content=2>", false, {}, ""},
      {"<meta name=tdm-reservation content=yes>", false, {}, ""},
      {"<meta name=tdm-reservation>", false, {}, ""},
      // The one that reserves counts, in any order.
      {"<meta name=tdm-reservation content=1>"
       "<meta name=tdm-reservation content=0>",
       false, true, ""},
      {"<meta name=tdm-reservation content=0>"
       "<meta name=tdm-reservation content=1>",
       false, true, ""},
      {"<meta name=tdm-reservation content=1>"
       "<meta name=tdm-policy content=' https://a.example/p.json '>",
       false, true, "https://a.example/p.json"},
      {"<!-- <meta name=tdm-reservation content=1> -->", false, {}, ""},
      {"<script>'<meta name=robots content=noai>'</script>", false, {}, ""},
  };
  for (const auto& c : cases) {
    const Page page = Parse(c.meta);
    EXPECT_EQ(page.noai, c.noai) << c.meta;
    EXPECT_EQ(page.tdm_reservation, c.tdm) << c.meta;
    EXPECT_EQ(page.tdm_policy, c.policy) << c.meta;
  }
  EXPECT_EQ(std::size(cases), 16u);
}

TEST(PageParserTest, FindsLinksOnce) {
  const Page page = Parse(
      "<base href=https://www.firma.example/de/>"
      "<base href=https://not.example/>"
      "<a href='a.html'><img alt='Ein Bild'></a><a href=a.html#top>A</a>"
      "<a href='b.html' rel='external NOFOLLOW'>B</a>"
      "<a href='b.html'>B</a><a href=c.html rel=nofollow>C  c</a>"
      "<a href='mailto:x@y.example'>m</a><a href='javascript:x()'>j</a>"
      "<a href='http://['>kaputt</a><a href=#oben>oben</a><a>ohne</a>"
      "<a href='https://firma.example/leistung/'>diese Seite</a>"
      "<map><area href=/karte alt=Karte></map>"
      "<iframe src='//rahmen.example/x'></iframe>"
      "<div style='display:none'><a href=/menue>Menü</a></div>"
      "<link rel=alternate hreflang=en href=/en/>"
      "<link rel=alternate type='application/rss+xml' href=/feed>");
  Lines links;
  for (const Link& link : page.links) {
    links.push_back(link.url.href() + " " + link.text +
                    (link.nofollow ? " nofollow" : ""));
  }
  EXPECT_EQ(links, Lines({"https://www.firma.example/de/a.html Ein Bild",
                          "https://www.firma.example/de/b.html B",
                          "https://www.firma.example/de/c.html C c nofollow",
                          "https://www.firma.example/karte Karte",
                          "https://rahmen.example/x ",
                          "https://www.firma.example/menue Menü",
                          "https://www.firma.example/en/ ",
                          "https://www.firma.example/feed "}));
}

TEST(PageParserTest, FramesAreLinks) {
  const Page page = Parse(
      "<html><head><title>Firma</title></head><frameset cols='20%,80%'>"
      "<frame src=menu.html><frame src=start.html></frameset></html>",
      "http://alt.example/index.htm");
  ASSERT_EQ(page.links.size(), 2u);
  EXPECT_EQ(page.links[1].url.href(), "http://alt.example/start.html");
}

TEST(PageParserTest, ReadsOtherMediaTypes) {
  const Url url = MakeUrl("https://firma.example/x");
  const Page plain =
      ParsePage(url, "Erste\nZeile\r\n\r\n<b>Zweite</b>", "text/plain");
  ASSERT_EQ(plain.blocks.size(), 2u);
  EXPECT_EQ(plain.blocks[0].text, "Erste Zeile");
  EXPECT_EQ(plain.blocks[1].text, "<b>Zweite</b>");
  EXPECT_EQ(plain.main_text, "Erste Zeile\n<b>Zweite</b>");
  EXPECT_TRUE(
      ParsePage(url, "%PDF-1.4 text", "application/pdf").blocks.empty());
  EXPECT_FALSE(ParsePage(url, "<p>x", "").blocks.empty());
  EXPECT_FALSE(
      ParsePage(url, "\n<p>x", "application/octet-stream").blocks.empty());
  EXPECT_FALSE(ParsePage(url, "<p>x", "application/xhtml+xml;charset=utf-8")
                   .blocks.empty());

  FetchResult fetched{.request = {.url = url}};
  fetched.headers = {{"content-TYPE", "text/html; charset=iso-8859-1"}};
  fetched.body = "<title>M\xFCller</title>";
  EXPECT_EQ(ParsePage(fetched).title, "Müller");
}

}  // namespace
}  // namespace ritmon
