"""What was done since a mark is counted alike on SQLite and PostgreSQL."""

import pytest

from agent.app.ask.since import Mark, done_since, mark_of
from tests.support.seeded import seed

pytestmark = pytest.mark.integration


def test_what_was_done_since_a_mark_is_counted_once_each(database, tmp_path):
    """An empty site's mark sees all that came; the mark of now sees nothing."""
    with database.reading() as session:
        before = mark_of(session)
    seed(tmp_path, database=database)

    with database.reading() as session:
        done = done_since(session, before)
        nothing = done_since(session, mark_of(session))

    assert before == Mark(0, 0)
    assert (done.orders, done.keyed, done.in_doubt) == (33, 24, 1)
    assert done.waiting >= 4
    assert (nothing.documents, nothing.orders, nothing.keyed, nothing.waiting) == (0, 0, 0, 0)
