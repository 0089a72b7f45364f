"""How often Python looks through its objects for circles that nobody holds any more."""

from __future__ import annotations

import gc

# Modules, cells and scores are many objects that stay; looking through them for circles took a tenth of every run.
RARELY = (1_000_000, 20, 100)


def look_rarely() -> None:
    """Look seldom, in this process: one that lives for a single run."""
    gc.set_threshold(*RARELY)
