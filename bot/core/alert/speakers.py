"""The lexicon of claimants: nouns that speak, documents that speak, things that do not, labels that are no speakers.

Closed lists of common words, no names: who the actors of a topic are comes from its actor table.
"""

import re

from bot.core.alert.grammar import words_of

PEOPLE = words_of(
    """
    academic activist actor actress adviser advisor advocate aide agent ally ambassador analyst archbishop architect
    aunt author authority bishop board boss broadcaster brother cabinet campaigner candidate captain captive
    cardinal celebrity ceo chair chairman chairwoman chancellor chief child citizen civilian cleric coach colleague
    colonel columnist commander commissioner commission commentator committee congressman congresswoman consultant
    coroner council councillor counsel count court critic customer dad daughter defector delegate delegation
    democrat department deputy detective diplomat director dissident doctor driver economist editor embassy emir
    employee employer engineer envoy ex-president executive expert eyewitness family farmer father fighter financier
    firefighter firm forecaster founder friend fugitive general girl government governor group guard
    head historian host hostage husband industry insider inspector institute investigator investor jihadist
    journalist judge junta jury justice king lawmaker lawyer leader leadership legislator lieutenant lobby lord
    magistrate major manager mayor mediator medic member militant militia minister ministry monarch monitor mother
    mourner mp mps mum mom negotiator neighbour neighbor nurse observer officer official ombudsman operator opponent
    opposition organiser organizer owner pardoner parent parliament parliamentarian participant partner party
    passenger pastor patient patriarch patriot peer pilot player pm police policeman politician pollster pope
    premier president priest prime prince princess principal prisoner producer professor prosecution prosecutor
    protester protestor provider psychologist publisher queen rabbi ranger rebel refugee regime regulator relative
    reporter representative republican rescuer researcher resident reviewer rider rival ruler scholar scientist
    secretary senate senator sibling separatist sergeant servant settler sheikh sheriff shopkeeper singer sister
    soldier solicitor son source sources speaker specialist spokesman spokesperson spokeswoman spox staff star
    strategist student sultan supporter surgeon survivor suspect syndicate teacher team technician teenager teen
    therapist thinktank think-tank trader trainer troop tribunal trustee tycoon union user veteran vice-president
    victim viewer villager voter walker warden watchdog whistleblower widow wife witness woman man worker writer
    youth agency army military navy airforce administration bank bloc body bureau charity church club coalition
    company conglomerate congress corporation division embassy faction federation force foundation giant insurgent
    kingdom movement network ngo office organisation organization outfit parties panel press retailer school
    service side sides society state states supplier tribe troops union university warring nation nations
    country countries campaign camp parliamentarians pentagon tv television radio newspaper media paper outlet
    outlets website magazine broadcaster people boy mercenary separatists warlord rescuers lifeguard
    officialdom treasury kremlin regulator broker chancellery duo trio pair gang mob crew crowd audience public
    majority minority
    challenger rapporteur association alliance confederation consortium thief ag billionaire millionaire alum alumni
    backbencher boyfriend branch chef children comedian cop counterpart cousin ex girlfriend granddaughter
    grandfather grandma grandmother grandson great-grandson great-granddaughter intern local nephew niece pal rapper
    rep responder subsidiary unit wing arm airline athlete attorney banker builder caucus chamber contender
    defendant defense dem dean footballer frontrunner front-runner goalkeeper golfer heir hopeful incumbent inmate
    juror landlord league lender midfielder mogul nominee pharmacist plaintiff pundit rector referee skipper startup
    start-up striker tenant trooper umpire winger creditor magnate conservative liberal progressive moderate
    astronaut monk nun islander lecturer headteacher principal envoy hacker broker
    """
)
DOCUMENTS = words_of(
    """
    report reports study studies survey surveys poll polls statement document documents data figures letter memo
    memos email emails analysis research review inquiry investigation audit filing filings lawsuit suit complaint
    indictment affidavit records papers files statistics index census paper article communique bulletin notice
    dossier census testimony transcript post tweet book leak leaks intelligence assessment evidence review ruling
    autopsy polling chargesheet
    """
)
THINGS = words_of(
    """
    accord aftermath agreement air airstrike airstrikes announcement appeal attack attacks battle bid bill blast
    blow bomb bombing bombs border budget call calls case cases ceasefire cease-fire change changes charge charges
    claim claims clash clashes comment comments concern concerns conflict constitution contract cost costs crackdown
    crash crisis damage date day days deadline deadlock deal death deaths debate decision delay demand demands
    development developments discussion discussions dispute document draft drama drone economy effort efforts
    election elections episode escalation event events exchange exit explosion fact facts failure famine fear fears
    fight fighting film fire flood flight footage framework freeze friction funds future game gap goal goals gun
    headline heat hope hopes hostilities hour hours idea image images impasse incident invasion issue issues job
    jobs killing killings law laws lead lives market markets match measure measures meeting minute minutes missile
    missiles moment momentum month months mood motion move moves name names negotiation negotiations news night
    number numbers offensive offer operation option options order orders outcome outrage pact pause peace photo
    photos picture plan plans plea plot point points policies policy power pressure price prices problem process
    progress project proposal proposals protest protests question questions raid raids rates reason reasons reform
    release remarks request rescue resolution response result results return right rights riot rise risk road rocket
    rockets row rule rules rumour rumours sales sanctions scene scheme season sentence shooting sign signs situation
    sources? speculation speech stalemate stance step steps storm story strategy strike strikes support swap talk
    talks tension tensions term terms test text threat threats time times list toll tragedy treaty trial trip truce
    turmoil tunnel update updates vehicle verdict version video victory violence visit vote votes war wars warning
    warnings way ways weapon weapons weather week weeks win window withdrawal word words work world year years
    chances odds relations truck trucks aid fuel food water money technology software ships ship shares stocks tests
    plane planes details terms surge blockade bombardment
    accusation accusations disease science series documentary novel show album song
    """
)
LABELS = words_of(
    """
    analysis opinion watch live video exclusive breaking explainer explained comment editorial review interview
    profile obituary podcast photos pictures gallery quiz update updates latest news recap timeline factbox explain
    listen read letters papers column columnist briefing newsletter today tonight weekly daily morning evening world
    business sport sports politics culture travel health science tech technology money weather football cricket
    rugby tennis golf boxing nba nfl nhl mlb election elections crisis war conflict talks deal truce ceasefire
    cease-fire attack attacks strikes shooting crash storm hurricane earthquake flood floods fire trial case inquiry
    scandal vote referendum summit budget strike protest protests riots covid covid-19 coronavirus brexit climate
    recipe recipes horoscope games cup league championship olympics oscars grammys awards final finals results
    preview match perspective essay commentary list feature features investigation special series part chapter
    episode alert flash urgent must-read inside fact check fact-check verify reaction highlights key takeaways
    tracker map charts chart graphic scores standings rankings crossword cartoon cartoons q&a faq note correction
    clarification update: security migration economy immigration housing inflation jobs diary notebook sketch view
    viewpoint voices dispatch postcard roundup wrap-up transfer rumours fixtures schedule tv film music books art
    theatre streaming deals best top
    guide
    """
)
PLURALS = words_of(
    """
    police people men women children media data troops both many most some several others few all families they we
    handful number majority minority group couple pair trio dozens hundreds thousands millions staff crew gop cops
    mps pms sides parents public alumni board club committee council family government party team union
    """
)
_TOOLS = words_of(
    """
    numbers orders papers powers matters waters chapters letters computers figures centers theaters theatres floors
    errors factors sectors mirrors colors colours reactors borders rivers towers quarters headquarters barriers trackers
    containers boosters shelters filters servers monsters disasters hangovers corridors harbors harbours indicators
    tremors
    """
)
PRONOUNS = frozenset({"he", "she", "they", "it"})
NOBODY = words_of("we i you nobody none everyone everybody anyone anybody someone somebody")
_UNNAMED = re.compile(
    r"\b(?:officials?|sources?|media|insiders?|diplomats?|aides?|(?:people|persons?) (?:familiar|close)|"
    r"(?:media|news|press|local|some|unconfirmed) reports?|reports|mediators|negotiators|analysts?|experts?|critics|"
    r"observers|(?:eye)?witness(?:es)?|residents|lawmakers|activists|an? (?:senior )?(?:officer|adviser))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\w+\s+[A-Z][a-z’'-]+(?:\s[A-Z][\w’'-]+)*$")


def _singulars(word: str) -> frozenset[str]:
    return frozenset({word[:-1], word.removesuffix("es"), word[:-3] + "y"})


def is_person(word: str) -> bool:
    """Whether a folded noun is one that speaks: a role, an office, a body, or a plural of one."""
    if word in PEOPLE:
        return True
    if word.endswith("s") and _singulars(word) & PEOPLE:
        return True
    if "-" in word:
        return is_person(word.rsplit("-", 1)[1])
    if word.endswith(("ers", "ors")) and len(word) > 6:
        return word not in THINGS and word not in _TOOLS
    return word.endswith(("ists", "ologist", "men", "women", "makers", "keepers", "workers", "isers", "izers"))


def is_unnamed(claimant: str) -> bool:
    """Whether the claimant is nobody in particular: officials, sources, media reports.

    "US official" is unnamed, "US official Ada Marrow" has a name.
    """
    found = _UNNAMED.search(claimant)
    return found is not None and not _NAMED.match(claimant, found.start())
