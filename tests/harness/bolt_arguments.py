"""How a listener's arguments are called is asked once for each code, and not in each app anew.

Bolt looks for it by `inspect`, for each listener and each of its matchers. A test begins with an
app of its own, of the same listeners: that was a third of what beginning cost.
"""

from collections.abc import Callable
from types import CodeType, FunctionType
from typing import Any

from slack_bolt.listener import custom_listener
from slack_bolt.listener_matcher import builtins
from slack_bolt.util.utils import get_arg_names_of_callable

_known: dict[CodeType, list[str]] = {}


def remember_argument_names() -> None:
    """From now on, in this process."""
    for module in (custom_listener, builtins):
        setattr(module, get_arg_names_of_callable.__name__, remembered)


def remembered(func: Callable[..., Any]) -> list[str]:
    """As Bolt finds them, who is asked each time of what is no plain function or stands for another
    one."""
    told = hasattr(func, "__wrapped__") or hasattr(func, "__signature__")
    if told or not isinstance(func, FunctionType):
        return get_arg_names_of_callable(func)
    if func.__code__ not in _known:
        _known[func.__code__] = get_arg_names_of_callable(func)
    return list(_known[func.__code__])
