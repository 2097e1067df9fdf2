// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_style.h"

namespace ritmon {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light; --ink: #1b1f24; --pale: #57606a;
  --line: #d5dae0; --tint: #f5f7f9; --link: #1d4f7c;
  --sans: "Source Sans 3", "Segoe UI", "Helvetica Neue", Helvetica, Arial,
    "Liberation Sans", sans-serif;
  --serif: Charter, "Bitstream Charter", "Source Serif 4", Cambria, Georgia,
    "Liberation Serif", "Times New Roman", serif;
  --mono: ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: var(--ink);
  font: 16px/1.55 var(--sans); font-variant-numeric: lining-nums; }
main, header, footer { max-width: 960px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 56px; }
a { color: var(--link); text-underline-offset: 2px; }
h1, h2, .lead, .total { font-family: var(--serif); font-weight: 600; }
h1 { font-size: 40px; line-height: 1.15; margin: 6px 0 10px; }
h2 { font-size: 27px; line-height: 1.2; margin: 0 0 14px; }
h3 { font-size: 20px; margin: 36px 0 0; padding-left: 12px;
  border-left: 6px solid; line-height: 1.3; }
h4 { font-size: 17px; margin: 26px 0 4px; padding-bottom: 6px;
  border-bottom: 1px solid var(--ink); }
h4 span { float: right; font-weight: 400; color: var(--pale); }
h5 { font-size: 16px; margin: 0; }
.eyebrow { margin: 0; color: var(--pale); font-weight: 600; }
.date { margin: 0; color: var(--pale); }
.lead { display: flex; gap: 22px; align-items: center; margin: 36px 0 8px;
  padding: 22px 0; border-top: 3px solid var(--ink);
  border-bottom: 1px solid var(--line); }
.total { font-size: 76px; line-height: 1; }
.lead p { margin: 0; font-size: 21px; line-height: 1.4; font-weight: 400; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 20px;
  margin: 24px 0; padding: 0; list-style: none; }
.tiles li { border-top: 6px solid; padding-top: 10px; }
.tiles b { display: block; line-height: 1.3; }
.tiles .value { display: block; font: 600 38px/1.25 var(--serif); }
.tiles small { color: var(--pale); font-size: 14px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 20px 0 0;
  padding: 10px 0; list-style: none; border-top: 1px solid var(--line);
  border-bottom: 1px solid var(--line); font-size: 15px; }
section { margin: 60px 0 0; }
p { margin: 0 0 14px; max-width: 46em; }
.note, figcaption, .facts, .source, .chart-note { color: var(--pale);
  font-size: 14px; line-height: 1.45; }
.number { color: inherit; text-decoration: none; }
.number:hover, .number:focus { text-decoration: underline; }
.query { white-space: nowrap; font-size: 14px; }
figure { margin: 22px 0 28px; }
figcaption { margin-top: 12px; padding-top: 8px;
  border-top: 1px solid var(--line); }
figcaption b, caption b { color: var(--ink); margin-right: 4px; }
.chart { display: block; width: 100%; height: auto;
  font-family: var(--sans); }
.narrow { display: none; }
.key { display: inline-block; width: 14px; height: 14px; margin-right: 8px;
  vertical-align: -2px; border: 1px solid #5b7083; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 22px; padding: 0;
  margin: 0 0 16px; list-style: none; font-size: 14px; }
.rings { display: grid; grid-template-columns: repeat(4, 1fr); gap: 26px; }
.shares { display: grid; grid-template-columns: repeat(2, 1fr);
  gap: 20px 36px; }
.chart-title { margin: 0 0 10px; font-weight: 600; line-height: 1.3;
  padding-left: 9px; border-left: 5px solid; }
.chart-note { margin: 8px 0 0; }
.small-chart { display: flex; flex-direction: column; }
.small-chart .chart { margin-top: auto; }
.rings .chart-note { text-align: center; }
.overview { display: grid; grid-template-columns: repeat(4, 1fr);
  gap: 20px; }
.overview div { border-top: 6px solid; padding-top: 10px; }
.overview ul { margin: 8px 0 0; padding: 0; list-style: none; }
.overview li { padding: 4px 0; border-top: 1px solid var(--line);
  line-height: 1.35; }
details { margin-top: 10px; font-size: 15px; }
summary { cursor: pointer; color: var(--link); font-size: 14px; }
.csv { font-size: 14px; }
table.money td:last-child, table.mass td:last-child, table.projects td,
table.projects th {
  text-align: left; }
.scroll { overflow-x: auto; margin: 22px 0 10px; }
table { border-collapse: collapse; width: 100%; font-size: 15px;
  font-variant-numeric: lining-nums tabular-nums; }
caption { text-align: left; color: var(--pale); font-size: 14px;
  padding-bottom: 8px; }
th, td { padding: 6px 0 6px 16px; text-align: right; vertical-align: top;
  border-bottom: 1px solid var(--line); }
