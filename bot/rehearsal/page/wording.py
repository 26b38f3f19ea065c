"""The page's own words, handed over whole: a parameter stays as `{name}` and is filled in by the page."""

from bot.i18n import Words

_PARAMETERS = {
    "page-title": ("title",),
    "page-members": ("count",),
    "page-unread": ("count",),
    "page-new-below": ("count",),
    "page-reply-to": ("name",),
    "page-replying-to": ("name",),
    "page-said-at": ("name", "time"),
    "page-joined": ("names",),
    "page-left": ("names",),
    "page-photo-by": ("name",),
    "page-playing": ("name",),
    "page-speed": ("speed",),
    "page-inside-lap": ("lap",),
    "page-inside-due": ("when",),
    "page-inside-acted": ("acted", "electorate"),
    "page-inside-owed": ("count",),
}
_PLAIN = (
    "page-practice", "page-practice-about", "page-demo", "page-skip", "page-language",
    "page-chats", "page-chat", "page-back", "page-group", "page-private", "page-bot",
    "page-pinned", "page-messages", "page-empty", "page-edited", "page-you", "page-pinned-it",
    "page-choose", "page-choose-about", "page-change-person", "page-all-people", "page-close",
    "page-clock", "page-clock-pause", "page-clock-resume", "page-clock-step", "page-clock-speed",
    "page-clock-leap", "page-clock-paused",
    "page-write", "page-send", "page-commands", "page-cancel-reply", "page-photo", "page-photo-file",
    "page-photo-sample", "page-photo-caption", "page-photo-send", "page-start", "page-block", "page-unblock",
    "page-blocked", "page-alert-ok", "page-not-possible", "page-gone", "page-reconnecting", "page-link-elsewhere",
    "page-inside", "page-inside-about", "page-inside-rounds", "page-inside-no-rounds", "page-inside-guard",
    "page-inside-guard-none", "page-inside-journal", "page-inside-owes", "page-inside-nothing",
    "page-inside-in-private", "page-inside-in-group", "page-inside-coming", "page-inside-traffic",
    "page-state-announced", "page-state-open", "page-state-frozen", "page-script-off", "page-only-you",
    "page-file", "page-voice",
)  # fmt: skip


def page_words(words: Words) -> dict[str, str]:
    """Key without its `page-` and hyphens as underscores → sentence, which templates and modules read alike."""
    said = {key: words(key) for key in ("product", *_PLAIN)}
    said |= {key: words(key, **{name: "{" + name + "}" for name in names}) for key, names in _PARAMETERS.items()}
    return {key.removeprefix("page-").replace("-", "_"): sentence for key, sentence in said.items()}
