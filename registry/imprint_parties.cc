// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_parties.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "base/regex.h"
#include "registry/imprint_address.h"
#include "registry/imprint_names.h"
#include "registry/imprint_words.h"
#include "registry/pattern.h"

namespace ritmon {
namespace {

// Folded lines, from their start.
struct Patterns {
  Regex owner = Pattern(
      R"(^(?:impressum|imprint|anbieterkennzeichnung|legal notice|site notice|)"
      R"(angaben (?:gemaess|nach|gem\.?|im sinne|zum anbieter)|)"
      R"(pflichtangaben|information(?:en)? (?:gemaess|nach|pursuant|according)|)"
      R"((?:diensteanbieter|anbieter|betreiber|herausgeber|rechtstraeger|)"
      R"(seitenbetreiber|websitebetreiber)(?:in)?(?:$| ?:| (?:dieser|der|des) )"
      R"((?:web|internet|seite|home|online|dienst|angebot)| im sinne| i\. ?s|)"
      R"( gemaess| nach| ist\b)|service provider ?:|publisher ?:|)"
      R"((?:register|handelsregister)(?:eintrag|angaben)|)"
      R"(firmenangaben|unternehmensangaben|company details|legal disclosure|)"
      R"(mentions legales|betreibergesellschaft\w*|betrieben (?:von|durch)|)"
      R"(operated by|operator\b|(?:web)?site (?:owner|operator)|)"
      R"(provider (?:identification|information)|)"
      R"((?:firma|firmenname|firmierung|traeger(?:in)?|company(?: name)?) ?:?$))");
  Regex responsible =
      Pattern(R"(^(?:inhaltlich |redaktionell |journalistisch-redaktionell )?)"
              R"((?:verantwortlich\w*|v\.? ?i\.? ?s\.? ?d\.? ?p)|)"
              R"(^responsible for)");
  Regex partner = Pattern(
      R"(^(?:(?:diese|jeweils|die|sie) )?(?:wird |ist )?(?:gesetzlich )?)"
      R"((?:vertreten durch|vertretungsberechtigt\w*|vertretung\b|)"
      R"(persoenlich haftende\w*|komplementaer\w*|haftende gesellschafterin|)"
      R"(general partner|comp?l\.|kompl\.|kpl\.|geschaeftsfueh\w*|managing|represented by|)"
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
      R"(technische (?:umsetzung|realisierung|betreuung)|technik|)"
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
      R"(programmierung),? |website-baukasten|baukasten|registrar))");
  // Labels that begin like an agency's and are not.
  Regex own_web =
      Pattern(R"(^(?:web-?(?:site|seite)|homepage|internetauftritt)s? ?:)");
  Regex other = Pattern(
      R"(^(?:(?:§ ?)?\d{1,2}(?:\.\d{1,2})*[.)]? )?)"
      R"((?:(?:externe[rn]?|betriebliche[rn]?|unser\w*|der|gesetzliche[rn]?|)"
      R"(zustaendige[rn]?|wir sind|wir|(?:kaufmaennisch|technisch|operativ)\w*|)"
      R"(autorisierte[rn]?|gebundene[rn]?|vorlaeufige[rn]?|und|&) )*)"
      R"((?:datenschutz\w*|data protection|privacy|aufsichtsbehoerde\w*|)"
      R"(zustaendige \w+|kammer\b|berufs\w*|\w*haftpflicht\w*|versicher\w+|)"
      R"(name und (?:sitz|anschrift) de[sr]|insurance|\w*streit\w*|)"
      R"(schlichtung\w*|ombuds\w*|dispute|eu-streit\w*|os-plattform|)"
      R"(kooperationspartner\w*|in kooperation|partner\b|mitglied\w*|member|)"
      R"(bank\w*|iban|konto\w*|haftung\w*|disclaimer|liability|)"
      R"(rechtlich\w* hinweis\w*|urheber\w*|copyright (?:der|des|und|all)|)"
      R"(google|facebook|meta |cookie\w*|tracking|analyse\w*|quelle\w*|)"
      R"(lizenz\w*|gefoerdert|foerder(?:ung|hinweis|projekt)\w*|funded|)"
      R"(abmahn\w*|entsorgung\w*|)"
      R"(batterie\w*|verpackung\w*|steuerberat\w*|rechtsanwalt\w*|)"
      R"(ein service|ein angebot|ein projekt|ein shop|shop-?system|)"
      R"(plattform\w*|projekt-?partner\w*|projekttraeger\w*|netzwerk\w*|)"
      R"(verbund\w*|pruefungsverband\w*|\w*betriebsfuehrung\w*|affiliate\w*|)"
      R"(vg wort|zaehlpixel|ruecksend\w*|retoure\w*|franchise\w*|\w*aufsicht\b|)"
      R"(\w*kammer\b|\w*versicherer\b|\w*finanzierung\w*|leasing\w*|)"
      R"((?:insolvenz|sach|zwangs)verwalter\w*|sachwalter\w*|)"
      R"(gutachter\w*|kassen(?:zahn)?aerztliche|erlaubnis\w*|sponsor\w*|)"
      R"(unterstuetz\w*|domain\w*|zahlungs\w*|payment|paypal|klarna|stripe|)"
      R"(newsletter|kontaktformular|server-?log\w*|externes hosting|matomo|)"
      R"(youtube|web-?fonts?|schriftarten|erstellt mit|rechtstext\w*|)"
      R"(testimonial\w*|kundenstimm\w*|referenz\w*|hersteller\b|)"
      R"(jugendschutz\w*|hinweis\w*|zertifi\w*|consent\w*|)"
      R"(usercentrics|vermittl\w*|liefer\w*|versand\w*|agb\b|terms))");
};

const Patterns& GetPatterns() {
  static const Patterns patterns;
  return patterns;
}

// "Unternehmen der Gruppe": a list of sisters, who are no owners of the site
// below one who is.
bool IsGroupList(std::string_view folded) {
  static const Regex heading =
      Pattern(R"(^(?:(?:die|alle|unsere|other) )?)"
              R"((?:(?:gesellschaften|unternehmen|firmen|companies) )"
              R"((?:der|unserer|in der|im|des|of the) [\w\- ]*)"
              R"((?:gruppe|konzern\w*|verbund\w*|holding|group)|)"
              R"((?:weitere|andere) (?:gesellschaften|unternehmen|firmen)|)"
              R"((?:schwester|tochter)(?:gesellschaften|unternehmen|firmen)|)"
              R"(beteiligungen|verbundene unternehmen|subsidiaries|affiliates|)"
              R"((?:gruppen|konzern)(?:unternehmen|gesellschaften)|)"
              R"(zur [\w\- ]*(?:gruppe|holding) gehoeren\b.*))"
              R"( ?(?:\([^)]{0,100}\))? ?:?$)");
  return heading.Occurs(folded);
}

// Authorities, chambers and courts that others stand under: an address on
// their line is theirs. Behind a number it would be a line of many facts.
bool IsAuthoritysAddress(const ImprintLine& line) {
  static const Regex authority = Pattern(
      R"(^[^0-9]*(?:kammer|aufsichtsbehoerde|landgerichts?|oberlandesgerichts?|)"
      R"(finanzamts?|regierungspraesidium|landratsamt|bundesanstalt|)"
      R"(schlichtungsstelle|ombudsmann|gewerbeamt|ordnungsamt|bundesamt|)"
      R"(gesundheitsamt|bezirksregierung|kassenaerztliche vereinigung)\b)");
  return authority.Occurs(line.folded) && FindPlace(line.text).has_value();
}

bool HasAny(std::string_view text,
            std::initializer_list<std::string_view> signs) {
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
    return text.find(sign) != std::string_view::npos;
  });
}

