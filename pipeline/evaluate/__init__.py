"""Room 6: gold against output. Strict offsets and label, values, positions, aliases; see docs/evaluation.md."""

from pipeline.evaluate.command import cli_report
from pipeline.evaluate.errors import EvaluationError
from pipeline.evaluate.floors import Floors
from pipeline.evaluate.folder import read_records
from pipeline.evaluate.in_context import read_contexts
from pipeline.evaluate.linked import link_gold
from pipeline.evaluate.score import score
from pipeline.evaluate.scores import Mistake, Report, Score

__all__ = [
    "EvaluationError",
    "Floors",
    "Mistake",
    "Report",
    "Score",
    "cli_report",
    "link_gold",
    "read_contexts",
    "read_records",
    "score",
]
