// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_lines.h"

#include <algorithm>
#include <utility>

#include "base/normalize.h"
#include "base/regex.h"
#include "registry/imprint_names.h"
#include "registry/pattern.h"

namespace ritmon {
namespace {

// More than any imprint has; what follows is somebody's terms of trade.
constexpr size_t kMaxLines = 4000;
constexpr size_t kMaxTextBytes = size_t{512} << 10;
// What has no label for so long is running text; keeps the work linear.
constexpr size_t kMaxLineBytes = 1000;

// Folded lines, from their start.
struct Patterns {
  Regex owner = Pattern(
      R"(^(?:impressum|imprint|anbieterkennzeichnung|legal notice|site notice|)"
      R"(angaben (?:gemaess|nach|gem\.?|im sinne|zum anbieter)|)"
      R"(pflichtangaben|information(?:en)? (?:gemaess|nach|pursuant|according)|)"
      R"((?:diensteanbieter|anbieter|betreiber|herausgeber|)"
      R"(seitenbetreiber|websitebetreiber)(?:in)?(?:$| ?:| (?:dieser|der|des) )"
      R"((?:web|internet|seite|home|online|dienst|angebot)| im sinne| i\. ?s|)"
      R"( gemaess| nach| ist\b)|service provider ?:|publisher ?:|)"
      R"((?:register|handelsregister)(?:eintrag|angaben)|)"
      R"(firmenangaben|unternehmensangaben|company details))");
  Regex responsible =
      Pattern(R"(^(?:inhaltlich |redaktionell |journalistisch-redaktionell )?)"
              R"((?:verantwortlich\w*|v\.? ?i\.? ?s\.? ?d\.? ?p)|)"
              R"(^responsible for)");
  Regex partner = Pattern(
      R"(^(?:(?:diese|jeweils|die|sie) )?(?:wird |ist )?(?:gesetzlich )?)"
      R"((?:vertreten durch|vertretungsberechtigt\w*|vertretung\b|)"
      R"(persoenlich haftende\w*|komplementaer\w*|haftende gesellschafterin|)"
      R"(general partner|geschaeftsfueh\w*|managing|represented by|)"
      R"(gesellschafter\w*|phg\b|inhaber\w*|vorstand\w*|)"
      R"(aufsichtsrat\w*|treuhaender\w*))");
  Regex parent = Pattern(
      R"(^(?:(?:ein|eine|a) (?:unternehmen|tochter\w*|gesellschaft|firma|)"
      R"(beteiligung|member|company|subsidiary|mitglied)\b.* (?:der|von|des|)"
      R"(of)\b|muttergesellschaft|konzern\w*|(?:100 ?%ige )?tochter\w*|)"
      R"(alleinig\w+ gesellschafter\w*))");
  Regex agency = Pattern(
      R"(^(?:(?:konzept\w*|gestaltung|(?:web|screen|grafik|corporate|ui|ux)?)"
      R"([ -]?design|layout|umsetzung|realisierung|realisation|)"
      R"(programmierung|(?:web|software)?entwicklung|)"
      R"(technische (?:umsetzung|realisierung|betreuung|leitung)|technik|)"
      R"((?:web-?)?hosting|hoster|provider|webmaster|web-?development|)"
      R"((?:internet|werbe|web|media|digital|kreativ)?-?agentur|seo|)"
      R"(fotos?|fotografie\w*|fotonachweis\w*|foto- und bildnachweis\w*|)"
      R"(bild(?:nachweis\w*|rechte|quellen?|er|material)|fotograf\w*|texte?|)"
      R"(illustration\w*|photo(?:s|graphy)?|pictures?|images?|)"
      R"(implementation|production|cms|shopsystem|)"
      R"((?:web-?(?:site|seite)|homepage|internetauftritt)(?: erstellt| )"
      R"(realisiert| umgesetzt| entwickelt)?)\b[^:.]{0,60}(?:: ?|\bvon\b|)"
      R"(\bdurch\b|\bby\b|$)|(?:powered|made|created|designed|erstellt|)"
      R"(realisiert|umgesetzt|gestaltet|programmiert) (?:von|durch|by)\b|)"
      R"((?:konzept\w*|gestaltung|design|umsetzung|realisierung|)"
      R"(programmierung),? ))");
  // Labels that begin like an agency's and are not.
  Regex own_web =
      Pattern(R"(^(?:web-?(?:site|seite)|homepage|internetauftritt)s? ?:)");
  Regex other = Pattern(
      R"(^(?:(?:externe[rn]?|betriebliche[rn]?|unser\w*|der) )*)"
      R"((?:datenschutz\w*|data protection|privacy|aufsichtsbehoerde\w*|)"
      R"(zustaendige \w+|kammer\b|berufs\w*|\w*haftpflicht\w*|versicher\w+|)"
      R"(name und (?:sitz|anschrift) de[sr]|insurance|\w*streit\w*|)"
      R"(schlichtung\w*|ombuds\w*|dispute|eu-streit\w*|os-plattform|)"
      R"(kooperationspartner\w*|in kooperation|partner\b|mitglied\w*|member|)"
      R"(bank\w*|iban|konto\w*|sparkasse|haftung\w*|disclaimer|liability|)"
      R"(rechtlich\w* hinweis\w*|urheber\w*|copyright (?:der|des|und|all)|)"
      R"(google|facebook|meta |cookie\w*|tracking|analyse\w*|quelle\w*|)"
      R"(lizenz\w*|gefoerdert|foerder(?:ung|hinweis|projekt)\w*|funded|)"
      R"(abmahn\w*|entsorgung\w*|)"
      R"(batterie\w*|verpackung\w*|steuerberat\w*|rechtsanwalt\w*|)"
      R"(ein service|ein angebot|ein projekt|ein shop|shop-?system|)"
      R"(plattform\w*|jugendschutz\w*|hinweis\w*|zertifi\w*|consent\w*|)"
      R"(usercentrics|vermittl\w*|liefer\w*|versand\w*|agb\b|terms))");
  Regex cut = Pattern(
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
};

const Patterns& GetPatterns() {
  static const Patterns patterns;
  return patterns;
}

bool IsBlank(std::string_view text, size_t at, size_t& size) {
  const std::string_view nbsp = "\xC2\xA0";
  size = 1;
  if (text[at] == ' ' || text[at] == '\t' || text[at] == '\r') return true;
  if (text.substr(at, 2) == nbsp) {
    size = 2;
    return true;
  }
  // U+2000 to U+200B: blanks of all widths.
  if (text.substr(at, 2) == "\xE2\x80" && at + 2 < text.size() &&
      static_cast<unsigned char>(text[at + 2]) >= 0x80 &&
      static_cast<unsigned char>(text[at + 2]) <= 0x8B) {
    size = 3;
    return true;
  }
  return false;
}

std::string Collapse(std::string_view text) {
  std::string out;
  bool blank = false;
  for (size_t i = 0; i < text.size();) {
    size_t size = 1;
    if (IsBlank(text, i, size)) {
      blank = !out.empty();
    } else {
      if (blank) out += ' ';
      blank = false;
      out += text[i];
      // The soft hyphen is for the printer.
      if (text.substr(i, 2) == "\xC2\xAD") {
        out.pop_back();
        size = 2;
      }
    }
    i += size;
  }
  return out;
}

// The pieces of one line, cut at separators and before labels.
void CutLine(std::string_view line, std::vector<std::string>& pieces) {
  const std::string text = Collapse(line);
  size_t begin = 0;
  const auto add = [&](size_t end) {
    std::string piece = Collapse(text.substr(begin, end - begin));
    while (!piece.empty() && (piece.front() == '|' || piece.front() == '*')) {
      piece = Collapse(std::string_view(piece).substr(1));
    }
    if (!piece.empty()) pieces.push_back(std::move(piece));
    begin = end;
  };
  std::vector<size_t> cuts;
  for (const auto& match : GetPatterns().cut.FindAll(text)) {
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
  for (const std::string_view sign : {"•", " · ", "●"}) {
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

bool EndsStatement(const ImprintLine& line) {
  return line.owner_label || line.responsible;
}

}  // namespace

std::vector<ImprintLine> CutImprint(std::string_view text) {
  const Patterns& patterns = GetPatterns();
  text = text.substr(0, kMaxTextBytes);
  std::vector<std::string> pieces;
  while (!text.empty() && pieces.size() < kMaxLines) {
    const size_t end = std::min(text.find('\n'), text.size());
    CutLine(text.substr(0, end), pieces);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::vector<ImprintLine> lines;
  Party party = Party::kOwner;
  bool named = false;
  for (std::string& piece : pieces) {
    ImprintLine line;
    line.folded = Fold(piece);
    line.text = std::move(piece);
    const std::string& folded = line.folded;
    line.label_only =
        folded.size() < 60 &&
        (folded.ends_with(':') ||
         folded.find_first_of("0123456789:") == std::string::npos);
    const auto names = FindCompanyNames(line.text);
    // "Agentur Nordlicht GmbH", "Versicherungsmakler ... GmbH": the first name
    // is the owner's, however it begins.
    const bool owners_name = !named && !names.empty() && names[0].begin == 0;
    named = named || !names.empty();
    line.owner_label = patterns.owner.Occurs(folded);
    line.responsible = patterns.responsible.Occurs(folded);
    if (owners_name) {
      line.party = party = Party::kOwner;
    } else if (EndsStatement(line)) {
      // "Verantwortlich" in the middle of an agency's or insurer's lines is
      // the owner's again.
      party = Party::kOwner;
      line.party = party;
    } else if (patterns.parent.Occurs(folded)) {
      // For this line only.
      line.party = Party::kOther;
    } else if (patterns.partner.Occurs(folded)) {
      // For this line only: what follows is the owner's unless it is a name.
      line.party = Party::kPartner;
      if (party == Party::kAgency || party == Party::kOther) line.party = party;
    } else if (patterns.own_web.Occurs(folded)) {
      line.party = party;
    } else if (patterns.agency.Occurs(folded)) {
      line.party = party = Party::kAgency;
    } else if (patterns.other.Occurs(folded)) {
      line.party = party = Party::kOther;
    } else {
      line.party = party;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace ritmon
