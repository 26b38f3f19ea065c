## flow files

# reading YAML
flow-yaml = 這裡無法當成 YAML 讀取:{ $said }。
flow-too-deep = 層數太深,或是以一個流程來說太長了。
flow-empty = 檔案是空的;流程從 id、name、standing 寫起。
flow-not-utf8 = 檔案不是 UTF-8 編碼;請另存成 UTF-8 文字檔。
flow-no-file = 沒有這個檔案,或是無法讀取。
flow-not-a-mapping = 流程由「鍵: 值」組成,例如「id: wumin」。
flow-tag = 流程裡不用「{ $tag }」這類標籤;請拿掉。
flow-key-not-text = 鍵是一個詞,例如「next」。
flow-merge-key = 流程裡不用合併鍵「<<」;請寫「extends: 流程」,或把鍵再寫一次。
flow-key-twice = 鍵「{ $name }」在第 { $line } 行已經寫過;請只留一個。
flow-trap-truth = 有些 YAML 程式會把「{ $text }」當成真假值。請寫 true 或 false;若是文字,請加引號。
flow-trap-time = 時間請加引號:"{ $text }"。不加的話,有些 YAML 程式會當成數字。
flow-trap-date = 日期請加引號:"{ $text }"。不加的話,YAML 程式不會當成文字。
flow-trap-number = 數字「{ $text }」在不同 YAML 程式裡讀法不一。請寫一般數字、開頭不加零,或加上引號。

# keys and values
flow-unknown-key = { $near ->
    [nothing] 這裡沒有「{ $name }」這個鍵。可用的有:{ $known }。
   *[other] 這裡沒有「{ $name }」這個鍵。是不是「{ $near }」?
}
flow-missing-key = 這裡少了「{ $name }」。
flow-unknown-value = { $near ->
    [nothing] 這裡不認得「{ $value }」。可以寫:{ $known }。
   *[other] 這裡不認得「{ $value }」。是不是「{ $near }」?
}
flow-wrong-type = { $wanted ->
    [text] 這裡要寫文字,不能是 { $value }。
    [whole] 這裡要寫整數,不能是「{ $value }」。
    [truth] 這裡要寫 true 或 false,不能是「{ $value }」。
    [list] 這裡要寫清單,例如 [a, b],不能是「{ $value }」。
    [way] 這裡要寫一個階段,或 {"{"}goto: yi, max_loops: 1, else: guidang{"}"} 這樣的去向,不能是「{ $value }」。
    [stage] 這裡要寫一個階段,含 id 與 kind,不能是「{ $value }」。
    [words] 這裡要寫文字,或分語言寫 {"{"}zh-CN: …, zh-TW: …, en: …{"}"},不能是「{ $value }」。
   *[mapping] 這裡要寫「鍵: 值」,不能是「{ $value }」。
}
flow-wrong-value = 這裡不能寫「{ $value }」。
flow-number-small = { $value } 太小,最少是 { $bound }。
flow-number-large = { $value } 太大,最多是 { $bound }。
flow-empty-list = 「{ $name }」是空的;至少寫一個。
flow-not-an-id = 「{ $value }」不能當代號。代號以小寫字母開頭,後面是小寫字母、數字、- 或 _,總共不超過 32 個。
flow-not-a-time = 「{ $value }」不是時間;請寫成 "20:00" 這樣。
flow-not-a-reminder = 「{ $value }」不是提醒時間;請寫時間的比例,如 50%,或結束前多久,如 -24h。
flow-stage-without-kind = 這個階段沒寫 kind。可以是:{ $known }。
flow-unknown-kind = { $near ->
    [nothing] 沒有「{ $kind }」這種階段。可用的有:{ $known }。
   *[other] 沒有「{ $kind }」這種階段。是不是「{ $near }」?
}
flow-kind-to-come = 「{ $kind }」這種階段還不能執行。目前可用:{ $known }。
flow-way-unclear = 去向要嘛是一個階段(goto),要嘛是另一個流程(flow):兩者寫一個。繼承來的鍵用 null 拿掉。
flow-return-without-flow = 「return」要和「flow」一起寫:它說明從另一個流程回到哪個階段。
flow-loops-and-else = 「max_loops」和「else」要一起寫:「else」說明次數用完後去哪裡。
flow-guard-keys = 每個條件剛好一個鍵,例如「- min_elapsed: 2d」。
flow-start-or-finish = 「start」和「finish」只寫一個。
duration-unreadable = 「{ $text }」不是時間長度;請寫整數加單位 s、m、h、d、wd(工作日)或 mo(月),例如 48h、7d、3wd。
duration-zero = 「{ $text }」等於沒有時間;不需要就拿掉這個鍵。
duration-too-long = 「{ $text }」超過 { $years } 年;單位寫對了嗎?
duration-not-exact = 「{ $text }」沒有確切長短;這裡只能用 s、m、h、d,例如 48h、7d。
rule-fixed = 「{ $term }」只能是 { $only },不能是「{ $value }」。
rule-options = 沒有「{ $options }」這種表決方式。可用的有:{ $known }。
rule-no-areas = 只有區分所有權人才有面積;「{ $electorate }」表決只算人數或戶數。
rule-no-roll = 群組成員沒有名冊,算不出占全體多少。請拿掉「quorum」,「pass」以 participating 或 decisive 計。
rule-quorum-base = 出席門檻看的是來了多少,基數是 electorate 或 expected,不能是 { $base }。
rule-extend-without-quorum = 沒有出席門檻的表決不會人數不足,也就不會延長;請拿掉「extend」。
share-not-positive = { $num }/{ $den } 不成比例;num 和 den 都至少是 1。
share-over-whole = { $num }/{ $den } 超過全部,誰也達不到。
share-over-all = 「超過全部」永遠達不到;要求全部請寫「op: ge」。
parts-empty = 請寫「head」(人數)、「area」(面積),或兩者都寫。

