"""The command that installs an extra works for the copy of clipper that prints it."""

import json
import sys
from importlib import metadata, util
from pathlib import Path

import pytest

from clipper.system.extras import DISTRIBUTION, install_command


class Distribution:
    """An installed package with a record of where it came from, as pip writes it."""

    def __init__(self, record: str | None) -> None:
        self.record = record

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self.record


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "my venv/bin/python"))
    monkeypatch.setattr(util, "find_spec", lambda name: name == "pip" or None)
    return tmp_path


def install(monkeypatch: pytest.MonkeyPatch, record: str | None) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda name: Distribution(record) if name == DISTRIBUTION else None)


def record(folder: Path, *, editable: bool) -> str:
    return json.dumps({"url": folder.as_uri(), "dir_info": {"editable": True} if editable else {}})


def test_from_the_index_it_names_the_package(python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, None)
    assert install_command("web") == f"'{python}/my venv/bin/python' -m pip install 'news-clipper[web]'"


def test_in_a_checkout_it_names_the_checkout(python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, record(python, editable=True))
    monkeypatch.chdir(python)
    assert install_command("web") == "'my venv/bin/python' -m pip install -e '.[web]'"


def test_from_elsewhere_it_names_the_folder_of_the_checkout(python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = python / "a checkout"
    checkout.mkdir()
    (python / "elsewhere").mkdir()
    install(monkeypatch, record(checkout, editable=False))
    monkeypatch.chdir(python / "elsewhere")
    assert install_command("web") == f"'{python}/my venv/bin/python' -m pip install '{checkout}[web]'"


@pytest.mark.parametrize(
    "damaged", ["{", "[]", '{"url": 1}', '{"url": "file:///nowhere", "dir_info": {}}', '{"url": "https://a.example"}']
)
@pytest.mark.usefixtures("python")
def test_a_damaged_record_counts_as_none(monkeypatch: pytest.MonkeyPatch, damaged: str) -> None:
    install(monkeypatch, damaged)
    assert install_command("web").endswith(" -m pip install 'news-clipper[web]'")


@pytest.mark.usefixtures("python")
def test_a_clipper_that_is_not_installed_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def distribution(name: str) -> Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", distribution)
    assert install_command("pdf").endswith("pip install 'news-clipper[pdf]'")


def test_without_pip_it_asks_uv(python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, None)
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    assert install_command("web") == f"uv pip install --python '{python}/my venv/bin/python' 'news-clipper[web]'"
