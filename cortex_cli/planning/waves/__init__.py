"""Objectives placed in waves, and how good the placing is."""
