// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/listings.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

std::string Show(const std::string& html) {
  std::string shown;
  for (const Listing& listing : FindListings(
           HtmlTree::Parse(html), MakeUrl("http://www.liste.example/m/"))) {
    std::string entry = listing.entry;
    for (char& c : entry) {
      if (c == '\n') c = '|';
    }
    shown += listing.href + " [" + listing.text + "] " + entry + "\n";
  }
  return shown;
}

TEST(ListingsTest, AnEntryIsWhatStandsAroundItsLink) {
  const struct {
    const char* html;
    const char* listings;
  } cases[] = {
      {"<ul><li>A GmbH<br>20457 Hamburg <a href=//a.example>Web</a></li>"
       "<li>B GmbH <a href=//b.example/x>Web</a></li></ul>",
       "http://a.example/ [Web] A GmbH|20457 Hamburg Web\n"
       "http://b.example/x [Web] B GmbH Web\n"},
      {"<table><tr><td>A GmbH<td>Stade<td><a href=//a.example>a</a>"
       "<tr><td>B GmbH<td>Stade<td></table>",
       "http://a.example/ [a] A GmbH|Stade|a\n [] B GmbH|Stade\n"},
      // Cards without any telling element.
      {"<div><div><h3>A GmbH</h3><p>Stade<br><a href=//a.example>a</a></p>"
       "</div><div><h3>B GmbH</h3><p><a href=//b.example>b</a></p></div></div>",
       "http://a.example/ [a] A GmbH|Stade|a\n"
       "http://b.example/ [b] B GmbH|b\n"},
      // A page about one member.
      {"<h1>A GmbH</h1><main><section><p>Text<p><a href=//a.example>zur "
       "Website</a></section></main>",
       "http://a.example/ [zur Website] A GmbH|Text|zur Website\n"},
      // The same cards on a list with a headline.
      {"<h1>Alle</h1><div><div><b>A</b><p><a href=//a.example>a</a></div><div>"
       "<p><a href=//b.example>b</a></div><div><p><a href=//c.example>c</a>"
       "</div></div>",
       "http://a.example/ [a] A|a\nhttp://b.example/ [b] b\n"
       "http://c.example/ [c] c\n"},
      {"<ul><li>A GmbH <a href=//a.example><img alt='Logo A'></a></ul>",
       "http://a.example/ [Logo A] A GmbH\n"},
      // The directory's own pages, menus, footers.
      {"<nav><ul><li><a href=//x.example>x</a></ul></nav><footer>"
       "<a href=//y.example>y</a></footer><p><a href=/intern>i</a>"
       "<a href=http://liste.example/>l</a></p>",
       " [] il\n"},
      // A card's own footer is part of it.
      {"<article>A GmbH<footer><a href=//a.example>a</a></footer></article>",
       "http://a.example/ [a] A GmbH|a\n"},
      {"<li><a href='mailto:x@a.example'>x</a> <a href='http://['>y</a></li>",
       " [] x y\n"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Show(c.html), c.listings) << c.html;
}

TEST(ListingsTest, HostilePagesAreCut) {
  std::string many = "<ul>";
  for (int i = 0; i < 5000; ++i) {
    many += "<li>" + std::string(1000, 'x') + "<a href=//a" +
            std::to_string(i) + ".example>" + std::string(1000, 'y') + "</a>";
  }
  const auto listings =
      FindListings(HtmlTree::Parse(many), MakeUrl("http://l.example/"));
  EXPECT_EQ(listings.size(), kMaxListings);
  for (const Listing& listing : listings) {
    EXPECT_LE(listing.entry.size(), kMaxListingEntry);
    EXPECT_LE(listing.text.size(), kMaxListingText);
  }
}

}  // namespace
}  // namespace ritmon
