"""The arguments and options that several commands share, and the groups that they form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from clipper.cli.completers import IS_FIRST_WORD, complete_clip, complete_source, complete_tag, complete_word
from clipper.cli.global_options import keep_quiet, write_help
from clipper.model.frozen import Frozen

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.library import Library
    from clipper.query import Node
    from clipper.system.fetch import Limits

# `-tag:opinion` is a term of a query, but for a command with an option `-t` the parser would read `-t ag:opinion`.
_NEGATED_TERM = r"-(?:[A-Za-z][\w-]*:|[(\"“@])"


class VerbCommand(TyperCommand):
    """A command that takes `-word:…` as an argument, not as an option.

    A blank before the word hides it from the option parser; the parser of queries ignores the blank.
    """

    headings: Mapping[str, str] = MappingProxyType({})
    """The heading in the help for each option, by the name of its parameter."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        write_help(self, ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments of the command."""
        if ctx.resilient_parsing:  # completion: bash makes a word of each colon
            args = "\n".join(args).replace("\n:", ":").split("\n") if args else []
            ctx.meta[IS_FIRST_WORD] = not args
        args = [f" {word}" if re.match(_NEGATED_TERM, word) else word for word in args]
        return super().parse_args(ctx, args if ctx.resilient_parsing else [*self._with_empty_values(args)])

    def _with_empty_values(self, args: list[str]) -> Iterator[str]:
        """Yield the arguments, with an empty value after an option that may stand alone: its metavar is in brackets."""
        lone = {
            name
            for option in self.params
            if option.param_type_name == "option" and str(option.metavar).startswith("[")
            for name in option.opts
        }
        for word, following in zip(args, (*args[1:], "-"), strict=False):
            yield word
            if word in lone and following.startswith("-"):
                yield ""


def current_session(ctx: typer.Context) -> "Session":
    """Return the session that the global options opened."""
    session: Session = ctx.find_root().obj
    return session


def _keep_quiet(ctx: typer.Context, value: bool) -> bool:
    return keep_quiet(ctx, value)


Query = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help="Words, “a phrase”, field:value, date:SPAN, -x, a OR b; - reads handles from stdin. Without one, all.",
        autocompletion=complete_word,
        show_default=False,
    ),
]
_CLIPS_HELP = "Handles, file names, or unique parts of them; - reads them from stdin."
Clips = Annotated[list[str], typer.Argument(metavar="CLIP...", help=_CLIPS_HELP, autocompletion=complete_clip)]
OptionalClips = Annotated[
    list[str] | None, typer.Argument(metavar="[CLIP]...", help=_CLIPS_HELP, autocompletion=complete_clip)
]
OptionalClip = Annotated[
    str | None,
    typer.Argument(
        metavar="[CLIP]",
        help="A handle, a file name, or a unique part of one; - reads several from stdin.",
        autocompletion=complete_clip,
    ),
]


def limit_option(help_text: str) -> Any:
    """Return the option `--limit`, with the help that says what it limits in a command."""
    return typer.Option("--limit", "-n", metavar="N", min=0, help=help_text, rich_help_panel="Output")


Where = Annotated[
    str | None,
    typer.Option(
        "--where",
        metavar="QUERY",
        help="All clips that match the query.",
        autocompletion=complete_word,
        rich_help_panel="Query",
    ),
]
Source = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="OUTLET", help="Short for source:OUTLET.", autocompletion=complete_source),
]
Tag = Annotated[
    list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help="Short for tag:TAG.", autocompletion=complete_tag)
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="SPAN", help="Published then or later: 2025-05, last month.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="SPAN", help="Published then or earlier.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.", rich_help_panel="Output")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing but errors.", callback=_keep_quiet, is_eager=True)
]
NoRules = Annotated[bool, typer.Option("--no-rules", help="Do not apply the rules of the settings.")]
MaxSize = Annotated[int, typer.Option("--max-size", metavar="MB", min=1, help="Refuse anything larger.")]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=1, help="Give up on an address after this time.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from this machine and from private networks too.")
]
Evidence = Annotated[bool, typer.Option("--evidence", help="Write the fingerprint of the text into the clip.")]
Failed = Annotated[
    Path | None,
    typer.Option(
        "--failed",
        metavar="FILE",
        help="Write the addresses that gave no text into a file.",
        rich_help_panel="Fetching",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Include what clipper refuses: duplicates, write-protected clips.")
]

Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file; - is stdout.")]
Overwrite = Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")]


def choice(what: str, value: str, choices: "Sequence[str]") -> str:
    """Return a value that is one of the choices; raise UsageError for another."""
    if value in choices:
        return value
    from clipper.errors import UsageError
    from clipper.model.spelling import did_you_mean
    from clipper.text import safe

    near = did_you_mean(value, choices)
    raise UsageError(f"there is no {what} “{safe(value)}”{near}", hint=f"There are {', '.join(choices)}.")


class QueryOptions(Frozen):
    """The clips that the user means: the words of a query, and options that are short for terms."""

    heading = "Query"

    query: Query = None
    source: Source = None
    tag: Tag = None
    since: Since = None
    until: Until = None

    def node(self, library: "Library") -> "Node":
        """Return the query, parsed with the settings of a library."""
        words = [word.strip() for word in self.query or () if word != "-"]
        node = library.build_query(words, source=self.source, tag=self.tag, since=self.since, until=self.until)
        if len(words) == len(self.query or ()):
            return node
        from clipper.cli import names

        return library.narrow(node, names.read())


class ChangeOptions(Frozen):
    """How a command changes clips."""

    heading = "Change"

    force: Force = False
    dry_run: DryRun = False
    yes: Yes = False
    quiet: Quiet = False


class FetchOptions(Frozen):
    """The limits within which pages are fetched."""

    heading = "Fetching"

    max_size: MaxSize = 10
    timeout: Timeout = 15
    allow_private: AllowPrivate = False

    def limits(self) -> "Limits":
        """Return the limits as the fetch takes them."""
        from clipper.system.fetch import MEGABYTE, Limits

        return Limits(timeout=self.timeout, max_size=self.max_size * MEGABYTE, allow_private=self.allow_private)
