"""What can be asked on the command line: commands, their options, an example of each."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from reviewer import __version__
from reviewer.i18n import LANGUAGES
from reviewer.model import OPTIONAL_SECTIONS, SERVICES, DocumentKind

Command = Callable[[argparse.Namespace], int]


class UsageError(Exception):
    """The command was called in a way that it cannot mean."""


WINDOW = "window"
"""The command that is meant where none is named; it is not shown in the help."""

_ACTION_HELP = (
    "check: whether the whole file is in order",
    "verify: whether the history was changed",
    "repair: save what can be read into a new file",
    "backups: the copies that are kept",
    "restore: put a copy in place",
    "password: set, change or remove the password",
    "remove: put an engagement, a vendor or a document away",
    "removed: what was put away",
    "bring-back: undo removing",
    "erase: delete for good",
)
WORKSPACE_ACTIONS = tuple(text.partition(":")[0] for text in _ACTION_HELP)


def parse_arguments(arguments: Sequence[str], commands: Mapping[str, Command]) -> argparse.Namespace:
    """The options, with the function of the command that was named as `command`.

    Without the name of a command the window is meant. SystemExit for --help, --version and wrong usage.
    """
    given = [argument for argument in arguments if not argument.startswith("-")]
    asked = {"-h", "--help", "--version"} & set(arguments)
    if not asked and (not given or given[0] not in _COMMANDS):
        return build_parser(commands, (WINDOW,)).parse_args([WINDOW, *arguments])
    return build_parser(commands).parse_args(arguments)


def build_parser(commands: Mapping[str, Command] | None = None, names: Collection[str] = ()) -> argparse.ArgumentParser:
    """The whole command line, or only the commands of these names; without `commands` only to be read, for help and
    for the shells' completion."""
    parser = argparse.ArgumentParser(
        prog="reviewer",
        usage="reviewer [WORKSPACE] | reviewer COMMAND …",
        description="Offline legal review of vendors' privacy policies. Without a command the window opens, on the "
        "workspace named or on the last one.",
        epilog="Example: reviewer demo. Help on a command: reviewer COMMAND --help",
    )
    parser.add_argument("--version", action="version", version=f"reviewer {__version__}")
    group = parser.add_subparsers(metavar="COMMAND", required=True, prog="reviewer")
    for name, (text, example, add_options) in _COMMANDS.items():
        if names and name not in names:
            continue
        added = group.add_parser(name, help=text) if name != WINDOW else group.add_parser(name)
        added.description = f"{text[0].upper()}{text[1:]}."
        added.epilog = f"Example: {example}"
        added.formatter_class = argparse.RawDescriptionHelpFormatter
        added.add_argument("--debug", action="store_true", help="show a traceback if something goes wrong")
        added.set_defaults(command=commands[name] if commands else None)
        add_options(added)
    return parser


def _window_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workspace", nargs="?", type=Path, metavar="WORKSPACE")


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where workspace and reports go; made if absent")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="the reports' language")


def _extract_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--text", action="store_true", help="print the document's text, exactly what evidence counts")
    form.add_argument("--pretty", action="store_true", help="indent the JSON")
    parser.add_argument("--password-file", type=Path, metavar="F", help="first line: the password of locked files")
    findings = parser.add_argument_group("what findings depend on")
    findings.add_argument("--service", choices=SERVICES, default="", help="what the client would use")
    findings.add_argument("--client-country", default="", metavar="CC", help="two letters")
    findings.add_argument("--as-of", default="", metavar="DATE", help="the day of the review; default: today")
    findings.add_argument("--language", choices=LANGUAGES, default="en", help="the language of findings")


def _import_options(parser: argparse.ArgumentParser) -> None:
    _add_workspace(parser, "made if it is not there")
    parser.add_argument("--engagement", default="", metavar="NAME", help="matter or client; made if there is none")
    parser.add_argument("--vendor", default="", metavar="NAME", help="default: the controller as extracted")
    parser.add_argument("--document", default="", metavar="NAME", help="default: the file's name")
    parser.add_argument("--kind", choices=[kind.value for kind in DocumentKind], default=DocumentKind.POLICY.value)
    parser.add_argument("--replaces", default="", metavar="DOCUMENT", help="the file is a newer version of this one")
    parser.add_argument("--service", choices=SERVICES, help="what the client would use")
    parser.add_argument("--client-country", metavar="CC", help="two letters")
    parser.add_argument("--source", default="", metavar="URL", help="where the file was found")
    parser.add_argument("--retrieved", default="", metavar="DATE", help="when it was retrieved, such as 2026-11-18")
    _add_password(parser, "first line: the password of the workspace, if it has one, and of locked files")
    parser.add_argument(
        "--document-password-file", type=Path, metavar="F", help="the password of locked files, where it is another"
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="- reads text from standard input")


def _show_options(parser: argparse.ArgumentParser) -> None:
    _add_workspace(parser)
    _add_password(parser)
    parser.add_argument("--vendor", default="", metavar="NAME")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def _decide_options(parser: argparse.ArgumentParser) -> None:
    _add_workspace(parser)
    _add_password(parser)
    parser.add_argument("--reviewer", required=True, metavar="NAME", help="who decides")
    parser.add_argument("file", metavar="FILE.jsonl", help="a decision a line; - reads standard input")