// Whether a line that begins with another party's label speaks for the lines
// below it as well. "Webdesign" and "Webdesign: Agentur Meer" do; what is said
// to the end on its own line does not.
bool GoesOn(const ImprintLine& line, Party party, bool names_company) {
  constexpr size_t kLongestHeading = 60;  // bytes
  constexpr size_t kLongestLabel = 120;
  const size_t colon = line.folded.find(':');
  const bool has_value =
      colon != std::string::npos && colon + 1 < line.folded.size();
  if (!has_value) {
    return line.folded.size() < kLongestHeading || line.folded.ends_with(':');
  }
  if (line.folded.size() > kLongestLabel || FindPlace(line.text)) return false;
  return party == Party::kAgency || names_company;
}

// Five digits on their own.
bool LooksPlaced(std::string_view folded) {
  static const Regex digits = Pattern(R"((?:^|[ \-])\d{5} )");
  return digits.Occurs(folded);
}

bool IsForeign(Party party) {
  return party == Party::kAgency || party == Party::kOther;
}

}  // namespace

void MarkParties(std::vector<ImprintLine>& lines) {
  const Patterns& patterns = GetPatterns();
  Party party = Party::kOwner;
  bool named = false;
  bool placed = false;  // somebody's address came before
  for (ImprintLine& line : lines) {
    const std::string& folded = line.folded;
    line.label_only =
        folded.size() < 60 &&
        (folded.ends_with(':') ||
         folded.find_first_of("0123456789:") == std::string::npos);
    line.owner_label = patterns.owner.Occurs(folded);
    line.responsible = patterns.responsible.Occurs(folded);
    line.inherited = false;
    const auto& names = line.names;
    // "Agentur Nordlicht GmbH", "Versicherungsmakler ... GmbH": what begins
    // like a label is the name. The first one; who comes later may be anybody.
    const bool begins_with_name =
        !named &&
        (names.empty() ? IsPublicBody(line.text) : names[0].begin == 0);
    if (!IsForeign(party)) named = named || !names.empty();
    const auto foreign = [&](Party whose) {
      line.party = whose;
      if (GoesOn(line, whose, !names.empty())) party = whose;
    };
    if (begins_with_name) {
      line.party = party;
      line.inherited = true;
    } else if (line.owner_label || line.responsible) {
      // "Verantwortlich" in the middle of an agency's or insurer's lines is
      // the owner's again.
      line.party = party = Party::kOwner;
    } else if (named && IsGroupList(folded)) {
      line.party = party = Party::kOther;
    } else if (patterns.parent.Occurs(folded)) {
      line.party = Party::kOther;  // for this line only
    } else if (patterns.partner.Occurs(folded)) {
      // For this line only: what follows is the owner's unless it is a name.
      line.party = IsForeign(party) ? party : Party::kPartner;
    } else if ((named || placed) && names.empty() &&
               IsAuthoritysAddress(line)) {
      line.party = IsForeign(party) ? party : Party::kOther;
    } else if (patterns.own_web.Occurs(folded)) {
      line.party = party;
      line.inherited = true;
    } else if (patterns.agency.Occurs(folded)) {
      foreign(Party::kAgency);
    } else if (patterns.other.Occurs(folded)) {
      foreign(Party::kOther);
    } else {
      line.party = party;
      line.inherited = true;
    }
    placed = placed || (line.party == Party::kOwner && LooksPlaced(folded));
  }
}

