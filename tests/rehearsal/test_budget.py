"""What a whole session of seven issues costs its moderator: no more than sixty taps and one typed command."""

from bot.rehearsal.script_file import read_story

from .conftest import STORIES

MODERATOR = "网格长"
MENU = ("/manage",)
"""Commands a moderator's menu offers: two taps, nothing is typed."""
TAPS, COMMANDS = 60, 1


def test_a_session_of_seven_issues_costs_its_moderator_sixty_taps_at_most_and_one_command() -> None:
    """Counted in the story that `test_stories` plays to its end: all seven are accepted, voted on one by one, carried
    out and shared, which is the dearest way; what is written in sentences is no command."""
    steps = [step for step in read_story(STORIES / "seven.yaml").script.steps if MODERATOR in step.who]
    presses = sum(step.presses is not None for step in steps)
    commands = [step.says.split()[0] for step in steps if step.says is not None and step.says.startswith("/")]
    taps = presses + 2 * sum(command in MENU for command in commands)
    assert 7 <= taps <= TAPS
    assert len([command for command in commands if command not in MENU]) <= COMMANDS
