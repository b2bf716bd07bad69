"""The rules find what is wrong with a plan that claims to be valid."""

from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.analysis import Candidate, Role
from cortex_cli.model.expectations import Expectations, FurtherRule
from cortex_cli.model.plan import Contract, ContractKind, Plan, Uncovered
from cortex_cli.model.plan_check import Conflict, PlanCheck
from cortex_cli.model.planning_case import CaseOptions, CaseOutcome, PlanningCase
from cortex_cli.planning.cases.planned import samples
from cortex_cli.planning.cases.rules import RULES, broken_rules
from tests.unit.planning.builders import analysis_of, objective, plan_of, team_of, worker
from tests.unit.planning.case_builders import case_of, outcome_of

VALID = PlanCheck(valid=True, conflicts=(), problems=(), warnings=())
"""What a check that finds nothing would say."""

API, DOCS = objective("api", "api/"), objective("docs", "docs/")


def broken(plan: Plan, case: PlanningCase | None = None) -> list[str]:
    """The rules that a plan breaks, whatever its check says."""
    sealed = outcome_of(plan).plan
    return [miss.rule for miss in broken_rules(case or case_of(), CaseOutcome(sealed, VALID))]


def test_a_good_plan_breaks_none_and_an_invalid_one_is_not_asked() -> None:
    good = plan_of(API, DOCS, objective("last", "x.py", wave=2, after="api docs"))
    assert broken(good, case_of("api/x.py", "docs/y.md")) == []
    unreadable = outcome_of(plan_of(API, objective("same", "api/x"), objective("x", "x", after="nobody")))
    assert list(broken_rules(case_of(), unreadable)) == []


def test_conflicts_of_a_plan_have_to_be_real() -> None:
    meeting = outcome_of(plan_of(API, objective("same", "api/x")), "api/x")
    assert list(broken_rules(case_of("api/x"), meeting)) == []
    invented = PlanCheck(False, (Conflict(1, ("api", "docs"), "api/x"),), (), ())
    (found,) = broken_rules(case_of(), replace(outcome_of(plan_of(API, DOCS)), check=invented))
    assert (found.rule, "said to meet at api/x, and do not" in found.came) == ("independent", True)


def test_two_writers_of_one_path_in_a_wave() -> None:
    meeting = plan_of(objective("a", "src/**/models.py"), objective("b", "src/user/*"))
    assert "exclusive" in broken(meeting, case_of("src/user/models.py"))
    assert broken(meeting) == ["exclusive", "independent"]
    assert broken(plan_of(objective("a", "src/[xy].py"), objective("b", "src/y.py", wave=2))) == []


def test_a_dependency_in_no_earlier_wave() -> None:
    assert broken(plan_of(API, objective("docs", "docs/", after="api"))) == ["ordered"]
    assert broken(plan_of(objective("docs", "docs/", after="web"))) == ["ordered"]


def test_a_candidate_that_is_neither_covered_nor_excused() -> None:
    candidates = (
        Candidate("api/x.py", 0.9, (), Role.SOURCE),
        Candidate("lost.py", 0.9, (), Role.SOURCE),
        Candidate("weak.py", 0.1, (), Role.SOURCE),
    )
    analysis = analysis_of(candidates=candidates)
    outcome = outcome_of(plan_of(API))
    (found,) = broken_rules(case_of(), replace(outcome, analysis=analysis))
    assert (found.rule, "lost.py" in found.expected) == ("covering", True)
    excused = outcome_of(replace(plan_of(API), uncovered=(Uncovered("lost.py", "forbidden"),)))
    assert list(broken_rules(case_of(), replace(excused, analysis=analysis))) == []


def test_a_file_that_a_sweep_leaves_out() -> None:
    case = case_of("api/x.py", "web/y.py", options=CaseOptions(over=("**/*.py",)))
    assert broken(plan_of(API), case) == ["covering"]
    assert broken(plan_of(API), replace(case, team=team_of(forbid=("web/",)))) == []


