"""Every link of the built site that stays in it leads to a file, and to a place in it where it names one.

Zensical checks the links between Markdown pages; this checks what a reader gets: the language switch, scripts, styles, raw HTML.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit


class Page(HTMLParser):
    """Links and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {""}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name == "href" or name == "src":
                self.links.append(value)


def broken(site: Path) -> list[str]:
    """One line for each dead link, and for each that leads to another host without being a link to follow."""
    site = site.resolve()
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    faults = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto", "data") or parts.netloc:
                continue
            address, fragment = urldefrag(link)
            target = (path.parent / unquote(address)).resolve() if address else path
            if target.is_dir():
                target /= "index.html"
            # `__skip` and the like are made by the theme's scripts.
            known = target in pages and (unquote(fragment) in pages[target].anchors or fragment.startswith("__"))
            if site not in target.parents or not (target.is_file() if target.suffix != ".html" else known):
                faults.append(f"{path.relative_to(site)}: {link}")
    return sorted(set(faults))


if __name__ == "__main__":
    faults = broken(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
    print("\n".join(faults) or "every link leads somewhere")
    sys.exit(bool(faults))
