"""Tables of a Word document as XML: facts, grids, and ballots to be cut apart.

Written out at once: building thousands of rows cell by cell would take a minute.
"""

from collections.abc import Iterable, Sequence
from typing import Literal
from xml.sax.saxutils import escape

from bot.documents.paper.form import Facts, Grid, Question, Slip, Slips
from bot.documents.paper.office import printable

Side = Literal["left", "center", "right"]
BLANK = "_" * 28
"""A line to be written on by hand."""
_SHORT = "_" * 12
_TICK = "□"
_LABELS, _QR = 34, 25
"""Millimetres of the column that says what a fact is, and of a ballot's QR code."""
_SHADE = "F2F2F2"
_EMU = 36_000
"""Word's units of a millimetre in pictures."""


def facts(part: Facts, room: int) -> str:
    """Two columns: what it is called, and what it is."""
    widths = (_LABELS, room - _LABELS)
    rows = (
        _row(_cell(_line(name, 11.5, align="center"), widths[0], shaded=True) + _cell(_line(said, 11.5), widths[1]))
        for name, said in part.rows
    )
    return _table(widths, rows)


def grid(part: Grid, room: int) -> str:
    """A table with its head on every page."""
    widths = [room * width / sum(part.widths) for width in part.widths]
    head = _row(
        "".join(
            _cell(_line(name, 11, align="center", bold=True), width, shaded=True)
            for name, width in zip(part.head, widths, strict=True)
        ),
        head=True,
    )
    sides: list[Side] = ["right" if column in part.numbers else "left" for column in range(len(widths))]
    rows = [head]
    for number, row in enumerate(part.rows, 1):
        bold = part.last and number == len(part.rows)
        rows.append(
            _row(
                "".join(
                    _cell(_line(said, 11, align=side, bold=bold), width)
                    for said, width, side in zip(row, widths, sides, strict=True)
                )
            )
        )
    return _table(widths, rows)


def slips(part: Slips, room: int, image: str, address: str) -> str:
    """A row a ballot, which no page breaks; `image` is the relation of the QR code's picture."""
    widths = (room - _QR - 6, _QR + 6)
    rows = (
        _row(
            _cell(_ballot(part, one), widths[0])
            + _cell(_picture(image, number) + _line(address, 8, align="center"), widths[1])
        )
        for number, one in enumerate(part.slips, 1)
    )
    return _table(widths, rows, dashed=True)


def _ballot(part: Slips, one: Slip) -> str:
    blanks = "    ".join(f"{name} {_SHORT}" for name in part.blanks)
    return "".join(
        (
            _line(part.heading, 14, bold=True),
            _line(f"{one.whose or BLANK}    {one.serial}", 11),
            *(_question(asked) for asked in part.questions),
            _line(blanks, 11, before=10),
            _line(part.remark, 9),
        )
    )


def _question(asked: Question) -> str:
    short = all(len(choice) <= 8 for choice in asked.choices)
    marked = [f"{_TICK} {choice}" for choice in asked.choices]
    choices = [_line("        ".join(marked), 13)] if short else [_line(choice, 12) for choice in marked]
    text = _line(asked.text, 10.5) if asked.text else ""
    return "".join((_line(asked.title, 13, bold=True, before=4), text, _line(asked.how, 10), *choices))


def _line(text: str, size: float, *, align: Side = "left", bold: bool = False, before: int = 0) -> str:
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{round(size * 2)}"/></w:rPr>'
    runs = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(written)}</w:t>' for written in printable(text).split("\n")
    )
    spacing = f'<w:spacing w:before="{before * 20}" w:after="40"/>'
    return f'<w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr><w:r>{look}{runs}</w:r></w:p>'


def _cell(content: str, width: float, *, shaded: bool = False) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if shaded else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _row(cells: str, *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _table(widths: Sequence[float], rows: Iterable[str], *, dashed: bool = False) -> str:
    def border(side: str) -> str:
        kind = ("dashed" if side in ("bottom", "insideH") else "nil") if dashed else "single"
        return f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="000000"/>'

    borders = "".join(border(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = "".join(f'<w:{side} w:w="{80}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _picture(image: str, number: int) -> str:
    side = f'cx="{_QR * _EMU}" cy="{_QR * _EMU}"'
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {side}/><wp:docPr id="{number}" name="QR {number}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="QR"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{image}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {side}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)
