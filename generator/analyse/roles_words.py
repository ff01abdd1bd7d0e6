"""Words for what people are: titles, offices, professions, kinship; and words that look like them and are not."""

from __future__ import annotations

_ROLES = """
    academic accountant activist actor actress adjutant administrator admiral adviser advisor advocate agent aide
    alderman ambassador analyst anchor anthropologist archbishop architect artist assemblyman assemblywoman
    assistant associate astronaut astronomer athlete attaché attorney attorney-general author ayatollah bandmate
    banker baron bassist billionaire bishop blogger boss boxer brigadier broadcaster brother brother-in-law
    businessman businesswoman caliph candidate captain cardinal cartoonist ceo cfo chair chairman chairperson
    chairwoman champion chancellor chaplain chargé chef chemist chief classmate cleric clerk co-founder coach
    cofounder colonel columnist comedian commander commentator commissioner commodore communist composer comptroller
    conductor congressman congresswoman conservationist constable consul consultant controller convener coordinator
    coroner corporal correspondent cosmonaut councillor councilman councilwoman counsel counsellor counselor cousin
    creator critic cto curator customer dancer daughter daughter-in-law dean defendant defender delegate democrat
    deputy designer detective developer dictator diplomat director dissident doctor dramatist driver drummer duchess
    duke economist editor educator emir emperor employee engineer entrepreneur envoy ex-husband ex-president ex-wife
    executive exile expert farmer father father-in-law fellow fighter filmmaker firefighter footballer foreman
    founder friend frontman general geologist goalkeeper governor grandson guitarist gunman head headmaster heir
    heiress hero heroine historian host husband imam inspector instructor intellectual interpreter inventor
    investigator investor jockey journalist judge jurist justice king laureate lawmaker lawyer leader lecturer
    legislator librarian lieutenant lieutenant-general linguist lobbyist magistrate maharaja major major-general
    manager marshal mathematician mayor mechanic mediator member midfielder migrant millionaire minister model mogul
    monarch monk monsignor mother motorist musician negotiator nephew neuroscientist niece nominee novelist nun
    nuncio nurse observer officer official ombudsman operative opponent organiser organizer owner painter paramedic
    partner pastor patriarch patrolman patron philosopher photographer physician physicist pianist pilot pioneer
    pitcher plaintiff planner player plenipotentiary poet policeman policewoman politician pollster pope preacher
    predecessor premier presenter president priest prime prince princess principal producer professor programmer
    promoter prosecutor protester provost psychiatrist psychologist publicist publisher quarterback queen rabbi
    racer ranger rapper rapporteur rector refugee registrar reporter representative republican researcher resident
    reverend reviewer rival runner sailor scholar scientist screenwriter sculptor secretary secretary-general
    selectman senator sergeant shah sheikh sheriff singer sister skipper sociologist soldier solicitor son
    son-in-law songwriter speaker specialist spokesman spokesperson spokeswoman staffer star statesman statistician
    strategist striker student successor sultan superintendent supervisor supporter surgeon surveyor survivor
    suspect swimmer teacher teammate technician teenager theologian therapist toddler trader trainer treasurer
    trooper trustee tsar tycoon under-secretary undersecretary veteran vicar vice-president victim violinist
    vocalist volunteer warden warlord whip widow widower wife winner worker writer youngster
"""
_HONORIFICS = """
    dame dr dr. hon hon. lady lord miss mr mr. mrs mrs. ms ms. mx mx. prof prof. rev rev. sir st st.
"""
_NO_ROLES = """
    administration afternoon april article attack august autumn bill book campaign case center centre chapter
    children city claim color colour company computer country court cover crash day deal december decision dinner
    election error evening event example fact factor fall february film fire friday game government group house
    incident interview issue january july june law leaders letter lot march match matter may member-state members
    men moment monday month morning move movie news newspaper night november number october offer order others paper
    part party people percent place plan power problem question race reason report result river rule saturday sector
    september show sign song speech spouse spring state statement step storm summer sunday team theater theatre
    thing thursday time today tomorrow tower town trip tuesday tweet visit vote war water way weather wednesday week
    winter women word world year yesterday
"""
ROLES = frozenset(_ROLES.split())
"""Nouns that say what a person is, lower case."""
HONORIFICS = frozenset(_HONORIFICS.split())
"""Forms of address, which say nothing of a person; lower case."""
NO_ROLES = frozenset(_NO_ROLES.split())
"""Nouns that may stand beside a name and do not describe a person, lower case."""
RELATIVE = frozenset(("counterpart", "colleague", "rival", "successor", "predecessor"))
"""Titles that say something only together with somebody else."""
IS = frozenset(("is", "was"))
"""Verbs behind which a description of the subject may stand, lower case."""
STANDINGS = frozenset(
    ("accused", "appointed", "convicted", "deposed", "elected", "exiled", "jailed", "ousted", "retired")
)
"""Participles that belong to a title, lower case."""
DOERS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee", "ess", "mate")
"""How nouns end that say what a person does, where they stand right before a name."""
