"""The Badges API over HTTP: each operation reads, judges and answers through the policy.

Between the reading of a body and the storing of it nothing is awaited, so that requests cannot interleave.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from reference import access
from reference.access import DEMO_ACCOUNT, Tokens
from reference.listing import Search, query
from reference.model import Badge, Customer, JsonObject, Tallies
from reference.policy import Policy
from reference.rules import bodies
from reference.rules import problems as codes
from reference.rules.checks import Case, found_by
from reference.rules.problems import Problem, RefusedError, problem
from reference.store import NameTakenError, Store
from reference.views.details import Subject

WRITE_PATH = "/api_gateway/v1/badges/badgeMeta"
LIST_PATH = "/api_gateway/v1/badges/management/{customer}"
DETAIL_PATH = LIST_PATH + "/badge/{badge}"
#: How much of a body that is too large is read away so that the client hears the answer, in bytes.
DRAIN_BYTES = 64 * 1_048_576

Handler = Callable[[Request], Awaitable[Response]]


class BadgesApi:
    """The four operations and the token endpoint, over one store."""

    def __init__(self, policy: Policy, store: Store) -> None:
        self._policy = policy
        self._store = store
        self._tokens = Tokens()
        self._account = DEMO_ACCOUNT

    def routes(self) -> list[Route]:
        """The paths of the documents (004:L9, 003:L35, 000:L27, 002:L15)."""
        create = self._authorised("create", self._create)
        update = self._authorised("update", self._update)
        return [
            self._route(WRITE_PATH, {"POST": create, "PUT": update}),
            self._route(LIST_PATH, {"GET": self._authorised("list", self._list)}),
            self._route(DETAIL_PATH, {"GET": self._authorised("detail", self._detail)}),
            self._route(access.TOKEN_PATH, {"POST": self._token}),
        ]

    def _route(self, path: str, handlers: dict[str, Handler]) -> Route:
        """A path with its methods, and with those that mean one of them."""
        also = self._policy.routes.also
        return _route(path, handlers | {new: handlers[old] for new, old in also.items() if old in handlers})

    def _authorised(self, operation: str, handler: Handler) -> Handler:
        async def guarded(request: Request) -> Response:
            policy = self._policy
            try:
                now = policy.clock()
                allowed = policy.access.is_authorised(
                    operation, self._account, self._tokens, request.headers, now
                )
                if not allowed:
                    if policy.access.is_judged_late(operation):
                        await handler(request)
                    raise access.unauthorised()
                return await handler(request)
            except RefusedError as refused:
                return answer(policy, policy.views.refusal(refused.problems), refused.status, refused.headers)

        return guarded

    # Writes

    async def _create(self, request: Request) -> Response:
        policy, store = self._policy, self._store
        body = await self._body(request)
        now = policy.clock()
        draft, problems = policy.drafts.read(policy.drafts.create_fields, body)
        key = self._name_key(draft)
        case = Case(
            policy=policy,
            operation="create",
            draft=draft,
            badge=None,
            now=now,
            migration=policy.access.is_migration(request.headers.get(access.MIGRATION_HEADER)),
            name_holder=None if key is None else store.holder(key),
        )
        problems += found_by(policy.checks.create, case)
        await self._judge("create", problems)
        badge = policy.drafts.born(
            policy.drafts.complete(draft, policy.drafts.defaults),
            policy.drafts.new_id(now),
            now,
            self._account.user_id,
            self._account.org_id,
        )
        stored = self._keep(lambda: store.insert(badge, key or "", unique=policy.names.unique_index))
        if problems:
            raise self._refused(problems)
        data = policy.views.created(policy, stored, (), Tallies(), now)
        return answer(policy, policy.views.success(data), policy.views.created_status)

    async def _update(self, request: Request) -> Response:
        policy, store = self._policy, self._store
        body = await self._body(request)
        now = policy.clock()
        draft, problems = policy.drafts.read(policy.drafts.update_fields, body)
        key = self._name_key(draft)
        badge_id = draft.get("id")
        before = None if badge_id is None else policy.lookups.target(store, badge_id)
        claims = () if before is None else store.claims(before.id)
        holder = None if key is None else store.holder(key)
        case = Case(
            policy=policy,
            operation="update",
            draft=draft,
            badge=before,
            now=now,
            name_holder=holder,
            claims=claims,
        )
        problems += found_by(policy.checks.update, case)
        await self._judge("update", problems)
        if before is None:
            raise self._refused([problem(codes.UNKNOWN_BADGE, "id")])
        badge: Badge = policy.drafts.changed(
            before, policy.drafts.complete(draft, policy.drafts.defaults), now, self._account.user_id
        )
        self._keep(lambda: store.replace(badge, key or "", unique=policy.names.unique_index))
        if problems:
            raise self._refused(problems)
        data = policy.views.updated(policy, badge, claims, store.tallies(badge.id), now)
        return answer(policy, policy.views.success(data), policy.views.success_status)

    async def _body(self, request: Request) -> dict[str, Any]:
        self._policy.bodies.check_media_type(request.headers.get("Content-Type"))
        return self._policy.bodies.parse(await read_body(request, self._policy.bodies.max_bytes))

    def _name_key(self, draft: dict[str, Any]) -> str | None:
        return self._policy.names.key(draft["name"]) if "name" in draft else None

    async def _judge(self, operation: str, problems: list[Problem]) -> None:
        """End a write that has problems before anything is stored."""
        if problems and not self._policy.drafts.stores_refused(operation, problems):
            raise self._refused(problems)
        if self._policy.drafts.pause is not None:
            await asyncio.sleep(self._policy.drafts.pause)

    def _keep(self, store: Callable[[], Any]) -> Any:
        try:
            return store()
        except NameTakenError:
            raise self._refused([problem(codes.NAME_TAKEN)]) from None

    def _refused(self, problems: list[Problem]) -> RefusedError:
        return RefusedError(problems, self._policy.views.refusal_status(problems))

    # Reads

    async def _list(self, request: Request) -> Response:
        policy, store = self._policy, self._store
        listing = policy.listing
        values, problems = listing.read(listing.parameters, query_items(request), listing.defaults)
        customer = self._customer(request, problems)
        now = policy.clock()
        search = Search(values, customer.id, now)
        total, found = store.page(query(policy, search))
        group_name = policy.lookups.group_name
        rows = [policy.views.row(policy, one, group_name(store, one.badge.group_id), now) for one in found]
        pagination = listing.pagination(policy, values["page"], values["size"], total, len(rows))
        return answer(
            policy, policy.views.success(policy.views.page(rows, pagination)), policy.views.success_status
        )

    async def _detail(self, request: Request) -> Response:
        policy, store = self._policy, self._store
        sent = [value for name, value in query_items(request) if name == "includeStatistics"]
        statistics, problems = policy.listing.read_statistics(sent, policy.views.statistics_by_default)
        customer = self._customer(request, problems)
        badge = policy.lookups.badge(store, request.path_params["badge"])
        if badge is None:
            raise self._refused([problem(codes.UNKNOWN_BADGE, "badgeId")])
        subject = Subject(
            badge=badge,
            customer_id=customer.id,
            claims=store.claims(badge.id),
            progress=store.progress(badge.id),
            group_name=policy.lookups.group_name(store, badge.group_id),
        )
        data = policy.views.detail(policy, subject, statistics, policy.clock())
        return answer(policy, policy.views.success(data), policy.views.success_status)

    def _customer(self, request: Request, problems: list[Problem]) -> Customer:
        """The customer of the path, by id or by what the identifier header says (000:L41-53)."""
        kind = request.headers.get(access.IDENTIFIER_HEADER)
        identifiers = self._policy.access.identifiers
        if kind is not None and kind not in identifiers:
            problems.append(problem(codes.UNKNOWN_IDENTIFIER, access.IDENTIFIER_HEADER))
        if problems:
            raise self._refused(problems)
        column = "id" if kind is None else identifiers[kind]
        customer = self._policy.lookups.customer(self._store, column, request.path_params["customer"])
        if customer is None:
            raise self._refused([problem(codes.UNKNOWN_CUSTOMER, "customerId")])
        return customer

    # Access

    async def _token(self, request: Request) -> Response:
        """Key and secret, as JSON or as a form, for an access token."""
        policy = self._policy
        try:
            sent = await read_body(request, self._policy.bodies.max_bytes)
            if "form" in request.headers.get("Content-Type", ""):
                credentials: JsonObject = dict(parse_qsl(sent.decode("latin-1")))
            else:
                credentials = policy.bodies.parse(sent)
            if not policy.access.is_client(self._account, credentials.get("key"), credentials.get("secret")):
                raise access.unauthorised()
        except RefusedError as refused:
            return answer(policy, policy.views.refusal(refused.problems), refused.status, refused.headers)
        seconds = policy.access.token_seconds
        token = self._tokens.issue(policy.clock(), seconds)
        data = {"accessToken": token, "ttlSeconds": int(seconds), "tokenType": "bearer"}
        return answer(policy, policy.views.success(data), policy.views.success_status)


def build(policy: Policy, store: Store) -> Starlette:
    """The application; every answer of it is an envelope, those of the router included."""

    async def refuse_route(request: Request, error: Exception) -> Response:  # noqa: ARG001
        status, headers = 500, None
        if isinstance(error, HTTPException):
            status, headers = error.status_code, error.headers
        message = "No such path" if status == 404 else "Method not allowed" if status == 405 else "Refused"
        return answer(
            policy,
            policy.views.refusal([problem(codes.INVALID, None, message)]),
            policy.routes.refusal_status(status),
            dict(headers or {}),
        )

    async def report_defect(request: Request, error: Exception) -> Response:  # noqa: ARG001
        refusal = policy.views.refusal([problem(codes.INTERNAL, None, "Unexpected failure")])
        return answer(policy, refusal, 500)

    application = Starlette(
        routes=BadgesApi(policy, store).routes(),
        exception_handlers={HTTPException: refuse_route, Exception: report_defect},
    )
    application.router.redirect_slashes = False
    return application


def _route(path: str, handlers: Mapping[str, Handler]) -> Route:
    async def dispatch(request: Request) -> Response:
        return await handlers[request.method](request)

    route = Route(path, dispatch, methods=list(handlers))
    route.methods = set(handlers)  # without HEAD, which is not documented
    return route


async def read_body(request: Request, limit: int) -> bytes:
    """The body; one over the limit is read away, so that the client hears why, and refused with 413."""
    size, chunks = 0, []
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size <= limit:
                chunks.append(chunk)
            elif size > DRAIN_BYTES:
                break
    except ClientDisconnect:
        raise bodies.invalid("The body ended early") from None
    if size > limit:
        raise bodies.too_large(limit)
    return b"".join(chunks)


def query_items(request: Request) -> list[tuple[str, str]]:
    """The parameters of the query string in order."""
    return parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)


def answer(policy: Policy, payload: Any, status: int, headers: dict[str, str] | None = None) -> Response:
    """A JSON response."""
    return Response(policy.views.render(payload), status, headers, policy.views.media_type)
