"""The checks of the exercises: our solutions pass, so do others, and wrong answers are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from helpline.practice.answers import Answer
from helpline.practice.catalog import Exercise, read_exercises
from helpline.practice.loading import check_shape, load
from helpline.practice.outcomes import UNWRITTEN, run_all

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CHECKED = [one for one in read_exercises().values() if not one.is_scored]


def problems(exercise: Exercise, code: Any, file: Path) -> list[str]:
    """Return what the checks find wrong, a text for each."""
    check_shape(code, exercise, str(file))
    outcomes = run_all(exercise.checks(), Answer(code, str(file)))
    return ["\n".join(one.problem) for one in outcomes if one.problem]


def tries() -> Iterator[Any]:
    for exercise in CHECKED:
        file = HERE / "tries" / f"{exercise.name}.py"
        for name, code in vars(load(file)).items():
            if name.startswith(("Right", "Wrong")):
                yield pytest.param(
                    exercise, code, file, id=f"{exercise.id}-{name}"
                )


@pytest.mark.parametrize("exercise", CHECKED, ids=lambda one: one.id)
def test_our_solution_passes(exercise: Exercise) -> None:
    file = HERE / f"{exercise.name}.py"
    assert problems(exercise, load(file), file) == []


@pytest.mark.parametrize(("exercise", "code", "file"), list(tries()))
def test_another_right_answer_passes_and_a_wrong_one_is_told_why(
    exercise: Exercise, code: Any, file: Path
) -> None:
    found = problems(exercise, code, file)
    if code.__name__.startswith("Right"):
        assert found == []
    else:
        assert re.search(code.says, "\n".join(found), re.MULTILINE), found


@pytest.mark.parametrize("exercise", CHECKED, ids=lambda one: one.id)
def test_two_right_and_two_wrong_answers_are_tried(
    exercise: Exercise,
) -> None:
    names = vars(load(HERE / "tries" / f"{exercise.name}.py"))
    assert sum(name.startswith("Right") for name in names) >= 2
    assert sum(name.startswith("Wrong") for name in names) >= 2


@pytest.mark.parametrize("exercise", CHECKED, ids=lambda one: one.id)
def test_a_start_fits_the_checks_and_says_only_that_it_is_not_written(
    exercise: Exercise, tmp_path: Path
) -> None:
    file = tmp_path / exercise.file
    file.write_text(exercise.start(), encoding="utf-8")
    assert exercise.start().startswith(
        f'"""Exercise {exercise.id}: {exercise.title}'
    )
    assert set(problems(exercise, load(file), file)) == {UNWRITTEN}
    assert (
        len(list(run_all(exercise.checks(), Answer(load(file), str(file)))))
        > 0
    )


def test_each_solution_is_one_of_an_exercise() -> None:
    solutions = {path.stem for path in HERE.glob("e[0-9]*.py")}
    assert solutions == {one.name for one in CHECKED}
