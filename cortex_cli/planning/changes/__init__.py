"""What differs between plans, and plans that follow a repository that moved on."""
