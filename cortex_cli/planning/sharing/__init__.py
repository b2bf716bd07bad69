"""Files that several objectives want to write, and how each gets one owner."""
