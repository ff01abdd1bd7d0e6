"""Patterns and lists that tell an organisation from a thing: what stands beside its name, and names widely known."""

from __future__ import annotations

import re

from generator.analyse.entities_lexicon import BODIES, BODIES_DO, SAYING


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _any(*words: str) -> str:
    return "(?:" + "|".join((*words,)) + ")"


BODY_WORDS = _words(
    """
    TV Radio Television Broadcasting Communications Brothers Electric Power Railway Railways Telekom Telecom Research
    Survey Mail Express Review Weekly Daily Magazine Crescent Cross Opposition Newsroom Sox Rangers City Legion
    Conservancy Commons Lords Movement Band Racing Tobacco Brands Business Athletics Parenthood Registry Representatives
    Team Centers Community Bloc List Militia Tribe Tribes Nation Nations Delegates Deputies
    """
)
"""Words of organisations' names that say less than a head, and say enough where the model agrees."""

HEARD_OF = _words(
    """
    IBM HSBC UBS BP GE GM BMW VW BT EDF LG HP AMD ARM SAP KLM DHL UPS FedEx KPMG PwC EY IKEA KFC Huawei Xiaomi Tesco
    Asda Sainsbury's Morrisons Aldi Lidl Carrefour Costco Nestlé Unilever Danone Pfizer Moderna AstraZeneca Novartis
    Roche Bayer Merck GlaxoSmithKline Gazprom Rosneft Lukoil Aramco ExxonMobil Chevron Texaco Total Glencore Vodafone
    Verizon AT&T Comcast Motorola Qualcomm Nvidia Cisco eBay PayPal Alibaba Tencent Baidu ByteDance TikTok WhatsApp
    LinkedIn Reddit Vimeo Snapchat Wikimedia Wikinews WikiLeaks Bellingcat Daimler Peugeot Citroën Toshiba Panasonic
    Fujitsu Hitachi Mitsubishi Airbnb Nintendo Hasbro Lego McDonald's Pepsi PepsiCo Coca-Cola Kimberly-Clark Lufthansa
    Ryanair easyJet Qantas Aeroflot Emirates Eurostar Amtrak Lockheed Raytheon Northrop Cessna Bombardier Embraer
    MTV ITV ESPN MSNBC CNBC PBS ARD ZDF NHK RTÉ RAI CBC VOA UPI AP DPA RIA Novosti Nickelodeon HBO Hulu Showtime Vox
    BuzzFeed HuffPost Bild Spiegel Stern Haaretz Izvestia Kommersant Pravda Gawker Mashable Engadget
    FIFA UEFA IOC IPC NBA NFL MLB NHL MLS NASCAR FIA ATP WTA ICC NCAA WADA CONCACAF CONMEBOL PGA Juventus Barcelona
    Arsenal Chelsea Everton McLaren Williams Sauber Maserati Lamborghini Bugatti Opel Skoda Kia Etihad Alitalia Iberia
    Finnair
    NHS NSA DEA ATF EPA FDA CDC NIH FAA FCC FEMA FTC IRS SEC DHS TSA ICE NTSB NOAA USGS NHTSA USDA USAID GCHQ MI5 MI6
    Mi5 FSA RSPCA RSPB RNLI GRU SVR FBI ISI RAW CBI BJP CCP DPP LDP SPD CDU CSU FDP AfD ÖVP FPÖ SNP DUP SDLP UKIP TUC
    GOP ANC AKP CHP HDP PKK YPG PYD SDF IRA ETA FARC ELN PLO IDF IRGC ISIS ISIL Daesh Al-Qaeda Hezbollah Hizbollah
    Fatah Houthis Likud Knesset Bundestag Bundesrat Reichstag Riksdag Storting Folketing Sejm Seimas Saeima Riigikogu
    Oireachtas Dáil Duma Majlis Kuomintang Holyrood Stormont
    UNHCR UNRWA UNDP UNEP UNFPA UNAIDS UNIFIL ILO ICJ IPCC ICRC IFRC MSF WWF PETA ACLU NAACP AARP NRA EFF FSF RIAA MPAA
    ESA JAXA ISRO CNES CERN NIST ISO IEEE IETF W3C ICANN OECD OAU AU ECB ECHR EEC EFTA CIS CSTO SCO APEC GCC OIC OAS
    Naxals Naxalites Maoists Janjaweed Mujahideen Sandinistas Contras Peshmerga Zapatistas
    ISAF KFOR MONUSCO AMISOM Europol Eurojust Frontex Ofcom Ofsted
    """
) | {
    "Rolling Stone",
    "Vanity Fair",
    "Channel 4",
    "Channel 5",
    "Sky News",
    "Deutsche Welle",
    "Voice of America",
    "Press TV",
    "USA Today",
    "Berkshire Hathaway",
    "Goldman Sachs",
    "Morgan Stanley",
    "Philip Morris",
    "Philip Morris USA",
    "Hewlett-Packard",
    "Rolls-Royce",
    "Royal Dutch Shell",
    "General Motors",
    "General Electric",
    "Procter & Gamble",
    "Johnson & Johnson",
    "Marks & Spencer",
    "Credit Suisse",
    "Merrill Lynch",
    "Wells Fargo",
    "Louis Vuitton",
    "Electronic Arts",
    "Activision Blizzard",
    "Real Madrid",
    "Manchester United",
    "Bayern Munich",
    "Planned Parenthood",
    "Comic Relief",
    "Greenpeace",
    "Khmer Rouge",
    "Tamil Tigers",
    "Muslim Brotherhood",
    "Sinn Féin",
    "Sinn Fein",
    "Fine Gael",
    "Fianna Fáil",
    "Fianna Fail",
    "Plaid Cymru",
    "Five Star",
    "Forza Italia",
    "Dow Jones",
    "Ku Klux Klan",
    "Scotland Yard",
    "Wikimedia Commons",
    "Creative Commons",
}
"""Organisations in every newspaper, or letters that they go by: no list of what is one, only of what the model may be
believed about."""

