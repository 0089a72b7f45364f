"""Checking a template that an office edited: syntax and names, each slip by its paragraph, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from emulation_cli.problems import Place, Problem, problem
from emulation_cli.reports.documents.pictures import Picture
from emulation_cli.reports.documents.template_names import fields_of, hints, item_of, sample_values
from emulation_cli.reports.sandbox import Sandbox
from emulation_cli.reports.wordfile import Template, opened, own_template
from emulation_cli.text import nearest

LONGEST = 80  # letters of a paragraph that are shown
UNCLOSED = "Unexpected end of template"
BLOCKS = {"for", "if", "macro", "call", "filter", "with", "block", "autoescape"}  # those that an end… closes
ANYTHING = object()  # a value whose names nobody can know
Scope = Mapping[str, Any]


def check_template(path: Path, name: str) -> list[Problem]:
    """What is wrong with the template of this document: `template-syntax` (the first one only: nothing behind it can be
    read), `template-name`, `template-filter`, `template-whole` (many values where one text stands); `template-unused`
    names what the tool's own template tells and this one does not, as a note. Paragraphs are counted in the body, then
    anew in each header and footer.

    Raises EmulError `template-missing`, `template-broken` for what is no Word file.
    """
    check = _Check(path, name)
    found = check.problems()
    if any(one.code == "template-syntax" for one in found):
        return found
    if not found:
        _try_out(path, name)
    usual = _Check(own_template(name, "vi"), name)
    usual.problems()
    unused = [each for each in hints(check.kind) if each in usual.used - check.used]
    note = problem("template-unused", Place(path.name), names=", ".join(unused))
    return [*found, note] if unused else found


def _try_out(path: Path, name: str) -> None:
    """Fill the template in as a report would. Raises EmulError `template-broken`."""
    for values in sample_values(name, "vi")[:1]:
        Template(path).fill(values, name)


class _Check:
    """One template's names against the fields of its document; `used` are the names it takes."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.kind = path, fields_of(name)
        self.environment = Sandbox(autoescape=True)
        self.lines: list[str] = []
        self.used: set[str] = set()
        self.found: list[Problem] = []

    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the order of the paragraphs."""
        for lines in _parts(self.path):
            self.lines = lines
            source = "\n".join(self.lines)
            try:
                self._body(self.environment.parse(source).body, dict(hints(self.kind)))
            except TemplateSyntaxError as error:
                line = self._opening(source) or error.lineno if UNCLOSED in (error.message or "") else error.lineno
                self.found.append(self._problem("template-syntax", line, words=error.message or ""))
        return self.found

    def _opening(self, source: str) -> int:
        """The line of the innermost block that nothing closes, 0 where none is known: the end of the file, which Jinja
        names, helps nobody."""
        opened: list[int] = []
        tokens = [token for token in self.environment.lex(source) if token[1] in ("block_begin", "name")]
        for (line, kind, _), (_, _, word) in pairwise(tokens):
            if kind == "block_begin" and word in BLOCKS:
                opened.append(line)
            elif kind == "block_begin" and word.removeprefix("end") in BLOCKS:
                opened.pop()
        return opened[-1] if opened else 0

    def _body(self, body: list[nodes.Node], scope: Scope) -> None:
        """A block's statements; what `set` names is known from there on."""
        known = dict(scope)
        for node in body:
            if isinstance(node, nodes.For):
                self._loop(node, known)
            elif isinstance(node, nodes.Assign):
                known.update(dict.fromkeys(_targets(node.target), self._type(node.node, known)))
            elif isinstance(node, nodes.If):
                self._type(node.test, known)
                for branch in (node.body, node.else_):
                    self._body(branch, known)
                self._body(list(node.elif_), known)
            elif isinstance(node, nodes.Output):
                for printed in node.nodes:
                    self._printed(printed, known)
            elif hasattr(node, "body"):
                self._block(node, known)
            else:
                for child in node.iter_child_nodes():
                    self._type(child, known)

    def _block(self, node: Any, known: dict[str, Any]) -> None:
        """macro, call, with, filter, set … endset: what they bind is known inside, a macro's name from there on."""
        bound = [
            name for each in (*getattr(node, "args", ()), *getattr(node, "targets", ())) for name in _targets(each)
        ]
        if isinstance(node, nodes.Macro):
            known[node.name] = ANYTHING
            bound.append("caller")
        elif isinstance(node, nodes.AssignBlock):
            known.update(dict.fromkeys(_targets(node.target), ANYTHING))
        for child in node.iter_child_nodes(exclude=("body", "args", "target", "targets")):
            self._type(child, known)
        self._body(node.body, {**known, **dict.fromkeys(bound, ANYTHING)})

    def _printed(self, node: nodes.Node, scope: Scope) -> None:
        """What stands between the braces must be one text: a list would be printed as Python writes it."""
        kind = self._type(node, scope)
        if item_of(kind) is not None or (is_dataclass(kind) and kind is not Picture):
            name = getattr(node, "attr", "") or getattr(node, "name", "")
            self.found.append(self._problem("template-whole", node.lineno, name=name))

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        many = self._type(node.iter, scope)
        item = item_of(many)
        bound = dict.fromkeys(_targets(node.target), ANYTHING if item is None else item)
        inner = {**scope, **bound, "loop": ANYTHING}
        if node.test is not None:
            self._type(node.test, inner)
        self._body(node.body, inner)
        self._body(node.else_, scope)

    def _type(self, node: nodes.Node, scope: Scope) -> Any:
        """What an expression is, ANYTHING where that cannot be told; unknown names are noted on the way."""
        if isinstance(node, nodes.Name):
            return self._named(node.name, scope, node)
        if isinstance(node, nodes.Getattr):
            return self._attribute(self._type(node.node, scope), node)
        if isinstance(node, nodes.Filter) and node.name not in self.environment.filters:
            self.found.append(self._problem("template-filter", node.lineno, name=node.name))
        for child in node.iter_child_nodes():
            self._type(child, scope)
        return ANYTHING

    def _named(self, name: str, scope: Scope, node: nodes.Node) -> Any:
        if name in scope:
            self.used.add(name)
            return scope[name]
        if name not in self.environment.globals:
            self._unknown(name, scope, node)
        return ANYTHING

    def _attribute(self, kind: Any, node: nodes.Getattr) -> Any:
        if kind is ANYTHING:
            return ANYTHING
        known = hints(kind) if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__") else {}
        if node.attr in known:
            return known[node.attr]
        self._unknown(node.attr, known, node)
        return ANYTHING

    def _unknown(self, name: str, known: Scope, node: nodes.Node) -> None:
        near = nearest(name, known, 0) or ""
        code = "template-name" if near else "template-name-none"
        self.found.append(self._problem(code, node.lineno, name=name, near=near))

    def _problem(self, code: str, line: int, **params: str) -> Problem:
        """A problem of one paragraph: its number and its words, since Word shows no numbers."""
        words = " ".join(self.lines[min(line, len(self.lines)) - 1].split())
        return problem(code, Place(self.path.name), paragraph=line, text=words[:LONGEST], **params)


