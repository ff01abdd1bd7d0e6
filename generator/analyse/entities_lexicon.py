"""Words that tell what a name is: heads of organisations and places, titles of people, words that are no names."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ORGANISATION_HEADS = _words(
    """
    Government Ministry Ministries Committee Subcommittee Council Commission Office Service Services Bureau Agency
    Department Administration Authority Institute Institution University College School Academy Bank Fund Foundation
    Association Federation Confederation Union League Party Alliance Front Organization Organisation Society Club
    Company Corporation Corp Inc Ltd LLC plc PLC Group Holdings News Times Post Journal Herald Tribune Gazette
    Chronicle Telegraph Army Navy Force Forces Corps Guard Guards Police Court Tribunal Parliament Senate Congress
    Assembly Duma Board Center Centre Hospital Museum Orchestra Church Airlines Airways Motors Industries Systems
    Technologies Exchange Directorate Secretariat Coalition Command Cabinet Laboratory Network Partnership Trust
    Brigade Brigades Regiment Battalion Programme Chamber Presidium Politburo Collegium Inspectorate Staff
    Observatory Kft GmbH JSC PJSC Consulate Embassy Newspaper
    Bulletin Pharmaceuticals Entertainment Analytics Enterprises
    """
)
"""Nouns that the name of an organisation ends with, or has before "of"."""
PLACE_HEADS = _words(
    """
    River Lake Sea Ocean Gulf Bay Strait Straits Island Islands Peninsula Mountains Mountain Hills Valley Desert
    Province Region County District Street Avenue Road Square Park Bridge Airport Coast Canal Channel Heights Beach
    Monument Harbor Harbour Hill Springs Ridge Grove Forest Falls Creek Oblast Krai Territory Plateau Archipelago
    Basin Delta Pradesh Nadu
    Pass Boulevard Plaza Highway Township
    Palace Stadium Cemetery City Governorate Prefecture Republic Kingdom Empire Emirate
    """
)
"""Nouns that the name of a place ends with."""
BUILDINGS = _words(
    "House Hall Tower Towers Castle Cathedral Station Building Theatre Theater Gate Hotel Monastery Mosque Temple "
    "Synagogue Mansion Villa Manor Terminal Tunnel Arena Barracks Facility Prison Jail Mall Telescope Observatory"
)
"""Nouns that the name of a building ends with."""
PLACE_OPENERS = _words(
    "Mount Lake Cape Fort Camp Gulf Bay Sea Strait Isle Port Tell Ain Deir Kafr Wadi Rue Calle Piazza Avenida Boulevard"
)
DIRECTIONS = _words(
    "North South East West Northern Southern Eastern Western Central Northeast Northwest Southeast Southwest "
    "Northeastern Northwestern Southeastern Southwestern Inner"
)
CONTINENTS = _words("Africa Asia Europe America")
"""With a direction before them they are regions of their own; "Northern Iraq" is a part of Iraq."""
TITLES = _words(
    """
    mr mrs ms miss mx mme mlle herr frau messrs senators representatives presidents ministers secretaries dr doctor
    prof professor sir dame lord lady madame madam monsieur president vice-president vice prime minister premier
    chancellor secretary secretary-general general lieutenant lt col colonel captain capt major maj sergeant sgt
    corporal admiral commander marshal brigadier general-secretary senator sen representative rep congressman
    congresswoman governor gov mayor judge justice king queen prince princess emperor empress tsar sultan emir
    sheikh sheik shah pope cardinal archbishop bishop father reverend rev brother sister imam ayatollah mullah rabbi
    ambassador envoy chairman chairwoman chairperson chair co-chair director spokesman spokeswoman spokesperson
    chief coach officer constable inspector detective sheriff attorney deputy former ex-president acting leader head
    analyst actor actress singer author speaker commissioner counsel counselor adviser advisor aide assistant
    foreign defense defence interior finance executive managing editor founder owner consul delegate hon honorable
    honourable excellency majesty highness the then-president then-secretary comrade citizen first undersecretary
    historian crown councillor councilor commandant monsignor monsenor monseñor archduke premier-designate
    assemblyman assemblywoman alderman state-senator lead star legend superstar under-secretary co-founder ceo cfo
    manager negotiator critic columnist reporter
    correspondent publisher producer
    """
)
"""Words, in lower case and without a full stop, that stand before a person's name and are no part of it."""
STRONG_TITLES = _words(
    """
    mr mrs ms miss dr prof professor sir president premier chancellor minister secretary senator sen rep congressman
    congresswoman governor gov mayor judge justice king queen prince princess emperor pope cardinal archbishop
    bishop rev reverend sheikh ayatollah rabbi ambassador chairman chairwoman spokesman spokeswoman commander
    colonel captain lieutenant sergeant admiral marshal lawmaker footballer analyst mme mlle herr frau speaker
    representative senators representatives presidents ministers secretaries congressmen
    """
)
"""Titles that a person's name follows even where the model sees none."""
OFFICE_HOLDERS = _words(
    "General Prosecutor Attorney Sheriff President Secretary Governor Mayor Women Children People Workers "
    "Veterans Farmers Peoples Teachers Students Writers Director Commissioner Public Men Employers Lawyers Doctors"
)
"""Words whose possessive is part of an organisation's name: the Prosecutor General's Office, the People's Court."""
NO_NAMES = _words(
    """
    allies allied alliance administration order sec commerce monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december today yesterday
    tomorrow mr mrs ms dr the a an this that these those it he she they we i you his her their our its who what when
    where why how and or but if so then there here also however meanwhile according internet web god christmas
    easter ramadan olympic olympics state government minister president secretary chairman director federal national
    international republican republicans democrat democrats democratic muslim muslims christian christians jewish
    jews islamic islam catholic protestant covid covid-19 act bill article section chapter constitution treaty
    agreement charter protocol pact accord convention amendment north south east west western eastern northern
    southern university party court bank church house street english prime general mother father no yes new old
    first second third one two three not in on at by for of with from to as all some any many most gmt est edt et
    cet cest pst pdt bst ist laughs laughter applause inaudible crosstalk utc gdp vat ceo cfo tv dvd dna aids hiv
    suv usd eur cctv lgbt am pm renaissance reformation please thank thanks said says note read updated source photo
    image
    video news breaking brexit conference jr sr euro euros islamophobia renminbi monsenor monseñor
    council committee commission department ministry agency
    group authority bureau centre center command review territory
    """
)
"""Single words, folded, that are no name of anything however they are written."""
OFFICES = _words(
    "allies leaders secretary secretary-general minister president chairman chairwoman director spokesman spokeswoman "
    "ambassador chief commissioner officials official members member leader"
)
"""Words, in lower case, for posts that stand behind an organisation's name."""
CONNECTORS = _words("of for on")
"""Words after a head that its name goes on with: Ministry of Justice, Committee on Foreign Relations."""
PARTICLES = _words("de la del da di du von van der den bin ibn al el ter ten dos das abu y e")
"""Small words inside people's names."""
LEGAL_FORMS = _words("inc corp corporation co company ltd limited llc plc group holdings ag sa se nv gmbh ab")
"""Endings of companies' names that are left off in talk."""
SHARED_WORDS = _words(
    """
    government treasury homeland veterans ministry committee council commission office service services bureau
    agency department administration authority court parliament senate assembly army navy force forces guard police
    bank board directorate secretariat command cabinet staff presidium chamber inspectorate duma congress tribunal
    intelligence centre center corps foreign defense defence interior finance justice health education culture trade
    commerce energy transport agriculture labor labour economy economic development emergency emergencies situations
    internal external affairs industry environment sports tourism information communications science technology
    state public security national federal general supreme high constitutional central people's border customs tax
    election elections electoral investigative prosecutor prosecutor's general's attorney president's presidential
    procuratorate statistics air ground naval armed special counter-terrorism anti-terrorism anti-corruption
    military strategic human rights relations policy of the and for on lower upper house legislative executive
    reserve drug control industrial housing construction planning resources natural water food religious family
    social welfare employment republican provincial city municipal district civil aviation space nuclear atomic
    weather meteorological geological
    """
)
"""Words, in lower case, of which names of agencies are made that many countries have: such a name needs an owner."""
AGENCY_HEADS = _words(
    "government ministry committee council commission office service bureau agency department administration authority "
    "court parliament senate assembly army navy force forces guard police bank board directorate secretariat command "
    "cabinet staff presidium chamber inspectorate duma congress procuratorate corps house"
)
"""Of these words one must be in a shared name."""
NO_HEADS = _words(
    """
    Constitution Day Act Treaty Agreement Charter Open Cup Championship Championships War Prize Award Awards Plan
    Declaration Amendment Revolution Olympics Games Report Bill Law Code Doctrine Accord Accords Protocol Resolution
    Festival Summit Election Elections Series Tour Masters Age Testament Bible Quran Koran Eve Week Month Year Era
    Crisis Season Initiative Order Orders Provisions Advisor Adviser Councillor Councilor Attorney Counsel Primary
    Primaries Caucus Caucuses Strategy Monday Tuesday Wednesday Thursday Friday Saturday Sunday Memorial Medal
    Trophy Hunt Mania Flu Fever Pandemic Depression Dream Fest Theory Syndrome Disease
    """
)
"""Words that the names of events, laws, prizes and works end with: no people, organisations or places."""
LEGISLATURES = _words("congress senate parliament duma government army navy treasury")
"""Single words that are shared names by themselves."""
DOCUMENT_HEADS = _words(
    "Treaty Treaties Agreement Agreements Act Convention Memorandum Charter Document Protocol Protocols Statement "
    "Talks Negotiations Communique Communiqué Declaration Accord Accords Resolution Code Decree Constitution "
    "Amendment Concordat Manifesto Armistice Covenant Ordinance Statute"
)
"""Nouns that the names of treaties, laws and talks end with, or go on from with "on", "of", "for"."""
EVENT_OPENERS = _words("Hurricane Typhoon Cyclone Storm Operation")
"""Words that the names of storms and operations begin with."""
TREATY_ACRONYMS = _words("START SALT INF ABM CFE NPT CTBT MBFR TTIP NAFTA JCPOA USMCA DMCA GDPR UNCLOS")
"""Letters that well-known treaties and laws go by."""
CLOCK = _words("a.m. p.m. a.m p.m est edt cst cdt mst mdt pst pdt gmt utc bst cet")
"""Words, in lower case, of the time of day."""
OPEN_HEADS = _words("Conference")
"""Words that are heads of an organisation's name only where "on" or "for" follows."""
ACTING = _words(
    "leads led heads headed chairs chaired met meets spoke speaks resigned died visited arrived represented joined"
)
"""Verbs behind the full name of a person."""
COMPANY_ENDINGS = ("bank", "prom", "neft", "soft", "corp", "telecom", "air")
"""What words made for companies end with."""
SAYING = _words(
    "said says told added announced warned stated declared insisted argued claimed explained noted tweeted wrote "
    "testified replied asked recalled tells"
)
"""Verbs before or after which a person or organisation stands."""

