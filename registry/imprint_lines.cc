// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_lines.h"

#include <algorithm>
#include <utility>

#include "base/normalize.h"
#include "base/regex.h"
#include "registry/imprint_address.h"
#include "registry/imprint_names.h"
#include "registry/imprint_parties.h"
#include "registry/imprint_tables.h"
#include "registry/imprint_words.h"
#include "registry/pattern.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

// More than any imprint has; what follows is somebody's terms of trade.
constexpr size_t kMaxLines = 4000;
constexpr size_t kMaxTextBytes = size_t{512} << 10;
// What has no label for so long is running text; keeps the work linear.
constexpr size_t kMaxLineBytes = 1000;

const Regex& LabelRegex() {
  static const Regex regex = Pattern(
      R"([ ,;.|/(\-–](?:Geschäftsführ|Registergericht|Registernummer|)"
      R"(Register-Nr|Registereintrag|Handelsregister|Vereinsregister|)"
      R"(Genossenschaftsregister|Partnerschaftsregister|Commercial [Rr]egister|)"
      R"(Eingetragen|Umsatzsteuer|USt|UST|Ust|VAT|Steuernummer|Steuer-Nr|)"
      R"(St\.-Nr|Telefon|Telefax|Tel\.|Tel:|Fax|E-?[Mm]ail|Phone|)"
      R"([Vv]ertreten durch|Vertretungsberechtigt|Inhaber|)"
      R"(Sitz der Gesellschaft|[Pp]ersönlich haftend|Komplementär|Vorstand|)"
      R"(Aufsichtsrat|Managing [Dd]irector|Registered [Oo]ffice|)"
      R"(General [Pp]artner|Register [Cc]ourt|Angaben gemäß|)"
      R"((?:Inhaltlich |Redaktionell )?Verantwortlich (?:für|gem|i|nach|im)|)"
      R"(Datenschutzbeauftragt|Aufsichtsbehörde|Berufshaftpflicht|)"
      R"(Bankverbindung|Haftungsausschluss|Haftung für|Streitschlichtung|)"
      R"(Online-Streitbeilegung|Verbraucherschlichtung|)"
      R"((?:Konzept|Gestaltung|Webdesign|Design|Umsetzung|Programmierung|)"
      R"(Realisierung|Hosting|Webagentur|Agentur|Fotos|Bildnachweis)\b)"
      R"([^:.]{0,40}:|Wirtschafts-I|Internet:|Web:|Website:|©))");
  return regex;
}

// How many bytes the blank at `at` has, of whatever width; 0: none is there.
size_t BlankAt(std::string_view text, size_t at) {
  switch (text[at]) {
    case ' ':
    case '\t':
    case '\r':
      return 1;
    case '\xC2':  // U+00A0
      return text.substr(at, 2) == "\xC2\xA0" ? 2 : 0;
    case '\xE2': {  // U+2000 to U+200B
      const bool wide = text.substr(at, 2) == "\xE2\x80" &&
                        at + 2 < text.size() &&
                        static_cast<unsigned char>(text[at + 2]) <= 0x8B;
      return wide ? 3 : 0;
    }
    default:
      return 0;
  }
}

// It is for the printer.
bool IsSoftHyphenAt(std::string_view text, size_t at) {
  return text[at] == '\xC2' && text.substr(at, 2) == "\xC2\xAD";
}

std::string Collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (size_t i = 0; i < text.size();) {
    if (const size_t size = BlankAt(text, i); size > 0) {
      blank = !out.empty();
      i += size;
    } else if (IsSoftHyphenAt(text, i)) {
      i += 2;
    } else {
      if (blank) out += ' ';
      blank = false;
      out += text[i++];
    }
  }
  return out;
}

