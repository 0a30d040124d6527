"""An export is recognised by its content, not by its name; other files are not, and a bad row hides no other."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper import text
from clipper.errors import ClipperError
from clipper.intake.exports import Entry, UnreadableRow, open_export
from clipper.intake.import_plan import ImportOptions
from clipper.intake.importers import IMPORTERS, recognise
from clipper.intake.recognition import divide
from clipper.model import tags, urls
from clipper.model.clip import Clip, StoredClip
from clipper.system.extras import install_command
from tests.conftest import NOW
from tests.intake.importers.conftest import Survey
from tests.intake.importers.golden import EXPORTS, NAMES, OPTIONS, golden
from tests.output.exporters.samples import exported

POCKET = "title,url,time_added,tags,status\n"
INSTAPAPER = "URL,Title,Selection,Folder,Timestamp,Tags\n"
RAINDROP = "title,note,excerpt,url,folder,tags,created,highlights,favorite\n"
BOOKMARKS = "<!DOCTYPE NETSCAPE-Bookmark-file-1>"
READWISE = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"


def only(result: tuple[Any, list[Clip]]) -> Clip:
    (clip,) = result[1]
    return clip


@pytest.mark.parametrize("name", NAMES)
def test_an_export_is_recognised_by_its_content(name: str, tmp_path: Path) -> None:
    path = EXPORTS / name
    if path.is_file():
        path = tmp_path / "download"
        path.write_bytes((EXPORTS / name).read_bytes())
    with open_export(path, "x") as export:
        first, _, others = golden(name).read_text("utf-8").partition("\n")[0].partition(", ")
        assert recognise(export) == first
        if others:
            assert [importer for _, importer in divide(export) if importer] == [first, *others.split(", ")]
            return
        services = [service for service, importer in IMPORTERS.items() if importer.recognises(export)]
        services = [service for service in services if service != "csv"] or services  # any table, and so asked last
        assert len(services) == 1 or name == "omnivore"  # whose highlights are Markdown


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\0" * 100, b"\x89PNG\r\n\x1a\n", b"title,size\na,b\n", b"[]", b"{}", b"[1, 2]", b"[" * 100_000),
        *(b'{"bookmarks": []}', b'[{"title": "x"}]', b"<html><title>x</title></html>", b"A text.", b"\xff\xfe\0\xd8"),
        *(b'"' * 1001, b"{" * 50_000, b'{"bookmarks": {"a": [', b'[{"href": "x"', b"PK\x05\x06"),
    ],
)
def test_no_importer_recognises_a_file_that_is_no_export(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with open_export(tmp_path / "file", "file") as export:
        assert recognise(export) == ""


@pytest.mark.parametrize("service", IMPORTERS)
@pytest.mark.parametrize(
    "content", [b"", b"\0\xff" * 1000, b"title,url\na,b\n", b"[[[", b'{"a": 1}', b"[1]", b"<a><dl></dl>", b"text"]
)
def test_an_importer_that_the_user_names_never_fails(service: str, content: bytes, survey: Survey) -> None:
    plan, clips = survey(content, service=service)
    assert clips == [] or service == "markdown"
    assert len(plan.unreadable) == plan.rows or service in {"markdown", "bookmarks", "csv"}


class TestTable:
    """A table with any names of columns that say what is in them."""

    def test_the_names_of_columns_may_be_in_other_languages(self, survey: Survey) -> None:
        rows = "Titel;Quelle;Erscheinungsdatum;Volltext;Notiz\nFreibad zu;Kurier;26.11.2026;Der Rat tagte.;Nachfragen\n"
        clip = only(survey(rows))
        assert (clip.title, clip.source, clip.date) == ("Freibad zu", "Kurier", "2026-11-26")
        assert clip.body == "Der Rat tagte.\n\n## Note\n\nNachfragen\n"

    def test_a_tag_in_two_spellings_is_one(self, survey: Survey) -> None:
        assert only(survey('title,date,tags\nA,2026,"press,Press,PRESS,energy"\n')).tags == ("press", "energy")

    def test_a_list_of_clipper_comes_back(self, survey: Survey) -> None:
        rows = (
            "handle,date,source,title,author,tags,url,clipped,words,path\n"
            'shbzhczx,2000-05-19,Reuters,Talks,Jane Doe;John Smith,"world/uk,peace",https://e.example/a,2020-01-02,5,a.md\n'
        )
        clip = only(survey(rows))
        assert (clip.author, clip.tags[:2]) == (("Jane Doe", "John Smith"), ("world/uk", "peace"))
        assert (clip.clipped, dict(clip.extra)) == ("2020-01-02", {})


class TestPocket:
    def test_an_address_in_place_of_a_title_is_dropped(self, survey: Survey) -> None:
        rows = (
            "https://e.example/a,https://e.example/a,1,,unread\nhttp://www.e.example/b/,https://e.example/b,1,,unread\n"
        )
        assert [clip.title for clip in survey(POCKET + rows)[1]] == ["", ""]
        assert only(survey(POCKET + "e.example,https://e.example,1,,unread\n")).title == "e.example"

    def test_zero_is_no_date(self, survey: Survey) -> None:
        assert only(survey(POCKET + "T,https://e.example/,0,,unread\n")).clipped == NOW.isoformat()

    def test_an_invalid_date_is_left_out_with_a_notice(self, survey: Survey) -> None:
        plan, (clip,) = survey(POCKET + "T,https://e.example/,yesterday,,unread\n")
        assert clip.clipped == NOW.isoformat()
        assert [(row.place, row.message) for row in plan.notices] == [
            ("export:2", "its date cannot be read, and is kept as clipped-text: “yesterday”")
        ]

    def test_a_broken_part_hides_no_other(self, tmp_path: Path, survey: Survey) -> None:
        folder = tmp_path / "pocket"
        folder.mkdir()
        (folder / "part_000000.csv").write_text(POCKET + "A,https://e.example/a,1,,unread\n")
        (folder / "part_000001.csv").write_bytes(b"\xff\xfe" + "title,url".encode("utf-16-le") + b"\0")
        (folder / "part_000002.csv").write_text(POCKET + "C,https://e.example/c,1,,unread\n")
        (folder / "annotations").mkdir()
        (folder / "annotations" / "part_000000.json").write_text('[{"url": "x", "highlights": 3}, {"broken')
        plan, clips = survey(folder)
        assert [clip.title for clip in clips] == ["A", "C"]
        assert [row.place for row in plan.unreadable] == ["pocket/annotations/part_000000.json:1"] * 2

    def test_what_has_no_web_address_is_skipped(self, survey: Survey) -> None:
        rows = "".join(
            f"T,{url},1,,unread\n" for url in ("ftp://e.example/", "about:blank", "javascript:x()", "e.example")
        )
        plan, clips = survey(POCKET + rows)
        assert clips == []
        assert plan.skipped == {"its address is none of the web": 4}

    def test_blanks_in_an_address_are_written_as_browsers_do(self, survey: Survey) -> None:
        assert only(survey(POCKET + "T, https://e.example/a b ,1,,unread\n")).url == "https://e.example/a%20b"


class TestInstapaper:
    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            ('["a","b c"]', ("a", "b c")),
            ("[]", ()),
            ("", ()),
            ("a, b", ("a", "b")),
            ('["a", 3, null]', ("a",)),
            ('["a"', ('["a"',)),
            ("[" * 5000, ("[" * 100,)),
        ],
    )
    def test_tags_are_an_array_as_text(self, cell: str, expected: tuple[str, ...], survey: Survey) -> None:
        row = io.StringIO()
        csv.writer(row).writerow(["https://e.example/", "T", "", "Archive", "1", cell])
        assert only(survey(INSTAPAPER + row.getvalue())).tags == (*expected, "to-fetch")

    def test_an_unknown_folder_is_a_tag_and_no_state(self, survey: Survey) -> None:
        assert only(survey(INSTAPAPER + "https://e.example/,T,,Long/Reads,1,[]\n")).tags == ("Long/Reads", "to-fetch")


class TestRaindrop:
    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            ("", ""),
            ("One", "> One"),
            ("One\nTwo", "> One\n\n> Two"),
            ("Highlight:One\nTwo", "> One\n> Two"),
            ("Highlight: One\nNote: n\nHighlight:Two", "> One\n\nn\n\n> Two"),
            ("Before\nHighlight:One", "> Before\n\n> One"),
        ],
    )
    def test_highlights_are_block_quotes(self, cell: str, expected: str, survey: Survey) -> None:
        row = io.StringIO()
        csv.writer(row).writerow(["T", "", "", "https://e.example/", "", "", "1", cell, ""])
        body = only(survey(RAINDROP + row.getvalue())).body
        assert body == (f"## Highlights\n\n{expected}\n" if expected else "")

    def test_what_is_in_the_trash_is_passed_over_by_name(self, survey: Survey) -> None:
        rows = "Kept,,,https://e.example/1,Trash cans,,1,,\nThrown away,,,https://e.example/2,Trash,,1,,\n"
        plan, (kept,) = survey(RAINDROP + rows)
        assert (kept.title, kept.tags) == ("Kept", ("Trash cans", tags.TO_FETCH))
        assert [row.reason for row in plan.left_out] == ["it is in the trash: Thrown away"]


class TestReadwise:
    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            ("[]", ()),
            ("['a', \"it's\"]", ("a", "it's")),
            ("a, b", ("a", "b")),
            ("['a'", ("'a'",)),
            ("[" * 9000, ()),
            ("__import__('os')", ("__import__('os')",)),
        ],
    )
    def test_tags_are_a_list_as_python_writes_it(self, cell: str, expected: tuple[str, ...], survey: Survey) -> None:
        row = io.StringIO()
        csv.writer(row).writerow(["T", "https://e.example/", "1", cell, "2024-01-02", "0", "archive", "True"])
        assert only(survey(READWISE + row.getvalue())).tags == (*expected, "to-fetch")


class TestPages:
    def wallabag(self, **fields: object) -> str:
        entry = {
            "url": "https://e.example/",
            "title": "T",
            "is_archived": 1,
            "is_starred": 0,
            "created_at": "",
            **fields,
        }
        return json.dumps([entry])

    def test_without_the_libraries_for_html_only_an_export_with_html_is_refused(self, survey: Survey) -> None:
        bare = ImportOptions(NOW.isoformat())
        assert only(survey(self.wallabag(), options=bare)).tags == ("to-fetch",)
        with pytest.raises(ClipperError, match="holds pages as HTML") as refused:
            survey(self.wallabag(content="<p>x</p>"), options=bare)
        assert refused.value.hint == f"`{install_command('web')}` installs it."

    def test_a_page_that_cannot_be_read_gives_a_notice_and_is_yet_to_be_fetched(self, survey: Survey) -> None:
        def fail(_page: str, _url: str) -> str:
            raise ClipperError("nested too deeply")

        for markdown, what in (
            (fail, "its page could not be read: nested too deeply"),
            (lambda *_: " ", "holds no text"),
        ):
            plan, (clip,) = survey(
                self.wallabag(content="<p>x</p>"), options=ImportOptions(NOW.isoformat(), to_markdown=markdown)
            )
            assert clip.tags == ("to-fetch",)
            assert what in plan.notices[0].message

    def test_wallabag_says_in_the_page_itself_that_there_is_none(self, survey: Survey) -> None:
        said = "wallabag can't retrieve contents for this article. Please <a href='x'>troubleshoot this issue</a>."
        assert only(survey(self.wallabag(content=said), options=ImportOptions(NOW.isoformat()))).tags == ("to-fetch",)

    def test_a_text_without_a_title_is_called_after_its_beginning(self, survey: Survey) -> None:
        assert only(survey(self.wallabag(title="", content="<p>A sentence. Another.</p>"))).title == "A sentence."

    def test_a_page_of_omnivore_that_is_too_large_gives_a_notice(
        self, tmp_path: Path, survey: Survey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "omnivore"
        (folder / "content").mkdir(parents=True)
        record = {"slug": "s", "title": "T", "url": "https://e.example/", "savedAt": "2024-01-02", "state": "Archived"}
        (folder / "metadata_0_to_20.json").write_text(
            json.dumps([record, record | {"slug": "../../s", "url": "https://b.example/"}])
        )
        (folder / "content" / "s.html").write_text("x" * 1001)
        (tmp_path / "s.html").write_text("a secret")
        monkeypatch.setattr("clipper.intake.exports.export.Export.read_bytes.__defaults__", (1000,))
        plan, clips = survey(folder)
        assert [clip.body for clip in clips] == ["", ""]
        assert plan.notices[0].place == "omnivore/content/s.html"


class TestBookmarks:
    def test_folders_end_where_their_list_does(self, survey: Survey) -> None:
        page = (
            f"{BOOKMARKS}<DL><H3>A</H3><DL><H3>B/C</H3><DD>of the folder<DL><A HREF=http://e.example/1>1</A></DL>"
            "<A HREF='http://e.example/2'>2</A></DL></DL></DL></DL>"
            '<A HREF="http://e.example/3">3</A><DD>A <b>note</b> &amp; more'
        )
        _, clips = survey(page)
        assert [(clip.title, clip.tags[0], clip.body) for clip in clips] == [
            ("1", "A/B-C", ""),
            ("2", "A", ""),
            ("3", "to-fetch", "## Note\n\nA note & more\n"),
        ]

    def test_one_page_in_two_folders_is_one_clip_with_the_tags_and_notes_of_both(self, survey: Survey) -> None:
        rows = (
            ("One", "a", 1_500_000_000, "x", "first"),
            ("Two", "a/?utm_source=y", 1_400_000_000, "x,y", "second"),
            ("Three", "a", 1_600_000_000, "z", "first"),
        )
        page = BOOKMARKS + "".join(
            f"<DT><H3>{folder}</H3><DL><DT><A HREF='https://e.example/{path}' ADD_DATE={date} TAGS={tag}>T</A>"
            f"<DD>{note}</DL>"
            for folder, path, date, tag, note in rows
        )
        plan, (clip,) = survey(page)
        assert (plan.rows, plan.duplicates, plan.repeated) == (3, 2, 2)
        assert clip.tags == ("x", "One", "y", "Two", "z", "Three", "to-fetch")
        assert clip.clipped == "2014-05-13T16:53:20+00:00"
        assert clip.body == "## Note\n\nfirst\n\n## Note\n\nsecond\n"

    @pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "utf-8"])
    def test_the_encoding_that_it_declares_is_used(self, codec: str, survey: Survey) -> None:
        page = f"{BOOKMARKS}<META CONTENT='charset={codec}'><DL><DT><A HREF='https://e.example/'>Новости дня</A>"
        assert only(survey(page.encode(codec))).title == "Новости дня"

    def test_the_marks_of_services_become_states_and_highlights(self, survey: Survey) -> None:
        link = "<DT><A HREF='https://e.example/' ADD_DATE=1500000000"
        note = "<DD>Mine.<blockquote>One</blockquote>"
        page = f"{BOOKMARKS}<TITLE>Raindrop.io Bookmarks</TITLE>{link} DATA-IMPORTANT='true'>T</A>{note}"
        clip = only(survey(page))
        assert clip.tags == ("starred", "to-fetch")
        assert clip.body == "## Note\n\nMine.\n\n## Highlights\n\n> One\n"
        note = "<DD>Said.[linkding-notes]Mine.[/linkding-notes]"
        page = f"{BOOKMARKS}{link} TAGS='a,linkding:bookmarks.archived'>T</A>{note}"
        clip = only(survey(page, "linkding"))
        assert (clip.tags, clip.body) == (("a", "to-fetch"), "## Note\n\nSaid.\n\nMine.\n")

    def test_a_list_without_a_doctype_is_recognised_and_a_page_with_a_list_is_not(self, survey: Survey) -> None:
        page = "<TITLE>Bookmarks</TITLE><DL><p><DT><A HREF='https://e.example/'>T</A></DL>"
        assert only(survey(page)).title == "T"
        with pytest.raises(AssertionError, match="no importer"):
            survey(page.replace("Bookmarks", "Words"))


@pytest.mark.parametrize("first", ["", "sep=;\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_that_a_spreadsheet_saved_again_is_read(delimiter: str, codec: str, first: str, survey: Survey) -> None:
    table = POCKET + 'Oné,"https://e.example/1",1714572000,a|b,unread\n'
    written = first.replace(";", delimiter) + table.replace(",", delimiter)
    clip = only(survey(written.encode(codec)))
    assert (clip.title, clip.tags) == ("Oné", ("a", "b", "unread", "to-fetch"))


class TestReferences:
    @pytest.mark.parametrize(
        ("issued", "date", "words"),
        [
            ({"date-parts": [[2015, 14], [2016, 16]]}, "2015", "summer 2015/winter 2016"),
            ({"date-parts": [[1985, 21]]}, "1985", "spring 1985"),
            ({"date-parts": [[2019]], "season": "3"}, "2019", "autumn 2019"),
            ({"date-parts": [[2019, 12], [2020, 1]]}, "2019-12", "2019-12/2020-01"),
            ({"date-parts": [[1890]], "circa": True}, "1890", "circa 1890"),
            ({"literal": "1996_2004"}, "", "1996_2004"),
            ({"raw": "Spring 2015"}, "", "Spring 2015"),
        ],
    )
    def test_a_date_that_is_no_day_stays_in_words(self, issued: object, date: str, words: str, survey: Survey) -> None:
        said = [{"id": "1", "type": "webpage", "title": "T", "URL": "https://e.example/", "issued": issued}]
        clip = only(survey(json.dumps(said)))
        assert (clip.date, clip.extra["date-text"]) == (date, words)

    def test_names_keep_their_particles_and_titles_lose_their_markup(self, survey: Survey) -> None:
        author = {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van", "suffix": "Jr."}
        said = {"id": "1", "type": "book", "title": "The <i>Titanic</i> &amp; <b>", "URL": "https://e.example/"}
        clip = only(survey(json.dumps([said | {"author": [author]}])))
        assert (clip.author, clip.title) == (("Ludwig van Beethoven Jr.",), "The Titanic & <b>")

    def test_a_particle_that_drops_stays_with_its_name_and_leaves_as_it_came(self, survey: Survey) -> None:
        authors = [
            {"family": "Gaulle", "given": "Charles", "dropping-particle": "de"},
            {"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
            {"family": "García Márquez", "given": "Gabriel"},
        ]
        said = {"id": "x", "type": "article-newspaper", "title": "A speech", "author": authors}
        clip = only(survey(json.dumps([said | {"issued": {"date-parts": [[1962, 1, 2]]}}])))
        assert clip.author == ("Charles de Gaulle", "Ursula von der Leyen", "García Márquez, Gabriel")
        (left,) = json.loads(exported("csl", [StoredClip("a.md", "bcdfghjk", clip)]))
        assert left["author"] == authors

    def test_a_date_in_words_leaves_as_it_came(self, survey: Survey) -> None:
        said = [{"id": "1", "type": "webpage", "title": "T", "issued": {"raw": "Spring 2015"}}]
        (left,) = json.loads(exported("csl", [StoredClip("a.md", "bcdfghjk", only(survey(json.dumps(said))))]))
        assert left["issued"] == {"raw": "Spring 2015"}

    def test_a_title_alone_is_a_reference(self, survey: Survey) -> None:
        assert only(survey(json.dumps([{"id": "1", "type": "book", "title": "T"}]))).title == "T"

    @pytest.mark.parametrize(
        ("issued", "expected"),
        [
            ({"date-parts": [[2015, 12, 12]]}, "2015-12-12"),
            ({"date-parts": [["2015", "5"]]}, "2015-05"),
            ({"date-parts": [[1999]]}, "1999"),
            ({"date-parts": [[476]]}, "0476"),
            ({"date-parts": [[2015, 12, 12], [2015, 12, 14]]}, "2015-12-12"),
            ({"raw": "May 2015"}, "2015-05"),
            ({"literal": "19 May 2015"}, "2015-05-19"),
            ({"date-parts": []}, ""),
            ({"date-parts": [[]]}, ""),
            ("2015-12", "2015-12"),
            (None, ""),
        ],
    )
    def test_a_day_is_as_exact_as_it_is_stated(self, issued: object, expected: str, survey: Survey) -> None:
        said = [{"id": "1", "type": "webpage", "title": "T", "URL": "https://e.example/", "issued": issued}]
        assert only(survey(json.dumps(said))).date == expected


class TestMarkdown:
    def test_a_file_is_kept_to_the_byte(self, tmp_path: Path) -> None:
        from tests.intake.importers.golden import imported

        raw = b"\xef\xbb\xbf---\r\ntitle: 'Mine'  # sic\r\nrating: 0123\r\ntags: a, b\r\n---\r\n\r\nNo newline"
        (tmp_path / "vault").mkdir()
        (tmp_path / "vault" / "any name.md").write_bytes(raw)
        _, files = imported(tmp_path, tmp_path / "vault")
        assert [*files.values()] == [raw]

    def test_a_file_whose_header_cannot_be_read_is_reported_with_its_line(self, tmp_path: Path, survey: Survey) -> None:
        (tmp_path / "vault").mkdir()
        (tmp_path / "vault" / "bad.md").write_text("---\ntitle: a\nsource: *b\n---\n")
        (tmp_path / "vault" / "good.md").write_text("---\ntitle: a\n---\n\nText.\n")
        (tmp_path / "vault" / "json.md").write_text('{\n"title": x\n}\n')
        (tmp_path / "vault" / "empty.md").write_text("\n")
        plan, clips = survey(tmp_path / "vault")
        assert [clip.title for clip in clips] == ["a"]
        assert [row.place for row in plan.unreadable] == ["vault/bad.md:3", "vault/json.md:2"]
        assert plan.skipped == {"it is empty": 1}

    def test_the_ids_of_notion_are_in_no_title_and_no_tag(self, tmp_path: Path, survey: Survey) -> None:
        folder = tmp_path / "vault" / f"Cuttings {'0123456789abcdef' * 2}"
        folder.mkdir(parents=True)
        (folder / f"Budget day {'fedcba9876543210' * 2}.md").write_text("# Budget day\n\nText.\n")
        (folder / f"{'fedcba9876543210' * 2}.md").write_text("Another text.\n")
        _, clips = survey(tmp_path / "vault")
        assert {clip.title for clip in clips} == {"Budget day", "fedcba9876543210" * 2}
        assert {clip.tags for clip in clips} == {("Cuttings",)}

    def test_a_single_note_needs_a_header_to_be_recognised(self, tmp_path: Path) -> None:
        for content, expected in (("---\ntitle: a\n---\n", "markdown"), ("Only text.\n", "")):
            (tmp_path / "note.md").write_text(content)
            with open_export(tmp_path / "note.md", "note.md") as export:
                assert recognise(export) == expected


paths = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), max_size=20)
addresses = st.builds("https://{}.example/{}".format, st.sampled_from("abc"), paths) | st.sampled_from(
    ["https://a.example/x?utm_source=y", "http://www.a.example/x/", "https://a.example/x#y"]
)
words = st.text(st.characters(codec="utf-8", exclude_characters="|"), max_size=30)
pieces = st.lists(st.tuples(addresses, words, st.lists(words, max_size=4)), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces, st.permutations(["title", "url", "time_added", "tags", "status"]))
def test_any_list_written_as_pocket_does_comes_in_whole(
    survey: Survey, rows: list[tuple[str, str, list[str]]], columns: list[str]
) -> None:
    written = io.StringIO()
    table = csv.DictWriter(written, columns)
    table.writeheader()
    for url, title, named in rows:
        said = {"title": title, "url": url, "time_added": "1600322788", "tags": "|".join(named), "status": "unread"}
        table.writerow(said)
    plan, clips = survey(written.getvalue(), service="pocket")
    assert (plan.rows, plan.unreadable) == (len(rows), [])
    assert plan.duplicates == plan.repeated
    found = set()
    for url, title, named in rows:
        stated = text.one_line(title.replace("\0", "\ufffd"))
        stated = "" if urls.is_address(stated) and urls.key(stated) == urls.key(url) else stated
        wanted = {tags.sanitize(name) for name in named} - {""}
        found |= (
            having := {
                number
                for number, clip in enumerate(clips)
                if urls.exact_key(clip.url) == urls.exact_key(url)
                and stated in {"", clip.title}
                and wanted <= {*clip.tags}
                and {"unread", "to-fetch"} <= {*clip.tags}
            }
        )
        assert having
    assert found == {*range(len(clips))}
    assert not any(tags.flaw(tag) for clip in clips for tag in clip.tags)


FILES = [name for name in NAMES if (EXPORTS / name).is_file() and not name.endswith(".docx")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.data())
def test_every_row_of_a_damaged_export_is_added_there_failed_or_passed_over_by_name(
    survey: Survey, name: str, data: st.DataObject
) -> None:
    raw = (EXPORTS / name).read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    put_in = data.draw(
        st.sampled_from([b"", b"\n", b",", b'"', b"\xff\xfe", b"<DT><A HREF=x>"]) | st.just(raw[start:end] * 2)
    )
    service = golden(name).read_text("utf-8").partition("\n")[0]
    plan, clips = survey(raw[:start] + put_in + raw[end:], service=service)
    named = len(plan.there) + len(plan.repeats) + len(plan.unreadable) + len(plan.left_out)
    assert plan.rows == len(clips) + named
    assert all([*(row.place for row in plan.unreadable), *(row.place for row in plan.left_out)])
    assert all(known.name and known.handle for known in plan.there)
    assert all(place and first for place, first in plan.repeats)


class TestBookmarkTrees:
    """The bookmarks of browsers as JSON: folders in folders."""

    @pytest.mark.parametrize("service", ["firefox", "chrome"])
    def test_a_tree_that_is_nested_too_deeply_is_told(self, service: str, survey: Survey) -> None:
        deep = '{"roots":{"bookmark_bar":{"type":"text/x-moz-place-container","children":' + "[" * 100_000
        plan, clips = survey(deep, service=service)
        assert clips == []
        assert next(row.reason for row in plan.unreadable).startswith(("it is nested too deeply", "it is damaged"))

    @pytest.mark.parametrize("service", ["firefox", "chrome"])
    def test_what_is_no_node_is_passed_over(self, service: str, survey: Survey) -> None:
        nodes: list[Any] = [None, 1, [], {"children": {}}, {"url": "https://e.example/1", "uri": "https://e.example/1"}]
        tree = {"children": [{"children": nodes}], "roots": {"bookmark_bar": {"children": nodes}, "other": 3}}
        assert only(survey(json.dumps(tree), service=service)).url == "https://e.example/1"


class TestRis:
    def test_a_season_is_kept_in_words(self, survey: Survey) -> None:
        clip = only(survey("TY  - MGZN\nTI  - T\nUR  - https://e.example/\nPY  - 2020///Spring\nER  - \n"))
        assert (clip.date, clip.extra["date-text"]) == ("2020", "Spring 2020")

    def test_a_value_goes_on_in_the_next_line(self, survey: Survey) -> None:
        clip = only(survey("TY  - NEWS\nTI  - A long\n  title\nUR  - https://e.example/\nKW  - a\nb\nER  - \n"))
        assert (clip.title, clip.tags) == ("A long title", ("a", "b", "to-fetch"))

    def test_what_clipper_exports_comes_back(self, survey: Survey) -> None:
        text = "TY  - NEWS\r\nID  - doe2019\r\nAU  - Doe, Jane\r\nTI  - T\r\nDA  - 2019/03//\r\nUR  - https://e.example/\r\n"
        clip = only(survey(text + "ER  - \r\n\r\n"))
        assert (clip.author, clip.date, clip.title) == (("Jane Doe",), "2019-03", "T")


def test_a_list_of_addresses_without_titles_is_none_of_onetab(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("https://e.example/1\nhttps://e.example/2 | B\n")
    with open_export(tmp_path / "x", "x") as export:
        assert recognise(export) == ""


def test_a_text_that_quotes_a_tab_is_none_of_onetab(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("https://e.example/1 | A\nThe council met.\nIt voted.\n")
    with open_export(tmp_path / "x", "x") as export:
        assert recognise(export) == ""


class TestPress:
    """Downloads of press databases: one clip for each piece."""

    def test_a_download_with_no_piece_in_it_says_so(self, survey: Survey) -> None:
        for page in (
            "<html><title>Factiva</title><body><p>No articles were selected.</p></body></html>",
            '<html><body><span class="titreArticleVisu"></span></body></html>',
            "<html><body><!-- <DOCFULL> --><p>Nothing</p></body></html>",
        ):
            plan, clips = survey(page)
            assert (clips, plan.rows) == ([], 0)
            assert [notice.message for notice in plan.notices] == ["there is nothing in it"]

    @pytest.mark.parametrize(
        ("line", "day", "edition"),
        [
            ("November 26, 2026 Thursday", "2026-11-26", ""),
            ("November 26, 2026 Thursday 9:20 AM GMT", "2026-11-26", ""),
            ("Thursday, November 26, 2026, Late Edition - Final", "2026-11-26", "Late Edition - Final"),
            ("26 novembre 2026 jeudi", "2026-11-26", ""),
            ("Donnerstag 26. November 2026", "2026-11-26", ""),
            ("26 de noviembre de 2026 jueves", "2026-11-26", ""),
            ("November 2026", "2026-11", ""),
        ],
    )
    def test_the_day_and_the_edition_are_read(self, line: str, day: str, edition: str, survey: Survey) -> None:
        clip = only(survey(f"1 of 1 DOCUMENTS\n\n   The Paper\n\n{line}\n\nA title\n\nLENGTH: 2 words\n\nThe text.\n"))
        assert (clip.source, clip.date, clip.edition, clip.title) == ("The Paper", day, edition, "A title")
        assert clip.body == "The text.\n"

    @pytest.mark.parametrize(
        ("written", "section", "page"),
        [
            ("NEWS; Pg. 4", "NEWS", "4"),
            ("Pg. B22", "", "B22"),
            ("Section B; Page 22, Column 2; City Desk", "Section B; City Desk", "22"),
            ("LOKALES; S. 7", "LOKALES", "7"),
            ("POLITICS; Version:28", "POLITICS", ""),
            ("Sports", "Sports", ""),
        ],
    )
    def test_the_section_and_the_page_are_told_apart(
        self, written: str, section: str, page: str, survey: Survey
    ) -> None:
        head = "1 of 1 DOCUMENTS\n\n   The Paper\n\nMay 1, 2026\n\nA title\n\n"
        clip = only(survey(f"{head}SECTION: {written}\n\nLENGTH: 2 words\n\nThe text.\n"))
        assert (clip.section, clip.page) == (section, page)

    def test_a_byline_that_names_nobody_known_stays(self, survey: Survey) -> None:
        head = "1 of 1 DOCUMENTS\n\n   The Paper\n\nMay 1, 2026\n\nA title\n\n"
        assert only(survey(f"{head}BYLINE: Author 2\n\nLENGTH: 1\n\nThe text.\n")).author == ("Author 2",)

    def test_a_text_about_documents_is_none_of_nexis(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_text("He found 1 of 3 documents in the drawer.\n")
        with open_export(tmp_path / "x", "x") as export:
            assert recognise(export) == ""

    def test_a_folder_may_hold_documents_of_word(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes((EXPORTS / "nexis-uni.docx").read_bytes())
        (tmp_path / "b.docx").write_bytes((EXPORTS / "nexis-uni.docx").read_bytes()[:200])
        (tmp_path / "c.txt").write_bytes((EXPORTS / "nexis.txt").read_bytes())
        with open_export(tmp_path, "all") as export:
            rows = [row for part, name in divide(export) for row in IMPORTERS[name].read(part)]
        assert len([row for row in rows if isinstance(row, Entry)]) == 5
        assert [row.reason for row in rows if isinstance(row, UnreadableRow)] == ["it is damaged"]


class TestEvernote:
    HEAD = '<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "http://x.example/a.dtd"><en-export>'
    NOTE = "<note><title>T</title><content><![CDATA[<en-note>Words.</en-note>]]></content></note>"

    def test_a_note_before_the_damage_is_kept_and_the_place_is_told(self, survey: Survey) -> None:
        plan, clips = survey(f"{self.HEAD}\n{self.NOTE}\n<note><title>A</note>")
        assert [clip.title for clip in clips] == ["T"]
        assert [(row.place, row.reason) for row in plan.unreadable] == [
            ("export:3", "its XML is damaged: mismatched tag")
        ]

    def test_entities_are_refused(self, survey: Survey) -> None:
        entities = '<!DOCTYPE en-export [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        bomb = f'<?xml version="1.0"?>{entities}<en-export><note><title>&b;'
        plan, clips = survey(bomb, service="evernote")
        assert (clips, [row.reason for row in plan.unreadable]) == ([], ["it declares entities, which no export does"])

    def test_elements_that_are_nested_too_deep_are_passed_over(self, survey: Survey) -> None:
        deep = f"<note><title>T</title>{'<a>' * 100_000}x{'</a>' * 100_000}<tag>b</tag><content>Words.</content></note>"
        assert only(survey(f"{self.HEAD}{deep}</en-export>")).tags == ("b",)

    def test_a_box_to_tick_is_written_as_markdown_writes_it(self, survey: Survey) -> None:
        note = self.NOTE.replace("Words.", "<en-todo checked='true'/>One<en-todo/>Two<en-media hash='a'/>")
        options = replace(OPTIONS, to_markdown=lambda page, _: page)
        assert only(survey(f"{self.HEAD}{note}</en-export>", options=options)).body == "<body>[x] One[ ] Two</body>\n"
