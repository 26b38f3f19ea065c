"""What is on a page of a PDF: its words, and the QR codes a phone would read from it."""

import pypdfium2 as pdfium
import zxingcpp


class Printed:
    """A PDF as a reader has it."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pdfium.PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self.document)

    def size(self, page: int = 0) -> tuple[int, int]:
        """Millimetres, rounded."""
        width, height = self.document[page].get_size()
        return round(width / 72 * 25.4), round(height / 72 * 25.4)

    def words(self, page: int = 0) -> str:
        """The text of a page without spaces and line breaks, which depend on where lines end."""
        return "".join(str(self.document[page].get_textpage().get_text_bounded()).split())

    def smallest_letters(self, page: int = 0) -> float:
        """Points of the smallest text on the page."""
        text = self.document[page].get_textpage()
        sizes = [
            pdfium.raw.FPDFText_GetFontSize(text.raw, index)
            for index in range(text.count_chars())
            if not text.get_text_range(index, 1).isspace()
        ]
        return float(min(size for size in sizes if size > 1))

    def codes(self, page: int = 0) -> list[str]:
        """What the QR codes say, from top to bottom, read from a scan of 150 dots an inch."""
        bitmap = self.document[page].render(scale=150 / 72, grayscale=True)
        picture = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        found = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]
