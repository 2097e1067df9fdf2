// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/match.h"

#include <algorithm>
#include <utility>

#include "base/normalize.h"
#include "registry/company_keys.h"
#include "registry/legal_form.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// Points of the domain specification, section 5.5.
constexpr int kNumberAndCourt = 100;
constexpr int kNumberAndState = 80;
constexpr int kVatId = 90;
constexpr int kNumberAlone = 50;  // unique in the register; ours
constexpr int kNameAndPostcode = 75;
constexpr int kNameAndTown = 60;
constexpr int kLightNameAndPostcode = 55;
constexpr int kSimilarNameAndStreet = 45;
constexpr int kNameInHomeRegion = 40;
constexpr int kDomainBonus = 10;
constexpr int kPreviousNameMalus = 10;
constexpr int kLegalFormMalus = 40;

constexpr double kSimilarNames = 0.94;

constexpr size_t kMinLabel = 3;

std::string Compact(std::string_view text) {
  std::string compact;
  for (const char c : Fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) compact += c;
  }
  return compact;
}

// How near a company's name is to the site's domain: 0 not at all, 1 one word,
// 2 the whole.
int DomainNearness(std::string_view light_key, std::string_view label) {
  const std::string name = Compact(light_key);
  const std::string domain = Compact(label);
  if (domain.size() < kMinLabel || name.size() < kMinLabel) return 0;
  if (name.find(domain) != std::string::npos ||
      domain.find(name) != std::string::npos) {
    return 2;
  }
  // "nordlicht" in "nordlicht-hamburg".
  const std::string first = Compact(light_key.substr(0, light_key.find(' ')));
  return first.size() >= 5 && domain.find(first) != std::string::npos ? 1 : 0;
}

bool SameTown(std::string_view a, std::string_view b) {
  return !a.empty() && Fold(a) == Fold(b);
}

// A company of the register with the keys of its names.
struct Entry {
  explicit Entry(const Company& held)
      : company(held),
        full_key(FullNameKey(held.name)),
        light_key(LightNameKey(held.name)) {}
  const Company& company;
  std::string full_key;
  std::string light_key;
};

// One imprint company against the companies of the register.
class Scoring {
 public:
  Scoring(const ImprintCompany& imprint, const SiteEvidence& site,
          const Courts& courts, const Regions& regions,
          const std::vector<std::string>& home)
      : imprint_(imprint),
        site_(site),
        home_(home),
        full_key_(FullNameKey(imprint.name)),
        light_key_(LightNameKey(imprint.name)),
        court_(imprint.court.empty() ? nullptr : courts.Find(imprint.court)),
        district_(
            regions.District(imprint.address.postcode, imprint.address.town)) {
    register_type_ = imprint.register_type.empty()
                         ? std::string(RegisterOf(imprint.legal_form))
                         : imprint.register_type;
  }

  const std::string& full_key() const { return full_key_; }
  const std::string& light_key() const { return light_key_; }
  const std::string& register_type() const { return register_type_; }
  const std::string& district() const { return district_; }
  // The court's code, empty if it is not known.
  std::string_view court_code() const {
    return court_ == nullptr ? std::string_view() : court_->code;
  }

  MatchCandidate Score(const Company& company, bool number_unique,
                       bool name_unique) const {
    const Entry entry(company);
    MatchCandidate best;
    ScoreNumber(entry, number_unique, best);
    ScoreVatId(entry, best);
    ScoreName(entry, name_unique, best);
    if (best.score == 0) return best;
    if (!LegalFormsCompatible(imprint_.legal_form, entry.company.legal_form)) {
      Add(best, -kLegalFormMalus, "legal form differs");
    }
    if (DomainNearness(entry.light_key, site_.host_label) == 2) {
      Add(best, kDomainBonus, "domain");
    }
    best.score = std::clamp(best.score, 0, 100);
    return best;
  }

 private:
  static void Offer(MatchCandidate& best, int score, std::string rule) {
    if (score <= best.score) return;
    best.score = score;
    best.rule = std::move(rule);
  }

  static void Add(MatchCandidate& best, int points, const std::string& why) {
    best.score += points;
    best.rule += (points > 0 ? ", +" : ", ") + why;
  }

