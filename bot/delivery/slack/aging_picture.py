"""What is owed by age as a picture, for a workspace that draws no charts itself."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.slack.views.aging import MOST_CHARTS, bucket_values
from bot.wording.aging import BUCKETS, figure_words, owed_words
from jupiter_core.domain.aging import Aging, AgingBucket, CurrencyAging

_WIDTH, _HEIGHT, _MARGIN = 1200, 460, 60
_TOP, _BASE = 110, 370
_INK, _SOFT, _RULE = "#14171c", "#56606a", "#d5dae0"
_BARS = ("#2f6f9f", "#d9a441", "#d9823b", "#c95a34", "#a3262a")
"""From current to the oldest; the labels say the same without the colour."""


def aging_picture(aging: Aging) -> bytes:
    """A PNG with a bar chart for each of the first currencies. The same aging gives the same
    picture."""
    drawn = [each for each in aging.currencies if each.owed.minor][:MOST_CHARTS]
    image = Image.new("RGB", (_WIDTH, _HEIGHT * max(1, len(drawn))), "white")
    for n, each in enumerate(drawn):
        _draw(ImageDraw.Draw(image), each, n * _HEIGHT)
    made = BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def picture_words(aging: Aging) -> str:
    """What the picture shows, for who does not see it."""
    return "; ".join(
        f"{owed_words(each)}: " + ", ".join(_told(each))
        for each in aging.currencies[:MOST_CHARTS]
        if each.owed.minor
    )


def _told(found: CurrencyAging) -> list[str]:
    buckets = zip(AgingBucket, found.buckets, strict=True)
    return [f"{BUCKETS[bucket]} {figure_words(each, found.currency)}" for bucket, each in buckets]


def _draw(pen: ImageDraw.ImageDraw, found: CurrencyAging, top: int) -> None:
    title, small = _font(30), _font(20)
    pen.text((_MARGIN, top + 30), f"{found.currency} owed, by days past due", _INK, title)
    pen.line((_MARGIN, top + _BASE, _WIDTH - _MARGIN, top + _BASE), _RULE, 2)
    values = bucket_values(found)
    most = max(1, *(value for _, value in values))
    step = (_WIDTH - 2 * _MARGIN) // len(values)
    for n, ((label, value), figure) in enumerate(zip(values, found.buckets, strict=True)):
        left, middle = _MARGIN + n * step + 20, _MARGIN + n * step + step // 2
        height = (_BASE - _TOP - 40) * value // most
        box = (left, top + _BASE - height, left + step - 40, top + _BASE)
        if height:
            pen.rectangle(box, _BARS[n])
        words = figure_words(figure, found.currency)
        pen.text((middle, box[1] - 14), words, _INK, small, anchor="mm")
        plain = label.replace("–", "-")
        pen.text((middle, top + _BASE + 30), plain, _SOFT, small, anchor="mm")


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The one that comes with the library: what is drawn is figures and plain words."""
    return ImageFont.load_default(size)
