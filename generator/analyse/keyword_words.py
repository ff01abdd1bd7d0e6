"""English words that make no keyword: weak adjectives, vague nouns, days, abbreviated titles."""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


WEAK = _listed("""
    able actual additional annual available big certain clear close current daily different due early entire
    estimated everyday existing extra famous few final first following former free fresh full further future general
    good great growing high huge immediate important initial key large last late latest least less likely little local
    long longtime low main major many massive mere modern more most much multiple necessary new next numerous old only
    open other overall own particular past possible potential present previous prior proper quick rare ready real
    recent regular relevant respective right rising same second senior serious several short significant similar
    single small so-called sole special specific strong subsequent such sufficient sure third tiny top total true
    unprecedented upcoming usual various very vast whole wide worst young magnitude
    a.m. brave brutal candid confirmed constructive continued continuing dear deep emerging extraordinary historic
    innocent known lasting maximum ongoing outrageous overwhelming p.m. presumptive robust successful tremendous
    unconscionable unjustified unprovoked unwavering vicious
    alleged apparent approximate beloved controversial deadly easy enclosed exact fair fantastic female generational
    hard high-profile humane informal lazy loyal male missing nice official orderly outside popular preliminary
    prominent receiving reported rich same-day silly specified stable symbolic threatened titular tough unconfirmed
    unidentified unnamed unofficial
    weak well-known
    cm feet foot kg m kilometer kilometers kilometre kilometres km meter meters metre metres mile miles mph tonnes
""")
"""Adjectives that say nothing about what a phrase is about; taken off its start."""
VAGUE = _listed("""
    ability afternoon applause appreciation associate code contribution conversation generation history honor honour
    laughter mind moderator package platform product relationship respect section seq
    access action activity addition administration advisory age agency agenda aim amount analysis announcement
    answer anything approach april area array article aspect assistance attempt august author authority back
    background basis billion bit board body brother building capital case category cause cent center centre century
    chairman chairwoman challenge chance change channel charge chief circumstance civilian click coast colleague
    comment commitment committee company concern condition connection consensus consideration consultation contact
    cooperation coordination copy cost country couple course critic crowd data date day deal decade
    december decision delegation demand department detail determination development device difference difficulty
    direction director discussion district document dollar door dozen dr effect effort email end engagement
    estimate evening event everything example executive experience expert extent face fact factor family feature
    february fellow field fight figure finding firm floor focus foot force form foundation framework friday friend
    front function goal ground group guest half hand head home hope hour human hundred idea image impact
    implementation importance inch incident increase individual information initiative instance intention
    interaction interest investigator issue item january job july june kilometer kilometre kind lack lady last
    leader leadership level life line link list location loop loss lot magnitude maintenance majority man manner
    march material matter may means measure mechanism meeting member message meter method metre mile million
    minister minute model moment monday month morning move mph mr mrs ms name nation nature neck need neighbor news
    night noon nothing november number objective observation october offer office officer official one operation
    opportunity option order organisation organization organizer other outcome page paper part participant partner
    party past pattern people percent percentage period person phase photo picture piece place plan point policy
    population position possibility post power presence president press priority problem procedure process program
    progress project proposal province public purpose quarter question range rate reader readout reason reference
    region regulation relation relative release remark report reporter representative request requirement researcher
    resident resource response rest result return role room round rule saturday season second secretary sense september
    series service set side sign site situation society something sort source speech sphere spokesman spokesperson
    spokeswoman spread staff stage standard start state statement station statistics status step stock stop store
    story strength structure study subject success suffering sunday support surface survey suspect system talk
    target task team term text thing thousand thursday ticket time title today tomorrow ton tonight tool top total
    track trip tuesday type unit update use utc value version video view visit visitor voice way website wednesday
    week weekend while winner witness woman word work world writer yard year yesterday
""")
"""Nouns that are no keyword when they stand alone, folded."""

EMPTY_HEADS = _listed("aspect field issue matter problem question sphere")
"""Nouns, folded, that add nothing to a noun before them."""

DAYS = _listed("""
    monday tuesday wednesday thursday friday saturday sunday fri thu tue wed today yesterday tomorrow tonight
""")
TIMES = _listed("earlier last later next this")
"""Words that begin a time behind another word ("case last summer")."""
RANKS = _listed(
    "bst cdt cest cet cst edt eest eet est gmt ist jr jst mdt mst pdt pst utc seq madam adm brig capt cmdr col dr gen "
    "gov lt maj mr mrs ms prof rep rev sen sgt st"
)
"""Abbreviated titles, and what else ends no label: half a name, a time of day, a salutation."""
SALUTATIONS = _listed("dear madam mr mr. mrs mrs. ms ms.")
"""What begins with one speaks to somebody."""
HYPHENS = _listed("- ‑ –")
JOINING = _listed("of on for and the 's ’s")
"""Small words within the titles of treaties, acts, programmes; and the genitive ("International Women's Day")."""
MONTHS = _listed("January February March April May June July August September October November December")
OFFICES = _listed("""
    adviser advisor ambassador assistant chair chairman chairwoman chief commander commissioner counsellor counselor
    dean deputy director duke editor envoy founder governor head judge justice king leader lord mayor member
    minister office officer pope president prince princess principal professor queen representative secretary
    senator speaker spokesman spokesperson spokeswoman
""")
"""Folded; with one of them before its small word, a title is somebody's, not a treaty's ("Minister of Justice")."""