  // The better of the company's names, today's and those before.
  double NameSimilarity(const Entry& entry) const {
    double best = JaroWinkler(light_key_, entry.light_key);
    for (const std::string& name : entry.company.previous_names) {
      best = std::max(best, JaroWinkler(light_key_, LightNameKey(name)));
    }
    return best;
  }

  bool SameSuffix(const RegisterNumber& number) const {
    // Berlin's "B" is left out as often as not.
    return number.suffix == imprint_.suffix ||
           (imprint_.suffix.empty() && number.suffix == "B");
  }

  void ScoreNumber(const Entry& entry, bool unique,
                   MatchCandidate& best) const {
    const auto& number = entry.company.register_number;
    if (!number || imprint_.number.empty() ||
        number->number != imprint_.number || number->type != register_type_ ||
        !SameSuffix(*number)) {
      return;
    }
    if (court_ != nullptr) {
      if (court_->code != number->court) return;
      Offer(best, kNumberAndCourt, "register number and court");
    } else if (!entry.company.district.empty() && !district_.empty()) {
      if (entry.company.district.substr(0, 2) != district_.substr(0, 2)) return;
      Offer(best, kNumberAndState, "register number and state");
    } else if (unique) {
      Offer(best, kNumberAlone, "register number alone");
    }
    best.conflict = best.score > 0 && NameSimilarity(entry) < kDifferentNames;
  }

  void ScoreVatId(const Entry& entry, MatchCandidate& best) const {
    const std::string& vat_id = entry.company.vat_id;
    if (vat_id.empty() || vat_id != imprint_.vat_id) return;
    if (kVatId <= best.score) return;
    Offer(best, kVatId, "VAT id");
    best.conflict = NameSimilarity(entry) < kDifferentNames;
  }

  bool HadTheName(const Company& company) const {
    return std::any_of(company.previous_names.begin(),
                       company.previous_names.end(),
                       [&](const std::string& name) {
                         return FullNameKey(name) == full_key_;
                       });
  }

  void ScoreName(const Entry& entry, bool unique, MatchCandidate& best) const {
    const Address& here = imprint_.address;
    const Address& there = entry.company.address;
    const bool postcode =
        !here.postcode.empty() && here.postcode == there.postcode;
    const bool full = full_key_ == entry.full_key;
    const bool previous = !full && HadTheName(entry.company);
    if (full || previous) {
      const int malus = previous ? kPreviousNameMalus : 0;
      const std::string what = previous ? "previous name" : "name";
      if (postcode) {
        Offer(best, kNameAndPostcode - malus, what + " and postcode");
      } else if (SameTown(here.town, there.town)) {
        Offer(best, kNameAndTown - malus, what + " and town");
      } else if (unique && here.postcode.empty() && IsHome(entry)) {
        Offer(best, kNameInHomeRegion - malus,
              what + ", the only one in the region");
      }
      return;
    }
    if (!postcode || light_key_.empty()) return;
    if (light_key_ == entry.light_key) {
      Offer(best, kLightNameAndPostcode,
            "name without legal form, and postcode");
    } else if (StreetToken(here.street).size() >= 3 &&
               StreetToken(here.street) == StreetToken(there.street) &&
               JaroWinkler(light_key_, entry.light_key) >= kSimilarNames) {
      Offer(best, kSimilarNameAndStreet, "similar name, postcode and street");
    }
  }

  bool IsHome(const Entry& entry) const {
    return std::find(home_.begin(), home_.end(), entry.company.district) !=
           home_.end();
  }

  const ImprintCompany& imprint_;
  const SiteEvidence& site_;
  const std::vector<std::string>& home_;
  std::string full_key_;
  std::string light_key_;
  std::string register_type_;
  const Court* court_;
  std::string district_;
};

// Of several companies on one imprint the one that the site is named after;
// nothing if that does not tell them apart.
std::optional<size_t> NamedAfter(const SiteEvidence& site) {
  const std::string title = " " + FullNameKey(site.home_title) + " ";
  int best = 0;
  std::optional<size_t> nearest;
  for (size_t i = 0; i < site.companies.size(); ++i) {
    const std::string light = LightNameKey(site.companies[i].name);
    int nearness = 2 * DomainNearness(light, site.host_label);
    if (!light.empty() && title.find(" " + light + " ") != std::string::npos) {
      nearness += 1;
    }
    if (nearness > best) {
      best = nearness;
      nearest = i;
    } else if (nearness == best) {
      nearest.reset();
    }
  }
  return nearest;
}

}  // namespace

