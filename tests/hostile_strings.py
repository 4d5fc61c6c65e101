"""Strings that break programs: a few of our own, and all of the corpora beside the project where these are there."""

import json
from pathlib import Path

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"

# Each holds much of one kind, so that few requests try it all; the first ones are what every run of the tests tries.
OWN = (
    "'\"><svg onload=alert(1)>`${alert(2)}`</textarea></title></style></script><script>alert(3)</script><!--",
    "'; DROP TABLE articles_story; -- \" OR 1=1 UNION SELECT * FROM auth_user) NEAR/2 (a* -\"b :* & | ! <->",
    "\x00 \x01\x07\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029\ufeff\ufffe\uffff\u202e \U0001f468\u200d\U0001f469 a\u0300" * 3,
    "9" * 400 + "-1e999999 NaN -0 0x10 1_000 \u0661\u0662\u0663 \u00bd \u2167",
    "long " * 4000,
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>",
    "javascript:alert(1)//https://a.example/\" onmouseover=alert(1) autofocus onfocus='alert(2)' x=\"",
    "{{7*7}}{% include 'x' %}{%csrf_token%} %s %n %(x)s {0} {x.__class__} ${7*7} #{7*7} =cmd|' /C calc'!A0",
    "../../../../etc/passwd\\..\\..\\win.ini /dev/null file:///etc/passwd CON .. . ~",
    "a\r\nSet-Cookie: x=1\r\n\r\n<p>b</p>\r\nLocation: https://a.example/ \t\v",
    "-",
)  # fmt: skip

SAMPLE = OWN[:5]


def corpora() -> tuple[str, ...]:
    """The strings of the corpora, the empty one left out; none where there are no corpora."""
    files = [CORPORA / name for name in ("naughty-strings.json", "html-payloads.json")]
    found = [text for file in files if file.exists() for text in json.loads(file.read_text(encoding="utf-8"))]
    return tuple(dict.fromkeys(text for text in found if text))
