"""How fast the pipeline is, beside bare jieba and beside LAC on the same text.

    python benchmarks/speed.py [--characters 160000] [--rounds 3] [--lac PYTHON]
    python benchmarks/speed.py --write README.md …        # put the tables between the marks of each file

Prints Markdown tables. Every document of the corpus is read, run through the pipeline and written, again and again until the
text is long enough; jieba.lcut cuts the same text in the same process; LAC, if a Python that has it is named (benchmarks/lac.py
says how to make one), tags the same text in a process beside it. They take turns, some documents at a time, for so many rounds. Time is processor
time on one thread, so that other work on the machine counts little; what is left of that slows all of them alike, so the
ratio (the median over rounds) says more than the characters a second. Memory and start-up are measured in processes of
their own, which hold nothing but the pipeline.
"""

from __future__ import annotations

import argparse
import json
import logging
import platform
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from marks import table, write_all
from speed_start import SETTINGS, start_ups
from speed_words import CHINESE, ENGLISH, Words

if TYPE_CHECKING:
    from pipeline.schema import Article, Record
    from pipeline.stages import Stages

ROOT = Path(__file__).parents[1]
RAW = ROOT / "corpus" / "raw"
SMALL = 0.005
"""Stages that take a smaller share of the time are told together."""
TURN = 20
"""Documents at a time: a second or two, so that a machine which grows slow or quick meanwhile does so for all."""
WRITTEN = ("csv", "json")
"""What `xinwengao run` writes when nobody asks for more."""


@dataclass(slots=True)
class Figures:
    """Everything that was measured: seconds by round and work, seconds by stage, and seconds and MiB by process."""

    characters: int = 0
    documents: int = 0
    rounds: list[dict[str, float]] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    lac_memory: float = 0.0
    starts: dict[str, tuple[float, float, float]] = field(default_factory=dict)

    def tables(self, words: Words) -> str:
        """The three tables in one language."""
        parts = [words.machine.format(python=platform.python_version(), machine=platform.machine()), self._speed(words)]
        if "lac" not in self.rounds[0]:
            parts.append(words.no_lac)
        return "\n\n".join([*parts, self._starts(words), self._stages(words), words.shared]) + "\n"

    def _speed(self, words: Words) -> str:
        rows = []
        for work in self.rounds[0]:
            ratios = sorted(each["jieba"] / each[work] for each in self.rounds)
            row = [words.works[work], f"{self.characters / median(each[work] for each in self.rounds):,.0f}"]
            row += [f"{median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"]
            if "lac" in self.rounds[0]:
                row.append(f"{median(each['lac'] / each[work] for each in self.rounds):.2f}")
            rows.append(row)
        first = words.text.format(characters=self.characters, documents=self.documents, rounds=len(self.rounds))
        return table([first, *words.speeds[: len(rows[0]) - 1]], rows)

    def _starts(self, words: Words) -> str:
        rows = [
            (words.starts[name], f"{first:.1f}", f"{small:.0f}", f"{large:.0f}")
            for name, (first, small, large) in self.starts.items()
        ]
        if self.lac_memory:
            rows.append((words.works["lac"], "–", "–", f"{self.lac_memory:.0f}"))
        return table(words.memory, rows)

    def _stages(self, words: Words) -> str:
        spent, by_jieba = sum(self.stages.values()), median(each["jieba"] for each in self.rounds)
        shown = {f"`{name}`": took for name, took in self.stages.items() if took >= SMALL * spent}
        shown[words.others] = spent - sum(shown.values())
        return table(
            words.stages,
            [(name, f"{took / spent:.1%}", f"{took / by_jieba:.2f}") for name, took in shown.items()],
        )


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the pipeline against bare jieba, and against LAC.")
    parser.add_argument("--characters", type=int, default=160_000, help="length of the text (default: 160000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is timed (default: 3)")
    parser.add_argument("--lac", metavar="PYTHON", help="a Python that has LAC, see benchmarks/lac.py")
    parser.add_argument("--write", type=Path, nargs="+", metavar="FILE", default=[], help="put them into these files")
    options = parser.parse_args()
    figures = Figures(
        starts=start_ups()
    )  # before this process grows: Linux counts a parent's memory into a child's peak
    measure(figures, options.characters, options.rounds, options.lac)
    print(figures.tables(ENGLISH), end="")
    return write_all(options.write, "speed", lambda chinese: figures.tables(CHINESE if chinese else ENGLISH))


def copies(characters: int) -> list[tuple[Path, str]]:
    """Files of the corpus with document ids, repeated until they hold at least so many characters."""
    from pipeline.read import read_file

    files = sorted(RAW.glob("*.txt"))
    lengths = {path: len(read_file(path).text) for path in files}
    chosen: list[tuple[Path, str]] = []
    total = 0
    while total < characters:
        path = files[len(chosen) % len(files)]
        chosen.append((path, f"{path.stem}-{len(chosen)}"))
        total += lengths[path]
    return chosen