SiteMatcher::SiteMatcher(CompanyDirectory& directory, const Courts& courts,
                         const Regions& regions, std::vector<std::string> home)
    : directory_(directory),
      courts_(courts),
      regions_(regions),
      home_(std::move(home)) {}

Result<std::vector<MatchCandidate>> SiteMatcher::Candidates(
    const ImprintCompany& imprint, const SiteEvidence& site) {
  const Scoring scoring(imprint, site, courts_, regions_, home_);
  const Address& address = imprint.address;
  Companies companies;
  Status failed;
  // Takes the companies that a lookup found; says how many.
  const auto take = [&](Result<Companies> found) -> size_t {
    if (!found) {
      failed = tl::unexpected(found.error());
      return 0;
    }
    companies.insert(companies.end(), found->begin(), found->end());
    return found->size();
  };
  const size_t with_number =
      imprint.number.empty()
          ? 0
          : take(directory_.ByRegisterNumber(
                scoring.court_code(), scoring.register_type(), imprint.number,
                scoring.district()));
  const size_t with_name = take(directory_.ByFullKey(scoring.full_key()));
  take(directory_.ByLightKey(scoring.light_key(), address.postcode));
  take(directory_.InStreet(scoring.light_key(), address.postcode,
                           address.street));
  if (!imprint.vat_id.empty()) take(directory_.ByVatId(imprint.vat_id));
  if (!failed) return tl::unexpected(failed.error());
  std::sort(companies.begin(), companies.end(),
            [](const Company& a, const Company& b) { return a.id < b.id; });

  std::vector<MatchCandidate> candidates;
  for (size_t i = 0; i < companies.size(); ++i) {
    if (i > 0 && companies[i].id == companies[i - 1].id) continue;
    if (IsRejected(site, companies[i].id)) continue;
    auto candidate =
        scoring.Score(companies[i], with_number == 1, with_name == 1);
    if (candidate.score == 0) continue;
    candidate.company = companies[i];
    candidates.push_back(std::move(candidate));
  }
  // Companies are in the order of their ids: so are equals.
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const MatchCandidate& a, const MatchCandidate& b) {
                     if (a.score != b.score) return a.score > b.score;
                     // A company that is still there before one that is gone.
                     return a.company.status < b.company.status;
                   });
  return candidates;
}

Result<std::optional<SiteMatch>> SiteMatcher::Match(const SiteEvidence& site) {
  std::optional<SiteMatch> none;
  if (site.companies.empty()) return none;
  const bool several = site.companies.size() > 1;
  const std::optional<size_t> named =
      several ? NamedAfter(site) : std::optional<size_t>(0);
  const auto found = Candidates(site.companies[named.value_or(0)], site);
  if (!found) return tl::unexpected(found.error());
  const std::vector<MatchCandidate>& candidates = *found;
  if (candidates.empty()) return none;

  const MatchCandidate& best = candidates[0];
  SiteMatch match;
  match.host = std::string(site.host);
  match.company_id = best.company.id;
  match.score = best.score;
  match.rule = best.rule;
  match.imprint_url = std::string(site.imprint_url);
  const bool done = best.rule.starts_with("register number and court");
  const bool rival = !done && candidates.size() > 1 &&
                     candidates[1].score + kAmbiguousPoints >= best.score &&
                     candidates[1].company.status == best.company.status;
  if (best.conflict) {
    match.decision = "review";
    match.rule += "; the names differ";
  } else if (best.score < kProbablePoints) {
    match.decision = "review";
  } else if (!named) {
    match.decision = "ambiguous";
    match.rule += "; the imprint names " +
                  std::to_string(site.companies.size()) + " companies";
  } else if (rival) {
    match.decision = "ambiguous";
    match.rule += "; also " + candidates[1].company.id;
  } else {
    match.decision = best.score >= kAcceptPoints ? "accepted" : "probable";
  }
  return std::optional<SiteMatch>(std::move(match));
}

}  // namespace ritmon
