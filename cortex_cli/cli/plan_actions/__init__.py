"""What `cortex plan` can be asked for: a module for each, and the choice among them."""
