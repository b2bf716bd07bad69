from __future__ import annotations

import pytest

from cortex_cli.syntax.exports import exported, script_uses
from cortex_cli.syntax.languages import JAVASCRIPT, TYPESCRIPT
from cortex_cli.syntax.standing import Presence
from cortex_cli.syntax.uses import Use


@pytest.mark.parametrize(
    "text",
    [
        "export function login() {}",
        "export async function login() {}",
        "export class login {}",
        "export abstract class login {}",
        "export interface login {}",
        "export type login = string",
        "export enum login { A }",
        "export namespace login {}",
        "export const login = 1, other = 2",
        "export let other, login",
        "export const { login } = all",
        "export const { a: login } = all",
        "export const [login] = all",
        "const login = 1; export { login }",
        "export { other as login }",
        'export { login } from "./x"',
        'export type { login } from "./x"',
        'export * as login from "./x"',
    ],
)
def test_a_name_is_exported_in_every_way_there_is(text: str) -> None:
    assert exported(text, TYPESCRIPT, "login") is Presence.THERE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "function login() {}",
        "export default function login() {}",
        "export default login",
        "export { login as other }",
        "export function other() { return login() }",
        'import { login } from "./x"; export const other = login',
        "// export function login() {}",
    ],
)
def test_a_name_that_is_not_listed_is_not_exported(text: str) -> None:
    assert exported(text, TYPESCRIPT, "login") is Presence.GONE


@pytest.mark.parametrize(
    "text",
    [
        'export * from "./x"',
        "exports.other = 1",
        "module.exports = all",
        "define(['a'], function () {})",
        "export = all",
        "export as namespace All",
        "export declare const other: number",
        "export import other = N.other",
        "export function other( {}",
    ],
)
def test_a_module_that_does_not_list_its_exports_is_not_judged(text: str) -> None:
    assert exported(text, TYPESCRIPT, "login") is Presence.UNKNOWN


def uses(text: str) -> tuple[Use, ...]:
    return script_uses(text, "login", TYPESCRIPT, lambda module: module == "./login")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('import { login } from "./login"', 1),
        ('import { login as enter, other } from "./login"', 1),
        ("import all, {\n  other,\n  login,\n} from './login'", 3),
        ('import type { login } from "./login"', 1),
        ('import { type login } from "./login"', 1),
    ],
)
def test_a_named_import_is_a_use(text: str, line: int) -> None:
    assert uses(text) == (Use(line, "login"),)


@pytest.mark.parametrize(
    "text",
    [
        'import { other as login } from "./login"',
        'import { login } from "./other"',
        'import login from "./login"',
        'import * as login from "./login"',
        'import "./login"',
        'const { login } = require("./login")',
        'const { login } = await import("./login")',
        '// @ts-expect-error\nimport { login } from "./login"',
        'jest.mock("./login"); import { login } from "./login"',
        'import { login from "./login"',
    ],
)
def test_other_imports_are_passed_over(text: str) -> None:
    assert uses(text) == ()


def test_plain_javascript_is_read_alike() -> None:
    assert exported("export const login = (a) => a", JAVASCRIPT, "login") is Presence.THERE
    assert script_uses('import { login } from "./x.js"', "login", JAVASCRIPT, lambda _: True) == (Use(1, "login"),)
