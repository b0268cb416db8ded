"""Make the table of base forms: known bases, and the forms for which the rules of dragoman.lm.lemmas are wrong.

python -m dragoman_training.lemmas --data ../shared/data --out ../src/dragoman/lm/lemmas.json
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import dragoman.lm.lemmas as rules
from dragoman.knowledge.lexicon import read_lexicon
from dragoman_training.corpora import free_gum_documents, read_conllu

# Irregular verbs of English: base, past, participle.
IRREGULAR = """
arise arose arisen;awake awoke awoken;be was been;bear bore borne;beat beat beaten;become became become;begin began begun;bend bent bent;bet bet bet;
bid bid bid;bind bound bound;bite bit bitten;bleed bled bled;blow blew blown;break broke broken;breed bred bred;bring brought brought;broadcast broadcast broadcast;
build built built;burn burnt burnt;burst burst burst;buy bought bought;cast cast cast;catch caught caught;choose chose chosen;cling clung clung;come came come;cost cost cost;
creep crept crept;cut cut cut;deal dealt dealt;dig dug dug;do did done;draw drew drawn;drink drank drunk;drive drove driven;eat ate eaten;fall fell fallen;feed fed fed;feel felt felt;
fight fought fought;find found found;flee fled fled;fling flung flung;fly flew flown;forbid forbade forbidden;forecast forecast forecast;foresee foresaw foreseen;forget forgot forgotten;
forgive forgave forgiven;forgo forwent forgone;freeze froze frozen;get got gotten;give gave given;go went gone;grind ground ground;grow grew grown;hang hung hung;have had had;hear heard heard;
hide hid hidden;hit hit hit;hold held held;hurt hurt hurt;keep kept kept;kneel knelt knelt;know knew known;lay laid laid;lead led led;leap leapt leapt;learn learnt learnt;leave left left;
lend lent lent;let let let;lie lay lain;light lit lit;lose lost lost;make made made;mean meant meant;meet met met;mislead misled misled;mistake mistook mistaken;offset offset offset;
outbid outbid outbid;overcome overcame overcome;overdo overdid overdone;override overrode overridden;overrun overran overrun;oversee oversaw overseen;overtake overtook overtaken;
overthrow overthrew overthrown;partake partook partaken;pay paid paid;plead pled pled;prove proved proven;put put put;quit quit quit;read read read;rebuild rebuilt rebuilt;rid rid rid;ride rode ridden;
ring rang rung;rise rose risen;run ran run;say said said;see saw seen;seek sought sought;sell sold sold;send sent sent;set set set;sew sewed sewn;shake shook shaken;shed shed shed;shoot shot shot;
show showed shown;shrink shrank shrunk;shut shut shut;sing sang sung;sink sank sunk;sit sat sat;slay slew slain;sleep slept slept;slide slid slid;sling slung slung;slit slit slit;sow sowed sown;
speak spoke spoken;speed sped sped;spend spent spent;spill spilt spilt;spin spun spun;split split split;spoil spoilt spoilt;spread spread spread;spring sprang sprung;stand stood stood;steal stole stolen;
stick stuck stuck;sting stung stung;stink stank stunk;strike struck stricken;strive strove striven;swear swore sworn;sweep swept swept;swell swelled swollen;swim swam swum;swing swung swung;
take took taken;teach taught taught;tear tore torn;tell told told;think thought thought;throw threw thrown;thrust thrust thrust;tread trod trodden;undergo underwent undergone;understand understood understood;
undertake undertook undertaken;undo undid undone;unwind unwound unwound;uphold upheld upheld;upset upset upset;wake woke woken;wear wore worn;weep wept wept;win won won;wind wound wound;
withdraw withdrew withdrawn;withhold withheld withheld;withstand withstood withstood;wring wrung wrung;write wrote written;rewrite rewrote rewritten;retake retook retaken;resell resold resold;
redraw redrew redrawn;reset reset reset;outspend outspent outspent;outrun outran outrun;beset beset beset;behold beheld beheld;befall befell befallen;bespeak bespoke bespoken;forsake forsook forsaken;waylay waylaid waylaid;mislay mislaid mislaid;inlay inlaid inlaid
"""
# Verbs of the wires whose base the rules would misspell, or that EWT lacks.
WIRE = """
abandon abduct ablaze abolish abstain accede accuse acquit adjourn admonish advocate airlift allege ally ambush amend annex annihilate annul apologise apologize appease appoint apprehend approve arraign
arrest assail assassinate assault assemble assist assure attack attend authorise authorize avert ban banish bar barricade batter behead besiege blame blast block blockade bomb bombard boycott brand brief broker
buttress call campaign cancel capitulate capture castigate caution cease censor censure charge chide clash coerce collapse commandeer commemorate commend commit commute compel concede conclude condemn condone confer
confine confiscate confront consult contain convene converge convict convoke cooperate coordinate court cripple criticise criticize crush curb curtail debate decapitate deceive declare decline decry defeat defect defend
defer defuse defy delay demand demilitarise demilitarize demobilise demobilize demolish demonstrate denounce deny deplore deploy deport depose deprive designate destroy detain detonate devastate disarm disband discuss disengage dismantle
dismiss dispatch disperse displace dispute dissolve dissuade divulge donate drone eject embrace endorse endure enforce engage enlist ensure entice eradicate erupt escalate escort espouse evacuate evade evict exchange exclude
execute exile exonerate expel explode expropriate extradite face favour fire flare flog foil forge fortify free fund gas greet grenade guarantee gun hail halt hamper harass harbour hijack hinder honour host hurl
ignite impeach impede implicate impose imprison incarcerate incite indict infiltrate inflict inform infringe injure inspect instigate insult intercept intervene interview intimidate invade investigate invite invoke jail jeopardise kidnap
kill lambast lambaste laud launch liberate lift loot lynch maim march massacre mediate menace mobilise mobilize mourn murder mutilate mutiny nationalise negotiate neutralise neutralize nominate normalise normalize notify oblige obstruct occupy oppose oppress
ordain order oust outlaw overturn parade paralyse paralyze pardon parley patrol persecute persuade picket pillage pilot pledge plot plunder poise pound praise pressure prevail privatise probe proclaim promise prosecute protest provide provoke
punish purge pursue quash quell raid rally ransack rape ratify raze rebel rebuff rebuke recall recapture recognise recognize reconcile reconvene recruit refrain refuse regain reimpose reinforce reinstate reiterate reject release relinquish renege renew
renounce repatriate repeal repel replace reprimand repress repudiate request rescind rescue resettle resign resist resolve respond restore restrain restrict resume retaliate retract retreat reveal revoke revolt riot rule sabotage sanction scold scrap secede
secure seize sentence sever shell shield shoot sideline siege sign silence slam slap smuggle snub spy squat stab stage starve station stifle storm strafe strangle strip subdue submit subpoena summon supply support suppress surge surrender surround suspend swap
target tear-gas terminate terrorise terrorize testify thank threaten throttle thwart topple torch torpedo torture trade traffic train transfer trap treat trigger truce try unify unite unleash unseat unveil urge vandalise vanquish veto vie vilify violate visit vow
walk warn weigh welcome withstand wound yield backpedal refuel rearm regroup redeploy reposition reiterate repulse rout bulldoze fence flatten level hack jam phish quarantine barrage swoop encircle cordon ring mass muster
pummel mistreat maltreat teargas strangle garrotte intercede dye gas gag trample
"""

# What the treebanks have otherwise than the wires need it, or not at all.
FIXED = {
    "troops\tNNS": "troop", "supplies\tNNS": "supply", "bases\tNNS": "base", "leaves\tNNS": "leaf", "series\tNNS": "series",
    "species\tNNS": "species", "barracks\tNNS": "barracks", "premises\tNNS": "premises", "crossroads\tNNS": "crossroads",
    "headquarters\tNNS": "headquarters",
}  # fmt: skip


def lexicon_verbs(irregular: set[str]) -> set[str]:
    """Verbs that frames begin with, so that "implored" and "stonewalled" find them; forms that are no bases left out."""
    firsts = {word for frame in read_lexicon()[0] if frame.pos == "VERB" for word in frame.name.split()[0].split("|")}
    return {
        word for word in firsts - irregular - {"not", "never"}
        if word.isalpha() and word.islower() and not re.search(r"(?:ly|ed|[^s]s)$", word)
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    trees = args.data / "treebank"
    free = free_gum_documents(trees / "gum-documents.tsv")
    sentences = read_conllu(trees / "ewt-train.conllu.gz")
    sentences += [s for s in read_conllu(trees / "gum-train.conllu.gz") if s.doc in free]
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bases = set(WIRE.split())
    for s in sentences:
        assert s.lemmas and s.xpos
        for form, lemma, xpos in zip(s.words, s.lemmas, s.xpos, strict=True):
            seen[(form.lower().replace("’", "'"), xpos)][lemma] += 1
            if xpos in ("VB", "NN", "JJ", "VBP") and lemma.isalpha() and lemma.islower():
                bases.add(lemma)
    forms: dict[str, str] = {}
    for row in IRREGULAR.replace("\n", "").split(";"):
        base, past, participle = row.split()
        bases.add(base)
        forms |= {f"{past}\tVBD": base, f"{participle}\tVBN": base}
    bases |= lexicon_verbs(set(forms.values()) | {form.split("\t")[0] for form in forms})
    rules._tables = lambda: (forms, frozenset(bases))  # type: ignore[assignment]
    wrong = {}
    for (form, xpos), lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        if xpos != "NNP" and (count > 1 or lemma in bases) and rules.lemma_of(form, xpos) != lemma:
            wrong[f"{form}\t{xpos}"] = lemma
    forms = wrong | forms | FIXED
    out = {"forms": dict(sorted(forms.items())), "bases": sorted(bases)}
    args.out.write_text(json.dumps(out, ensure_ascii=False, indent=0), encoding="utf-8")
    print(f"{len(forms)} forms, {len(bases)} bases")


if __name__ == "__main__":
    main()