# which flow, and extends
flow-unknown = { $near ->
    [nothing] 沒有「{ $flow }」這個流程。現有:{ $known }。
   *[other] 沒有「{ $flow }」這個流程。是不是「{ $near }」?
}
flow-id-is-not-its-file = 檔案 { $file }.yaml 裡應是流程「{ $file }」,這裡的 id 卻是「{ $id }」;請統一。
flow-extends-one = 「extends」寫一個流程的 id。
flow-extends-circle = 繼承「{ $flow }」又繞回這個流程;流程不能以自己為底。
flow-drop-list = 「drop」是階段 id 的清單,例如 [shouli, ping]。
flow-drop-without-extends = 「drop」用來拿掉繼承來的階段;沒有「extends」就沒有可拿掉的。
flow-drop-unknown = { $near ->
    [nothing] 沒有繼承到「{ $stage }」,無法拿掉。繼承的有:{ $known }。
   *[other] 沒有繼承到「{ $stage }」,無法拿掉。是不是「{ $near }」?
}
flow-dropped-but-needed = 「{ $stage }」拿掉了,但階段「{ $source }」的「{ $outcome }」還通到那裡;請另給去向。
flow-stage-not-inherited = { $near ->
    [nothing] 沒有繼承到「{ $stage }」;若是新階段,要寫 kind。繼承的有:{ $known }。
   *[other] 沒有繼承到「{ $stage }」;若是新階段,要寫 kind。是不是「{ $near }」?
}
flow-kind-changed = 繼承來的階段「{ $stage }」是 { $kind },這不能改;請用 drop 拿掉,再加一個新的。

# ways
flow-stage-twice = 有兩個階段都叫「{ $stage }」;每個階段要有自己的 id。
flow-unknown-stage = { $near ->
    [nothing] 沒有「{ $stage }」這個階段。現有:{ $known }。
   *[other] 沒有「{ $stage }」這個階段。是不是「{ $near }」?
}
flow-unknown-effect = { $near ->
    [nothing] 「{ $stage }」不是 recount、answer,也不是階段。可以寫:{ $known }。
   *[other] 「{ $stage }」不是 recount、answer,也不是階段。是不是「{ $near }」?
}
flow-unknown-outcome = { $near ->
    [nothing] { $kind } 階段不會有「{ $outcome }」這個結果。它的結果有:{ $known }。
   *[other] { $kind } 階段不會有「{ $outcome }」這個結果。是不是「{ $near }」?
}
flow-outcome-without-way = 階段「{ $stage }」可能以 { $outcomes } 結束,但「next」沒說去哪裡。
flow-endless = 「{ $outcome }」會沒完沒了地回到「{ $stage }」。請限制次數:{"{"}goto: { $stage }, max_loops: 1, else: 階段{"}"}。
flow-no-archive = 沒有 archive 階段,什麼事都結束不了;請加一個。
flow-unreachable = 沒有哪一步通到階段「{ $stage }」;請讓某個結果通到那裡,或拿掉它。
flow-dead-end = 從階段「{ $stage }」走不到任何歸檔。
flow-archive-next = 歸檔「{ $stage }」是流程的終點;請拿掉它的「next」。
flow-vote-without-motion = 還沒有草擬動議就可能走到「{ $stage }」;請先經過一個 deliberate 階段。
flow-absent = { $near ->
    [nothing] 還沒有「{ $flow }」這個流程;轉過去的事會以一筆紀錄結束。
   *[other] 還沒有「{ $flow }」這個流程;轉過去的事會以一筆紀錄結束。是不是「{ $near }」?
}

