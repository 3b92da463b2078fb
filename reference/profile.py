"""The target profile of a running reference, as TOML: what a client of it may use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from reference.access import DEMO_ACCOUNT, TOKEN_HEADER, TOKEN_PATH
from reference.seeds import CUSTOMERS, FIXTURES


def profile(base_url: str) -> str:
    """The whole profile; JSON strings and arrays of them are TOML as well."""
    account, customer = DEMO_ACCOUNT, CUSTOMERS[0]
    sections: dict[str, Mapping[str, str | Sequence[str]]] = {
        "auth": {"scheme": "basic", "username": account.username, "password": account.password},
        "auth.oauth": {
            "token_url": TOKEN_PATH,
            "key": account.key,
            "secret": account.secret,
            "header": TOKEN_HEADER,
        },
        "customer": {
            "id": customer.id,
            "email": customer.email,
            "mobile": customer.mobile,
            "external_id": customer.external_id,
            "card_number": customer.card_number,
        },
        "fixtures": FIXTURES,
    }
    lines = [f"base_url = {json.dumps(base_url)}"]
    for name, entries in sections.items():
        lines += ["", f"[{name}]"]
        lines += [f"{key} = {json.dumps(value)}" for key, value in entries.items()]
    return "\n".join(lines) + "\n"
