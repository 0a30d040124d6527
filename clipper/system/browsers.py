"""The browsers that can start clipper, and the folders in which each looks for programs that it may start."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

HOST_NAME = "news_clipper"
"""The name by which the extension asks its browser for clipper."""

EXTENSION_ID = "jbphjeemcdpopjbgopehphdndfgdogcj"
"""The id that Chromium works out from the `key` in the extension's manifest."""

ADD_ON_ID = "clipper@news-clipper.invalid"
"""The id that the extension states for Firefox."""

ORIGIN = f"chrome-extension://{EXTENSION_ID}/"


class Browser(NamedTuple):
    """A browser: its name, its folder of settings on Linux and on macOS, and whether it is a Firefox.

    `mac_folder` is below `Library/Application Support`.
    """

    title: str
    linux_folder: str
    mac_folder: str
    is_firefox: bool = False

    def is_here(self, home: Path, environment: Mapping[str, str], platform: str = sys.platform) -> bool:
        """Tell whether the browser has been used here, by its folder of settings.

        Firefox reads what tells it of programs from a folder that other programs make too, and that holds no profiles.
        """
        folder = self._folder(home, environment, platform)
        if not self.is_firefox:
            return folder.is_dir()
        if platform == "darwin":
            return (folder.parent / "Firefox").is_dir()
        since_147 = _config_folder(home, environment) / "mozilla"
        return (folder / "firefox").is_dir() or (since_147 / "firefox").is_dir()

    def host_file(self, home: Path, environment: Mapping[str, str], platform: str = sys.platform) -> Path:
        """Return the path of the file that tells the browser of clipper."""
        is_lower = self.is_firefox and platform != "darwin"
        folder = "native-messaging-hosts" if is_lower else "NativeMessagingHosts"
        return self._folder(home, environment, platform) / folder / f"{HOST_NAME}.json"

    def _folder(self, home: Path, environment: Mapping[str, str], platform: str) -> Path:
        if platform == "darwin":
            return home / "Library" / "Application Support" / self.mac_folder
        return (home if self.is_firefox else _config_folder(home, environment)) / self.linux_folder

    def host_manifest(self, launcher: Path) -> dict[str, object]:
        """Return what that file says: the program to start, and the only extension that may ask for it."""
        allowed: dict[str, object] = (
            {"allowed_extensions": [ADD_ON_ID]} if self.is_firefox else {"allowed_origins": [ORIGIN]}
        )
        return {
            "name": HOST_NAME,
            "description": "Keep a page as a clip",
            "path": str(launcher),
            "type": "stdio",
            **allowed,
        }


BROWSERS = {
    "chromium": Browser("Chromium", "chromium", "Chromium"),
    "chrome": Browser("Google Chrome", "google-chrome", "Google/Chrome"),
    "firefox": Browser("Firefox", ".mozilla", "Mozilla", is_firefox=True),
    "edge": Browser("Microsoft Edge", "microsoft-edge", "Microsoft Edge"),
    "brave": Browser("Brave", "BraveSoftware/Brave-Browser", "BraveSoftware/Brave-Browser"),
}
"""The browsers by the names that a user types."""


def _config_folder(home: Path, environment: Mapping[str, str]) -> Path:
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config")


def is_ours(arguments: list[str]) -> bool:
    """Tell whether a browser starts clipper for our extension, by the arguments that it passes.

    Chromium passes the origin of the extension first; Firefox passes the path of the host's file, then the add-on's id.
    """
    return arguments[:1] == [ORIGIN] or arguments[1:2] == [ADD_ON_ID]