th:first-child { text-align: left; padding-left: 0; }
thead th { color: var(--pale); font-weight: 600; font-size: 14px;
  vertical-align: bottom; border-bottom: 1px solid var(--ink); }
tbody th { font-weight: 400; }
.classes thead th { white-space: nowrap; }
.classes tbody th { min-width: 9em; }
td.text, th.text { text-align: left; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
tr.group th { font-weight: 600; padding-top: 16px; }
tr.group .key { border: 0; }
table.fields th:first-child { width: 52%; }
table.places, table.coverage { max-width: 640px; }
td.meter { width: 45%; }
td.meter span { display: block; height: 12px; margin-top: 6px;
  background: #33618f; }
.method { margin: 26px 0 0; }
.method div { display: grid; grid-template-columns: 150px 1fr; gap: 20px;
  padding: 10px 0; border-top: 1px solid var(--line); }
.method dt { font-weight: 600; }
.method dd { margin: 0; max-width: 44em; overflow-wrap: anywhere; }
article { display: grid; grid-template-columns: 270px 1fr; gap: 4px 26px;
  padding: 14px 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
article p { margin: 2px 0 0; }
blockquote { margin: 0 0 4px; }
mark { background: #fdf0b8; color: inherit; padding: 0 1px; }
.divider { margin: 18px 0 0; font-weight: 600; font-size: 14px; }
.divider::first-letter, .queries span::first-letter {
  text-transform: uppercase; }
.candidates article { color: var(--pale); }
.candidates, .divider { color: var(--pale); }
code { font-family: var(--mono); font-size: 13px; overflow-wrap: anywhere; }
.queries { padding-left: 34px; font-size: 15px; }
.queries li { padding: 6px 0; border-bottom: 1px solid var(--line); }
.queries span, .queries code { display: block; }
.queries li:target { background: #fdf0b8; }
footer { margin-top: 60px; padding-top: 14px; padding-bottom: 50px;
  color: var(--pale); font-size: 14px; }
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --ink: #e6e8eb; --pale: #a9b1ba;
    --line: #3a424b; --tint: #1e242a; --link: #8fc1ee; }
  body { background: #14181c; }
  /* Charts keep their paper: their colours are made for white. */
  .chart { background: #fff; border-radius: 4px; padding: 10px 12px; }
  mark, .queries li:target { background: #4a3d00; color: #fff; }
  td.meter span { background: #6da3d6; }
}
@media (max-width: 700px) {
  header { padding-top: 28px; }
  h1 { font-size: 30px; }
  h2 { font-size: 23px; }
  .lead { display: block; margin-top: 22px; }
  .lead p { font-size: 18px; margin-top: 8px; }
  .total { font-size: 60px; }
  .tiles, .rings, .overview { grid-template-columns: repeat(2, 1fr); }
  .shares { grid-template-columns: 1fr; }
  .wide { display: none; }
  .narrow { display: block; }
  th, td { padding-left: 10px; }
  .method div, article { grid-template-columns: 1fr; gap: 2px; }
  h4 span { float: none; display: block; font-size: 14px; }
}
@page { size: A4; margin: 15mm 16mm; }
@media print {
  :root { color-scheme: light; --ink: #1b1f24; --pale: #57606a;
    --line: #d5dae0; --tint: #f5f7f9; --link: #1d4f7c; }
  details { display: none; }
  body { background: #fff; font-size: 10.5pt; }
  header { padding-top: 0; }
  main, header, footer { max-width: none; padding-left: 0; padding-right: 0; }
  nav { display: none; }
  .wide { display: block; }
  .narrow { display: none; }
  .tiles, .rings, .overview { grid-template-columns: repeat(4, 1fr); }
  .shares { grid-template-columns: repeat(2, 1fr); }
  section { margin-top: 22px; }
  p { margin-bottom: 8px; }
  .query { font-size: inherit; }
  h1 { font-size: 30px; margin: 2px 0 4px; }
  h2 { font-size: 22px; margin-bottom: 8px; }
  .lead { margin-top: 14px; padding: 10px 0; }
  .lead p { font-size: 17px; }
  .total { font-size: 60px; }
  .tiles { margin: 12px 0 10px; }
  .tiles .value { font-size: 28px; }
  .note, figcaption, .facts, .source, .chart-note, caption { font-size: 9pt; }
  figure { margin: 12px 0 16px; }
  table { font-size: 10pt; }
  th, td { padding-top: 3px; padding-bottom: 3px; }
  tr.group th { padding-top: 8px; }
  h2, h3, h4, h5, .divider, caption { break-after: avoid; }
  figure, article, tr, .classes, .fields tbody, .lead, .tiles,
  .method div { break-inside: avoid; }
  .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

}  // namespace

std::string_view ReportStyle() { return kStyle; }

}  // namespace ritmon
