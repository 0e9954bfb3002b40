"""A text with its mentions marked: for a browser (`to_html`), a terminal (`to_terminal`), a notebook (`read`)."""

from jjj_parse.show._findings import Findings, read
from jjj_parse.show._html import to_html
from jjj_parse.show._terminal import columns, to_terminal

__all__ = ["Findings", "columns", "read", "to_html", "to_terminal"]
