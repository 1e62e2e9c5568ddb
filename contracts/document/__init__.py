"""The agreement document: read from YAML or JSON, checked, read back in plain English, described for editors."""

from contracts.document.check import read_document
from contracts.document.read_back import Section, in_plain_english
from contracts.document.schema import json_schema

__all__ = ["Section", "in_plain_english", "json_schema", "read_document"]
