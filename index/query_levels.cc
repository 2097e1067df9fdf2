// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/query_levels.h"

#include <algorithm>
#include <optional>

namespace ritmon {
namespace {

bool IsTag(const QueryNode& node) {
  return node.kind == QueryNode::Kind::kFilter &&
         (node.filter.kind == FilterKind::kField ||
          node.filter.kind == FilterKind::kTopic ||
          node.filter.kind == FilterKind::kFuture);
}

bool HoldsTag(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::kNot) return false;
  return IsTag(node) ||
         std::any_of(node.children.begin(), node.children.end(), HoldsTag);
}

// A confidence filter, or the NOT of one.
bool IsConfidence(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::kNot) return IsConfidence(node.children[0]);
  return node.kind == QueryNode::Kind::kFilter &&
         node.filter.kind == FilterKind::kConfidence;
}

Levels LevelsOf(const QueryNode& node) {
  Levels levels{};
  if (node.kind == QueryNode::Kind::kNot) {
    levels = LevelsOf(node.children[0]);
    for (bool& level : levels) level = !level;
    return levels;
  }
  for (const std::string& value : node.filter.values) {
    if (const auto level = ParseConfidence(value)) {
      levels[static_cast<size_t>(*level)] = true;
    }
  }
  return levels;
}

void Narrow(const QueryNode& node, std::optional<Levels>& levels) {
  if (!IsConfidence(node)) return;
  const Levels asked = LevelsOf(node);
  if (!levels) levels = Levels{true, true, true};
  for (size_t i = 0; i < asked.size(); ++i) {
    (*levels)[i] = (*levels)[i] && asked[i];
  }
}

// `levels`: what a filter beside or above this node asks for.
QueryNode Resolved(const QueryNode& node, std::optional<Levels> levels) {
  QueryNode resolved = node;
  if (IsTag(node)) resolved.filter.levels = levels;
  const bool is_and = node.kind == QueryNode::Kind::kAnd;
  const bool has_tags = is_and && std::any_of(node.children.begin(),
                                              node.children.end(), HoldsTag);
  if (has_tags) {
    for (const QueryNode& child : node.children) Narrow(child, levels);
  }
  if (node.kind == QueryNode::Kind::kNot) levels.reset();
  resolved.children.clear();
  for (const QueryNode& child : node.children) {
    if (has_tags && IsConfidence(child)) continue;  // said by the tags
    resolved.children.push_back(Resolved(child, levels));
  }
  return resolved;
}

}  // namespace

QueryNode WithLevels(const QueryNode& root) {
  return Resolved(root, std::nullopt);
}

}  // namespace ritmon
