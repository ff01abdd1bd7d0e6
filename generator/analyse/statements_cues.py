"""Cues: the verbs and phrases that report what somebody said, and the words that name who said it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTING = """
    say says said saying tell tells told telling add adds added adding state states stated stating announce
    announces announced announcing warn warns warned warning argue argues argued arguing claim claims claimed
    claiming insist insists insisted insisting declare declares declared declaring explain explains explained
    explaining note notes noted noting report reports reported reporting suggest suggests suggested suggesting
    assert asserts asserted asserting stress stresses stressed stressing emphasize emphasizes emphasized emphasizing
    emphasise emphasises emphasised emphasising acknowledge acknowledges acknowledged acknowledging admit admits
    admitted admitting concede concedes conceded conceding contend contends contended contending allege alleges
    alleged alleging maintain maintains maintained maintaining tweet tweets tweeted tweeting write writes wrote
    written writing reply replies replied replying respond responds responded responding answer answers answered
    answering comment comments commented commenting remark remarks remarked remarking observe observes observed
    observing caution cautions cautioned cautioning complain complains complained complaining confirm confirms
    confirmed confirming deny denies denied denying vow vows vowed vowing pledge pledges pledged pledging promise
    promises promised promising predict predicts predicted predicting recall recalls recalled recalling reiterate
    reiterates reiterated reiterating repeat repeats repeated repeating testify testifies testified testifying
    conclude concludes concluded concluding charge charges charged charging point points pointed pointing demand
    demands demanded demanding ask asks asked asking quip quips quipped quipping joke jokes joked joking proclaim
    proclaims proclaimed proclaiming boast boasts boasted boasting lament laments lamented lamenting counter
    counters countered countering agree agrees agreed agreeing hint hints hinted hinting inform informs informed
    informing assure assures assured assuring remind reminds reminded reminding attest attests attested attesting
    disclose discloses disclosed disclosing reveal reveals revealed revealing
"""
_QUOTING = """
    continue continues continued continuing begin begins began go goes went think thinks thought read reads reading
    call calls called calling shout shouts shouted shouting cry cries cried whisper whispered sing sang exclaim
    exclaims exclaimed urge urges urged wonder wonders wondered fume fumed mutter muttered describe describes
    described describing offer offered retort retorted laugh laughed opine opined interject interjected blast
    blasted chide chided muse mused post posts posted posting put puts snap snapped scoff scoffed sum summed jot
    jotted chant chanted chanting praise praised
"""
_PLAIN = "say says said saying add adds added adding"
REPORTING = frozenset(_REPORTING.split())
"""Verb forms that report with a clause ("said that …") and beside a quotation; all forms, for no lemma is known."""
QUOTING = REPORTING | frozenset(_QUOTING.split())
"""Forms that report only where a quotation stands beside them are in this set too."""
PLAIN = frozenset(_PLAIN.split())
"""Forms that hardly ever do anything but report."""
NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "WP", "WDT", "DT", "CD", "JJ", "VBG"))
"""Tags that the head of a noun phrase has; an adjective or a participle by the tagger's error."""
_NOT_MEANT = frozenset(("n't", "not", "never"))
_REFUSALS = frozenset(("decline", "declined", "declines", "refuse", "refused", "refuses"))
_IN_NAMES = frozenset(("NN", "NNP", "NNPS", "JJ", "CC", "HYPH", "POS", ","))
_NOBODY = frozenset(("i", "we", "you"))
_CLIMB = frozenset(("conj", "xcomp", "advcl", "acl", "pcomp", "prep"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
"""Relations of a subject to its verb."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying with the head of the words that name who says it."""

    verb: Token
    subject: Token | None


def find_cues(tokens: tuple[Token, ...], quoted: bytearray) -> list[Cue]:
    """The verbs of saying outside quotations, in order; `quoted` holds 1 for each token inside one."""
    return [
        Cue(token, subject_of(token))
        for token in tokens
        if not quoted[token.i] and token.lower_ in QUOTING and token.tag_[:2] == "VB" and _meant(token)
    ]


def _meant(verb: Token) -> bool:
    """Whether the verb reports something that was said: not "did not say", "declined to say", "to say the least"."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in _NOT_MEANT:
            return False
    return not (verb.dep_ == "xcomp" and verb.head.lower_ in _REFUSALS)


def subject_of(verb: Token) -> Token | None:
    """Who says: as `_subject`, but None for the writer and the reader ("I said", "you say"), who are nobody's name."""
    subject = _subject(verb)
    return None if subject is not None and subject.lower_ in _NOBODY else subject


def _subject(verb: Token) -> Token | None:
    """The head of the subject of `verb`, on it or on the verb it leans on; a relative pronoun gives its noun."""
    current = verb
    for _ in range(4):
        for child in current.children:
            if child.dep_ in SUBJECTS and child.tag_ in NOMINAL:
                return _antecedent(_name_behind(child, current), current)
        if current.dep_ == "acl" and current.head.tag_ in NOMINAL:
            if current.head.dep_ != "dobj":
                return current.head
            current = current.head.head  # "the ministry issued a statement saying …"
            continue
        if current.dep_ not in _CLIMB or current.head.i == current.i:
            return None
        current = current.head
    return None


def _name_behind(subject: Token, verb: Token) -> Token:
    """The name that ends the words in front of a verb, where the parser took the office before it for the subject."""
    if subject.tag_ != "NN" or not 1 < verb.i - subject.i < 8:
        return subject
    between = subject.doc[subject.i + 1 : verb.i]
    return between[-1] if between[-1].tag_ == "NNP" and all(t.tag_ in _IN_NAMES for t in between) else subject


def _antecedent(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: the noun its clause belongs to, or else the noun right before it."""
    if subject.tag_ not in ("WP", "WDT"):
        return subject
    if verb.dep_ == "relcl":
        return verb.head
    for place in range(subject.i - 1, max(subject.i - 4, subject.sent.start) - 1, -1):
        token = subject.doc[place]
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            return token
    return subject
