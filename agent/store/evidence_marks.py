"""Whether the agents of one PostgreSQL database share their evidence folder: each leaves a mark there at its start.

A mark is a small file named by the agent that holds the id of its process, which the database knows too, and the number
the file system gave the file: a copy of the folder holds no marks. Who does not see the mark of an agent that lives
looks into another folder.
"""

from __future__ import annotations

from agent.core.errors import ConfigError
from agent.store.alone import living
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles


class EvidenceApartError(ConfigError):
    """Another agent of this database works with another evidence folder."""

    code = "evidence-apart"
    hint = (
        "Let `evidence` in every agent's site.yaml name one folder that all machines reach. Before you copy into it "
        "what lies in the others, stop the agents named here, and leave the files `.agent-*` out of the copy. Where it "
        "is one folder already, start the agents named here again."
    )


def agents_apart(database: Database, evidence: EvidenceFiles) -> list[str]:
    """Name the agents that live and whose mark is not in this evidence folder; none on SQLite, where one is alone."""
    if database.is_sqlite:
        return []
    return sorted(name for name, process in living(database).items() if evidence.mark_of(name) != process)


def apart_error(agents: list[str], evidence: EvidenceFiles) -> EvidenceApartError:
    """Say which agents these are."""
    names = ", ".join(agents)
    what = f"{names}: works on the same database with another evidence folder"
    return EvidenceApartError(what, place=str(evidence.folder), agents=names)
