"""People around a side of the talks, who are named by it but do not act or speak for it: "A's hostage families"."""

from collections.abc import Sequence

from bot.core.detect.words import Word

# Who belongs to a side, or lives under it, without speaking or acting for it.
_NOUNS = (
    "families, family, relatives, parents, mother, mothers, father, fathers, son, daughter, brother, sister, "
    "wife, husband, supporters, supporter, activists, activist, protesters, protestors, demonstrators, residents, "
    "resident, civilians, citizens, people, public, crowds, veteran, veterans, survivors, survivor, students, "
    "staff, staffers, employees, workers, aides, allies, critics, opposition, rivals, experts, expert, analysts, "
    "analyst, commentators, commentator, journalist, journalists, columnist, professor, author, academics, "
    "voters, everyone, everybody, community, communities, groups, doctors, medics, girl, boy, woman, man, women, "
    "men, children, hostages, hostage, captives, captive, prisoners, prisoner, detainees, evacuees, refugees, "
    "neighbours, neighbors, celebrities, jews, muslims, christians, settlers, reservists, markets, media, press, "
    "diaspora, actor, singer, players, fans"
)
_PEOPLE = frozenset(_NOUNS.split(", "))


def is_people(noun: str) -> bool:
    """Whether a noun means people around a side, such as "families" or "supporters"."""
    return noun in _PEOPLE


def bystander(words: Sequence[Word]) -> str | None:
    """The noun for people where words name those of a side, not the side: "A hostage families", "relatives of B"."""
    named = [at for at, word in enumerate(words) if word.actor]
    if not named:
        return None
    last = named[-1]
    if all(words[at].crowd for at in named):
        return words[last].text
    after = next((word.text for word in reversed(words[last + 1 : last + 5]) if word.text in _PEOPLE), None)
    before = next((word.text for word in words[max(0, named[0] - 4) : named[0]] if word.text in _PEOPLE), None)
    return after or before
