from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model import DecisionError, DocumentKind
from reviewer.review import add_engagement, close_engagement
from reviewer.selection import find_document, find_vendors, open_engagement
from reviewer.store import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.reviewer") as created:
        yield created


@pytest.fixture
def vendors(workspace: Workspace) -> dict[str, int]:
    """Ids by name, in one engagement; two differ in their capitals alone."""
    engagement = add_engagement(workspace, client="Alder", matter="Pictures")
    with workspace.transaction():
        made = [workspace.engagements.insert_vendor(engagement, name) for name in ("Heron", "HERON", "Teal")]
    return {vendor.name: vendor.id for vendor in made}


def test_a_vendor_written_just_so_goes_before_one_in_other_capitals(
    workspace: Workspace, vendors: dict[str, int]
) -> None:
    assert [vendor.id for vendor in find_vendors(workspace, "HERON")] == [vendors["HERON"]]
    assert [vendor.id for vendor in find_vendors(workspace, "teal")] == [vendors["Teal"]]
    assert {vendor.id for vendor in find_vendors(workspace, "heron")} == {vendors["Heron"], vendors["HERON"]}


def test_without_a_name_all_vendors_are_meant(workspace: Workspace, vendors: dict[str, int]) -> None:
    assert [vendor.id for vendor in find_vendors(workspace, "")] == list(vendors.values())


def test_a_vendor_that_is_not_there_is_named(workspace: Workspace, vendors: dict[str, int]) -> None:
    with pytest.raises(DecisionError) as caught:
        find_vendors(workspace, "Stork")
    assert (caught.value.code, caught.value.facts["name"]) == ("decision.unknown_vendor", "Stork")


def test_an_engagement_is_found_by_client_or_matter_and_made_where_only_a_closed_one_has_the_name(
    workspace: Workspace, vendors: dict[str, int]
) -> None:
    known = open_engagement(workspace, "pictures")
    assert known == open_engagement(workspace, "ALDER")
    assert open_engagement(workspace, "") is None
    close_engagement(workspace, known, by="")
    assert open_engagement(workspace, "Pictures") != known


def test_a_document_of_several_vendors_takes_the_vendor_to_be_told(
    workspace: Workspace, vendors: dict[str, int]
) -> None:
    with workspace.transaction():
        first, _ = (
            workspace.documents.insert(vendors[name], "Policy", DocumentKind.POLICY) for name in ("Heron", "Teal")
        )
    with pytest.raises(DecisionError) as caught:
        find_document(workspace, "Policy", "", None)
    assert caught.value.code == "decision.unknown_document"
    assert find_document(workspace, "Policy", "Heron", None) == first
