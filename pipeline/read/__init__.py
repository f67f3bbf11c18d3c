"""Room 1: bytes → `Article`. One file a format; the text keeps every character that the file has."""

from pipeline.read.article import parse_file, printable, read_bytes, read_file
from pipeline.read.errors import ReadError
from pipeline.read.folders import Found, Source, Unreadable, find_documents
from pipeline.read.formats import SUFFIXES

__all__ = [
    "SUFFIXES",
    "Found",
    "ReadError",
    "Source",
    "Unreadable",
    "find_documents",
    "parse_file",
    "printable",
    "read_bytes",
    "read_file",
]
