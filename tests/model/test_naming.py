import re
import unicodedata
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model import naming
from clipper.model.clip import Clip

TITLES = st.text(max_size=120) | st.text(st.characters(codec="utf-8"), min_size=100, max_size=300)


def path(**fields: str) -> str:
    return f"{naming.new_name(Clip(**fields))}.md"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"date": "2000-05-19", "source": "Reuters", "title": "Trump says: talks!"},
            "2000/2000-05-19-reuters-trump-says-talks",
        ),
        ({"date": "2000-05-19"}, "2000/2000-05-19"),
        ({"date": "2000-05-19", "title": "Talks"}, "2000/2000-05-19-talks"),
        ({"date": "2000-05-19T23:30:00-08:00", "title": "Late"}, "2000/2000-05-19-late"),
        ({"date": "2025-05", "source": "SZ", "title": "Züge"}, "2025/2025-05-sz-züge"),
        ({"date": "2025", "title": "A year"}, "2025/2025-a-year"),
        ({"title": "No date", "source": "BBC News"}, "undated/bbc-news-no-date"),
        ({"date": "soon", "title": "Not a date"}, "undated/not-a-date"),
        ({"date": "2024-02-30", "title": "No such day"}, "undated/no-such-day"),
        ({}, "undated/untitled"),
        ({"title": "…!?"}, "undated/untitled"),
        ({"title": "CON"}, "undated/clip-con"),
        ({"title": "nul"}, "undated/clip-nul"),
        ({"source": "COM1"}, "undated/clip-com1"),
        ({"title": "Con man"}, "undated/con-man"),
        ({"title": "../../etc/passwd"}, "undated/etc-passwd"),
        ({"title": ".hidden"}, "undated/hidden"),
        ({"title": "-r *"}, "undated/r"),
        ({"title": "a\nb\x1b[2Jc\u202ed\0e"}, "undated/a-b-2jc-d-e"),
        ({"title": "東京で地震、津波なし"}, "undated/東京で地震-津波なし"),
        ({"title": "Cafe\u0301"}, "undated/caf\u00e9"),
        ({"title": "It’s Doe's"}, "undated/its-does"),
        ({"title": "a\udcffb"}, "undated/a-b"),
        ({"url": "https://www.example.com/2025/rates?utm_source=x"}, "undated/example-com-2025-rates"),
        ({"url": "https://example.com/a", "source": "AP", "date": "2025-05-19"}, "2025/2025-05-19-ap-example-com-a"),
        ({"url": "http://[", "title": "…"}, "undated/untitled"),
    ],
)
def test_a_new_clip_is_named_by_its_day_its_outlet_and_its_title(fields: dict[str, str], expected: str) -> None:
    assert path(**fields) == f"{expected}.md"


def test_the_next_names_are_numbered() -> None:
    assert [*islice(naming.numbered_paths(naming.new_name(Clip(title="One")), {}), 4)] == [
        f"undated/one{end}.md" for end in ("", "-2", "-3", "-4")
    ]


def test_clips_of_one_name_get_one_number_each() -> None:
    given: dict[str, int] = {}
    names = (naming.new_name(Clip(title=title)) for title in ("One", "One", "Two", "one!", "Two"))
    found = [next(naming.numbered_paths(name, given)) for name in names]
    assert [name.removeprefix("undated/") for name in found] == ["one.md", "one-2.md", "two.md", "one-3.md", "two-2.md"]


def test_a_title_of_255_bytes_is_cut_at_a_word() -> None:
    title = " ".join(["ceasefire"] * 26)[:255]
    assert path(date="2000-05-19", source="Reuters", title=title) == (
        "2000/2000-05-19-reuters-ceasefire-ceasefire-ceasefire-ceasefire-ceasefire-ceasefire-ceasefire.md"
    )


@given(TITLES, TITLES, st.sampled_from(["", "2000-05-19", "2025-05", "nonsense"]))
def test_every_name_can_stand_on_every_disk(title: str, source: str, date: str) -> None:
    for found in islice(naming.numbered_paths(naming.new_name(Clip(title=title, source=source, date=date)), {}), 3):
        folder, name = found.split("/")
        assert folder == (date[:4] if date[:1] == "2" else "undated")
        assert name.endswith(".md")
        assert len(name.encode()) <= 100
        assert unicodedata.is_normalized("NFC", name)
        assert re.fullmatch(r"\w[\w-]*\.md", name), name
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)\.", name)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("2000/2000-05-19-reuters-talks.md", "qrqxbhmj"), ("undated/letter.md", "cpszkkwz"), ("a\udcff.md", "fbqgccwh")],
)
def test_a_handle_is_the_same_on_every_machine_and_for_ever(path: str, expected: str) -> None:
    assert naming.handle(path) == expected


def test_a_handle_survives_another_folder_and_another_spelling() -> None:
    assert naming.handle("a/Café.md") == naming.handle("b/c/Cafe\u0301.md")
    assert naming.handle("a/one.md") != naming.handle("a/one-2.md")


