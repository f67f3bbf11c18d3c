"""Many documents: workers, progress, resume, errors, manifest.

Two steps. First each document becomes a record file, in this process or in workers; a document whose record is
there already and was made from the same bytes by the same program with the same settings is passed over. Then the
tables are made from the record files, one document in memory at a time, in the order of the input.
"""

from pipeline.run.job import Job, UsageError
from pipeline.run.runner import Result, run

__all__ = ["Job", "Result", "UsageError", "run"]
