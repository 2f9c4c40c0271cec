"""What is written beside the documents, and around them."""
