"""Show one operation of the history whole."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.store.history import OperationRecord

_SHOWN = 10
"""The number of clips of an operation that a terminal shows."""


def show(
    session: "Session",
    record: "OperationRecord",
    limit: int | None = None,
    *,
    json: bool = False,
    before_question: bool = False,
) -> None:
    """Show what an operation did to each clip: on a terminal drawn, else as TSV or JSON."""
    from clipper.library import operations
    from clipper.output.plain.history import json_values, states

    library = session.library
    drawn = (session.on_terminal and not json) or before_question
    shown = (_SHOWN if drawn else 0) if limit is None else limit
    files = operations.report(library, record, shown)
    newest_first = [*library.history.latest()]
    others = {each.number: each for each in newest_first}
    state = states(newest_first)[record.number]
    if drawn:
        from clipper.output.terminal.operation import render

        reports = [*files]
        unique = operations.unique_lengths(library, reports)
        total = operations.count_files(record)
        session.draw(
            lambda _: render(record, reports, state=state, others=others, unique_lengths=unique, total=total),
            before_question=before_question,
        )
        return
    from clipper.output.plain import operation as plain

    session.write(plain.json(json_values(record, state, others), files) if json else plain.tsv(files))
