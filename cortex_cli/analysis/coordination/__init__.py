"""Where separately done work must agree, found in the repository itself: one module per family of kinds."""
