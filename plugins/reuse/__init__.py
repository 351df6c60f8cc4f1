"""What a build takes over from the ones before, and when it may; and how it uses all cores. No Pelican in here."""
