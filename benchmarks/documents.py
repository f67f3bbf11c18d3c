"""Many documents from files to tables: speed by format, memory, and the cost of a second run.

    python benchmarks/documents.py [--copies 2] [--documents 100 10000] [--characters 300]

Prints Markdown tables. Each figure is of a process of its own that does what `xinwengao run` does with one worker,
start-up and tables included. For the speed every text of the corpus is written as plain text, Word document, web page
and PDF. For memory and the second run there are many short texts, the beginnings of those of the corpus, so that the
figures come in minutes. Memory is the peak of the process that runs and of its worker.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import io
import json
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[1]
RAW = ROOT / "corpus" / "raw"
KIB = 1 if sys.platform == "darwin" else 1024
"""ru_maxrss counts bytes on macOS, KiB elsewhere."""

LINE, LINES, SIZE = 34, 42, 14
"""Characters in a line, lines on a page and the size of type of a made PDF."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Time many documents, with memory and the cost of a second run.")
    parser.add_argument("--copies", type=int, default=2, help="so often each text of the corpus (default: 2)")
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 10_000], help="numbers for the memory")
    parser.add_argument("--characters", type=int, default=300, help="length of a text for the memory (default: 300)")
    parser.add_argument("--child", nargs=2, metavar=("INPUT", "OUTPUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(*map(Path, options.child))
        return 0
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, one worker\n")
    print(formats(options.copies))
    print(sizes(options.documents, options.characters))
    return 0


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, figures to the right."""
    lines = [headings, ("---", *("--:" for _ in headings[1:])), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def formats(copies: int) -> str:
    """The table of speed by format."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(RAW.glob("*.txt"))]
    rows = []
    for suffix, made in MAKERS.items():
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, "in")
            place.mkdir()
            size = 0
            for number, text in enumerate(texts):
                data = made(text)
                size += len(data) * copies
                for copy in range(copies):
                    (place / f"{number}-{copy}.{suffix}").write_bytes(data)
            took, _, said = launch(place, Path(folder, "out"))
        count, characters = said["documents"], said["characters"]
        rows.append(
            (
                suffix,
                f"{count:,}",
                f"{size / 2**20:.1f}",
                f"{took:.1f}",
                f"{count / took:.1f}",
                f"{characters / took:,.0f}",
            )
        )
    return table(("format", "documents", "MiB", "seconds", "documents/s", "characters/s"), rows)


def sizes(numbers: Sequence[int], characters: int) -> str:
    """The table of memory and of second runs."""
    texts = [path.read_text(encoding="utf-8")[:characters] for path in sorted(RAW.glob("*.txt"))]
    rows = []
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            place, output = Path(folder, "in"), Path(folder, "out")
            place.mkdir()
            for place_in_row in range(number):
                (place / f"d{place_in_row:06}.txt").write_text(texts[place_in_row % len(texts)], encoding="utf-8")
            first, memory, _ = launch(place, output)
            second, _, said = launch(place, output)
            assert said["unchanged"] == number, said
        mib = (f"{memory[name]:.0f}" for name in ("run", "worker"))
        rows.append((f"{number:,}", *mib, f"{first:.1f}", f"{second:.2f}", f"{second / first:.1%}"))
    headings = (
        f"texts of {characters} characters", "MiB, the run", "MiB, its worker", "first run, s", "unchanged second run, s", "share",
    )  # fmt: skip
    return table(headings, rows)


def launch(place: Path, output: Path) -> tuple[float, dict[str, float], dict[str, Any]]:
    """Run over a folder in a process of its own: seconds from its start to its end, its memory, its counts."""
    command = [sys.executable, __file__, "--child", str(place), str(output)]
    started = perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, check=True)
    took = perf_counter() - started
    counts = json.loads((output / "run.json").read_text(encoding="utf-8"))["counts"]
    if counts["failed"]:
        raise SystemExit((output / "errors.csv").read_text(encoding="utf-8-sig"))
    return took, json.loads(done.stdout), counts


def child(place: Path, output: Path) -> None:
    """Do what the command does; print the peak memory of this process and of its largest child."""
    from pipeline.run import Job, run

    run(Job((place,), output, workers=1))
    peaks = {"run": resource.RUSAGE_SELF, "worker": resource.RUSAGE_CHILDREN}
    print(json.dumps({name: resource.getrusage(who).ru_maxrss * KIB / 2**20 for name, who in peaks.items()}))


def word(text: str) -> bytes:
    import docx

    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def page(text: str) -> bytes:
    links = "".join(f'<li><a href="/{number}.html">栏目{number}</a></li>' for number in range(40))
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    return (
        f"<!DOCTYPE html><meta charset=utf-8><body><nav><ul>{links}</ul></nav><div>{paragraphs}</div></body>".encode()
    )


def print_out(text: str) -> bytes:
    maker = pdf_maker()()
    font = maker.font()
    lines = list(broken(text))
    for start in range(0, max(len(lines), 1), LINES):
        shown = lines[start : start + LINES]
        maker.page([(60, 780 - 17 * row, SIZE, line) for row, line in enumerate(shown)], font)
    return bytes(maker.bytes())


def broken(text: str) -> Iterator[str]:
    """Lines that fit on a page, paragraphs with the usual indent. The maker's font has no characters beyond U+FFFF."""
    for paragraph in text.splitlines():
        shown = "".join(character for character in paragraph.strip() if ord(character) < 0x10000)
        rest = "\u3000\u3000" + shown if shown else ""
        while rest:
            yield rest[:LINE]
            rest = rest[LINE:]


def pdf_maker() -> Any:
    """The maker of PDFs that the tests use."""
    spec = importlib.util.spec_from_file_location("made_documents", ROOT / "tests" / "conftest.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PdfMaker


MAKERS: dict[str, Callable[[str], bytes]] = {"txt": str.encode, "docx": word, "html": page, "pdf": print_out}

if __name__ == "__main__":
    sys.exit(main())
