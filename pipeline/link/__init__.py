"""Room 4: mentions → aliases, positions (who holds which title at which organization) and references (李董事长, 他)."""

from pipeline.link.aliases import find_aliases, with_entities
from pipeline.link.context import with_contexts
from pipeline.link.positions import find_positions
from pipeline.link.references import find_references

__all__ = ["find_aliases", "find_positions", "find_references", "with_contexts", "with_entities"]
