"""PLOVER's types, modes and contexts, and their codes in the older ontologies.

Sources: the PLOVER manual (types, modes, contexts, scores), CAMEO 1.1b3 (codes), the Goldstein scale as GDELT publishes it.
A status is never part of a type here; exporters that fold it in do so themselves.
"""

from __future__ import annotations

from dragoman.model.records import Codes

# Type -> (quad class, PLOVER score, CAMEO code where mode and frame say no more).
TYPES: dict[str, tuple[int, float, str]] = {
    "AGREE": (1, 2.5, "030"),
    "CONSULT": (1, 2.5, "040"),
    "SUPPORT": (1, 5.0, "050"),
    "CONCEDE": (1, 4.5, "080"),
    "COOPERATE": (2, 9.5, "060"),
    "AID": (2, 10.0, "070"),
    "RETREAT": (2, 6.5, "087"),
    "REQUEST": (3, 0.0, "100"),
    "ACCUSE": (3, -3.0, "110"),
    "REJECT": (3, -2.0, "120"),
    "THREATEN": (3, -3.5, "130"),
    "PROTEST": (4, -5.0, "140"),
    "SANCTION": (4, -6.0, "160"),
    "MOBILIZE": (4, -5.5, "150"),
    "COERCE": (4, -7.0, "170"),
    "ASSAULT": (4, -9.0, "180"),
}

# (type, mode) -> CAMEO code, PLOVER score where the mode has its own.
MODES: dict[str, dict[str, tuple[str, float | None]]] = {
    "CONSULT": {
        "visit": ("042", 4.0),
        "third-party": ("045", 1.0),
        "multilateral": ("046", 4.0),
        "phone": ("041", 1.5),
    },
    "RETREAT": {
        "withdraw": ("0874", 8.0),
        "release": ("0841", 6.5),
        "return": ("0842", None),
        "disarm": ("0873", 10.0),
        "ceasefire": ("0871", 7.5),
        "access": ("0861", 6.5),
        "resign": ("0831", 4.5),
    },
    "REQUEST": {"assist": ("103", 0.5), "change": ("104", -1.0), "yield": ("105", -1.0), "meet": ("107", 0.0)},
    "ACCUSE": {"disapprove": ("111", -2.0), "investigate": ("090", -2.0), "allege": ("112", -3.5)},
    "REJECT": {"assist": ("121", None), "change": ("123", None), "yield": ("124", None), "meet": ("125", None)},
    "THREATEN": {
        "restrict": ("131", None),
        "ban": ("132", None),
        "arrest": ("1323", None),
        "relations": ("1312", None),
        "expel": ("1322", None),
        "territory": ("1382", None),
        "violence": ("138", None),
    },
    "PROTEST": {
        "demo": ("141", None),
        "riot": ("145", None),
        "strike": ("143", None),
        "hunger": ("142", None),
        "boycott": ("140", None),
        "obstruct": ("144", None),
    },
    "SANCTION": {
        "convict": ("176", None),
        "expel": ("161", None),
        "withdraw": ("161", None),
        "discontinue": ("162", None),
    },
    "MOBILIZE": {"troops": ("152", None), "weapons": ("152", None), "police": ("151", None), "militia": ("155", None)},
    "COERCE": {
        "seize": ("171", None),
        "restrict": ("172", None),
        "ban": ("172", None),
        "censor": ("1721", None),
        "curfew": ("1724", None),
        "martial-law": ("1724", None),
        "arrest": ("173", None),
        "deport": ("174", None),
        "withhold": ("191", None),
        "misinformation": ("170", None),
        "cyber": ("176", None),
    },
    "ASSAULT": {
        "abduct": ("181", None),
        "beat": ("1821", None),
        "torture": ("1822", None),
        "execute": ("1823", None),
        "sexual": ("1821", None),
        "assassinate": ("186", None),
        "primitive": ("182", None),
        "firearms": ("193", None),
        "explosives": ("183", None),
        "suicide-attack": ("1831", None),
        "heavy-weapons": ("194", None),
        "crowd-control": ("175", None),
        "aerial": ("195", None),
        "drone": ("195", None),
        "destroy": ("1712", None),
        "unconventional": ("204", None),
        "cleansing": ("203", None),
    },
}

CONTEXTS = frozenset(
    "military intelligence executive legislative election political_institutions legal pro_democracy pro_autocracy "
    "diplomatic human_rights rights_freedoms territory repatriation economic environment resource health disaster "
    "humanitarian peacekeeping migration refugee gender lgbt ethnic religion education cyber technology misinformation "
    "corruption crime illegal_drugs terrorism insurgency wmd".split()
)

SECTORS = frozenset(
    "GOV MIL COP JUD LEG PTY ELI SPY REB PRM UAF CRM CVL REF REL EDU LAB AGR BUS MED JRN NGO SOC IGO PRE UNK JNK NON OPP "
    "SEP SET".split()
)

# Goldstein scale by CAMEO code; a code that is not here takes its root's value.
_GOLDSTEIN = {
    "01": 0.0, "02": 3.0, "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "09": -2.0, "10": -5.0,
    "11": -2.0, "12": -4.0, "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0, "18": -9.0, "19": -10.0, "20": -10.0,
    "036": 4.0, "042": 1.9, "043": 2.8, "044": 2.5, "045": 5.0, "046": 7.0, "057": 8.0, "0871": 9.0, "163": -6.5, "196": -9.5,
}  # fmt: skip


def codes_of(type_: str, mode: str | None, cameo: str | None = None) -> Codes:
    """The codes of an event of this type and mode; a frame's own CAMEO code goes before the mode's."""
    quad, score, default = TYPES[type_]
    by_mode, mode_score = MODES.get(type_, {}).get(mode or "", ("", None))
    code = cameo or by_mode or default
    goldstein = next((_GOLDSTEIN[code[:n]] for n in (4, 3, 2) if code[:n] in _GOLDSTEIN), 0.0)
    return Codes(cameo=code, goldstein=goldstein, plover=score if mode_score is None else mode_score, quad=quad)
