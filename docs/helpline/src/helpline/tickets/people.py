"""People who don't exist, with addresses and numbers that belong to nobody.

- Email addresses end in the domains that RFC 2606 keeps for examples.
- Phone numbers are 555-0100 to 555-0199, kept for fiction in North America, and those that Ofcom
  keeps for radio and television drama in the United Kingdom.
- Card numbers are the ones that payment services give out for tests.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpline.tickets.chance import Chance

GIVEN = """
Aisha Alan Amara Ana Andrea Anna Ben Carla Chen Chloe Daniel David Elena Emma Erik Fatima Felix
Grace Hana Hannah Helen Ian Ines Ivan James Jan Jo José Julia Karim Kate Kenji Laura Leila Lena
Li Lucas Maria Mark Martin Maya Mei Michael Mina Nadia Nina Noah Nora Olga Omar Paul Peter
Priya Ravi Rosa Sam Sara Sofia Thomas Tom Yusuf Zoë
"""
SURNAMES = """
Adams Ali Andersson Baker Bauer Bell Bianchi Brown Carter Chen Clark Costa Davies Diaz Dubois
Evans Fernandes Fischer Garcia Green Gupta Hall Hansen Hassan Hill Ivanova Jansen Johnson Kaya
Keller Khan Kim Kowalski Kumar Lee Lopez Martin Meyer Miller Mitchell Moreau Müller Murphy
Nguyen Novak Okafor Patel Pereira Rossi Sato Schmidt Silva Singh Smith Tanaka Taylor Torres
Walker Wang Weber White Wilson Wood Yilmaz Young
"""
DOMAINS = ("example.com", "example.com", "example.org", "example.net")
AREAS = ("202", "212", "303", "415", "512", "617", "718", "919")
DRAMA = (
    "020 7946 0{:03}",
    "0113 496 0{:03}",
    "0117 496 0{:03}",
    "0131 496 0{:03}",
    "0161 496 0{:03}",
    "01632 960{:03}",
    "07700 900{:03}",
    "+44 7700 900{:03}",
    "+44 20 7946 0{:03}",
)
CARDS = (
    "4242 4242 4242 4242",
    "4111 1111 1111 1111",
    "4111111111111111",
    "5555 5555 5555 4444",
    "5105 1051 0510 5100",
    "3782 822463 10005",
)


@dataclass(frozen=True)
class Person:
    """A sender."""

    name: str
    email: str
    phone: str
    account: str
    card: str


def person(chance: Chance) -> Person:
    """Make somebody up."""
    given, surname = chance.one(GIVEN.split()), chance.one(SURNAMES.split())
    return Person(
        name=f"{given} {surname}",
        email=email(chance, plain(given), plain(surname)),
        phone=phone(chance),
        account=f"WS-{chance.between(10_000, 99_999)}",
        card=chance.one(CARDS),
    )


def plain(name: str) -> str:
    """Return a name as it stands in an address: lower case without accents."""
    parts = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in parts if letter.isascii())


def email(chance: Chance, given: str, surname: str) -> str:
    """Return an address for a name."""
    local = chance.one(
        (
            f"{given}.{surname}",
            f"{given}.{surname}",
            f"{given[0]}.{surname}",
            f"{given}{surname}",
            f"{given}_{surname}",
            f"{surname}{chance.between(2, 99)}",
        )
    )
    return f"{local}@{chance.one(DOMAINS)}"


def phone(chance: Chance) -> str:
    """Return a number that rings nowhere."""
    if chance.happens(0.5):
        return chance.one(DRAMA).format(chance.below(1000))
    area, last = chance.one(AREAS), chance.between(100, 199)
    return chance.one(("+1 {} 555 0{}", "({}) 555-0{}", "{}-555-0{}")).format(
        area, last
    )


def signature(chance: Chance, sender: Person) -> str:
    """Return the lines below a message."""
    given = sender.name.split()[0]
    return chance.one(
        (
            given,
            given,
            sender.name,
            sender.name,
            sender.name,
            f"{sender.name}\n{sender.email}",
            f"{sender.name}\n{sender.email}",
            f"{sender.name}\n{sender.phone}",
            f"{sender.name}\n{sender.email}\n{sender.phone}",
            f"{sender.name}\nAccount {sender.account}",
            f"{sender.name} ({sender.account})",
            f"{given}, {sender.email}",
        )
    )
