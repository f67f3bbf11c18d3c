"""The commands, and nothing else: each turns its arguments into one call and the result into lines and an exit code.

Exit codes: 0 all done; 1 some of it failed (what, is said on stderr); 2 the command cannot be carried out as given.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.schema import Norm

app = typer.Typer(
    name="xinwengao",
    help="Chinese press releases in, tables out: people, titles, organizations, amounts, dates, with their offsets.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
normalize_app = typer.Typer(no_args_is_help=True, help="Turn an amount or a date in words into its value.")
app.add_typer(normalize_app, name="normalize")

Config = Annotated[Path | None, typer.Option("--config", help="A pipeline.toml with settings.", metavar="FILE")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _fail(message: str, code: int) -> typer.Exit:
    print(f"xinwengao: {message}", file=sys.stderr)
    return typer.Exit(code)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it like 2026-03-27") from None


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it like 2026-03-27 or 2026-03-27T10:00") from None


def _version(asked: bool) -> None:
    if asked:
        from pipeline import __version__

        print(f"xinwengao {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options that stand before the command."""


@app.command("run")
def run_command(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT",
            readable=False,  # what cannot be read is a row of errors.csv like any other, the rest is read
            help="Files and folders (.txt .md .json .docx .html .pdf); - is standard input.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the tables go.")] = Path("outputs"),
    config: Config = None,
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="Publication date of all documents; else it is looked for."),
    ] = None,
    known: Annotated[
        Path | None,
        typer.Option("--known", metavar="FILE", help="A CSV of people and organizations with ids of their own."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="How many processes; each needs its own memory.")] = 1,
    formats: Annotated[
        list[str],
        typer.Option(
            "--format",
            help="What to write, with commas between or said again: csv, json, xlsx, parquet, jsonl, docbin, conll, "
            "label-studio, doccano.",
        ),
    ] = ["csv,json"],  # noqa: B006 (typer only reads it)
    fresh: Annotated[bool, typer.Option("--fresh", help="Make unchanged documents again too.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
) -> None:
    """Read press releases and write the tables.

    A document that has not changed since the last run is not made again; a run that was stopped goes on where it was.
    A document that fails is named in errors.csv and on stderr; the others are complete.

    Examples:

      xinwengao run corpus/raw -o outputs

      xinwengao run release.txt --date 2026-03-27 --format csv

      xinwengao run releases -o outputs --known known_entities.csv

    Exit codes: 0 all documents, 1 some failed or were read in part, 2 wrong usage.
    """
    from pipeline.run import Job, UsageError, run
    from pipeline.run.summary import summary, warnings
    from pipeline.write import OutputError

    chosen = tuple(name.strip() for name in ",".join(formats).split(",") if name.strip())
    job = Job(tuple(inputs), output, config, known, _day(day), workers, chosen, fresh, debug)
    try:
        result = run(job)
    except UsageError as error:
        raise _fail(str(error), 2) from None
    except OutputError as error:
        raise _fail(str(error), 1) from None
    except KeyboardInterrupt:
        raise _fail("stopped; the same command goes on from here", 130) from None
    for line in warnings(result):
        print(line, file=sys.stderr)
    if debug:
        for failure in result.failures:
            print(f"{failure.source}:\n{failure.traceback}" if failure.traceback else "", end="", file=sys.stderr)
    for line in summary(result):
        print(line)
    raise typer.Exit(1 if result.failures or result.notes else 0)


@app.command()
def evaluate(
    predicted: Annotated[
        Path, typer.Argument(metavar="PREDICTED", help="An output folder, or a folder of record files.")
    ],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of gold files.")],
    as_json: AsJson = False,
    errors: Annotated[bool, typer.Option("--errors", help="List every mistake with its context.")] = False,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="ID", help="Only this document; repeat.")] = None,
    gold_spans: Annotated[
        bool, typer.Option("--gold-spans", help="Link the spans of gold: positions, aliases, contexts alone.")
    ] = False,
    floor: Annotated[
        Path | None, typer.Option("--floor", metavar="FILE", help="Figures that must be reached; exit code 1 below.")
    ] = None,
) -> None:
    """Compare output with gold: precision, recall and F1 of spans, values and positions.

    Examples:

      xinwengao evaluate outputs corpus/gold

      xinwengao evaluate outputs corpus/gold --errors --only dev-001
    """
    from pipeline.evaluate import cli_report

    code = cli_report(predicted, gold, as_json=as_json, errors=errors, only=only, gold_spans=gold_spans, floor=floor)
    raise typer.Exit(code)


