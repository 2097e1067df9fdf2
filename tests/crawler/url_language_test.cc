// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_language.h"

#include <gtest/gtest.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

TEST(UrlLanguageTest, Table) {
  const std::pair<const char*, const char*> cases[] = {
      {"http://firma.example/", ""},
      {"http://firma.example/de/x", "de"},
      {"http://firma.example/EN", "en"},
      {"http://firma.example/en-US/x", "en"},
      {"http://firma.example/en_gb/", "en"},
      {"http://firma.example/zh-hans/", "zh"},
      {"http://firma.example/english/x", "en"},
      {"http://firma.example/ch/fr/x", "fr"},
      {"http://firma.example/index.php/en/x", "en"},
      {"http://firma.example/produkte/en/x", ""},
      {"http://firma.example/x?lang=en", "en"},
      {"http://firma.example/x?a=1&Language=en-GB", "en"},
      {"http://firma.example/x?lang=it", "it"},
      {"http://firma.example/x?lang=1", ""},
      {"http://firma.example/x?en", ""},
      {"http://firma.example/about_en.html", "en"},
      {"http://firma.example/about.en.html", "en"},
      {"http://firma.example/open.html", ""},
      {"http://firma.example/it/", ""},
      {"http://firma.example/it-it/", "it"},
      {"http://firma.example/it-service/", ""},
      {"http://firma.example/de-facto-standards/", ""},
      {"http://firma.example/energie/", ""},
      {"http://en.firma.example/x", "en"},
      {"http://www.en.firma.example/x", "en"},
      {"http://en.example/x", ""},
      {"http://shop.firma.example/x", ""},
      {"http://127.0.0.1/x", ""},
  };
  for (const auto& [url, language] : cases) {
    EXPECT_EQ(LanguageOfPath(MakeUrl(url)), language) << url;
  }
}

TEST(UrlLanguageTest, ParallelAddressesAreTheSameWithoutTheirLanguage) {
  const struct {
    const char* a;
    const char* b;
    bool same;
  } cases[] = {
      {"http://firma.example/", "http://www.firma.example/en/", true},
      {"http://firma.example/de/x", "http://firma.example/EN/X", true},
      {"http://firma.example/x/", "https://firma.example/en-us/x", true},
      {"http://firma.example/x?a=1", "http://firma.example/x?lang=en&a=1",
       true},
      {"http://firma.example/a_de.html", "http://firma.example/a_en.html",
       true},
      {"http://firma.example/a.html", "http://firma.example/a.en.html", true},
      {"http://firma.example/", "http://firma.example/index_en.html", true},
      {"http://firma.example/x", "http://en.firma.example/x", true},
      {"http://firma.example/ch/de/x", "http://firma.example/ch/fr/x", true},
      {"http://firma.example/ch/de/x", "http://firma.example/at/de/x", false},
      {"http://firma.example/x", "http://firma.example/en/y", false},
      {"http://firma.example/x?a=1", "http://firma.example/en/x?a=2", false},
      {"http://firma.example/x", "http://shop.firma.example/x", false},
      {"http://firma.example/it/", "http://firma.example/", false},
      {"http://firma.example/x/en", "http://firma.example/x", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(WithoutLanguage(MakeUrl(c.a)) == WithoutLanguage(MakeUrl(c.b)),
              c.same)
        << WithoutLanguage(MakeUrl(c.a)) << " "
        << WithoutLanguage(MakeUrl(c.b));
  }
}

TEST(UrlLanguageTest, Names) {
  for (const char* name : {"de", "en", "en-us", "de_ch", "deutsch", "it-it"}) {
    EXPECT_TRUE(IsLanguageName(name)) << name;
  }
  for (const char* name : {"", "it", "EN", "energie", "en-masse-druck", "xx"}) {
    EXPECT_FALSE(IsLanguageName(name)) << name;
  }
}

}  // namespace
}  // namespace ritmon
