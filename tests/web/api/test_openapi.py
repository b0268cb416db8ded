"""The description that programs are made from: whole, and kept by every answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.schemas import BaseSchema

from dragoman.web.api.addresses import ADDRESSES, CALENDAR
from dragoman.web.cache import Remembering
from tests.web.api.sample import app_of, fill

KEPT = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "unsupported_method",
)  # fmt: skip
NEVER_BROKEN = ("get_counts", "get_health", "list_problems")


@pytest.fixture(scope="module")
def description(client: TestClient) -> Any:
    return client.get("/api/v1/openapi.json").json()


def test_every_address_is_described_with_an_example_of_each_error(description: Any) -> None:
    told = {op["operationId"]: op for path in description["paths"].values() for op in path.values()}
    assert set(told) == {a.name for a in (*ADDRESSES, CALENDAR)}
    for op in told.values():
        assert op["summary"] and op["description"]
        for status in ("401", "403", "422", "429", "503"):
            assert op["responses"][status]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")


def test_every_parameter_is_told_what_it_is(description: Any) -> None:
    parameters = [p for path in description["paths"].values() for op in path.values() for p in op.get("parameters", [])]
    assert len(parameters) > 60
    assert [p["name"] for p in parameters if not p.get("description")] == []


def test_references_lead_somewhere(description: Any) -> None:
    def refs(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
            for inner in value.values():
                yield from refs(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from refs(inner)

    known = description["components"]["schemas"]
    assert {ref.rsplit("/", 1)[1] for ref in refs(description)} <= set(known)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    from dragoman.store.database import Database

    path: Path = tmp_path_factory.mktemp("any") / "store.db"
    fill(path)
    store = Remembering(Database.open(path))
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app_of(store))
    store.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["sound", "broken"])
@pytest.mark.parametrize("name", [a.name for a in (*ADDRESSES, CALENDAR)])
def test_any_request_sound_or_broken_is_answered_as_described(api: BaseSchema, name: str, mode: GenerationMode) -> None:
    operation = api.find_operation_by_id(name)  # type: ignore[attr-defined]
    if mode is GenerationMode.NEGATIVE and name in NEVER_BROKEN:
        pytest.skip("takes nothing that could be wrong")
    promised: Any = [CHECKS.get_one(name) for name in KEPT]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=12, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def any_request(case: Any) -> None:
        case.call_and_validate(checks=promised)

    any_request()
