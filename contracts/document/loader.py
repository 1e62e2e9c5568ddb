"""From text to a tree of tables, lists and texts, with the line of everything in it.

Every scalar is read as the text that was written: `0.065` stays exact, `NO` is a country and `010` has three
digits. JSON is read the same way. What is not plain (shortcuts, types, keys written twice) is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from contracts.clause_terms import Place
from contracts.document.source import AGREEMENT, DocumentKind, refusal, text_of
from contracts.document.syntax import explained
from contracts.errors import DocumentRefused, Mistake

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
"""A text, nothing (already reported), a list or a table."""

_DEEPEST = 20
_EMPTY = {"", "~", "null"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass
class Loaded:
    """A document as read: its tree, the line of every place (from 1), and what was wrong with its writing.

    `settled` are the places whose mistakes are listed, so that nothing more is said about them.
    """

    tree: dict[str, Tree] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    settled: set[Place] = field(default_factory=set)

    def mistake(self, place: Place, what: str, fix: str) -> None:
        """Note a mistake, in the line of the place or else of what it stands in."""
        self.mistakes.append(Mistake(self.line(place), field_name(place), what, fix))

    def line(self, place: Place) -> int:
        """Give the line of a place, or of the nearest thing around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 0)


def field_name(place: Place) -> str:
    """Write a place as people read it; items of lists are counted from 1.

    >>> field_name(("clauses", "royalty", "bands", 1, "up to"))
    'clauses.royalty.bands[2].up to'
    """
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


def load(source: bytes | str, kind: DocumentKind = AGREEMENT) -> Loaded:
    """Read a YAML or JSON document. Raises DocumentRefused if it can't be read to its end."""
    text = text_of(source, kind)
    builder = _Builder(yaml.parse(text, Loader=yaml.SafeLoader), Loaded(), kind)
    try:
        return builder.document()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise explained(error, text) from error


class _Builder:
    """Builds the tree from the events of the YAML reader, in one pass."""

    def __init__(self, events: Iterator[yaml.Event], loaded: Loaded, kind: DocumentKind) -> None:
        self.events = events
        self.loaded = loaded
        self.kind = kind

    def document(self) -> Loaded:
        """Read the one document of a stream."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise refusal("there is nothing but comments in the document", "fill it in, from a template")
        root = next(self.events)
        tree = self.value(root, ())
        if not isinstance(tree, dict):
            raise refusal("the document is not a table of names and values", f"begin with '{self.kind.begins}'", 1)
        next(self.events)
        if isinstance(following := next(self.events), yaml.DocumentStartEvent):
            raise refusal("there are several documents in the file", "keep one of them a file", _line(following))
        self.loaded.tree = tree
        return self.loaded

    def value(self, event: yaml.Event, place: Place) -> Tree:
        """Read what begins with an event; whatever isn't plain is noted as a mistake."""
        self.loaded.lines.setdefault(place, _line(event))
        if len(place) > _DEEPEST:
            raise _too_deep(event)
        if getattr(event, "tag", None):
            self.loaded.mistake(place, "types (!name) are not read", "leave it out: every value is read as text")
        if isinstance(event, yaml.AliasEvent):
            return self._unread(place, "shortcuts (*name) are not read", "write the value out")
        if getattr(event, "anchor", None):
            self.loaded.mistake(place, "shortcuts (&name) are not read", "write the value out where it is needed")
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place)
        return self._scalar(event, place) if isinstance(event, yaml.ScalarEvent) else None

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Tree:
        text = _joined(event.value)
        if not text.strip() or (event.style is None and text in _EMPTY):
            return self._unread(place, "nothing is written here", "write a value, or leave the line out")
        if _UNPRINTABLE.search(text):
            return self._unread(place, "there is a character that can't be printed", "remove it")
        return text

    def _unread(self, place: Place, what: str, fix: str) -> Tree:
        self.loaded.mistake(place, what, fix)
        self.loaded.settled.add(place)
        return None

    def _list(self, place: Place) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*place, len(items))))
        return items

    def _table(self, place: Place) -> dict[str, Tree]:
        table: dict[str, Tree] = {}
        before: yaml.Event | None = None
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self._skip_entry(key, place)
                continue
            value = next(self.events)
            if _continues(before, key, value):
                last = next(reversed(table))
                table[last] = f"{table[last]},{key.value}"
                before = key
            else:
                self._entry(table, key, value, place)
                before = value
        return table

    def _entry(self, table: dict[str, Tree], key: yaml.ScalarEvent, value: yaml.Event, place: Place) -> None:
        name, line = _joined(key.value).strip(), _line(key)
        entry = (*place, name)
        if name in table:
            what = f"'{name}' is written twice, in lines {self.loaded.lines[entry]} and {line}"
            self.loaded.mistakes.append(Mistake(line, field_name(entry), what, "keep one of them"))
            self._skip(value)
            return
        self.loaded.lines[entry] = line
        if _UNPRINTABLE.search(name):
            self._unread(entry, "there is a character in a name that can't be printed", "remove it")
        table[name] = self.value(value, entry)

    def _skip_entry(self, key: yaml.Event, place: Place) -> None:
        what = "a name before a colon is not plain text"
        self.loaded.mistakes.append(Mistake(_line(key), field_name(place), what, "write a plain name"))
        self._skip(key)
        self._skip(next(self.events))

    def _skip(self, event: yaml.Event) -> None:
        """Read on past a value that is not kept; nothing more is said about what is in it."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            if depth > _DEEPEST:
                raise _too_deep(event)
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def _too_deep(event: yaml.Event) -> DocumentRefused:
    """Refuse what no agreement needs; the reader takes longer with every level, too."""
    return refusal("lists and tables are nested too deep", "check the brackets", _line(event))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _continues(before: yaml.Event | None, key: yaml.ScalarEvent, value: yaml.Event) -> bool:
    """Tell whether a comma within braces was one of thousands, as in `{ amount: 250,000, per: year }`.

    YAML ends the value there and reads a name without a value; no blank between them shows what was meant.
    """
    if not isinstance(before, yaml.ScalarEvent) or not isinstance(value, yaml.ScalarEvent):
        return False
    if before.end_mark is None or key.start_mark is None or value.value:
        return False
    touching = key.start_mark.index == before.end_mark.index + 1
    return touching and before.style is None and before.value[-1:].isdigit() and key.value[:1].isdigit()


def _joined(text: str) -> str:
    """Join the halves in which JSON escapes write rare characters; halves without a partner stay."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _is_split(text) else text


def _is_split(text: str) -> bool:
    return re.search("[\ud800-\udbff][\udc00-\udfff]", text) is not None
