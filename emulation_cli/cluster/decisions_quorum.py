"""Whether the meeting and its votes had the quorum that the cluster declares."""

from __future__ import annotations

from collections.abc import Mapping

from emulation_cli.cluster.attendance import Attendance, attendance
from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.rules import Quorum
from emulation_cli.cluster.rules_text import quorum_text
from emulation_cli.cluster.slips import Slip, brief, slip


def meeting_has_quorum(decisions: Decisions, cluster: Cluster, pages: Mapping[str, Page]) -> None:
    """Those present against Họp hợp lệ khi có mặt, at the line that says who was; without a quorum nothing is asked."""
    if cluster.quorum is None or not pages:
        return
    page = pages.get("meeting") or next(iter(pages.values()))  # a file without the sheet has no better place
    found = attendance(cluster, decisions)
    what = _slip(found, cluster.quorum)
    if what and found.line and found.line.row:
        page.report(found.line.row, "text", what, flaw=False)
    elif what:
        page.report_sheet(what)


def _slip(found: Attendance, quorum: Quorum) -> Slip | None:
    counted = {"here": found.here, "absent": found.absent, "members": found.members}
    shown = {"quorum": quorum_text(quorum), **{key: count for key, count in counted.items() if count is not None}}
    if found.doubt == "unclear":
        written = brief(found.line.text) if found.line else ""
        return slip("decisions-attendance-unclear", **shown, written=written)
    if found.doubt == "differs":
        return slip("decisions-attendance-differs", **{"absent": "–", **shown})
    if found.doubt:
        missing = found.doubt == "missing"
        return slip("decisions-attendance-missing" if missing else "decisions-attendance-total", **shown)
    if found.reaches(quorum):
        return None
    return slip("decisions-quorum-meeting", needed=quorum.needed(found.members or 0), **shown)


def votes_have_quorum(decisions: Decisions, cluster: Cluster, pages: Mapping[str, Page]) -> None:
    """Ballots issued against the quorum, line by line; members against those of the meeting."""
    if cluster.quorum is None or not decisions.votes:
        return
    page, told = pages["votes"], attendance(cluster, decisions)
    for vote in decisions.votes:
        if not cluster.quorum.reached(vote.issued, vote.members):
            shown = {"quorum": quorum_text(cluster.quorum), "needed": cluster.quorum.needed(vote.members)}
            what = slip("decisions-quorum-vote", issued=vote.issued, members=vote.members, **shown)
            page.report(vote.row, "issued", what)
        if not told.doubt and told.members not in (None, vote.members):
            what = slip("decisions-attendance-members", members=vote.members, meeting=told.members)
            page.report(vote.row, "members", what)


QUORUM_CHECKS = (meeting_has_quorum, votes_have_quorum)
