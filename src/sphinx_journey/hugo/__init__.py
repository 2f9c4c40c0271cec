"""What Hugo makes of a site: its configuration, pages, addresses and shortcodes. No Sphinx here."""
