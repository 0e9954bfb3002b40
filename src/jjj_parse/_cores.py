"""What is known of cores, the numbers and words that shapes are made of, without what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from string import digits

from jjj_parse import _lexicon
from jjj_parse._engine import Longest, Pattern, chars, compile_pattern, trie
from jjj_parse._forms import (
    SKIP_BEHIND_DIGITS,
    TIME_CHARS,
    Probes,
    Said,
    date_form,
    han_form,
    kind_of,
    kind_of_pair,
    pair_form,
    with_date,
    with_han,
    with_number,
    with_pair,
)
from jjj_parse._generals import General, generalised
from jjj_parse._numerals import LEADS
from jjj_parse._reading import Reading
from jjj_parse._resolve import START_WORDS, best_at, with_modifier
from jjj_parse._rules.rate import EACH_WORDS
from jjj_parse._rules.time_words import FUTURE_WINDOW, PAST_WINDOW
from jjj_parse._rules.when import When
from jjj_parse._sides import (
    BESIDE,
    NUMBER_STARTS,
    NUMERALS,
    SKIP_AT,
    SKIP_FIRSTS,
    Form,
    Sides,
)
from jjj_parse._words import Setting, Words

_CALENDAR = ("time_words", "periods", "dayparts", "durations", "plans", "holidays", "lunar_months")
_CALENDAR_WORDS = [word for name in _CALENDAR for word in _lexicon.words_of(name)]
_ALSO_SEEN = (
    "第",
    "最后",
    "头",
    "整",
    "之",
    "分之",
    "正",
    "钱",
    "的",
    "之间",
    "间",
    "半",
    "又",
    "点",
    "/",
    "/(",
    "二氧化碳/",
    "每",
    "·",
    *"年月日号时分秒季世纪周天旬代期刻份初末底内前后起止",
    *(LEADS - {".", "-"}),
)
"""What rules look for behind a number that stands in no table."""
_LONGEST_CORE = 40
_LONG_CALENDAR_WORDS = [word for word in _CALENDAR_WORDS if len(word) > 1]
_COINS = frozenset("角分毛")
_SIZELESS = tuple(word for word, unit in _lexicon.UNIT_WORDS.items() if unit.factor is None)
_SCALED_BIG = compile_pattern(rf"[0-9.,{NUMERALS}]+ (?<= [百千万亿] ) 大")
_PLACE = compile_pattern("[一二三四五六七八九十百千万]{1,3} 里")
_TIMES = frozenset(("date", "duration"))
BARE = frozenset(("number", "money_inferred"))
_TO_MORE = rf"[^\d.{NUMERALS}年月日号时点度季旬末初底分秒天周] [至到] [\d{NUMERALS}]"
"""至 between two quantities, each with its unit: what 上调 by the first changes to may be the second."""
_UNTO = compile_pattern(_TO_MORE)
_IN_CODES = compile_pattern(rf"[:室'\"块] | /\( | {_TO_MORE}")
"""A core with one of these may be the number of a room, a clock time or a ratio, feet or inches, pieces of what stands further off,
or divided by units in brackets, of which the core has no end, or a change by one quantity to another."""
_PAIR = compile_pattern(r"( \D*? [^\d.,:] ) ( \d{1,9} (?:\.\d{1,6})? ) ( (?: [^\d.,:] \D* )? )")
"""A tail with one more number."""
_BEFORE_NUMERAL = compile_pattern(rf"(?: 百分之 | {trie(START_WORDS)} )?")
_OPENERS = Longest([*PAST_WINDOW.words, *FUTURE_WINDOW.words, "前"])
"""The words that begin a date only where a length of time follows."""
_DIGIT = compile_pattern("[0-9]")
_SIGNED = compile_pattern(rf"(?: 负的? | 零[上下] ){{1,9}}+ [0-9.{NUMERALS}半-]")
"""Rules look far to both sides of a sign."""
_DIALLED = compile_pattern("0[0-9]{2}")
_ONE_NUMBER = compile_pattern(r"( [^\d.,:-]++ ) ( \d++ (?: \.\d++ )? ) ( (?: [^\d.,:] .* )? )")
"""A core that begins with a word and has a number, and more where that begins a date."""
_FREQUENT = "2103.456897元年月万%亿十一日百分千个家项人次平公亩米三方二-上/五四近去今"
"""The characters that are tried first, as numbers and dates most often have them."""


NOT_PLAIN = Form([("7", "")], plain=False)
BARE_DIGITS = Form([("7", "")], dated=True, lone=True)


def _spoken_words(words: Words) -> frozenset[str]:
    """The words that rules look for behind a number and that are more than a unit, or than what hides one."""
    return frozenset(
        (
            *(word for word in words.denominators if word not in words.words), *_lexicon.NUMERALS,
            *_lexicon.MODIFIERS_AFTER, *_lexicon.RANGE_MARKS, *_CALENDAR_WORDS, *START_WORDS, *_ALSO_SEEN, *digits,
        )
    )  # fmt: skip


def core_words(words: Words) -> frozenset[str]:
    """The words that rules look for behind a number."""
    others = [word + char for word, after in _lexicon.NO_DENOMINATORS.items() for char in after]  # 生产, no 生
    return _spoken_words(words).union(words.words, words.denominators, others, _lexicon.NOT_UNITS, _lexicon.NOT_NUMBERS)


def _hiding(words: Words, seen: frozenset[str]) -> Iterator[str]:
    """The words that hide a unit or a numeral and nothing else that rules look for: 人才, of which 人 is no unit.

    Behind a unit the rules see no more in them than in any other word.
    """
    others = _spoken_words(words)
    prefixes = {word[:length] for word in seen for length in range(1, len(word))}
    for word in (*_lexicon.NOT_UNITS, *_lexicon.NOT_NUMBERS):
        if word not in prefixes and not any(word[:length] in others for length in range(1, len(word) + 1)):
            yield word


def core_pattern(words: Words, seen: frozenset[str]) -> Pattern:
    """A core: a whole number, one with decimals, or another in digits, or a word, each in a group of its own; then the words behind it.

    Everything that a mention may be made of is in the core, and more: what it takes in too much is settled by the rules.
    """
    starts = {*LEADS, *(word[0] for word in START_WORDS)}
    han = [char for char in LEADS if not char.isascii()]
    heads = {
        *START_WORDS, *(word for word in seen if word[0] in han),
        *(word for word in _lexicon.NOT_NUMBERS if word[0] in starts),
    }  # fmt: skip
    alone = {*LEADS, *(word for word in heads if len(word) == 1)}
    seconds = {word[1] for word in heads if word[0] not in alone}
    unit_ends = {word[-1] for word in words.words if not word[-1].isascii()} - set(NUMERALS)
    return compile_pattern(
        rf"""
        (?= {chars(alone)} | {chars(starts - alone)} {chars(seconds)} )
        (?: (?= [0-9] ) (?<! [0-9] ) (?: ( [1-9] \d{{0,8}}+ (?! \d | \.\d | ,\d{{3}} (?!\d) ) )
            | ( (?: [1-9] \d{{0,5}}+ | 0 (?! \.0++ (?!\d) ) ) \. \d{{1,3}}+ (?! \d | \.\d ) )
            | ( \d{{1,3}} (?:,\d{{3}})++ (?!\d) (?:\.\d++)? | \d++ (?:\.\d++)? ) )
          | ( {trie(heads, frequent=_FREQUENT)} | {chars(han)} | (?<! [0-9A-Za-z] ) [-.] (?= [\d.] ) )
        )
        ( (?: (?! (?<= {chars(unit_ends)} ) {trie(_hiding(words, seen))} ) (?= {chars({word[0] for word in seen})} ) {trie(seen, frequent=_FREQUENT)} | [.:] (?= \d ) ){{0,44}}+ )
        """
    )


_SECOND = compile_pattern(rf"[-~—–−〜至到、,和与比/] .* {chars(NUMERALS)}")
"""A second number: whether the first one makes a range with it depends on both (11万吨-12万吨, but not 38万吨-12万吨)."""


def _is_alone(core: str, end: int, sides: Sides) -> bool:
    """Whether the numeral of a core that ends at `end` is its only one, and no word that is no number begins inside it."""
    return _SECOND.search(core, end) is None and not sides.is_straddled(core, end)


class Cores:
    """The forms of cores met under one setting."""

    def __init__(self, setting: Setting, sides: Sides) -> None:
        self._setting = setting
        self._sides = sides
        self.forms: dict[str, Form] = {}
        self.learnt = 0

    def clear(self) -> None:
        """Forget all."""
        self.forms.clear()
        self.learnt = 0

    def of_number(self, text: str, pos: int, end: int, digits: str, tail: str) -> tuple[Said, Form]:
        """The numbers and the form of the core `text[pos:end]`, which begins with `digits`."""
        if not tail:
            return "", BARE_DIGITS
        first = tail[0]
        if first in SKIP_BEHIND_DIGITS and SKIP_AT.at(text, pos) is not None:
            return "", NOT_PLAIN
        if _UNTO.search(tail) is not None:
            return "", NOT_PLAIN
        if first in "年月-" and (dated := self._of_date("", text, pos, end)) is not None:
            return dated
        kind = kind_of(digits, tail)
        if kind is None:
            # A long row of digits that begins with a zero is a number to dial or of a list: not worth to be remembered.
            return ("", NOT_PLAIN) if _DIALLED.match(digits) else self._of_core(digits + tail)
        known = self.forms.get(f"#{kind}{tail}")
        if known is None:
            pair = _PAIR.fullmatch(tail)
            if pair is not None:
                return self._of_pair(digits, kind, tail, *pair.groups())
            known = self._learn_form(f"#{kind}{tail}", with_number(kind, "", tail))
        return (digits, known) if known.general else self._of_core(digits + tail)

    def _of_date(self, before: str, text: str, pos: int, end: int) -> tuple[Said, Form] | None:
        """The same where a date in digits begins at `pos`, behind the word `before`."""
        dated = date_form(text, pos, end)
        if dated is None:
            return None
        name = before + dated[0]
        form = self.forms.get(name) or self._learn_form(name, with_date(dated[0], before))
        return (dated[1], form) if form.general else None

    def _of_pair(self, low: str, kind: str, tail: str, middle: str, high: str, rest: str) -> tuple[Said, Form]:
        other = kind_of(high, rest)
        if "," not in kind and other is not None and "," not in other and Decimal(low) < Decimal(high):
            kind, middle = kind_of_pair(kind, other), pair_form(middle, rest)
            name = f"#{kind}{middle}#{rest}"
            form = self.forms.get(name) or self._learn_form(name, with_pair(kind, middle, rest))
            if form.general:
                return (low, high), form
        return self._of_core(low + tail)

    def of_word(self, core: str) -> tuple[Said, Form]:
        """The same of a core that begins with a word or a Chinese numeral."""
        if _SIGNED.match(core):
            return "", NOT_PLAIN
        forms = self.forms
        number = _ONE_NUMBER.fullmatch(core)
        if number is not None:
            before, digits, tail = number.groups()
            if (dated := self._of_date(before, core, len(before), len(core))) is not None:
                return dated
            kind = kind_of(digits, tail)
            if kind is not None and _DIGIT.search(tail) is None and _SECOND.search(tail) is None:
                name = f"{before}#{kind}{tail}"
                form = forms.get(name) or self._learn_form(name, with_number(kind, before, tail))
                if form.general:
                    return digits, form
            return self._of_core(core)
        before = core[: _BEFORE_NUMERAL.match(core).end()]  # type: ignore[union-attr]  # matches the empty string
        kind, said, end = han_form(core, len(before))
        if said and _is_alone(core, end, self._sides):
            tail = core[end:]
            if before or (tail and tail[0] != "里" and SKIP_AT.at(core, 0) is None):
                name = f"{before}{{{kind}}}{tail}"
                form = forms.get(name) or self._learn_form(name, with_han(kind, before, tail))
                if form.general:
                    return said, form
        return self._of_core(core)

    def _of_core(self, core: str) -> tuple[Said, Form]:
        """A core all of whose characters are part of the shape."""
        return "", self.forms.get(core) or self._learn_core(core)

    def _learn_form(self, name: str, probes: Probes) -> Form:
        """What is known of a form by its probes."""
        core, said = probes[0]
        form = NOT_PLAIN
        if len(core) < _LONGEST_CORE and _IN_CODES.search(core) is None:
            first = self._alone(core)
            if first is None:
                if self._is_nothing(probes):
                    nothing = _begins_nothing(core)
                    form = Form(probes, general=True, dated=not nothing, nothing=nothing)
            elif first.rule not in BARE:
                general = generalised(first.value, said)
                if general is not None and self._are_like(first, core, general, probes[1:]):
                    form = Form(probes, general=True, dated=first.rule in _TIMES, alone=first)
        return self._keep(name, core, form)

    def _keep(self, name: str, core: str, form: Form) -> Form:
        if form.plain:
            # A number in Chinese numerals is no part of its form: any numeral may be the last.
            form.behind = self._sides.behind(NUMERALS if form.general and core[-1] in NUMERALS else core[-1])
        self.learnt += 1
        self.forms[name] = form
        return form

    def _is_nothing(self, probes: Probes) -> bool:
        """Whether at the word that every probe begins with nothing is read, whatever the number behind it: 近 in 近5亿元."""
        core = probes[0][0]
        if core[0] in NUMBER_STARTS or core[0] in SKIP_FIRSTS or core.startswith(EACH_WORDS):
            return False
        return all(self._alone(probe) is None for probe, _ in probes[1:])

    def _are_like(self, first: Reading, core: str, general: General, probes: Probes) -> bool:
        """Whether every probe is read as the first one, `core`, was, each with its own value."""
        for probe, said in probes:
            reading = self._alone(probe)
            if reading is None or reading.end - len(probe) != first.end - len(core):
                return False
            if reading[3:] != first[3:] or reading.start != first.start or reading.value != general.of(said):
                return False
        return True

    def _alone(self, core: str) -> Reading | None:
        """What the rules read in a core that nothing stands beside."""
        reading = best_at(BESIDE + core + BESIDE, len(BESIDE), 0, 0, self._setting)
        return settle(reading) if reading is not None else None

    def _learn_core(self, core: str) -> Form:
        """What is known of a core that is a form of its own."""
        form = NOT_PLAIN
        probes: Probes = [(core, "")]
        skipped = core[0] in SKIP_FIRSTS and (SKIP_AT.at(core, 0) is not None or "里" in core)
        if (
            len(core) < _LONGEST_CORE
            and core[0] not in "-."
            and _IN_CODES.search(core) is None
            and not _PLACE.match(core)
        ):
            reading = self._alone(core)
            whole = reading is not None and reading.end == len(BESIDE) + len(core)
            dated = (reading is not None and reading.rule in _TIMES) or (not whole and _may_be_date(core))
            if reading is None and (core[0].isascii() or core.startswith(EACH_WORDS)):
                pass  # 总投资5最近3日, 每亩达50万元
            elif reading is None and core[0] in NUMBER_STARTS and any(word in core for word in _SIZELESS):
                pass  # 三十六度的: a temperature where the text says so
            elif reading is None and _SCALED_BIG.match(core):
                pass  # 营收四万大洋: money, for nobody counts 四万大
            elif reading is None and not skipped and _begins_nothing(core):
                form = Form(probes, nothing=True)
            elif reading is None and not dated:
                form = Form(probes, dated=True, lone=core[0] in NUMBER_STARTS, skipped=skipped)
            elif (
                reading is None
                or dated
                or not (reading.rule in BARE or (reading.rule == "money" and core[-1] in _COINS))
            ):
                form = Form(probes, dated=dated, skipped=skipped, alone=reading)
        if skipped and not form.plain:
            form = Form(probes, plain=False, skipped=True)
        return self._keep(core, core, form)


def _begins_nothing(core: str) -> bool:
    """Whether a core begins with a word such as 近 and goes on with words that are no length of time."""
    opener = _OPENERS.at(core, 0)
    return opener is not None and len(opener) < len(core) and not _may_be_date(core[len(opener) :])


def settle(reading: Reading) -> Reading:
    """A quantity with its modifier in its value; of a date the modifier is settled with its place."""
    return reading if isinstance(reading.value, When) else with_modifier(reading)


def _may_be_date(core: str) -> bool:
    """Whether a core may be a date or a length of time."""
    return not TIME_CHARS.isdisjoint(core) or any(word in core for word in _LONG_CALENDAR_WORDS)
