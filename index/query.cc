// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/query.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/charset.h"
#include "index/query_filters.h"
#include "index/stemmer.h"

namespace ritmon {
namespace {

struct Token {
  enum class Kind { kOpen, kClose, kAnd, kOr, kNot, kNear, kNode, kEnd };
  Kind kind = Kind::kEnd;
  QueryNode node;    // kNode; of kNear its distance
  std::string text;  // as written, for messages
};

tl::unexpected<Error> Invalid(std::string message) {
  return Fail(ErrorKind::kInvalid, "query: " + std::move(message));
}

void ReplaceAll(std::string& text, std::string_view from, char to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; ++at) {
    text.replace(at, from.size(), 1, to);
  }
}

// What word processors make of quotes and blanks.
std::string PlainText(std::string_view text) {
  std::string plain = ScrubUtf8(text);
  for (const char* quote : {"„", "“", "”", "‟", "«", "»"}) {
    ReplaceAll(plain, quote, '"');
  }
  for (const char* blank : {"\u00a0", "\u202f", "\u2009"}) {
    ReplaceAll(plain, blank, ' ');
  }
  return plain;
}

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool EndsChunk(char c) {
  return IsBlank(c) || c == '(' || c == ')' || c == '"';
}

QueryNode TextNode(std::vector<std::string> words) {
  QueryNode node;
  node.kind = QueryNode::Kind::kText;
  node.words = std::move(words);
  return node;
}

class Lexer {
 public:
  Lexer(std::string text, const QueryContext& context)
      : text_(std::move(text)), context_(context) {}

  Result<std::vector<Token>> Run() {
    while (SkipBlanks()) {
      const Status read = ReadToken();
      if (!read) return tl::unexpected(read.error());
      if (tokens_.size() > kMaxQueryClauses) {
        return Invalid("more than " + std::to_string(kMaxQueryClauses) +
                       " words and filters");
      }
    }
    Put(Token::Kind::kEnd, "the end");
    return std::move(tokens_);
  }

 private:
  bool SkipBlanks() {
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
    return at_ < text_.size();
  }

  void Put(Token::Kind kind, std::string text) {
    tokens_.push_back({kind, {}, std::move(text)});
  }
  void PutWords(std::string_view text) {
    auto words = FoldedWords(text);
    if (words.empty()) return;  // punctuation between words
    tokens_.push_back(
        {Token::Kind::kNode, TextNode(std::move(words)), std::string(text)});
  }

  Status ReadToken() {
    const char c = text_[at_];
    if (c == '(' || c == ')') {
      Put(c == '(' ? Token::Kind::kOpen : Token::Kind::kClose,
          std::string(1, c));
      ++at_;
      return {};
    }
    if (c == '"') {
      const auto phrase = ReadQuoted();
      if (!phrase) return tl::unexpected(phrase.error());
      PutWords(*phrase);
      return {};
    }
    const bool negates = c == '-' && at_ + 1 < text_.size() &&
                         !IsBlank(text_[at_ + 1]) && text_[at_ + 1] != '-';
    if (negates) {
      Put(Token::Kind::kNot, "-");
      ++at_;
      return {};
    }
    return ReadChunk();
  }

  // at_ is on the opening quote.
  Result<std::string> ReadQuoted() {
    const size_t end = text_.find('"', at_ + 1);
    if (end == std::string::npos) {
      return Invalid("the quote before '" +
                     ScrubUtf8(text_.substr(at_ + 1, 40)) + "' is not closed");
    }
    std::string quoted = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return quoted;
  }

  Status ReadChunk() {
    size_t end = at_;
    while (end < text_.size() && !EndsChunk(text_[end])) ++end;
    const std::string chunk = text_.substr(at_, end - at_);
    const size_t colon = chunk.find(':');
    if (colon != std::string::npos && !chunk.substr(colon).starts_with("://") &&
        LooksLikePrefix(chunk.substr(0, colon))) {
      at_ += colon + 1;
      return ReadFilter(chunk.substr(0, colon));
    }
    at_ = end;
    if (chunk == "AND" || chunk == "UND") {
      Put(Token::Kind::kAnd, chunk);
    } else if (chunk == "OR" || chunk == "ODER") {
      Put(Token::Kind::kOr, chunk);
    } else if (chunk == "NOT" || chunk == "NICHT") {
      Put(Token::Kind::kNot, chunk);
    } else if (IsNear(chunk)) {
      return PutNear(chunk);
    } else if (chunk.back() == '*') {
      return PutPrefix(chunk);
    } else {
      PutWords(chunk);
    }
    return {};
  }

  static bool IsNear(std::string_view chunk) {
    const std::string_view name = chunk.substr(0, chunk.find('/'));
    return name == "NEAR" || name == "NAHE";
  }

