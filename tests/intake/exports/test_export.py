"""An export may be damaged or hostile: its members are read one by one, within limits, and never unpacked to disk."""

import errno
import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreadableError, UsageError
from clipper.intake.exports import Export, open_export
from clipper.intake.exports.safe_zip import SafeZip
from clipper.intake.importers import recognise
from tests.conftest import Figure
from tests.intake.importers.golden import EXPORTS, zipped

Pack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Return what makes a zip of members, by their names."""

    def pack(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
        with zipfile.ZipFile(tmp_path / "export.zip", "w", method) as packed:
            for name, raw in members.items():
                packed.writestr(name, raw)
        return tmp_path / "export.zip"

    return pack


def refused(export: Export, member: str) -> str:
    with pytest.raises(UnreadableError) as error:
        export.open(member)
    return str(error.value)


class FailsToClose(io.BytesIO):
    def close(self) -> None:
        super().close()
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_file_that_fails_to_close_was_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_bytes(b"url\na\nb\n")
    with open_export(tmp_path / "x.csv", "x.csv") as export:
        monkeypatch.setattr(export, "open", lambda member: FailsToClose((tmp_path / member).read_bytes()))
        with export.open_text("x.csv") as (text, _):
            assert text.read() == "url\na\nb\n"


def test_a_file_a_folder_and_a_zip_are_read_alike(tmp_path: Path, pack: Pack) -> None:
    members = {"b/two.csv": b"2", "one.CSV": b"1", "notes.txt": b"3", ".hidden/x.csv": b"", "b/._two.csv": b""}
    zip_ = pack({**members, "__MACOSX/one.csv": b"", "empty/": b""})
    folder = tmp_path / "folder"
    for name, raw in members.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    (folder / "link.csv").symlink_to("/etc/passwd")
    (folder / "away").symlink_to("/etc")
    os.mkfifo(folder / "pipe.csv")
    for path in (folder, zip_):
        with open_export(path, path.name) as export:
            assert sorted(export.members) == ["b/two.csv", "notes.txt", "one.CSV"]
            assert export.members_ending(".csv") == ["b/two.csv", "one.CSV"]
            assert [export.read_bytes(name) for name in export.members_ending(".csv")] == [b"2", b"1"]
            assert export.place("b/two.csv", 3) == f"{path.name}/b/two.csv:3"
    with open_export(folder / "notes.txt", "~/notes.txt") as export:
        assert [*export.members] == export.members_ending(".csv") == ["notes.txt"]
        assert export.place("notes.txt", 3) == "~/notes.txt:3"


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("nowhere", NotFoundError, "there is no file or folder x"),
        ("pipe", UsageError, "neither a regular file nor a folder"),
        ("a" * 300, ClipperError, "too long"),
    ],
)
def test_what_is_neither_a_file_nor_a_folder_is_refused(
    name: str, kind: type[ClipperError], message: str, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(kind, match=message):
        open_export(tmp_path / name, "x")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(500_000_001)
    with pytest.raises(RefusedError, match="larger than 500 MB"):
        open_export(tmp_path / "huge", "huge")
    with (tmp_path / "piece").open("wb") as file:
        file.truncate(10_000_001)
    with open_export(tmp_path / "piece", "piece") as export, pytest.raises(UnreadableError, match="larger than 10 MB"):
        export.read_bytes("piece")


def test_a_folder_of_files_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clipper.intake.exports.export.MAX_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.md").touch()
    with open_export(tmp_path, "home") as export, pytest.raises(RefusedError, match="home holds more than 2 files"):
        recognise(export)


class TestZips:
    def test_a_truncated_zip_cannot_be_read_and_leaves_no_file(self, tmp_path: Path, figure: Figure) -> None:
        whole = zipped(EXPORTS / "omnivore", tmp_path / "whole.zip").read_bytes()
        before = sorted(tmp_path.iterdir())
        for number in range(100):
            (tmp_path / "cut").write_bytes(whole[: 4 + (len(whole) - 5) * number // 99])
            with pytest.raises(UnreadableError, match="damaged or not complete"):
                open_export(tmp_path / "cut", "cut")
        (tmp_path / "cut").unlink()
        assert sorted(tmp_path.iterdir()) == before
        figure("imports", "truncated zips", cut=100, read=0)

    def test_a_zip_that_is_damaged_inside_loses_only_the_damaged_members(self, tmp_path: Path) -> None:
        whole = bytearray(zipped(EXPORTS / "omnivore", tmp_path / "whole.zip").read_bytes())
        for number in range(0, len(whole), 7):
            hurt = whole.copy()
            hurt[number] ^= 0x55
            (tmp_path / "hurt").write_bytes(hurt)
            try:
                with open_export(tmp_path / "hurt", "hurt") as export:
                    recognise(export)
                    for member in export.members:
                        with pytest.MonkeyPatch.context():
                            try:
                                export.read_bytes(member)
                            except UnreadableError:
                                continue
            except ClipperError:
                continue

    @pytest.mark.parametrize(
        "name", ["../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "a/../../evil.csv", "a\x1b[2J.csv"]
    )
    def test_a_name_never_becomes_a_path(self, name: str, tmp_path: Path, pack: Pack) -> None:
        with open_export(pack({name: b"title,url\n"}), "x.zip") as export:
            assert export.read_bytes(export.members[0] if export.members else name) == b"title,url\n"
            assert "\x1b" not in export.place(name)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["export.zip"]
        assert not (tmp_path.parent / "evil.csv").exists()

    def test_a_bomb_is_refused_before_it_is_unpacked(self, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
        path = pack(
            {"zeros.csv": b"\0" * 9_000_000, "large.csv": os.urandom(1000) * 10_001, "small.csv": b"0" * 900_000}
        )
        with open_export(path, "x.zip") as export:
            assert refused(export, "zeros.csv") == "it would grow to more than 200 times its size"
            assert refused(export, "large.csv") == "it is larger than 10 MB"
            assert len(export.read_bytes("small.csv")) == 900_000
        monkeypatch.setattr("clipper.intake.exports.export.MAX_SIZE", 19_000_000)
        with pytest.raises(RefusedError, match="holds 19 MB, more than 19") as error:
            open_export(path, "x.zip")
        assert "import the folder" in error.value.hint

    def test_members_that_share_their_bytes_count_each_by_itself(self, tmp_path: Path, pack: Pack) -> None:
        raw = bytearray(pack({"a": os.urandom(60_000)}, zipfile.ZIP_STORED).read_bytes())
        start = raw.index(b"PK\x01\x02")
        end = raw.index(b"PK\x05\x06")
        entry = bytes(raw[start:end])
        many = b"".join(entry[:46] + b"%c" % (65 + number % 26) + entry[47:] for number in range(3))
        tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 3, 3, len(many), start, 0)
        (tmp_path / "overlap").write_bytes(bytes(raw[:start]) + many + tail)
        with pytest.raises(RefusedError, match="more than"):
            SafeZip(tmp_path / "overlap", max_total=179_999, max_member=100_000)

    def test_only_a_zip_of_nothing_but_zips_is_opened_to_the_second_floor(self, tmp_path: Path, pack: Pack) -> None:
        inner = pack({"a.md": b"text", "deep.zip": pack({"b.md": b""}).read_bytes()}).read_bytes()
        with open_export(pack({"1.zip": inner, "2.ZIP": inner, "__MACOSX/x": b""}), "x.zip") as export:
            assert sorted(export.members) == ["1.zip/a.md", "1.zip/deep.zip", "2.ZIP/a.md", "2.ZIP/deep.zip"]
            assert export.read_bytes("2.ZIP/a.md") == b"text"
            assert export.place("2.ZIP/a.md", 3) == "x.zip/2.ZIP/a.md:3"
        with open_export(pack({"1.zip": inner, "a.md": b""}), "x.zip") as export:
            assert sorted(export.members) == ["1.zip", "a.md"]
        assert sorted(path.name for path in tmp_path.iterdir()) == ["export.zip"]

    def test_a_bomb_in_a_zip_is_refused_before_it_is_unpacked(
        self, pack: Pack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bomb = pack({"zeros.csv": b"\0" * 9_000_000}).read_bytes()
        with open_export(pack({"1.zip": bomb}), "x.zip") as export:
            assert refused(export, "1.zip/zeros.csv") == "it would grow to more than 200 times its size"
        padded = pack({"a": b"\0" * 3_000_000}, zipfile.ZIP_STORED).read_bytes()
        with pytest.raises(UnreadableError, match=r"^1\.zip: it would grow to more than 200 times its size"):
            open_export(pack({"1.zip": padded}), "x.zip")
        monkeypatch.setattr("clipper.intake.exports.export.MAX_SIZE", 10_000_000)
        with pytest.raises(RefusedError, match="the zips in it hold more than 10 MB") as error:
            open_export(pack({"1.zip": bomb, "2.zip": bomb}), "x.zip")
        assert "import the folder" in error.value.hint

    @pytest.mark.parametrize("raw", [b"", b"PK\3\4 no zip", b"text"])
    def test_a_damaged_zip_in_a_zip_is_named(self, raw: bytes, pack: Pack) -> None:
        good = pack({"a.md": b"text"}).read_bytes()
        with pytest.raises(UnreadableError, match=r"^2\.zip: the zip is damaged or not complete"):
            open_export(pack({"1.zip": good, "2.zip": raw}), "x.zip")

    def test_a_list_of_members_without_end_is_not_read(self, tmp_path: Path, pack: Pack) -> None:
        raw = pack({"a": b""}).read_bytes()
        tail = raw.index(b"PK\x05\x06")
        lies = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, 0x7FFFFFFF, 0, 0)
        (tmp_path / "lies").write_bytes(raw[:tail] + lies)
        with pytest.raises(UnreadableError, match="damaged or not complete"):
            open_export(tmp_path / "lies", "lies")

    def test_the_reason_why_a_member_cannot_be_unpacked_is_given(self, tmp_path: Path, pack: Pack) -> None:
        with open_export(pack({"a": b"x" * 100}, zipfile.ZIP_BZIP2), "x") as export:
            assert refused(export, "a") == "it is packed in a way that clipper does not know"
        raw = bytearray(pack({"a": b"x" * 100}).read_bytes())
        for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            raw[raw.index(signature) + flags] |= 1
        (tmp_path / "locked").write_bytes(raw)
        with open_export(tmp_path / "locked", "x") as export:
            assert refused(export, "a") == "it is locked with a password"

    def test_of_two_members_of_one_name_the_last_counts(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "twice.zip", "w") as packed:
            packed.writestr("a", "first")
            with pytest.warns(UserWarning, match="Duplicate name"):
                packed.writestr("a", "last")
        with open_export(tmp_path / "twice.zip", "x") as export:
            assert [*export.members] == ["a"]
            assert export.read_bytes("a") == b"last"


@pytest.mark.parametrize(
    ("raw", "expected", "expected_notice"),
    [
        (b"", "", ""),
        ("déjà vu, 東京".encode(), "déjà vu, 東京", ""),
        ("\ufeffdéjà".encode(), "déjà", ""),
        ("déjà".encode("utf-16"), "déjà", ""),
        ("déjà".encode("utf-16-be"), "\0d\0\ufffd\0j\0\ufffd", "cp1252"),
        ("déjà".encode("utf-32"), "déjà", ""),
        ("déjà „vu“".encode("cp1252"), "déjà „vu“", "cp1252"),
        ("déjà vu ".encode() + b"\xe9", "déjà vu \ufffd", "1 of its bytes are not UTF-8"),
        (b"plain\x81", "plain\ufffd", "cp1252"),
        ("a" * 1_048_575 + "é" + "b" * 1_048_576 + "東", None, ""),
        (b"a" * 1_048_576 + "é".encode()[:1], "a" * 1_048_576 + "\xc3", "cp1252"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_most_of_it_has(
    raw: bytes | str, expected: str | None, expected_notice: str, tmp_path: Path
) -> None:
    content = raw if isinstance(raw, bytes) else raw.encode()
    (tmp_path / "file").write_bytes(content)
    with open_export(tmp_path / "file", "file") as export, export.open_text("file") as (stream, notice):
        assert isinstance(stream, io.TextIOBase)
        text = stream.read()
    if raw == "déjà".encode("utf-16-be"):
        assert "d" in text
    else:
        assert text == (content.decode() if expected is None else expected)
    assert expected_notice in notice
    assert bool(expected_notice) is bool(notice)
