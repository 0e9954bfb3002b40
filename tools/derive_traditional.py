"""Derives src/jjj_parse/data/traditional.tsv: each Traditional character and the Simplified one it is read as.

    python tools/derive_traditional.py           write the table
    python tools/derive_traditional.py --check   exit 1 if the committed table is not what would be written

Uses opencc-python-reimplemented (t2s), which the library itself never imports. Only characters that t2s maps to exactly one
other character are listed, so that reading Traditional text never moves an offset; those with a form outside the basic plane
are left out, for they are in no word of our tables and would double the size of a text in memory.
"""

from __future__ import annotations

import sys

import committed
from opencc import OpenCC

TABLE = committed.DATA / "traditional.tsv"

# Characters that t2s leaves alone or maps to a rarer form, but which are how Taiwan, Hong Kong or older print writes a
# word of our tables.
BY_HAND = {"餘": "余", "圓": "圆", "叄": "叁", "弍": "贰", "弐": "贰", "裏": "里", "鍾": "钟", "銭": "钱", "円": "圆"}
BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


def derived() -> dict[str, str]:
    """Traditional character -> Simplified character."""
    convert = OpenCC("t2s").convert
    pairs = {}
    for low, high in BLOCKS:
        for code in range(low, high):
            char = chr(code)
            simple = convert(char)
            if simple != char and len(simple) == 1 and simple <= "\uffff":
                pairs[char] = simple
    pairs |= {char: simple for char, simple in BY_HAND.items() if char != simple}
    return dict(sorted(pairs.items()))


def table() -> str:
    """The table as it is committed."""
    return "traditional\tsimplified\n" + "".join(f"{char}\t{simple}\n" for char, simple in derived().items())


if __name__ == "__main__":
    sys.exit(committed.main(__doc__, TABLE, table))
