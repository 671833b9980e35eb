"""The shape of a rules file, for its check and for the editor's JSON Schema. Conditions are read by `rules.load`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Code = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="In kebab-case.")]
Given = dict[str, Any]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswerShape(_Shape):
    """One answer: exactly one of enter, approve, hold and ignore; `slip`, `priority` and `by` go with enter."""

    enter: Code | None = Field(None, description="Target the slip is keyed into.", examples=["demo-ledger"])
    slip: Code | None = Field(None, description="Kind of slip to enter; `sales` when not given.")
    priority: Literal["high", "normal", "low"] | None = Field(
        None, description="Which slips of a target go first; `normal` when not given. Goes with `enter`."
    )
    by: Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = Field(
        None,
        description="Clock time by which the slip must stand in the target: the next such time after the "
        "decision. Goes with `enter`.",
        examples=["15:00"],
    )
    approve: Code | None = Field(None, description="Role of the person who must agree.", examples=["department-head"])
    hold: Code | None = Field(None, description="Reason code the order waits for a person with.")
    ignore: Code | None = Field(None, description="Reason code the order is left aside with.")


class ExpectedShape(AnswerShape):
    """What a test expects; what it does not name is not compared."""

    rule: str | None = Field(None, description="Id of the rule that answers, or `otherwise`.")


class MissingShape(_Shape):
    """What becomes of an order when a rule cannot be decided."""

    hold: Code = Field(description="Reason code the order waits for a person with.", examples=["undecided"])


class RuleShape(_Shape):
    """One rule."""

    id: Code = Field(description="Stays in the audit log for years.")
    why: str = Field(min_length=1, description="Why the rule exists, in a clerk's words.")
    when: str = Field(description="Condition over order, customer, source and today.")
    then: AnswerShape


def _otherwise_kind(value: Any) -> str:
    return "answer" if isinstance(value, dict | AnswerShape) else "next"


Otherwise = Annotated[
    Annotated[AnswerShape, Tag("answer")] | Annotated[Literal["next"], Tag("next")], Discriminator(_otherwise_kind)
]


class GroupShape(_Shape):
    """One question, answered by the first rule that fits."""

    policy: Literal["first"]
    otherwise: Otherwise = Field(description="Answer when no rule fits; `next` hands on to the next group.")
    rules: list[RuleShape] = Field(min_length=1)


class CaseShape(_Shape):
    """One test beside the rules."""

    name: str = Field(min_length=1)
    given: Given = Field(default_factory=dict, description="Fields of the order, on top of `base`.")
    expect: ExpectedShape


class RulesFile(BaseModel):
    """One rules file; every key that is not named here is a group."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, GroupShape]

    title: str = Field("", description="Name shown to people.")
    on_missing: MissingShape
    base: Given = Field(default_factory=dict, description="Fields of the order every test begins with.")
    tests: list[CaseShape] = Field(default_factory=list)
