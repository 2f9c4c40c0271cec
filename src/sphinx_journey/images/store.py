"""The cache of derivatives: content-addressed, written atomically, encoded in parallel."""
