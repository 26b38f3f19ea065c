"""What a text puts to the vote beside its words: its list, what each line costs and whom it serves, what there is.

    春节前先办哪几件
    预算 60,000 元
    1. 修凉亭 42,000 元,惠及 30 户
    - 换路灯 18,000 元

Words for sums and households are in the locales. Whether a list is wanted at all is left to the rules.
"""

import re

from bot.chat.input_text import halfwidth, money_found
from bot.chat.vocabulary import begins, spoken
from bot.deliberation.offer import Offer, Offered

_ITEM = re.compile(
    r"\s*(?:[0-9]{1,2}\s*(?:[\u3001)\uff09]|[.:\uff0e\uff1a](?![0-9]))|[\u2460-\u2473]|[-\u2013\u2014\u2022\u00b7*])\s*(?=\S)"
)
"""«1. », «1、», «1)», «①», «- »; not the beginning of «1.5 万元» or «8:00»."""
_EDGES = " ,;:.()[]\uff0c\uff1b\uff1a\u3002\uff08\uff09\u3001"


def offered_in(text: str) -> Offered | None:
    """The list, cost and budget of a text; None where it has none of them. The cost is that of the text as a whole: its
    first sum outside the list that is not its budget."""
    choices, rest, budget = list[Offer](), list[str](), 0
    for line in text.splitlines():
        item = _ITEM.match(line)
        if item is not None:
            choices.append(_offer(line[item.end() :].strip()))
        elif begins(line.strip(), "budget")[0] and (found := money_found(line)):
            budget = found.amount
        else:
            rest.append(line)
    cost = money_found("\n".join(rest))
    offered = Offered(tuple(choices), cost.amount if cost else 0, budget)
    return offered if offered != Offered() else None


def _offer(line: str) -> Offer:
    """A line without its number; what it costs and whom it serves is no part of the title."""
    plain = halfwidth(line)
    cost, served = money_found(plain), _served(plain)
    spans = sorted(found for found in (cost and cost.span, served and served.span()) if found)
    if not spans:
        return Offer(line)
    title, end = "", 0
    for start, after in spans:
        title, end = title + plain[end:start], after
    title = re.sub(r"[\s,;:]{2,}", " ", (title + plain[end:]).strip(_EDGES)) or plain
    return Offer(title, cost.amount if cost else 0, int(served[1]) if served else 0)


def _served(line: str) -> re.Match[str] | None:
    """«惠及 30 户»"""
    serves, households = ("|".join(map(re.escape, spoken(key))) for key in ("serves", "households"))
    return re.search(rf"(?:{serves})\s*:?\s*([0-9]{{1,6}})\s*(?:{households})", line, re.IGNORECASE)
