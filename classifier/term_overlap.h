// SPDX-License-Identifier: GPL-3.0-or-later
// Which terms of a field do no work: everything they find is found without
// them, or nothing that they find can count.
//
// No proof: each term is spelled out in its own forms (endings one word at a
// time, words together and apart, letters that no list holds where a pattern is
// open), and the other terms are run over these. Regular expressions are not
// spelled out; they may only make other terms needless. Pure function.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classifier/taxonomy.h"

namespace ritmon {

// A term of a family and the table that holds its conditions. Both point into
// the taxonomy.
struct ListedTerm {
  const FamilySource* family = nullptr;
  const TermSource* term = nullptr;
};

struct TermOverlap {
  enum class Kind {
    kDuplicate,  // the same term, however spelled, stands there already
    kShadowed,   // others find all that it finds
    kTwice,      // as these two, but in another family: counted twice
    kExcepted,   // its own family's exceptions undo each of its forms
    kVetoed,     // a veto leaves nothing of each of its forms
  };
  Kind kind = Kind::kShadowed;
  ListedTerm term;
  ListedTerm by;                     // of the first three: one that does it
  const VetoSource* veto = nullptr;  // of the last
};

// Of the field or topic at `entry`, in the order of its terms. The duplicates
// and shadowed ones may all be deleted together.
std::vector<TermOverlap> FindOverlaps(const Taxonomy& taxonomy, size_t entry);

}  // namespace ritmon
