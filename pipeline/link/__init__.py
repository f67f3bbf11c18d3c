"""Room 4: mentions → aliases and positions (who holds which title at which organization)."""

from pipeline.link.aliases import find_aliases, with_entities
from pipeline.link.positions import find_positions

__all__ = ["find_aliases", "find_positions", "with_entities"]
