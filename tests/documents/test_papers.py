"""The papers of a vote say what the record says, in either form, and nothing that is nobody's business."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pypdfium2 as pdfium
import pytest
from chat.making import HOSTILE, NOW, a_case, entry_of, round_of

from bot.chat import buttons
from bot.chat.cards.papers.kinds import KINDS, Asked, there_are
from bot.chat.cards.papers.roll_extract import fingerprint
from bot.chat.cards.registry import CASE_CARDS, Args
from bot.deliberation.acts import Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures
from bot.deliberation.model import Audience, Entry, RoundState
from bot.deliberation.refusal import Refused
from bot.documents.meetings import meetings
from bot.documents.paper.form import NewPage, Paper, Slips
from bot.i18n import Words, available
from bot.storage.roll_lines import RollLine

from .pages import Printed
from .papers import (
    TEXT,
    a_roll,
    all_words,
    consultation,
    four_and_two,
    link,
    made,
    owners,
    pdf,
    texts,
    with_rule,
    word_file,
)

A4 = (210, 297)
PRINTED = [name for name, kind in KINDS.items() if "pdf" in kind.forms]
CASES: dict[str, Callable[[], CaseFile]] = {"forms": four_and_two}


def case_for(name: str) -> CaseFile:
    return CASES.get(name, consultation)()


def lines_for(name: str) -> list[RollLine]:
    return a_roll() if KINDS[name].needs_roll else []


def value_of(case: CaseFile, name: str, locale: str = "zh-CN") -> Paper:
    subject = {"vote": lambda: round_of(case, "vote").id, "decision": lambda: min(case.decisions)}.get(
        KINDS[name].of, lambda: 0
    )()
    paper = KINDS[name].make(Asked(case, subject, Words(locale), lines_for(name)))
    assert isinstance(paper, Paper)
    return paper


def tight(text: str) -> str:
    return "".join(text.split())


# --- both forms -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("name", PRINTED)
def test_both_forms_say_every_word_of_the_paper(name: str, locale: str) -> None:
    case = case_for(name)
    found = pdf(case, name, locale, lines=lines_for(name))
    assert {found.size(page) for page in range(len(found))} == {A4}
    printed, written = all_words(found), word_file(made(case, name, "docx", locale, lines=lines_for(name)))
    paper = value_of(case, name, locale)
    headed = not isinstance(paper.parts[0], NewPage | Slips)
    for text in texts(paper if headed else paper.parts):
        for line in re.split("[\n\ue000\ue001]", text):
            if line and line != Words(locale)("paper-stamp"):
                assert tight(line) in written, line
                # a line that is broken in a narrow column is not found as a whole
                assert all(word[:14] in printed for word in line.split()), line


@pytest.mark.parametrize("name", PRINTED)
def test_the_same_record_gives_the_same_bytes_with_its_font_inside(name: str) -> None:
    case = case_for(name)
    for form in KINDS[name].forms:
        one, other = (made(case, name, form, lines=lines_for(name)) for _ in range(2))
        assert one == other
        if form == "pdf":
            assert embedded(Printed(one)) == {True}


def embedded(printed: Printed) -> set[bool]:
    """Whether each font of the first page is in the file."""
    found = set()
    for thing in printed.document[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT]):
        font = pdfium.raw.FPDFTextObj_GetFont(thing.raw)
        found.add(bool(pdfium.raw.FPDFFont_GetIsEmbedded(font)))
    return found


@pytest.mark.parametrize(
    "text", [HOSTILE, "#set page(); *x* _y_ $z$ @a <b> \\ // [c] {d} \u202e卖假\u202c药 עברית", "长" * 4000]
)
@pytest.mark.parametrize("name", PRINTED)
def test_whatever_people_wrote_it_is_printed_as_letters_on_a_few_pages(name: str, text: str) -> None:
    case = case_for(name)
    for motion in case.motions.values():
        motion.title, motion.text, motion.unanswered = text[:600], text, [text[:500]]
    for entry in case.entries.values():
        entry.answer = text[:500]
    case.community.name = text[:64]
    found = pdf(case, name, lines=lines_for(name))
    assert len(found) <= 24
    said = all_words(found) + word_file(made(case, name, "docx", lines=lines_for(name)))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", said)
    if text.startswith("#") and name in ("announcement", "counts", "decision"):
        assert tight("#set page(); *x* _y_ $z$") in said


@pytest.mark.parametrize("name", ["announcement", "counts", "decision"])
def test_an_ordinary_vote_fits_on_one_page(name: str) -> None:
    case = consultation()
    case.entries.clear()
    assert len(pdf(case, name)) == 1


# --- what is announced --------------------------------------------------------------------------------------


def test_the_announcement_says_who_votes_when_and_what_it_takes() -> None:
    found = pdf(owners(), "announcement")
    said = all_words(found)
    for words in (
        "表决公告", TEXT, "2,261位业主", "189,234.50㎡", "名册第3版",
        "全体业主人数三分之二以上，即不少于1,508位业主", "全体专有部分面积三分之二以上，即不少于126,156.34㎡",
        "参加表决的业主人数过半", "参加表决的面积过半", "两名监票人分别录入",
        "2026年12月17日20:00至2026年12月20日20:00",
        "《中华人民共和国民法典》第二百七十八条", "a" * 64,
    ):  # fmt: skip
        assert tight(words).replace("m²", "㎡") in said.replace("m²", "㎡"), words
    assert "委托" not in said
    [code] = found.codes()
    case = owners()
    payload = code.partition("?start=")[2]
    assert buttons.decode(payload) == Ask("round", case.session.id, round_of(case, "vote").id)


def test_only_owners_whose_vote_binds_are_told_of_the_civil_code_and_the_court() -> None:
    for case, binds in ((owners(), True), (owners("advisory"), False), (consultation(), False)):
        announced, decided = all_words(pdf(case, "announcement")), all_words(pdf(case, "decision"))
        assert ("二百七十八条" in announced) is binds
        assert ("一年内" in decided) is binds
        assert ("不替代业主大会法定表决" in announced + decided) is not binds


@pytest.mark.parametrize("name", ["announcement", "counts", "decision"])
def test_a_poll_is_called_neither_a_vote_nor_a_decision(name: str) -> None:
    case = consultation()
    rule = next(stage.rule for stage in case.flow.stages if stage.kind == "vote")
    case.flow = with_rule(
        case.flow, rule.model_copy(update={"electorate": "member", "quorum": None}), standing="opinion"
    )
    said = all_words(pdf(case, name))
    assert "意见征集" in said
    for word in ("决议", "表决", "通过"):
        assert word not in said.replace("不形成决定", ""), word


def test_what_is_not_public_is_on_no_paper() -> None:
    case = consultation()
    for motion in case.motions.values():
        motion.title = motion.text = "王家的狗"
    for issue in case.issues.values():
        issue.audience = Audience.HANDLERS
    for task in case.tasks.values():
        task.title = task.result = task.not_achieved = "王家的狗"
    for name in ("announcement", "counts", "decision", "ballots", "blank", "roll"):
        assert "王家" not in all_words(pdf(case, name, lines=a_roll()))


def test_an_exercise_says_so_on_every_paper() -> None:
    case = consultation()
    case.session.practice = True
    for name in ("announcement", "roll", "ballots", "counts", "decision"):
        assert "演练" in all_words(pdf(case, name, lines=a_roll())), name


# --- what is counted and decided ----------------------------------------------------------------------------


def test_the_count_sheet_has_every_figure_by_heads_and_by_area() -> None:
    said = all_words(pdf(owners(), "counts"))
    # 1,508 of 2,261 are 66.70 %, 130,000.25 of 189,234.50 m² are 68.70 %; of those, 1,000 and 90,000 agree
    for words in (
        "1,508/2,261（66.70%）", "130,000.25㎡/189,234.50㎡（68.70%）",
        "同意1,00066.31%90,000.00㎡69.23%", "反对40827.06%35,000.25㎡26.92%", "1006.63%5,000.00㎡3.85%",
        "全体业主人数三分之二以上1,5081,508够", "全体专有部分面积三分之二以上126,156.34㎡130,000.25㎡够",
        "参加表决的业主人数过半7551,000够", "参加表决的面积过半65,000.13㎡90,000.00㎡够",
        "纸质票121,020.00㎡", "委托票3270.50㎡", "代填票189.50㎡", "逾时未计2", "作废0",
        "监票人1", "监票人2", "计票人", "ab12cd34ef56",
    ):  # fmt: skip
        assert words in said.replace("m²", "㎡"), words


def test_who_came_to_a_vote_of_delegates_is_told_apart_from_who_voted() -> None:
    case = four_and_two()
    decision = case.decisions[min(case.decisions)]
    decision.figures["present"] = {"heads": 10, "area": "0.00"}
    said = all_words(pdf(case, "counts"))
    assert "应参加12人" in said
    assert "参加人数9/12（75.00%）" in said
    assert "实到10/12（83.33%）" in said
    # the form has who was there, and not who voted
    assert "应到12实到10比例10/12（83.33%）" in pdf(case, "forms").words(3)


def test_a_count_says_its_steps_and_what_each_part_came_to() -> None:
    case = consultation()
    decision, motion = case.decisions[min(case.decisions)], case.motions[min(case.motions)]
    rule = next(stage.rule for stage in case.flow.stages if stage.kind == "vote")
    case.flow = with_rule(case.flow, rule.model_copy(update={"options": "ranked", "paper": type(rule.paper)()}))
    motion.choices = [{"id": "c1", "title": "修凉亭"}, {"id": "c2", "title": "换路灯"}]
    decision.figures |= {"c1": {"heads": 14, "area": "0.00"}, "c2": {"heads": 9, "area": "0.00"}}
    decision.figures["count"] = {"chosen": ["c1"], "budget": 0, "steps": [{"key": "verdict-carried", "options": "c1"}]}
    decision.reason = {"key": "verdict-carried", "options": "c1"}
    scope = {"scope": "3号楼", "participating": {"heads": 11, "area": "0.00"}, "c1": {"heads": 6, "area": "0.00"}}
    case.rounds[decision.round_id].facts["scopes"] = {str(motion.id): [scope]}
    said = all_words(pdf(case, "counts"))
    for words in ("计票步骤", "1.选中修凉亭", "修凉亭1458.33%", "换路灯937.50%", "3号楼1160"):
        assert words in said


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_result_nobody_has_certified_says_so_above_everything(form: str) -> None:
    case = consultation()
    stages = tuple(s.model_copy(update={"certify": 2}) if s.kind == "vote" else s for s in case.flow.stages)
    case.flow = case.flow.model_copy(update={"stages": stages})

    def said(name: str) -> str:
        content = made(case, name, form)
        return all_words(Printed(content)) if form == "pdf" else word_file(content)

    for name in ("counts", "decision"):
        assert "初步结果·待监票" in said(name)
    assert "要2名监票人签署，已签0名" in said("decision")
    decision = min(case.decisions)
    for person in (3, 4):
        entry = Entry(900 + person, 10, 1, "certificate", f"decision:{decision}", person, NOW, state="noted")
        case.entries[entry.id] = entry
    for entry in case.entries.values():
        entry.state = "dismissed" if entry.kind == "objection" else entry.state
    assert "初步结果" not in said("counts") + said("decision")
    assert "已签2名" in said("decision")


def test_a_void_decision_is_marked_and_takes_no_effect() -> None:
    case = consultation()
    decision = case.decisions[min(case.decisions)]
    decision.state, case.motions[decision.motion_id].state = "void", "decided"
    said = all_words(pdf(case, "decision"))
    assert "已作废" in said
    assert "生效" not in said


def test_objections_stand_by_number_with_their_answers_and_without_their_words() -> None:
    case = consultation()
    objection = entry_of(case, "objection")
    objection.text, objection.answer, objection.state = "我是3-502的老李", "名册核对过,没有错", "dismissed"
    said = all_words(pdf(case, "decision"))
    assert "1程序不成立名册核对过,没有错" in said
    assert "老李" not in said


# --- the roll and the ballots -------------------------------------------------------------------------------


def test_the_roll_extract_masks_every_door_and_counts_an_owner_once() -> None:
    case, lines = owners(), a_roll(14)
    case.roll_version = 4
    said = all_words(pdf(case, "roll", lines=lines)).replace("m²", "㎡")
    assert "11号楼1单元***189.50㎡" in said
    assert "14P号楼***012.00㎡" in said
    # thirteen owners: the parking space is the first one's; 13 × 89.50 + 0.78 + 12.00 m²
    assert "合计131,176.28㎡" in said
    assert "13位业主、专有部分面积1,176.28㎡、名册第4版" in said
    assert "以2,261位业主、专有部分面积189,234.50㎡、名册第3版为准" in said
    assert fingerprint(lines) in said
    for line in lines:
        assert line.door not in said.replace("2026-001", ""), line.door


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (RollLine("3-2-502", 8950, 1), "3号楼2单元***"),
        (RollLine("2-502", 8950, 1, "3"), "3号楼2单元***"),
        (RollLine("3-502", 8950, 1), "3号楼***"),
        (RollLine("502", 8950, 1, "3"), "3号楼***"),
        (RollLine("502-1", 8950, 1, "3"), "3号楼***"),
        (RollLine("502", 8950, 1, "东区3号楼"), "东区3号楼***"),
        (RollLine("502", 8950, 1), "***"),
    ],
)
def test_a_flat_is_never_on_the_extract(line: RollLine, shown: str) -> None:
    said = all_words(pdf(owners(), "roll", lines=[line]))
    assert f"1{shown}189.50" in said
    assert "502" not in said


def test_the_fingerprint_of_a_roll_changes_with_any_line_and_not_with_its_ids() -> None:
    lines = a_roll(8)
    again = [RollLine(line.door, line.area, line.elector + 7) for line in lines]
    assert fingerprint(lines) == fingerprint(again)
    assert fingerprint([*lines[:-1], RollLine("P-07", 1200, 501)]) != fingerprint(lines)
    assert fingerprint([RollLine("1-1-101", 8951, 500), *lines[1:]]) != fingerprint(lines)


def test_every_door_gets_a_ballot_with_its_number_and_the_way_to_the_bot() -> None:
    case = consultation()
    found = pdf(case, "ballots", lines=a_roll(9))
    said = all_words(found)
    vote = round_of(case, "vote")
    # eight households: the ninth door belongs to the first's
    assert len(found) == 2
    assert said.count("同意") == 8
    assert f"编号2026-001/{vote.id}-0008" in said
    assert "1-1-101、P-07" in said
    assert TEXT in said
    assert "a" * 16 in said
    codes = [buttons.decode(code.partition("?start=")[2]) for page in range(2) for code in found.codes(page)]
    assert codes == [Ask("round", case.session.id, vote.id)] * 8


def test_a_ballot_of_choices_has_a_box_for_each_in_the_order_of_the_lot() -> None:
    case = consultation()
    rule = next(stage.rule for stage in case.flow.stages if stage.kind == "vote")
    case.flow = with_rule(case.flow, rule.model_copy(update={"options": "single"}))
    motion = case.motions[min(case.motions)]
    motion.choices = [{"id": "c2", "title": "换路灯"}, {"id": "c1", "title": "修一座能坐十个人的凉亭"}]
    for form in ("pdf", "docx"):
        content = made(case, "blank", form)
        said = all_words(Printed(content)) if form == "pdf" else word_file(content)
        assert said.index("A换路灯") < said.index("B修一座能坐十个人的凉亭") < said.index("弃权")
        assert "空白票，请填门牌" in said
    assert word_file(made(case, "blank", "docx")).count("□") == 3 * 8


def test_many_ballots_come_in_parts_and_there_are_no_more_than_doors() -> None:
    case = consultation()
    lines = [RollLine(f"{n}-1", 9000, n) for n in range(1, 302)]
    last = all_words(pdf(case, "ballots", lines=lines, part=2))
    assert last.count("同意") == 1
    assert "301-1" in last
    with pytest.raises(Refused):
        made(case, "ballots", lines=lines, part=3)


def test_there_are_ballots_only_where_paper_counts_and_while_it_can() -> None:
    case = consultation()
    vote = round_of(case, "vote")
    assert {"ballots", "blank"} <= set(there_are(case, vote.id, inner=True))
    vote.state = RoundState.CLOSED
    assert not {"ballots", "blank"} & set(there_are(case, vote.id, inner=True))
    unpaper = a_case(TEXT)
    assert "ballots" not in there_are(unpaper, round_of(unpaper, "vote").id, inner=True)


# --- the six forms ------------------------------------------------------------------------------------------


def test_four_deliberations_and_two_publications_are_six_sheets() -> None:
    found = pdf(four_and_two(), "forms")
    pages = [found.words(page) for page in range(len(found))]
    assert len(pages) == 6
    for number, (page, stage, form) in enumerate(
        zip(
            pages,
            (
                "一议·党组织提议",
                "二议·两委商议",
                "三议·党员大会审议",
                "四议·代表会议决议",
                "公开一·决议公开",
                "公开二·实施结果公开",
            ),
            ("党支部委员会会议", "两委联席会议", "党员大会", "居民代表会议", "决定公开", "实施结果公开"),
            strict=True,
        )
    ):
        assert f"表（{'一二三四五六'[number]}）{stage}" in page
        assert form in page
        assert "签字" in page
    for page, attendance in zip(pages, ("应到4实到3", "应到6实到5", "应到30实到20", "应到12实到9"), strict=False):
        assert attendance in page
        assert "动议事由党员群众建议" in page
        assert "《修凉亭》在3号楼东侧修一座凉亭。" in page
    assert "20/30（66.67%）" in pages[2]
    assert "第1件：同意（同意20，退回0，反对0，弃权0）" in pages[2]
    assert "2026-003-1：通过" in pages[3]
    for page in pages[4:]:
        assert "群：2026年12月18日20:00已公开" in page
        assert "公示栏：还没有公开" in page
        assert "监督意见公开及时,账目清楚" in page


def test_the_forms_have_the_numbers_of_the_record() -> None:
    case = four_and_two()
    found = pdf(case, "forms")
    held = meetings(case, str)
    assert len(held) == 4
    for page, meeting in enumerate(held):
        assert f"应到{meeting['expected']}实到{meeting['present']}" in found.words(page)
        assert f"{meeting['attendance']}%" in found.words(page)


def test_the_sheet_of_a_meeting_has_the_text_that_was_before_it_and_not_one_written_since() -> None:
    """The panel's text was thrown out, another was written the day after and is what the next one saw."""
    case = four_and_two()
    (old,) = case.motions.values()
    new = replace(
        old, id=old.id + 900, text="在2号楼西侧修一座凉亭。", drafted_at=old.drafted_at + timedelta(days=1, hours=12)
    )
    old.state, old.vote_round_id, case.motions[new.id] = "void", None, new
    found = pdf(case, "forms")
    said = ["3号楼东侧" if "3号楼东侧" in found.words(page) else "2号楼西侧" for page in range(4)]
    assert said == ["3号楼东侧", "3号楼东侧", "2号楼西侧", "2号楼西侧"]