# texts
flow-name-per-locale = 名稱要分語言寫:{"{"}zh-CN: …, zh-TW: …, en: …{"}"}。
flow-text-empty = 「{ $name }」的文字是空的;請寫上,或拿掉這個鍵。
flow-locale-missing = 「{ $name }」少了 { $missing }。

# people
flow-nobody-proposes = 這個流程裡沒有人能提事;至少寫一個。
flow-nobody-speaks = 這個流程裡沒有人能發言;至少寫一個角色。
flow-nobody-rules = 有人提異議就要有人裁定;至少寫一個角色。
flow-no-legal-adviser = 沒有人能審動議是否合法:參與者裡沒有「legal_adviser」。請加到「speak」裡。
flow-manual-by-nobody = 「{ $role }」不主持這個流程。主持的是:{ $known }。
flow-matter-both = 「{ $matter }」又允許又不允許;請只留一處。
flow-binding-not-owners = 只有區分所有權人的決定才能有拘束力;這裡的 standing 是「{ $standing }」。
flow-owners-do-not-vote = standing 是「owners」,就要有一次 electorate 為「owner」的表決;這裡沒有。
flow-opinion-with-quorum = 徵求意見不作決定,「{ $stage }」裡寫了出席門檻,看起來卻像要作決定。

# stages
flow-wait-for-nobody = 「gather: each」不用互相等;請拿掉「wait」。
flow-guard-of-other-kind = { $known ->
    [none] 「{ $guard }」在 { $kind } 階段沒有意義,這種階段不設條件。
   *[other] 「{ $guard }」在 { $kind } 階段沒有意義。可以寫:{ $known }。
}
flow-guard-without-objections = 沒有「objections」就沒有可等的;請加上,或拿掉這個條件。
flow-guard-too-long = { $guard } 寫了 { $duration },而 { $name } 只有 { $limit }:還沒到,階段就結束了。
flow-reminds-of-nothing = { $kind } 階段沒有一個統一的截止時間,無從提醒;請拿掉「remind」。
flow-reminder-at-once = { $reminder } 剛好是開頭或結尾,沒有可提醒的。
flow-reminder-outside = { $reminder } 比階段開始還早:它的 { $name } 是 { $limit }。
flow-suggestion-not-asked = 要求寫建議,但 fields 裡沒有「suggestion」。
flow-weekend-without-time = 「touch_weekend」要有截止的鐘點:請一併寫「close_at」。
flow-nobody-checks-in = 「present」數的是簽到的人,而表決沒有簽到;請用 participating 或 electorate。
flow-no-grounds = 沒有理由類別就無從提異議;請寫上,或拿掉「objections」。
flow-effect-without-ground = 「{ $ground }」不在 grounds 裡,這種情形不會出現。
flow-asks-unshared = 「{ $stage }」沒有分享,也就沒有可再問的;請加「share: true」,或拿掉這一項。

## bench
bench-title = 每秒答覆的按壓數
bench-caption = { $households } 戶的名冊；答覆 { $answered } 票，入庫 { $stored } 票；用時 { $seconds } 秒
bench-median = 中位數
bench-spread = 最低 – 最高
bench-aim = 目標
bench-ceiling = 發壓程式的上限
bench-bare = 空機器人：只答覆
bench-ours = 本機器人：入庫後答覆
bench-around = 第 { $ballot } 票前後
bench-ratio = 本機器人 / 空機器人
bench-flat = 第 { $late } 票 / 第 { $early } 票
bench-broken = 測不出來：有一個程式停了或沒有答覆。
bench-doing-prepare = 準備名冊和表決
bench-doing-pairs = 空機器人與本機器人輪流
bench-doing-flat = 先來的票與後來的票
