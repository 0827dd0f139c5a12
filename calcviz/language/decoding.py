"""From the bytes of a text file to its text, whatever program wrote it."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


def decoded(raw: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding: UTF-8, UTF-16, UTF-32, GB 18030 (GBK), else Latin-1.

    Never raises: what is none of these comes out as Latin-1, which knows every byte.
    """
    for encoding in _candidates(raw):
        try:
            return raw.decode(encoding).removeprefix("\ufeff"), encoding
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1"), "latin-1"


def _candidates(raw: bytes) -> list[str]:
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    if marked is not None:
        return [marked]
    sample = raw[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 8:  # digits and separators in UTF-16 have a zero beside them
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "gb18030"]
