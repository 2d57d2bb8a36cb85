"""The migrations are loaded once a test process. A program upgrades once; tests do so from one
form of the tables to the next, and Alembic loads eighty modules each time.
"""

from collections.abc import Mapping
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory

_load = ScriptDirectory.from_config
_loaded: dict[tuple[str | None, str], ScriptDirectory] = {}


def load_migrations_once() -> None:
    """From now on, in this process."""
    setattr(ScriptDirectory, _load.__name__, loaded)


def loaded(config: Config) -> ScriptDirectory:
    """As Alembic loads them, from one place as one config says."""
    said: Mapping[str, Any] = config.get_section(config.config_ini_section) or {}
    key = config.config_file_name, repr(sorted(said.items()))
    if key not in _loaded:
        _loaded[key] = _load(config)
    return _loaded[key]
