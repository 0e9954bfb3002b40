"""Strings of digits that name a thing and count nothing: document numbers, telephones, addresses of the net, licences.

One alternative a kind, each bounded, none with a repeat inside a repeat.
"""

from __future__ import annotations

from jjj_parse import _lexicon
from jjj_parse._engine import LaterLongest, compile_pattern, trie

_PLACES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
BYLINES = ("记者", "通讯员", "校对", "编辑", "责编", "摄影", "审核", "作者")
"""Words before the name of a person."""
_LETTERS = trie(word for word in _lexicon.CURRENCIES if word.isascii() and word.isalpha())

_HEADS = trie(word for word in _lexicon.NUMBER_HEADS if word.isascii())
_UNITS = LaterLongest(
    lambda: (word for word in (*_lexicon.CURRENCIES, *_lexicon.UNIT_WORDS) if len(word) > 1 and not word.isascii())
)

_ADDRESS = r"""
    (?: https?:// | www\. ) [^\s\u4e00-\u9fff，。；]++                        # addresses of pages
  | (?<! [A-Za-z0-9_.+-] ) [A-Za-z0-9_.+-]{1,64}+ @ [A-Za-z0-9-]{1,63} (?: \. [A-Za-z0-9-]{1,63} ){1,4}    # mail
  | (?<! [A-Za-z0-9.-] ) (?: [A-Za-z0-9-]{1,63} \. ){1,4} (?: com | cn | net | org | gov | edu ) (?![A-Za-z0-9])
    (?: [/?] [^\s\u4e00-\u9fff，。；]*+ )?                                     # example.com/p?id=1024
"""
ADDRESS = compile_pattern(_ADDRESS)
"""Addresses of pages and of mail, which go on over marks."""
PATTERN = compile_pattern(rf"""
    {_ADDRESS}  | [〔\[(【] (?:19|20)\d\d [〕\])】] \x20? 第? \d{{1,5}} \x20? 号                # 冀政发〔2020〕5号
  | (?<! [\d-] ) (?:19|20)\d\d - \d{{1,4}} \x20? 号                         # 2023-05号
  | (?<! [\d-] ) (?: [(] 0\d{{2,3}} [)] \d{{7,8}} | 0\d{{2,3}} [-—–] \d{{7,8}} | 400 - \d{{3,4}} - \d{{3,4}} ) (?! [\d.] )   # telephones
  | (?<! [\d.,-] ) (?P<mobile> 1[3-9]\d{{9}} ) (?! [\d元亩吨万亿.,-] )               # mobile telephones, if no unit follows
  | (?<! [\d.] ) \d{{1,3}} (?: \. \d{{1,3}} ){{3}} (?! [\d.] )                 # IP addresses
  | (?<! [A-Za-z0-9] ) v? \d{{1,4}} (?: \. \d{{1,4}} ){{3,6}} (?! [A-Za-z0-9_.] )      # versions
  | [{_PLACES}] [A-Z] [·•]? [A-Z0-9]{{5,6}} (?! [A-Z0-9] )                   # 京A12345
  | (?: ISSN | ISBN | CN ) [\x20:：]? \d [\dXx-]{{6,16}}
  | (?<! [A-Za-z0-9] ) [A-Z]{{1,2}} \d{{1,4}} \+ \d{{3}} (?! \d )            # K35+200 on a road
  | [一二三四五六七八九十百千万]{{1,3}} 里 (?: [湖桥营庵坡海屯峡铺堡沟塘墩岗庙荒店坨坪甸] | 庄 (?! 稼 ) | 山 (?! [路区道地林坡丘水] ) | 河 [镇村街乡区] )   # places: 七里河 is one
  | (?: {" | ".join(BYLINES)} ) [:：\x20]{{1,2}} [\u4e00-\u9fff]{{2,3}}   # bylines
  | \# [0-9A-Fa-f]{{3,8}} (?! [0-9A-Za-z] )                                  # colours
  | (?<! [\d-] ) (?: \d{{1,2}} - )? \d{{3,4}} 室                               # rooms: 3-201室, B座1808室
  | (?<! \d ) \d{{3,}}+ \*{{3,12}} \d{{0,4}}                                 # masked: 138****8000
  | (?<! [A-Za-z0-9] ) (?! (?: {_LETTERS} | {_HEADS} ) [\d.] ) [A-Za-z]{{1,8}}+ [-_.]? \d++ [A-Za-z0-9._-]*+   # G95, ES6, PM2.5, A202107
  | (?<! [A-Za-z0-9] ) [0-9A-Z]{{18}} (?! [A-Za-z0-9] )                       # credit codes, identity cards
""")
_NUMBER = compile_pattern(r"\d{1,10}+ (?: \.\d++ )?+ (?! [A-Za-z0-9_.+@*–—-] | 室 )")
"""A number at which no code begins: these go on with a letter, a mark or more digits."""
_ASCII = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.+-"
_DIGITS = frozenset("0123456789")
FIRSTS = frozenset(_ASCII + "〔[(【#一二三四五六七八九十百千万记通校编责摄审作" + _PLACES)
"""The characters at which one of them may begin."""


def code_at(text: str, pos: int) -> int | None:
    """The end of the code at `pos`, None if there is none.

    >>> code_at("拨打13812345678", 2), code_at("共13812345678平方米", 1)
    (13, None)
    """
    char = text[pos]
    if char not in FIRSTS or (char in _DIGITS and _NUMBER.match(text, pos) is not None):
        return None
    code = PATTERN.match(text, pos)
    if code is None:
        return None
    end = code.end()
    if code["mobile"] and _UNITS.at(text, end + 1 if text[end : end + 1] == " " else end) is not None:
        return None
    return end


_NAMED = compile_pattern(
    lambda: (
        rf"""
    (?: {trie(_lexicon.CODE_WORDS)} [号]? [\x20:：为是]{{0,3}} (?: \d{{1,12}} [、或和/,] ){{0,4}}   # 热线 95588、95533
      | (?<! [A-Za-z] ) [A-Za-z]{{2,20}} \x20                                                  # ISO 9001, Chrome 90
      | [.…]{{2,6}} \x20?                                                                    # 4 5 ... 20
      | \d \x20 \d{{1,6}} \x20                                                                # 458 712 903
    ) \Z
    """
    )
)
_ROW = compile_pattern(r"\x20 \d{1,6} \x20 \d")
_BLANK_BEFORE = compile_pattern(r"\d \x20 \Z")
_BLANK_AFTER = compile_pattern(r"\x20 \d")
_REACH = 40


def names_a_thing(text: str, start: int, end: int) -> bool:
    """Whether the bare number `text[start:end]` names a thing: after a word that says so (邮编 065000), or in a row of them."""
    if _NAMED.search(text, max(0, start - _REACH), start) or _ROW.match(text, end):
        return True
    return (
        _BLANK_BEFORE.search(text, max(0, start - 2), start) is not None and _BLANK_AFTER.match(text, end) is not None
    )
