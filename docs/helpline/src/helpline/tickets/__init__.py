"""The seeded generator of the tickets: ``make_tickets(seed, number)``."""

from helpline.tickets.make import Draft, make_drafts, make_tickets

__all__ = ["Draft", "make_drafts", "make_tickets"]
