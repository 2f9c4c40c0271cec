"""Answers to exercise 1.1.2."""

from __future__ import annotations

import difflib

from helpline.settings import Settings, SettingsError


class RightWithItsOwnDistance:
    @staticmethod
    def load_strictly(environ):
        known = {
            f"HELPLINE_{field.upper()}" for field in Settings.model_fields
        }
        for name in environ:
            if name.startswith("HELPLINE_") and name not in known:
                meant = min(known, key=lambda one: len(set(one) ^ set(name)))
                raise SettingsError(
                    f"What is {name}? Settings are {known}, so try {meant}."
                )
        return Settings.load(environ=environ)


class RightByMatching:
    @staticmethod
    def load_strictly(environ):
        fields = list(Settings.model_fields)
        ours = [name for name in environ if name.startswith("HELPLINE_")]
        wrong = [name for name in ours if name[9:].lower() not in fields]
        if wrong:
            near = difflib.get_close_matches(
                wrong[0][9:].lower(), fields, cutoff=0
            )
            raise ValueError(
                f"{wrong[0]}: perhaps HELPLINE_{near[0].upper()}"
            )
        return Settings.load(None, environ)


class WrongIgnores:
    says = r"expected: a ValueError"

    @staticmethod
    def load_strictly(environ):
        return Settings.load(None, environ)


class WrongRefusesAll:
    says = r"ValueError: HOME"

    @staticmethod
    def load_strictly(environ):
        for name in environ:
            if (
                name.removeprefix("HELPLINE_").lower()
                not in Settings.model_fields
            ):
                raise ValueError(f"{name} is no setting")
        return Settings.load(None, environ)
