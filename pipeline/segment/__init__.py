"""Room 2: text → `Passage`, the layered view of a document that extractors read.

Characters are the tokens; words, sentences and sections are layers of offsets over them.
"""

from pipeline.segment.passage import Passage
from pipeline.segment.sentences import split_sentences
from pipeline.segment.words import WordSegmenter

__all__ = ["Passage", "WordSegmenter", "split_sentences"]
