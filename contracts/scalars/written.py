"""How a value that people write as text becomes a field of a pydantic model, and text again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from contracts.errors import BadScalar

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

Value = TypeVar("Value")

_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ") | {"\ufeff": ""})


def tidy(text: str) -> str:
    """Take away a byte order mark and the blanks around; every other blank becomes a plain one."""
    return text.translate(_BLANKS).strip()


class Written(Generic[Value]):
    """Annotation of a field written as text: how it is read, written and shown to an editor."""

    def __init__(
        self,
        type_: type[Value],
        parse: Callable[[str], Value],
        write: Callable[[Value], str],
        schema: dict[str, Any],
    ) -> None:
        self.type = type_
        self.parse = parse
        self.write = write
        self.schema = schema

    def read(self, value: object) -> Value:
        """Validate what stands in a document (text), or what a program gives (the value itself).

        A float is refused: it has lost what was written.
        """
        if isinstance(value, str):
            return self.parse(value)
        if type(value) is self.type:
            return value
        if type(value) is int:
            return self.parse(str(value))
        raise BadScalar(f"text was expected, not {_name(value)}")

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            self.read, serialization=core_schema.plain_serializer_function_ser_schema(self.write)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.schema)


def _name(value: object) -> str:
    names = {dict: "a table", list: "a list", tuple: "a list", float: "a floating-point number"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "nothing")
