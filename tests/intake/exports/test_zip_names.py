"""The names in a zip are read as their program wrote them, also if the zip does not say how."""

from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from clipper.intake.exports.safe_zip import SafeZip


def packed(names: list[bytes], target: Path) -> list[str]:
    """Write a zip that does not state the encoding of its names, and return the names that are read."""
    stand_ins = [f"{number}".rjust(len(name), "x") for number, name in enumerate(names)]
    with ZipFile(target, "w") as file:
        for stand_in in stand_ins:
            file.writestr(ZipInfo(stand_in), "x")
    raw = target.read_bytes()
    for stand_in, name in zip(stand_ins, names, strict=True):
        raw = raw.replace(stand_in.encode(), name)
    target.write_bytes(raw)
    opened = SafeZip(target, max_total=10_000, max_member=10_000)
    opened.close()
    return [*opened.names]


@pytest.mark.parametrize(
    ("codec", "names"),
    [
        ("utf-8", ["Grève à Paris.md", "東京の夏.md"]),
        ("cp437", ["Grève à Paris.md", "Übersicht.md"]),
        ("cp932", ["東京の夏のニュース.md", "メモ.md"]),
        ("gbk", ["北京发布新闻.md", "新闻.md"]),
        ("ascii", ["a.md"]),
    ],
)
def test_names_are_read_as_they_were_written(codec: str, names: list[str], tmp_path: Path) -> None:
    assert packed([name.encode(codec) for name in names], tmp_path / "x.zip") == names


def test_a_name_that_states_its_encoding_is_left_alone(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("─ Grève.md", "x")
    opened = SafeZip(tmp_path / "x.zip", max_total=10_000, max_member=10_000)
    opened.close()
    assert [*opened.names] == ["─ Grève.md"]
