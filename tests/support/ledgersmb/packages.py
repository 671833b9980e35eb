"""The Debian packages LedgerSMB wants; its own package is not among them, it would start a service."""

from __future__ import annotations

import subprocess

SERVERS = ("postgresql", "postgresql-contrib", "starman", "patch")
PERL = (
    "carp-always", "cgi-emulate-psgi", "cgi-simple", "class-c3-xs", "config-inifiles", "data-uuid", "datetime",
    "datetime-format-strptime", "dbd-pg", "dbi", "html-escape", "http-exception", "io-stringy", "json", "json-xs",
    "locale-maketext-lexicon", "log-log4perl", "math-bigint-gmp", "mime-lite", "mime-types", "moose",
    "moosex-nonmoose", "namespace-autoclean", "number-format", "pgobject", "pgobject-simple", "pgobject-simple-role",
    "pgobject-type-bigfloat", "pgobject-type-bytestring", "pgobject-type-datetime", "pgobject-util-dbadmin",
    "pgobject-util-dbmethod", "plack", "plack-builder-conditionals", "plack-middleware-reverseproxy",
    "plack-request-withencoding", "template", "text-markdown", "try-tiny", "version-compare", "xml-simple",
)  # fmt: skip
OTHERS = ("libjs-dojo-dijit", "liblocale-codes-perl")


def wanted() -> tuple[str, ...]:
    """List the packages to install, Debian's names."""
    return (*SERVERS, *(f"lib{name}-perl" for name in PERL), *OTHERS)


def missing() -> list[str]:
    """List those that are not installed."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *wanted()],
        capture_output=True,
        text=True,
        check=False,
    )
    installed = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in wanted() if name not in installed]