_NOUN = _any(
    *sorted(BODIES),
    *"companies firms? subsidiary organi[sz]ations? institut\\w+ foundation federation association charit\\w+ school"
    " college university hospital museum council commission committee ministry department regulator movement coalition"
    " alliance militia army force church bookmaker brand chain maker giant operator provider organi[sz]er distributor"
    " producers? lab laboratory wire newswire journal paper broadsheet site host hoster franchise squad duo trio"
    " quartet orchestra choir bureau troupe sponsor".split(),
)
_ADVERBS = (
    r"(?: (?:also|has|have|had|is|was|will|would|did|not|then|later|recently|never|already|itself|today|yesterday"
    r"|currently|now|formally|publicly|reportedly|initially|since|been|could|may|might|must|can|to))*"
)
_ACTIONS = _any(
    *sorted(SAYING),
    *"reported reports announces confirmed denied agreed refused decided planned plans sued sues hired hires fired"
    " acquired bought sold merged launched employs employed owns owned operates operated opened founded invested raised"
    " earned criticised criticized condemned accuses? accused urged called demanded requested responded reacted"
    " published publishes issued apologi[sz]ed admitted promised pledged proposed approved rejected voted ruled"
    " estimated estimates concluded advised recommended investigated seeks sought wants? wanted hopes? expects?"
    " believes? considers? supported opposes? opposed funded sponsored organi[sz]ed hosted elected nominated appointed"
    " beat defeated won lost drew scored signed played qualified fielded faced thrashed finished attacked killed"
    " kidnapped captured seized controls controlled declined? declines offered paid charged filed settled recalled"
    " suspended banned blocked quoted cited interviewed revealed disclosed contacted spoke examined attended".split(),
)
_MEMBERS = _any(
    *sorted(BODIES_DO),
    *"spokes\\w+"
    " chairman chairwoman chief president director manager leaders? leadership founders? co-founder officials?"
    " officers? members? commanders? troops soldiers militia guerrillas fighters employees? workers staffer reporters?"
    " journalists? correspondents? editors? researchers? scientists? analysts? economists? lawyers? board offices?"
    " branch stores? supermarket shops? factory factories subsidiary players? captain coach striker midfielder"
    " goalkeeper defender forward squad supporters candidates? MPs? MEPs? politicians? lawmakers profits? revenues?"
    " investors company corporation party group team club union network station agency newspapers? poll"
    " foundation undergraduate professors? alumni graduate unions statement investigation hearings"
    " trailers dealerships?".split(),
)

