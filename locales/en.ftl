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
flow-kind-to-come = Stages of kind “{ $kind }” cannot be run yet. What can: { $known }.
flow-way-unclear = A way leads either to a stage (goto) or to another flow (flow): give one of the two. An inherited key is taken away with null.
flow-return-without-flow = “return” goes with “flow”: it names the stage to come back to from another flow.
flow-loops-and-else = “max_loops” and “else” go together: “else” says where it leads once the loops are used up.
flow-guard-keys = Each condition has exactly one key, such as “- min_elapsed: 2d”.
flow-start-or-finish = Give either “start” or “finish”.
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
    [nothing] “{ $stage }” is neither recount nor answer nor a stage. It can be: { $known }.
   *[other] “{ $stage }” is neither recount nor answer nor a stage. Did you mean “{ $near }”?
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
flow-owners-do-not-vote = The standing “owners” needs a vote with the electorate “owner”; there is none.
flow-opinion-with-quorum = Asking for opinions decides nothing, but a quorum in “{ $stage }” reads as if it did.

# stages
flow-wait-for-nobody = With “gather: each” nobody waits; leave “wait” out.
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
flow-nobody-checks-in = “present” counts those who have checked in, and a vote has nobody check in; take participating or electorate.
flow-no-grounds = Without grounds nobody can object; name some, or leave “objections” out.
flow-effect-without-ground = “{ $ground }” is not among the grounds, so this never happens.
flow-asks-unshared = “{ $stage }” shares nothing, so there is nothing to ask about again; add “share: true” or leave this out.

## bench
bench-title = Presses answered a second
bench-caption = A roll of { $households } households; { $answered } ballots answered, { $stored } stored; { $seconds } seconds in all
bench-median = median
bench-spread = lowest – highest
bench-aim = aim
bench-ceiling = ceiling of the load generator
bench-bare = bare bot: answers, nothing else
bench-ours = this bot: answers what is stored
bench-around = around ballot { $ballot }
bench-ratio = this bot / bare bot
bench-flat = ballot { $late } / ballot { $early }
bench-broken = There are no figures: a program ended, or did not answer.
bench-doing-prepare = preparing the roll and the votes
bench-doing-pairs = bare bot and this bot in turn
bench-doing-flat = early and late ballots
