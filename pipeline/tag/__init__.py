"""Room 3: `Passage` → mentions. One file a label; `resolve` chooses among overlapping candidates."""

from pipeline.tag.base import REGISTRY, Candidate, Extractor, extractor
from pipeline.tag.plugins import load_extractors

__all__ = ["REGISTRY", "Candidate", "Extractor", "extractor", "load_extractors"]
