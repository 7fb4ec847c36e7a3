"""The parts of a seal that its own signature does not cover: the shell around it, and its timestamps."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from asn1crypto import cms, parser, tsp
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
    validate_sig_integrity,
)

#: Of the message that a timestamp is for, by the name of a hash function.
Digest = Callable[[str], bytes]


def is_as_written(contents: bytes, signed: cms.SignedData) -> bool:
    """Whether the bytes in the file are those that we write round this signature, followed by zeros alone.

    Nothing in the shell is signed, so it could otherwise be rewritten without a trace.
    """
    info = extract_signer_info(signed)
    parts: dict[str, object] = {
        "version": "v1",
        "sid": info["sid"],
        "digest_algorithm": cms.DigestAlgorithm({"algorithm": "sha256"}),
        "signed_attrs": info["signed_attrs"],
        "signature_algorithm": info["signature_algorithm"],
        "signature": info["signature"],
    }
    if len(info["unsigned_attrs"]):
        parts["unsigned_attrs"] = info["unsigned_attrs"]
    expected = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": cms.DigestAlgorithms(
                        (cms.DigestAlgorithm({"algorithm": "sha256"}),)
                    ),
                    "encap_content_info": {"content_type": "data"},
                    "certificates": signed["certificates"],
                    "signer_infos": [cms.SignerInfo(parts)],
                }
            ),
        }
    ).dump()
    return contents.startswith(expected) and not contents[len(expected) :].strip(b"\0")


def stamp_of(signed: cms.SignedData) -> datetime | None:
    """The time of the timestamp on the seal's signature; None without one, or when it is for something else."""
    info = extract_signer_info(signed)
    tokens = extract_tst_data_iter(info, signed=False)
    times = [
        _time_of(token, lambda name: hashlib.new(name, info["signature"].native).digest()) for token in tokens
    ]
    return min((time for time in times if time), default=None)


def vouches(contents: bytes, digest: Digest) -> bool:
    """Whether a document timestamp is for the bytes it stands behind, and is followed by zeros alone."""
    signed = cms.ContentInfo.load(contents)["content"]
    rest = contents[parser.peek(contents) :]
    return not rest.strip(b"\0") and _time_of(signed, digest) is not None


def _time_of(token: cms.SignedData, digest: Digest) -> datetime | None:
    """The time that a token states for the message, when it is whole; whom it is from is not asked."""
    content = token["encap_content_info"]["content"]
    facts: tsp.TSTInfo = content.parsed
    imprint = facts["message_imprint"]
    if digest(imprint["hash_algorithm"]["algorithm"].native) != imprint["hashed_message"].native:
        return None
    info = extract_signer_info(token)
    own = hashlib.new(info["digest_algorithm"]["algorithm"].native, bytes(content)).digest()
    certificate = extract_certs_for_validation(token).signer_cert
    intact, is_genuine = validate_sig_integrity(info, certificate, "tst_info", own)
    time: datetime = facts["gen_time"].native
    return time if intact and is_genuine else None
