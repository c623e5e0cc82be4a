"""The catalogues: every word that mentorscan says, in the languages that it speaks.

English stands in the code and is the key of every message. A further language is one file in this folder,
``<language>.po`` (``de.po``, ``pt_BR.po``), with a translation of each message; ``pybabel extract`` over ``src`` lists
them, and ``tests/unit/report/test_report_catalogues.py`` names what a file lacks. Catalogues are read as they are, at
run time: nothing has to be compiled.
"""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

SOURCE = "en"


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue: English, then the others in alphabetical order.

    >>> languages()[0]
    'en'
    """
    found = (entry.name for entry in files(__name__).iterdir())
    return (SOURCE, *sorted(name.removesuffix(".po") for name in found if name.endswith(".po")))


def catalogue_of(language: str) -> str | None:
    """The catalogue that serves a language: its own, else that of the language without its region, else ``None``.

    >>> catalogue_of("it-CH"), catalogue_of("tlh")
    ('it', None)
    """
    name = language.replace("-", "_")
    return next((each for each in (name, name.split("_")[0]) if each in languages()), None)


@cache
def translations(catalogue: str) -> NullTranslations:
    """The messages of one catalogue, with its plural rules. English translates everything to itself."""
    if catalogue == SOURCE:
        return NullTranslations()
    with files(__name__).joinpath(f"{catalogue}.po").open("rb") as source:
        messages = read_po(source, locale=catalogue)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)
