"""Room between link and write: mentions of many documents → people and organizations of the whole batch.

Three steps. `appearances` says which people and organizations one record has. `Batch` takes them document by document,
in any order, and joins them: organizations by name, people by name and what else the documents say of them (`evidence`).
A table of the user (`Known`) wins over both.
"""

from pipeline.join.appearance import Appearance, appearances
from pipeline.join.batch import Batch, Entity
from pipeline.join.known import Known, KnownError

__all__ = ["Appearance", "Batch", "Entity", "Known", "KnownError", "appearances"]
