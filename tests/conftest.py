"""How the tests run: without deadlines, and where the build or a mutant decides with examples that never change."""

from __future__ import annotations

import os

from hypothesis import Phase, settings

collect_ignore_glob = ["*conftest.py"]
"""Files of one name cannot be looked through for doctests in one run."""

settings.register_profile("here", deadline=None)
settings.register_profile("build", deadline=None, derandomize=True)
# A mutant is killed by the first example that fails; the smallest one is not worth the search.
settings.register_profile(
    "mutants", deadline=None, derandomize=True, max_examples=15, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile(os.environ.get("TEST_EXAMPLES") or ("build" if os.environ.get("CI") else "here"))
