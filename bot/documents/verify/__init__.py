"""The check of an exported record by itself: no settings, no database, no network; nothing but the file.

    verify(text)                       everything that does not hold in a record, and what was checked
    compare(public, sealed)            whether two records of one session tell the same
    has_receipt, has_digest            whether a ballot, or the code printed with a result, is in it

From a public record: the rows from the first to the head, the figures of each decision against the row that entered
it, the flow against its hash, and the proofs of the totals. From a sealed one also every content against its
commitment, marked erasures, a recount of each decision from its ballots, and every commitment of the proofs made
again. The file alone cannot show that somebody has not written the whole of it anew: for that the digest told with
the result in the chat is compared (`has_digest`), or an older copy (`compare`).
"""

from bot.documents.verify.check import Report, compare, has_digest, has_receipt, verify
from bot.documents.verify.reading import Finding, Unreadable

__all__ = ["Finding", "Report", "Unreadable", "compare", "has_digest", "has_receipt", "verify"]
