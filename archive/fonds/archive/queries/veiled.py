# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The queries with a veil before them: nothing of them is reached but through it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, cast

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.living import THE_LIVING
from fonds.archive.lookup.names import Names
from fonds.archive.queries.open_counts import most_first
from fonds.archive.queries.policies import PolicyQueries
from fonds.archive.queries.veil import Veil
from fonds.archive.record.policy import EVERYTHING, Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from fonds.archive.queries.queries import Queries
    from fonds.archive.store.sqlite import SqliteStore

_OPEN = frozenset({"snapshot", "forget", "size", "moment", "policy"})
"""Queries that answer nothing about anybody, or no answer at all."""

_OF_TEXTS = frozenset({"structure", "proposals", "facsimile"})
"""Queries that answer with a text in another shape: refused wherever the text would be."""

_PAGED = {"subject_page": "subjects", "source_page": "sources", "page": "facts"}
"""Queries that answer page by page, and the field that holds what is on the page."""


def under_veil(queries: Queries, store: SqliteStore, policy: Policy) -> Queries:
    """Return the same queries, whose every answer hides what a policy hides."""
    veiled = _VeiledQueries(queries, Veil(store, policy))
    veiled.veiled = EVERYTHING.hiding_as(policy)
    veiled.store = store
    return cast("Queries", veiled)


class _Veiled:
    """Stands before the queries; nothing of them is reached but through the veil."""

    veiled: Policy = EVERYTHING

    def __init__(self, inner: Queries | Names, veil: Veil) -> None:
        self._inner: Any = inner
        self._veil = veil

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the queries have
        found = getattr(self._inner, name)
        if name == "living":
            return self.veiled.living
        if name == "under":
            return lambda policy: policy.hiding_as(self.veiled)
        if isinstance(found, Names):
            return _Veiled(found, self._veil)
        if name in _OPEN or not callable(found):
            return found

        def asked(*args: object, **kwargs: object) -> object:
            try:
                bound = self._hiding(found, args, kwargs)
                if name in _OF_TEXTS:
                    said = bound.arguments
                    self._veil.answer(self._inner.text(said["source"], said.get("rendition")))
                if name == "coverage":
                    source = self._inner.names.source(bound.arguments["source"])
                    among = bound.arguments.get("among")
                    bound.arguments["among"] = self._veil.counts.on(source, among)
                if name == "coverage_then":
                    bound.arguments["hides"] = self._veil.counts.hides_then
                if name == "anchor_states":
                    bound.arguments["hides"] = self._veil.counts.hides_passage
                limit = bound.arguments.get("limit", -1)
                if name == "subjects":
                    # What is hidden takes no place among so many, nor is the order told by it.
                    bound.arguments["limit"] = -1
                if name in _PAGED:
                    return self._page(found, bound, _PAGED[name])
                answer = found(*bound.args, **bound.kwargs)
                if isinstance(self._inner, Names):
                    return self._veil.label(bound.args[0], answer)
                if name == "names_apart":
                    return self._veil.told_apart(answer)
                if name == "contents":
                    subject = self._inner.names.subject(bound.arguments["subject"])
                    answer = self._veil.counts.contents(subject, answer)
                seen = self._veil.answer(answer)
                if name != "subjects":
                    return seen
                return most_first(seen)[: None if limit < 0 else limit]
            except RefusedError as error:
                raise self._veil.refusal(error) from None

        # Of a name nothing comes out but an id, which says nothing.
        return (
            asked if not isinstance(self._inner, Names) or name == "label" else self._named(found)
        )

    def _page(self, found: Callable[..., Any], bound: inspect.BoundArguments, holds: str) -> object:
        """Return a page as full as if what is hidden were not there, and ending on what is seen."""
        bound.apply_defaults()
        limit = max(bound.arguments["limit"], 1)
        bound.arguments["limit"] = limit + 1
        rows: list[Any] = []
        while True:
            page = found(*bound.args, **bound.kwargs)
            rows += getattr(self._veil.answer(page), holds)
            if page.after is None or len(rows) > limit:
                break
            bound.arguments["after"] = page.after
        after = rows[limit - 1].id if len(rows) > limit else None
        return type(page)(tuple(rows[:limit]), after)

    def _named(self, found: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*args: object, **kwargs: object) -> object:
            try:
                return found(*args, **kwargs)
            except RefusedError as error:
                raise self._veil.refusal(error) from None

        return asked

    def _hiding(
        self, found: Callable[..., Any], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> inspect.BoundArguments:
        """Bind a call so that each policy it takes hides the same, whatever else it says."""
        signature = inspect.signature(found)
        bound = signature.bind(*args, **kwargs)
        for name in signature.parameters:
            if name.startswith("policy"):
                given = bound.arguments.get(name, EVERYTHING)
                bound.arguments[name] = given.hiding_as(self.veiled)
        return bound


class _VeiledQueries(_Veiled):
    """The queries under a veil; another veil over it hides what either hides."""

    store: SqliteStore

    def hiding(self, policy: Policy = THE_LIVING) -> Queries:
        return under_veil(self._inner, self.store, policy.hiding_also(self.veiled))

    def hidden_events(self, told: Mapping[int, Collection[str]]) -> tuple[int, ...]:
        return self._veil.hidden_events(told)

    def as_exported(self) -> Queries:
        return PolicyQueries.as_exported(cast("Queries", self))

    def as_asked(self, shown: Mapping[str, bool], *, exporting: bool) -> Queries:
        return PolicyQueries.as_asked(cast("Queries", self), shown, exporting=exporting)
