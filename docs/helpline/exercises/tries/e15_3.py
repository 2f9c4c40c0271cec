"""Answers to exercise 1.5.3."""

from __future__ import annotations

import os
import shutil

from helpline.service_journal import Journal


def fresh(file, target):
    """Write a journal with the tickets of another that wait for a reply."""
    target.unlink(missing_ok=True)
    with Journal(file, writes=False) as old, Journal(target) as new:
        names = old.unanswered()
        for name in names:
            new.take(old.ticket(name))
    return len(names)


class RightByCopying:
    @staticmethod
    def rotate(file, kept):
        if kept.exists():
            raise FileExistsError(kept)
        number = fresh(file, file.with_name("next"))
        shutil.copy2(file, kept)
        file.with_name("next").rename(file)
        return number


class RightInAnotherFolder:
    @staticmethod
    def rotate(file, kept):
        folder = file.parent / "rotating"
        folder.mkdir(exist_ok=True)
        number = fresh(file, folder / "journal")
        kept.hardlink_to(file)
        (folder / "journal").rename(file)
        folder.rmdir()
        return number


class RightWithClaim:
    """Opens the old journal for writing, so that no other process writes it meanwhile."""

    @staticmethod
    def rotate(file, kept):
        with Journal(file):
            number = fresh(file, file.with_name("next"))
            os.link(file, kept)
            file.with_name("next").replace(file)
        return number


class WrongMovesFirst:
    """For a moment there is no journal in its place."""

    says = r"expected: a journal in its place"

    @staticmethod
    def rotate(file, kept):
        file.rename(kept)
        return fresh(kept, file)


class WrongPutsItBack:
    """Would put the old one back after an error, and nobody is there to do it after a crash."""

    says = r"expected: a journal in its place"

    @staticmethod
    def rotate(file, kept):
        file.rename(kept)
        try:
            return fresh(kept, file)
        except BaseException:
            kept.rename(file)
            raise


class WrongOverwrites:
    says = r"is overwritten in its place"

    @staticmethod
    def rotate(file, kept):
        shutil.copy2(file, kept)
        number = fresh(kept, file.with_name("next"))
        file.write_bytes(file.with_name("next").read_bytes())
        return number


class WrongOverwritesWithoutCutting:
    """Opens the journal without making it empty, and cuts it off at the new end."""

    says = r"is overwritten in its place"

    @staticmethod
    def rotate(file, kept):
        shutil.copy2(file, kept)
        number = fresh(kept, file.with_name("next"))
        with file.open("r+b") as stream:
            stream.write(file.with_name("next").read_bytes())
            stream.truncate()
        file.with_name("next").unlink()
        return number


class WrongOverwritesByHandle:
    says = r"is overwritten in its place"

    @staticmethod
    def rotate(file, kept):
        shutil.copy2(file, kept)
        number = fresh(kept, file.with_name("next"))
        data = file.with_name("next").read_bytes()
        handle = os.open(file, os.O_RDWR)
        os.write(handle, data)
        os.ftruncate(handle, len(data))
        os.close(handle)
        return number


class WrongKeepsNothing:
    says = r"expected: a file 'old'"

    @staticmethod
    def rotate(file, kept):
        number = fresh(file, file.with_name("next"))
        file.with_name("next").replace(file)
        return number
