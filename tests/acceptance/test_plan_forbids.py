"""A file that the request forbids is in no objective's touch and in each one's forbid."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import script, team

pytestmark = pytest.mark.acceptance


def test_a_forbidden_path_is_authored_as_forbid(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(
        {
            "shop/session.py": "class Session:\n    def expire(self) -> None: ...\n",
            "shop/token.py": "from shop.session import Session\n\n\nclass Token:\n    session: Session\n",
            "tests/test_session.py": "from shop.session import Session\n\n\ndef test_expire():\n    Session()\n",
            "team.yaml": team(script("sh", "true")),
        }
    )
    request = "Let the session of a token expire after an hour"
    free = sandbox.cortex("plan", request, "--json").json
    assert any("shop/token.py" in each["scope"]["touch"] for each in free["objectives"])
    told = sandbox.cortex("plan", f"{request}; don't touch shop/token.py", "--json").json
    scopes = [each["scope"] for each in told["objectives"]]
    assert scopes
    assert all("shop/token.py" in scope["forbid"] for scope in scopes)
    assert not any("shop/token.py" in (scope["touch"] or ()) for scope in scopes)