  Status PutNear(const std::string& chunk) {
    Token token{Token::Kind::kNear, {}, chunk};
    token.node.distance = kNearDistance;
    const size_t slash = chunk.find('/');
    if (slash != std::string::npos) {
      const char* end = chunk.data() + chunk.size();
      const auto parsed =
          std::from_chars(chunk.data() + slash + 1, end, token.node.distance);
      if (parsed.ec != std::errc() || parsed.ptr != end ||
          token.node.distance < 1 || token.node.distance > kMaxNearDistance) {
        return Invalid("'" + chunk.substr(0, 64) +
                       "': behind NEAR/ stands a number of words from 1 to " +
                       std::to_string(kMaxNearDistance));
      }
    }
    tokens_.push_back(std::move(token));
    return {};
  }

  Status PutPrefix(const std::string& chunk) {
    const std::string shown = "'" + chunk.substr(0, 64) + "': ";
    const std::string begin = chunk.substr(0, chunk.size() - 1);
    auto words = FoldedWords(begin);
    if (words.size() > 1 || begin.find('*') != std::string::npos) {
      return Invalid(shown + "a '*' stands behind the beginning of one word");
    }
    if (words.empty() || words[0].size() < kMinPrefix) {
      return Invalid(shown + "a '*' needs " + std::to_string(kMinPrefix) +
                     " letters in front of it");
    }
    Token token{Token::Kind::kNode, {}, chunk};
    token.node.kind = QueryNode::Kind::kPrefix;
    token.node.words = std::move(words);
    tokens_.push_back(std::move(token));
    return {};
  }

  // at_ is behind the colon: values between commas, each may be quoted.
  Status ReadFilter(const std::string& prefix) {
    std::vector<std::string> values;
    while (true) {
      std::string value;
      if (at_ < text_.size() && text_[at_] == '"') {
        auto quoted = ReadQuoted();
        if (!quoted) return tl::unexpected(quoted.error());
        value = std::move(*quoted);
      } else {
        const size_t begin = at_;
        while (at_ < text_.size() && text_[at_] != ',' &&
               !EndsChunk(text_[at_])) {
          ++at_;
        }
        value = text_.substr(begin, at_ - begin);
      }
      if (!value.empty()) values.push_back(std::move(value));
      if (at_ >= text_.size() || text_[at_] != ',') break;
      ++at_;
    }
    if (values.size() > kMaxQueryClauses) {
      return Invalid(prefix + ": has more than " +
                     std::to_string(kMaxQueryClauses) + " values");
    }
    auto filter = ParseFilter(prefix, values, context_);
    if (!filter) return FailAt("query", filter.error());
    Token token{Token::Kind::kNode, {}, prefix + ":"};
    token.node.kind = QueryNode::Kind::kFilter;
    token.node.filter = std::move(*filter);
    tokens_.push_back(std::move(token));
    return {};
  }

  const std::string text_;
  const QueryContext& context_;
  size_t at_ = 0;
  std::vector<Token> tokens_;
};

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Result<QueryNode> Run() {
    auto node = ParseOr();
    if (!node) return node;
    if (Peek().kind == Token::Kind::kClose) {
      return Invalid("a ')' without its '('");
    }
    return node;
  }

 private:
  const Token& Peek() const { return tokens_[at_]; }
  bool Take(Token::Kind kind) {
    if (Peek().kind != kind) return false;
    ++at_;
    return true;
  }

  static QueryNode Joined(QueryNode::Kind kind,
                          std::vector<QueryNode> children) {
    if (children.size() == 1) return std::move(children[0]);
    QueryNode node;
    node.kind = kind;
    node.children = std::move(children);
    return node;
  }

  Result<QueryNode> ParseOr() {
    std::vector<QueryNode> children;
    do {
      auto child = ParseAnd();
      if (!child) return child;
      children.push_back(std::move(*child));
    } while (Take(Token::Kind::kOr));
    return Joined(QueryNode::Kind::kOr, std::move(children));
  }

  Result<QueryNode> ParseAnd() {
    std::vector<QueryNode> children;
    while (true) {
      auto child = ParseUnary();
      if (!child) return child;
      children.push_back(std::move(*child));
      if (Take(Token::Kind::kAnd)) continue;
      const Token::Kind next = Peek().kind;
      if (next == Token::Kind::kOr || next == Token::Kind::kClose ||
          next == Token::Kind::kEnd) {
        return Joined(QueryNode::Kind::kAnd, std::move(children));
      }
    }
  }

  Result<QueryNode> ParseUnary() {
    if (depth_ >= kMaxQueryDepth) {
      return Invalid("more than " + std::to_string(kMaxQueryDepth) +
                     " levels of parentheses");
    }
    ++depth_;
    auto node = ParseOperand();
    if (node && Peek().kind == Token::Kind::kNear) {
      node = ParseNear(std::move(*node));
    }
    --depth_;
    return node;
  }

