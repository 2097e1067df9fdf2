// SPDX-License-Identifier: GPL-3.0-or-later
// Many names, looked up word by word at once: an automaton over words, whose
// words may stand in the endings that German and English give them.
//
// A name's last word may have a genitive or dative ending ("Akkus", "Werkes",
// "Stadtwerken"), the words before it those of an adjective ("Norddeutschen",
// "Norddeutscher" for "Norddeutsche"). Between the words of a name stand
// blanks, hyphens or an abbreviation's dot, and no other punctuation.
//
// At most of a text's words no name begins: a filter of 256 KB tells so without
// a look at the tables. Built once, then immutable: safe to share between
// threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/mention_text.h"

namespace ritmon {

class NameTrie {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;
  static constexpr size_t kMaxWords = 12;  // of a name; longer ones are refused

  // A name that was found: words [begin, end) of the text.
  struct Hit {
    uint32_t begin = 0;
    uint32_t end = 0;
    uint32_t name = kNone;   // by the order of first Add
    bool inflected = false;  // some word has an ending
  };

  NameTrie();

  // Words parted by blanks, as LightNameKey gives them. The same name again
  // gives the same number; kNone for one that is empty or too long.
  uint32_t Add(std::string_view key);
  uint32_t Find(std::string_view key) const;
  size_t size() const { return names_; }
  size_t memory_bytes() const;

  // The names in a text from left to right, of those that begin at a word the
  // longest; none overlaps another. Replaces `hits`.
  void FindAll(const std::vector<TextWord>& words,
               std::vector<Hit>& hits) const;

 private:
  // A table of words: slot -> word, by hash, with linear probing.
  struct Word {
    uint32_t begin = 0;  // of letters_
    uint32_t size = 0;
    uint32_t root_step = kNone;  // the state that a name's first word leads to
  };
  struct Step {
    uint32_t state = kNone;  // kNone: the slot is free
    uint32_t word = 0;
    uint32_t next = 0;
  };
  // How a word of a text stands for a name's word.
  struct Form {
    bool inflected = false;  // it or one before it
    bool may_end = false;    // as the last word
    bool may_go_on = false;  // as one before it
  };

  uint32_t FindWord(std::string_view word) const;
  uint32_t AddWord(std::string_view word);
  uint32_t NextState(uint32_t state, uint32_t word) const;
  uint32_t AddStep(uint32_t state, uint32_t word);
  void GrowWords();
  void GrowSteps();
  void Follow(const std::vector<TextWord>& words, size_t at, uint32_t state,
              bool inflected, Hit& best) const;
  void Take(const std::vector<TextWord>& words, size_t at, uint32_t state,
            uint32_t word, Form form, Hit& best) const;

  // False if no name begins with the word in any of its forms.
  bool MayBegin(std::string_view word) const;
  void NoteBeginning(std::string_view word);

  std::vector<uint64_t> beginnings_;  // one bit a hash; fits the cache
  std::string letters_;
  std::vector<Word> words_;
  std::vector<uint32_t> word_slots_;
  std::vector<Step> steps_;
  size_t step_count_ = 0;
  std::vector<uint32_t> name_of_state_;  // kNone if no name ends here
  uint32_t names_ = 0;
};

}  // namespace ritmon
