"""Helpline as a notebook, and what runs its cells in any order (post 1.1)."""
