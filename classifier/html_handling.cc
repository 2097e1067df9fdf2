// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/html_handling.h"

#include <gumbo.h>

#include <array>

namespace ritmon {
namespace {

constexpr size_t kTags = GUMBO_TAG_LAST + 1;
static_assert(kTags <= kHtmlTagIds);

constexpr std::array<Handling, kTags> MakeHandling() {
  std::array<Handling, kTags> table{};
  for (const GumboTag tag :
       {GUMBO_TAG_HTML,    GUMBO_TAG_HEAD,   GUMBO_TAG_BODY,
        GUMBO_TAG_BASE,    GUMBO_TAG_LINK,   GUMBO_TAG_META,
        GUMBO_TAG_AREA,    GUMBO_TAG_BR,     GUMBO_TAG_COL,
        GUMBO_TAG_EMBED,   GUMBO_TAG_HR,     GUMBO_TAG_IMG,
        GUMBO_TAG_INPUT,   GUMBO_TAG_KEYGEN, GUMBO_TAG_FRAME,
        GUMBO_TAG_IMAGE,   GUMBO_TAG_P,      GUMBO_TAG_LI,
        GUMBO_TAG_DT,      GUMBO_TAG_DD,     GUMBO_TAG_TR,
        GUMBO_TAG_TD,      GUMBO_TAG_TH,     GUMBO_TAG_TBODY,
        GUMBO_TAG_THEAD,   GUMBO_TAG_TFOOT,  GUMBO_TAG_COLGROUP,
        GUMBO_TAG_OPTION,  GUMBO_TAG_A,      GUMBO_TAG_BASEFONT,
        GUMBO_TAG_BGSOUND, GUMBO_TAG_ISINDEX}) {
    table[tag] = Handling::kUncounted;
  }
  for (const GumboTag tag :
       {GUMBO_TAG_B,      GUMBO_TAG_BIG,      GUMBO_TAG_CODE,
        GUMBO_TAG_EM,     GUMBO_TAG_FONT,     GUMBO_TAG_I,
        GUMBO_TAG_S,      GUMBO_TAG_SMALL,    GUMBO_TAG_TT,
        GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,   GUMBO_TAG_U,
        GUMBO_TAG_NOBR,   GUMBO_TAG_ABBR,     GUMBO_TAG_ACRONYM,
        GUMBO_TAG_BDI,    GUMBO_TAG_BDO,      GUMBO_TAG_CITE,
        GUMBO_TAG_DFN,    GUMBO_TAG_INS,      GUMBO_TAG_KBD,
        GUMBO_TAG_MARK,   GUMBO_TAG_Q,        GUMBO_TAG_SAMP,
        GUMBO_TAG_SUB,    GUMBO_TAG_SUP,      GUMBO_TAG_VAR,
        GUMBO_TAG_WBR,    GUMBO_TAG_PLAINTEXT}) {
    table[tag] = Handling::kType;
  }
  table[GUMBO_TAG_PARAM] = Handling::kVoidDrop;
  table[GUMBO_TAG_SOURCE] = Handling::kVoidDrop;
  table[GUMBO_TAG_TRACK] = Handling::kVoidDrop;
  table[GUMBO_TAG_STYLE] = Handling::kRawDrop;
  table[GUMBO_TAG_SVG] = Handling::kRawDrop;
  table[GUMBO_TAG_NOSCRIPT] = Handling::kRawDrop;
  table[GUMBO_TAG_NOEMBED] = Handling::kRawDrop;
  table[GUMBO_TAG_NOFRAMES] = Handling::kRawDrop;
  table[GUMBO_TAG_TEXTAREA] = Handling::kRawDrop;
  table[GUMBO_TAG_SELECT] = Handling::kRawDrop;
  table[GUMBO_TAG_IFRAME] = Handling::kRawEmpty;
  table[GUMBO_TAG_TITLE] = Handling::kRawKeep;
  table[GUMBO_TAG_XMP] = Handling::kRawKeep;
  table[GUMBO_TAG_SCRIPT] = Handling::kScript;
  return table;
}
constexpr std::array<Handling, kTags> kHandling = MakeHandling();

constexpr std::array<bool, kTags> MakeSpecial() {
  std::array<bool, kTags> table{};
  for (const GumboTag tag :
       {GUMBO_TAG_ADDRESS,  GUMBO_TAG_APPLET,     GUMBO_TAG_ARTICLE,
        GUMBO_TAG_ASIDE,    GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BUTTON,
        GUMBO_TAG_CAPTION,  GUMBO_TAG_CENTER,     GUMBO_TAG_DETAILS,
        GUMBO_TAG_DIR,      GUMBO_TAG_DIV,        GUMBO_TAG_DL,
        GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,
        GUMBO_TAG_FOOTER,   GUMBO_TAG_FORM,       GUMBO_TAG_FRAMESET,
        GUMBO_TAG_H1,       GUMBO_TAG_H2,         GUMBO_TAG_H3,
        GUMBO_TAG_H4,       GUMBO_TAG_H5,         GUMBO_TAG_H6,
        GUMBO_TAG_HEADER,   GUMBO_TAG_HGROUP,     GUMBO_TAG_LISTING,
        GUMBO_TAG_MAIN,     GUMBO_TAG_MARQUEE,    GUMBO_TAG_MENU,
        GUMBO_TAG_NAV,      GUMBO_TAG_OBJECT,     GUMBO_TAG_OL,
        GUMBO_TAG_PRE,      GUMBO_TAG_SECTION,    GUMBO_TAG_SUMMARY,
        GUMBO_TAG_TABLE,    GUMBO_TAG_TEMPLATE,   GUMBO_TAG_UL}) {
    table[tag] = true;
  }
  return table;
}
constexpr std::array<bool, kTags> kSpecial = MakeSpecial();

}  // namespace

HtmlTagNumber HtmlTagId(std::string_view name) {
  constexpr size_t kLongest = 32;  // bytes; HTML's own are shorter
  if (name.size() > kLongest) return GUMBO_TAG_UNKNOWN;
  return gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
}

Handling HandlingOf(HtmlTagNumber tag) { return kHandling[tag]; }

bool NeedsAttributes(HtmlTagNumber tag) {
  return tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY ||
         tag == GUMBO_TAG_INPUT || HandlingOf(tag) == Handling::kType ||
         HandlingOf(tag) == Handling::kScript;
}

bool IsSpecialElement(HtmlTagNumber tag) { return kSpecial[tag]; }

bool IsTable(HtmlTagNumber tag) { return tag == GUMBO_TAG_TABLE; }

bool IsScopeBoundary(HtmlTagNumber tag) {
  return tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TEMPLATE ||
         tag == GUMBO_TAG_OBJECT || tag == GUMBO_TAG_APPLET ||
         tag == GUMBO_TAG_MARQUEE || tag == GUMBO_TAG_CAPTION ||
         tag == GUMBO_TAG_MATH || tag == GUMBO_TAG_SVG;
}

}  // namespace ritmon
