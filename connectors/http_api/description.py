"""The language of `apis/NAME.yaml`: how one accounting system is searched, entered into and confirmed over HTTP.

Templates are those of robots (`{slip.customer_code}`, `{line.quantity}`, `{key}`). A place in an answer is a JSON
Pointer (`/slip/number`) or a dotted path (`slip.number`). `connectors.http_api.lint` holds every file to its shape.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from agent.browser.values import Kind

Place = Annotated[str, Field(pattern=r"^(/.*|[^/\s.]+(\.[^/\s.]+)*)?$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _short(name: str) -> BeforeValidator:
    """Let a bare text stand for a mapping with this one key."""
    return BeforeValidator(lambda value: {name: value} if isinstance(value, str) else value)


class BearerAuth(_Shape):
    """The target's `password` is a token, sent as `Authorization: Bearer`."""

    kind: Literal["bearer"]


class BasicAuth(_Shape):
    """The target's `user` and `password`, by HTTP Basic."""

    kind: Literal["basic"]


class HeaderAuth(_Shape):
    """The target's `password` in a header of the system's own."""

    kind: Literal["header"]
    name: str = Field(description="Name of the header.", examples=["X-Api-Key"], pattern=r"^[A-Za-z0-9-]+$")
    before: str = Field("", description="What stands before the secret in the header.", examples=["Token "])


class OAuthAuth(_Shape):
    """OAuth 2.0: client id and secret are the target's `user` and `password`.

    With `grant: refresh-token` the refresh token is the secret `TARGET-refresh-token`; where the system hands out a new
    one, it is stored under the same name before it is used.
    """

    kind: Literal["oauth"]
    token_url: str = Field(description="Where tokens are handed out.", examples=["https://accounts.example/token"])
    grant: Literal["client-credentials", "refresh-token"] = Field(
        "client-credentials", description="By the client's own right, or by a refresh token a person has granted."
    )
    client: Literal["header", "body"] = Field("header", description="Where client id and secret are sent.")
    scope: str = Field("", description="Scopes asked for, with blanks between.")


Auth = Annotated[BearerAuth | BasicAuth | HeaderAuth | OAuthAuth, Field(discriminator="kind")]


class PagingSpec(_Shape):
    """How the rows of a long answer are spread over pages.

    By page and offset the first page without rows is the end, or `count` says it. What took several requests is read
    until two readings agree, since rows shift between pages while others work.
    """

    by: Literal["page", "offset", "cursor", "link"] = Field(
        description="By page number, by number of rows passed over, by a cursor in the answer, or by the Link header."
    )
    parameter: str = Field("", description="The query parameter that names the page; `link` needs none.")
    first: int = Field(1, ge=0, description="Number of the first page.")
    next: Place = Field(
        "", description="Where the next cursor stands in the answer; empty, null or missing there: end."
    )


class FindSpec(_Shape):
    """How slips are looked up. Every row of the answer is compared with our key, exactly; drafts must be among them."""

    method: Literal["GET", "POST"] = Field("GET", description="POST only where searching is done by it.")
    path: str = Field(description="Path below the target's address.", examples=["/v1/slips"])
    query: dict[str, str] = Field(default_factory=dict, description="Query parameters.", examples=['{memo: "{key}"}'])
    body: JsonValue = Field(None, description="JSON body of a search by POST.")
    rows: Place = Field("", description="Where the list of slips stands; empty: the whole answer.", examples=["/slips"])
    key: Place = Field(description="Field of a row that holds our key.", examples=["/memo"])
    slip_number: Place = Field(description="Field of a row that holds the slip number.", examples=["/number"])
    id: Place = Field("", description="Field of a row that holds the system's own name of the slip, for `{id}`.")
    state: Place = Field("", description="Field of a row that holds the slip's state.")
    final: tuple[str, ...] = Field((), description="States in which nothing is left to do.", examples=["[posted]"])
    count: Place = Field("", description="Where the answer says how many rows there are in all; saves a request.")
    paging: PagingSpec | None = Field(None, description="None: one answer holds all rows.")


class ValueSpec(_Shape):
    """One thing of the system that is looked up before the slip is sent, such as its own id of the customer.

    Exactly one row must hold what is looked for; none or several stop before anything is sent.
    """

    each: Literal["slip", "line"] = Field("slip", description="Looked up once for the slip, or for each of its lines.")
    method: Literal["GET", "POST"] = Field("GET", description="POST only where searching is done by it.")
    path: str = Field(description="Path below the target's address.", examples=["/v1/customers"])
    query: dict[str, str] = Field(default_factory=dict, description="Query parameters.")
    body: JsonValue = Field(None, description="JSON body of a search by POST.")
    rows: Place = Field("", description="Where the rows stand; empty: the whole answer.")
    key: Place = Field(description="Field of a row that is compared, exactly.", examples=["/code"])
    equals: str = Field(description="What it must hold.", examples=["{slip.customer_code}"])
    take: Place = Field(description="Field of that row which is taken.", examples=["/id"])


