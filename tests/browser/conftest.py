"""The built site on a server of this machine, and Debian's Chromium: `nox -s docs browser`.

The files here are named check_*.py, so that plain `pytest`, which has neither, does not collect them.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
TIMEOUT = 60_000  # milliseconds; on a busy machine Python takes ten seconds to start
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the built site."""
    assert (SITE / "playground" / "pyodide").is_dir(), "build the site first: nox -s docs"
    handler = functools.partial(Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, "no Chromium: install it (Debian: apt-get install chromium), or name it in CHROMIUM"
    # --no-sandbox: Chromium has no sandbox for root. No name but this machine's own resolves.
    args = [
        "--no-sandbox",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=args)
        yield running
        running.close()


class Tab:
    """A page that remembers what went wrong and what was asked for."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.faults: list[str] = []
        self.requests: list[str] = []
        # The context sees the requests of workers, too.
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", self.failed)
        context.on("response", self.answered)
        context.on("console", self.logged)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.page: Page = context.new_page()
        self.page.set_default_timeout(TIMEOUT)

    def failed(self, request: Request) -> None:
        # What a page still asks for when the test leaves it is aborted.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.failure}: {request.url}")

    def answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

    def logged(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def outside(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:" + self.address))]


@pytest.fixture
def tab(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A fresh tab; after the test, no error may have been reported and no request have left the site."""
    options = {"locale": "zh-CN", **getattr(request, "param", {})}
    with browser.new_context(**options) as context:
        opened = Tab(context, site)
        yield opened
        assert opened.requests
        assert opened.outside() == []
        assert opened.faults == []
