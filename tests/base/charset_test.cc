// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/charset.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <random>
#include <string>
#include <vector>

#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(c));
  return text;
}

TEST(CharsetTest, LabelsMeanWhatTheEncodingStandardSays) {
  const struct {
    const char* label;
    const char* name;
  } cases[] = {
      {"utf-8", "utf-8"},
      {"UTF8", "utf-8"},
      {"  Utf-8\n", "utf-8"},
      {"iso-8859-1", "windows-1252"},
      {"ISO_8859-1:1987", "windows-1252"},
      {"latin1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"iso-8859-15", "iso-8859-15"},
      {"l9", "iso-8859-15"},
      {"iso-8859-9", "windows-1254"},
      {"gb2312", "gbk"},
      {"ks_c_5601-1987", "euc-kr"},
      {"unicode", "utf-16le"},
      {"unicodefffe", "utf-16be"},
      {"hz-gb-2312", "replacement"},
      {"utf-7", ""},
      {"", ""},
      {" ", ""},
      {"utf-8 utf8", ""},
      {"a label that is longer than any that there is", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(CharsetFromLabel(c.label), c.name) << c.label;
  }
}

TEST(CharsetTest, ReadsTheContentTypeHeader) {
  const struct {
    const char* header;
    const char* name;
  } cases[] = {
      {"text/html; charset=utf-8", "utf-8"},
      {"text/html;charset=\"ISO-8859-1\"", "windows-1252"},
      {"text/html; CHARSET = 'utf-8'; x=y", "utf-8"},
      {"text/html; charset=utf-8;", "utf-8"},
      {"text/html; charset", ""},
      {"text/html; charset=", ""},
      {"text/html; charset=\"utf-8", ""},
      {"text/html; charsets=x; charset=utf-8", "utf-8"},
      {"text/html", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(CharsetFromContentType(c.header), c.name) << c.header;
  }
}

// html5lib-tests, encoding/: #data and #encoding.
TEST(CharsetTest, Html5libEncodingCases) {
  RITMON_REQUIRE_FIXTURE("html-encoding");
  size_t cases = 0;
  for (const char* file : {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"}) {
    const std::string all = MustRead(
        Fixture(std::string("html-encoding/html5lib-encoding/") + file));
    size_t at = 0;
    while ((at = all.find("#data\n", at)) != std::string::npos) {
      at += 6;
      const size_t mark = all.find("\n#encoding\n", at);
      ASSERT_NE(mark, std::string::npos);
      const std::string data = all.substr(at, mark - at);
      const size_t name = mark + 11;
      const std::string expected =
          Lower(all.substr(name, all.find('\n', name) - name));
      EXPECT_EQ(DeclaredCharset(data, "").name, expected) << file << data;
      EXPECT_EQ(DecodeHtml(data, "").charset, expected) << file << data;
      ++cases;
    }
  }
  EXPECT_EQ(cases, 82u);
}

struct DecodeCase {
  const char* what;
  std::string bytes;
  const char* content_type;
  const char* charset;
  CharsetSource source;
  const char* text;
};

TEST(CharsetTest, DecodesAndRepairs) {
  using enum CharsetSource;
  const DecodeCase cases[] = {
      {"ascii", "abc", "", "windows-1252", kDefault, "abc"},
      {"nothing", "", "", "windows-1252", kDefault, ""},
      {"mark beats header", "\xEF\xBB\xBF\xC3\xA4", "text/html;charset=latin1",
       "utf-8", kBom, "ä"},
      {"header beats meta", "<meta charset=latin1>\xC3\xA4",
       "text/html;charset=utf-8", "utf-8", kHeader, "<meta charset=latin1>ä"},
      {"latin1 is windows-1252", "\x80 \x84x\x93 \xE4",
       "a/b;charset=iso-8859-1", "windows-1252", kHeader, "€ „x“ ä"},
      {"latin9", "\xA4", "a/b;charset=iso-8859-15", "iso-8859-15", kHeader,
       "€"},
      {"undeclared utf-8",
       "Gr\xC3\xB6\xC3\x9F"
       "e",
       "", "utf-8", kDetected, "Größe"},
      {"undeclared windows-1252",
       "Gr\xF6\xDF"
       "e",
       "", "windows-1252", kDetected, "Größe"},
      {"declared utf-8, is windows-1252",
       "Gr\xF6\xDF"
       "e",
       "text/html; charset=utf-8", "windows-1252", kDetected, "Größe"},
      {"header utf-8, meta knows better", "<meta charset=iso-8859-15>\xA4 \xF6",
       "text/html; charset=utf-8", "iso-8859-15", kMeta,
       "<meta charset=iso-8859-15>€ ö"},
      {"mostly utf-8",
       "Gr\xC3\xB6\xC3\x9F"
       "e und Gr\xF6\xDF"
       "e",
       "text/html; charset=utf-8", "utf-8", kHeader, "Größe und Größe"},
      {"mixed, with typographic quotes", "\xC3\xB6 \x84so\x93",
       "text/html; charset=utf-8", "utf-8", kHeader, "ö „so“"},
      {"cut in a sequence", "\xC3\xB6 \xC3", "text/html; charset=utf-8",
       "utf-8", kHeader, "ö \uFFFD"},
      {"declared latin1, is utf-8", "<meta charset=iso-8859-1>\xC3\xB6", "",
       "utf-8", kDetected, "<meta charset=iso-8859-1>ö"},
      {"XML declaration", "<?xml version='1.0' encoding='iso-8859-15'?>\xA4",
       "", "iso-8859-15", kMeta,
       "<?xml version='1.0' encoding='iso-8859-15'?>€"},
      {"meta utf-16 means utf-8", "<meta charset=utf-16>\xC3\xB6", "", "utf-8",
       kMeta, "<meta charset=utf-16>ö"},
      {"utf-16 with mark", std::string("\xFF\xFE\xE4\0b\0", 6), "", "utf-16le",
       kBom, "äb"},
      {"utf-16 without", std::string("<\0h\0t\0m\0l\0>\0\xE4\0", 14), "",
       "utf-16le", kDetected, "<html>ä"},
      {"odd utf-16", std::string("\xFE\xFF\0a\0", 5), "", "utf-16be", kBom,
       "a\uFFFD"},
      {"shift_jis", "\x93\xFA\x96\x7B", "a/b;charset=Shift_JIS", "shift_jis",
       kHeader, "日本"},
      {"forbidden", "abc", "a/b;charset=iso-2022-kr", "replacement", kHeader,
       "\uFFFD"},
      {"unknown label", "abc\xE4", "a/b;charset=klingon", "windows-1252",
       kDetected, "abcä"},
  };
  for (const DecodeCase& c : cases) {
    const DecodedText decoded = DecodeHtml(c.bytes, c.content_type);
    EXPECT_EQ(decoded.charset, c.charset) << c.what;
    EXPECT_EQ(ToString(decoded.source), ToString(c.source)) << c.what;
    EXPECT_EQ(decoded.text, c.text) << c.what;
  }
}

TEST(CharsetTest, DetectsOtherAlphabets) {
  // "Предприятие производит оборудование для водородной энергетики", twice.
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text += "Предприятие производит оборудование для водородной энергетики. ";
  }
  std::string bytes;  // windows-1251: А is 0xC0
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = text[i];
    if (c < 0x80) {
      bytes += text[i];
      continue;
    }
    const int code = ((c & 0x1F) << 6) | (text[i + 1] & 0x3F);
    bytes += static_cast<char>(code - 0x410 + 0xC0);
    ++i;
  }
  const DecodedText decoded = DecodeHtml(bytes, "");
  EXPECT_EQ(decoded.charset, "windows-1251");
  EXPECT_EQ(decoded.text, text);
}

// RFC 3629, section 3, and Unicode 15, table 3-7.
TEST(CharsetTest, KnowsInvalidUtf8) {
  const struct {
    std::string bytes;
    const char* scrubbed;
  } cases[] = {
      {"ok ä €", "ok ä €"},
      {"\xC0\xAF", "\uFFFD\uFFFD"},                      // overlong '/'
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // surrogate
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
      {"\xE2\x82", "\uFFFD"},                            // cut
      {"\xE2\x82x", "\uFFFDx"},
      {"\xFF", "\uFFFD"},
      {"12345678\x80"
       "12345678",
       "12345678\uFFFD12345678"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(IsValidUtf8(c.bytes), c.bytes == c.scrubbed);
    EXPECT_EQ(ScrubUtf8(c.bytes), c.scrubbed);
  }
}

TEST(CharsetTest, EveryEncodingGivesValidUtf8ForAnyBytes) {
  const std::vector<std::string> labels = {
      "utf-8",        "ibm866",       "iso-8859-2",     "iso-8859-6",
      "iso-8859-8-i", "iso-8859-16",  "koi8-u",         "macintosh",
      "windows-874",  "windows-1252", "windows-1258",   "x-mac-cyrillic",
      "gbk",          "gb18030",      "big5",           "euc-jp",
      "iso-2022-jp",  "shift_jis",    "euc-kr",         "utf-16be",
      "utf-16le",     "replacement",  "x-user-defined", "no such thing"};
  std::mt19937 random(20260417);
  for (const std::string& label : labels) {
    for (int round = 0; round < 40; ++round) {
      std::string bytes(random() % 9000, '\0');
      for (char& c : bytes) c = static_cast<char>(random());
      EXPECT_TRUE(IsValidUtf8(ToUtf8(bytes, label))) << label;
    }
  }
}

TEST(CharsetTest, AnyBytesDecodeToValidUtf8) {
  const std::string seeds[] = {
      "<html><head><meta http-equiv='content-type' content='text/html; "
      "charset=utf-8'><title>Gr\xC3\xB6\xC3\x9F"
      "e</title>",
      "<meta charset=\"iso-8859-1\"><p title='x>'>Gr\xF6\xDF"
      "e",
      "<?xml version=\"1.0\" encoding=\"euc-jp\"?><!-- -- ><meta charset=gbk>",
  };
  std::mt19937 random(7);
  for (int round = 0; round < 6000; ++round) {
    std::string bytes = seeds[round % 3];
    for (int edits = static_cast<int>(random() % 8); edits > 0; --edits) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    bytes.resize(random() % (bytes.size() + 1));
    // A buffer of exact size, so that a sanitizer sees one byte too far.
    const std::vector<char> exact(bytes.begin(), bytes.end());
    const DecodedText decoded =
        DecodeHtml(std::string_view(exact.data(), exact.size()), "");
    EXPECT_TRUE(IsValidUtf8(decoded.text));
    EXPECT_EQ(CharsetFromLabel(decoded.charset), decoded.charset);
  }
}

}  // namespace
}  // namespace ritmon
