"""How fast the pipeline is, beside bare jieba in the same process on the same text.

    python benchmarks/speed.py [--characters 1000000] [--rounds 3]

Prints Markdown tables. Every document of the corpus is read, run through the pipeline and written, again and again
until the text is long enough; then jieba.lcut cuts the same text, then the amounts and dates alone are found in
it; and that in turns, for so many rounds. Other work on the machine slows all of them alike, so the ratio (the
median over rounds) says more than the characters a second. One thread. Memory and start-up are measured in
processes of their own, which hold nothing but the pipeline.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.schema import Article, Record

ROOT = Path(__file__).parents[1]
RAW = ROOT / "corpus" / "raw"
START_UPS = 5
WRITTEN = ("csv", "json")
"""What `xinwengao run` writes when nobody asks for more."""

KIB = 1 if sys.platform == "darwin" else 1024
"""ru_maxrss counts bytes on macOS, KiB elsewhere."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the pipeline against bare jieba.")
    parser.add_argument("--characters", type=int, default=1_000_000, help="length of the text (default: 1000000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is timed (default: 3)")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child()
        return 0
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, one thread\n")
    first = start_up()  # before this process grows: Linux counts a parent's memory into a child's peak
    print(throughput(options.characters, options.rounds))
    print(first)
    return 0


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, figures to the right."""
    lines = [headings, ("---", *("--:" for _ in headings[1:])), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


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


def throughput(characters: int, rounds: int) -> str:
    """The tables of speed and of stages."""
    import pipeline
    from pipeline.api import extract_article, load
    from pipeline.read import read_file
    from pipeline.segment import WordSegmenter

    nlp = load()
    WordSegmenter.shared()
    import jieba  # after the pipeline, which silences the warnings of jieba's compilation

    documents = copies(characters)
    articles = [read_file(path, doc_id) for path, doc_id in documents]
    texts = [article.text for article in articles]
    total = sum(map(len, texts))

    with tempfile.TemporaryDirectory() as folder:
        jieba.dt.tmp_dir = folder
        jieba.initialize()

        def whole() -> None:
            run(nlp, documents, Path(folder) / "outputs", extract_article)

        def records() -> None:
            for article in articles:
                extract_article(nlp, article)

        def words() -> None:
            for text in texts:
                jieba.lcut(text)

        def values() -> None:
            for text in texts:
                pipeline.find_amounts(text)
                pipeline.find_dates(text)

        for warm_up in texts[:20]:
            nlp(warm_up)
            jieba.lcut(warm_up)
        timed = [{work: seconds(work) for work in (words, records, whole, values)} for _ in range(rounds)]
        stages = stage_times(nlp, documents, Path(folder) / "outputs")

    def speeds(work: Callable[[], None], name: str) -> tuple[str, ...]:
        rate = total / median(each[work] for each in timed)
        ratios = sorted(each[words] / each[work] for each in timed)
        return name, f"{rate:,.0f}", f"{median(ratios):.2f}", f"{ratios[0]:.2f}–{ratios[-1]:.2f}"

    speed = table(
        (f"{total:,} characters, {len(texts)} documents, {rounds} rounds", "characters/s", "of jieba's speed", "range"),
        [
            speeds(words, "bare `jieba.lcut`"),
            speeds(records, "text to records, nothing read or written"),
            speeds(whole, "the whole pipeline: read, extract, write all tables and records"),
            speeds(values, "`find_amounts` and `find_dates` alone"),
        ],
    )
    spent = sum(stages.values())
    by_jieba = median(each[words] for each in timed)
    shares = table(
        ("stage", "share of the pipeline's time", "of jieba's time"),
        [(f"`{name}`", f"{took / spent:.1%}", f"{took / by_jieba:.2f}") for name, took in stages.items()],
    )
    note = "What extractors share (`passage.memo`) is charged to the first that asks for it.\n"
    return f"{speed}\n{shares}\n{note}"


def seconds(work: Callable[[], None]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def run(
    nlp: Language,
    documents: Sequence[tuple[Path, str]],
    output: Path,
    extract: Callable[[Language, Article], Record],
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
            stored = StoredRecord(numbered(extract(nlp, article)), sha256="", fingerprint="")
            lap("record")
            save(output, stored)
            for add in writers:
                add(stored)
    lap("write")


def stage_times(nlp: Language, documents: Sequence[tuple[Path, str]], output: Path) -> dict[str, float]:
    """Seconds that each stage takes in one more run, which takes the steps of `extract_article` one by one."""
    from pipeline.api import record_of

    taken: dict[str, float] = defaultdict(float)
    clock = perf_counter()

    def lap(stage: str) -> None:
        nonlocal clock
        now = perf_counter()
        taken[stage] += now - clock
        clock = now

    def extract(nlp: Language, article: Article) -> Record:
        doc = nlp.make_doc(article.text)
        doc._.date, doc._.title = article.date, article.title
        lap("make_doc")
        for name, pipe in nlp.pipeline:
            doc = pipe(doc)
            lap(name)
            if name == "xinwengao_passage":
                _ = doc._.passage.amounts  # found on first use; else the first extractor that asks would be charged
                lap("amounts and times")
        return record_of(doc, article)

    run(nlp, documents, output, extract, lap)
    return dict(taken)


def start_up() -> str:
    """The table of start-up and memory, each the median over processes of their own."""
    with tempfile.TemporaryDirectory() as empty:
        cold = [launch({"XDG_CACHE_HOME": str(Path(empty) / str(n))}) for n in range(3)]
    warm = [launch({}) for _ in range(START_UPS)]
    return table(
        ("start-up and memory", ""),
        [
            ("import to first document, s", f"{median(first for first, *_ in warm):.2f}"),
            (
                "the same at the very first start (jieba builds its cache), s",
                f"{median(first for first, *_ in cold):.2f}",
            ),
            ("peak memory after the first document, MiB", f"{median(rss for _, rss, _ in warm):.0f}"),
            ("peak memory after the whole corpus, MiB", f"{median(rss for *_, rss in warm):.0f}"),
        ],
    )


def launch(environment: dict[str, str]) -> tuple[float, float, float]:
    """Start a process; seconds until it has its first document, then its peak memory in MiB, then after all documents.

    The clock starts before the interpreter does.
    """
    started = perf_counter()
    with subprocess.Popen(
        [sys.executable, __file__, "--child"], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | environment
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        took = perf_counter() - started
        last = process.stdout.readline()
    if process.returncode:
        raise SystemExit(process.returncode)
    return took, float(first), float(last)


def child() -> None:
    """Extract the corpus; print the peak memory after the first document and after the last."""
    import pipeline

    texts = [path.read_text(encoding="utf-8") for path in sorted(RAW.glob("*.txt"))]
    for number, text in enumerate(texts):
        pipeline.extract(text)
        if number in (0, len(texts) - 1):
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB / 2**20, flush=True)


if __name__ == "__main__":
    sys.exit(main())
