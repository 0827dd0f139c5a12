"""A text is read whatever its encoding; no bytes are an error."""

import random

import pytest

from calcviz.language.decoding import decoded

TABLE = "时间;温度\n1,5;2\n2;3\n4;5\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "utf-32"]
)
def test_every_encoding_is_recognised(encoding: str) -> None:
    assert decoded(TABLE.encode(encoding))[0] == TABLE


def test_any_bytes_are_some_text() -> None:
    chance = random.Random(1)
    for length in range(200):
        text, encoding = decoded(chance.randbytes(length))
        assert isinstance(text, str) and encoding
    assert decoded(b"")[0] == ""
    assert decoded(b"\xff\xfe\x00")[1] == "latin-1"