def _targets(node: nodes.Node) -> Iterator[str]:
    """The names that a loop or `set` binds."""
    if isinstance(node, nodes.Name):
        yield node.name
    else:
        for child in node.iter_child_nodes():
            yield from _targets(child)


def _parts(path: Path) -> Iterator[list[str]]:
    """The paragraphs of the body, then those of each header and footer: each is filled in by itself."""
    document = opened(path).docx
    yield _paragraphs(document.element.body)
    for relation in document.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield _paragraphs(etree.fromstring(relation.target_part.blob))


def _paragraphs(part: Any) -> list[str]:
    """The words of each paragraph, tables included, with docxtpl's own forms of a command as plain ones of Jinja."""
    return [_plain("".join(text.text or "" for text in each.iter(qn("w:t")))) for each in part.iter(qn("w:p"))]


_COMMAND = re.compile(r"{%[^%]*%}|{{[^}]*}}")
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def _plain(words: str) -> str:
    """{%tr for … %} → {% for … %}; merging and colouring cells takes at most a value; Word's quotes become straight."""

    def command(found: re.Match[str]) -> str:
        shown = re.sub(r"^({%|{{)(?:tr|tc|p|r)\s", r"\1 ", found[0].translate(_QUOTES))
        shown = re.sub(r"^{%\s*(?:colspan|cellbg)\s+(.*?)%}$", r"{{ \1}}", shown)
        return re.sub(r"^{%\s*(?:vm|hm)\s*%}$", "", shown)

    return _COMMAND.sub(command, words.replace("\n", " "))
