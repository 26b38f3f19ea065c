"""What is printed: layout and files; which words and which session they show is left to `chat.cards.paper` and
`chat.cards.papers`.

    press.py      Typst and the font: PDF from a template of this folder
    notice.py     the stairwell notice        notice.typ
    sheets.py     the sheets of households    sheets.typ
    form.py       a paper of a vote as a value: its title and its parts
    pdf.py        that value as PDF           form.typ
    word.py       the same value as DOCX
    ledger.py     a ledger as a value, and as XLSX
    office.py     what DOCX and XLSX have in common: the same bytes for the same content
"""
