"""What is wrong with something an author or operator wrote: a flow's rule, a duration, a calendar.

A flaw is found while reading, long before a resident acts; what a resident may not do is a
`refusal.Refused`. Showing it with file, line and column is left to `flow_files`.
"""


class Flaw(ValueError):
    """`key` names a message in the locales, `params` fill it; `str()` is the English sentence.

    A subclass of `ValueError`, so pydantic collects it like its own errors (in `ctx["error"]`).
    """

    def __init__(self, key: str, sentence: str, /, **params: str | int) -> None:
        super().__init__(sentence)
        self.key = key
        self.params = params
