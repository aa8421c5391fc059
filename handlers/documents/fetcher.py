"""The only way in for pictures, styles and fonts of a page: what the bundle brought."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

Asset = tuple[bytes, str]


class Denied(Exception):
    """The page asked for an address that is not one of its own assets."""


class LockedFetcher(URLFetcher):  # type: ignore[misc]
    """Gives the assets, by exact address, and nothing else: no file, no network, no data: address.

    `denied` lists what was asked for and refused, at most 200 characters of each: the layout
    engine goes on without what it cannot load, so whoever uses this has to look.
    """

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__(allow_redirects=False)
        self._assets = dict(assets)
        self.denied: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The asset of that address. Raises Denied for any other."""
        found = self._assets.get(url)
        if found is None:
            self.denied.append(url[:200])
            raise Denied(url[:200])
        content, media_type = found
        return URLFetcherResponse(url, content, {"Content-Type": media_type})