@given(st.text(max_size=60))
def test_a_handle_is_eight_letters_that_spell_no_word_and_no_number(stem: str) -> None:
    assert re.fullmatch(r"[bcdfghjklmnpqrstvwxz]{8}", naming.handle(f"{stem}.md"))
    assert naming.is_handle(naming.handle(f"{stem}.md"))


def test_handles_are_spread_so_that_ten_thousand_differ() -> None:
    assert len({naming.handle(f"{number}.md") for number in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    ("called", "neighbours", "length"),
    [
        ("bcdfghjk", (None, None), 3),
        ("bcdfghjk", ("bcczzzzz", "bchhhhhh"), 3),
        ("bcdfghjk", ("bcdbbbbb", "bchhhhhh"), 4),
        ("bcdfghjk", ("bbbbbbbb", "bcdfgzzz"), 6),
        ("bcdfghjk", ("bcdfghjd", "bcdfghjl"), 8),
        ("bcdfghjk", ("bcdfghjk", None), 8),
    ],
)
def test_so_many_letters_tell_a_handle_from_its_neighbours(
    called: str, neighbours: tuple[str | None, str | None], length: int
) -> None:
    assert naming.unique_length(called, *neighbours) == length


@given(st.lists(st.text("bcd", min_size=8, max_size=8), min_size=1, max_size=30, unique=True))
def test_the_unique_beginning_belongs_to_one_handle_only(handles: list[str]) -> None:
    handles.sort()
    for before, called, after in zip([None, *handles], handles, [*handles[1:], None], strict=False):
        length = naming.unique_length(called, before, after)
        assert [other for other in handles if other.startswith(called[:length])] == [called]
        sharing = sum(other.startswith(called[: length - 1]) for other in handles)
        assert length == naming.MIN_UNIQUE_LENGTH or sharing > 1


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("2025/a.sync-conflict-20250519-101112-ABCDEFG.md", True),
        ("2025/a (Jane's conflicted copy 2025-05-19).md", True),
        ("2025/a (conflicted copy 2025-05-19 101112).md", True),
        ("2025/a (in Konflikt stehende Kopie von Jane 2025-05-19).md", True),
        ("2025/a (Copie en conflit de Jane 2025-05-19).md", True),
        ("2025/a (Copia en conflicto de Jane 2025-05-19).md", True),
        ("2025/a (Copia conflictiva de Jane 2025-05-19).md", True),
        ("2025/a (Janes konfliktkopia 2025-05-19).md", True),
        ("2025/a (конфліктна копія Jane 2025-05-19).md", True),
        ("2025/a (PC 上の Jane の問題のあるコピー 2025-05-19).md", True),
        ("2025/a [Conflict].md", True),
        ("2025/a (Case Conflict).md", True),
        ("2025/a (Case Conflict 1).md", True),
        ("2025/a_conflict-20250519-101112.md", True),
        ("2025/a-DESKTOP-ABC1234.md", True),
        ("2025/a-LAPTOP-0A1B2C3D-2.md", True),
        ("2025/a-desktop-abc1234.md", False),
        ("2025/2025-05-19-ap-conflict-20250519.md", False),
        ("2025/the-desktop-computers.md", False),
        ("2025/a (copy of a conflict).md", False),
        ("2025/conflict-copies.md", False),
    ],
)
def test_the_copies_of_a_sync_program_are_known_by_their_names(path: str, is_one: bool) -> None:
    assert naming.is_conflict_copy(path) is is_one
    assert naming.usual_path(path) == ("2025/a.md" if is_one else path)


@pytest.mark.parametrize(
    ("path", "unnumbered"),
    [
        ("2025/a 2.md", "2025/a.md"),
        ("2025/a (1).md", "2025/a.md"),
        ("a 12.markdown", "a.markdown"),
        ("2025/a 1.md", "2025/a 1.md"),
        ("2025/a 2019.md", "2025/a 2019.md"),
        ("2025/a-2.md", "2025/a-2.md"),
        ("2025/ 2.md", "2025/ 2.md"),
        ("2025/(1).md", "2025/(1).md"),
    ],
)
def test_the_number_of_a_copy_is_told_from_other_numbers(path: str, unnumbered: str) -> None:
    assert naming.unnumbered_path(path) == unnumbered


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("2000/2000-05-19-talks.md", "2000-05-19-talks"),
        ("posts/budget/index.md", "budget"),
        ("posts/budget/_index.md", "budget"),
        ("posts/budget/Index.md", "budget"),
        ("posts/budget/index.fr.md", "budget.fr"),
        ("posts/budget/index.pt-BR.md", "budget.pt-BR"),
        ("posts/budget/README.md", "README"),
        ("posts/budget/index-of-all.md", "index-of-all"),
        ("index.md", "index"),
        ("_index.fr.md", "_index.fr"),
    ],
)
def test_the_page_of_a_bundle_has_the_name_of_its_folder(path: str, name: str) -> None:
    assert naming.name(path) == name
    assert naming.handle(path) == naming.handle(f"{name}.md")


def test_the_handle_of_a_path_tells_folders_apart() -> None:
    assert naming.handle("a/x.md") == naming.handle("b/x.md")
    assert naming.path_handle("a/x.md") != naming.path_handle("b/x.md")
    assert naming.is_handle(naming.path_handle("a/x.md"))
