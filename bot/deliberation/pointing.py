"""Words that may point at somebody: door numbers, telephone and identity numbers (DESIGN.md §5 背靠背).

It finds, it never decides: what to do is left to the author, and then to a screener.
"""

import re

_POINTING = re.compile(
    r"(?<!\d)\d{17}[\dXx](?!\d)"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|\d{1,3}\s*(?:号楼|號樓|栋|棟|幢|座)\s*(?:\d{1,2}\s*(?:单元|單元|门|門)\s*)?\d{2,4}\s*(?:室|号|號|户|戶)?"
    r"|(?<!\d)\d{1,3}[-—－]\d{1,2}[-—－]\d{2,4}(?!\d)"
    r"|(?<![\d.:])\d{1,3}[-—－]\d{3,4}(?!\d)"
    r"|(?<!\d)\d{3,4}\s*(?:室|户|戶)"
    r"|[\u4e00-\u9fff]{1,2}(?:某某|某)"
    r"|(?:老|小)[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭郎鲁韦马方俞任袁柳唐罗薛雷贺汤罗郝安常乐傅康顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒项祝董梁杜阮蓝闵席季贾江童颜郭梅林刁钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫房解应宗丁邓郁洪包左石崔程邢裴陆翁]"
    r"(?![\u4e00-\u9fff]{0,1}(?:区|區|孩|朋|时|時|心|人|板))"
)


def points_at(text: str) -> str:
    """The first words that may point at a person or a household; empty where none were found."""
    found = _POINTING.search(text)
    return found.group().strip() if found else ""


def soften(text: str, neutral: str) -> str:
    """The text with everything that points replaced by neutral words, such as «有一户»."""
    return re.sub(f"(?:{re.escape(neutral)})+", neutral, _POINTING.sub(neutral, text))
