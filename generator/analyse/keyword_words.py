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
    unprecedented upcoming usual various very vast whole wide worst young
""")
"""Adjectives that say nothing about what a phrase is about; taken off its start."""
VAGUE = _listed("""
    access action activity addition aim amount anything area aspect attempt back basis bit case cause center
    centre chance change circumstance comment concern condition copy couple course day deal decade detail development
    difference dozen effect effort end event everything evening example experience extent face fact factor feature
    figure form friday front function goal group half hand hour hundred idea impact increase individual instance
    interest issue item job kind lack last level life line list lot man manner matter means measure member mile million
    billion minute moment monday month morning move name nature need night noon nothing number office official one
    opportunity order other page paper part past people percent percentage period person piece place plan point
    position possibility problem process program purpose quarter question range rate reason reference report reporter
    response rest result return role saturday sense series set side sign situation something sort source spokesman
    spokesperson spokeswoman stage start state statement step story study subject sunday system team term thing
    thousand thursday time today tomorrow ton tonight top total tuesday type use value version view visit way wednesday
    week weekend while woman word work world year yesterday yard foot inch meter metre kilometer kilometre cent dollar
    page photo picture image link click email e-mail website site reader mr mrs ms dr president minister secretary
    chairman chairwoman director chief head leader january february march april may june july august september october
    november december
""")
"""Nouns that are no keyword when they stand alone, folded."""

DAYS = _listed("""
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
""")
RANKS = _listed("adm brig capt cmdr col dr gen gov lt maj mr mrs ms prof rep rev sen sgt st")
"""Abbreviated titles: what ends in one is half a name."""
