"""What is drawn once for many, and drawn anew when what it is made of is another."""

from itertools import count

from bot.slack.drawings import Drawings


def test_it_is_made_once_of_the_same_parts() -> None:
    drawings, made, part = Drawings(), count(), object()
    assert [drawings.of("a", [part], lambda: next(made)) for _ in range(3)] == [0, 0, 0]


def test_another_part_an_equal_one_and_one_too_many_make_it_anew() -> None:
    drawings, made = Drawings(), count()
    first, equal = "".join(["a", "b"]), "".join(["a", "b"])
    parts = ([first], [equal], [equal, first], [equal])
    assert [drawings.of("a", each, lambda: next(made)) for each in parts] == [0, 1, 2, 3]


def test_the_oldest_makes_way() -> None:
    drawings, made = Drawings(most=2), count()
    for key in ("a", "b", "c"):
        drawings.of(key, (), lambda: next(made))
    assert drawings.of("c", (), lambda: next(made)) == 2
    assert drawings.of("a", (), lambda: next(made)) == 3
