// SPDX-License-Identifier: GPL-3.0-or-later
// Pages whose text is missing without scripts: the shell of an application
// that a browser fills.
//
// Two things must come together: next to no text, and signs that a script is
// what brings it: an empty element to fill, a noscript that asks for
// JavaScript, a text that only says "Loading". Names of frameworks and hosts
// play no part. So what is merely short is no shell: a stub that redirects, a
// frameset, a page of images, a page under construction.
//
// A page whose menu and footer are there but whose middle is not is recognised
// only if it says so. Pure functions.

#pragma once

#include <string_view>

#include "model/page.h"

namespace ritmon {

// `page` is what ParsePage makes of `html`, the body as it came. Bytes of any
// encoding that has ASCII in it; UTF-16 is never a shell. Costs nothing where
// there is text, else one pass over the bytes.
bool NeedsScript(const Page& page, std::string_view html);

}  // namespace ritmon
