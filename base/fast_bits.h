// SPDX-License-Identifier: GPL-3.0-or-later
// For functions that do little else than shift, multiply and look up bits: the
// compiler makes them twice, for any processor and for those since 2013
// (x86-64-v3), and the loader takes the one that fits. A tenth to a seventh
// more text a second (bench/matcher_bench.cc).

#pragma once

// Sanitizers have to be ready before the loader chooses.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define RITMON_FAST_BITS \
  __attribute__((target_clones("default", "arch=x86-64-v3")))
#else
#define RITMON_FAST_BITS
#endif
