## flow files

# reading YAML
flow-yaml = 这里读不成 YAML:{ $said }。
flow-too-deep = 套得太深,或者对一个流程来说太长了。
flow-empty = 文件是空的;流程从 id、name、standing 写起。
flow-not-utf8 = 文件不是 UTF-8 编码;请另存为 UTF-8 文本。
flow-no-file = 没有这个文件,或者读不了。
flow-not-a-mapping = 流程由“键: 值”组成,例如“id: wumin”。
flow-tag = 流程里不用“{ $tag }”这样的标签;请去掉。
flow-key-not-text = 键是一个词,例如“next”。
flow-merge-key = 流程里不用合并键“<<”;请写“extends: 流程”,或者把键再写一遍。
flow-key-twice = 键“{ $name }”在第 { $line } 行已经写过;只留一个。
flow-trap-truth = 有的 YAML 程序会把“{ $text }”当成真假值。请写 true 或 false;如果是文字,请加引号。
flow-trap-time = 时间请加引号:"{ $text }"。不加的话,有的 YAML 程序会当成数字。
flow-trap-date = 日期请加引号:"{ $text }"。不加的话,YAML 程序不会当成文字。
flow-trap-number = 数字“{ $text }”各家 YAML 程序读法不一。请写普通数字、开头不加零,或者加引号。

# keys and values
flow-unknown-key = { $near ->
    [nothing] 这里没有“{ $name }”这个键。可用:{ $known }。
   *[other] 这里没有“{ $name }”这个键。是不是“{ $near }”?
}
flow-missing-key = 这里缺少“{ $name }”。
flow-unknown-value = { $near ->
    [nothing] 这里不认识“{ $value }”。可以写:{ $known }。
   *[other] 这里不认识“{ $value }”。是不是“{ $near }”?
}
flow-wrong-type = { $wanted ->
    [text] 这里要写文字,不能是 { $value }。
    [whole] 这里要写整数,不能是“{ $value }”。
    [truth] 这里要写 true 或 false,不能是“{ $value }”。
    [list] 这里要写列表,例如 [a, b],不能是“{ $value }”。
    [way] 这里要写一个环节,或者 {"{"}goto: yi, max_loops: 1, else: guidang{"}"} 这样的去向,不能是“{ $value }”。
    [stage] 这里要写一个环节,带 id 和 kind,不能是“{ $value }”。
    [words] 这里要写文字,或者分语言写 {"{"}zh-CN: …, zh-TW: …, en: …{"}"},不能是“{ $value }”。
   *[mapping] 这里要写“键: 值”,不能是“{ $value }”。
}
flow-wrong-value = 这里不能写“{ $value }”。
flow-number-small = { $value } 太小,最少是 { $bound }。
flow-number-large = { $value } 太大,最多是 { $bound }。
flow-empty-list = “{ $name }”是空的;至少写一个。
flow-not-an-id = “{ $value }”不能作编号。编号以小写字母开头,后面是小写字母、数字、- 或 _,总共不超过 32 个。
flow-not-a-time = “{ $value }”不是时间;请写成 "20:00" 这样。
flow-not-a-reminder = “{ $value }”不是提醒时间;请写时间的比例,如 50%,或者结束前多久,如 -24h。
flow-stage-without-kind = 这个环节没写 kind。可以是:{ $known }。
flow-unknown-kind = { $near ->
    [nothing] 没有“{ $kind }”这种环节。可用:{ $known }。
   *[other] 没有“{ $kind }”这种环节。是不是“{ $near }”?
}
flow-kind-to-come = “{ $kind }”这种环节还不能运行。现在可用:{ $known }。
flow-way-unclear = 去向要么是一个环节(goto),要么是另一个流程(flow):二者写一个。继承来的键用 null 去掉。
flow-return-without-flow = “return”要和“flow”一起写:它说明从另一个流程回到哪个环节。
flow-loops-and-else = “max_loops”和“else”要一起写:“else”说明次数用完后去哪里。
flow-guard-keys = 每个条件正好一个键,例如“- min_elapsed: 2d”。
flow-start-or-finish = “start”和“finish”只写一个。
duration-unreadable = “{ $text }”不是时长;请写整数加单位 s、m、h、d、wd(工作日)或 mo(月),例如 48h、7d、3wd。
duration-zero = “{ $text }”等于没有时间;不需要就去掉这个键。
duration-too-long = “{ $text }”超过 { $years } 年;单位写对了吗?
duration-not-exact = “{ $text }”没有确切长短;这里只能用 s、m、h、d,例如 48h、7d。
rule-fixed = “{ $term }”只能是 { $only },不能是“{ $value }”。
rule-options = 没有“{ $options }”这种表决办法。可用:{ $known }。
rule-no-areas = 只有业主才有面积;“{ $electorate }”表决只按人数或户数算。
rule-no-roll = 群成员没有名册,算不出占全体多少。请去掉“quorum”,“pass”按 participating 或 decisive 算。
rule-quorum-base = 法定人数看的是来了多少,基数是 electorate 或 expected,不能是 { $base }。
rule-extend-without-quorum = 没有法定人数要求的表决不会人数不足,也就不会延期;请去掉“extend”。
share-not-positive = { $num }/{ $den } 不成比例;num 和 den 都至少是 1。
share-over-whole = { $num }/{ $den } 超过全部,谁也达不到。
share-over-all = “超过全部”永远达不到;要求全部请写“op: ge”。
parts-empty = 请写“head”(人数)、“area”(面积),或者都写。