@app.command("explain")
def explain_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document as for run, or a record that run wrote.")],
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Say for each position which shape made it, from which spans, and how its organization was found.

    Examples:

      xinwengao explain release.txt

      xinwengao explain outputs/records/release.json --json
    """
    from pipeline.config import ConfigError
    from pipeline.explain import explain
    from pipeline.link.explain import to_json, to_lines
    from pipeline.read import ReadError

    try:
        record, readings = explain(file, config)
    except (ReadError, ConfigError) as error:
        raise _fail(f"{file}: {error}", 2) from None
    if as_json:
        print(json.dumps([to_json(reading, record.text) for reading in readings], ensure_ascii=False, indent=2))
        return
    for reading in readings:
        print(*to_lines(reading, record.text), "", sep="\n")
    print(f"{len(readings)} positions in {file}")


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="An output folder with its records.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: report.html in FOLDER.")
    ] = None,
) -> None:
    """Write one page that shows the results in a browser: charts, texts with highlights, search. It needs no network.

    Example:

      xinwengao report outputs
    """
    from pipeline.report import ReportError, write_report
    from pipeline.write import OutputError

    try:
        count = write_report(folder, output)
    except ReportError as error:
        raise _fail(str(error), 2) from None
    except OutputError as error:
        raise _fail(str(error), 1) from None
    print(f"{count} documents in {output or folder / 'report.html'}")


@app.command("convert")
def convert_command(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="An export, a record file, or a folder of records.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="gold, or a format of run.")] = "gold",
    kind: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="What FILE is; else it is told by its content.")
    ] = None,
) -> None:
    """Turn annotations into gold files, or records and gold into another format.

    Reads Label Studio's JSON export, doccano's JSONL export, and what run writes as json, jsonl, conll and docbin.

    Examples:

      xinwengao convert project-1.json -o corpus/gold

      xinwengao convert corpus/gold -o tasks --to label-studio
    """
    from pipeline.write import OutputError
    from pipeline.write.convert import ConvertError, convert

    try:
        count = convert(source, output, to, kind)
    except ConvertError as error:
        raise _fail(str(error), 2) from None
    except OutputError as error:
        raise _fail(str(error), 1) from None
    print(f"{count} documents in {output}")


@normalize_app.command("amount")
def normalize_amount(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT", help="Each text is one amount.")],
    unit: Annotated[str | None, typer.Option("--unit", help="The unit of a bare number, for example CNY.")] = None,
    as_json: AsJson = False,
) -> None:
    """Value of money, percentages and quantities.

    Examples:

      xinwengao normalize amount 1.47亿元 近三成 "10亿—12亿元"

      xinwengao normalize amount 三百万 --unit CNY --json
    """
    from pipeline import parse_amount

    found = [parse_amount(text, unit=unit) for text in texts]
    values = [(item.kind, item.norm) if item else None for item in found]
    raise typer.Exit(_print_values(texts, values, "amount", as_json))


@normalize_app.command("date")
def normalize_date(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT", help="Each text is one expression.")],
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="DATE", help="What 昨日 or 去年 is counted from.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Calendar dates, times and durations.

    Examples:

      xinwengao normalize date 2026年3月27日 "“十四五”期间" 48小时

      xinwengao normalize date 去年三季度 明天上午9时 --reference 2026-03-27T10:00
    """
    from pipeline import parse_date

    moment = _moment(reference)
    found = [parse_date(text, reference=moment) for text in texts]
    values = [(item.kind, item.norm) if item else None for item in found]
    raise typer.Exit(_print_values(texts, values, "date", as_json))


def _print_values(texts: list[str], values: Sequence[tuple[str, Norm] | None], what: str, as_json: bool) -> int:
    """Print one line or JSON object for each text; texts that have no value are named on stderr."""
    from pipeline.write.norms import json_number, readable

    if as_json:
        pairs = zip(texts, values, strict=True)
        rows = [{"text": t, "kind": v[0] if v else None, "norm": dict(v[1]) if v else None} for t, v in pairs]
        print(json.dumps(rows, ensure_ascii=False, indent=2, default=json_number))
    for text, value in zip(texts, values, strict=True):
        if value is None:
            print(f"xinwengao: {text!r} is not one {what}", file=sys.stderr)
        elif not value[1]:
            need = "is counted from another date: name it with --reference YYYY-MM-DD"
            print(f"xinwengao: {text!r} {need}", file=sys.stderr)
        elif not as_json:
            kind, norm = value
            bound = norm.get("bound", "=")
            print(text, kind, readable(norm), *([bound] if bound != "=" else []), sep="\t")
    return 0 if all(value and value[1] for value in values) else 1


@app.command()
def extractors(config: Config = None) -> None:
    """List the extractors that these settings switch on: name, label, where it comes from, what it finds.

    Examples:

      xinwengao extractors

      xinwengao extractors --config pipeline.toml
    """
    from pipeline.config import ConfigError, Settings
    from pipeline.tag import load_extractors

    try:
        found = load_extractors(Settings.load(config))
    except ConfigError as error:
        raise _fail(str(error), 2) from None
    width = [max(map(len, column)) for column in zip(*((e.name, e.label, e.origin) for e in found), strict=True)]
    for e in found:
        print(e.name.ljust(width[0]), e.label.ljust(width[1]), e.origin.ljust(width[2]), e.summary, sep="  ")


def main() -> None:
    """The command `xinwengao`."""
    app(prog_name="xinwengao")
