"""The learned tagger at run time: `Tagger.load().read(sentences)`."""

from pipeline.tag.statistical.pack import PackError
from pipeline.tag.statistical.tagger import Piece, Tagger

__all__ = ["PackError", "Piece", "Tagger"]
