"""How a value that people write as text becomes a field of a pydantic model, and text again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from contracts.errors import BadScalar

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

Value = TypeVar("Value")

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\N{MINUS SIGN}", "-")
    | {"\ufeff": ""}
)


def tidy(text: str) -> str:
    """Take away a byte order mark and the blanks around; blanks and hyphens of word processors become plain."""
    return text.translate(_TYPOGRAPHY).strip()


class Written(Generic[Value]):
    """Annotation of a field written as text: how it is read, written and shown to an editor.

    A mistake in the text is collected by pydantic as an error of type `scalar` with `what`, `fix` and an `example`
    of what would be right; a table or a list in its place as an error of type `text_expected`.
    """

    def __init__(
        self,
        type_: type[Value],
        parse: Callable[[str], Value],
        write: Callable[[Value], str],
        description: str,
        example: str,
    ) -> None:
        self.type = type_
        self.parse = parse
        self.write = write
        self.description = description
        self.example = example

    def read(self, value: object) -> Value:
        """Validate what stands in a document (text), or what a program gives (the value itself).

        A float is refused: it has lost what was written.
        """
        from pydantic_core import PydanticCustomError

        if type(value) is self.type and self.type is not str:
            return value
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise PydanticCustomError("text_expected", "text was expected")
        try:
            return self.parse(str(value))
        except BadScalar as error:
            context = {"what": error.what, "fix": error.fix, "example": self.example}
            raise PydanticCustomError("scalar", "{what}: {fix}", context) from error

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            self.read, serialization=core_schema.plain_serializer_function_ser_schema(self.write)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "description": self.description, "examples": [self.example]}
