"""The built site in a real browser: built once, served on this machine, watched while it is read."""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from oscec.generator.site import build_site

ROOT = Path(__file__).parents[2]
LANGUAGES = ["en", "fr", "el", "bg", "ga", "mt"]
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Serve = Callable[[Path], AbstractContextManager[str]]
OpenPage = Callable[..., Page]
"""Opens an address of the site: `open_page("en/", width=390, scheme="dark")`."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. The processes of one test run build it once and share it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    out = shared / "browser" / "site"
    out.parent.mkdir(exist_ok=True)
    with (out.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.is_dir():
            assert not [f for f in build_site(ROOT, out, LANGUAGES, 2) if f.severity != "note"]
    return out


class Handler(SimpleHTTPRequestHandler):
    """A plain host: files, and the page of the language for what is not there."""

    def log_message(self, *_: Any) -> None:  # the base class names its arguments otherwise
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as a host does that knows `404.html`."""
        page = Path(self.directory) / self.path.split("/")[1] / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and say at which address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serves a folder, for a module that has a site of its own."""
    return served


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> list[str]:
    """Chromium from the environment variable CHROMIUM or the PATH, and what it is started with."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path or not Path(path).is_file():
        pytest.fail(f"No Chromium at '{path or 'chromium'}'. Set CHROMIUM to its path; `make test` does so.")
    return [path, *ARGUMENTS]


@pytest.fixture(scope="session")
def browser(chromium: list[str]) -> Iterator[Browser]:
    """A browser of this process."""
    path, *arguments = chromium
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


@dataclass
class Watch:
    """What happened in the browser while a test ran."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Note every request, every line of the console and every error of a script."""
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", lambda line: self.complaints.append(f"{line.type}: {line.text}"))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def foreign(self, base: str) -> list[str]:
        """Requests to another host than the site's own."""
        return [url for url in self.requests if urlsplit(url).netloc != urlsplit(base).netloc]

    def forget(self) -> None:
        """Start anew."""
        self.requests.clear()
        self.complaints.clear()


class Desk:
    """One page for each set of options. A page of its own for each test takes four times as long."""

    def __init__(self, browser: Browser) -> None:
        self.watch = Watch()
        self._browser = browser
        self._pages: dict[tuple[tuple[str, object], ...], Page] = {}

    def page(self, **options: Any) -> Page:
        """The page with these options of a browser's context; a crashed or closed one is replaced."""
        key = tuple(sorted(options.items()))
        page = self._pages.get(key)
        if page is None or page.is_closed():
            context = self._browser.new_context(**options)
            context.set_default_timeout(10_000)
            self.watch.follow(context)
            page = self._pages[key] = context.new_page()
        return page

    def clear(self) -> None:
        """Leave every page, so that the next test finds nothing of this one."""
        for page in self._pages.values():
            if page.url != "about:blank":
                page.mouse.move(0, 0)
                page.goto("about:blank")
                page.context.clear_cookies()
        self.watch.forget()


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Desk:
    """The pages of this process."""
    return Desk(browser)


@pytest.fixture
def watch(desk: Desk) -> Watch:
    """What happens in the test's browser; a test takes out what it expects."""
    return desk.watch


@pytest.fixture
def open_page(desk: Desk, base: str, watch: Watch) -> Iterator[OpenPage]:
    """Opens pages; afterwards no request may have left this host and the console must be silent."""

    def opened(
        address: str,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        reduced_motion: Literal["reduce", "null"] = "null",
        forced_colors: Literal["active", "null"] = "null",
        **options: Any,
    ) -> Page:
        page = desk.page(**options)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            media="null", color_scheme=scheme, reduced_motion=reduced_motion, forced_colors=forced_colors
        )
        page.goto(base + address)
        return page

    yield opened
    foreign, complaints = watch.foreign(base), list(watch.complaints)
    desk.clear()
    assert foreign == []
    assert complaints == []
