"""Debian's Chromium. Where it is missing these tests are not collected; a build without it fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.unit.report.dressed import dressed, with_shares
from tests.unit.report.examples import bare_results, hidden_results
from tests.unit.report.test_report_assessment import assessed

from mentorscan.report.build import build_report
from mentorscan.report.renderers import html

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

collect_ignore_glob = ["*conftest.py", *([] if CHROMIUM or os.environ.get("CI") else ["test_*.py"])]

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports as files: two languages, a cover and all that goes with it, and the extremes."""
    folder = tmp_path_factory.mktemp("reports")
    reports = {
        "en": build_report(with_shares(), language="en"),
        "it": build_report(with_shares(), language="it"),
        "dressed": dressed(),
        "bare": build_report(bare_results()),
        "rater": build_report(assessed(1)),
        "hidden": build_report(hidden_results()),
    }
    found = {}
    for name, report in reports.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(html.render(report), encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "install Chromium (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """Opens a report, and at the end finds that it said nothing and asked for nothing but itself."""
    contexts, heard, asked, wanted = [], [], [], []

    def opened(name: str, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        address = pages[name].as_uri()
        wanted.append(address)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard == []
    assert [each for each in asked if not each.startswith("data:image/png;base64,")] == wanted
