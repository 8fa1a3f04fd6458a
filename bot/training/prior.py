"""What an editor knows before any window is read: signs of news and of background, in log-odds.

Learning starts here and moves a weight as far as the labelled windows carry it. Without it, what did not happen in
the labelled weeks (a deal, a release, an extension) would count for nothing in the first week in which it does.
"""

_ACTS = {
    1.0: "accept reject deal approve sign effect extend expire collapse delay cancel release veto resume",
    0.4: "propose demand threat visit meet list vote respond stall progress withdraw quit hold deploy cut aid",
    -0.5: "strike show identify arrest",
}
_OTHER = {
    "f:rule state": 1.0,
    "f:rule step": 0.6,
    "f:rule outsider": -0.5,
    "f:rule no act": -0.8,
    "f:rule behind": -0.8,
    "f:does PEOPLE": -0.6,
    "f:speaker PEOPLE": -0.6,
    "o:rule state": 0.4,
    "o:rule no act": -0.3,
    "o:does PEOPLE": -0.3,
    "f:speaker PARTY": 0.3,
    "f:speaker MEDIATOR": 0.3,
    "g:title_terms": 0.7,
    "g:no anchor": -1.0,
    "x:question mark": -1.0,
    "x:opener question": -1.0,
    "x:opener opinion": -1.0,
    "x:opener moving": -1.0,
    "x:opener voice": -1.0,
    "x:phrase list": -1.0,
    "x:letter": -0.5,
    "x:section opinion": -1.5,
    "x:section leisure": -1.5,
    "x:section analysis": -1.0,
    "x:section moving": -1.0,
    "x:section letter": -0.7,
    "x:section home": -0.5,
    "x:class kin": -0.5,
    "x:class feeling": -0.5,
    "x:class recount": -0.7,
    "x:class essay": -0.4,
    "x:class protest": -0.7,
    "x:class domestic": -0.7,
    "x:class culture": -1.0,
}
NEWS = {f"f:act {act}": weight for weight, acts in _ACTS.items() for act in acts.split()} | _OTHER
