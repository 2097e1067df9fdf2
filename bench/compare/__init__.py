# SPDX-License-Identifier: GPL-3.0-or-later
"""ritmon measured beside others: bench/run starts it, bench/README.md says how.

context   where things are, and one run of a program measured
results   what one part found, kept as JSON
machine   what it was measured on
report    all results as bench/RESULTS.md, with charts
parts/    one comparison a file
"""
