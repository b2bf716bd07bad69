"""Planning cases: what a plan for some files is expected to be, and whether it is."""
