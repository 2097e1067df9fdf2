# SPDX-License-Identifier: GPL-3.0-or-later
"""One comparison a file; each is found by its name.

A part has TITLE (one line), QUESTION (what a reader learns from it) and
run(context, results). ORDER is the order of the report's chapters; a part that
is not in it comes last.
"""

import importlib
import pkgutil
from types import ModuleType

ORDER = ("whole_job", "crawl", "extraction", "keywords", "indexing", "queries",
         "register", "grants", "retag", "startup", "hosts", "terms", "pages",
         "workers")


def names() -> list[str]:
    """All parts there are, in the order of the report."""
    found = [module.name for module in pkgutil.iter_modules(__path__)]
    return sorted(found, key=place)


def place(name: str) -> tuple[int, str]:
    """Sorts by this."""
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def load(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")