// The pieces of one line, cut at separators and before labels.
void CutLine(std::string_view line, std::vector<std::string>& pieces) {
  const std::string text = Collapse(line);
  size_t begin = 0;
  const auto add = [&](size_t end) {
    std::string piece = end - begin == text.size()
                            ? text
                            : Collapse(text.substr(begin, end - begin));
    while (!piece.empty() && (piece.front() == '|' || piece.front() == '*')) {
      piece = Collapse(std::string_view(piece).substr(1));
    }
    if (!piece.empty()) pieces.push_back(std::move(piece));
    begin = end;
  };
  std::vector<size_t> cuts;
  for (const auto& match : LabelRegex().FindAll(text)) {
    size_t at = match[0]->begin;
    // After the separator, which may be a dash of three bytes.
    at += static_cast<unsigned char>(text[at]) >= 0x80 ? 3 : 1;
    // "Handelsregister des ..." may stay with "eingetragen im".
    cuts.push_back(at);
  }
  for (size_t at = text.find('|'); at != std::string::npos;
       at = text.find('|', at + 1)) {
    cuts.push_back(at);
  }
  // "Brüning · Osterkamp · Thies" is one name.
  const bool facts = text.find_first_of(":@0123456789") != std::string::npos;
  for (const std::string_view sign : {"•", " · ", "●"}) {
    if (!facts) break;
    for (size_t at = text.find(sign); at != std::string::npos;
         at = text.find(sign, at + 1)) {
      cuts.push_back(at + sign.size());
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.push_back(text.size());
  for (const size_t cut : cuts) {
    while (cut > begin + kMaxLineBytes) {
      const size_t blank = text.rfind(' ', begin + kMaxLineBytes);
      add(blank == std::string::npos || blank <= begin ? begin + kMaxLineBytes
                                                       : blank);
    }
    if (cut > begin) add(cut);
  }
}

void TakeNames(ImprintLine& line) {
  line.holds_form = HoldsLegalForm(line.text);
  line.names =
      line.holds_form ? FindCompanyNames(line.text) : std::vector<FoundName>();
}

// A register's number, or a label whose number is in the next cell.
bool MayTellNumber(const ImprintLine& line) {
  return line.folded.find("regist") != std::string::npos ||
         line.folded.find("hra") != std::string::npos ||
         line.folded.find("hrb") != std::string::npos ||
         !FindRegisterNumbers(line.text).empty();
}

// Whether the line can be the beginning of a company's name.
bool MayBeginName(const ImprintLine& line) {
  constexpr size_t kLongestName = 100;  // bytes
  return !line.text.empty() && line.text.size() <= kLongestName &&
         line.folded.find_first_of(":@0123456789") == std::string::npos &&
         !line.owner_label && !line.responsible &&
         line.party == Party::kOwner && !IsLabelWord(line.folded) &&
         line.folded != "anschrift" && line.folded != "name" &&
         line.folded != "firma";
}

// "Muster Medizintechnik" / "GmbH & Co. KG": one name on two lines.
void JoinSplitNames(std::vector<ImprintLine>& lines) {
  bool joined = false;
  for (size_t i = 1; i < lines.size(); ++i) {
    ImprintLine& above = lines[i - 1];
    ImprintLine& line = lines[i];
    const bool form_above = !above.names.empty();
    const bool middle = GoesOnFromLineAbove(line.text);
    bool join = false;
    if (middle) {
      // "Bruns AG" / "& Co. KG", but not "Muster GmbH" / "GmbH".
      join =
          MayBeginName(above) && (!form_above || !IsBareLegalForm(line.text) ||
                                  line.text.starts_with('&'));
    } else if (MayBeginName(above) && !form_above) {
      const auto& names = line.names;
      join = !names.empty() && names[0].begin == 0 &&
             (IsOpenName(above.text) ||
              (line.party == Party::kOwner && SaysOnlyTheTrade(names[0].name)));
    }
    if (!join) continue;
    line.text = above.text + " " + line.text;
    line.folded = Fold(line.text);
    TakeNames(line);
    above = {};
    joined = true;
  }
  if (joined) {
    std::erase_if(lines,
                  [](const ImprintLine& line) { return line.text.empty(); });
    MarkParties(lines);
  }
}

}  // namespace

std::vector<ImprintLine> CutImprint(std::string_view whole) {
  const std::string turned = TurnColumnsToRows(whole.substr(0, kMaxTextBytes));
  std::string_view text = turned;
  std::vector<std::string> pieces;
  while (!text.empty() && pieces.size() < kMaxLines) {
    const size_t end = std::min(text.find('\n'), text.size());
    CutLine(text.substr(0, end), pieces);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::vector<ImprintLine> lines(pieces.size());
  for (size_t i = 0; i < pieces.size(); ++i) {
    lines[i].text = std::move(pieces[i]);
    lines[i].folded = Fold(lines[i].text);
    TakeNames(lines[i]);
  }
  return lines;
}

bool MayNameCompany(const std::vector<ImprintLine>& lines) {
  const auto any = [&](auto is) {
    return std::any_of(lines.begin(), lines.end(), is);
  };
  return any([](const ImprintLine& line) { return line.holds_form; }) ||
         (any([](const auto& line) { return MayHoldPostcode(line.text); }) &&
          any(MayTellNumber)) ||
         any([](const ImprintLine& line) {
           return IsPublicBody(line.text) || !FormStatedBy(line.text).empty() ||
                  BeginsWithCo(line.text);  // one of these with that above
         });
}

void MarkLines(std::vector<ImprintLine>& lines) {
  MarkParties(lines);
  JoinSplitNames(lines);
}

}  // namespace ritmon
