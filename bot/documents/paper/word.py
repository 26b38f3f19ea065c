"""A paper as a Word document: the same parts as on the PDF, to be filled in, changed or kept with the files.

Fonts are named, not put in: those of the office programs of each place. What can be thousands of rows is written as XML
at once (`word_table`).
"""

import io

import segno
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from bot.documents.paper.form import PAGE, PAGES, Code, Facts, Grid, NewPage, Note, Paper, Part, Seal, Signed, Slips
from bot.documents.paper.office import printable, settled
from bot.documents.paper.press import Links, shown
from bot.documents.paper.word_table import BLANK, Side, facts, grid, slips

_FONTS = {"zh-CN": "SimSun", "zh-TW": "PMingLiU"}
_LATIN = "Times New Roman"
_MARGIN = 24
_ROOM = 210 - 2 * _MARGIN
"""Millimetres between the margins."""
_QR = 30


def as_word(paper: Paper, link: Links) -> bytes:
    """The paper as DOCX, A4; the same bytes for the same paper."""
    document = Document()
    _set_page(document, paper)
    first = paper.parts[0] if paper.parts else None
    if not isinstance(first, NewPage | Slips):
        _title(document, paper.title)
        if paper.below:
            _say(document, paper.below, 11.5, align="center", after=6)
    if paper.mark and not isinstance(first, Slips):
        _say(document, f"【{paper.mark}】", 13, bold=True, align="center", after=8)
    for part in paper.parts:
        _print(document, part, link, first=part is first)
    made = io.BytesIO()
    document.save(made)
    return settled(made.getvalue())


def _print(document: WordDocument, part: Part, link: Links, *, first: bool) -> None:
    match part:
        case Note():
            _note(document, part)
        case Facts():
            _put(document, facts(part, _ROOM))
        case Grid():
            _put(document, grid(part, _ROOM))
        case Signed(labels):
            for label in labels:
                _say(document, f"{label} {BLANK}", 12, before=14, after=4)
        case Seal(issuer, day, stamp):
            _say(document, f"〔{stamp}〕", 10, align="right", before=30)
            _say(document, issuer, 13, align="right", after=2)
            _say(document, day, 13, align="right")
        case Code(payload, words):
            line = _say(document, "", 11, before=8)
            line.add_run().add_picture(_qr(link(payload)), width=Mm(_QR))
            _say(document, f"{words}\n{shown(link(''))}", 11)
        case NewPage(title):
            _title(document, title, new_page=not first)
        case Slips(payload=payload):
            image, _ = document.part.get_or_add_image(_qr(link(payload)))
            _put(document, slips(part, _ROOM, image, shown(link(""))))


def _put(document: WordDocument, table: str) -> None:
    """A table, and the line Word wants between two of them."""
    namespaces = nsdecls("w", "wp", "a", "pic", "r")
    document.element.body.insert_element_before(
        parse_xml(table.replace("<w:tbl>", f"<w:tbl {namespaces}>", 1)), "w:sectPr"
    )
    _say(document, "", 6, after=2)


def _qr(address: str) -> io.BytesIO:
    drawn = io.BytesIO()
    segno.make(address, error="m", boost_error=False, micro=False).save(drawn, kind="png", scale=6, border=4)
    drawn.seek(0)
    return drawn


# --- the page -----------------------------------------------------------------------------------------------


def _set_page(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(_MARGIN), Mm(22)
    normal = document.styles["Normal"]
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{name}"), _LATIN)
    fonts.set(qn("w:eastAsia"), _FONTS.get(paper.locale, _LATIN))
    if paper.foot:
        _foot(section.footer.paragraphs[0], printable(paper.foot))


def _foot(line: Paragraph, foot: str) -> None:
    """The foot; what the number of a page is only Word knows, so it is a field."""
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in foot.replace(PAGE, f"\n{PAGE}\n").replace(PAGES, f"\n{PAGES}\n").split("\n"):
        if piece in (PAGE, PAGES):
            name = "PAGE" if piece == PAGE else "NUMPAGES"
            run = '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r>'
            field = f'<w:fldSimple {nsdecls("w")} w:instr="{name}">{run}</w:fldSimple>'
            line._p.append(parse_xml(field))
        elif piece:
            line.add_run(piece).font.size = Pt(9)


# --- lines --------------------------------------------------------------------------------------------------

_ALIGN: dict[Side, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def _say(
    document: WordDocument,
    text: str,
    size: float,
    *,
    bold: bool = False,
    align: Side = "left",
    before: float = 0,
    after: float = 4,
) -> Paragraph:
    line = document.add_paragraph()
    line.alignment = _ALIGN[align]
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
    for number, written in enumerate(printable(text).split("\n")):
        run = line.add_run()
        run.font.size, run.bold = Pt(size), bold or None
        if number:
            run.add_break()
        run.add_text(written)
    return line


def _title(document: WordDocument, title: str, *, new_page: bool = False) -> None:
    line = _say(document, title, 22, bold=True, align="center", after=10)
    line.paragraph_format.page_break_before = new_page
    line.paragraph_format.keep_with_next = True


def _note(document: WordDocument, note: Note) -> None:
    match note.style:
        case "heading":
            _say(document, note.text, 13, bold=True, before=10).paragraph_format.keep_with_next = True
        case "quote":
            _say(document, note.text, 12, after=6).paragraph_format.left_indent = Mm(6)
        case "small":
            _say(document, note.text, 10)
        case "boxed":
            _say(document, f"【{note.text}】", 13, bold=True, align="center", before=6, after=8)
        case _:
            _say(document, note.text, 12, after=6)
