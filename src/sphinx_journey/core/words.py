"""Words and characters: of plain text, and of text with inline markup in it.

Every pattern is linear: what repeats is possessive, and ends where the next match could begin.
"""

from __future__ import annotations

import re

# A combining sign is no letter to Python, but it doesn't end a word: an accent, a vowel sign, a
# joiner. It is what is neither a letter nor white space, outside of the ranges of punctuation.
_SIGN = (
    r"[^\w\s\0-\xac\xae-\u02ff\u2000-\u200b\u200e-\u205f\u20a0-\u20cf\u2100-\u2fff"
    r"\u3000-\u303f\ufe30-\ufe6f\uff00-\uff65\U0001f000-\U0001faff]"
)
_JOINER = r"(?:['\u2019.\-\u2010\u2011]|_++)"
_WORD = re.compile(rf"[^\W_]++(?:(?:{_SIGN}++{_JOINER}?|{_JOINER})[^\W_]++)*+")

# The scripts that Hugo counts by character: Han, Hangul, Hiragana and Katakana, as the blocks
# of Unicode 16 that hold them.
_CJK = re.compile(
    "["
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
    "\u3041-\u3096\u309d-\u309f\U0001b000-\U0001b16f"
    "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
    "]"
)

# Scripts without spaces between words, as blocks of Unicode 16: Thai and Lao, Burmese with its
# extensions, Khmer. Signs above and below are characters, too; digits and punctuation are words'.
_UNSPACED = re.compile(
    "["
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf"
    "\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"
    "\u1780-\u17d3\u17d7\u17dc-\u17dd"
    "]++"
)
_CHARACTERS_OF_A_WORD = 5
"""In those scripts. Without a dictionary nobody knows where words end; this is the convention of
typing tests, and of subtitles: 200 words a minute are 17 characters a second
(https://backlothelp.netflix.com/hc/en-us/articles/219375728-English-Template-Timed-Text-Style-Guide).
"""

_ROLE = re.compile(r"[{:](?<![\w:.+-]:)[\w.+-]++(?::[\w.+-]++)*+[}:]`")
_CODE = re.compile(
    r"`(?<![`\\]`)(?:(?!`)([^`\n]++)`(?!`)|`(?!`)((?:[^`\n]++|(?<!`)`(?!`))++)``(?!`))"
)
_FORMULA = re.compile(
    r"\$(?:(?<=^\$)\$[^$]++\$\$(?: *+\([^()\s]++\))?+"
    r"|(?<![\w$]\$)(?:\$[^$\n]++\$\$|(?=[^\s$])[^$\n]++(?<!\s)\$(?!\d)))"
    r"|\\begin\{(?:[^\\]++|\\(?!begin\{|end\{))*+\\end\{[^{}\n]*+\}",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(?:([_.'-])|[^\w\s])")
_TARGET = r"""\([^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+(?: ++(?:"[^"\n]*+"|'[^'\n]*+'))?+ *+\)"""
_LABEL = r"\[[^\[\]\n]*+\]"
_GONE = re.compile(
    rf"!{_LABEL}(?:{_TARGET}|{_LABEL})?+|\](?:{_TARGET}|{_LABEL})"
    r"|\[(?:\^[^\[\]\s]++\]|[^\[\]\s]++\]_|[ xX]\] )"
    r"|<(?:!--(?:[^<\n-]++|-(?!->)|<(?!!--))*+--|/?[A-Za-z][\w-]*+(?=[\s/>])[^<>\n]*+)>"
    r"|\{(?:\{[<%][^{}\n]*+\}\}|(?:(?<=[\])]\{)|(?=[#.]))[^{}\n]*+\})"
    r"|&#?\w{1,31};|@[^<>@\s]++>|://[^\s<>()\[\]\"'|]++"
)
_MARKUP_CHARACTER = re.compile(r"[`\\<>\[\]{}$&*!]")


def count_words(text: str) -> tuple[int, int]:
    """Return the number of words in plain text, and of CJK characters, which are no words.

    A word is a run of letters and digits. An apostrophe, hyphen, dot or underscores inside it
    don't end it: ``don't``, ``state-of-the-art``, ``3.11`` and ``module_name`` are one word each.
    Of Thai, Lao, Khmer and Burmese, every five characters count as a word.
    """
    cjk = unspaced = 0
    if not text.isascii():
        text, cjk = _CJK.subn(" ", text)
        unspaced = sum(map(len, _UNSPACED.findall(text)))
        if unspaced:
            text = _UNSPACED.sub(" ", text)
    return len(_WORD.findall(text)) + -(-unspaced // _CHARACTERS_OF_A_WORD), cjk


def plain(text: str) -> str:
    """Return what is left of paragraphs, one a line, when their inline markup is taken away.

    Inline code keeps its words; a formula is one word, and so is a bare URL: its scheme. Gone are
    link targets, image texts, HTML tags and comments, names of roles, footnote labels, attributes
    and shortcodes. The markup of Markdown and of reStructuredText is one to it: neither is common
    in the other's prose.
    """
    if "`" in text:
        text = _ROLE.sub("", _CODE.sub(_read, text))
    if "\\" in text:
        text = _ESCAPE.sub(lambda match: match[1] or " ", text.replace("\\ ", ""))
    if "$" in text or "\\" in text:
        text = _FORMULA.sub("x", text)
    return _GONE.sub(" ", text).replace("*", "")


def _read(code: re.Match[str]) -> str:
    """Return what is read of inline code or a role, after a backtick: of ``title <target>``, title.

    The backtick tells the name of a role from text.
    """
    text, content, (start, end) = code.string, code[1] or code[2], code.span()
    if text.endswith(("{math}", ":math:"), 0, start):
        return "`x"
    title, _, target = content.rpartition("<")
    is_reference = text.endswith(("}", ":"), 0, start) or text.startswith("_", end)
    if is_reference and target.endswith(">") and title.strip():
        content = title
    return "`" + _MARKUP_CHARACTER.sub(" ", content)
