"""Places that have been spoken about: told as quickly as if there were one of them."""

from hypothesis import given
from hypothesis import strategies as st

from mailrules.engine.places import Taken
from mailrules.findings import Location, Scope

NUMBERS = st.integers(1, 4)


def _location(scope: Scope, part: str, places: tuple[tuple[int, int], ...]) -> Location:
    (line, column), (end_line, end_column) = sorted(places)
    return Location(scope, part, line, column, end_line, end_column)


LOCATIONS = st.builds(
    _location,
    st.sampled_from((Scope.BODY, Scope.SIGNATURE)),
    st.sampled_from(("1", "2")),
    st.tuples(*[st.tuples(NUMBERS, NUMBERS)] * 2),
)


def overlap(one: Location, other: Location) -> bool:
    if (one.scope, one.part) != (other.scope, other.part):
        return False
    start = max((one.line, one.column), (other.line, other.column))
    end = min((one.end_line, one.end_column), (other.end_line, other.end_column))
    return start < end or (one.line, one.column) == (other.line, other.column)


@given(st.lists(LOCATIONS, max_size=8), LOCATIONS)
def test_a_place_touches_what_it_shares_a_character_or_its_beginning_with(
    places: list[Location], place: Location
) -> None:
    assert Taken(places).touches(place) is any(overlap(one, place) for one in places)
