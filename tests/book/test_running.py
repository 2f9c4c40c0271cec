"""The ways in which the book's code is run, tried on a small package: each can fail."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from support import ROOT

from .running import pytest_in, run_book

if TYPE_CHECKING:
    from pathlib import Path

HELPLINE = ROOT / "docs" / "helpline"
FILES = {
    "src/helpline/__init__.py": "",
    "src/helpline/sums.py": (
        "# region add\ndef add(a: int, b: int) -> int:\n    if a < 0:\n        return b + a\n"
        "    return a + b\n# endregion add\n"
    ),
    "src/helpline/kinds.py": (
        "from typing import Protocol\n\n\nclass Kind(Protocol):\n"
        "    def name(self) -> str:\n        ...\n"
    ),
    "src/helpline/__main__.py": 'print("started")\n',
    "tests/test_sums.py": (
        "import subprocess, sys\n"
        "from helpline.sums import add\nimport helpline.kinds\n"
        "def test_add():\n    assert add(1, 2) == 3\n"
        "def test_main():\n    subprocess.run([sys.executable, '-m', 'helpline'], check=True)\n"
    ),
    "mistakes/late/wrong.py": "def key(question, size):\n    return question\n",
    "mistakes/late/fixed.py": "def key(question, size):\n    return question, size\n",
    "mistakes/late/test_pair.py": (
        "def test_sizes_do_not_share_an_answer(subject):\n"
        "    assert subject.key('a', 1) != subject.key('a', 2)\n"
    ),
    "exercises/e02_1.py": "counts = {'a': 1}\n",
    "exercises/test_e02.py": "import e02_1\n\n\ndef test_1():\n    assert e02_1.counts['a'] == 1\n",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = tmp_path / "helpline"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copyfile(HELPLINE / "pytest.ini", root / "pytest.ini")
    shutil.copyfile(HELPLINE / "mistakes" / "conftest.py", root / "mistakes" / "conftest.py")
    return root


def test_a_line_that_no_test_runs_is_found(small: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    run = run_book(small, work)
    assert run.code == 0, run.output
    assert "3 passed" not in run.output
    assert "4 passed, 1 xfailed" in run.output
    assert run.unrun(small / "src/helpline/sums.py", range(1, 7)) == [4]
    assert run.unrun(small / "src/helpline/__main__.py", [1]) == []  # in another process
    assert run.unrun(small / "src/helpline/kinds.py", range(1, 7)) == []
    assert run.unrun(small / "exercises/e02_1.py", [1]) == []
    assert run.unrun(small / "mistakes/late/wrong.py", [1, 2]) == []
    assert run.unrun(small / "nowhere.py", [2, 1]) == [1, 2]


def test_a_mended_wrong_file_fails_the_suite(small: Path) -> None:
    assert pytest_in(small).returncode == 0
    pair = small / "mistakes/late"
    shutil.copyfile(pair / "fixed.py", pair / "wrong.py")
    done = pytest_in(small)
    assert done.returncode == 1
    assert "XPASS(strict)" in done.stdout


def test_a_broken_mended_file_fails_the_suite(small: Path) -> None:
    pair = small / "mistakes/late"
    shutil.copyfile(pair / "wrong.py", pair / "fixed.py")
    assert "1 failed" in pytest_in(small).stdout


def test_a_wrong_file_that_fails_for_another_reason_fails_the_suite(small: Path) -> None:
    (small / "mistakes/late/wrong.py").write_text("def other(): ...\n", encoding="utf-8")
    done = pytest_in(small)
    assert done.returncode == 1
    assert "AttributeError" in done.stdout


def test_a_test_may_expect_an_error_that_the_wrong_file_does_not_raise(small: Path) -> None:
    (small / "mistakes/late/test_pair.py").write_text(
        "import pytest\n\n\ndef test_sizes(subject):\n    with pytest.raises(TypeError):\n"
        "        len(subject.key('a', 1)) + subject.key('a', 1)\n",
        encoding="utf-8",
    )
    (small / "mistakes/late/wrong.py").write_text(
        "def key(question, size):\n    return 'a' and Number(1)\n\n\n"
        "class Number(int):\n    def __len__(self):\n        return 1\n",
        encoding="utf-8",
    )
    done = pytest_in(small, "mistakes")
    assert done.returncode == 0, done.stdout
