"""Words and phrases that tell which kind of work is meant, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from cortex_cli.model.task_type import TaskType


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


KIND_OF_VERB: Mapping[TaskType, str] = {
    TaskType.FEATURE: """add implement introduce support create build provide allow let enable offer extend
        integrate expose accept permit""",
    TaskType.BUG: "fix repair correct resolve solve prevent avoid preserve",
    TaskType.REFACTOR: """refactor rename extract simplify restructure reorganise reorganize move split merge
        inline modernise modernize tidy deduplicate decouple replace convert migrate rewrite consolidate unify
        remove delete deprecate port isolate hoist dedupe clean cleanup""",
    TaskType.TEST: "test cover parametrize parametrise unskip",
    TaskType.DOCS: "document explain describe mention clarify reword proofread",
    TaskType.PERFORMANCE: "optimise optimize speed cache memoize memoise preallocate vectorise vectorize parallelise",
    TaskType.SECURITY: "harden secure sanitise sanitize mitigate",
    TaskType.CHORE: "bump upgrade pin release prepare publish vendor downgrade lint",
    TaskType.RESET: "revert undo rollback",
}
"""Verbs that mean one kind of work unless what they work on says otherwise."""

LEANING: Mapping[TaskType, str] = {
    TaskType.FEATURE: """show display print warn report log notify include emit generate render validate detect
        recognise recognize track list sort filter read load parse export import store send give define record
        encode decode compute calculate determine derive choose select prefer resume trigger invoke bind
        hide preview highlight suggest measure forward redirect serve expand collapse populate
        synchronise synchronize verify attach inject pass mark set wire register limit require write
        translate localise localize""",
    TaskType.BUG: """respect honour honor handle keep restore close cast ensure stop retain return raise reject
        propagate escape ignore skip treat normalise normalize clear reset release catch guard wait
        flush discard tolerate await unescape strip trim terminate abort check recover quote unwrap
        account forbid distinguish suppress""",
    TaskType.REFACTOR: "use drop reuse switch turn make_private separate group reduce rework reorder sweep adopt",
    TaskType.CHORE: "run format configure regenerate regen unpin",
}
"""Verbs that are more often one kind of work than another."""

OPEN_VERBS = "update improve change adjust adapt make modify tweak increase extend do work rework put alter apply have"

BEGINS_WORK = """add fix update remove refactor write implement document test rename bump move replace create improve
    introduce extract delete drop deprecate migrate upgrade support speed optimise optimize convert simplify clean
    cover extend release revert enable disable change split restructure expose correct repair make allow harden
    rewrite merge redesign redo remake deduplicate unify pin publish build provide configure translate describe
    explain mention clarify reorganise reorganize modernise modernize tidy cache validate log limit sort show port
    integrate paginate rework review bundle adjust sanitise sanitize export import"""
"""Verbs that begin a piece of work of its own where they begin a clause."""

NOUNS: Mapping[TaskType, str] = {
    TaskType.TEST: "test tests testcase testcases fixture fixtures coverage unittest unittests testsuite",
    TaskType.DOCS: """doc docs documentation readme docstring docstrings tutorial tutorials guide guides howto how-to
        changelog typo typos grammar spelling wording faq manual handbook paragraph paragraphs guidelines sentence""",
    TaskType.CHORE: "dependency dependencies deps ci gitignore lockfile copyright linter dependabot lint license",
}
"""Things whose kind decides, whatever is done to them."""

BORDERS = word_set(
    """to for in into with of on using via from so when that which while and by as at inside within through
    based if because where after before until between across over under against instead but or than
    without whenever during about"""
)

_DOCS_PLACE = r"(?:readme|docs?|documentation|guide|tutorial|manual|faq|changelog|reference|handbook|release notes)"
_AFTER_PLACE = r"(?=\s*(?:$|[.,;:!?)]|\b(?:for|of|and|about|so|that|how|when|with)\b))"
_TOOLS = r"(?:ruff|eslint|mypy|flake8|pylint|prettier|tox|black|isort|golangci|clippy|rustfmt|editorconfig|pre-commit)"

_PLACES: tuple[tuple[str, TaskType], ...] = (
    (rf"\b(?:to|in|into|of|from) (?:the |our )?(?:[\w-]+ )?{_DOCS_PLACE}{_AFTER_PLACE}", TaskType.DOCS),
    (r"\b(?:in|to|of|from) (?:docs?|documentation)/\S+", TaskType.DOCS),
    (r"\b(?:in|to|of|from) \S+\.(?:md|rst|adoc|mdx)\b", TaskType.DOCS),
    (r"\b(?:to|in|on) (?:the )?ci\b|\bgithub actions?\b|\bci (?:build|job|pipeline|matrix)\b", TaskType.CHORE),
    (rf"\b{_TOOLS}(?: (?:config\w*|settings|rules?|hooks?|version|warnings?|errors?))", TaskType.CHORE),
    (r"\b(?:drop|remove|end) support for (?:python|node|go|java|ruby|php)\b", TaskType.CHORE),
    (r"\bcopyright (?:year|notice)", TaskType.CHORE),
    (r"\b(?:update|upgrade|bump) \S+(?: \S+)?(?: from \S+)? to (?:version )?v?\d", TaskType.CHORE),
    (r"^run (?:the )?(?:\w+ )?(?:formatter|linter|codemod|prettier|black)\b", TaskType.CHORE),
)
PLACES = tuple((re.compile(pattern, re.I), kind) for pattern, kind in _PLACES)
"""Where the work happens, which decides over the verb."""

CODE_FILE = re.compile(
    r"[\w/-]+\.(?:py|pyi|[cm]?[jt]sx?|vue|svelte|go|rs|java|kt|rb|php|swift|cs|c|cc|cpp|h|hpp|sh|sql|toml|ya?ml|json|cfg)\b"
)
"""The name of a file that is no document; beside it a document only comes along."""

DOCS_THING = re.compile(
    r"^(?:[\w`-]+ ){0,4}(?:docs?|documentation|readme)(?!/| (?:build|builder|builds|search|generator|parser|server"
    r"|tests?)\b)"
    r"(?: [\w-]+){1,2}$",
    re.I,
)
"""A thing that belongs to the documents: `a documentation link`."""

SECURITY = re.compile(
    r"\bcve-\d|\bxss\b|\bcsrf\b|\bssrf\b|\b(?:sql|command|code|header|shell|log|template|html|script) injections?\b"
    r"|\b(?:path|directory) traversal\b|\btraversal\b|\bvulnerab|\bbypass\b|\bopen redirect|\bslowloris\b"
    r"|\battack(?:s|ers?)?\b|\btiming(?:-safe)\b|\bconstant[- ]time\b|\bbrute[- ]force|\bclickjacking\b|\bexploit"
    r"|\bsecurity (?:headers?|hole|issue|bug|fix|flaw|risk|advisory|problem)|\bprivilege escalation\b"
    r"|\b(?:secrets?|passwords?|credentials?|tokens?)\b[^.]{0,20}\b(?:to|in|into|from) (?:the |our )?(?:logs?|output"
    r"|url)\b"
    r"|\b(?:hash|encrypt)\b[^.]{0,20}\bpasswords?\b|\binsecure\b|\bmalicious\b|\bhttpoxy\b",
    re.I,
)
PERFORMANCE = re.compile(
    r"\bspeed(?:s|ing)? ?up\b|\b(?:too|very|so|is|are|gets?) slow\b|\bslow(?:er|ly|ness)\b|\bfaster\b|\bquicker\b"
    r"|\bperformance\b|\blatency\b|\bthroughput\b|\bquadratic\b|\bO\((?:1|n|log)|\bhot (?:loop|path)\b|\blazily\b"
    r"|\bbottleneck|\bn\+1\b|\btakes? (?:too long|forever|\w+ (?:seconds|minutes))\b|\binto memory\b"
    r"|\b(?:reduce|lower|cut|less|fewer|avoid|shrink|decrease|save)\b[^.]{0,30}\b(?:memory|allocations?|allocating|"
    r"cop(?:y|ies)|overhead|cpu|round trips|queries|time|start-?up)\b|\bquer(?:y|ies)\b[^.]{0,40}\btake\b",
    re.I,
)
BUG = re.compile(
    r"\b(?:does|do|did|is|are|was|were|has|have|can|could|would|will|should|must)(?:n't|n’t| not)\b|\bcannot\b"
    r"|\bno longer\b|\b(?:crash|fail|hang|freez|break|disappear|overwrit|leak|deadlock|misbehav)(?:e?s|ed|ing|e)?\b"
    r"|\b(?:wrong|broken|incorrect|off by|lost|missing|ignored|duplicated|swallowed|corrupt\w*|garbled)\b"
    r"|\b\w+(?:Error|Exception)s? (?:in|when|on|at|from|if|while)\b|\bregression\b|\b(?:bug|traceback|segfault)s?\b"
    r"|\bpanics\b"
    r"|^(?:[\w-]+ )?(?:error|exception|issue|problem|mistake|failure|crash|panic)s? (?:in|with|on|when|from|after|to)\b"
    r"|^[45]\d\d (?:on|when|for|from)\b|\breturns? (?:nothing|none|null)\b|\bstops?\b[^.]{0,20}\b(?:after|when)\b"
    r"|\brace (?:in|between|condition)|\bwhy (?:does|is|do|are)\b|\bdeadlock|\bnever (?:\w+s|ends)\b|\bnot able to\b"
    r"|\bunable to\b",
    re.I,
)
WISH = re.compile(
    r"\bi(?:'d|’d| would) (?:like|love)\b|\bas an? [\w -]{2,30},? i (?:want|need)|\bneed an? (?:way|option)\b"
    r"|\b(?:should|would) be (?:possible|nice|great|good|able)\b|\b(?:ability|option|possibility) to\b"
    r"|\bfeature request\b|\b(?:want|wants) to be able\b|\bis it possible\b|\bhow about\b|\bi want\b|\bwe want\b",
    re.I,
)
RESET = re.compile(
    r"^(?:go|roll|rolls|rolling) back\b|^start (?:over|again|afresh)\b|^back out\b"
    r"|^(?:reset|restore|discard)\b[^.]{0,20}\b(?:commit|changes|branch|(?:old|previous|last|earlier|former) \w+)\b",
    re.I,
)
TIDY = re.compile(r"^get rid of\b|\b(?:add|complete|fix|improve)\b.{0,20}\btype (?:hints|annotations)\b", re.I)
SET_FOR_LIST = re.compile(r"\buse an? \w+ (?:instead of|for)\b.*\b(?:O\(|lookups?|faster)", re.I)

FOREIGN = word_set(
    """der das und ist nicht ein eine einen einer mit fuer für auf bitte wenn wird werden beim zur zum im
    vom den dem le la les des une pour dans avec sur est ne pas qui du ajouter ajoute corriger corrige
    supprimer et el los las del por para con una que no añadir agregar arreglar corregir y en il lo gli
    della alla nella aggiungi correggi sono per di um uma os as dos das na adicionar corrigir não com
    het een de voor niet voeg van toe naar dodaj usuń popraw nie do z dla och för att lägg till ikke og"""
) - word_set("no as la do de per en el con sur y z")  # fmt: skip
"""Little words of other languages that English does not have."""


@cache
def base_forms() -> Mapping[str, str]:
    """Every form of the verbs here, `fixes`, `fixed` and `fixing`, and its base, `fix`."""
    texts = (*KIND_OF_VERB.values(), *LEANING.values(), OPEN_VERBS, BEGINS_WORK)
    verbs = dict.fromkeys(verb for text in texts for verb in text.split())
    forms: dict[str, str] = {}
    for verb in verbs:
        short = verb[:-1] if verb.endswith("e") else verb
        doubled = verb + verb[-1]
        for form in (f"{short}ed", f"{short}ing", f"{verb}s", f"{verb}es", f"{doubled}ed", f"{doubled}ing"):
            forms.setdefault(form, verb)
        if verb.endswith("y"):
            forms.update({f"{verb[:-1]}ies": verb, f"{verb[:-1]}ied": verb})
    return forms | {verb: verb for verb in verbs} | {"made": "make", "wrote": "write", "written": "write"}
