"""Contracts as users meet them: a wave that breaks one is rolled back and told why, one that keeps it goes through."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import cortex_cli
from tests.conftest import MakeSandbox
from tests.kit.sandbox import Outcome, Sandbox, gate, objective, plan, script, shell, team

pytestmark = pytest.mark.acceptance

OLD = "def login(name, remember=False):\n    return name\n"
NEW = "def login(name):\n    return name\n"
WIDER = "def login(name, remember=False, more=None):\n    return name\n"
CART = "from shop.login import login\n\n\ndef greet(name):\n    return login(name, remember=True)\n"
FILES = {"shop/__init__.py": "", "shop/login.py": OLD, "shop/cart.py": CART, "schema.json": "{}\n"}
DO = 'sh "$SCRIPTS/$CORTEX_OBJECTIVE_ID"'
MAKER, USER = objective("maker", "shop/login.py"), objective("user", "shop/cart.py")
TESTS = gate("tests", "python3", "-c", "import shop.cart")
BROKEN = (
    "contract C1 is broken by maker, which provides it: shop/cart.py:5: expected a call that fits login(name) of "
    "shop/login.py:1, found login(…, remember=…): it has no parameter remember; to mend it, keep what user uses there"
)


def contract(**more: Any) -> dict[str, Any]:
    found = {"id": "C1", "kind": "symbol", "provider": "maker", "consumers": ["user"], "path": "shop/login.py"}
    return {**found, "symbol": "login", **more}


def writes(path: str, text: str) -> str:
    return f"cat > {path} <<'END'\n{text}END\n"


@dataclass
class Shop:
    """A repository in which each objective does what the script of its name says."""

    sandbox: Sandbox

    def says(self, **scripts: str) -> None:
        for name, text in scripts.items():
            self.sandbox.write(f".scripts/{name}", text)

    def execute(self, *options: str) -> Outcome:
        return self.sandbox.cortex("execute", "plan.yaml", "--json", *options)

    def retry(self) -> Outcome:
        return self.sandbox.cortex("resume", "--retry", "--json")


MakeShop = Callable[..., Shop]


@pytest.fixture
def make_shop(make_sandbox: MakeSandbox) -> MakeShop:
    def make(
        *objectives: dict[str, Any],
        contracts: list[dict[str, Any]],
        files: Mapping[str, str] = FILES,
        gates: tuple[dict[str, Any], ...] = (),
        **scripts: str,
    ) -> Shop:
        sandbox = make_sandbox({**files, ".gitignore": ".scripts/\n__pycache__/\ndocs/\n"})
        worker = script("sh", DO, max_concurrent=3, env={"SCRIPTS": str(sandbox.root / ".scripts")})
        sandbox.write("team.json", team(worker, gates=list(gates)))
        sandbox.write("plan.yaml", plan(*objectives, contracts=contracts))
        shop = Shop(sandbox)
        shop.says(**scripts)
        return shop

    return make


def states(done: Outcome) -> dict[str, str]:
    return {entry["id"]: entry["state"] for entry in done.json["objectives"]}


def test_a_dropped_parameter_that_is_used_rolls_the_wave_back_and_can_be_mended(make_shop: MakeShop) -> None:
    shop = make_shop(
        MAKER, USER, contracts=[contract(agreed=False)], gates=(TESTS,),
        maker=writes("shop/login.py", NEW), user="echo '# seen' >> shop/cart.py",
    )  # fmt: skip
    done = shop.execute()
    assert (done.code, states(done)) == (1, {"maker": "failed", "user": "failed"})
    assert {entry["reason"] for entry in done.json["objectives"]} == {f"rolled back: {BROKEN}"}
    (verdict,) = done.json["gates"]
    assert (verdict["gate"], verdict["stage"], verdict["passed"], verdict["reason"]) == (
        "contracts",
        "wave",
        False,
        BROKEN,
    )
    assert shop.sandbox.branches() == []
    assert f"`contracts` in wave 1, ended with:\n\n```text\n{BROKEN}\n```" in shop.sandbox.cortex("report").out
    shop.says(maker=writes("shop/login.py", WIDER))
    mended = shop.retry()
    assert (mended.code, mended.json["state"]) == (0, "succeeded")
    assert shop.sandbox.changed_files(mended.json["branch"]) == ["shop/cart.py", "shop/login.py"]


def test_an_optional_parameter_more_is_green_and_told_as_a_gate(make_shop: MakeShop) -> None:
    shop = make_shop(
        MAKER, USER, contracts=[contract(agreed=False)], gates=(TESTS,),
        maker=writes("shop/login.py", WIDER), user="echo '# seen' >> shop/cart.py",
    )  # fmt: skip
    done = shop.execute()
    assert done.code == 0, done.err
    assert [(each["gate"], each["passed"], each["reason"]) for each in done.json["gates"]] == [
        ("contracts", True, None),
        ("tests", True, None),
    ]
    assert "| `contracts` | 1 | all of the wave | passed |" in shop.sandbox.cortex("report").out


def test_events_tell_of_contracts_as_of_a_gate(make_shop: MakeShop) -> None:
    shop = make_shop(
        MAKER, USER, contracts=[contract(agreed=False)],
        maker=writes("shop/login.py", NEW), user="echo '# seen' >> shop/cart.py",
    )  # fmt: skip
    events = shop.sandbox.cortex("execute", "plan.yaml", "--output", "jsonl").events
    told = [event["data"] for event in events if event["kind"] in ("gate_start", "gate_end")]
    assert told[0] == {"gate": "contracts"}
    assert (told[1]["result"]["passed"], told[1]["result"]["reason"]) == (False, BROKEN)


def test_without_a_due_contract_there_is_no_such_gate(make_shop: MakeShop) -> None:
    shop = make_shop(
        USER, MAKER, contracts=[], maker=writes("shop/login.py", WIDER), user="echo '# seen' >> shop/cart.py"
    )
    assert shop.execute().json["gates"] == []


def test_a_consumer_that_misuses_what_it_was_given_is_named(make_shop: MakeShop) -> None:
    """The first wave is kept: what it changed is what the second one should have followed."""
    later = {**USER, "wave": 2, "depends_on": ["maker"]}
    shop = make_shop(
        MAKER, later, contracts=[contract(agreed=False)],
        maker=writes("shop/login.py", NEW), user="echo '# not followed' >> shop/cart.py",
    )  # fmt: skip
    done = shop.execute()
    assert (done.code, states(done)) == (1, {"maker": "completed", "user": "failed"})
    assert "contract C1 is broken by user, which uses it: shop/cart.py:5: " in done.json["objectives"][1]["reason"]
    shop.says(user="sed -i 's/, remember=True//' shop/cart.py")
    assert shop.retry().code == 0


def test_a_use_that_the_consumer_did_not_even_open_counts(make_shop: MakeShop) -> None:
    later = {**objective("user", "shop/cart.py", "shop/stock.py", wave=2), "depends_on": ["maker"]}
    shop = make_shop(
        MAKER, later, contracts=[contract(agreed=False)],
        maker=writes("shop/login.py", NEW), user="echo 1 > shop/stock.py",
    )  # fmt: skip
    assert "shop/cart.py:5: " in shop.execute().json["objectives"][1]["reason"]


@pytest.mark.parametrize(
    ("maker", "words"),
    [
        (writes("shop/login.py", "def logout(): ...\n"), "found nothing called enter"),
        ("git rm -q shop/login.py", "found shop/login.py is not there"),
        (writes("shop/login.py", "def enter(name): ...\n"), "it needs name"),
        (writes("shop/login.py", "def enter(:\n"), "found text that is not Python"),
    ],
)
def test_what_was_agreed_and_not_delivered_is_red(make_shop: MakeShop, maker: str, words: str) -> None:
    agreed = contract(symbol="enter", signature="def enter()")
    shop = make_shop(MAKER, contracts=[{**agreed, "consumers": []}], maker=maker)
    done = shop.execute()
    assert done.code == 1
    reason = done.json["objectives"][0]["reason"]
    assert reason.startswith("rolled back: contract C1 is broken by maker, which provides it: shop/login.py")
    assert words in reason


def test_what_was_agreed_is_missing_even_where_nothing_changed(make_shop: MakeShop) -> None:
    agreed = contract(symbol="enter", signature="def enter()")
    shop = make_shop({**MAKER, "must_change": False}, contracts=[{**agreed, "consumers": []}], maker="true")
    assert "found nothing called enter" in shop.execute().json["objectives"][0]["reason"]


def test_what_was_agreed_and_delivered_is_green(make_shop: MakeShop) -> None:
    agreed = contract(symbol="enter", signature="def enter(name: str, *, remember: bool = False) -> str")
    both = f"{OLD}\n\ndef enter(name, *, remember=False, more=None):\n    return name\n"
    use = "from shop.login import enter\n\nenter('Ada', remember=True)\n"
    shop = make_shop(
        MAKER, USER, contracts=[agreed], maker=writes("shop/login.py", both), user=writes("shop/cart.py", use)
    )
    done = shop.execute()
    assert (done.code, [each["passed"] for each in done.json["gates"]]) == (0, [True])
    assert "Done, without a gate" in shop.sandbox.cortex("report").out


def test_a_schema_that_cannot_be_read_is_red_with_its_line(make_shop: MakeShop) -> None:
    schema = {"id": "C1", "kind": "file", "provider": "maker", "consumers": ["user"], "path": "schema.json"}
    both = objective("maker", "schema.json"), {**USER, "must_change": False}
    shop = make_shop(*both, contracts=[schema], maker=writes("schema.json", '{\n  "a": \n}\n'), user="true")
    reason = shop.execute().json["objectives"][0]["reason"]
    assert "which provides it: schema.json:3: expected a file that can be read, found Expecting value" in reason
    shop.says(maker=writes("schema.json", '{"a": 1}\n'))
    assert shop.retry().code == 0


@pytest.mark.parametrize(
    ("path", "signature", "good", "bad", "refused"),
    [
        ("web/login.ts", "enter(name: string, tag?: string)", "export function enter(name: string, tag = 'x') {}\n",
         "export function enter(name: string) {}\n", "enter(…, …): it takes one argument by position, not 2"),
        ("go/login.go", "func Enter(name string) error", "package shop\n\nfunc Enter(name string) error { return nil }\n",
         "package shop\n\nfunc Enter(name, place string) error { return nil }\n", "Enter(…): it needs place"),
    ],
)  # fmt: skip
def test_signatures_of_other_languages_are_held_to_as_well(
    make_shop: MakeShop, path: str, signature: str, good: str, bad: str, refused: str
) -> None:
    symbol = "Enter" if "Enter" in signature else "enter"
    agreed = contract(path=path, symbol=symbol, signature=signature, consumers=[])
    place = f"mkdir -p {path.partition('/')[0]}; "
    shop = make_shop(objective("maker", path), contracts=[agreed], maker=place + writes(path, bad))
    assert f"which refuses {refused}" in shop.execute().json["objectives"][0]["reason"]
    shop.says(maker=place + writes(path, good))
    assert shop.retry().code == 0


def test_all_that_is_broken_is_in_the_report_and_the_first_in_the_reason(make_shop: MakeShop) -> None:
    more = {**contract(symbol="logout", signature="logout()"), "id": "C2"}
    shop = make_shop(
        MAKER, USER, contracts=[contract(agreed=False), more],
        maker=writes("shop/login.py", NEW), user="echo '# seen' >> shop/cart.py",
    )  # fmt: skip
    done = shop.execute()
    assert done.json["objectives"][0]["reason"] == f"rolled back: {BROKEN} (and 1 more violation)"
    assert [line.split(" is broken")[0] for line in done.json["gates"][0]["reason"].splitlines()] == [
        "contract C1",
        "contract C2",
    ]


def test_files_that_are_no_text_are_passed_over(make_shop: MakeShop) -> None:
    """Latin-1 and a link: what cannot be read breaks nothing."""
    shop = make_shop(
        MAKER, USER, contracts=[contract(signature="def login(name, remember=False)")],
        maker="printf '# \\351\\n' > shop/login.py", user="rm shop/cart.py; ln -s login.py shop/cart.py",
    )  # fmt: skip
    assert shop.execute().code == 0


def test_a_team_cannot_have_a_gate_of_that_name(make_shop: MakeShop) -> None:
    shop = make_shop(MAKER, contracts=[], gates=(gate("contracts", "true"),), maker="true")
    done = shop.execute()
    assert done.code == 2
    assert "contracts is the gate that checks a plan's contracts" in done.json["message"]


# Wave 0

FIRST = objective("first", "shop/login.py", wave=0, interfaces=True, contracts=["C1"])
BOTH = {**MAKER, "depends_on": ["first"]}, {**USER, "depends_on": ["first"]}
STUB = writes("shop/login.py", f"{OLD}\n\ndef enter(name, *, token=None):\n    raise NotImplementedError\n")
DONE = writes("shop/login.py", f"{OLD}\n\ndef enter(name, *, token=None, more=1):\n    return name\n")
LESS = writes("shop/login.py", f"{OLD}\n\ndef enter(name):\n    return name\n")
ENTERS = writes("shop/cart.py", "from shop.login import enter\n\n\ndef greet():\n    return enter('Ada', token=1)\n")


def test_both_sides_of_an_interface_work_at_the_same_time_once_it_is_fixed(make_shop: MakeShop) -> None:
    shop = make_shop(
        FIRST, *BOTH, contracts=[contract(symbol="enter", agreed=False)], gates=(TESTS,),
        first=STUB, maker=DONE, user=ENTERS,
    )  # fmt: skip
    done = shop.execute()
    assert done.code == 0, done.err
    assert [(each["gate"], each["wave"], each["passed"]) for each in done.json["gates"]] == [
        ("tests", 0, True),
        ("contracts", 1, True),
        ("tests", 1, True),
    ]
    assert "return name" in shop.sandbox.show(done.json["commit"], "shop/login.py")
    assert "| 0 | work on first | completed |" in shop.sandbox.cortex("report").out


def test_what_wave_0_fixed_holds_for_the_rest_of_the_run_and_of_its_retries(make_shop: MakeShop) -> None:
    shop = make_shop(
        FIRST, *BOTH, contracts=[contract(symbol="enter", agreed=False)], first=STUB, maker=LESS, user="echo '#' >> shop/cart.py",
    )  # fmt: skip
    for done in (shop.execute(), shop.retry()):
        assert (done.code, states(done)) == (1, {"first": "completed", "maker": "failed", "user": "failed"})
        reason = done.json["objectives"][1]["reason"]
        assert "contract C1 is broken by maker, which provides it: shop/login.py:5: " in reason
        assert "expected enter(name, *, token=…) as wave 0 fixed it, found enter(name), which refuses" in reason
    shop.says(maker=DONE, user=ENTERS)
    assert shop.retry().code == 0


def test_a_run_that_was_killed_still_knows_what_wave_0_fixed(make_shop: MakeShop, tmp_path: Path) -> None:
    """Nothing but the commit of wave 0 says it, so that there is nothing to lose."""
    waits = f"touch {tmp_path}/at-work; while [ ! -e {tmp_path}/go ]; do sleep 0.05; done\n"
    shop = make_shop(
        FIRST, *BOTH, contracts=[contract(symbol="enter", agreed=False)],
        first=STUB, maker=waits + LESS, user="echo '#' >> shop/cart.py",
    )  # fmt: skip
    running = shop.sandbox.start("execute", "plan.yaml")
    deadline = time.monotonic() + 30
    while not (tmp_path / "at-work").exists():
        assert time.monotonic() < deadline, "wave 1 never began"
        time.sleep(0.02)
    running.kill()
    running.communicate()
    (tmp_path / "go").touch()
    done = shop.sandbox.cortex("resume", "--json")
    assert (done.code, states(done)["first"]) == (1, "completed")
    assert "as wave 0 fixed it, found enter(name), which refuses" in done.json["objectives"][1]["reason"]


def test_an_agreed_interface_is_due_in_wave_0(make_shop: MakeShop) -> None:
    agreed = contract(symbol="enter", signature="def enter(name, *, token=None)")
    shop = make_shop(FIRST, *BOTH, contracts=[agreed], first=LESS, maker=DONE, user=ENTERS)
    done = shop.execute()
    assert states(done) == {"first": "failed", "maker": "blocked", "user": "blocked"}
    assert "contract C1 is broken by first, which fixes it: shop/login.py:5: " in done.json["objectives"][0]["reason"]


def test_progress_of_wave_0_is_told_in_plain_lines(make_shop: MakeShop) -> None:
    shop = make_shop(FIRST, contracts=[{**contract(agreed=False), "provider": "first", "consumers": []}], first=STUB)
    said = shop.sandbox.cortex("execute", "plan.yaml").err
    assert "wave 0 started: 1 objective" in said
    assert "wave 0 integrated" in said


# Requests

REQUEST = "Add JWT authentication with secure token handling"
TASKAPI = Path(cortex_cli.__file__).parent / "demo_project" / "project"
MARK = 'for f in "$@"; do case $f in *.py|*.md) echo "# seen by $CORTEX_OBJECTIVE_ID" >> "$f";; esac; done'
MORE = "\n\ndef make_config(secret, *, minutes=15):\n    raise NotImplementedError\n"
IN_WAVE_0 = f"if grep -q '^WAVE=0$' \"$CORTEX_PROMPT_FILE\"; then printf '{MORE}' >> taskapi/config.py; fi"


@pytest.fixture
def taskapi(make_sandbox: MakeSandbox) -> Sandbox:
    """The project of the demo, whose worker marks each file and makes a new function where it fixes interfaces."""
    found = (path for path in TASKAPI.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    files = {path.relative_to(TASKAPI).as_posix(): path.read_bytes() for path in found}
    tests = gate("tests", "python3", "-m", "unittest", "discover", "-q")
    worker = shell("sh", f"{MARK}; {IN_WAVE_0}", max_concurrent=3)
    return make_sandbox({**files, "team.json": team(worker, gates=[tests])})


def test_a_request_is_planned_with_its_interfaces_first_and_carried_out(taskapi: Sandbox) -> None:
    made = taskapi.cortex("plan", REQUEST, "--interfaces", "--json").json
    first, *rest = made["objectives"]
    assert (first["id"], first["wave"], first["interfaces"], first["must_change"]) == ("O1", 0, True, False)
    assert first["scope"]["touch"] == ["taskapi/config.py", "taskapi/errors.py"]
    provider = next(each for each in rest if "taskapi/errors.py" in each["scope"]["touch"])
    consumer = next(each for each in rest if "taskapi/users.py" in each["scope"]["touch"])
    assert (provider["wave"], provider["depends_on"]) == (consumer["wave"], consumer["depends_on"]) == (1, ["O1"])
    assert not any(each["agreed"] for each in made["contracts"])
    assert taskapi.cortex("plan", "--check", f"docs/plans/PLAN_{made['id']}.yaml").code == 0
    done = taskapi.cortex("execute", made["id"], "--json")
    assert done.code == 0, done.err
    config = taskapi.show(done.json["commit"], "taskapi/config.py")
    assert config.index("def make_config(secret, *, minutes=15)") < config.index(f"# seen by {provider['id']}")
    verdicts = [(each["gate"], each["wave"]) for each in done.json["gates"] if each["passed"]]
    assert verdicts[:3] == [("tests", 0), ("contracts", 1), ("tests", 1)]
    assert len(verdicts) == len(done.json["gates"])


def test_a_prompt_tells_each_side_of_an_interface_what_is_fixed(taskapi: Sandbox) -> None:
    tried = taskapi.cortex("run", REQUEST, "--interfaces", "--dry-run")
    assert tried.code == 0, tried.err
    prompts = {path.stem: path.read_text() for path in (taskapi.root / ".git/cortex/prompts").rglob("*.txt")}
    assert "this objective fixes the names and parameters of Config in taskapi/config.py" in prompts["O1"]
    assert "Write signatures, types and stubs alone" in prompts["O1"]
    assert "must provide Config in taskapi/config.py with the names and parameters that O1 fixed there" in prompts["O2"]
    assert "uses Config in taskapi/config.py, as O1 fixed it there" in prompts["O3"]


RATES = 'RATES = {"EUR": 1.0}\n\n\ndef convert(amount, currency="EUR"):\n    return amount * RATES[currency]\n'
USES = "from shop.money.rates import convert\n\n\ndef {0}(amount):\n    return convert(amount)\n"
SHOWS = "from shop.{1}.{2} import {2}\n\n\ndef {0}(amount):\n    return str({2}(amount))\n"
PACKAGES = (("billing", "invoice", "receipt", "reminder"), ("payroll", "wage", "payslip", "bonus"))


@pytest.fixture
def shop(make_sandbox: MakeSandbox) -> Sandbox:
    """A package with a function, and two others of which each uses it in one module and that module in two more."""
    files = {"shop/__init__.py": "", "shop/money/__init__.py": "", "shop/money/rates.py": RATES}
    for package, main, *others in PACKAGES:
        files |= {f"shop/{package}/__init__.py": "", f"shop/{package}/{main}.py": USES.format(main)}
        files |= {f"shop/{package}/{other}.py": SHOWS.format(other, package, main) for other in others}
    return make_sandbox({**files, "team.json": team(shell("sh", "true", max_concurrent=3))})


def test_a_function_that_two_other_packages_use_is_fixed_before_all_three_change(shop: Sandbox) -> None:
    modules = [f"shop/{package}/{name}.py" for package, *names in PACKAGES for name in names]
    request = f"Add a currency parameter to convert in shop/money/rates.py, and to {', '.join(modules)}"
    before = shop.cortex("plan", request, "--json").json["objectives"]
    assert [each["wave"] for each in before] == [1, 2, 2]
    made = shop.cortex("plan", request, "--interfaces", "--json").json
    first, *rest = made["objectives"]
    assert (first["wave"], first["interfaces"], first["scope"]["touch"]) == (0, True, ["shop/money/rates.py"])
    assert {(each["wave"], tuple(each["depends_on"])) for each in rest} == {(1, (first["id"],))}
    assert len(rest) == 3
    assert made["notices"] == []


def test_work_that_is_one_objective_says_so_where_interfaces_were_asked_for(shop: Sandbox) -> None:
    made = shop.cortex(
        "plan", "Fix convert in shop/money/rates.py for unknown currencies", "--interfaces", "--json"
    ).json
    assert [each["wave"] for each in made["objectives"]] == [1]
    assert made["notices"] == ["all of the work is one objective, so there are no interfaces to fix first"]


def test_a_plan_of_one_objective_has_no_interfaces(taskapi: Sandbox) -> None:
    for command in ("plan", "run"):
        done = taskapi.cortex(command, REQUEST, "--solo", "--interfaces")
        assert (done.code, "--solo has no interfaces to fix" in done.err) == (2, True)


def test_a_sweep_has_no_interfaces(taskapi: Sandbox) -> None:
    done = taskapi.cortex("plan", "tidy up", "--over", "taskapi/**", "--interfaces")
    assert (done.code, "a sweep has no interfaces to fix" in done.err) == (2, True)