  // `a NEAR b NEAR/5 c`: all within the smallest distance.
  Result<QueryNode> ParseNear(QueryNode first) {
    QueryNode near;
    near.kind = QueryNode::Kind::kNear;
    near.distance = kMaxNearDistance;
    auto node = Result<QueryNode>(std::move(first));
    while (true) {
      if (node->kind != QueryNode::Kind::kText || node->words.size() != 1) {
        return Invalid("on both sides of NEAR stands one word each");
      }
      near.words.push_back(node->words[0]);
      if (Peek().kind != Token::Kind::kNear) return near;
      near.distance = std::min(near.distance, tokens_[at_++].node.distance);
      node = ParseOperand();
      if (!node) return node;
    }
  }

  Result<QueryNode> ParseOperand() {
    if (Take(Token::Kind::kNot)) {
      auto child = ParseUnary();
      if (!child) return child;
      QueryNode node;
      node.kind = QueryNode::Kind::kNot;
      node.children.push_back(std::move(*child));
      return node;
    }
    if (Take(Token::Kind::kOpen)) {
      auto node = ParseOr();
      if (!node) return node;
      if (!Take(Token::Kind::kClose)) return Invalid("a '(' is not closed");
      return node;
    }
    if (Peek().kind == Token::Kind::kNode) return tokens_[at_++].node;
    const std::string before =
        at_ > 0 ? tokens_[at_ - 1].text : "the beginning";
    return Invalid("nothing to search for between '" + before + "' and '" +
                   Peek().text + "'");
  }

  std::vector<Token> tokens_;
  size_t at_ = 0;
  size_t depth_ = 0;
};

std::string NodeText(const QueryNode& node, QueryTarget target);

std::string OperandText(const QueryNode& node, QueryTarget target) {
  const bool composite =
      node.kind == QueryNode::Kind::kAnd || node.kind == QueryNode::Kind::kOr;
  const std::string text = NodeText(node, target);
  return composite ? "(" + text + ")" : text;
}

std::string NodeText(const QueryNode& node, QueryTarget target) {
  std::string text;
  switch (node.kind) {
    case QueryNode::Kind::kAll:
      return {};
    case QueryNode::Kind::kText:
      for (const std::string& word : node.words) {
        text += (text.empty() ? "" : " ") + word;
      }
      return node.words.size() == 1 ? text : "\"" + text + "\"";
    case QueryNode::Kind::kNear:
      for (const std::string& word : node.words) {
        if (!text.empty()) {
          text += " NEAR/" + std::to_string(node.distance) + " ";
        }
        text += word;
      }
      return text;
    case QueryNode::Kind::kPrefix:
      return node.words[0] + "*";
    case QueryNode::Kind::kFilter:
      return ToString(node.filter, target);
    case QueryNode::Kind::kNot:
      return "NOT " + OperandText(node.children[0], target);
    case QueryNode::Kind::kAnd:
    case QueryNode::Kind::kOr:
      for (const QueryNode& child : node.children) {
        if (!text.empty()) {
          text += node.kind == QueryNode::Kind::kOr ? " OR " : " ";
        }
        text += OperandText(child, target);
      }
      return text;
  }
  return text;
}

void CollectWords(const QueryNode& node, std::vector<std::string>& words) {
  if (node.kind == QueryNode::Kind::kNot) return;
  words.insert(words.end(), node.words.begin(), node.words.end());
  if (node.kind == QueryNode::Kind::kFilter &&
      node.filter.kind == FilterKind::kTitle) {
    for (const std::string& value : node.filter.values) {
      for (std::string& word : FoldedWords(value)) words.push_back(word);
    }
  }
  for (const QueryNode& child : node.children) CollectWords(child, words);
}

}  // namespace

Result<Query> ParseQuery(std::string_view text, const QueryContext& context) {
  if (text.size() > kMaxQueryBytes) {
    return Invalid("longer than " + std::to_string(kMaxQueryBytes) + " bytes");
  }
  Query query;
  query.target = context.target;
  query.as_of = context.as_of;
  std::string plain = PlainText(text);
  if (std::all_of(plain.begin(), plain.end(), IsBlank)) return query;
  auto tokens = Lexer(std::move(plain), context).Run();
  if (!tokens) return tl::unexpected(tokens.error());
  auto root = Parser(std::move(*tokens)).Run();
  if (!root) return tl::unexpected(root.error());
  query.root = std::move(*root);
  return query;
}

std::string ToString(const Query& query) {
  return NodeText(query.root, query.target);
}

std::vector<std::string> PositiveWords(const Query& query) {
  std::vector<std::string> words;
  CollectWords(query.root, words);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

namespace {

bool AsksForFields(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::kFilter) {
    switch (node.filter.kind) {
      case FilterKind::kField:
      case FilterKind::kTopic:
      case FilterKind::kFuture:
      case FilterKind::kConfidence:
        return true;
      default:
        return false;
    }
  }
  return std::any_of(
      node.children.begin(), node.children.end(),
      [](const QueryNode& child) { return AsksForFields(child); });
}

}  // namespace

bool AsksForFields(const Query& query) { return AsksForFields(query.root); }

}  // namespace ritmon