class RefusedSpec(_Shape):
    """How the system says no. Nothing is stored then, and a person is needed."""

    statuses: tuple[int, ...] = Field((400, 422), description="HTTP statuses that mean so.")
    words: Place = Field("", description="Where the answer says why.", examples=["/errors/0/message"])


class SendSpec(_Shape):
    """One request that changes something."""

    method: Literal["POST", "PUT", "PATCH"] = Field("POST", description="HTTP method.")
    path: str = Field(description="Path below the target's address.", examples=["/v1/slips"])
    query: dict[str, str] = Field(default_factory=dict, description="Query parameters.")
    headers: dict[str, str] = Field(
        default_factory=dict, description="Headers of this request.", examples=['{Idempotency-Key: "{key}"}']
    )
    json_body: JsonValue = Field(
        None,
        alias="json",
        description="Body as JSON: objects, lists and templates. A number alone stays a number, a day is written by "
        "`day_format`. `{$lines: …}` is a list with one item a line; `{$number: …}`, `{$text: …}`, `{$flag: …}` say "
        "the type, `$words` beside them the system's word for each value, `$day` how a day is written.",
    )
    form: JsonValue = Field(None, description="The same as an HTML form's fields: `lines[0][code]=…`.")


class EnterSpec(SendSpec):
    """The one request that makes the slip exist. It is sent at most once; redirects are never followed."""

    slip_number: Place = Field("", description="Where the answer holds the slip number; empty: it names none.")
    refused: RefusedSpec = Field(default_factory=RefusedSpec)


class CompareSpec(_Shape):
    """What one field of the stored slip must hold."""

    value: str = Field(description="What it must hold, with values in braces.")
    kind: Kind | None = Field(None, description="How it is compared, when its type does not say.")
    words: dict[str, str] = Field(default_factory=dict, description="The system's word for each value.")
    day: str = Field("", description="How a day is written here, when not by `day_format`.")


Compared = dict[str, Annotated[CompareSpec, _short("value")]]


class LinesSpec(_Shape):
    """The stored slip's lines: as many as ordered, in the same order, each compared."""

    rows: Place = Field(description="Where the list of lines stands.", examples=["/slip/lines"])
    compare: Compared = Field(description="Field of a line, and what it must hold.")


class ConfirmSpec(_Shape):
    """How the stored slip is read and compared with the order."""

    method: Literal["GET", "POST"] = Field("GET", description="POST only where reading is done by it.")
    path: str = Field(description="Path below the target's address.", examples=["/v1/slips/{id}"])
    query: dict[str, str] = Field(default_factory=dict, description="Query parameters.")
    body: JsonValue = Field(None, description="JSON body where reading is done by POST.")
    compare: Compared = Field(description="Place in the answer, and what it must hold.")
    lines: LinesSpec | None = Field(None, description="The lines, where the answer holds them.")


class LimitSpec(_Shape):
    """What the system bears. 429 and 503 are honoured whatever stands here."""

    timeout: float = Field(30, gt=0, le=300, description="Seconds one request may take, answer included.")
    requests_per_minute: int | None = Field(None, ge=1, description="Requests in any 60 seconds; more wait.")


class Api(_Shape):
    """One system's HTTP API (`apis/NAME.yaml`)."""

    api: str = Field(description="Name of the API; the file is called the same.", examples=["office-books"])
    auth: Auth | None = Field(None, description="How the target's account is proved.")
    ca: str = Field("", description="PEM file, relative to the site, of a certificate authority of your own.")
    headers: dict[str, str] = Field(default_factory=dict, description="Headers of every request.")
    day_format: str = Field("%Y-%m-%d", description="How a day is written, in the letters of robots (`%Y/%m/%d`).")
    masks: tuple[str, ...] = Field((), description="JSON fields, by name, that evidence must not show.")
    limits: LimitSpec = Field(default_factory=LimitSpec)
    find: FindSpec = Field(description="How slips are looked up.")
    values: dict[str, ValueSpec] = Field(
        default_factory=dict, description="What is looked up before the slip is sent, for `{value.NAME}` in `enter`."
    )
    enter: EnterSpec = Field(description="The one request that makes the slip exist.")
    finish: SendSpec | None = Field(None, description="What makes a draft final; it may be sent again until it is.")
    confirm: ConfirmSpec = Field(description="How the stored slip is read and compared.")