def _report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workspace", type=Path, metavar="W.reviewer", help="needed for every kind but template")
    _add_password(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--vendor", default="", metavar="NAME")
    which.add_argument("--all", action="store_true", help="all vendors, a file each")
    parser.add_argument(
        "--kind",
        choices=("assessment", "comparison", "questions", "template"),
        default="assessment",
        help="the report on a vendor, the comparison of all, the questions to a vendor, or a template to start from",
    )
    parser.add_argument("--template", type=Path, metavar="T.docx", help="the firm's: letterhead, or with tags")
    parser.add_argument(
        "--without",
        action="append",
        choices=[section.value for section in OPTIONAL_SECTIONS],
        default=[],
        metavar="SECTION",
        help=f"leave out, once or more: {', '.join(section.value for section in OPTIONAL_SECTIONS)}",
    )
    parser.add_argument("--language", choices=LANGUAGES, required=True, help="the report's language")
    parser.add_argument("--reviewer", default="", metavar="NAME", help="printed on the cover")
    parser.add_argument("--firm", default="", metavar="NAME", help="printed on the cover")
    parser.add_argument("--final", action="store_true", help="refused while a field or a high finding is open")
    parser.add_argument("--output", type=Path, required=True, metavar="OUT.docx")


def _export_options(parser: argparse.ArgumentParser) -> None:
    _add_workspace(parser)
    _add_password(parser)
    parser.add_argument("--vendor", default="", metavar="NAME")
    parser.add_argument("--format", choices=("json", "csv", "xlsx"), required=True)
    parser.add_argument("--output", type=Path, required=True, metavar="FILE")


def _evaluate_options(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="holds text/NAME.* and gold/NAME.tsv")
    which.add_argument("--workspace", type=Path, metavar="W.reviewer", help="against the decisions made in it")
    _add_password(parser)
    parser.add_argument("--misses", action="store_true", help="list every wrong and missing value")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def _workspace_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=WORKSPACE_ACTIONS, metavar="ACTION", help="; ".join(_ACTION_HELP))
    parser.add_argument("workspace", type=Path, metavar="W.reviewer")
    parser.add_argument("--engagement", default="", metavar="NAME", help="matter or client")
    parser.add_argument("--vendor", default="", metavar="NAME")
    parser.add_argument("--document", default="", metavar="NAME")
    parser.add_argument("--by", default="", metavar="NAME", help="who does it, for the history")
    parser.add_argument("--head", default="", metavar="HASH", help="verify: the head that a report printed")
    parser.add_argument("--output", type=Path, metavar="NEW.reviewer", help="repair: the file to write")
    parser.add_argument("--make", action="store_true", help="backups: make a copy now")
    parser.add_argument("--backup", type=int, metavar="NUMBER", help="restore: which copy; default: the newest")
    parser.add_argument("--yes", action="store_true", help="erase: it is meant")
    parser.add_argument(
        "--backups-too",
        action="store_true",
        help="erase: remove the copies that hold it; password: remove those that the new password does not protect",
    )
    _add_password(parser)
    parser.add_argument(
        "--new-password-file", type=Path, metavar="F", help="password: first line: the one to set; else it is asked for"
    )
    parser.add_argument("--remove", action="store_true", help="password: the workspace is to have none")


def _add_password(parser: argparse.ArgumentParser, remark: str = "first line: the workspace's password") -> None:
    parser.add_argument("--password-file", type=Path, metavar="F", help=f"{remark}; else it is asked for if needed")


def _add_workspace(parser: argparse.ArgumentParser, remark: str = "") -> None:
    parser.add_argument("--workspace", type=Path, required=True, metavar="W.reviewer", help=remark or None)


_COMMANDS: dict[str, tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "window": (
        "opens the window, on that workspace or the last one",
        "reviewer matter.reviewer",
        _window_options,
    ),
    "demo": (
        "makes the sample engagement: workspace, three policies, reports; then opens the window",
        "reviewer demo --folder try",
        _demo_options,
    ),
    "extract": (
        "prints what a policy states, as JSON, a line a file",
        "reviewer extract policy.pdf",
        _extract_options,
    ),
    "import": (
        "imports files into a workspace",
        "reviewer import --workspace matter.reviewer --vendor Acme policy.html",
        _import_options,
    ),
    "show": (
        "prints the form with values, states and who decided",
        "reviewer show --workspace matter.reviewer --format json",
        _show_options,
    ),
    "decide": (
        "applies decisions, a JSON object a line, and prints ok N after line N is stored",
        'echo \'{"action": "confirm", "field": "controller.name"}\' | '
        'reviewer decide --workspace matter.reviewer --reviewer "Aino Virta" -',
        _decide_options,
    ),
    "report": (
        "writes the Word report on a vendor",
        "reviewer report --workspace matter.reviewer --language sv --output report.docx",
        _report_options,
    ),
    "export": (
        "writes the data: values, decisions and findings",
        "reviewer export --workspace matter.reviewer --format xlsx --output matter.xlsx",
        _export_options,
    ),
    "evaluate": (
        "tells how right the values found are: against gold files, or against the reviewer's own decisions",
        "reviewer evaluate --workspace matter.reviewer --misses",
        _evaluate_options,
    ),
    "workspace": (
        "takes care of a workspace file",
        "reviewer workspace check matter.reviewer\n"
        "         reviewer workspace password matter.reviewer --new-password-file new.txt\n"
        "         reviewer workspace password matter.reviewer --password-file now.txt --remove",
        _workspace_options,
    ),
}
