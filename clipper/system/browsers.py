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
    """A browser: its name, its folder of settings on Linux and on macOS, and whether it is a Firefox."""

    title: str
    linux_folder: str
    mac_folder: str
    is_firefox: bool = False

    def settings_folder(self, home: Path, environment: Mapping[str, str], platform: str = sys.platform) -> Path:
        """Return the folder that holds the browser's profiles, whether it exists or not."""
        if platform == "darwin":
            return home / "Library" / "Application Support" / self.mac_folder
        if self.is_firefox:
            return home / self.linux_folder
        return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / self.linux_folder

    def host_file(self, home: Path, environment: Mapping[str, str], platform: str = sys.platform) -> Path:
        """Return the path of the file that tells the browser of clipper."""
        is_lower = self.is_firefox and platform != "darwin"
        folder = "native-messaging-hosts" if is_lower else "NativeMessagingHosts"
        return self.settings_folder(home, environment, platform) / folder / f"{HOST_NAME}.json"

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


def is_ours(arguments: list[str]) -> bool:
    """Tell whether a browser starts clipper for our extension, by the arguments that it passes.

    Chromium passes the origin of the extension first; Firefox passes the path of the host's file, then the add-on's id.
    """
    return arguments[:1] == [ORIGIN] or arguments[1:2] == [ADD_ON_ID]
