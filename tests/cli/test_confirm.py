"""A plan is asked about, carried out, and reported."""

from dataclasses import dataclass

import pytest

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions
from clipper.cli.session import Session
from clipper.errors import RefusedError
from clipper.library import Library, retag
from clipper.system.system import System
from tests.conftest import FakeSystem


@dataclass
class Asked:
    """What the user answers, None where nobody can be asked, and the questions."""

    answer: bool | None
    questions: list[str]


class AskingSession(Session):
    """A session with a library that is open already, and a user who gives one answer."""

    def __init__(self, system: System, library: Library, asked: Asked) -> None:
        super().__init__(system)
        self.library = library
        self._asked = asked

    @property
    def can_ask(self) -> bool:
        return self._asked.answer is not None

    def confirm(self, question: str) -> bool:
        self._asked.questions.append(question)
        return bool(self._asked.answer)


def test_a_small_plan_is_carried_out_without_a_question(
    library: Library, system: FakeSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Asked(None, [])
    plan = retag.rename(library, "ceasefire", "truce")
    confirm.change(AskingSession(system, library, asked), plan, ChangeOptions())
    assert asked.questions == []
    assert (
        capsys.readouterr().err
        == "Renamed tag ceasefire to truce in “Ceasefire talks start”. `clipper undo` takes it back.\n"
    )


def test_a_plan_with_a_warning_is_asked_about_and_left_after_a_no(library: Library, system: FakeSystem) -> None:
    asked = Asked(answer=False, questions=[])
    plan = retag.rename(library, "ceasefire", "opinion")
    with pytest.raises(RefusedError, match="nothing was changed"):
        confirm.change(AskingSession(system, library, asked), plan, ChangeOptions())
    assert asked.questions == ["Rename tag ceasefire to opinion in “Ceasefire talks start”?"]
    assert library.history.newest() is None


def test_where_nobody_can_be_asked_the_error_says_which_options_do_it(library: Library, system: FakeSystem) -> None:
    plan = retag.rename(library, "ceasefire", "opinion")
    with pytest.raises(
        RefusedError, match="this would rename tag ceasefire to opinion in “Ceasefire talks start”"
    ) as caught:
        confirm.change(AskingSession(system, library, Asked(None, [])), plan, ChangeOptions())
    assert caught.value.hint == "--dry-run shows them, --yes changes them."


@pytest.mark.parametrize("options", [ChangeOptions(yes=True), ChangeOptions(dry_run=True)])
def test_yes_and_a_dry_run_ask_nothing(library: Library, system: FakeSystem, options: ChangeOptions) -> None:
    asked = Asked(answer=False, questions=[])
    plan = retag.rename(library, "ceasefire", "opinion")
    confirm.change(AskingSession(system, library, asked), plan, options)
    assert asked.questions == []
    assert (library.history.newest() is None) is options.dry_run
