"""Works a thing out once for a policy, however many rules ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from reviewer.extract.policy import Policy

Result = TypeVar("Result")


def once_a_policy(function: Callable[[Policy], Result]) -> Callable[[Policy], Result]:
    """A function of a policy that remembers its answer as long as the policy lives."""
    known: WeakKeyDictionary[Policy, Result] = WeakKeyDictionary()

    @wraps(function)
    def remembering(policy: Policy) -> Result:
        if policy not in known:
            known[policy] = function(policy)
        return known[policy]

    return remembering
