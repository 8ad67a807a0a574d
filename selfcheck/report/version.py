"""Nothing comes in, the version of the installed package goes out."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def package_version() -> str:
    """The version, or ``0+unknown`` where the package runs without being installed."""
    try:
        return version("selfcheck")
    except PackageNotFoundError:
        return "0+unknown"
