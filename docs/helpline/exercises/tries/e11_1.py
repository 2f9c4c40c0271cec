"""Answers to exercise 1.1.1."""

from __future__ import annotations

import inspect


class RightByKind:
    @staticmethod
    def remembers(function):
        parameters = inspect.signature(function).parameters.values()
        return [
            one.name
            for one in parameters
            if isinstance(one.default, list | dict | set)
        ]


class RightByHashing:
    @staticmethod
    def remembers(function):
        names = []
        for name, one in inspect.signature(function).parameters.items():
            try:
                hash(one.default)
            except TypeError:
                names.append(name)
        return tuple(names)


class WrongWithoutNamedOnes:
    says = r"expected: \['c'\]"

    @staticmethod
    def remembers(function):
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        defaults = function.__defaults__ or ()
        last = names[len(names) - len(defaults) :]
        return [
            name
            for name, one in zip(last, defaults, strict=True)
            if isinstance(one, list | dict | set)
        ]


class WrongEveryDefault:
    says = r"b='', c=\(\), d=None"

    @staticmethod
    def remembers(function):
        parameters = inspect.signature(function).parameters.values()
        return [
            one.name
            for one in parameters
            if one.default is not inspect.Parameter.empty
        ]
