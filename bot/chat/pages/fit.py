"""Making an alert fit: what goes first when a message would be too long.

The lead headline, its claimant lines, its hedges and all counts stay. Names of further outlets go first, then second
claimants, then the other side of a dispute gets shorter, then long names are cut. Last of all go roles and second
times: labels are longer in some languages than in others.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.core.alert.content import AlertContent, ClaimLine, ReportBlock
from bot.core.alert.display import short

_TIGHT_HEADLINE = 90


def _outlets(most: int) -> Callable[[AlertContent], AlertContent]:
    def fewer(content: AlertContent) -> AlertContent:
        counted = content.corroboration
        names, copies = counted.outlets[:most], counted.copies[:most]
        return replace(content, corroboration=replace(counted, outlets=names, copies=copies))

    return fewer


def _one_claim(block: ReportBlock) -> ReportBlock:
    hidden = max(0, len(block.claims) - 1)
    return replace(block, claims=block.claims[:1], more_claims=block.more_claims + hidden)


def _one_claim_each(content: AlertContent) -> AlertContent:
    content = replace(content, block=_one_claim(content.block))
    if content.dispute is None:
        return content
    return replace(content, dispute=replace(content.dispute, block=_one_claim(content.dispute.block)))


def _short_claim(claim: ClaimLine) -> ClaimLine:
    return replace(claim, claimant=short(claim.claimant, 36), cue=short(claim.cue, 16), tags=claim.tags[:1])


def _short_names(block: ReportBlock) -> ReportBlock:
    claims = tuple(_short_claim(claim) for claim in block.claims)
    hedges = tuple(short(hedge, 20) for hedge in block.hedges[:3])
    return replace(block, outlet=short(block.outlet, 20), claims=claims, hedges=hedges)


def _short_dispute(content: AlertContent) -> AlertContent:
    if content.dispute is None:
        return content
    block = _short_names(content.dispute.block)
    block = replace(block, headline=short(block.headline, _TIGHT_HEADLINE), hedges=(), first_seen=None)
    return replace(content, dispute=replace(content.dispute, block=block))


def _short_everything(content: AlertContent) -> AlertContent:
    counted = content.corroboration
    return replace(
        content,
        topic=short(content.topic, 30),
        act=short(content.act, 20) if content.act else None,
        block=_short_names(content.block),
        corroboration=replace(counted, claimants=tuple(short(name, 24) for name in counted.claimants)),
        corrected_by=tuple(short(name, 20) for name in content.corrected_by[:1]),
        withdrawn_by=tuple(short(name, 20) for name in content.withdrawn_by[:1]),
        changed_by=short(content.changed_by, 20) if content.changed_by else None,
    )


def _bare(name: int, claimant: int, headline: int) -> Callable[[AlertContent], AlertContent]:
    """Without roles and second times, names of these lengths; the other side's headline is cut, ours never."""

    def bare(block: ReportBlock) -> ReportBlock:
        claims = tuple(replace(claim, claimant=short(claim.claimant, claimant), tags=()) for claim in block.claims)
        seen = None if block.published else block.first_seen
        return replace(block, outlet=short(block.outlet, name), claims=claims, first_seen=seen)

    def barer(content: AlertContent) -> AlertContent:
        content = replace(content, topic=short(content.topic, 20), block=bare(content.block))
        if content.dispute is None:
            return content
        block = bare(content.dispute.block)
        block = replace(block, headline=short(block.headline, headline))
        return replace(content, dispute=replace(content.dispute, block=block))

    return barer


_STEPS = (
    _outlets(3), _outlets(1), _outlets(0), _one_claim_each, _short_dispute, _short_everything,
    _bare(16, 26, 60), _bare(12, 18, 40), _bare(10, 12, 24),
)  # fmt: skip


def versions(content: AlertContent) -> Iterator[AlertContent]:
    """The content as it is, then ever shorter; each step keeps what the steps before removed removed."""
    yield content
    for step in _STEPS:
        content = step(content)
        yield content
