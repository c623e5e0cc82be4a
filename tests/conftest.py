"""How the tests run: with examples that never change where the build decides, with new ones everywhere else."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("build", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("build")
