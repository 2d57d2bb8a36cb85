"""YAML as plain text, mappings and lists, without its surprises.

Every scalar stays the text that was written, so `NO` is a country and `000123` an account
number. Tags, anchors, several documents and repeated keys are refused.
"""

from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.intake.errors import ErrorCollector
from bot.intake.refusals import RepeatedKey, UnreadableFile, WrongShape

Tree = str | list["Tree"] | dict[str, "Tree"]

MOST_CHARACTERS = 1_000_000
MOST_LEVELS = 20


def read_tree(text: str) -> Tree:
    """The one document of `text`. Raises UnreadableFile, or ValidationErrors with repeated keys."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(f"it has more than {MOST_CHARACTERS:,} characters")
    try:
        for _ in _checked_events(text):
            pass
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise UnreadableFile(_reason(error)) from None
    if node is None:
        raise UnreadableFile("it is empty")
    checks = ErrorCollector()
    tree = _tree(node, "", checks)
    checks.expect_none()
    return tree


def _checked_events(text: str) -> Iterator[None]:
    """Raises UnreadableFile for what is valid YAML and not wanted here."""
    level = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        level += isinstance(event, yaml.CollectionStartEvent)
        level -= isinstance(event, yaml.CollectionEndEvent)
        if level > MOST_LEVELS:
            raise UnreadableFile(f"line {line} is nested too deeply")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableFile(f"line {line} has an anchor or an alias; write the values out")
        if getattr(event, "tag", None):
            raise UnreadableFile(f"line {line} has a tag; write plain values")
        yield


def _reason(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return "it has a character that YAML does not allow"


def _tree(node: Node, path: str, checks: ErrorCollector) -> Tree:
    if isinstance(node, MappingNode):
        return _mapping(node, path, checks)
    if isinstance(node, SequenceNode):
        return [_tree(each, f"{path}[{n}]", checks) for n, each in enumerate(node.value)]
    plain_null = isinstance(node, ScalarNode) and not node.style and node.value in ("~", "null")
    return "" if plain_null else str(node.value)


def _mapping(node: MappingNode, path: str, checks: ErrorCollector) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            checks.add(WrongShape("a mapping with plain keys"), path)
            continue
        key = key_node.value
        place = f"{path}.{key}" if path else key
        if key in found:
            checks.add(RepeatedKey(key_node.start_mark.line + 1), place)
        found[key] = _tree(value_node, place, checks)
    return found
