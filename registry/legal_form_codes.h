// SPDX-License-Identifier: GPL-3.0-or-later
// Legal forms as GLEIF codes them. Pure functions.

#pragma once

#include <string_view>

namespace ritmon {

// The id of registry/legal_form.h for an ELF code of Germany (ISO 20275),
// "gmbh" for "2HBR"; empty if the code is another country's, is unknown, or
// stands for several of our forms (8Z6G is KG as well as GmbH & Co. KG): then
// the name decides.
std::string_view LegalFormOfElf(std::string_view elf_code);

}  // namespace ritmon
