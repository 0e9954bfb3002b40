"""Strings of digits that name a thing and count nothing: document numbers, telephones, addresses of the net, licences.

One alternative a kind, each bounded, none with a repeat inside a repeat.
"""

from __future__ import annotations

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern, trie

_PLACES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_LETTERS = trie(word for word in _lexicon.CURRENCIES if word.isascii() and word.isalpha())

CODE = rf"""
    (?: https?:// | www\. ) [^\s\u4e00-\u9fff，。；]++                        # addresses of pages
  | (?<! [A-Za-z0-9_.+-] ) [A-Za-z0-9_.+-]{{1,64}}+ @ [A-Za-z0-9-]{{1,63}} (?: \. [A-Za-z0-9-]{{1,63}} ){{1,4}}    # mail
  | (?<! [A-Za-z0-9.-] ) (?: [A-Za-z0-9-]{{1,63}} \. ){{1,4}} (?: com | cn | net | org | gov | edu ) (?![A-Za-z0-9])
    (?: [/?] [^\s\u4e00-\u9fff，。；]*+ )?                                     # example.com/p?id=1024
  | [〔\[(【] (?:19|20)\d\d [〕\])】] \x20? 第? \d{{1,5}} \x20? 号                # 冀政发〔2020〕5号
  | (?<! [\d-] ) (?: [(] 0\d{{2,3}} [)] \d{{7,8}} | 0\d{{2,3}} - \d{{7,8}} | 400 - \d{{3,4}} - \d{{3,4}} ) (?! [\d.] )   # telephones
  | (?<! [\d.,-] ) 1[3-9]\d{{9}} (?! [\d元万亿.,-] )
  | (?<! [\d.] ) \d{{1,3}} (?: \. \d{{1,3}} ){{3}} (?! [\d.] )                 # IP addresses
  | (?<! [A-Za-z0-9] ) v? \d{{1,4}} (?: \. \d{{1,4}} ){{3,6}} (?! [A-Za-z0-9_.] )      # versions
  | [{_PLACES}] [A-Z] [·•]? [A-Z0-9]{{5,6}} (?! [A-Z0-9] )                   # 京A12345
  | (?: ISSN | ISBN | CN ) [\x20:：]? \d [\dXx-]{{6,16}}
  | (?<! [A-Za-z0-9] ) [A-Z]{{1,2}} \d{{1,4}} \+ \d{{3}} (?! \d )            # K35+200 on a road
  | \# [0-9A-Fa-f]{{3,8}} (?! [0-9A-Za-z] )                                  # colours
  | (?<! [\d-] ) (?: \d{{1,2}} - )? \d{{3,4}} 室                               # rooms: 3-201室, B座1808室
  | \d{{3,6}} \*{{3,12}} \d{{0,4}}                                            # masked: 138****8000
  | (?<! [A-Za-z0-9] ) (?! {_LETTERS} [\d.] ) [A-Za-z]{{1,8}}+ [-_.]? \d++ [A-Za-z0-9._-]*+   # G95, ES6, PM2.5, A202107
  | (?<! [A-Za-z0-9] ) [0-9A-Z]{{18}} (?! [A-Za-z0-9] )                       # credit codes, identity cards
"""

_NAMED = compile_pattern(rf"{trie(_lexicon.CODE_WORDS)} [号]? [\x20:：为是]{{0,3}} $")
_REACH = 12


def names_a_thing(text: str, start: int) -> bool:
    """Whether the word before the number at `start` says that it names a thing: 邮编 065000, 附件2."""
    return _NAMED.search(text[max(0, start - _REACH) : start]) is not None
