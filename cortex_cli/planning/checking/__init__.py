"""Whether a plan holds: its form, its dependencies, its scopes, its team, its evidence."""
