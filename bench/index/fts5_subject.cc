// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <utility>

#include "base/database.h"
#include "base/utf8_prefix.h"
#include "bench/index/page_subject.h"
#include "bench/must.h"

namespace ritmon {
namespace {

// What is shown of a page stands in an ordinary table, for `words` keeps no
// text (content=''). `phrases` holds sentences, `rest` what stands aside: where
// ritmon keeps no positions.
constexpr char kTables[] = R"(
CREATE TABLE page (
  number INTEGER PRIMARY KEY, url TEXT NOT NULL, title TEXT NOT NULL,
  company TEXT NOT NULL, beginning TEXT NOT NULL);
CREATE TABLE tag (field TEXT NOT NULL, page INTEGER NOT NULL,
  PRIMARY KEY (field, page)) WITHOUT ROWID;
CREATE INDEX tag_of_page ON tag(page, field);
CREATE VIRTUAL TABLE words USING fts5(
  title, phrases, rest, field, content='',
  tokenize='unicode61 remove_diacritics 2');
INSERT INTO words(words, rank) VALUES('rank', 'bm25(5.0, 1.0, 1.0, 0.0)');
)";

// Between blocks: a word that nobody asks for, so that no phrase runs from one
// into the next.
constexpr char kBlockEnd[] = "\n0\n";

constexpr size_t kShownBytes = 600;
constexpr uint64_t kPagesAtOnce = 10'000;  // in one transaction

std::filesystem::path FileIn(const std::filesystem::path& folder) {
  return folder / "pages.db";
}

bool HoldsSentences(Zone zone) {
  switch (zone) {
    case Zone::kLink:
    case Zone::kAside:
    case Zone::kFooter:
    case Zone::kImageAlt:
      return false;
    default:
      return true;
  }
}

// One word for the tokenizer: "field-3" would be two.
std::string FieldWord(std::string field) {
  std::erase(field, '-');
  return field;
}

class Writer final : public PageWriter {
 public:
  explicit Writer(Database database)
      : database_(std::move(database)), direct_(database_) {
    Must(database_.Execute(kTables));
    words_ = Must(database_.Prepare(
        "INSERT INTO words(rowid, title, phrases, rest, field) "
        "VALUES($1, $2, $3, $4, $5)"));
    page_ =
        Must(database_.Prepare("INSERT INTO page(number, url, title, company, "
                               "beginning) VALUES($1, $2, $3, $4, $5)"));
    tag_ =
        Must(database_.Prepare("INSERT INTO tag(field, page) "
                               "VALUES($1, $2) ON CONFLICT DO NOTHING"));
    Must(database_.Begin());
  }

  void Add(const PageRecord& page, const CompanyFacets&) override {
    const auto number = static_cast<int64_t>(++pages_);
    std::string phrases;
    std::string rest;
    for (const Block& block : page.blocks) {
      if (!IsSearchable(block)) continue;
      std::string& text = HoldsSentences(block.zone) ? phrases : rest;
      if (!text.empty()) text += kBlockEnd;
      text += block.text;
    }
    std::string fields;
    for (const FieldTag& tag : page.tags.fields) {
      fields += FieldWord(tag.field) + " ";
      Must(tag_->Bind(1, tag.field).Bind(2, number).Run());
    }
    Must(words_->Bind(1, number)
             .BindView(2, page.title)
             .BindView(3, phrases)
             .BindView(4, rest)
             .BindView(5, fields)
             .Run());
    Must(page_->Bind(1, number)
             .BindView(2, page.href)
             .BindView(3, page.title)
             .BindView(4, page.company_id)
             .BindView(5, Utf8Prefix(phrases, kShownBytes))
             .Run());
    if (pages_ % kPagesAtOnce != 0) return;
    Must(database_.Commit());
    Must(database_.Begin());
  }

  void Commit() override { Must(database_.Commit()); }

  void Pack() override {
    Must(database_.Execute("INSERT INTO words(words) VALUES('optimize')"));
    Must(database_.Execute("VACUUM"));
  }

