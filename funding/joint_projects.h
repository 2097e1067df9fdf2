// SPDX-License-Identifier: GPL-3.0-or-later
// Joint projects (Verbundprojekte) of a region: who is in them inside and
// outside of it, and how much goes where.
//
// Two passes over all grants: the first finds the projects that have a part in
// the region, the second takes in all their parts. Belongs to one thread.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "funding/funding_table.h"
#include "model/grant.h"

namespace ritmon {

struct ProjectPart {
  std::string fkz;
  std::string recipient;
  std::string town;  // where the work is done
  std::string company_id;
  ActorClass actor = ActorClass::kUnknown;
  int64_t cents = 0;  // 0: not disclosed
  bool inside = false;
};

struct JointProject {
  std::string key;  // GrantTitles::ProjectKey
  std::string title;
  std::vector<std::string> fields;  // of any part inside
  std::vector<ProjectPart> parts;   // inside first, then by falling sum
  int64_t inside_cents = 0;
  int64_t outside_cents = 0;

  size_t PartsInside() const;
};

class JointProjects {
 public:
  // First pass, for each grant that is counted in the region.
  void NoteInside(const TaggedGrant& tagged);
  // Second pass, for each grant wherever it is.
  void Add(const TaggedGrant& tagged, bool inside);
  // By falling sum inside.
  std::vector<JointProject> Finish() &&;

 private:
  std::map<std::string, JointProject, std::less<>> projects_;
};

}  // namespace ritmon
