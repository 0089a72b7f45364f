"""Office packages whose bytes depend on what they hold and on nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

ANY_TIME = (1980, 1, 1, 0, 0, 0)  # a zip file's first moment: the same input gives the same bytes
UNCHANGED: Mapping[str, bytes] = {}


def settled(package: bytes, changed: Mapping[str, bytes] = UNCHANGED) -> bytes:
    """The same package with fixed times; parts named in `changed` with that content instead."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            member = zipfile.ZipInfo(name, ANY_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # the same bytes on every system
            fixed.writestr(member, changed[name] if name in changed else made.read(name))
    return stream.getvalue()
