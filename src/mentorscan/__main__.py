"""``python -m mentorscan``."""

import sys

from mentorscan.cli.main import run

sys.exit(run())