Party PartyByLeadIn(std::string_view before, bool owned) {
  if (HasAny(before, {"unternehmen der",
                      "unternehmen von",
                      "tochter",
                      "gefoerdert",
                      "mitglied",
                      "in kooperation",
                      "im auftrag",
                      "franchise",
                      "getragen",
                      "gehostet",
                      "lizenz",
                      "versicherungsvertreter",
                      "handelsvertreter",
                      "vertragshaendler",
                      "haendler der",
                      "haendler fuer",
                      "generalvertretung",
                      "generalagentur",
                      "servicepartner",
                      "vertriebspartner"})) {
    return Party::kOther;
  }
  if (owned && HasAny(before, {"komplementaer", "haftende", "vertreten durch",
                               "general partner", "gesellschafter",
                               "geschaeftsfueh", "compl.", "kompl.", "phg"})) {
    return Party::kPartner;
  }
  // A sentence names the owner only if it says so.
  const auto words = WordsOfFolded(before);
  static constexpr std::array<std::string_view, 14> kVerbs = {
      "ist",    "sind",   "wird",  "werden", "wurde", "nutzt",   "nutzen",
      "hosten", "hostet", "nimmt", "is",     "are",   "erfolgt", "liegt"};
  const bool sentence =
      std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end();
      });
  const bool of_owner = HasAny(before, {"betrieb",
                                        "betreib",
                                        "herausgeb",
                                        "herausgegeben",
                                        "diensteanbieter",
                                        "anbieterin",
                                        "anbieter dies",
                                        "anbieter der",
                                        "verantwortlich",
                                        "operated",
                                        "operator",
                                        "publisher",
                                        "published",
                                        "inhaber",
                                        "owner",
                                        "website",
                                        "webseite",
                                        "internet",
                                        "seite",
                                        "homepage",
                                        "firm",
                                        "impressum",
                                        "service provider",
                                        "provided by",
                                        "angebot",
                                        "marke",
                                        "brand"});
  return sentence && !of_owner ? Party::kOther : Party::kOwner;
}

bool IsStrangeLabel(std::string_view before) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  if (!before.ends_with(':')) return false;
  before.remove_suffix(1);
  const size_t begin = before.find_last_of(":;.");
  if (begin != std::string_view::npos) before.remove_prefix(begin + 1);
  return !HasAny(
      before,
      {"anbiet",     "betreib",     "betrieb",      "herausgeb",  "firm",
       "name",       "unternehm",   "gesellschaft", "company",    "provider",
       "publisher",  "impressum",   "imprint",      "inhaber",    "owner",
       "verantwort", "responsible", "adress",       "anschrift",  "address",
       "sitz",       "kontakt",     "contact",      "tmg",        "ddg",
       "regist",     "gericht",     "hrb",          "hra",        "vertrags",
       "traeger",    "rechtsform",  "zentrale",     "verwaltung", "operator",
       "entity",     "verkaeufer",  "seller",       "verein",     "stiftung",
       "legal",      "notice",      "angaben",      "komplement", "haftend",
       "vertret",    "partner",     "office"});
}

bool SaysPartner(std::string_view folded) {
  return folded.find("haftende") != std::string_view::npos ||
         folded.find("komplementaer") != std::string_view::npos ||
         folded.find("general partner") != std::string_view::npos ||
         folded.find("gesellschafterin") != std::string_view::npos;
}

bool LeadsToPartnership(std::string_view folded) {
  return SaysPartner(folded) &&
         (folded.ends_with(" der") || folded.ends_with(" fuer die") ||
          folded.ends_with(" of"));
}

bool SaysAdministrator(std::string_view folded) {
  return folded.find("insolvenzverwalt") != std::string_view::npos ||
         folded.find("sachwalter") != std::string_view::npos ||
         folded.find("zwangsverwalter") != std::string_view::npos;
}

}  // namespace ritmon
