"""Where a project is kept, and the addresses at its forge: a file, its editor, a prefilled issue. Pure.

The addresses are those of GitHub, of Forgejo and Gitea (Codeberg runs one), and of GitLab.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode, urlsplit


class Forge(StrEnum):
    """The kinds of forge whose addresses are known."""

    GITHUB = "github"
    FORGEJO = "forgejo"
    GITLAB = "gitlab"


_HOSTS = {"github": Forge.GITHUB, "gitlab": Forge.GITLAB, "codeberg": Forge.FORGEJO, "forgejo": Forge.FORGEJO,
          "gitea": Forge.FORGEJO}  # fmt: skip
_VIEW = {Forge.GITHUB: "blob/{}", Forge.FORGEJO: "src/branch/{}", Forge.GITLAB: "-/blob/{}"}
_NEW = {Forge.GITHUB: "new/{}", Forge.FORGEJO: "_new/{}"}
_EDIT = {Forge.GITHUB: "edit/{}", Forge.FORGEJO: "_edit/{}", Forge.GITLAB: "-/edit/{}"}


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository of a project: its address without a slash at the end, its kind of forge, its main branch.

    Where the kind is not known (None), nothing is offered but the address itself.
    """

    address: str
    forge: Forge | None
    branch: str = "main"

    def view(self, path: str) -> str:
        """Where a file is read; the repository itself where the forge is not known."""
        return self._file(_VIEW, path)

    def edit(self, path: str) -> str:
        """Where a file is changed in the browser; the repository itself where the forge is not known."""
        return self._file(_EDIT, path)

    def new_file(self, folder: str, name: str, text: str) -> str:
        """Where a new file is made in the browser, its text filled in; empty where the forge cannot fill it in."""
        if self.forge is None or self.forge not in _NEW:
            return ""
        return self._file(_NEW, folder) + "?" + urlencode({"filename": name, "value": text}, quote_via=quote)

    def issue(self, form: str, title: str = "", fields: Mapping[str, str] | None = None) -> str:
        """Where an issue is opened with one of our forms, its fields filled in as far as the forge can.

        GitHub fills fields by their ids; the others get them as the issue's text.
        """
        fields = fields or {}
        if self.forge is Forge.GITHUB:
            return self._new("issues/new", {"template": f"{form}.yml", "title": title, **fields})
        body = "\n\n".join(f"{name}: {value}" for name, value in fields.items())
        if self.forge is Forge.FORGEJO:
            return self._new("issues/new", {"title": title, "body": body})
        if self.forge is Forge.GITLAB:
            return self._new("-/issues/new", {"issue[title]": title, "issue[description]": body})
        return self.address

    def _file(self, ways: Mapping[Forge, str], path: str) -> str:
        if self.forge is None:
            return self.address
        return f"{self.address}/{ways[self.forge].format(quote(self.branch))}/{quote(path)}"

    def _new(self, way: str, parameters: Mapping[str, str]) -> str:
        query = urlencode({key: value for key, value in parameters.items() if value}, quote_via=quote)
        return f"{self.address}/{way}" + (f"?{query}" if query else "")


def repository(address: str, forge: str | None = None, branch: str = "main") -> Repository:
    """The repository at an address; the kind of forge by its host where none is named.

    Raises ValueError for an address that is not of the web, and for one that holds a name or password.
    """
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{address!r} is not a web address; it begins with https://")
    if parts.username or parts.password:
        raise ValueError("the address of a repository is public; leave name and password out")
    known = next((kind for word, kind in _HOSTS.items() if word in parts.hostname.split(".")), None)
    return Repository(
        f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/").removesuffix(".git"),
        Forge(forge) if forge else known,
        branch,
    )
