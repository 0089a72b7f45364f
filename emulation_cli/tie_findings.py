"""Phân định and votes on ties that settle nothing: only the scores show which units are tied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from emulation_cli.cluster.decisions import Decisions, line_place
from emulation_cli.cluster.model import Cluster
from emulation_cli.problems import Problem, problem
from emulation_cli.results import Standing
from emulation_cli.scoring.score import Scored

Ties = dict[str, tuple[str, ...]]  # by unit, all that share its place, itself among them


def tie_findings(cluster: Cluster, scored: Scored, decisions: Decisions) -> list[Problem]:
    """Every line that decides about a unit which is not tied, leaves one of its tie out, or gives two one place."""
    votes = [vote for vote in decisions.votes if vote.award is None]
    if not (decisions.ties or votes) or not scored.outcomes:
        return []
    from emulation_cli.standings import make_standings  # pandas: `emul check` does without where nothing was decided

    undecided = replace(decisions, ties=())
    left = _ties(make_standings(cluster, scored, undecided))
    unvoted = replace(undecided, votes=tuple(vote for vote in decisions.votes if vote.award is not None))
    voted_on = _ties(make_standings(cluster, scored, unvoted)) if votes else {}
    return [*_of_decisions(decisions, left, cluster), *_of_votes(decisions, voted_on)]


def _ties(standings: Iterable[Standing]) -> Ties:
    return {one.unit: (one.unit, *one.tied_with) for one in standings if one.source}


def _of_decisions(decisions: Decisions, ties: Ties, cluster: Cluster) -> Iterator[Problem]:
    placed = {line.unit: line.order for line in decisions.ties}
    for line in decisions.ties:
        place, tie = line_place("tie_decisions", line.row), ties.get(line.unit, ())
        if len(tie) == 1:
            yield problem("decision-tie-idle", place, line.unit)
        lacking = [cluster.unit_of[unit].name for unit in tie if unit not in placed]
        if len(tie) > 1 and lacking:
            yield problem("decision-tie-incomplete", place, line.unit, names=", ".join(lacking))
        same = [unit for unit in tie if unit != line.unit and placed.get(unit) == line.order]
        if same:
            names = ", ".join(cluster.unit_of[unit].name for unit in same)
            yield problem("decision-tie-equal", place, line.unit, order=line.order, names=names)


def _of_votes(decisions: Decisions, ties: Ties) -> Iterator[Problem]:
    for vote in decisions.votes:
        if vote.award is None and len(ties.get(vote.unit, ())) == 1:
            yield problem("decision-tie-idle", line_place("votes", vote.row), vote.unit)
