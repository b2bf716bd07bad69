"""What the keys of printed documents mean, in the words of the reference pages."""

from __future__ import annotations

from cortex_cli.config.published import Keys, key
from cortex_cli.model import events
from cortex_cli.model.analysis import (
    Analysis,
    Candidate,
    CoordinationPoint,
    Correction,
    Creation,
    Facts,
    Group,
    LanguageCount,
    RequestPart,
    Strategy,
)
from cortex_cli.model.run import GateRun

SHARE = {"minimum": 0, "maximum": 1}
FROM_ONE = {"minimum": 1}
ROLES = "`source`, `test`, `docs`, `config` or `data`"
TASK_TYPES = "`FEATURE`, `BUG`, `REFACTOR`, `TEST`, `DOCS`, `PERFORMANCE`, `SECURITY`, `CHORE` or `RESET`"

ANALYSIS_KEYS: Keys = {
    Analysis: {
        "": key("What a request needs of a repository."),
        "id": key("`analysis-<ten hex digits>`", pattern="^analysis-[0-9a-f]{10}$"),
        "request": key("as it was given"),
        "task_type": key(TASK_TYPES),
        "base_commit": key("the commit that was analysed"),
        "facts": key("what the repository is made of"),
        "candidates": key("existing files that the request may change, best first"),
        "creations": key("where new files belong"),
        "coordination_points": key("where separately done work has to agree"),
        "strategy": key("how the work may be divided"),
        "threshold": key("the probability from which a candidate has to be in some objective's scope", **SHARE),
        "confidence": key("0 to 1", **SHARE),
        "notices": key("what was left out or could not be known"),
        "questions": key("what the request leaves open"),
        "parts": key("the separate things the request asks for, in its order"),
        "correction": key("what finished runs of the clone have changed about the probabilities, or null"),
        "forbidden": key("scope patterns of the paths that the request forbids to write"),
    },
    Correction: {
        "statistics": key("the digest of all that these runs say"),
        "runs": key("how many of the newest finished runs had a say"),
        "chosen": key("how many files they had chosen"),
        "changed": key("how many of those changed"),
        "shift": key("what was added to the log-odds of each probability; at most 0.5 either way"),
        "raised": key("files whose probability was raised because runs missed them"),
    },
    RequestPart: {
        "text": key("in the words of the request"),
        "task_type": key("as for the whole"),
        "confidence": key("0 to 1", **SHARE),
    },
    Facts: {
        "files": key("how many"),
        "languages": key("each with `name`, `files` and `lines`"),
        "entry_points": key("paths"),
        "tests": key("paths"),
        "config": key("paths"),
        "dependencies": key("names from manifests"),
    },
    LanguageCount: {
        "name": key("the language"),
        "files": key("how many files"),
        "lines": key("how many lines in them"),
    },
    Candidate: {
        "path": key("the file"),
        "probability": key("that it changes, 0 to 1, as such files did in the past", **SHARE),
        "evidence": key("why, in words"),
        "role": key(ROLES),
    },
    Creation: {
        "pattern": key("a scope pattern for new files"),
        "evidence": key("why, in words"),
        "role": key("as for candidates"),
    },
    CoordinationPoint: {
        "kind": key(
            "`shared_symbol`, `fan_in`, `registry`, `barrel`, `routes`, `entry_point`, `lock_file`, `generated`, "
            "`migration`, `manifest`, `version`, `changelog` or `co_change`"
        ),
        "path": key("the shared file"),
        "symbol": key("what is shared in it, or null"),
        "signature": key("what is shared in it, or null"),
        "files": key("the files on the other sides of it"),
        "reason": key("one sentence"),
        "action": key("`own`, `contract_first`, `integrate_last`, `serialise` or `regenerate`"),
        "strength": key("0 to 1, how much speaks for it", **SHARE),
        "evidence": key("sentences that can be checked in the repository"),
    },
    Strategy: {
        "approach": key("`parallel` or `solo`"),
        "width": key("how many can work at the same time", **FROM_ONE),
        "groups": key("files that belong in one objective"),
        "reason": key("one sentence"),
        "speedup": key("how many times as fast as one worker, by files and the longest chain", minimum=1),
    },
    Group: {
        "name": key("a word or two"),
        "files": key("paths"),
        "creations": key("patterns for new files"),
        "needs": key("the groups whose files this one imports"),
        "role": key("the role of most of its files"),
        "reason": key("one sentence"),
    },
}

EVENT_KEYS: Keys = {
    events.Event: {
        "": key("What a command does, as it does it."),
        "seq": key("counts from 1; the order of events", **FROM_ONE),
        "at": key("the time, for reading"),
        "objective": key("the objective it is about, or null"),
        "attempt": key("the number of the attempt it is about, or null"),
    },
    events.PhaseStarted: {"": key("`analysis`, `planning`, `execution` or `reporting` begins")},
    events.Activity: {"": key("something is being done; `percent` of the phase, where it is known")},
    events.TaskTypeDetermined: {"": key("the analysis knows what kind of work it is")},
    events.CoordinationPointsFound: {"": key("where separate work has to agree, as in the `analysis`")},
    events.ScopeStrategyChosen: {"": key("`parallel` or `solo`, and why")},
    events.ObjectivesCreated: {"": key("the ids of the plan's objectives")},
    events.WavesCreated: {"": key("each with `number` and `objectives`")},
    events.ScopeValidated: {"": key("the plan was proven; `conflicts` counts them")},
    events.PhaseCompleted: {"": key("a phase ended; `report` is the file it wrote, or null")},
    events.RunChanged: {"": key("the run changed its state")},
    events.WaveStarted: {"": key("a wave begins with these objectives")},
    events.WaveCompleted: {"": key("it was integrated, or rolled back: then `commit` is null")},
    events.ObjectiveChanged: {"": key("an objective changed its state")},
    events.AttemptChanged: {
        "": key("an attempt began or ended: `running`, `completed`, `error`, `canceled` or `lost`")
    },
    events.WorkerOutput: {"": key("one line of a worker's output, cleaned of control sequences")},
    events.GateStarted: {"": key("a gate begins")},
    events.GateEnded: {"": key("a gate ended; as an entry of `gates` in the `run`")},
    events.CycleCompleted: {"": key("a run came to its end; the last event of a command that executes")},
    CoordinationPoint: ANALYSIS_KEYS[CoordinationPoint],
    GateRun: {
        "gate": key("its id"),
        "stage": key("`wave` or `objective`"),
        "wave": key("what was judged; `objective` is null for an integrated tree"),
        "objective": key("what was judged; `objective` is null for an integrated tree"),
        "passed": key("the verdict; the exit code is null where there was none"),
        "exit_code": key("the verdict; the exit code is null where there was none"),
        "seconds": key("how long it took"),
        "reason": key("why it did not pass, with the end of its output"),
        "log": key("the file with its whole output"),
    },
}
