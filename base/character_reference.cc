// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/character_reference.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/charset.h"

namespace ritmon {
namespace {

// The longest name below, "thetasym" and its like, and numbers with zeros.
constexpr size_t kMaxBytes = 12;

// HTML 4.01, 24.2: U+00A0 to U+00FF in order.
constexpr std::string_view kLatin1 =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not "
    "shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 "
    "ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde "
    "Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc "
    "Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
    "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml "
    "aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml "
    "eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave "
    "uacute ucirc uuml yacute thorn yuml";

struct NamedCharacter {
  std::string_view name;
  char32_t code_point;
};

// XML's own five, and HTML 4.01, 24.3 and 24.4; sorted.
constexpr auto kNamed = std::to_array<NamedCharacter>(
    {{"Alpha", 0x391},    {"Beta", 0x392},    {"Chi", 0x3A7},
     {"Dagger", 0x2021},  {"Delta", 0x394},   {"Epsilon", 0x395},
     {"Eta", 0x397},      {"Gamma", 0x393},   {"Iota", 0x399},
     {"Kappa", 0x39A},    {"Lambda", 0x39B},  {"Mu", 0x39C},
     {"Nu", 0x39D},       {"OElig", 0x152},   {"Omega", 0x3A9},
     {"Omicron", 0x39F},  {"Phi", 0x3A6},     {"Pi", 0x3A0},
     {"Prime", 0x2033},   {"Psi", 0x3A8},     {"Rho", 0x3A1},
     {"Scaron", 0x160},   {"Sigma", 0x3A3},   {"Tau", 0x3A4},
     {"Theta", 0x398},    {"Upsilon", 0x3A5}, {"Xi", 0x39E},
     {"Yuml", 0x178},     {"Zeta", 0x396},    {"alefsym", 0x2135},
     {"alpha", 0x3B1},    {"amp", 0x26},      {"and", 0x2227},
     {"ang", 0x2220},     {"apos", 0x27},     {"asymp", 0x2248},
     {"bdquo", 0x201E},   {"beta", 0x3B2},    {"bull", 0x2022},
     {"cap", 0x2229},     {"chi", 0x3C7},     {"circ", 0x2C6},
     {"clubs", 0x2663},   {"cong", 0x2245},   {"crarr", 0x21B5},
     {"cup", 0x222A},     {"dArr", 0x21D3},   {"dagger", 0x2020},
     {"darr", 0x2193},    {"delta", 0x3B4},   {"diams", 0x2666},
     {"empty", 0x2205},   {"emsp", 0x2003},   {"ensp", 0x2002},
     {"epsilon", 0x3B5},  {"equiv", 0x2261},  {"eta", 0x3B7},
     {"euro", 0x20AC},    {"exist", 0x2203},  {"fnof", 0x192},
     {"forall", 0x2200},  {"frasl", 0x2044},  {"gamma", 0x3B3},
     {"ge", 0x2265},      {"gt", 0x3E},       {"hArr", 0x21D4},
     {"harr", 0x2194},    {"hearts", 0x2665}, {"hellip", 0x2026},
     {"image", 0x2111},   {"infin", 0x221E},  {"int", 0x222B},
     {"iota", 0x3B9},     {"isin", 0x2208},   {"kappa", 0x3BA},
     {"lArr", 0x21D0},    {"lambda", 0x3BB},  {"lang", 0x2329},
     {"larr", 0x2190},    {"lceil", 0x2308},  {"ldquo", 0x201C},
     {"le", 0x2264},      {"lfloor", 0x230A}, {"lowast", 0x2217},
     {"loz", 0x25CA},     {"lrm", 0x200E},    {"lsaquo", 0x2039},
     {"lsquo", 0x2018},   {"lt", 0x3C},       {"mdash", 0x2014},
     {"minus", 0x2212},   {"mu", 0x3BC},      {"nabla", 0x2207},
     {"ndash", 0x2013},   {"ne", 0x2260},     {"ni", 0x220B},
     {"notin", 0x2209},   {"nsub", 0x2284},   {"nu", 0x3BD},
     {"oelig", 0x153},    {"oline", 0x203E},  {"omega", 0x3C9},
     {"omicron", 0x3BF},  {"oplus", 0x2295},  {"or", 0x2228},
     {"otimes", 0x2297},  {"part", 0x2202},   {"permil", 0x2030},
     {"perp", 0x22A5},    {"phi", 0x3C6},     {"pi", 0x3C0},
     {"piv", 0x3D6},      {"prime", 0x2032},  {"prod", 0x220F},
     {"prop", 0x221D},    {"psi", 0x3C8},     {"quot", 0x22},
     {"rArr", 0x21D2},    {"radic", 0x221A},  {"rang", 0x232A},
     {"rarr", 0x2192},    {"rceil", 0x2309},  {"rdquo", 0x201D},
     {"real", 0x211C},    {"rfloor", 0x230B}, {"rho", 0x3C1},
     {"rlm", 0x200F},     {"rsaquo", 0x203A}, {"rsquo", 0x2019},
     {"sbquo", 0x201A},   {"scaron", 0x161},  {"sdot", 0x22C5},
     {"sigma", 0x3C3},    {"sigmaf", 0x3C2},  {"sim", 0x223C},
     {"spades", 0x2660},  {"sub", 0x2282},    {"sube", 0x2286},
     {"sum", 0x2211},     {"sup", 0x2283},    {"supe", 0x2287},
     {"tau", 0x3C4},      {"there4", 0x2234}, {"theta", 0x3B8},
     {"thetasym", 0x3D1}, {"thinsp", 0x2009}, {"tilde", 0x2DC},
     {"trade", 0x2122},   {"uArr", 0x21D1},   {"uarr", 0x2191},
     {"upsih", 0x3D2},    {"upsilon", 0x3C5}, {"weierp", 0x2118},
     {"xi", 0x3BE},       {"zeta", 0x3B6},    {"zwj", 0x200D},
     {"zwnj", 0x200C}});

std::optional<char32_t> ByName(std::string_view name) {
  const auto* found =
      std::lower_bound(kNamed.begin(), kNamed.end(), name,
                       [](const NamedCharacter& entry, std::string_view text) {
                         return entry.name < text;
                       });
  if (found != kNamed.end() && found->name == name) return found->code_point;
  char32_t code_point = 0xA0;
  for (std::string_view rest = kLatin1; !rest.empty(); ++code_point) {
    const size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == name) return code_point;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

// WHATWG HTML, 13.2.5.80: what these numbers mean to everybody.
char32_t OfWindows1252(char32_t number) {
  constexpr std::array<char16_t, 32> kHigh = {
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
      0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  return kHigh[number - 0x80];
}

bool IsXmlCharacter(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
         (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

std::optional<char32_t> ByNumber(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty()) return std::nullopt;
  char32_t value = 0;
  for (const char c : digits) {
    char32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<char32_t>(c - '0');
    } else if (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
      digit = static_cast<char32_t>((c | 0x20) - 'a' + 10);
    } else {
      return std::nullopt;
    }
    value = std::min<char32_t>(value * (hex ? 16 : 10) + digit, 0x110000);
  }
  if (value >= 0x80 && value < 0xA0) value = OfWindows1252(value);
  return IsXmlCharacter(value) ? value : 0xFFFD;
}

}  // namespace

std::optional<CharacterReference> FindCharacterReference(
    std::string_view text) {
  if (!text.starts_with('&')) return std::nullopt;
  const size_t end = text.substr(0, kMaxBytes).find(';');
  if (end == std::string_view::npos || end < 2) return std::nullopt;
  const std::string_view name = text.substr(1, end - 1);
  const auto found =
      name.front() == '#' ? ByNumber(name.substr(1)) : ByName(name);
  if (!found) return std::nullopt;
  return CharacterReference{*found, end + 1};
}

std::string DecodeCharacterReferences(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t plain = std::min(text.find('&'), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (const auto reference = FindCharacterReference(text)) {
      AppendUtf8(reference->code_point, out);
      text.remove_prefix(reference->size);
    } else {
      out += '&';
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace ritmon