 private:
  Database database_;
  DirectWrites direct_;
  std::optional<Statement> words_;
  std::optional<Statement> page_;
  std::optional<Statement> tag_;
  uint64_t pages_ = 0;
};

class Asker final : public PageAsker {
 public:
  explicit Asker(Database database)
      : database_(std::move(database)),
        best_(Must(database_.Prepare(
            "SELECT url, page.title, beginning, rank FROM words "
            "JOIN page ON number = words.rowid "
            "WHERE words MATCH $1 ORDER BY rank LIMIT 20"))),
        best_of_companies_(Must(database_.Prepare(
            "SELECT url, page.title, beginning, min(rank) AS best FROM words "
            "JOIN page ON number = words.rowid "
            "WHERE words MATCH $1 GROUP BY company ORDER BY best LIMIT 20"))),
        fields_(Must(database_.Prepare(
            "SELECT field, count(*) FROM tag GROUP BY field"))),
        fields_of_word_(Must(database_.Prepare(
            "SELECT tag.field, count(*) FROM words "
            "CROSS JOIN tag INDEXED BY tag_of_page ON page = words.rowid "
            "WHERE words MATCH $1 GROUP BY tag.field"))),
        matches_(Must(database_.Prepare(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH $1 "
            "LIMIT 10000)"))) {}

  uint64_t Ask(const PageQuestion& question) override {
    Statement& statement = StatementFor(question);
    uint64_t rows = 0;
    while (Must(statement.Step())) {
      // Taken out, as a caller does.
      shown_ = statement.Text(0);
      if (!IsCount(question)) shown_ += statement.Text(1) + statement.Text(2);
      ++rows;
    }
    return rows;
  }

  uint64_t Matches(const PageQuestion& question) override {
    if (!IsCount(question)) {
      matches_.Bind(1, ExpressionOf(question));
      Must(matches_.Step());
      const int64_t matches = matches_.Int(0);
      matches_.Reset();
      return static_cast<uint64_t>(matches);
    }
    Statement& statement = StatementFor(question);
    int64_t sum = 0;
    while (Must(statement.Step())) sum += statement.Int(1);
    return static_cast<uint64_t>(sum);
  }

 private:
  static bool IsCount(const PageQuestion& question) {
    return question.kind == PageQuestionKind::kFields ||
           question.kind == PageQuestionKind::kFieldsOfWord;
  }

  Statement& StatementFor(const PageQuestion& question) {
    switch (question.kind) {
      case PageQuestionKind::kFields:
        return fields_;
      case PageQuestionKind::kFieldsOfWord:
        return fields_of_word_.Bind(1, ExpressionOf(question));
      case PageQuestionKind::kCollapsed:
        return best_of_companies_.Bind(1, ExpressionOf(question));
      default:
        return best_.Bind(1, ExpressionOf(question));
    }
  }

  static std::string ExpressionOf(const PageQuestion& question) {
    const std::string all = "{title phrases rest} : ";
    const std::string both = question.first + " AND " + question.second;
    switch (question.kind) {
      case PageQuestionKind::kTwoWords:
        return all + "(" + both + ")";
      case PageQuestionKind::kCollapsed:
        return all + "(" + both + ") AND field : " + FieldWord(question.field);
      case PageQuestionKind::kPhrase:
        return "{title phrases} : \"" + question.first + " " + question.second +
               "\"";
      case PageQuestionKind::kFieldsOfWord:
        return all + question.first;
      case PageQuestionKind::kFields:
        return "";
    }
    return "";
  }

  Database database_;
  Statement best_;
  Statement best_of_companies_;
  Statement fields_;
  Statement fields_of_word_;
  Statement matches_;
  std::string shown_;
};

}  // namespace

std::unique_ptr<PageWriter> Fts5Writer(const std::filesystem::path& folder) {
  return std::make_unique<Writer>(Must(Database::Open(FileIn(folder))));
}

std::unique_ptr<PageAsker> Fts5Asker(const std::filesystem::path& folder) {
  return std::make_unique<Asker>(Must(Database::OpenReadOnly(FileIn(folder))));
}

}  // namespace ritmon
