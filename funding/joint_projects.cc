// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/joint_projects.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ritmon {
namespace {

const std::string& KeyOf(const TaggedGrant& tagged) {
  return tagged.project.empty() ? tagged.grant.fkz : tagged.project;
}

void Unite(const std::vector<std::string>& more,
           std::vector<std::string>& fields) {
  for (const std::string& field : more) {
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
      fields.push_back(field);
    }
  }
  std::sort(fields.begin(), fields.end());
}

}  // namespace

size_t JointProject::PartsInside() const {
  return static_cast<size_t>(
      std::count_if(parts.begin(), parts.end(),
                    [](const ProjectPart& part) { return part.inside; }));
}

void JointProjects::NoteInside(const TaggedGrant& tagged) {
  JointProject& project = projects_[KeyOf(tagged)];
  project.key = KeyOf(tagged);
  Unite(tagged.fields, project.fields);
}

void JointProjects::Add(const TaggedGrant& tagged, bool inside) {
  const auto found = projects_.find(KeyOf(tagged));
  if (found == projects_.end()) return;
  JointProject& project = found->second;
  const Grant& grant = tagged.grant;
  if (project.title.empty()) {
    project.title =
        grant.joint_project.empty() ? grant.title : grant.joint_project;
  }
  project.parts.push_back({.fkz = grant.fkz,
                           .recipient = grant.recipient.name,
                           .town = grant.executing.town,
                           .company_id = tagged.company_id,
                           .actor = grant.actor,
                           .cents = grant.amount_cents,
                           .inside = inside});
  (inside ? project.inside_cents : project.outside_cents) += grant.amount_cents;
}

std::vector<JointProject> JointProjects::Finish() && {
  std::vector<JointProject> projects;
  for (auto& [key, project] : projects_) {
    std::sort(project.parts.begin(), project.parts.end(),
              [](const ProjectPart& a, const ProjectPart& b) {
                const bool outside_a = !a.inside;
                const bool outside_b = !b.inside;
                return std::tie(outside_a, b.cents, a.fkz) <
                       std::tie(outside_b, a.cents, b.fkz);
              });
    projects.push_back(std::move(project));
  }
  std::stable_sort(projects.begin(), projects.end(),
                   [](const JointProject& a, const JointProject& b) {
                     return a.inside_cents > b.inside_cents;
                   });
  return projects;
}

}  // namespace ritmon
