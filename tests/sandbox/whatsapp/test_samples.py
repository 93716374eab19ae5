"""Samples of templates over HTTP: what the hub's own client uploads, and all that Meta would refuse."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from inbox.domain.template_drafts import read
from inbox.platforms.whatsapp import samples, template_create
from inbox.platforms.whatsapp.client import WhatsAppClient
from inbox.system.secrets import Secret
from inbox.system.settings import WhatsAppSettings
from tests.sandbox.kit import Kit

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
FILE = {"file_name": "invoice.pdf", "file_length": "9", "file_type": "application/pdf"}


def test_a_template_with_a_document_is_taken_with_the_sample_that_was_uploaded(kit: Kit) -> None:
    known = kit.credentials
    settings = WhatsAppSettings(
        token=Secret(known.whatsapp_token),
        app_secrets=(Secret(known.whatsapp_app_secret),),
        verify_token=Secret(known.whatsapp_verify_token),
        phone_number_id=known.phone_number_id,
        business_account_id=known.business_account_id,
        graph_url=f"{kit.url}/graph",
        is_test=True,
    )
    client = WhatsAppClient(settings)
    handle = client.upload_sample(samples.document(), samples.MIME, samples.NAME)
    draft = next(one for one in DRAFTS if one.id == "invoice_file_du/de")
    assert client.submit_template(template_create.create(draft, handle)).status == "PENDING"
    client.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"file_length": "0"}, 100),
        ({"file_length": "nine"}, 100),
        ({"file_type": "application/zip"}, 100),
        ({"file_name": ""}, 131008),
        ({"what": "x"}, 100),
    ],
)
def test_a_session_is_opened_for_a_file_that_meta_takes(shared_kit: Kit, change: dict[str, str], code: int) -> None:
    app = shared_kit.credentials.app_id
    answer = shared_kit.graph("POST", f"{app}/uploads", params={**FILE, **change})
    assert answer.json()["error"]["code"] == code


@pytest.mark.parametrize(
    ("offset", "scheme", "content", "code"),
    [
        ("0", "Bearer", b"%PDF-1.4\n", 190),
        ("1", "OAuth", b"%PDF-1.4\n", 100),
        ("0", "OAuth", b"%PDF", 100),
        ("0", "OAuth", b"not a pdf", 131053),
    ],
)
def test_the_bytes_are_taken_whole_and_under_the_right_name_of_the_token(
    shared_kit: Kit, offset: str, scheme: str, content: bytes, code: int
) -> None:
    app = shared_kit.credentials.app_id
    session = shared_kit.graph("POST", f"{app}/uploads", params=FILE).json()["id"]
    headers = {"Authorization": f"{scheme} {shared_kit.credentials.whatsapp_token}", "file_offset": offset}
    answer: httpx.Response = shared_kit.http.post(f"/graph/v25.0/{session}", headers=headers, content=content)
    assert answer.json()["error"]["code"] == code
