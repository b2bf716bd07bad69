"""The kinds of work a request can ask for."""

from __future__ import annotations

from enum import StrEnum


class TaskType(StrEnum):
    FEATURE = "FEATURE"
    BUG = "BUG"
    REFACTOR = "REFACTOR"
    TEST = "TEST"
    DOCS = "DOCS"
    PERFORMANCE = "PERFORMANCE"
    SECURITY = "SECURITY"
    CHORE = "CHORE"
    RESET = "RESET"


class Complexity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
