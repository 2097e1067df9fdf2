// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/region/region_bulk.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace ritmon {
namespace {

constexpr size_t kPoolBytes = 300'000;
constexpr size_t kLeast = 100;

constexpr std::string_view kBlocks[] = {
    "c-card",   "c-teaser", "l-grid",  "o-media",   "c-accordion", "c-hero",
    "c-slider", "u-space",  "c-modal", "js-reveal", "c-button",    "l-stage"};
constexpr std::string_view kElements[] = {"inner", "title",  "body", "media",
                                          "link",  "header", "icon", "item"};
constexpr std::string_view kModifiers[] = {"active", "large",  "16x9", "dark",
                                           "is-12",  "center", "wide", "first"};

std::string Class(RegionRandom& random) {
  return fmt::format("{}__{}--{}", random.Pick(kBlocks), random.Pick(kElements),
                     random.Pick(kModifiers));
}

std::string Name(RegionRandom& random) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  std::string name;
  for (size_t left = 1 + random.Below(3); left > 0; --left) {
    name += random.Pick(kLetters);
  }
  return name;
}

std::string Statement(RegionRandom& random) {
  const std::string a = Name(random), b = Name(random), c = Name(random);
  switch (random.Below(6)) {
    case 0:
      return fmt::format(
          "function {0}_({1},{2}){{if({1}&&{1}.length>{3}){{for(var i=0;i<{1}"
          ".length;i++){{{2}.push({1}[i]<{3}?{1}[i]:\"{4}\")}}}}return {2}}}",
          a, b, c, random.Below(900), Class(random));
    case 1:
      return fmt::format(
          "!function({0}){{\"use strict\";var {1}={0}.querySelectorAll(\".{2}"
          "\");{1}.forEach((function({3}){{{3}.classList.toggle(\"{4}\")}}))}}"
          "(document);",
          a, b, Class(random), c, Class(random));
    case 2:
      return fmt::format(
          "window.{0}=window.{0}||[];window.{0}.push({{event:\"{1}\",value:"
          "{2},tpl:'<div class=\"{3}\"><a "
          "href=\"#\">\\u00bb<\\/a><\\/div>'}});",
          a, b, random.Below(100'000), Class(random));
    case 3:
      return fmt::format(
          "var {0}_=/^(?:[a-z0-9_-]+\\.)*{1}\\d{{{2}}}$/i,{3}_=\"{4:016x}\";",
          a, b, 1 + random.Below(9), c, random.Next());
    case 4:
      return fmt::format(
          "document.addEventListener(\"{0}\",function(e){{e.target.closest("
          "\".{1}\")&&(e.preventDefault(),{2}_(e.target.dataset.{3},{4}))}});"
          "\n",
          a, Class(random), b, c, random.Below(5000));
    default:
      return fmt::format(
          "try{{localStorage.setItem(\"{0}\",JSON.stringify({{v:{1},t:Date.now"
          "()}}))}}catch({2}){{/* {3} */}}",
          a, random.Below(100), b, Class(random));
  }
}

std::string Rule(RegionRandom& random) {
  const std::string name = Class(random);
  if (random.Below(6) == 0) {
    return fmt::format(
        "@media (min-width:{}px){{.{}{{width:{}%;padding:0 {}px}}}}\n",
        480 + 16 * random.Below(60), name, random.Below(101), random.Below(64));
  }
  return fmt::format(
      ".{}>.{}:hover{{display:flex;margin:{}px auto {}rem;color:#{:06x};"
      "transition:opacity .{}s ease-in-out;background:url(\"data:image/svg+xml"
      ";base64,{:016x}{:016x}\") no-repeat}}\n",
      name, Class(random), random.Below(80), random.Below(6),
      random.Next() & 0xffffff, 1 + random.Below(9), random.Next(),
      random.Next());
}

std::string StateEntry(RegionRandom& random) {
  return fmt::format(
      "\"{:08x}\":{{\"id\":{},\"component\":\"{}\",\"props\":{{\"class\":"
      "\"{}\",\"visible\":{},\"src\":\"\\/medien\\/{:016x}.webp\"}}}},",
      random.Next() & 0xffffffff, random.Below(1'000'000), Name(random),
      Class(random), random.Below(2) == 0 ? "true" : "false", random.Next());
}

}  // namespace

RegionBulk::RegionBulk(uint64_t seed) {
  RegionRandom random(seed);
  const auto fill = [&](Pool& pool, std::string (*piece)(RegionRandom&)) {
    while (pool.text.size() < kPoolBytes) {
      pool.begins.push_back(pool.text.size());
      pool.text += piece(random);
    }
  };
  fill(scripts_, Statement);
  fill(styles_, Rule);
  fill(states_, StateEntry);
}

void RegionBulk::Append(const Pool& pool, RegionRandom& random, size_t bytes,
                        std::string& out) {
  size_t piece = random.Below(pool.begins.size());
  const size_t end = out.size() + bytes;
  while (out.size() < end) {
    const size_t begin = pool.begins[piece];
    piece = (piece + 1) % pool.begins.size();
    const size_t next = piece == 0 ? pool.text.size() : pool.begins[piece];
    out.append(pool.text, begin, next - begin);
  }
}

void RegionBulk::AppendScript(RegionRandom& random, size_t bytes,
                              std::string& out) const {
  if (bytes < kLeast) return;
  out += "<script>";
  Append(scripts_, random, bytes, out);
  out += "</script>\n";
}

void RegionBulk::AppendStyle(RegionRandom& random, size_t bytes,
                             std::string& out) const {
  if (bytes < kLeast) return;
  out += "<style>";
  Append(styles_, random, bytes, out);
  out += "</style>\n";
}

void RegionBulk::AppendState(RegionRandom& random, size_t bytes,
                             std::string& out) const {
  if (bytes < kLeast) return;
  out += "<script type=\"application/json\" data-state>{";
  Append(states_, random, bytes, out);
  out += "\"end\":0}</script>\n";
}

void AppendIcon(RegionRandom& random, std::string& out) {
  out +=
      "<svg class=\"c-icon\" width=\"24\" height=\"24\" viewBox=\"0 0 24 24\" "
      "aria-hidden=\"true\" focusable=\"false\"><path fill=\"currentColor\" "
      "d=\"M";
  for (int i = 0; i < 12; ++i) {
    fmt::format_to(std::back_inserter(out), "{}.{} {}.{}c", random.Below(24),
                   random.Below(100), random.Below(24), random.Below(100));
  }
  out += "z\"/></svg>";
}

void AppendFigure(RegionRandom& random, const RegionProse& prose,
                  std::string& out) {
  const uint64_t name = random.Next();
  const auto append = std::back_inserter(out);
  fmt::format_to(append,
                 "<div class=\"l-grid__item u-6@m u-4@l {}\" data-component="
                 "\"reveal\" data-options='{{\"delay\":{},\"threshold\":.{},"
                 "\"once\":true}}'>\n  <figure class=\"c-figure {}\">\n    "
                 "<picture class=\"c-figure__picture\">\n",
                 Class(random), random.Below(900), random.Below(9),
                 Class(random));
  for (const int width : {1200, 768}) {
    fmt::format_to(append,
                   "      <source type=\"image/webp\" media=\"(min-width: {0}"
                   "px)\" sizes=\"(min-width: {0}px) 33vw, 100vw\" "
                   "data-off-srcset=\"/medien/{1:x}-{0}w.webp {0}w, "
                   "/medien/{1:x}-{2}w.webp {2}w\">\n",
                   width, name, width * 2);
  }
  fmt::format_to(append,
                 "      <img class=\"c-figure__image lazyload\" loading="
                 "\"lazy\" decoding=\"async\" width=\"1200\" height=\"675\" "
                 "alt=\"{}\" src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAA"
                 "P///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\" data-off-src=\"/medien/"
                 "{:x}-1200w.jpg\" style=\"object-position:{}% {}%\">\n    "
                 "</picture>\n    <figcaption class=\"c-figure__caption {}\">"
                 "{}</figcaption>\n  </figure>\n</div>\n",
                 prose.Phrase(random), name, random.Below(101),
                 random.Below(101), Class(random), prose.Phrase(random));
}

}  // namespace ritmon
