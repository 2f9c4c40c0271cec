"""Pictures on pages: which there are, what is made of them, and how a page shows them."""
