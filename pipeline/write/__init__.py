"""Room 5: records → files. One file a format; files appear whole or not at all.

`tables.load_tables` reads the tables back; it needs pandas and is imported only when asked for.
"""

from pipeline.write.atomic import atomic_write, atomic_writer, make_folder, output_error, remove_leftovers
from pipeline.write.errors import OutputError
from pipeline.write.formats import FORMATS

__all__ = ["FORMATS", "OutputError", "atomic_write", "atomic_writer", "make_folder", "output_error", "remove_leftovers"]
