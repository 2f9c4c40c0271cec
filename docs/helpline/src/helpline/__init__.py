"""Helpline sorts support tickets, and answers them from a help center's articles or refuses."""
