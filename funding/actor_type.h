// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of actor a name is: Wirtschaft, Wissenschaft, öffentliche
// Institution, sonstige.
//
// Ordered rules on the folded name, the first that matches decides: hidden
// names; a curated table; science; public bodies; legal forms of business;
// associations and foundations. A name without any sign is unknown, never
// guessed. What stands behind "c/o" is somebody else's name.
//
// Immutable once made, so safe to share between threads.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/regex.h"
#include "base/result.h"
#include "model/grant.h"

namespace ritmon {

// Where enterprises in public hands belong (Hochbahn AG, Stadtwerke GmbH): the
// study's classes do not say.
enum class PublicEnterprises {
  kByLegalForm,  // AG, GmbH: business; AöR: public
  kPublic,       // all public
};

struct ActorOptions {
  PublicEnterprises public_enterprises = PublicEnterprises::kByLegalForm;
  // A CSV file with the columns name_regex and class (RE2, on folded names;
  // names of ToString(ActorClass)). Its rows win over the rules, the first
  // that matches. Empty: none.
  std::filesystem::path overrides;
};

struct ActorDecision {
  ActorClass actor = ActorClass::kUnknown;
  // Which rule said so: "science: forschungsinstitut", "override: ^hpa",
  // "no sign".
  std::string rule;
};

class ActorRules {
 public:
  // kInvalid if the override file is wrong, naming all its bad lines.
  static Result<ActorRules> Load(const ActorOptions& options = {});
  ActorRules(ActorRules&&) noexcept = default;
  ActorRules& operator=(ActorRules&&) noexcept = default;

  // The same text, the same rules of the program; the override file is not in
  // it.
  static std::string Version();

  ActorDecision Classify(std::string_view name) const;
  // By the recipient, who is the legal entity; where its name has no sign, by
  // the executing body.
  ActorDecision Classify(const Grant& grant) const;

 private:
  struct Rule {
    std::string name;
    Regex pattern;
    ActorClass actor;
  };

  explicit ActorRules(PublicEnterprises mode) : public_enterprises_(mode) {}
  Status LoadOverrides(const std::filesystem::path& path);
  static const Rule* First(const std::vector<Rule>& rules,
                           std::string_view folded);

  PublicEnterprises public_enterprises_;
  std::vector<Rule> overrides_;
  std::vector<Rule> not_science_;  // what only sounds like it
  std::vector<Rule> science_;
  std::vector<Rule> institutes_;  // science unless a business
  std::vector<Rule> public_;
  std::vector<Rule> enterprises_;
  std::vector<Rule> business_;
  std::vector<Rule> charity_;
  std::vector<Rule> other_;
};

}  // namespace ritmon
