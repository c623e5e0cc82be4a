"""The use cases about survey platforms: what can be read, and drafts of maps for what is not recognised."""

from __future__ import annotations

from pathlib import Path

from mentorscan.files import check_outputs, write_whole
from mentorscan.pipeline.options import ScoreOptions, instrument_in_use
from mentorscan.registry import PLATFORMS, load
from mentorscan.responses.mapping.drafting import drafted
from mentorscan.responses.platforms.platform import Platform


def platforms() -> tuple[Platform, ...]:
    """The platforms whose exports can be read."""
    return tuple(load(PLATFORMS, name) for name in PLATFORMS)


def draft_map(export: Path, *, options: ScoreOptions, output: Path | None = None, force: bool = False) -> str:
    """The draft of a map for an export; written to ``output`` where that is given.

    Raises ``UserError`` where anything is wrong with the input; then nothing is written.
    """
    if output:
        project = (options.project.file,) if options.project else ()
        check_outputs([output], force=force, inputs=[export, *project])
    read = options.read
    draft = drafted(export, instrument=instrument_in_use(options), platform=read.platform, encoding=read.encoding)
    if output:
        write_whole(output, draft, force=force)
    return draft
