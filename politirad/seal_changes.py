"""What may stand in a file behind our seal: timestamps, facts to verify them, and signatures of others without a mark.

pyHanko's own policy lets an update rewrite the file's title and author too, since programs note there when they last
saved it. We let them note that and nothing more: a reader trusts the title in the window.
"""

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)

#: When and with what a program saved the file, in the information dictionary and in XMP.
SAVED_INFO = frozenset({"/ModDate", "/Producer"})
SAVED_XMP = frozenset(
    {
        "{http://ns.adobe.com/xap/1.0/}ModifyDate",
        "{http://ns.adobe.com/xap/1.0/}MetadataDate",
        "{http://ns.adobe.com/pdf/1.3/}Producer",
    }
)
_DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


class _SameInformation(DocInfoRule):
    """The information dictionary says the same as before, save when and with what it was saved."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        if _information(old) != _information(new):
            raise SuspiciousModification("the information dictionary says something else")
        yield from super().apply(old, new)


class _SameMetadata(MetadataUpdateRule):
    """The same for XMP, where each fact may stand as an element or as an attribute, in any order."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        yield from super().apply(old, new)  # refuses what is no XML, or has entities of its own
        if _metadata(old) != _metadata(new):
            raise SuspiciousModification("the metadata says something else")


def _information(at: HistoricalResolver) -> dict[str, str]:
    reference: Any = at.trailer_view.get_value_as_reference("/Info", optional=True)
    if reference is None:
        return {}
    found = at.get_object(reference)  # as it was then: the view of the trailer would follow it to the newest
    return {str(key): str(value) for key, value in found.items() if key not in SAVED_INFO}


def _metadata(at: HistoricalResolver) -> list[str]:
    """Every fact of the packet in a fixed form, sorted."""
    if "/Metadata" not in at.root:
        return []
    stream = at.get_object(at.root.get_value_as_reference("/Metadata"))
    root = ElementTree.fromstring(stream.read_data(DecodePurpose.XMP_METADATA))
    facts: list[str] = []
    for description in root.iter(_DESCRIPTION):
        attributes = {name: value for name, value in description.attrib.items() if name != _ABOUT}
        facts += [f"{name}={value.strip()}" for name, value in attributes.items() if name not in SAVED_XMP]
        facts += [_written(child) for child in description if child.tag not in SAVED_XMP]
    return sorted(facts)


def _written(element: ElementTree.Element) -> str:
    """An element as one line; an element of text alone like the attribute that means the same."""
    inside = "".join(_written(child) for child in element)
    return f"{element.tag}={(element.text or '').strip()}{sorted(element.attrib.items()) or ''}{inside}"


def _qualified(rule: Any) -> Any:
    return rule.as_qualified(ModificationLevel.LTA_UPDATES)


#: For `EmbeddedPdfSignature.compute_integrity_info`.
POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        *map(
            _qualified,
            (
                _SameInformation(),
                XrefStreamRule(),
                ObjectStreamRule(),
                DSSCompareRule(),
                _SameMetadata(),  # type: ignore[no-untyped-call]
            ),
        ),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(allow_new_visible_after_certify=False),
            SigFieldModificationRule(),
            GenericFieldModificationRule(),
        ],
    ),
)