APPOSITION = re.compile(
    rf"(?: \([^)]{{1,40}}\))?, (?:an?|the|one of|which|who|another|\w+['’]s)\b[^.,;\n]{{0,60}}?\b{_NOUN}s?\b"
    rf"| \((?:an?|the) [^)\n]{{0,50}}\b{_NOUN}\b| (?:is|was) (?:an?|the) [^.,;\n]{{0,50}}?\b{_NOUN}\b"
)
"""Behind a name: "…, a software company", "… is a charity"."""
NOUN_BEFORE = re.compile(rf"\b{_NOUN}s?,?(?: (?:called|named|like|such as|including))? (?:the )?$", re.IGNORECASE)
"""Before one: "the law firm …"."""
ACTS = re.compile(rf"(?: \([^)\n]{{1,40}}\))?(?:, [^.,\n]{{3,60}},)?{_ADVERBS} {_ACTIONS}\b")
"""Behind one: "… has sued"."""
HAS = re.compile(
    rf"(?:['’]s?|-owned)?(?: (?!of\b|and\b|or\b)[a-z]+){{0,2}} {_MEMBERS}\b| (?:and|or) [A-Z]\w+ parties\b", re.I
)
"""Behind one: "…'s chief spokeswoman"."""
AGENT_BEFORE = re.compile(
    r"\b(?:[Aa]ccording to|told|(?:interview|merger|contract|deal|agreement|talks|partnership|collaboration) with"
    r"|(?:founded|owned|operated|run|published|produced|released|reported|issued|acquired|employed|hired|signed"
    r"|organi[sz]ed|funded|sponsored|manufactured|conducted|developed|bought|sued|accused|banned|controlled|held"
    r"|claimed|killed|commissioned|approved|endorsed|hosted|identified|paid) (?:by|to)"
    r"|(?:members?|president|CEO|chair|chairman|chairwoman|head|leaders?|spokes\w+|founder|director|owners?|employees?"
    r"|staff|officials?|executives?|co-founder|captain|manager|coach|representatives?|supporters|fans|headquarters"
    r"|offices|reporter|journalist|researchers?|professor|branch|shares|studied|degree|undergraduate)"
    r" (?:of|at|from|for|with|in|by)"
    r"|(?:work(?:s|ed|ing)?|play(?:s|ed|ing)?|wrote|writing|writes|sign(?:s|ed)?|scored) (?:for|at|with|against)"
    r"|join(?:s|ed|ing)?|sued|suing|defeated|defeating|acquire|rejoined"
    r"|(?:lawsuit|complaint|case|victory|win|defeat|match|charges|sanctions) (?:against|over|by|at|to)"
    r"|wing of|arm of|allied with|loyal to) (?:the |The )?$"
)
"""Before one: "according to …", "the founder of …"."""
PRODUCT_BEHIND = re.compile(
    r"(?:['’]s)?[ -](?:(?:source|user|free|open|mobile|web|desktop)[ -])*(?:software|apps?|browser|operating system"
    r"|licen[cs]e[ds]?|formats?|engine|programming|languages?|library|libraries|protocols?|games?|kernel|consoles?"
    r"|versions?|codec|files?|servers?|interpreter|code|API|plugins?|extension|virus(?:es)?|strain|genes?|protein"
    r"|vaccines?|cells?|enzyme|compound|drugs?|species|bacteri\w+|tests?|testing|treatment|antibod\w+|penguins?|birds?"
    r"|rockets?|missiles?|aircraft|jets?|helicopters?|tanks?|laptops?|tablets?|phones?|smartphones?|models?|cameras?"
    r"|certificate|chipset|processor|standards?|specification|characters?|cosplayers?|pipeline|system"
    r"|\d+(?:\.\d+)*\b)"
)
"""Behind what is a thing: "… licence", "… penguins", "… 2.0"."""
PRODUCT_BEFORE = re.compile(
    r"\b(?:[Uu]ses?|[Uu]sing|used|written in|via|install(?:ed|ing)?|runs?|running|versions? of|copy of|species|genus"
    r"|browser|software|language|system|library|licen[cs]e|format|protocol|drug|vaccine|virus|disease|acronym|infected"
    r"|known as|boat|contracted|diagnosed with|doses? of|smartphone|aircraft|missile|titled|entitled|character|as"
    r"|dressed as|starring|dubbed),? (?:the )?$"
)
"""Before one: "using …", "written in …"."""
