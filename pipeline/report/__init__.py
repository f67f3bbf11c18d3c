"""An output folder as one page that a browser shows from a file: overview, documents, search."""

from pipeline.report.page import ReportError, write_report

__all__ = ["ReportError", "write_report"]
