"""What a file says of itself, as the fast way writes it: its information and its catalog."""

from functools import cache
from importlib.resources import files

from jupiter_core.documents.archive import PRODUCER, FileMetadata
from jupiter_core.documents.deflating import deflated
from jupiter_core.documents.objects import Objects, text_string


def info_of(about: FileMetadata) -> str:
    """The same as the XMP says."""
    at = f"(D:{about.at:%Y%m%d%H%M%S}Z)"
    return (
        f"<</Title {text_string(about.title)} /Author {text_string(about.author)} "
        f"/Creator ({PRODUCER}) /Producer ({PRODUCER}) /CreationDate {at} /ModDate {at}>>"
    )


def catalog_of(tree: int, about: FileMetadata, objects: Objects) -> str:
    """Its entries but those of the structure; `tree` is that of the pages."""
    metadata = objects.stream("/Type /Metadata /Subtype /XML", _packet(about.xmp()))
    profile = objects.stream("/N 3 /Alternate /DeviceRGB /Filter /FlateDecode", _srgb())
    intent = (
        "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
        f"/Info (sRGB2014) /DestOutputProfile {profile} 0 R>>"
    )
    return (
        f"/MarkInfo <</Marked true>> /Pages {tree} 0 R /Metadata {metadata} 0 R "
        f"/OutputIntents [{intent}] /Lang ({about.language}) "
        f"/ViewerPreferences <</DisplayDocTitle true>>{_attachment(about, objects)}"
    )


def _attachment(about: FileMetadata, objects: Objects) -> str:
    """The catalog's entries for what is embedded, if anything is."""
    if not (attached := about.attached):
        return ""
    name, at = text_string(attached.name), f"(D:{about.at:%Y%m%d%H%M%S}Z)"
    file = objects.deflated(
        f"/Type /EmbeddedFile /Subtype /{attached.mime.replace('/', '#2F')} "
        f"/Params <</ModDate {at} /Size {len(attached.content)}>>",
        attached.content,
    )
    spec = objects.put(
        f"<</Type /Filespec /F {name} /UF {name} /Desc {text_string(attached.description)} "
        f"/AFRelationship /{attached.relationship} /EF <</F {file} 0 R /UF {file} 0 R>>>>"
    )
    return (
        f" /PageMode /UseNone /AF [{spec} 0 R]"
        f" /Names <</EmbeddedFiles <</Names [{name} {spec} 0 R]>>>>"
    )


def _packet(xmp: str) -> bytes:
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{begin}\n{xmp}\n<?xpacket end="w"?>'.encode()


@cache
def _srgb() -> bytes:
    return deflated((files("fpdf.data.color_profiles") / "sRGB2014.icc").read_bytes())
