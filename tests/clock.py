"""A clock that stands still, for the process of a command under test."""

import builtins
import datetime as dt
import sys
from types import ModuleType


class Kind(type):
    """What makes all times times of our class: there are none but real ones, so that any process can unpickle them."""

    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, dt.datetime)


class Stopped(dt.datetime, metaclass=Kind):
    """What modules use for `datetime.datetime`: it shows the same moment whenever it is asked."""

    moment: dt.datetime

    def __new__(cls, *values, **named):
        return dt.datetime(*values, **named)  # noqa: DTZ001 (as it was asked for)

    @classmethod
    def now(cls, tz=None):
        return cls.moment.astimezone(tz) if tz else cls.moment.astimezone().replace(tzinfo=None)


MODULE = ModuleType("datetime")
vars(MODULE).update(vars(dt) | {"datetime": Stopped})
import_module = builtins.__import__


def asks(name: str) -> bool:
    """Return whether a module is shown our clock: Python's own are not, which make values and ask for no day."""
    return name.partition(".")[0] not in {*sys.stdlib_module_names, __name__}


def imported(name, globals=None, *others, **named):  # noqa: A002 (Python's own name)
    """Import as Python does; whoever is imported from now on, and asks for the module of times, gets ours."""
    found = import_module(name, globals, *others, **named)
    return MODULE if found is dt and asks((globals or {}).get("__name__", "")) else found


def stop(moment: str) -> None:
    """Let this process see no other time than this one, such as "2020-01-01T12:00:00+00:00"."""
    Stopped.moment = dt.datetime.fromisoformat(moment)
    builtins.__import__ = imported
    for module in [module for name, module in sys.modules.items() if asks(name)]:
        for name, value in list(vars(module).items()):
            if value is dt.datetime:
                setattr(module, name, Stopped)
            elif value is dt:
                setattr(module, name, MODULE)
