"""Words that may point at somebody: door numbers, telephone and identity numbers, surnames (DESIGN.md §5 背靠背).

It finds, it never decides: what to do is left to the author, and then to a screener.
"""

import re

_NUMERALS = "0-9０-９零〇一二三四五六七八九十两兩"
_NUMBER = rf"[{_NUMERALS}]{{1,4}}"
_DASH = r"[-—－]"
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭郎鲁韦马方俞任袁柳唐罗薛雷贺汤郝安"
    "常乐傅康顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒项祝董梁杜阮蓝闵席季贾江童颜郭梅林刁钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫"
    "房解应宗丁邓郁洪包左石崔程邢裴陆翁"
    "趙錢孫吳鄭馮陳衛蔣瀋韓楊許呂張嚴華鄒蘇範魯韋馬羅賀湯樂顧黃蕭龐紀項藍閔賈顏鐘鍾駱萬盧應鄧陸"
)
_PATTERNS = (
    # identity numbers of the mainland and of Taiwan, mobiles and landlines of both
    r"(?<!\d)\d{17}[\dXx](?!\d)",
    r"(?<![A-Za-z0-9])[A-Z][12]\d{8}(?!\d)",
    r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)",
    r"(?<!\d)09\d{2}[- ]?\d{3}[- ]?\d{3}(?!\d)",
    r"(?<!\d)0\d{1,3}-\d{6,8}(?!\d)",
    # doors: 3号楼2单元502室, 二单元五零二, 3-2-502, 3-502, 502室, 五楼左户
    rf"{_NUMBER}\s*(?:号楼|號樓|栋|棟|幢|座)\s*(?:{_NUMBER}\s*(?:单元|單元|门|門)\s*)?{_NUMBER}\s*(?:室|号|號|户|戶)?",
    rf"{_NUMBER}\s*(?:单元|單元)\s*[{_NUMERALS}]{{2,4}}\s*(?:室|号|號|户|戶)?",
    rf"(?<!\d)\d{{1,3}}{_DASH}\d{{1,2}}{_DASH}\d{{2,4}}(?!\d)",
    rf"(?<![\d.:-])\d{{1,3}}{_DASH}\d{{3,4}}(?![\d-])",
    rf"(?<![{_NUMERALS}])[{_NUMERALS}]{{3,4}}\s*室",
    r"(?<!\d)\d{3,4}\s*(?:户|戶)(?!型)",
    # 张某, 李某某, 老王, 小陈, but not 有某些人 and not 小区
    rf"[{_SURNAMES}]某某?(?![些個个种種处處])",
    rf"(?:老|小)[{_SURNAMES}](?![区區孩朋时時心人板年旧舊化高石梅金层層])(?![\u4e00-\u9fff]?(?:区|區))",
)
_POINTING = re.compile("|".join(_PATTERNS))


def points_at(text: str) -> str:
    """The first words that may point at a person or a household; empty where none were found."""
    found = _POINTING.search(text)
    return found.group().strip() if found else ""


def soften(text: str, neutral: str) -> str:
    """The text with everything that points replaced by neutral words, such as «有一户»."""
    return re.sub(f"(?:{re.escape(neutral)})+", lambda _: neutral, _POINTING.sub(lambda _: neutral, text))