PUBLISHERS = _words(
    """
    Apple Amazon Boeing Disney Tesla Slate Guardian Independent Economist Telegraph Mirror Observer Nature Science
    Lancet Variety Fortune Forbes Time Newsweek Wired Politico Shell Visa Intel Oracle Samsung Sony Honda Nissan Toyota
    Nokia Ericsson Siemens Philips Starbucks Walmart Target Gap Nike Adidas Puma Yahoo Netflix Spotify Uber Lyft
    Twitter Snap Zoom Slack Alphabet Meta Airbus Hyundai Volvo Ford Chrysler Labour Conservatives Democrats
    Republicans Greens Liberals Treasury Lords Commons Senate Parliament Congress Union Tories Labor Nasdaq Mozilla
    Marvel Paramount Billboard Firefox Renault Ferrari Chevrolet Subaru Porsche Mazda Suzuki Fiat Volkswagen Mercedes
    Jaguar Wikipedia Medicare
    Medicaid Windows Opera Chrome Android Anonymous Greenpeace Amnesty Oxfam Harvard Yale Oxford Cambridge Stanford
    Princeton
    """
)
"""Companies, papers, parties and schools whose names are common words or are in every dictionary."""
THINGS = _words(
    "CCTV PPE LGBT LGBTQ LGBTQI LGBTI CBD DNA RNA HIV AIDS SARS MERS COVID PCR CPR UFO GPS PDF CD DVD TV PC AI IT ID "
    "IQ HR PR PI QA FAQ DIY VIP MVP CEO CFO COO GDP GNP VAT IPO ETF ESG NGO NGOs WMD IED ICBM SUV EV CO2 SMS SIM USB "
    "SAT GCSE GPA PET WiFi URL HTML BC AD BCE CE GMT EST EDT PST PDT UTC IST"
)
"""Letters that stand for things and no bodies."""
OCCUPATIONS = _words(
    """
    actor actress singer songwriter drummer guitarist bassist pianist violinist musician composer rapper dancer
    comedian writer novelist poet playwright author journalist reporter columnist editor broadcaster presenter
    photographer painter sculptor artist designer architect director filmmaker producer screenwriter lawyer attorney
    barrister solicitor prosecutor judge magistrate activist campaigner politician lawmaker senator congressman
    congresswoman governor mayor councillor ambassador diplomat minister president chairman chairwoman chairperson
    spokesman spokeswoman spokesperson scientist researcher biologist physicist chemist astronomer geologist
    ecologist epidemiologist economist historian sociologist psychologist philosopher professor lecturer teacher
    doctor physician surgeon nurse engineer programmer developer entrepreneur businessman businesswoman billionaire
    investor banker executive founder co-founder owner manager coach trainer captain goalkeeper midfielder striker
    defender forward winger footballer cricketer batsman bowler golfer swimmer runner sprinter cyclist boxer wrestler
    skier skater gymnast athlete quarterback pitcher driver rider pilot astronaut cosmonaut soldier officer sergeant
    detective constable priest bishop pastor imam rabbi archbishop cardinal widow wife husband son daughter brother
    sister father mother partner girlfriend boyfriend colleague friend rival candidate nominee incumbent challenger
    whistleblower hacker blogger vlogger youtuber model abolitionist abolitionists environmentalist archaeologist
    palaeontologist paleontologist anthropologist linguist mathematician statistician analyst commentator critic
    lyricist vocalist frontman bandmate resident voter eyewitness survivor victim suspect defendant gunman star comic
    """
)
"""What people are and do: nouns that stand right before a person's name."""
BODIES = _words(
    """
    company firm retailer supermarket startup manufacturer carrier airline publisher studio label broadcaster magazine
    newspaper tabloid daily weekly website outlet charity nonprofit watchdog thinktank party club team side band troupe
    group militia gang cartel union agency network platform conglomerate brewery bank insurer supplier developer
    """
)
"""What bodies are: nouns that stand right before the name of one."""
BODIES_DO = _words(
    "charts magazine newspaper spokesperson spokesman spokeswoman CEO employees shares staff users website movement "
    "fighters militants rebels executives journalist reporter headquarters customers shareholders"
)
"""What bodies have: nouns that stand right behind the name of one."""
SETTLEMENTS = _words(
    "city town village suburb neighbourhood neighborhood hamlet township province island constellation"
)
"""What places are: nouns that stand right before the name of one."""
WORKS = _words(
    "film movie album song single book novel memoir sitcom series show game track poem play opera documentary solo "
    "painting comic sequel prequel trilogy musical anthem sculpture manga anime episode"
)
"""What works are: nouns that stand right before the title of one."""
VESSELS = _words(
    "ship boat vessel ferry yacht frigate destroyer submarine tanker trawler freighter liner rocket spacecraft capsule "
    "satellite probe rover locomotive pipeline typhoon hurricane cyclone storm"
)
"""What ships, machines and storms are: nouns that stand right before the name of one."""
HEAVENLY = frozenset(
    (
        "Sun",
        "Moon",
        "Earth",
        "Mars",
        "Venus",
        "Jupiter",
        "Saturn",
        "Neptune",
        "Uranus",
        "Pluto",
        "Solar System",
        "Milky Way",
        "International Space Station",
        "ISS",
    )
)
"""What is in the sky: places."""
COMPANY_HEADS = _words(
    "Air Airways Airlines Aviation Aerospace Energy Oil Petroleum Steel Foods Media Records Pictures Studios Studio "
    "Games Sports Capital Partners Securities Insurance Pharma Telecom Mobile Expeditions Productions Films Labs "
    "Solutions Motor Shipping Logistics Brewing Brewery Properties Books Publishing Ventures Networks Software "
    "Semiconductor Robotics Biotech Therapeutics Archive Archives Adventures United Rovers Wanderers Athletic FC "
    "AFC Banking "
)
"""Last words of companies' and clubs' names that say nothing where they stand alone."""
WELL_KNOWN = _words(
    """
    Reuters AFP TASS Xinhua Interfax Bloomberg BBC CNN NBC CBS ABC NPR Facebook Twitter Google YouTube Instagram
    Microsoft NATO OPEC OSCE ASEAN IAEA IMF WTO WHO UNESCO UNICEF BRICS G7 G8 G20 Interpol Europol Hamas Hezbollah
    Taliban Kremlin Pentagon Congress CIA FBI KGB FSB NASA Mossad
    """
) | {
    "White House",
    "Al Jazeera",
    "Associated Press",
    "European Commission",
    "World Bank",
    "Red Cross",
    "Wall Street Journal",
    "Black Lives Matter",
    "Islamic State",
    "Islamic State of Iraq and the Levant",
    "Islamic State of Iraq and Syria",
    "Boko Haram",
    "al-Qa'ida",
    "al-Qa’ida",
    "SpaceX",
    "Al Qaeda",
    "al-Qaeda",
    "Human Rights Watch",
    "Amnesty International",
    "Doctors Without Borders",
    "Agence France-Presse",
    "United Nations Educational, Scientific and Cultural Organization",
}
"""Organisations so well known that texts name them without a word of what they are."""
