"""Who and what is to be explained: a unit by code, name or other name, a criterion by path or chain of labels."""

from __future__ import annotations

from emulation_cli import catalogue
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.references import References
from emulation_cli.cluster.slips import Slip
from emulation_cli.problems import Place
from emulation_cli.text import nearest, words


def find_unit(cluster: Cluster, written: str, language: str) -> str:
    """The unit's code. Raises LookupError with a sentence that names the nearest where there is none, or all of them
    where a name is that of several."""
    for names in ({one.code: (one.code,) for one in cluster.units}, _names(cluster)):
        found = [code for code, spelt in names.items() if words(written) in {words(name) for name in spelt}]
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(_say(language, "unit_several", written=written, units=", ".join(found)))
    known = [name for code, names in _names(cluster).items() for name in (code, *names)]
    near = nearest(written, known, least=0) or ""
    raise LookupError(_say(language, "unit_unknown", written=written, near=near))


def _names(cluster: Cluster) -> dict[str, tuple[str, ...]]:
    return {one.code: (one.name, *one.aliases) for one in cluster.units}


def find_criterion(cluster: Cluster, written: str, language: str) -> str:
    """The criterion's path. Raises LookupError with a sentence where nothing, or more than one thing, is named so."""
    found = References(cluster.tree).path_of(written)
    if isinstance(found, Slip):
        raise LookupError(found.at(Place()).message(language))
    return found


def _say(language: str, key: str, **values: object) -> str:
    return catalogue.text(language, "explain", f"show.{key}", **values)
