"""Acts on the books of a common fund. Whose fund it is, is a scope: a community's or a street's. Taken by `clerk`."""

from dataclasses import dataclass

from bot.deliberation.acts.base import Act, Attachment


@dataclass(frozen=True, slots=True)
class EnterMoney(Act):
    """记一笔. `kind` and `category` as in `ledger`; a payment names its decision, a counter-entry the entry it takes
    back (`corrects`), whose kind and amount it has. `amount` in 0.01 of the currency, `day` an ISO date, empty for
    today."""

    scope_id: int
    kind: str
    amount: int
    words: str
    day: str = ""
    category: str = ""
    decision_id: int = 0
    corrects: int = 0
    vouchers: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class SettleMoney(Act):
    """A second person confirms an entry, or sends it back with a reason."""

    entry_id: int
    confirmed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SettleMonies(Act):
    """A second person confirms all entries others have made, up to and with the one of this number."""

    scope_id: int
    last: int


@dataclass(frozen=True, slots=True)
class AddVoucher(Act):
    """凭单: pictures that belong to an entry."""

    entry_id: int
    vouchers: tuple[Attachment, ...]
