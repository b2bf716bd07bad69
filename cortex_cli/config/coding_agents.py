"""The coding agents that a `shell` worker can drive: a prompt on stdin, edits in the workspace, no commit.

Each command asks for the narrowest permission under which its agent can edit files without a person.
VARIABLES are passed on where the user has set them, since a worker sees little of the user's environment.
"""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.config.detected import DetectedWorker
from cortex_cli.config.project import Project
from cortex_cli.config.python_gates import ruff_configured

AT_ONCE = 2
RUFF_AT_ONCE = 4
COMMANDS = {
    "claude": ("claude", "-p", "--permission-mode", "acceptEdits"),
    "codex": ("codex", "exec", "-s", "workspace-write", "--skip-git-repo-check", "-"),
    "gemini": ("gemini", "--approval-mode", "auto_edit", "--skip-trust"),
    "opencode": ("opencode", "run"),
    "qwen": ("qwen", "--approval-mode", "auto-edit"),
    "aider": (
        "aider", "--yes-always", "--no-auto-commits", "--no-dirty-commits", "--no-gitignore",
        "--no-check-update", "--no-analytics", "--no-show-release-notes", "--no-pretty", "--no-stream",
        "--no-fancy-input", "--no-detect-urls", "--no-suggest-shell-commands", "--map-tokens", "0",
        "--input-history-file", "/dev/null", "--chat-history-file", "/dev/null",
        "--message-file", "{prompt_file}",
    ),
}  # fmt: skip
TITLES = {
    "claude": "Claude Code",
    "codex": "Codex",
    "gemini": "Gemini CLI",
    "opencode": "opencode",
    "qwen": "Qwen Code",
    "aider": "aider",
}
FIXED = {
    "gemini": {"GEMINI_CLI_NO_RELAUNCH": "true"},
    "opencode": {
        "OPENCODE_DISABLE_AUTOUPDATE": "1",
        "OPENCODE_CONFIG_CONTENT": '{"permission":{"edit":"allow","bash":"deny"}}',
    },
}
VARIABLES = {
    "claude": ("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "ANTHROPIC_MODEL", "CLAUDE_CONFIG_DIR"),
    "codex": ("CODEX_API_KEY", "OPENAI_API_KEY", "CODEX_HOME"),
    "gemini": ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_CLOUD_PROJECT"),
    "opencode": ("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENCODE_CONFIG"),
    "qwen": ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"),
    "aider": ("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENAI_API_BASE", "AIDER_MODEL"),
}


def coding_agents(project: Project) -> Iterator[DetectedWorker]:
    """Every agent that is known, with those on PATH marked as installed."""
    for name, command in COMMANDS.items():
        yield DetectedWorker(
            id=name,
            title=TITLES[name],
            command=command,
            max_concurrent=AT_ONCE,
            installed=project.on_path(name) is not None,
            env=FIXED.get(name, {}),
            variables=tuple(key for key in VARIABLES[name] if project.environment.get(key)),
        )


def sweep_workers(project: Project) -> Iterator[DetectedWorker]:
    """Programs for mechanical work over many files, where the project is set up for them."""
    if ruff_configured(project) and project.program("ruff"):
        yield DetectedWorker(
            id="ruff",
            title='ruff\'s own corrections, for: cortex plan "…" --over "**/*.py" --worker ruff',
            command=("ruff", "check", "--fix", "--exit-zero", "{files}"),
            max_concurrent=RUFF_AT_ONCE,
            installed=True,
            capabilities=("chore",),
        )
