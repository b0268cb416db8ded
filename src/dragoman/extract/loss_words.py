"""The words that tell of dead and wounded, and of what is counted that is no person."""

from __future__ import annotations

from dragoman.model.records import Kind

KILL = frozenset("kill slay murder massacre assassinate behead decapitate slaughter martyr lynch".split())
DIE = frozenset({"die", "perish", "succumb"})
WOUND = frozenset("wound injure hurt maim hospitalise hospitalize".split())
DEAD = frozenset({"dead", "deceased"})
HURT = frozenset({"wounded", "injured", "hurt", "hospitalised", "hospitalized"})
KILLED_NOUNS = frozenset({"death", "fatality", "killing", "murder", "assassination"})
HURT_NOUNS = frozenset({"injury"})
CALLED = frozenset(
    "person people man woman boy girl child baby infant teenager civilian victim toddler body passenger bystander "
    "worshipper pedestrian mourner other".split()
)
PERSONAL = frozenset({Kind.PERSON, Kind.PEOPLE, Kind.GROUP, Kind.MILITARY})
COLLECTIVE = frozenset(
    "army militia group force police crowd gang faction navy battalion brigade unit regiment family tribe clan team "
    "crew squad troop cartel party organisation organization population community people public opposition corps "
    "command junta mob".split()
)
NOT_PEOPLE = frozenset(
    "cow camel goat sheep horse animal elephant whale dolphin bird bill plan deal project proposal job idea hope "
    "dream chance engine percent % year day week month hour tank vehicle house building home ship vessel aircraft "
    "helicopter jet drone missile".split()
)
NOBODY = frozenset({"nobody", "none"})
ONE = frozenset({"he", "she", "him", "her", "himself", "herself"})
