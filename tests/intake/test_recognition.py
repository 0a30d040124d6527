"""A folder or a zip may hold several exports; each file in it is imported, or named as left out."""

from pathlib import Path

import pytest

from clipper.intake.exports import open_export
from clipper.intake.exports.export import PartOfExport
from clipper.intake.recognition import NOBODY, divide, left_out, unknown

POCKET = "title,url,time_added,tags,status\nOne,https://e.example/1,1714572000,a,unread\n"
INSTAPAPER = "URL,Title,Selection,Folder\nhttps://e.example/2,Two,,Unread\n"
BOOKMARKS = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='https://e.example/3'>Three</A></DL>"
OMNIVORE = '[{"slug": "s", "title": "T", "url": "https://e.example/4", "savedAt": "2024-01-02", "state": "Archived"}]'


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


def divided(path: Path) -> dict[str, list[str]]:
    with open_export(path, path.name) as export:
        return {importer: sorted(part.members) for part, importer in divide(export)}


def test_each_export_in_a_folder_goes_to_its_importer_and_the_rest_to_nobody(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "all",
        {
            "part_0.csv": POCKET,
            "i.csv": INSTAPAPER,
            "b.html": BOOKMARKS,
            "note.md": "Text.\n",
            "o/metadata_0_to_1.json": OMNIVORE,
            "o/content/s.html": "<p>x",
            "o/highlights/s.md": "> x\n",
            "feeds.opml": "<opml version='2.0'>",
            "page.html": "<p>A page",
            "none.json": "[]",
        },
    )
    assert divided(folder) == {
        "pocket": ["part_0.csv"],
        "instapaper": ["i.csv"],
        "bookmarks": ["b.html"],
        "omnivore": ["o/content/s.html", "o/highlights/s.md", "o/metadata_0_to_1.json"],
        "markdown": ["note.md"],
        NOBODY: ["feeds.opml", "none.json", "page.html"],
    }
    with open_export(folder, "all") as export:
        (rest,) = [part for part, importer in divide(export) if importer == NOBODY]
        assert [(row.place, row.reason.partition(":")[0]) for row in left_out(rest, NOBODY)] == [
            ("all/feeds.opml", "it is from a feed reader, as OPML"),
            ("all/none.json", "there is nothing in it"),
            ("all/page.html", "it is no export that clipper knows"),
        ]


def test_a_file_beside_an_export_that_nothing_refers_to_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "o", {"metadata_0_to_1.json": OMNIVORE, "content/s.html": "x", "content/other.pdf": "x"})
    with open_export(folder, "o") as export:
        ((part, importer),) = divide(export)
        assert isinstance(part, PartOfExport)
        with part.open("content/s.html"), part.open("metadata_0_to_1.json"):
            pass
        assert [row.place for row in left_out(part, importer)] == ["o/content/other.pdf"]


@pytest.mark.parametrize("content", ["[]", " [\n]\n", '{"bookmarks": [], "lists": []}', "{}"])
def test_an_export_of_nothing_is_no_unknown_one(content: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(content)
    assert divided(tmp_path / "x.json") == {NOBODY: ["x.json"]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("mozLz40\0 any", "is from Firefox, a compressed backup"),
        ("@article{a,\n title = {T}}", "as BibTeX"),
        ("https://e.example/1\nhttps://e.example/2\n", "a list of addresses"),
        ("any text", "is not an export that clipper knows, or it is damaged"),
        ("", "is empty"),
    ],
)
def test_of_what_is_not_known_is_told_what_it_is_and_what_to_export_instead(
    content: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "x").write_text(content)
    with open_export(tmp_path / "x", "x") as export:
        assert divide(export) == []
        error = unknown(export)
        assert told in str(error)
        assert error.hint
