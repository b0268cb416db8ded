"""Linked data, parsed back and asked in SPARQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from dragoman.export.cited import Records, of_readings
from dragoman.export.rdf import jsonld, turtle
from dragoman.model.living import Life
from dragoman.model.records import Meeting, Status
from tests.export.factories import ARMY, DENIED, TALKS, TURKEY, VISIT, reading
from tests.export.lives import HOSTILE, Told, meeting_life
from tests.record_factories import days, tie

PREFIXES = """
PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dragoman: <urn:dragoman:ns:>
"""


def graph_of(records: Records, meetings: Iterable[Life[Meeting]] = ()) -> Graph:
    return Graph().parse(data=turtle(records, meetings), format="turtle")


def ask(graph: Graph, question: str) -> list[tuple[str, ...]]:
    return sorted(tuple(str(value) for value in row) for row in graph.query(PREFIXES + question))  # type: ignore[union-attr]


def test_who_said_that_who_visits_whom_and_in_which_words() -> None:
    found = ask(
        graph_of(of_readings([reading()])),
        """SELECT ?who ?whom ?day ?speaker ?words ?page WHERE {
            ?event a schema:Event ; dragoman:mode <urn:dragoman:mode:visit> ; schema:startDate ?day ;
                dragoman:actor/schema:name ?who ; dragoman:recipient/schema:name ?whom ;
                prov:wasAttributedTo/schema:name ?speaker ; prov:wasDerivedFrom ?sentence .
            ?sentence prov:value ?words ; prov:wasQuotedFrom/schema:url ?page }""",
    )
    words = "Sergei Lavrov will visit Turkey on June 16, the ministry said."
    page = "https://news.example.org/a?b=12"
    assert found == [("Sergei Lavrov", "Turkey", "2020-06-16", "Turkish foreign ministry", words, page)]


def test_every_event_is_derived_from_a_report_and_a_sentence() -> None:
    found = ask(
        graph_of(of_readings([reading()])),
        """SELECT ?event (COUNT(DISTINCT ?from) AS ?n) WHERE {
            ?event a schema:Event ; prov:wasDerivedFrom ?from . ?from a prov:Entity } GROUP BY ?event""",
    )
    assert [n for _, n in found] == ["2"] * 6


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.PLANNED, ["EventScheduled"]),
        (Status.HAPPENED, ["EventScheduled"]),
        (Status.POSTPONED, ["EventPostponed"]),
        (Status.CANCELLED, ["EventCancelled"]),
        (Status.DENIED, []),  # schema.org has no word for what somebody says did not happen
        (Status.HYPOTHETICAL, []),
    ],
)
def test_status_in_the_words_of_schema_org_and_in_ours(status: Status, expected: list[str]) -> None:
    graph = graph_of(of_readings([reading(replace(VISIT, status=status))]))
    event = URIRef(f"urn:dragoman:event:{VISIT.id}")
    assert [
        str(o).rsplit("/", 1)[-1] for o in graph.objects(event, URIRef("https://schema.org/eventStatus"))
    ] == expected
    assert graph.value(event, URIRef("urn:dragoman:ns:status")) == URIRef(f"urn:dragoman:status:{status.value}")


def test_kinds_of_actors_and_the_host() -> None:
    graph = graph_of(of_readings([reading(VISIT, TALKS)]))
    named = ask(
        graph, "SELECT ?name ?type WHERE { ?who a prov:Agent, ?type ; schema:name ?name FILTER(?type != prov:Agent) }"
    )
    assert ("Sergei Lavrov", "https://schema.org/Person") in named
    assert ("Turkey", "https://schema.org/Country") in named
    assert ask(graph, "SELECT ?host WHERE { ?e schema:organizer/schema:name ?host }") == [("Qatar",)]
    place = ask(graph, "SELECT ?name ?lat WHERE { ?e schema:location [ schema:name ?name ; schema:latitude ?lat ] }")
    assert ("Doha", "25.3") in place


def test_who_supports_whom_is_one_step() -> None:
    one = replace(reading(DENIED), relations=(replace(tie(TURKEY, "supports", ARMY), evidence=DENIED.evidence),))
    graph = graph_of(of_readings([one]))
    assert ask(graph, "SELECT ?a ?b WHERE { ?x dragoman:supports ?y . ?x schema:name ?a . ?y schema:name ?b }") == [
        ("Turkey", "Libyan army")
    ]
    told = ask(graph, "SELECT ?words WHERE { ?t a dragoman:Tie ; prov:wasDerivedFrom/prov:value ?words }")
    assert told == [("The army denied shelling Sirte.",)]


def test_a_moved_meeting_is_rescheduled_with_its_days_and_changes() -> None:
    life, records = meeting_life(
        Told("2020-06-11", "announced", days("2020-06-14")), Told("2020-06-13", "moved", days("2020-07-01"))
    )
    graph = graph_of(records, [life])
    found = ask(
        graph,
        """SELECT ?status ?start ?before ?host WHERE { ?m a dragoman:Meeting ; schema:eventStatus ?status ;
            schema:startDate ?start ; schema:previousStartDate ?before ; schema:organizer/schema:name ?host }""",
    )
    assert found == [("https://schema.org/EventRescheduled", "2020-07-01", "2020-06-14", "Turkey")]
    changes = ask(
        graph,
        """SELECT ?told ?words WHERE { ?m dragoman:change ?c . ?c dragoman:told ?told ;
            prov:wasDerivedFrom/prov:wasDerivedFrom/prov:value ?words }""",
    )
    assert changes == [("2020-06-11", "Lavrov will visit Turkey."), ("2020-06-13", "Lavrov will visit Turkey.")]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own reader of JSON-LD uses what rdflib gave up
def test_jsonld_and_turtle_say_the_same() -> None:
    records = of_readings([reading()])
    assert isomorphic(Graph().parse(data=jsonld(records), format="json-ld"), graph_of(records))


def test_no_blank_nodes_and_every_name_is_a_uri() -> None:
    evil = replace(VISIT.actors[0], id=HOSTILE, name=HOSTILE)
    records = of_readings([reading(replace(VISIT, actors=(evil,), why=HOSTILE))])
    graph = graph_of(records)
    for triple in graph:
        for term in triple:
            assert isinstance(term, (URIRef, Literal))
            if isinstance(term, URIRef):
                assert not set('<>"{}|^`\\ \u202e') & set(term) and ":" in term
    who = graph.value(predicate=RDF.type, object=URIRef("https://schema.org/Person"))
    assert str(graph.value(who, URIRef("https://schema.org/name"))).startswith(
        "Evil, Inc; END:VEVENT BEGIN:VEVENT <script>"
    )


def test_the_bytes_do_not_depend_on_the_run() -> None:
    """Sets of texts have another order in each process; neither document may show it."""
    code = (
        "import hashlib; from dragoman.export.cited import of_readings; from dragoman.export.rdf import jsonld, turtle; "
        "from tests.export.factories import reading; r = of_readings([reading()]); "
        "print(hashlib.sha256((jsonld(r) + turtle(r)).encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root, timeout=60,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1


def test_no_records_are_an_empty_graph() -> None:
    assert json.loads(jsonld(Records()))["@graph"] == []
    assert len(graph_of(Records())) == 0