# --- who is offered which -----------------------------------------------------------------------------------


def test_a_resident_is_offered_what_is_announced_counted_and_decided_and_nothing_else() -> None:
    case = consultation()
    for subject, outer in (
        (round_of(case, "vote").id, {"announcement"}),
        (min(case.decisions), {"counts", "decision"}),
    ):
        assert {name for name, _ in offered(case, subject, person=99)} == outer
        assert {name for name, _ in offered(case, subject, person=1)} > outer or subject in case.decisions
    assert offered(case, 0, person=99) == set()
    assert {name for name, _ in offered(case, 0, person=3)} == {"forms", "ledger"}


def test_what_is_for_those_in_office_is_asked_for_by_the_view_that_needs_an_office() -> None:
    case = consultation()
    for subject in (round_of(case, "vote").id, min(case.decisions), 0):
        for name, view in offered(case, subject, person=1):
            assert view == ("print-office" if KINDS[name].inner else "print")


def test_a_vote_of_parties_offers_no_paper_to_others() -> None:
    case = consultation()
    for issue in case.issues.values():
        issue.audience = Audience.PARTIES
    assert offered(case, min(case.decisions), person=99) == set()
    assert offered(case, min(case.decisions), person=1) != set()


def offered(case: CaseFile, subject: int, person: int) -> set[tuple[str, str]]:
    """(paper, view) of every button on the list a person is shown."""
    card = CASE_CARDS["papers"](case, Args({"session": 10, "subject": subject}, person), Words("zh-CN"))
    asks = [buttons.decode(button.data) for row in card.rows for button in row]
    return {
        (ask.extra.split(".")[0], ask.view) for ask in asks if isinstance(ask, Ask) and ask.view.startswith("print")
    }


def test_a_roll_that_is_what_was_fixed_is_not_called_different() -> None:
    case = owners()
    lines = a_roll(3)
    for motion in case.motions.values():
        motion.heads, motion.area = 2, sum(line.area for line in lines)
    assert case.base("owner") == Figures(32, 288000)
    assert "注意" not in all_words(pdf(case, "roll", lines=lines))


def test_the_address_of_the_bot_stands_beside_every_code() -> None:
    assert link("").removeprefix("https://") in all_words(pdf(consultation(), "announcement"))
