"""A QR code as a picture that can stand in a page: the same text gives the same picture, byte for byte."""

import base64

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


def qr_picture(text: str) -> str:
    """A `data:` address of an SVG with the QR code of `text`, black on white with the quiet zone the standard asks for.

    Raises `qrcode.exceptions.DataOverflowError` beyond about 2,300 bytes.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text.encode())
    code.make(fit=True)
    rows = code.get_matrix()
    dots = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )
    size = len(rows)
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{dots}" fill="#000"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()
