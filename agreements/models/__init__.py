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
from agreements.models.comments import Comment
from agreements.models.commitments import Expectation, ExpectationReview, RoleTask, TargetGroup
from agreements.models.ending import Notice, Support
from agreements.models.enquiries import Enquiry, EnquiryAnswer, EnquiryCorrection
from agreements.models.life import StateChange
from agreements.models.measures import Measure, MeasureChange
from agreements.models.policy import AgreementPolicy
from agreements.models.preparing import Hearing, HearingAnswer, Treatment
from agreements.models.printing import AgreementData, AgreementJob, AgreementPdf
from agreements.models.register import Publication, RegisterMember
from agreements.models.revising import UnchangedRevision
from agreements.models.signing import (
    Decline,
    Round,
    SignatorySlot,
    SignOff,
    Version,
)
from agreements.models.templates import AgreementTemplate
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
    "AgreementData",
    "AgreementFile",
    "AgreementGroup",
    "AgreementGroupPermission",
    "AgreementJob",
    "AgreementPdf",
    "AgreementPolicy",
    "AgreementTemplate",
    "AgreementUserPermission",
    "Attachment",
    "Comment",
    "Decline",
    "Enquiry",
    "EnquiryAnswer",
    "EnquiryCorrection",
    "EvaluationRule",
    "Expectation",
    "ExpectationReview",
    "Finding",
    "FocusArea",
    "Hearing",
    "HearingAnswer",
    "Measure",
    "MeasureChange",
    "Notice",
    "Party",
    "Publication",
    "Reference",
    "RegisterMember",
    "Regulation",
    "RevisionRule",
    "RoleTask",
    "Round",
    "Section",
    "SectionVersion",
    "SignOff",
    "SignatorySlot",
    "StateChange",
    "Support",
    "TargetGroup",
    "Treatment",
    "UnchangedRevision",
    "Version",
]
