"""Our proof of whole waves beside other ways to find who meets: `python -m benchmarks.scopes`.

All of them run in turn, in one process and on the same patterns, so that ratios hold on any machine. `--write` puts
the tables into docs/benchmarks/scopes.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import automata.base.config as automata_config

from benchmarks import scope_cases, scope_waves
from benchmarks.scope_rules import RULES
from tests.kit.repositories import git

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "scopes.md"
HEAD = """# Scopes: correctness and speed

Written by `python -m benchmarks.scopes --write`; do not edit. Everything below was measured in one run, in turns, on
the same patterns.
"""
