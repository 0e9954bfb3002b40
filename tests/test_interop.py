"""The engines come in only when asked for, and a missing one is named with its extra."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extras import needs
from jjj_parse import Mention

ENGINES = ("polars", "pandas", "duckdb", "pyspark", "ray", "pint", "pydantic")
EXTRAS = {"pyspark": "spark"}


def python(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_package_imports_no_engine() -> None:
    others = (*ENGINES, "pyarrow", "openpyxl", "tqdm")
    assert python(f"import sys, jjj_parse, jjj_parse.cli; print(*({set(others)} & set(sys.modules)))").strip() == ""


def test_importing_columns_imports_no_engine() -> None:
    needs("pyarrow")
    program = f"import sys, jjj_parse.columns; print(*({set(ENGINES)} & set(sys.modules)))"
    assert python(program).strip() == ""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_missing_engine_is_named_with_its_extra(engine: str) -> None:
    if engine not in ("pint", "pydantic"):
        needs("pyarrow")
    module = EXTRAS.get(engine, engine)
    program = (
        f"import sys; sys.modules[{engine!r}] = None\n"
        f"try: import jjj_parse.{module}\nexcept ImportError as error: print(error)"
    )
    assert f'pip install "jjj_parse[{module}]"' in python(program)


def test_columns_without_pyarrow_name_their_extra() -> None:
    program = "import sys; sys.modules['pyarrow'] = None\ntry: import jjj_parse.columns\nexcept ImportError as error: print(error)"
    assert python(program).strip() == 'jjj_parse.columns needs pyarrow: pip install "jjj_parse[arrow]"'


def test_headers() -> None:
    needs("pyarrow")
    from jjj_parse import _interop

    assert _interop.header_unit("投资额（万元）", "money") == "投资额（万元）"
    assert [
        _interop.header_unit(header, kind)
        for header, kind in (
            ("投资额", "money"),
            ("投资额（2021年）", "money"),
            ("面积（亩）", "money"),
            ("备注（可不填）", "money"),
            ("", "money"),
            (None, "money"),
        )
    ] == [None] * 6
    assert [
        _interop.bare_header(header) for header in ("投资额（万元）", " 面积 (亩)", "（元）", "额[亿元]", "总额")
    ] == [*("投资额", "面积", "（元）", "额", "总额")]


def test_the_columns_of_a_mention_are_those_of_the_table() -> None:
    needs("pyarrow")
    from jjj_parse import _interop

    assert {"kind", "start", "end", "text", "modifier", "indicator"} <= set(_interop.LONG.names)
    assert all(hasattr(Mention, name) for name in ("kind", "start", "end", "text", "modifier", "indicator"))
