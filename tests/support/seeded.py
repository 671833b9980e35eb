"""A sample site's database at a quarter past ten on a working day: everything the console can show, at least once."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, SQLModel, select

from agent.audit.event import AuditEvent
from agent.console.deps import ConsoleDeps, Faces
from agent.console.server import ConsoleServer
from agent.core.action import ActionKey, ActionState, Priority, idempotency_key
from agent.core.business_day import FixedClock, site_day
from agent.core.codec import slip_to_json
from agent.core.decision import Approve, Enter, Hold, Ignore, Ruling, TraceStep
from agent.core.delivery import Delivery, Settlement, digest_of
from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import (
    Finding,
    Linked,
    Order,
    OrderKind,
    OrderState,
    Provenance,
    Severity,
)
from agent.settings.model import SiteSettings
from agent.settings.typed import TypedPasswords
from agent.store import actions, deliveries, exceptions, orders
from agent.store.audit_log import append
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import ActionRow, AgentRow, AuditSealRow, LaneRow, PauseRow
from agent.store.users import add_user, set_password
from tests.support.papers import CUSTOMERS, a_csv, a_mail, a_mail_text, a_mail_with, a_pdf, a_picture, an_order, slip_of

ZONE = ZoneInfo("Asia/Tokyo")
NOW = datetime(2025, 11, 25, 1, 15, tzinfo=UTC)
PASSWORD = "correct horse 7"
SUBJECT = "注文のご連絡"
FACES = Faces(
    {"inbox": "受注メールボックス", "order-folder": "受注フォルダー", "web-portal": "サンプルWeb-EDI"},
    {"demo-ledger": "見本会計システム", "old-ledger": "旧会計システム"},
    {"order-folder": "/srv/orders/in"},
)
STEPS = (
    "ログイン済みのセッションを使用",
    "照合キーで検索: 該当なし",
    "伝票入力画面を開く",
    "見出し 5 項目を入力",
    "明細を入力",
    "入力内容を読み戻して照合: 一致",
    "登録前の画面を保存",
    "登録",
    "伝票番号を読み取り",
    "照合キーで検索: 1 件、内容一致",
)


@dataclass(frozen=True)
class Seeded:
    """The sample site: its database, evidence, settings and the clock that stands still."""

    database: Database
    evidence: EvidenceFiles
    settings: SiteSettings
    clock: FixedClock
    keys: dict[str, str]

    def deps(self) -> ConsoleDeps:
        """What its console is given."""
        targets = ("demo-ledger",)
        typed = TypedPasswords(self.evidence.folder.parent)
        return ConsoleDeps(self.database, self.evidence, self.clock, self.settings, ZONE, typed, targets, FACES)


def seed(folder: Path, picture: bytes | None = None, database: Database | None = None) -> Seeded:
    """Make the sample site in a folder.

    `picture` is used as the robot's screenshot; a `database` handed in has its tables already.
    """
    if picture or database:
        return _made(folder, picture or a_picture(), database)
    files, keys = _usual()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return _opened(folder, _database(folder), dict(keys))


@cache
def _usual() -> tuple[dict[str, bytes], dict[str, str]]:
    """The files and keys of the usual sample site, made once a process: passwords and papers take over a second."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        site = _made(folder, a_picture())
        site.database.close()  # which leaves all of it in the one file
        files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return files, site.keys


def _made(folder: Path, picture: bytes, database: Database | None = None) -> Seeded:
    if database is None:
        database = _database(folder)
        SQLModel.metadata.create_all(database.writer)
    site = _Site(database, EvidenceFiles(folder / "evidence"), picture)
    with database.transaction() as session:
        site.fill(session)
    return _opened(folder, database, site.keys)


def _database(folder: Path) -> Database:
    return Database(f"sqlite:///{folder / 'denpyo.db'}")


def _opened(folder: Path, database: Database, keys: dict[str, str]) -> Seeded:
    settings = SiteSettings(name="sample", title="見本商事株式会社")
    return Seeded(database, EvidenceFiles(folder / "evidence"), settings, FixedClock(NOW), keys)


