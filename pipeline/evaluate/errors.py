"""The error of this room."""


class EvaluationError(ValueError):
    """Gold and prediction cannot be compared; the message names the file or document and says why."""
