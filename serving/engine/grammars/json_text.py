"""From the grammar of a text to the grammar of that text as it stands in a string of JSON.

JSON's escaping replaces characters one by one, so it goes through a grammar's terminals and leaves its rules
as they are. What cannot be told exactly is left out: what is allowed is always of the grammar.

A lexer that looks one byte ahead cannot end a run of any characters where an escape begins, as that may
belong to the run or to what follows. So a run in a rule, `/(.*)/` or a terminal that is one, becomes a rule:
plain characters, or an escape, again and again.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping

from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.lark_terminals import Token, tokens_of
from serving.engine.grammars.patterns import PatternTooLarge, check_lark, check_regex
from serving.engine.grammars.regex_syntax import NotUnderstood
from serving.request import Grammar

_ESCAPES = {char: json.dumps(char)[1:-1] for char in '"\\\b\f\n\r\t'}
_ESCAPED = r'["\\\x00-\x1f]'  # all that JSON escapes; control characters without a short name do not come
_GROUP = re.compile(r"\(\?(?:P?<\w+>|([a-zA-Z]*)(?:-[a-zA-Z]+)?[:)])")
_COUNT = re.compile(r"\{\d+(?:,\d*)?\}")
_ESCAPE = re.compile(
    r"\\(?:[xuU]\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})"
    r"|[pP](?:\{[^}]*\}|\w)|.)",
    re.DOTALL,
)
_RUN = re.compile(r"(\.|\[.*\]|\\[DWSs])([*+?]|\{\d+(?:,\d*)?\})?", re.DOTALL)
_ENDS_IN_RUN = re.compile(r"(\.|\]|\\[DWSs])([*+]|\{\d+,\d*\})\)*$")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "a": "\a"}
_CLASSES = "dDwWsSpPbBAzZ"  # letters that stand for many characters, or for none, behind a backslash
_IMPORT = re.compile(r"^%import\s+common\s*\.\s*(\w+)(?:\s*->\s*(\w+))?[ \t]*$", re.MULTILINE)
_IMPORTS = re.compile(r"^%import\s+common\s*\(([\w\s,]*)\)[ \t]*$", re.MULTILINE)
_COMMON = {  # of Lark's own terminals, those with characters that JSON escapes
    "CR": r"\r",
    "LF": r"\n",
    "NEWLINE": r"(\r?\n)+",
    "WS": r"[ \t\f\r\n]+",
    "WS_INLINE": r"[ \t]+",
    "SH_COMMENT": r"#[^\n]*",
    "CPP_COMMENT": r"\/\/[^\n]*",
    "SQL_COMMENT": r"--[^\n]*",
    "ESCAPED_STRING": r'"([^"\\]|\\.)*"',
}


def text_in_json(grammar: Grammar) -> str:
    """What stands between the quotes, as an expression in llguidance's Lark.

    Raises: InvalidGrammar.
    """
    try:
        if grammar.kind == "regex":
            check_regex(grammar.source)
            rules = f"start: TEXT\nTEXT: /{regex_in_json(_without_anchors(grammar.source))}/"
        else:
            check_lark(grammar.source)
            rules = lark_in_json(grammar.source)
    except PatternTooLarge as error:
        raise InvalidGrammar(f"it {error}") from error
    except (NotUnderstood, RecursionError) as error:
        raise InvalidGrammar(f"it has {error}, for which there is no place in a call's arguments") from error
    return f"%lark {{\n{rules}\n}}"


def lark_in_json(source: str) -> str:
    """Raises: NotUnderstood."""
    source = _IMPORT.sub(_imported, _IMPORTS.sub(_each_imported, source))
    tokens = list(tokens_of(source))
    runs = _runs(tokens)
    parts, copied, is_terminal = [], 0, False
    for index, token in enumerate(tokens):
        is_first = index == 0 or tokens[index - 1].kind == "line"
        if is_first and token.kind == "name":
            is_terminal = token.text.lstrip("_?!")[:1].isupper()
        elif replaced := _replaced(tokens, index, {} if is_terminal or is_first else runs, is_terminal):
            parts += [source[copied : token.start], replaced]
            copied = token.end
    return "".join([*parts, source[copied:]])


def _replaced(tokens: list[Token], index: int, runs: Mapping[str, str], is_terminal: bool) -> str | None:
    token = tokens[index]
    if token.kind in ("json", "special"):
        raise NotUnderstood(f"{token.text!r}")
    if token.kind == "name":
        return runs.get(token.text)
    if token.kind not in ("string", "regex"):
        return None
    if _is_range(tokens, index):
        raise NotUnderstood("a range of characters that is not written as a regular expression")
    return (None if is_terminal else _run(token)) or _terminal(token)


def _runs(tokens: list[Token]) -> dict[str, str]:
    """The terminals that are runs and nothing else, as rules."""
    found = {}
    for name, colon, body, end in zip(tokens, tokens[1:], tokens[2:], [*tokens[3:], None], strict=False):
        if name.kind == "name" and colon.text == ":" and (end is None or end.kind == "line"):
            run = _run(body) if name.text[:1].isupper() else None
            if run is not None:
                found[name.text] = run
    return found


def _run(token: Token) -> str | None:
    """A regular expression that is one character, again and again; None where it is anything else."""
    if token.kind != "regex":
        return None
    body, _, flags = token.text[1:].rpartition("/")
    if body.startswith("(") and body.endswith(")"):
        body = body[1:-1].removeprefix("?:")
    found = _RUN.fullmatch(body)
    if found is None or (found[1][0] == "[" and _class_end(body, 0) != len(found[1])):
        return None
    written = {".": r"[\s\S]" if "s" in flags else r"[^\n]"}.get(found[1], found[1])
    escapes = _escapes_in(written)
    if not escapes:
        return None
    times = found[2] or ""
    plain = f"[{written}--{_ESCAPED}]" + ("+" if times in ("*", "+") else "")
    return f"(/{plain}/{flags} | /{'|'.join(escapes)}/){times}"


def _is_range(tokens: list[Token], index: int) -> bool:
    """Whether it is an end of `"a".."z"` that has a character to escape between its ends."""
    if tokens[index].kind != "string":
        return False
    for first in (index - 2, index):
        ends = tokens[first : first + 3] if first >= 0 else []
        if len(ends) == 3 and ends[1].text == "..":
            low, high = (_spelled(end)[:1] for end in (ends[0], ends[2]))
            return low < " " or any(low <= char <= high for char in '"\\')
    return False


def _imported(found: re.Match[str]) -> str:
    name = found[2] or found[1]
    return f"{name}: /{_COMMON[found[1]]}/" if found[1] in _COMMON else found[0]


def _each_imported(found: re.Match[str]) -> str:
    return "\n".join(f"%import common.{name.strip()}" for name in found[1].split(",") if name.strip())


def _terminal(token: Token) -> str:
    if token.kind == "string":
        text = json.dumps("".join(_ESCAPES.get(char, char) for char in _spelled(token)), ensure_ascii=False)
        return text + ("i" if token.text.endswith("i") else "")
    body, _, flags = token.text[1:].rpartition("/")
    if "x" in flags:
        raise NotUnderstood("a regular expression with the flag x")
    if _ENDS_IN_RUN.search(body) and _run(token) is None:
        raise NotUnderstood("a regular expression that ends in any characters, and begins with others")
    return f"/{regex_in_json(body, dot_is_any='s' in flags)}/{flags}"


def _spelled(token: Token) -> str:
    text = token.text.removesuffix("i")
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        raise NotUnderstood(f"the string {text}") from None


def _without_anchors(source: str) -> str:
    """The whole text matches in any case."""
    source = source.removeprefix("^")
    num_backslashes = len(source[:-1]) - len(source[:-1].rstrip("\\"))
    return source[:-1] if source.endswith("$") and num_backslashes % 2 == 0 else source


def regex_in_json(source: str, *, dot_is_any: bool = False) -> str:
    """Raises: NotUnderstood."""
    return "".join(_parts(source, dot_is_any))


def _parts(source: str, dot_is_any: bool) -> Iterator[str]:
    at = 0
    while at < len(source):
        char, start = source[at], at
        if group := _GROUP.match(source, at):
            flags = group[1] or ""
            if "x" in flags:
                raise NotUnderstood("a regular expression with the flag x")
            dot_is_any = dot_is_any or "s" in flags
            at = group.end()
            yield group[0]
        elif count := _COUNT.match(source, at):
            at = count.end()
            yield count[0]
        elif char in "()|*+?^$":
            at += 1
            yield char
        elif char == "\\":
            escape = _ESCAPE.match(source, at)
            if escape is None:
                raise NotUnderstood("a backslash at the end")
            at = escape.end()
            yield _escape(escape)
        elif char == "[":
            at = _class_end(source, at)
            yield _class(source[start:at])
        elif char == ".":
            at += 1
            yield _class(r"[\s\S]" if dot_is_any else r"[^\n]")
        else:
            at += 1
            yield "\\/" if char == "/" else _literal(char, char)


def _escape(found: re.Match[str]) -> str:
    digits = next((digits for digits in found.groups() if digits), None)
    letter = found[0][1]
    if digits is not None:
        return _literal(chr(int(digits, 16)), found[0])
    if letter in _CLASSES:
        return _class(found[0])
    return _literal(_CONTROL.get(letter, letter), found[0])


def _literal(char: str, written: str) -> str:
    if char in _ESCAPES:
        return f"(?-i:{re.escape(_ESCAPES[char])})"
    if char < " ":
        raise NotUnderstood(f"the control character {char!r}")
    return written


def _class_end(source: str, start: int) -> int:
    at = start + 1 + source.startswith("^", start + 1)
    at += source.startswith("]", at)
    depth = 1
    while at < len(source):
        char = source[at]
        at += 2 if char == "\\" else 1
        depth += (char == "[") - (char == "]")
        if depth == 0:
            return at
    raise NotUnderstood("a class that is not closed")


def _class(written: str) -> str:
    """One character of a class: those that JSON leaves alone, or the escape of another."""
    escapes = _escapes_in(written)
    if not escapes:
        return written if written in ("\\d", "\\w", "\\b", "\\B") else f"[{written}--{_ESCAPED}]"
    return f"(?:[{written}--{_ESCAPED}]|(?-i:{'|'.join(escapes)}))"


def _escapes_in(written: str) -> list[str]:
    """As expressions."""
    return [re.escape(escape) for char, escape in _ESCAPES.items() if _has(written, char)]


def _has(written: str, char: str) -> bool:
    """Whether the class has the character. False also where that is not known: then it does not come."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # sets in sets, which are another thing elsewhere
            return re.fullmatch(written, char) is not None
    except (re.error, FutureWarning, DeprecationWarning):
        return False
