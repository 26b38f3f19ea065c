"""What is wrong in a flow file: where it was written, and a message with its parameters.

The sentences are in `locales/`; finding the problems is left to `flow_source`, `flow_files` and
`deliberation.flow.check`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: line and column from 1; 0 where only the file is known."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class FlowProblem:
    """One problem. `key` names a message, `params` fill it; a `warning` does not keep a flow from running."""

    mark: Mark
    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    warning: bool = False

    @property
    def path(self) -> str:
        return self.mark.path

    @property
    def line(self) -> int:
        return self.mark.line

    @property
    def column(self) -> int:
        return self.mark.column

    def printed(self, words: Callable[..., str]) -> str:
        """`flows/x.yaml:12:7: sentence`, in the language of `words` (an `i18n.Words`)."""
        return f"{self.mark}: {words(self.key, **self.params)}"


class FlowErrors(Exception):
    """Everything wrong with a flow at once, in the order of the files' lines; warnings come along."""

    def __init__(self, problems: Iterable[FlowProblem]) -> None:
        self.problems = in_order(problems)
        super().__init__("; ".join(f"{problem.mark}: {problem.key}" for problem in self.problems))


def in_order(problems: Iterable[FlowProblem]) -> tuple[FlowProblem, ...]:
    """Sorted by place, each said once."""
    return tuple(
        sorted({(p.mark, p.key, *p.params.items()): p for p in problems}.values(), key=lambda problem: problem.mark)
    )
