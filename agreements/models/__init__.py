"""Agreements: who and until when, the text, what they aim at, and who has signed what."""

from agreements.models.agreements import (
    Agreement,
    AgreementAccess,
    AgreementGroup,
    AgreementGroupPermission,
    AgreementUserPermission,
    Party,
    Regulation,
)
from agreements.models.signing import (
    AgreementJob,
    AgreementPdf,
    Round,
    SignatorySlot,
    SignOff,
    Version,
)
from agreements.models.terms import (
    EvaluationRule,
    Finding,
    FocusArea,
    Reference,
    RevisionRule,
)
from agreements.models.text import AgreementFile, Attachment, Section, SectionVersion

__all__ = [
    "Agreement",
    "AgreementAccess",
    "AgreementFile",
    "AgreementGroup",
    "AgreementGroupPermission",
    "AgreementJob",
    "AgreementPdf",
    "AgreementUserPermission",
    "Attachment",
    "EvaluationRule",
    "Finding",
    "FocusArea",
    "Party",
    "Reference",
    "Regulation",
    "RevisionRule",
    "Round",
    "Section",
    "SectionVersion",
    "SignOff",
    "SignatorySlot",
    "Version",
]
