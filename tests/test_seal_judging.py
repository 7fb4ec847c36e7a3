"""A stranger's file is judged in a process of its own, which can take only so much."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import contextlib
import resource
import zlib

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, NumberObject, StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from politirad import seal
from politirad.seal_verdict import MEMORY
from tests.seal_scene import _own_seal, changed, key_folder, paper, sealed  # noqa: F401  (fixtures)


def test_file_of_a_stranger_is_judged_alike_in_a_process_of_its_own(paper: bytes) -> None:
    data = sealed(paper)
    for one in (data, paper, data + b"hei", b"hei", b""):
        assert seal.judged(one) == seal.verify(one)


def test_file_that_takes_too_long_is_not_judged(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "JUDGING_SECONDS", 0.01)
    with pytest.raises(seal.NotJudged):
        seal.judged(sealed(paper))


def test_file_that_unpacks_to_gigabytes_takes_no_such_memory(paper: bytes) -> None:
    """A bomb of a thousandfold, twice packed, in an update behind a genuine seal: judged, or given up, in bounds."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(bytes(10_000_000)) for _ in range(100)) + packer.flush()
    bomb = zlib.compress(once, 9)

    def add(writer: IncrementalPdfFileWriter) -> None:
        stream = StreamObject(
            {
                pdf_name("/Type"): pdf_name("/ObjStm"),
                pdf_name("/N"): NumberObject(1),
                pdf_name("/First"): NumberObject(4),
                pdf_name("/Filter"): ArrayObject([pdf_name("/FlateDecode"), pdf_name("/FlateDecode")]),
            },
            encoded_data=bomb,
        )
        writer.root["/Metadata"] = writer.add_object(stream)
        writer.update_root()

    data = changed(sealed(paper), add)
    assert len(data) < 200_000
    with contextlib.suppress(seal.NotJudged):
        assert seal.judged(data).changed_since
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert used < 1.2 * MEMORY
