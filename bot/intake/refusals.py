"""Refusals of what only a form or a file can get wrong."""

from jupiter_core.domain.refusals import Refusal


class NotAmong(Refusal):
    """`known` lists what may stand there."""

    template = "“{typed}” is not one of: {known}."
    typed: str
    known: str


class UnreadableFile(Refusal):
    """`reason` is a half-sentence, with the line where there is one."""

    template = "This file cannot be read: {reason}."
    reason: str


class UnreadableLogo(Refusal):
    """`reason` is a half-sentence."""

    template = "The logo “{name}” cannot be read: {reason}."
    name: str
    reason: str


class RateNotZero(Refusal):
    """A reason why no tax is charged stands beside a rate that charges some."""

    template = "“{choice}” goes with a tax rate of 0; this has {rate}%."
    choice: str
    rate: str


class UnknownKey(Refusal):
    """`known` lists the keys that may stand there."""

    template = "Unknown key. The keys here are: {known}."
    known: str


class RepeatedKey(Refusal):
    """`line` is counted from 1, in the file."""

    template = "This key is used twice; the second time in line {line}."
    line: int


class WrongShape(Refusal):
    """`wanted` is a noun: `a list`, `true or false`."""

    template = "This must be {wanted}."
    wanted: str


class TwoWaysDate(Refusal):
    """A day whose month may stand first or second."""

    template = "“{typed}” can be read in two ways. Write it like 2027-02-01."
    typed: str
