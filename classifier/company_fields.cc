// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules (domain/spec.md 2.3, made independent of repeated sentences):
//
//   kMedium  two pages that each pass on evidence of their own, and the field
//            is part of how the company presents itself; or one page with a
//            high score from two families; or two families that add up to
//            enough over all pages; or the register's name or purpose plus one
//            page
//   kHigh    the same with three families and words of a provider around them
//   kLow     anything less, and whatever only news and posts say
#include "classifier/company_fields.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/normalize.h"

namespace ritmon {
namespace {

// Path of an http(s) URL, without query.
std::string_view PathOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "/";
  const size_t slash = url.find('/', scheme + 3);
  if (slash == std::string_view::npos) return "/";
  return url.substr(slash, url.find_first_of("?#", slash) - slash);
}

bool IsHome(std::string_view url) {
  const std::string_view path = PathOf(url);
  return path == "/" || path.starts_with("/index.") || path == "/de/" ||
         path == "/de" || path == "/en/" || path == "/en" ||
         path.starts_with("/home") || path.starts_with("/start");
}

std::string DigitsOf(std::string_view code) {
  std::string digits;
  for (const char c : code) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

double SumOf(const std::map<std::string, double>& scores) {
  double sum = 0;
  for (const auto& [name, score] : scores) sum += score;
  return sum;
}

bool IsSelfDescription(Zone zone) {
  return zone == Zone::kTitle || zone == Zone::kDescription ||
         zone == Zone::kHeading1 || zone == Zone::kHeading2 ||
         zone == Zone::kHeading3;
}

// What one page says about one field.
struct PageVote {
  const CompanyPage* page = nullptr;
  const FieldTag* tag = nullptr;
  bool assigned = false;
  bool supporting = false;
};

// What is left of the pages of one company in one field.
struct Tally {
  int pages = 0;     // that pass on fresh evidence
  int assigned = 0;  // that pass at all
  double best = 0;
  int best_families = 0;  // of the best page
  bool best_strong = false;
  double rest = 0;  // fresh scores of the other pages
  double news = 0;
  std::map<std::string, double> by_family;  // best score over all pages
  bool strong = false;                      // any of them
  std::set<std::string> families;
  std::set<std::string> described;  // families in titles and headings
  bool provider = false;
  std::vector<std::string> urls;
};

class CompanyClassifier {
 public:
  CompanyClassifier(const CompanyProfile& company,
                    std::span<const CompanyPage> pages,
                    const Taxonomy& taxonomy, MatcherScratch& scratch,
                    uint32_t without)
      : pages_(pages), taxonomy_(taxonomy) {
    profile_ = ClassifyBlocks(BlocksOf(company), PageKind::kWeb, "/", taxonomy,
                              scratch, without);
    FindSigns();
    FindRegisteredSigns(company.wz);
  }

  std::vector<CompanyField> Run(bool topics) const {
    std::vector<CompanyField> fields;
    const size_t begin = topics ? taxonomy_.fields().size() : 0;
    const size_t end =
        topics ? taxonomy_.entry_count() : taxonomy_.fields().size();
    for (size_t entry = begin; entry < end; ++entry) {
      CompanyField field = Decide(entry);
      if (field.score > 0) fields.push_back(std::move(field));
    }
    std::stable_sort(fields.begin(), fields.end(),
                     [](const CompanyField& a, const CompanyField& b) {
                       if (a.confidence != b.confidence) {
                         return a.confidence > b.confidence;
                       }
                       return a.score > b.score;
                     });
    return fields;
  }

 private:
  // A sign holds for the company if the home page or the register shows it, or
  // a third of its pages (a name at the end of each title).
  void FindSigns() {
    signs_.insert(profile_.company_signs.begin(), profile_.company_signs.end());
    std::map<std::string, size_t> seen;
    size_t web_pages = 0;
    for (const CompanyPage& page : pages_) {
      if (page.kind != PageKind::kWeb) continue;
      ++web_pages;
      for (const std::string& sign : page.tags.company_signs) {
        ++seen[sign];
        if (IsHome(page.url)) signs_.insert(sign);
      }
    }
    for (const auto& [sign, count] : seen) {
      if (count >= 2 && count * 3 >= web_pages) signs_.insert(sign);
    }
  }

  // The registered sector says what the company is: "47.91" is a shop.
  void FindRegisteredSigns(std::string_view wz) {
    const std::string code = DigitsOf(wz);
    if (code.empty()) return;
    for (const VetoSource& veto : taxonomy_.vetoes()) {
      for (const std::string& beginning : veto.wz) {
        if (!code.starts_with(DigitsOf(beginning))) continue;
        signs_.insert(veto.name);
        registered_signs_.insert(veto.name);
      }
    }
  }

  double SignFactor(size_t entry, std::string& names) const {
    double factor = 1;
    for (size_t v = 0; v < taxonomy_.vetoes().size(); ++v) {
      const VetoSource& veto = taxonomy_.vetoes()[v];
      if (veto.scope != VetoScope::kCompany || !signs_.contains(veto.name) ||
          !taxonomy_.VetoApplies(v, entry)) {
        continue;
      }
      const bool registered = registered_signs_.contains(veto.name);
      factor = std::min(
          factor, veto.factor *
                      (registered ? taxonomy_.scoring().company_register : 1));
      names += ", but " + veto.name;
    }
    return factor;
  }

  bool IsSupporting(const CompanyPage& page) const {
    if (page.kind == PageKind::kNews || page.kind == PageKind::kPost) {
      return true;
    }
    const PageRuleSource* rule = taxonomy_.PageRule(PathOf(page.url));
    return rule != nullptr && rule->supporting;
  }

  static const FieldTag* FindTag(const std::vector<FieldTag>& tags,
                                 std::string_view field) {
    const auto at =
        std::find_if(tags.begin(), tags.end(),
                     [&](const FieldTag& tag) { return tag.field == field; });
    return at == tags.end() ? nullptr : &*at;
  }

  // The pages that say anything about a field, the strongest first; an order
  // that does not depend on the order they came in.
  std::vector<PageVote> Votes(const FieldSource& field) const {
    std::vector<PageVote> votes;
    for (const CompanyPage& page : pages_) {
      PageVote vote;
      vote.page = &page;
      vote.supporting = IsSupporting(page);
      vote.tag = FindTag(field.is_topic ? page.tags.topics : page.tags.fields,
                         field.id);
      vote.assigned = vote.tag != nullptr;
      if (vote.tag == nullptr) {
        vote.tag = FindTag(page.tags.candidates, field.id);
      }
      if (vote.tag != nullptr) votes.push_back(vote);
    }
    std::sort(votes.begin(), votes.end(),
              [](const PageVote& a, const PageVote& b) {
                if (a.supporting != b.supporting) return !a.supporting;
                if (a.tag->score != b.tag->score) {
                  return a.tag->score > b.tag->score;
                }
                return a.page->url < b.page->url;
              });
    return votes;
  }

  Tally Count(const std::vector<PageVote>& votes, double factor) const {
    const ScoringSource& scoring = taxonomy_.scoring();
    const double threshold = scoring.kind[0].threshold;
    Tally tally;
    std::set<std::pair<std::string, std::string>> seen;  // family, sentence
    for (const PageVote& vote : votes) {
      double fresh = 0;
      std::set<std::string> strong;
      std::set<std::string> medium;
      for (const Evidence& evidence : vote.tag->evidence) {
        if (!seen.emplace(evidence.family, Fold(evidence.sentence)).second) {
          continue;
        }
        fresh += evidence.score * factor;
        if (evidence.strength >= 3) strong.insert(evidence.family);
        if (evidence.strength >= 2) medium.insert(evidence.family);
        if (!vote.supporting) {
          double& best = tally.by_family[evidence.family];
          best = std::max(best, evidence.score * factor);
          tally.strong = tally.strong || evidence.strength >= 3;
        }
        if (!vote.supporting && evidence.strength >= 2) {
          tally.families.insert(evidence.family);
          if (IsSelfDescription(evidence.zone)) {
            tally.described.insert(evidence.family);
          }
        }
      }
      if (vote.supporting) {
        tally.news = std::min(scoring.company_news_max, tally.news + fresh);
      } else {
        tally.provider = tally.provider || vote.tag->provider_context;
        if (vote.assigned && vote.tag->score * factor >= threshold) {
          ++tally.assigned;
          if (fresh >= threshold && (!strong.empty() || medium.size() >= 2)) {
            ++tally.pages;
          }
        }
        if (fresh > tally.best) {
          tally.rest += tally.best;
          tally.best = fresh;
          tally.best_families = static_cast<int>(medium.size());
          tally.best_strong = !strong.empty();
        } else {
          tally.rest += fresh;
        }
      }
      if (fresh > 0) tally.urls.push_back(vote.page->url);
    }
    return tally;
  }

  CompanyField Decide(size_t entry) const {
    const FieldSource& field = taxonomy_.entry(entry);
    const ScoringSource& scoring = taxonomy_.scoring();
    CompanyField result;
    result.field = field.id;
    std::string signs;
    const double factor = SignFactor(entry, signs);
    if (factor <= 0) return result;

    const Tally tally = Count(Votes(field), factor);
    const bool registered =
        FindTag(field.is_topic ? profile_.topics : profile_.fields, field.id) !=
        nullptr;
    const bool presents =
        !tally.described.empty() || tally.families.size() >= 2;
    if (tally.pages >= 2 && presents) {
      result.confidence = Confidence::kMedium;
      result.rule = "two pages";
    } else if (tally.assigned >= 1 && tally.best >= scoring.company_page &&
               tally.best_families >= 2) {
      result.confidence = Confidence::kMedium;
      result.rule = "one strong page";
    } else if (SumOf(tally.by_family) >= scoring.company_site &&
               (tally.strong ? tally.families.size() >= 2
                             : tally.families.size() >= 3)) {
      result.confidence = Confidence::kMedium;
      result.rule = "several pages together";
    } else if (registered && tally.assigned >= 1) {
      result.confidence = Confidence::kMedium;
      result.rule = "register and one page";
    } else if (tally.assigned >= 1) {
      result.rule = "one page";
    } else if (tally.best > 0) {
      result.rule = "weak pages";
    } else if (tally.news > 0) {
      result.rule = "news only";
    }
    const auto families = static_cast<int>(tally.families.size());
    if (result.confidence == Confidence::kMedium && tally.provider &&
        families >= scoring.company_high_families) {
      result.confidence = Confidence::kHigh;
    }
    if (result.rule.empty()) return result;
    result.rule += signs;
    result.score = tally.best + tally.rest / 2 + tally.news / 2;
    result.pages = tally.urls;
    return result;
  }

  std::span<const CompanyPage> pages_;
  const Taxonomy& taxonomy_;
  PageTags profile_;
  std::set<std::string> signs_;
  std::set<std::string> registered_signs_;  // those that the register shows
};

}  // namespace

std::vector<Block> BlocksOf(const CompanyProfile& company) {
  return {{Zone::kTitle, company.name}, {Zone::kDescription, company.purpose}};
}

std::vector<CompanyField> CompanyFields(const CompanyProfile& company,
                                        std::span<const CompanyPage> pages,
                                        const Taxonomy& taxonomy,
                                        MatcherScratch& scratch,
                                        uint32_t without) {
  return CompanyClassifier(company, pages, taxonomy, scratch, without)
      .Run(false);
}

std::vector<CompanyField> CompanyTopics(const CompanyProfile& company,
                                        std::span<const CompanyPage> pages,
                                        const Taxonomy& taxonomy,
                                        MatcherScratch& scratch,
                                        uint32_t without) {
  return CompanyClassifier(company, pages, taxonomy, scratch, without)
      .Run(true);
}

}  // namespace ritmon
