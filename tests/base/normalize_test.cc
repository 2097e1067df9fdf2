// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/normalize.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/charset.h"

namespace ritmon {
namespace {

using namespace std::string_literals;

struct Case {
  std::string text;
  std::string folded;
};

TEST(FoldTest, Table) {
  const Case cases[] = {
      {"", ""},
      {"Wasserstoff", "wasserstoff"},
      // NFKC
      {"H₂", "h2"},
      {"CO₂-Abscheidung", "co2-abscheidung"},
      {"m²", "m2"},
      {"ﬁnden", "finden"},
      {"Ｓｏｌａｒ", "solar"},
      {"№ 5", "no 5"},
      {"Ⅳ", "iv"},
      // dropped: soft hyphen, zero-width space, joiner, word joiner, BOM
      {"Wasser\u00ADstoff", "wasserstoff"},
      {"Wasser\u200Bstoff\u200D\u2060", "wasserstoff"},
      {"\uFEFFTitel", "titel"},
      {"\u00AD", ""},
      {"Ma\u00AD\u0308rz", "maerz"},  // a mark behind a soft hyphen
      {"Powerwall™ und Foo℠", "powerwall und foo"},
      {"Marke® ©", "marke® ©"},
      // dashes
      {"E‐Fuels E‑Fuels E–Fuels E—Fuels E−Fuels",
       "e-fuels e-fuels e-fuels e-fuels e-fuels"},
      {"E﹣Fuels E－Fuels", "e-fuels e-fuels"},
      // German letters, in one or two characters
      {"Grüner Öltank, ÄÖÜäöüß", "gruener oeltank, aeoeueaeoeuess"},
      {"Gru\u0308n", "gruen"},
      {"STRAẞE", "strasse"},
      {"GRÜN", "gruen"},
      // other marks and letters
      {"Café Señor Łódź", "cafe senor łodz"},
      {"ǖ", "u"},
      {"İstanbul", "istanbul"},
      {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
      {"Электро", "электро"},
      {"Йод", "иод"},
      // blanks
      {"  a \t\r\n b  ", "a b"},
      {"a\u00A0b\u2003c\u3000d\u2028e", "a b c d e"},
      {"a\0b\x01"s + "c\x7F"s, "a b c"},
      {"a\u0085b", "a b"},
      {"\u00A8x", "x"},  // NFKC: blank and mark
      // not UTF-8
      {"a\xFFz", "a\uFFFDz"},
      {"a\xC3", "a\uFFFD"},
      {"\xE2\x82", "\uFFFD"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
  };
  int run = 0;
  for (const Case& c : cases) {
    EXPECT_EQ(Fold(c.text), c.folded) << c.text;
    EXPECT_EQ(Fold(c.folded), c.folded) << c.text;
    ++run;
  }
  EXPECT_EQ(run, 37);
}

TEST(FoldKeepingCaseTest, Table) {
  const Case cases[] = {
      {"MaaS", "MaaS"},
      {"CO₂–Bilanz", "CO2-Bilanz"},
      {"Ma\u00ADaS™", "MaaS"},
      {" ÖPNV  E‑Bus ", "ÖPNV E-Bus"},
      {"O\u0308PNV", "ÖPNV"},
      {"Straße", "Straße"},
      {"É", "É"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(FoldKeepingCase(c.text), c.folded) << c.text;
  }
}

// Texts of all kinds of characters that folding treats apart, and noise.
std::string RandomText(std::mt19937& random, bool valid) {
  static constexpr char32_t kRanges[][2] = {
      {0x20, 0x7E},      {0x00, 0x1F},       {0xA0, 0xFF},
      {0x100, 0x24F},    {0x300, 0x36F},     {0x370, 0x3FF},
      {0x590, 0x6FF},    {0x900, 0x97F},     {0x1100, 0x11FF},
      {0x1E00, 0x1FFF},  {0x2000, 0x206F},   {0x2070, 0x214F},
      {0x3000, 0x30FF},  {0xAC00, 0xAD00},   {0xFB00, 0xFB4F},
      {0xFE00, 0xFFFD},  {0x1D400, 0x1D7FF}, {0x1F100, 0x1F6FF},
      {0xE0000, 0xE01EF}};
  std::string text;
  const size_t length = random() % 24;
  for (size_t i = 0; i < length; ++i) {
    if (!valid && random() % 5 == 0) {
      text.push_back(static_cast<char>(random() % 256));
      continue;
    }
    const auto& range = kRanges[random() % std::size(kRanges)];
    AppendUtf8(range[0] + random() % (range[1] - range[0] + 1), text);
  }
  return text;
}

TEST(FoldTest, IsIdempotent) {
  std::mt19937 random(1);
  for (int i = 0; i < 60000; ++i) {
    const std::string text = RandomText(random, i % 2 == 0);
    const std::string folded = Fold(text);
    ASSERT_TRUE(IsValidUtf8(folded));
    ASSERT_EQ(Fold(folded), folded) << testing::PrintToString(text);
    ASSERT_EQ(folded.find("  "), std::string::npos);
    ASSERT_TRUE(folded.empty() ||
                (folded.front() != ' ' && folded.back() != ' '));
  }
}

// Every assigned character, alone and after a letter.
TEST(FoldTest, IsIdempotentForEveryCharacter) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text = "a";
    AppendUtf8(c, text);
    const std::string folded = Fold(text);
    ASSERT_EQ(Fold(folded), folded) << std::hex << static_cast<uint32_t>(c);
    const std::string alone = Fold(std::string_view(text).substr(1));
    ASSERT_EQ(Fold(alone), alone) << std::hex << static_cast<uint32_t>(c);
  }
}

void CheckOffsets(const std::string& text, size_t base) {
  // A buffer of exact size, so that a sanitizer sees one byte too far.
  const std::vector<char> exact(text.begin(), text.end());
  FoldedText folded;
  AppendFolded({exact.data(), exact.size()}, base, folded);
  ASSERT_EQ(folded.text, Fold(text));
  ASSERT_EQ(folded.offsets.size(), folded.text.size() + 1);
  EXPECT_EQ(folded.offsets.back(), base + text.size());
  for (size_t i = 0; i < folded.text.size(); ++i) {
    ASSERT_LE(folded.offsets[i], folded.offsets[i + 1]);
    ASSERT_GE(folded.offsets[i], base);
    ASSERT_LT(folded.offsets[i], base + text.size());
  }
  // Cut where the offset rises, both halves say what the whole says.
  for (size_t i = 1; i < folded.text.size(); ++i) {
    if (folded.offsets[i] == folded.offsets[i - 1]) continue;
    if (folded.text[i] == ' ' || folded.text[i - 1] == ' ') continue;
    const size_t cut = folded.offsets[i] - base;
    ASSERT_EQ(Fold(text.substr(0, cut)), Fold(folded.text.substr(0, i)))
        << testing::PrintToString(text) << " at " << cut;
    ASSERT_EQ(Fold(text.substr(cut)), Fold(folded.text.substr(i)))
        << testing::PrintToString(text) << " at " << cut;
  }
}

TEST(AppendFoldedTest, OffsetsMapBackToTheOriginal) {
  CheckOffsets("Wasser\u00ADstoff für H₂–Züge: 100 % grün!", 0);
  std::mt19937 random(2);
  for (int i = 0; i < 20000; ++i) {
    ASSERT_NO_FATAL_FAILURE(
        CheckOffsets(RandomText(random, i % 2 == 0), i % 3 * 1000));
  }
}

TEST(AppendFoldedTest, KnownOffsets) {
  FoldedText folded;
  AppendFolded("Ö H₂ ", 10, folded);
  EXPECT_EQ(folded.text, "oe h2");
  EXPECT_EQ(folded.offsets, (std::vector<uint32_t>{10, 10, 12, 13, 14, 18}));
  AppendFolded("x", 18, folded);
  EXPECT_EQ(folded.text, "oe h2x");
  EXPECT_EQ(folded.offsets,
            (std::vector<uint32_t>{10, 10, 12, 13, 14, 18, 19}));
}

// Marks that stand in the wrong order, more than any letter bears: sorting
// them as one cluster would take hours.
TEST(AppendFoldedTest, FloodOfMarks) {
  std::string flood = "a";
  for (int i = 0; i < 250000; ++i) flood += "\u0301\u0323";
  EXPECT_EQ(Fold(flood + "b"), "ab");
}

TEST(IsWordTest, Table) {
  struct WordCase {
    std::string character;
    bool word;
  };
  const WordCase cases[] = {{"a", true},  {"Z", true},      {"7", true},
                            {"ß", true},  {"\u0301", true}, {"漢", true},
                            {" ", false}, {"-", false},     {".", false},
                            {"–", false}, {"\xFF", false},  {"😀", false}};
  for (const WordCase& c : cases) {
    EXPECT_EQ(IsWordAt("." + c.character + ".", 1), c.word) << c.character;
    EXPECT_EQ(IsWordBefore("." + c.character + ".", 1 + c.character.size()),
              c.word)
        << c.character;
  }
  EXPECT_FALSE(IsWordAt("a", 1));
  EXPECT_FALSE(IsWordAt("a", 99));
  EXPECT_FALSE(IsWordBefore("a", 0));
  EXPECT_FALSE(IsWordBefore("a", 2));
}

}  // namespace
}  // namespace ritmon
