"""Lists, sums and households in what moderators type."""

import pytest

from bot.chat.offers import offered_in
from bot.deliberation.offer import Offer, Offered


@pytest.mark.parametrize(
    ("line", "offer"),
    [
        ("1. 修凉亭", Offer("修凉亭")),
        ("1、修凉亭", Offer("修凉亭")),
        ("2)换路灯", Offer("换路灯")),
        ("③ 装滑梯", Offer("装滑梯")),
        ("- 修凉亭 42,000元,惠及30户", Offer("修凉亭", 4_200_000, 30)),
        ("· 换路灯:1.8万元(惠及 120 户)", Offer("换路灯", 1_800_000, 120)),
        ("5. 惠及 8 戶:通道加扶手 600 元", Offer("通道加扶手", 60_000, 8)),
        ("- Pavilion, 42,000 yuan, serves 30 households", Offer("Pavilion", 4_200_000, 30)),
        ("1. 修 30 户的水管", Offer("修 30 户的水管")),
    ],
)
def test_a_line_of_a_list_is_a_title_with_what_it_costs_and_whom_it_serves(line: str, offer: Offer) -> None:
    assert offered_in(f"先办哪几件\n{line}") == Offered((offer,))


def test_a_budget_line_says_what_there_is_and_the_first_other_sum_what_it_all_costs() -> None:
    text = "给3号楼装扶手,要 42,000 元\n预算 60,000 元\n物业再出 5,000 元"
    assert offered_in(text) == Offered((), 4_200_000, 6_000_000)


@pytest.mark.parametrize("text", ["每日 19:00–21:00 牵绳遛狗", "8:00–10:00 开门", "1.5 米以下的狗", "装一把长椅", ""])
def test_ordinary_words_are_no_list(text: str) -> None:
    assert offered_in(text) is None
