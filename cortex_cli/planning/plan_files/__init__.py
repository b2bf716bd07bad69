"""Plans as files: read, written, sealed, described."""