# which flow, and extends
flow-unknown = { $near ->
    [nothing] 没有“{ $flow }”这个流程。现有:{ $known }。
   *[other] 没有“{ $flow }”这个流程。是不是“{ $near }”?
}
flow-id-is-not-its-file = 文件 { $file }.yaml 里应是流程“{ $file }”,这里的 id 却是“{ $id }”;请统一。
flow-extends-one = “extends”写一个流程的 id。
flow-extends-circle = 继承“{ $flow }”又绕回了这个流程;流程不能以自己为底。
flow-drop-list = “drop”是环节 id 的列表,例如 [shouli, ping]。
flow-drop-without-extends = “drop”用来去掉继承来的环节;没有“extends”就没有可去掉的。
flow-drop-unknown = { $near ->
    [nothing] 没有继承到“{ $stage }”,无法去掉。继承的有:{ $known }。
   *[other] 没有继承到“{ $stage }”,无法去掉。是不是“{ $near }”?
}
flow-dropped-but-needed = “{ $stage }”去掉了,但环节“{ $source }”的“{ $outcome }”还通向它;请另给去向。
flow-stage-not-inherited = { $near ->
    [nothing] 没有继承到“{ $stage }”;如果是新环节,要写 kind。继承的有:{ $known }。
   *[other] 没有继承到“{ $stage }”;如果是新环节,要写 kind。是不是“{ $near }”?
}
flow-kind-changed = 继承来的环节“{ $stage }”是 { $kind },这不能改;请用 drop 去掉,再加一个新的。

# ways
flow-stage-twice = 有两个环节都叫“{ $stage }”;每个环节要有自己的 id。
flow-unknown-stage = { $near ->
    [nothing] 没有“{ $stage }”这个环节。现有:{ $known }。
   *[other] 没有“{ $stage }”这个环节。是不是“{ $near }”?
}
flow-unknown-effect = { $near ->
    [nothing] “{ $stage }”不是 recount、answer,也不是环节。可以写:{ $known }。
   *[other] “{ $stage }”不是 recount、answer,也不是环节。是不是“{ $near }”?
}
flow-unknown-outcome = { $near ->
    [nothing] { $kind } 环节不会有“{ $outcome }”这个结果。它的结果有:{ $known }。
   *[other] { $kind } 环节不会有“{ $outcome }”这个结果。是不是“{ $near }”?
}
flow-outcome-without-way = 环节“{ $stage }”可能以 { $outcomes } 结束,但“next”没说去哪里。
flow-endless = “{ $outcome }”会没完没了地回到“{ $stage }”。请限次数:{"{"}goto: { $stage }, max_loops: 1, else: 环节{"}"}。
flow-no-archive = 没有 archive 环节,什么事都结束不了;请加一个。
flow-unreachable = 没有哪一步通向环节“{ $stage }”;请让某个结果通向它,或者去掉它。
flow-dead-end = 从环节“{ $stage }”走不到任何归档。
flow-archive-next = 归档“{ $stage }”是流程的终点;请去掉它的“next”。
flow-vote-without-motion = 还没有起草动议就可能走到“{ $stage }”;请先经过一个 deliberate 环节。
flow-absent = { $near ->
    [nothing] 还没有“{ $flow }”这个流程;转过去的事会以一条记录结束。
   *[other] 还没有“{ $flow }”这个流程;转过去的事会以一条记录结束。是不是“{ $near }”?
}