def test_contracts_with_nobody_or_that_a_party_does_not_list() -> None:
    contract = Contract("C1", ContractKind.SYMBOL, "api", ("docs",), "api/x.py", "run")
    api, docs = (replace(each, contracts=("C1",)) for each in (API, DOCS))
    assert broken(Plan("Do it", (api, docs), contracts=(contract,))) == []
    assert broken(Plan("Do it", (api, DOCS), contracts=(contract,))) == ["contracts-declared", "prompt"]
    assert "contracts-declared" in broken(Plan("Do it", (api,), contracts=(contract,)))
    assert "contracts-declared" in broken(Plan("Do it", (api,), contracts=(replace(contract, consumers=()),)))


def test_who_fixes_interfaces_lists_contracts_of_others() -> None:
    contract = Contract("C1", ContractKind.SYMBOL, "api", ("docs",), "api/x.py", "run")
    fixing = replace(objective("first", "api/x.py", wave=0), interfaces=True, contracts=("C1",))
    api, docs = (replace(each, contracts=("C1",), depends_on=("first",)) for each in (API, DOCS))
    assert broken(Plan("Do it", (fixing, api, docs), contracts=(contract,))) == []
    stranger = replace(fixing, interfaces=False, wave=1)
    later = (replace(each, wave=2) for each in (api, docs))
    assert "contracts-declared" in broken(Plan("Do it", (stranger, *later), contracts=(contract,)))


def test_a_digest_that_is_not_that_of_the_content() -> None:
    plan = replace(plan_of(API), digest="sha256:0")
    assert [miss.rule for miss in broken_rules(case_of(), CaseOutcome(plan, VALID))] == ["readable"]


def test_rules_that_a_case_asks_for_are_found_at_their_line() -> None:
    def asked(rule: FurtherRule, plan: Plan, case: PlanningCase) -> list[str]:
        asking = replace(case, expect=Expectations(rules=(rule,)))
        misses = list(broken_rules(asking, outcome_of(plan)))
        assert all(miss.loc == ("expect", "rules", 0) for miss in misses)
        return [miss.rule for miss in misses]

    twice = plan_of(API, objective("again", "api/x.py", wave=2))
    assert asked(FurtherRule.ONE_OWNER, twice, case_of("api/x.py", "api/y.py")) == ["one-owner"]
    assert asked(FurtherRule.ONE_OWNER, twice, case_of("api/y.py")) == []
    team = team_of(worker("dev"), worker("off", enabled=False))
    staffed = plan_of(objective("a", "a", worker="dev"))
    assert asked(FurtherRule.ALL_STAFFED, staffed, case_of(team=team)) == []
    for nobody in (None, "off", "stranger"):
        plan = plan_of(objective("a", "a", worker=nobody))
        assert asked(FurtherRule.ALL_STAFFED, plan, case_of(team=team)) == ["all-staffed"]


def test_fewest_waves_tries_every_division() -> None:
    asking = case_of(expect=Expectations(rules=(FurtherRule.FEWEST_WAVES,)))

    def wasteful(plan: Plan, case: PlanningCase = asking) -> bool:
        return bool(list(broken_rules(case, outcome_of(plan))))

    apart = (objective("a", "a"), objective("b", "b", wave=2))
    assert wasteful(plan_of(*apart))
    assert not wasteful(plan_of(*apart), replace(asking, team=team_of(worker("dev"))))
    assert not wasteful(plan_of(objective("a", "src/*"), objective("b", "src/x", wave=2)))
    assert not wasteful(plan_of(objective("a", "a"), objective("b", "b", wave=2, after="a")))
    everything = replace(objective("a"), scope=replace(objective("a").scope, touch=None))
    assert not wasteful(plan_of(everything, objective("b", "b", wave=2)))
    assert wasteful(plan_of(*(objective(f"o{n}", f"f{n}") for n in range(10))))


def test_paths_that_a_pattern_was_written_for() -> None:
    assert list(samples("src/[id]/x.py")) == []
    assert list(samples("src/\\[id\\]/")) == ["src/[id]", "src/[id]/new"]
    assert list(samples("src/**/*_t?.py")) == ["src/new/new_tx.py", "src/a/b/new_tx.py"]


def test_every_rule_says_what_it_is_about() -> None:
    assert all(rule.__doc__ for rule in RULES.values())
