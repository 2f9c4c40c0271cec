"""A reader's answer as the checks see it: what is called, what was expected, and what came."""

from __future__ import annotations

import math
import traceback
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST = 72
"""The most characters of a value that are shown."""


class Named(NamedTuple):
    """An argument that is too long to be shown, with words that are shown in its place."""

    value: Any
    words: str


class UnexpectedError(Exception):
    """What a reader's code does isn't what the exercise asks for.

    Attributes:
        call: The call as a reader would write it.
        expected: What should have come, in words.
        got: What came.
    """

    def __init__(self, call: str, expected: str, got: str) -> None:
        super().__init__(call, expected, got)
        self.call, self.expected, self.got = call, expected, got


class UnwrittenError(Exception):
    """The code is still that of the stub."""


class Staged(BaseException):
    """What a check raises in a reader's code, where no handler of the reader's should stop it."""


def brief(value: object) -> str:
    """Return a value as text, cut to a length that fits into a line."""
    if isinstance(value, Named):
        return value.words
    try:
        text = " ".join(repr(value).split())
    except Exception as error:  # noqa: BLE001 # a reader's class may have any repr
        return f"a {type(value).__name__} whose repr raises {type(error).__name__}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


class Got(NamedTuple):
    """What a call has returned."""

    call: str
    value: Any

    def wrong(self, expected: str, got: str | None = None) -> UnexpectedError:
        """Return the finding that something else was expected."""
        return UnexpectedError(
            self.call, expected, brief(self.value) if got is None else got
        )

    def number(self) -> float:
        """Return the value, which must be a number."""
        kinds = (Real, Decimal)
        if not isinstance(self.value, kinds) or isinstance(self.value, bool):
            raise self.wrong("a number", _kind(self.value))
        return float(self.value)

    def near(self, expected: float, within: float = 1e-6) -> None:
        """Expect a number that is this one, but for rounding."""
        self.between(expected - within, expected + within, f"{expected:.6g}")

    def between(self, low: float, high: float, words: str) -> None:
        """Expect a number from a range; words say which number is meant."""
        value = self.number()
        if math.isnan(value) or not low <= value <= high:
            raise self.wrong(words, f"{value:.6g}")

    def items(self) -> list[Any]:
        """Return what a list, or whatever can be gone through, holds; a text is no list."""
        if isinstance(self.value, str | bytes):
            raise self.wrong("a list", _kind(self.value))
        try:
            return list(self.value)
        except TypeError:
            raise self.wrong("a list", _kind(self.value)) from None

    def holds(
        self, expected: Iterable[object], *, in_order: bool = False
    ) -> None:
        """Expect these items: in this order, or in any."""
        wanted, found = list(expected), self.items()
        if in_order:
            same = found == wanted
        else:
            same = len(found) == len(wanted) and all(
                one in found for one in wanted
            )
        if not same:
            raise self.wrong(brief(wanted), brief(found))

    def equals(self, expected: object) -> None:
        """Expect a value that is equal."""
        if type(self.value) is bool and not isinstance(expected, bool):
            raise self.wrong(brief(expected))
        try:
            same = bool(self.value == expected)
        except (TypeError, ValueError):
            same = False
        if not same:
            raise self.wrong(brief(expected))

    def text(self) -> str:
        """Return the value, which must be a text."""
        if not isinstance(self.value, str):
            raise self.wrong("a text", _kind(self.value))
        return self.value


def _kind(value: object) -> str:
    if value is None:
        return "None (is a 'return' missing?)"
    return f"{brief(value)}, of type {type(value).__name__}"


class Answer:
    """The code that is checked: a reader's file, or whatever else has the functions."""

    def __init__(self, code: Any, file: str = "") -> None:  # noqa: ANN401 # a module, or a class
        """Take the code.

        Args:
            code: Has the functions as attributes.
            file: Its file as compiled, in which the line of an error is looked for.
        """
        self.code, self.file = code, file

    def call(self, name: str, *given: object, **named: object) -> Got:
        """Call a function; an argument that is a ``Named`` is shown by its words."""
        call = shown(name, *given, **named)
        values = [
            one.value if isinstance(one, Named) else one for one in given
        ]
        more = {
            key: one.value if isinstance(one, Named) else one
            for key, one in named.items()
        }
        return Got(
            call,
            self.guard(
                call, lambda: getattr(self.code, name)(*values, **more)
            ),
        )

    def raises(
        self,
        error: type[Exception],
        name: str,
        *given: object,
        **named: object,
    ) -> Got:
        """Call a function that should raise an error; return the error's message."""
        call = shown(name, *given, **named)
        values = [
            one.value if isinstance(one, Named) else one for one in given
        ]
        got = Got(
            call,
            self.guard(
                call, lambda: self._caught(error, name, values, named)
            ),
        )
        if isinstance(got.value, error):
            return Got(call, str(got.value))
        raise got.wrong(f"a {error.__name__}")

    def _caught(
        self,
        error: type[Exception],
        name: str,
        given: list[object],
        named: dict[str, object],
    ) -> object:
        try:
            return getattr(self.code, name)(*given, **named)
        except NotImplementedError:
            raise
        except error as raised:
            return raised

    def guard(self, call: str, run: Callable[[], Any]) -> Any:  # noqa: ANN401 # whatever it returns
        """Run something of the reader's; what it raises becomes a finding.

        Raises:
            UnwrittenError: It raises what the stub raises.
            UnexpectedError: It raises something else.
        """
        try:
            return run()
        except (UnexpectedError, UnwrittenError, Staged):
            raise
        except NotImplementedError as error:
            raise UnwrittenError from error
        except SystemExit as error:
            got = f"it ends Python, by sys.exit(){self.place(error)}"
            raise UnexpectedError(call, "no error", got) from error
        except BaseException as error:  # a cancelled task is one, too
            got = f"{said(error)}{self.place(error)}"
            raise UnexpectedError(call, "no error", got) from error

    def place(self, error: BaseException) -> str:
        """Return in which line of the file an error came up, in brackets; nothing elsewhere."""
        line = line_of(error, self.file)
        return f" (line {line})" if line else ""


def shown(name: str, *given: object, **named: object) -> str:
    """Return a call as it would be written."""
    by_name = (f"{key}={brief(value)}" for key, value in named.items())
    return f"{name}({', '.join([*map(brief, given), *by_name])})"


def said(error: BaseException) -> str:
    """Return what an error is and says, in one line."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 # a reader's class may have any str
        text = ""
    return (
        f"{type(error).__name__}: {text}"[:200]
        if text
        else type(error).__name__
    )


def line_of(error: BaseException, file: str) -> int | None:
    """Return the last line of a file that an error has passed through."""
    lines = [
        one.lineno
        for one in traceback.extract_tb(error.__traceback__)
        if one.filename == file
    ]
    return lines[-1] if lines else None