@contextmanager
def served(deps: ConsoleDeps) -> Iterator[str]:
    """Serve a console for as long as the block lasts; yields its address."""
    server = ConsoleServer(deps, "127.0.0.1", 0)
    server.start()
    try:
        yield server.address
    finally:
        server.stop()


class _Site:
    """Fills the tables."""

    def __init__(self, database: Database, evidence: EvidenceFiles, picture: bytes) -> None:
        self.evidence, self.picture = evidence, picture
        self.keys: dict[str, str] = {}
        self.events: list[AuditEvent] = []

    def fill(self, session: Session) -> None:
        self._people(session)
        self._agent(session)
        for n in range(1, 25):
            self._entered(session, n)
        self._waiting(session)
        self._in_doubt(session)
        self._running(session)
        self._lanes(session)
        self._approving(session)
        self._dead_letter(session)
        self._sources(session)
        self._sealed(session)

    def _people(self, session: Session) -> None:
        for name, shown, roles, language in (
            ("hanako", "経理 花子", ["operator"], "ja"),
            ("bucho", "営業部長", ["approver"], "ja"),
            ("joho", "情報システム", ["it"], "ja"),
            ("kansa", "内部監査", ["auditor"], "ja"),
            ("kanri", "管理者", ["admin"], "ja"),
            ("emma", "Emma", ["operator", "approver"], "en"),
        ):
            add_user(session, name, roles, NOW - timedelta(days=30), display_name=shown, language=language)
            set_password(session, name, PASSWORD)

    def _agent(self, session: Session) -> None:
        session.add(AgentRow(executor_id="a1", name="agent-1", version="0.1.0", started_at=NOW, beat_at=NOW))
        session.add(PauseRow(target="old-ledger", by="joho", since=NOW - timedelta(hours=3), reason="月次更新のため"))

    def _lanes(self, session: Session) -> None:
        facts = {
            "agent": "agent-1",
            "waits": None,
            "slips_per_hour": 60,
            "yen_per_day": 30_000_000,
            "since": (NOW - timedelta(hours=4)).isoformat(),
            "n_slips": 24,
            "average_ms": 1840,
            "busy_ms": 44_200,
            "cpu_ms": 14_900,
            "browser": {"memory_bytes": 341_000_000, "age_s": 7_260, "n_slips": 24},
        }
        session.add(LaneRow(target="demo-ledger", agent="agent-1", told_at=NOW, facts=facts))
        late = select(ActionRow).where(ActionRow.order == self.keys["queued-44"])
        action = session.exec(late).one()
        action.priority, action.deadline = Priority.HIGH.value, NOW - timedelta(minutes=10)
        session.add(action)

    def _entered(self, session: Session, n: int) -> None:
        at = NOW - timedelta(minutes=4 * (26 - n))
        order = an_order(n, CUSTOMERS[n % len(CUSTOMERS)], 1 + n % 4)
        source = ("inbox", "order-folder", "web-portal")[n % 3]
        linked = Linked.AMENDED if n == 20 else Linked.NEW
        key = self._order(session, f"entered-{n}", order, source, at, _enter(), OrderState.ENTERED, linked)
        action = self._action(session, key, order, at + timedelta(seconds=2))
        slip_number = f"D-{20480 + n}"
        self._attempt(session, action, 1, at, len(STEPS), "entered")
        actions.move(session, action, ActionState.ENTERED, at + timedelta(seconds=9), slip_number=slip_number)
        self._event(session, at + timedelta(seconds=3), "action.intended", action, key, order)
        self._event(session, at + timedelta(seconds=6), "action.sending", action, key, order)
        self._event(session, at + timedelta(seconds=8), "action.sent", action, key, order, slip_number=slip_number)
        self._event(session, at + timedelta(seconds=9), "slip.confirmed", action, key, order, slip_number=slip_number)

    def _waiting(self, session: Session) -> None:
        stranger = replace(
            an_order(31, (None, "謎の商会")),
            findings=(Finding("customer-unknown", Severity.STOP, "customer", (("text", "謎の商会"),)),),
        )
        self._held(session, "unknown-customer", stranger, "customer-unknown", timedelta(minutes=38))
        wrong = an_order(32, CUSTOMERS[2])
        wrong = replace(
            wrong,
            total=(wrong.total or Decimal(0)) + 1000,
            provenance=(*wrong.provenance[:-1], ("total", Provenance("line 10", f"{(wrong.total or 0) + 1000:,}円"))),
            findings=(
                Finding(
                    "sum-wrong",
                    Severity.STOP,
                    "total",
                    (("stated", f"{(wrong.total or 0) + 1000:,}"), ("reckoned", f"{wrong.total:,}")),
                ),
            ),
        )
        self._held(session, "wrong-sum", wrong, "check-failed", timedelta(minutes=25))
        gap = an_order(33, CUSTOMERS[4])
        gap = replace(gap, lines=(replace(gap.lines[0], unit_price=None, amount=None), *gap.lines[1:]), total=None)
        self._held(session, "undecided", gap, "undecided", timedelta(minutes=12))
        repeated = replace(an_order(5, CUSTOMERS[5]), source="inbox")
        self._order(
            session,
            "duplicate",
            repeated,
            "inbox",
            NOW - timedelta(minutes=9),
            Ruling(Ignore("duplicate", "duplicate"), "rules-4f2a91"),
            OrderState.CLOSED,
            Linked.DUPLICATE,
        )
        exceptions.put(
            session,
            [Waiting(ExceptionKind.SYSTEM, Reason("source-unreachable", {"source": "web-portal"}), "web-portal")],
            NOW - timedelta(minutes=18),
        )

    def _held(self, session: Session, name: str, order: Order, code: str, ago: timedelta) -> None:
        at = NOW - ago
        ruling = Ruling(
            Hold(code, code),
            "rules-4f2a91",
            (
                TraceStep("over-limit", "order.total > 1_000_000", "unknown" if order.total is None else "no", ()),
                TraceStep(code, "order.finding", "yes", (("order.number", order.number or ""),)),
            ),
        )
        key = self._order(session, name, order, "inbox", at, ruling, OrderState.HELD)
        values = {"rule": code, "findings": ", ".join(finding.code for finding in order.findings)}
        waiting = Waiting(
            ExceptionKind.BUSINESS, Reason(code, values), "inbox", order=key, document=self.keys[f"{name}/document"]
        )
        exceptions.put(session, [waiting], at)
        self._event(session, at, "exception.opened", key, key, order, code=code)

    def _in_doubt(self, session: Session) -> None:
        at = NOW - timedelta(minutes=6)
        order = an_order(41, CUSTOMERS[1])
        key = self._order(session, "in-doubt", order, "order-folder", at, _enter(), OrderState.DECIDED)
        action = self._action(session, key, order, at)
        reason = Reason("outcome-unknown")
        self._attempt(session, action, 1, at, 8, "unknown", reason)
        actions.move(session, action, ActionState.UNKNOWN, at, reason=reason)
        exceptions.put(session, [Waiting(ExceptionKind.IN_DOUBT, reason, "order-folder", order=key, action=action)], at)
        self._event(session, at, "action.unknown", action, key, order)

    def _running(self, session: Session) -> None:
        at = NOW - timedelta(seconds=4)
        order = an_order(42, CUSTOMERS[3])
        key = self._order(session, "running", order, "web-portal", at, _enter(), OrderState.DECIDED)
        action = self._action(session, key, order, at)
        self._attempt(session, action, 1, at, 6, "")
        actions.move(session, action, ActionState.INTENDED, NOW)
        for n in (43, 44):
            waiting = an_order(n, CUSTOMERS[n % 6])
            key = self._order(session, f"queued-{n}", waiting, "inbox", NOW, _enter(), OrderState.DECIDED)
            self._action(session, key, waiting, NOW)

    def _approving(self, session: Session) -> None:
        order = an_order(45, CUSTOMERS[0], 5)
        order = replace(order, total=Decimal(1_284_000))
        ruling = Ruling(
            Approve("department-head", "over-limit"),
            "rules-4f2a91",
            (
                TraceStep("unknown-customer", "not customer.known", "no", (("customer.known", "true"),)),
                TraceStep("over-limit", "order.total > 1_000_000", "yes", (("order.total", "1284000"),)),
            ),
            on_approval=Enter("demo-ledger"),
        )
        at = NOW - timedelta(minutes=31)
        key = self._order(session, "approving", order, "inbox", at, ruling, OrderState.APPROVING)
        reason = Reason("approval-needed", {"by": "department-head", "rule": "over-limit"})
        exceptions.put(session, [Waiting(ExceptionKind.BUSINESS, reason, "inbox", order=key)], at)

    def _dead_letter(self, session: Session) -> None:
        at, name, media_type = NOW - timedelta(minutes=50), "注文書11月.xlsx", "application/octet-stream"
        subject, sender, content = "11月分ご注文書の送付", "buy@example.jp", b"PK\x03\x04 broken"
        mail = a_mail_with(subject, sender, at - timedelta(minutes=2), name, content)
        stored = self.evidence.put(subject, mail, "message/rfc822")
        self.evidence.put(name, content, media_type)
        delivery = Delivery("inbox", "<977@example.jp>", stored.digest, subject, "message/rfc822", mail, at, "", sender)
        document = Document(
            f"{delivery.key}/1",
            delivery.key,
            "inbox",
            name,
            media_type,
            digest_of(content),
            content,
            at,
            sender,
            subject,
        )
        deliveries.add_new(session, {delivery.key: (delivery, Settlement.REJECT)})
        deliveries.add_documents(session, [(document, "")])
        self.keys["dead-letter/delivery"], self.keys["dead-letter/document"] = delivery.key, document.key
        reason = Reason("document-unreadable", {"what": "workbook"})
        waiting = Waiting(ExceptionKind.DEAD_LETTER, reason, "inbox", delivery.key, document.key)
        exceptions.put(session, [waiting], at)

    def _sources(self, session: Session) -> None:
        today = site_day(NOW, ZONE)
        for source, counts in {
            "inbox": {"seen": 19, "taken": 15, "again": 2, "ignored": 1, "unreadable": 1}
            | {"orders-new": 14, "orders-duplicate": 1, "orders-amended": 1, "orders-held": 0},
            "order-folder": {"seen": 10, "taken": 10, "orders-new": 10},
            "web-portal": {"seen": 9, "taken": 9, "orders-new": 9},
        }.items():
            deliveries.count(session, today, {source: counts})
            for ago in range(1, 8):
                n = 12 + (ago * 5 + len(source)) % 9
                day = {source: {"seen": n, "taken": n, "orders-new": n}}
                deliveries.count(session, today - timedelta(days=ago), day)
            deliveries.note_look(session, source, NOW - timedelta(seconds=20), brought=True)
        deliveries.note_down(
            session, "web-portal", NOW - timedelta(minutes=18), Reason("source-unreachable", {"source": "web-portal"})
        )

    def _order(
        self,
        session: Session,
        name: str,
        order: Order,
        source: str,
        at: datetime,
        ruling: Ruling,
        state: OrderState,
        linked: Linked = Linked.NEW,
    ) -> str:
        file, media_type, content = self._file(order, source)
        self.evidence.put(file, content, media_type)
        is_mail = source == "inbox"
        sender, digest = "order@mihon-foods.example" if is_mail else source, digest_of(content)
        mail = a_mail(SUBJECT, sender, at, content.decode()) if is_mail else content
        self.evidence.put(SUBJECT if is_mail else file, mail, "message/rfc822" if is_mail else media_type)
        delivery = Delivery(
            source,
            name,
            digest_of(mail),
            SUBJECT if is_mail else file,
            "message/rfc822" if is_mail else media_type,
            mail,
            at,
            "",
            sender if is_mail else "",
        )
        document = Document(
            f"{delivery.key}/0", delivery.key, source, file, media_type, digest, content, at, sender, SUBJECT
        )
        deliveries.add_new(session, {delivery.key: (delivery, Settlement.ACCEPT)})
        deliveries.add_documents(session, [(document, f"{source}-form")])
        deliveries.mark_settled(session, [delivery.key], at + timedelta(seconds=1))
        whole = replace(order, document=document.key, source=source, kind=OrderKind.ORDER)
        key = whole.base_key or f"{document.key}#0"
        key = key if linked is Linked.NEW else f"{key}:{name}"
        orders.add_orders(session, [orders.PlacedOrder(key, whole, linked, None, state, ruling)], at)
        self.keys[name], self.keys[f"{name}/document"] = key, document.key
        for seconds, kind in enumerate(("document.received", "order.extracted", "order.checked", "order.decided")):
            self._event(session, at + timedelta(milliseconds=300 * seconds), kind, key, key, whole)
        return key

    def _file(self, order: Order, source: str) -> tuple[str, str, bytes]:
        if source == "inbox":
            return "body.txt", "text/plain", a_mail_text(order)
        if source == "order-folder":
            return f"注文書_{order.number}.pdf", "application/pdf", a_pdf(order)
        return f"{order.number}.csv", "text/csv", a_csv(order)

    def _action(self, session: Session, key: str, order: Order, at: datetime) -> str:
        named = ActionKey(key, "demo-ledger")
        row = ActionRow(
            key=str(named),
            order=key,
            target="demo-ledger",
            account="demo-ledger",
            idempotency_key=idempotency_key(named),
            slip=slip_to_json(slip_of(order)),
            state=ActionState.QUEUED.value,
            attempt=1,
            changed_at=at,
        )
        session.add(row)
        session.flush()
        self._event(session, at, "action.queued", str(named), key, order)
        return str(named)

    def _attempt(
        self, session: Session, action: str, n: int, at: datetime, n_steps: int, result: str, why: Reason | None = None
    ) -> None:
        actions.begin_attempt(session, action, n, at)
        actions.note_steps(session, action, n, STEPS[:n_steps])
        if result:
            actions.end_attempt(session, action, n, at + timedelta(seconds=7), result, why)
        text = gzip.compress("売上伝票入力\n得意先 …".encode(), mtime=0)
        pieces = [
            self.evidence.put(f"{taken}-{what}", content, media_type)
            for taken in (("before-commit", "confirmed") if result == "entered" else ("before-commit",))
            for what, content, media_type in (
                ("picture", self.picture, "image/png"),
                ("text", text, "application/gzip"),
            )
        ]
        actions.add_evidence(session, action, n, pieces, at + timedelta(seconds=5))

    def _event(
        self, session: Session, at: datetime, kind: str, about: str, key: str, order: Order, **values: str
    ) -> None:
        self.events.append(
            AuditEvent(
                kind,
                kind.split(".", maxsplit=1)[0],
                about,
                at,
                actor="agent-1",
                order=key,
                partner=order.customer.code,
                amount_jpy=None if order.total is None else int(order.total),
                day=order.ordered_on,
                values=values,
            )
        )

    def _sealed(self, session: Session) -> None:
        self.events.sort(key=lambda event: event.at)
        append(session, self.events)
        for number in range(1, len(self.events) - 3):
            session.add(AuditSealRow(position=number - 1, event=number))


def _enter() -> Ruling:
    trace = (
        TraceStep("unknown-customer", "not customer.known", "no", (("customer.known", "true"),)),
        TraceStep("over-limit", "order.total > 1_000_000", "no", (("order.total", "48200"),)),
    )
    return Ruling(Enter("demo-ledger"), "rules-4f2a91", trace)