# texts
flow-name-per-locale = 名称要分语言写:{"{"}zh-CN: …, zh-TW: …, en: …{"}"}。
flow-text-empty = “{ $name }”的文字是空的;请写上,或者去掉这个键。
flow-locale-missing = “{ $name }”缺少 { $missing }。

# people
flow-nobody-proposes = 这个流程里没有人能提事;至少写一个。
flow-nobody-speaks = 这个流程里没有人能发言;至少写一个角色。
flow-nobody-rules = 有人提异议就要有人答复;至少写一个角色。
flow-no-legal-adviser = 没有人能审动议是否合法:参与人里没有“legal_adviser”。请加到“speak”里。
flow-manual-by-nobody = “{ $role }”不主持这个流程。主持的是:{ $known }。
flow-matter-both = “{ $matter }”又允许又不允许;只留一处。
flow-binding-not-owners = 只有业主的决定才能有约束力;这里的 standing 是“{ $standing }”。
flow-owners-do-not-vote = standing 是“owners”,就要有一次 electorate 为“owner”的表决;这里没有。
flow-opinion-with-quorum = 征集意见不作决定,“{ $stage }”里写了法定人数,看上去却像要作决定。

# stages
flow-wait-for-nobody = “gather: each”不用互相等;请去掉“wait”。
flow-guard-of-other-kind = { $known ->
    [none] “{ $guard }”在 { $kind } 环节没有意义,这种环节不设条件。
   *[other] “{ $guard }”在 { $kind } 环节没有意义。可以写:{ $known }。
}
flow-guard-without-objections = 没有“objections”就没有可等的;请加上它,或者去掉这个条件。
flow-guard-too-long = { $guard } 写了 { $duration },而 { $name } 只有 { $limit }:没到那时环节就结束了。
flow-reminds-of-nothing = { $kind } 环节没有一个统一的截止时间,没法提醒;请去掉“remind”。
flow-reminder-at-once = { $reminder } 正好是开头或结尾,没有可提醒的。
flow-reminder-outside = { $reminder } 比环节开始还早:它的 { $name } 是 { $limit }。
flow-suggestion-not-asked = 要求写建议,但 fields 里没有“suggestion”。
flow-weekend-without-time = “touch_weekend”要有截止的钟点:请一并写“close_at”。
flow-nobody-checks-in = “present”数的是签到的人,而表决没有签到;请用 participating 或 electorate。
flow-no-grounds = 没有理由类别就没法提异议;请写上,或者去掉“objections”。
flow-effect-without-ground = “{ $ground }”不在 grounds 里,这种情形不会出现。
flow-asks-unshared = “{ $stage }”没有分享,也就没有可回问的;请加“share: true”,或者去掉这一项。

## bench
bench-title = 每秒答复的按压数
bench-caption = { $households } 户的名册；答复 { $answered } 票，入库 { $stored } 票；用时 { $seconds } 秒
bench-median = 中位数
bench-spread = 最低 – 最高
bench-aim = 目标
bench-ceiling = 发压程序的上限
bench-bare = 空机器人：只答复
bench-ours = 本机器人：入库后答复
bench-around = 第 { $ballot } 票前后
bench-ratio = 本机器人 / 空机器人
bench-flat = 第 { $late } 票 / 第 { $early } 票
bench-broken = 测不出来：有一个程序停了或没有答复。
bench-doing-prepare = 准备名册和表决
bench-doing-pairs = 空机器人与本机器人轮流
bench-doing-flat = 先来的票与后来的票
