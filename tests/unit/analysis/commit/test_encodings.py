from __future__ import annotations

import pytest

from cortex_cli.analysis.commit.encodings import decoded, has_wide_mark


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("größe\n".encode(), "größe\n"),
        (b"\xef\xbb\xbfa\n", "a\n"),
        ("größe\n".encode("utf-16"), "größe\n"),
        ("\ufeffgröße\n".encode("utf-16-be"), "größe\n"),
        ("größe\n".encode("utf-32"), "größe\n"),
        ("# -*- coding: latin-1 -*-\nx = 'größe'\n".encode("latin-1"), "# -*- coding: latin-1 -*-\nx = 'größe'\n"),
        ("#!/usr/bin/ruby\n# encoding: cp1252\n'€'\n".encode("cp1252"), "#!/usr/bin/ruby\n# encoding: cp1252\n'€'\n"),
        ("# vim: set fileencoding=koi8-r :\n'ж'\n".encode("koi8-r"), "# vim: set fileencoding=koi8-r :\n'ж'\n"),
        ('@charset "iso-8859-1";\n/* é */\n'.encode("latin-1"), '@charset "iso-8859-1";\n/* é */\n'),
        ('<?xml version="1.0" encoding="shift_jis"?><a>日</a>'.encode("shift_jis"),
         '<?xml version="1.0" encoding="shift_jis"?><a>日</a>'),
        (b"", ""),
    ],
)  # fmt: skip
def test_a_certain_encoding_is_read(content: bytes, text: str) -> None:
    assert decoded(content) == text


@pytest.mark.parametrize(
    "content",
    [
        "größe".encode("latin-1"),
        b"\n\n# coding: latin-1\n\xe9",
        b"# coding: utf-8\n\xe9",
        b"# coding: unknown\n\xe9",
        b"# coding: rot13\n\xe9",
        b"# coding: unicode_escape\n\xe9",
        b"# coding: ascii\n\xe9",
        b"x = 'coding: latin-1'\n\xe9",
        b"\xff\xfe\x00",
        b"\xff\xfe" + bytes(range(256)),
    ],
)
def test_anything_else_is_not_guessed(content: bytes) -> None:
    assert decoded(content) is None


def test_only_a_byte_order_mark_makes_zero_bytes_text() -> None:
    assert has_wide_mark("a".encode("utf-16"))
    assert not has_wide_mark("a".encode("utf-16-le"))
