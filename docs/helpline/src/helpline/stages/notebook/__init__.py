"""The notebook that Helpline began as, and what runs its cells in any order (post 1.1)."""
