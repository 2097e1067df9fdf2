// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_context.h"

#include <fmt/format.h>

#include <algorithm>

namespace ritmon {

size_t Queries::Add(std::string_view what, const std::string& command) {
  if (command.empty()) return 0;
  const auto [at, is_new] = numbers_.emplace(command, queries_.size() + 1);
  if (is_new) queries_.push_back({std::string(what), command});
  return at->second;
}

const std::string& HtmlContext::Pick(const Label& label) const {
  return language_ == Language::kEnglish && !label.en.empty() ? label.en
                                                              : label.de;
}

std::string HtmlContext::Number(const Figure& figure, std::string_view what) {
  const size_t number = queries_.Add(what, figure.command);
  if (number == 0) return Count(figure.value);
  return fmt::format("<a class=\"number\" href=\"#query-{}\">{}</a>", number,
                     Count(figure.value));
}

std::string HtmlContext::QueryLink(std::string_view what,
                                   const std::string& command) {
  const size_t number = queries_.Add(what, command);
  if (number == 0) return {};
  return fmt::format("<a class=\"query\" href=\"#query-{}\">{}\u00A0{}</a>",
                     number, wording_.query, number);
}

std::string HtmlContext::Next(std::string_view word, size_t& counter) {
  return fmt::format("{}\u00A0{}", word, ++counter);
}

uint64_t AddSaturating(uint64_t part, uint64_t more) {
  return part + std::min(more, UINT64_MAX - part);
}

std::string OpenSection(std::string_view id, std::string_view heading) {
  return fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", id,
                     EscapeHtml(heading));
}

std::string Paragraph(std::string_view text, std::string_view css_class) {
  const std::string attribute =
      css_class.empty() ? "" : fmt::format(" class=\"{}\"", css_class);
  return fmt::format("<p{}>{}</p>\n", attribute, EscapeHtml(text));
}

std::string Caption(std::string_view number, std::string_view text) {
  return fmt::format("<b>{}</b> {}", EscapeHtml(number), EscapeHtml(text));
}

std::string FigureCaption(std::string_view number, std::string_view caption,
                          std::string_view note, std::string_view query) {
  return fmt::format("<figcaption>{}.{}{}{}{}</figcaption>\n",
                     Caption(number, caption), note.empty() ? "" : " ",
                     EscapeHtml(note), query.empty() ? "" : " ", query);
}

std::string QueryTitle(std::string_view what, std::string_view of_whom) {
  return fmt::format("{}: {}", what, of_whom);
}

}  // namespace ritmon
