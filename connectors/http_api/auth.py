"""How an account proves itself: a token, Basic, a header of the system's own, or OAuth 2.0 with tokens that expire.

Secrets are asked for when they are needed and never kept, except an access token, which lives in memory alone.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode, urlsplit

from agent.browser.errors import LoginRefusedError, TargetDownError
from agent.core.errors import ConfigError
from agent.log import keep_out
from connectors.http_api.description import BasicAuth, BearerAuth, HeaderAuth, OAuthAuth
from connectors.http_api.wire import Answer, Request, Wire

EARLY_S = 60.0  # a token that ends within a minute is renewed before it is used
UNSAID_S = 300.0
TOKEN_TIMEOUT_S = 30.0
REFUSED = (400, 401, 403)


class TokenLostError(ConfigError):
    """The system handed out a new refresh token, and it could not be kept: the old one is worth nothing now."""

    code = "token-lost"
    hint = "Let a person grant access anew, then set the refresh token with `denpyo secrets set`."


class SecretShadowedError(TokenLostError):
    """A new refresh token was stored, and an older one is still found first, as in a systemd credential."""

    code = "token-shadowed"
    hint = "Keep refresh tokens with `denpyo secrets set` only, not as a systemd credential: they change."


class Vault(Protocol):
    """Where secrets are kept: the site's secrets (`agent.settings.secrets.Secrets`)."""

    def get(self, name: str) -> str:
        """Return a secret; raises ConfigError when it is not set."""
        ...

    def set(self, name: str, value: str) -> object:
        """Keep a secret durably before returning."""
        ...


@dataclass(frozen=True, slots=True)
class Account:
    """The account at the target: user name, name of the secret, and where secrets are kept."""

    user: str
    password: str
    vault: Vault
    refresh_token: str = ""

    def secret(self) -> str:
        """Return the account's secret."""
        return self.vault.get(self.password)


class Proof(Protocol):
    """What proves the account with each request."""

    def headers(self) -> dict[str, str]:
        """Return the headers that prove it now.

        Raises:
            ConfigError: A secret is missing, or is refused.
            TransientError: A token cannot be had now.
        """
        ...

    def renew(self) -> bool:
        """Throw away what was just refused; say whether there is anything new to try."""
        ...


class Standing:
    """An account whose proof does not change."""

    def __init__(self, auth: BearerAuth | BasicAuth | HeaderAuth | None, account: Account) -> None:
        self._auth, self._account = auth, account

    def headers(self) -> dict[str, str]:
        """Return the header with the account's secret, as it is now."""
        if self._auth is None:
            return {}
        secret = self._account.secret()
        if isinstance(self._auth, HeaderAuth):
            return {self._auth.name: f"{self._auth.before}{secret}"}
        if isinstance(self._auth, BearerAuth):
            return {"Authorization": f"Bearer {secret}"}
        return {"Authorization": _basic(self._account.user, secret)}

    def renew(self) -> bool:
        """Nothing new can be had: who is refused stays so."""
        return False


class OAuth:
    """An account that is handed access tokens, and perhaps a new refresh token with each of them."""

    def __init__(
        self,
        auth: OAuthAuth,
        account: Account,
        ca: str | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._auth, self._account, self._clock = auth, account, clock
        parts = urlsplit(auth.token_url)
        self._wire = Wire(f"{parts.scheme}://{parts.netloc}", ca)
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._token, self._renew_at = "", 0.0

    def headers(self) -> dict[str, str]:
        """Return the header with an access token that does not end within the next minute."""
        if not self._token or self._clock() >= self._renew_at:
            self._take(self._granted())
        return {"Authorization": f"Bearer {self._token}"}

    def renew(self) -> bool:
        """Forget the access token, so that the next request asks for a new one."""
        had, self._token = bool(self._token), ""
        return had

    def _granted(self) -> dict[str, Any]:
        """Ask for a token; another process may have changed the refresh token meanwhile, so it is read once more."""
        used = self._refresh_token()
        answer = self._asked(used)
        if answer.status in REFUSED and used and (newer := self._refresh_token()) != used:
            answer = self._asked(newer)
        if answer.status in REFUSED:
            words = f"the system hands out no token: {_error_of(answer)}"
            raise LoginRefusedError(words, what=_error_of(answer))
        granted = _object_of(answer) if answer.status == 200 else {}
        if not isinstance(granted.get("access_token"), str):
            raise TargetDownError("the token address answers with no token", what=f"HTTP {answer.status}")
        return granted

    def _take(self, granted: dict[str, Any]) -> None:
        """Keep what was granted: a new refresh token durably, and before anything else."""
        fresh = granted.get("refresh_token")
        if self._auth.grant == "refresh-token" and isinstance(fresh, str) and fresh:
            self._keep(fresh)
        keep_out(granted["access_token"])
        said = granted.get("expires_in")
        lasts_s = float(said) if isinstance(said, (int, float)) else UNSAID_S
        self._token = granted["access_token"]
        self._renew_at = self._clock() + lasts_s - min(EARLY_S, lasts_s / 4)

    def _keep(self, fresh: str) -> None:
        name, vault = self._account.refresh_token, self._account.vault
        keep_out(fresh)
        try:
            if vault.get(name) != fresh:
                vault.set(name, fresh)
        except OSError as error:
            raise TokenLostError(f"the secret `{name}` cannot be written: {error.strerror}", name=name) from error
        if vault.get(name) != fresh:
            raise SecretShadowedError(f"the secret `{name}` was stored, and an older one is found first", name=name)

    def _refresh_token(self) -> str:
        return self._account.vault.get(self._account.refresh_token) if self._auth.grant == "refresh-token" else ""

    def _asked(self, refresh_token: str) -> Answer:
        form = {"grant_type": "client_credentials"}
        if refresh_token:
            form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        if self._auth.scope:
            form["scope"] = self._auth.scope
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        user, secret = self._account.user, self._account.secret()
        if self._auth.client == "body":
            form |= {"client_id": user, "client_secret": secret}
        else:
            headers["Authorization"] = _basic(quote(user, safe=""), quote(secret, safe=""))  # RFC 6749, section 2.3.1
        return self._wire.look(Request("POST", self._path, headers, urlencode(form).encode()), TOKEN_TIMEOUT_S)


def proof_of(auth: BearerAuth | BasicAuth | HeaderAuth | OAuthAuth | None, account: Account, ca: str | None) -> Proof:
    """Make the proof an API's description asks for."""
    return OAuth(auth, account, ca) if isinstance(auth, OAuthAuth) else Standing(auth, account)


def _basic(user: str, secret: str) -> str:
    coded = base64.b64encode(f"{user}:{secret}".encode()).decode()
    keep_out(coded)
    return f"Basic {coded}"


def _object_of(answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _error_of(answer: Answer) -> str:
    """Name the error as OAuth does (`invalid_grant`), never with what was sent."""
    return str(_object_of(answer).get("error", f"HTTP {answer.status}"))[:80]