def measure(figures: Figures, characters: int, rounds: int, lac_python: str | None) -> None:
    """Time everything in turns."""
    from pipeline.run.document import many_documents, one_thread

    one_thread()  # as a worker does
    import pipeline
    from pipeline.api import extract_article, load_stages
    from pipeline.read import read_file
    from pipeline.segment import WordSegmenter

    with many_documents():
        loaded = {name: load_stages(settings) for name, settings in SETTINGS.items()}
        WordSegmenter.shared()
    import jieba  # after the pipeline, which silences the warnings of jieba's compilation

    jieba.setLogLevel(logging.WARNING)

    documents = copies(characters)
    articles = [read_file(path, doc_id) for path, doc_id in documents]
    texts = [article.text for article in articles]
    figures.characters, figures.documents = sum(map(len, texts)), len(texts)

    with tempfile.TemporaryDirectory() as folder, lac(lac_python, texts, Path(folder)) as by_lac:
        jieba.dt.tmp_dir = folder
        jieba.initialize()

        def words(some: slice) -> None:
            for text in texts[some]:
                jieba.lcut(text)

        def records(name: str, some: slice) -> None:
            for article in articles[some]:
                extract_article(loaded[name], article)

        def whole(name: str, some: slice) -> None:
            run(loaded[name], documents[some], Path(folder) / "outputs", extract_article)

        def values(some: slice) -> None:
            for text in texts[some]:
                pipeline.find_amounts(text)
                pipeline.find_dates(text)

        works: dict[str, Callable[[slice], float]] = {
            "jieba": partial(seconds, words),
            "values": partial(seconds, values),
            "rules-records": partial(seconds, partial(records, "rules")),
            "rules": partial(seconds, partial(whole, "rules")),
            "full-records": partial(seconds, partial(records, "full")),
            "full": partial(seconds, partial(whole, "full")),
        }
        if by_lac:
            works["lac"] = lambda some: by_lac(some)[0]
        for article in articles[:20]:
            for stages in loaded.values():
                extract_article(stages, article)
            jieba.lcut(article.text)
        turns = [slice(begin, begin + TURN) for begin in range(0, len(documents), TURN)]
        for _ in range(rounds):
            taken = dict.fromkeys(works, 0.0)
            for some in turns:
                for name, work in works.items():
                    taken[name] += work(some)
            figures.rounds.append(taken)
        figures.stages = stage_times(loaded["full"], documents, Path(folder) / "outputs")
        if by_lac:
            figures.lac_memory = by_lac(turns[-1])[1]


@contextmanager
def lac(
    python: str | None, texts: Sequence[str], folder: Path
) -> Iterator[Callable[[slice], tuple[float, float]] | None]:
    """LAC in a process of its own: a function that runs it once over some of the texts; seconds and peak memory in MiB."""
    if python is None:
        yield None
        return
    given = folder / "texts.json"
    given.write_text(json.dumps(texts), encoding="utf-8")
    command = [python, str(ROOT / "benchmarks" / "lac.py"), str(given)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin and process.stdout

        def once(some: slice) -> tuple[float, float]:
            assert process.stdin and process.stdout
            print(some.start, some.stop, file=process.stdin, flush=True)
            answer = process.stdout.readline().split()
            if len(answer) != 2:
                raise SystemExit(f"LAC did not run; see for yourself: {' '.join(command)}")
            return float(answer[0]), float(answer[1])

        yield once
        process.stdin.close()


def seconds(work: Callable[[slice], None], some: slice) -> float:
    started = process_time()
    work(some)
    return process_time() - started


def run(
    stages: Stages,
    documents: Sequence[tuple[Path, str]],
    output: Path,
    extract: Callable[[Stages, Article], Record],
    lap: Callable[[str], None] = lambda stage: None,
) -> None:
    """Read, extract and write every document on one thread; `lap` hears the name of each stage when it ends."""
    from pipeline.read import read_file
    from pipeline.write import FORMATS, make_folder
    from pipeline.write.stored import StoredRecord, numbered, save

    make_folder(output / "records")
    with ExitStack() as stack:
        writers = [stack.enter_context(FORMATS[name].writer(output)) for name in WRITTEN]
        for path, doc_id in documents:
            lap("write")
            article = read_file(path, doc_id)
            lap("read")
            stored = StoredRecord(numbered(extract(stages, article)), sha256="", fingerprint="")
            lap("record")
            save(output, stored)
            for add in writers:
                add(stored)
    lap("write")


def stage_times(stages: Stages, documents: Sequence[tuple[Path, str]], output: Path) -> dict[str, float]:
    """Seconds that each stage takes in one more run, which takes the steps of `extract_article` one by one."""
    from pipeline.api import record_of

    taken: dict[str, float] = defaultdict(float)
    clock = process_time()

    def lap(stage: str) -> None:
        nonlocal clock
        now = process_time()
        taken[stage] += now - clock
        clock = now

    def extract(stages: Stages, article: Article) -> Record:
        doc = stages.make_doc(article.text)
        doc.user_data |= {"date": article.date, "title": article.title}
        lap("make_doc")
        for name, stage in stages.pipeline:
            stage(doc)
            lap(name)
            if name == "passage":  # amounts are found on first use; else the first extractor that asks would be charged
                _ = doc.user_data["passage"].amounts
                lap("amounts and times")
        return record_of(doc, article)

    run(stages, documents, output, extract, lap)
    return dict(taken)


if __name__ == "__main__":
    sys.exit(main())
