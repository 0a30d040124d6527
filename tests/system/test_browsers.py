"""The browsers that clipper knows, and the extension that they let start it."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from clipper.cli.browser_options import NAMES
from clipper.system.browsers import ADD_ON_ID, BROWSERS, EXTENSION_ID, HOST_NAME, ORIGIN, is_ours
from clipper.system.extension_files import extension_files

HOME = Path("/home/jane")
MANIFEST = json.loads(extension_files()["manifest.json"])


@pytest.mark.parametrize(
    ("name", "platform", "file"),
    [
        ("chromium", "linux", ".config/chromium/NativeMessagingHosts"),
        ("chrome", "linux", ".config/google-chrome/NativeMessagingHosts"),
        ("edge", "linux", ".config/microsoft-edge/NativeMessagingHosts"),
        ("brave", "linux", ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts"),
        ("firefox", "linux", ".mozilla/native-messaging-hosts"),
        ("chrome", "darwin", "Library/Application Support/Google/Chrome/NativeMessagingHosts"),
        ("firefox", "darwin", "Library/Application Support/Mozilla/NativeMessagingHosts"),
    ],
)
def test_each_browser_looks_in_its_own_folder(name: str, platform: str, file: str) -> None:
    assert BROWSERS[name].host_file(HOME, {}, platform) == HOME / file / "news_clipper.json"


def test_another_folder_of_settings_counts_for_chromium_but_not_for_firefox() -> None:
    moved = {"XDG_CONFIG_HOME": "/settings"}
    hosts = Path("/settings/chromium/NativeMessagingHosts")
    assert BROWSERS["chromium"].host_file(HOME, moved, "linux") == hosts / "news_clipper.json"
    hosts = HOME / ".mozilla/native-messaging-hosts"
    assert BROWSERS["firefox"].host_file(HOME, moved, "linux") == hosts / "news_clipper.json"


@pytest.mark.parametrize(
    ("name", "platform", "folder", "is_here"),
    [
        ("chromium", "linux", ".config/chromium", True),
        ("chromium", "linux", ".config/google-chrome", False),
        ("chromium", "linux", "settings/chromium", True),
        ("brave", "darwin", "Library/Application Support/BraveSoftware/Brave-Browser", True),
        ("firefox", "linux", ".mozilla/firefox", True),
        ("firefox", "linux", ".config/mozilla/firefox", True),
        ("firefox", "linux", "settings/mozilla/firefox", True),
        ("firefox", "linux", ".mozilla/native-messaging-hosts", False),
        ("firefox", "darwin", "Library/Application Support/Firefox", True),
        ("firefox", "darwin", "Library/Application Support/Mozilla/NativeMessagingHosts", False),
    ],
)
def test_a_browser_is_here_if_it_has_profiles_here(
    tmp_path: Path, name: str, platform: str, folder: str, *, is_here: bool
) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "settings")} if folder.startswith("settings") else {}
    assert not BROWSERS[name].is_here(tmp_path, environment, platform)
    (tmp_path / folder).mkdir(parents=True)
    assert BROWSERS[name].is_here(tmp_path, environment, platform) is is_here


def test_the_command_line_knows_the_same_browsers() -> None:
    assert tuple(BROWSERS) == NAMES


def test_only_our_extension_may_start_clipper() -> None:
    chromium = BROWSERS["chromium"].host_manifest(Path("/x/browser-host"))
    firefox = BROWSERS["firefox"].host_manifest(Path("/x/browser-host"))
    assert chromium["allowed_origins"] == [f"chrome-extension://{EXTENSION_ID}/"]
    assert firefox["allowed_extensions"] == [ADD_ON_ID]
    assert "allowed_extensions" not in chromium
    assert "allowed_origins" not in firefox
    assert (chromium["name"], chromium["type"], chromium["path"]) == (HOST_NAME, "stdio", "/x/browser-host")


@pytest.mark.parametrize(
    ("arguments", "ours"),
    [
        ([ORIGIN], True),
        ([ORIGIN, "--parent-window=0"], True),
        (["/home/jane/.mozilla/native-messaging-hosts/news_clipper.json", ADD_ON_ID], True),
        ([], False),
        ([ADD_ON_ID], False),
        (["chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh/"], False),
        (["chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh/", ORIGIN], False),
        (["/x.json", "other@example.com"], False),
    ],
)
def test_the_arguments_say_which_extension_asks(arguments: list[str], ours: bool) -> None:
    assert is_ours(arguments) is ours


def test_the_id_of_the_extension_follows_from_its_key() -> None:
    """Chromium takes the first half of the SHA-256 of the key, in letters from a to p."""
    digest = hashlib.sha256(base64.b64decode(MANIFEST["key"])).hexdigest()[:32]
    assert "".join(chr(ord("a") + int(digit, 16)) for digit in digest) == EXTENSION_ID


def test_the_extension_asks_for_three_permissions_and_no_host() -> None:
    assert MANIFEST["manifest_version"] == 3
    assert MANIFEST["permissions"] == ["activeTab", "nativeMessaging", "scripting"]
    assert not {"host_permissions", "optional_permissions", "content_scripts", "externally_connectable"} & {*MANIFEST}


def test_the_extension_states_what_firefox_wants() -> None:
    gecko = MANIFEST["browser_specific_settings"]["gecko"]
    assert gecko["id"] == ADD_ON_ID
    assert gecko["data_collection_permissions"] == {"required": ["none"]}
    assert MANIFEST["background"] == {"service_worker": "worker.js", "scripts": ["worker.js"]}


def test_every_file_that_the_extension_names_is_there() -> None:
    named = {*MANIFEST["icons"].values(), *MANIFEST["background"]["scripts"], MANIFEST["action"]["default_popup"]}
    named |= {*MANIFEST["action"]["default_icon"].values(), "page.js", "popup.js", "popup.css"}
    assert named | {"manifest.json"} == {*extension_files()}


def test_the_extension_loads_nothing_and_makes_no_html_of_texts() -> None:
    for name, raw in extension_files().items():
        if name.endswith((".js", ".html")):
            source = raw.decode()
            assert "http://" not in source, name
            assert "https://" not in source, name
            assert ".innerHTML =" not in source, name
            assert "eval(" not in source, name
            assert "fetch(" not in source, name


def test_the_worker_asks_for_clipper_by_its_name() -> None:
    assert f'const HOST = "{HOST_NAME}";' in extension_files()["worker.js"].decode()
