"""Strings of digits that name a thing and count nothing: document numbers, telephones, addresses of the net, licences.

One alternative a kind, each bounded, none with a repeat inside a repeat.
"""

from __future__ import annotations

CODE = r"""
    (?: https?:// | www\. ) [^\s\u4e00-\u9fff，。；]++                        # addresses of pages
  | (?<![\w.+-]) [A-Za-z0-9_.+-]{1,64}+ @ [A-Za-z0-9-]{1,63} (?: \. [A-Za-z0-9-]{1,63} ){1,4}   # mail
  | [〔\[(【] (?:19|20)\d\d [〕\])】] \x20? 第? \d{1,5} \x20? 号                 # 冀政发〔2020〕5号
  | (?<![\d-]) (?: 0\d{2,3} - \d{7,8} | 1[3-9]\d{9} | 400 - \d{3,4} - \d{3,4} ) (?! [\d元万亿.,-] )   # telephones
  | (?<![\w.]) \d{1,3} (?: \. \d{1,3} ){3} (?! [\w.] )                       # IP addresses
  | (?<![A-Za-z0-9]) v? \d{1,4} (?: \. \d{1,4} ){3,6} (?! [\w.] )            # versions
  | (?<![A-Za-z0-9]) [A-Za-z]{1,8}+ [-_.]? \d++ [A-Za-z0-9._-]*+            # G95, ES6, PM2.5, A202107
  | (?<![A-Za-z0-9]) [0-9A-Z]{18} (?![A-Za-z0-9])                            # credit codes, identity cards
"""
