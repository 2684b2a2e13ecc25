import type { NoticeCode, Telling } from './notice.js';
import { deadline, outcome, progress, toDo } from './notice.js';

const NOBODY: Telling = {};

/** What each act on a case tells whom; a new action of the lifecycle without its entry does not compile. */
export const CASE_NOTICES = {
  'engagement.propose': {
    enterprise: toDo(
      'decide_consent',
      '{bank}获推荐，请决定是否授权',
      '{bank} was proposed: decide on consent',
    ),
  },
  'engagement.push': {
    bank: toDo(
      'answer',
      '收到一笔新的融资需求，请受理或婉拒',
      'A new financing request: take it up or decline',
    ),
    enterprise: progress('需求已推送{bank}，等待答复', 'The request was sent to {bank}, which has to answer'),
  },
  'engagement.express_interest': {
    enterprise: toDo(
      'decide_consent',
      '{bank}对公开的需求表达了意向，请决定是否披露',
      '{bank} is interested in the listed request: decide whether to be revealed',
    ),
  },
  'engagement.reveal': {
    bank: toDo(
      'answer',
      '企业同意披露，请受理或婉拒',
      'The enterprise agreed to be revealed: take it up or decline',
    ),
  },
  'engagement.accept': {
    enterprise: progress(
      '{bank}已受理，开始审查；受理不等于批准',
      '{bank} has taken it up for review, which is not an approval',
    ),
  },
  'engagement.record_contact': {
    enterprise: progress('{bank}登记了首次联系', '{bank} recorded its first contact with you'),
  },
  'engagement.start_due_diligence': {
    enterprise: progress('{bank}开始尽职调查', '{bank} has begun due diligence'),
  },
  'engagement.submit_to_review': {
    enterprise: progress('{bank}已提交授信审批', '{bank} has submitted it to credit review'),
    bank: toDo('decide_credit', '本件已提交审批', 'This case was submitted to credit review', {
      colleagues: true,
    }),
  },
  'engagement.approve': {
    enterprise: outcome(
      '{bank}已批准授信；授信不等于放款',
      '{bank} has approved the credit, which is not yet money',
    ),
    bank: toDo('go_on', '授信已批准，请与企业签约', 'The credit is approved: sign with the enterprise', {
      colleagues: true,
    }),
    bureau: outcome('{bank}已对{enterprise}批准授信', '{bank} has approved credit for {enterprise}'),
  },
  'engagement.sign_contract': {
    enterprise: progress('{bank}登记了签约', '{bank} recorded the contract'),
  },
  'engagement.disburse_part': {
    enterprise: toDo(
      'check_money',
      '{bank}登记了部分放款，请核对到账',
      '{bank} recorded part of the money as paid out: check that it arrived',
    ),
    bureau: outcome('{bank}对{enterprise}部分放款', '{bank} has paid out part of the money to {enterprise}'),
  },
  'engagement.disburse_in_full': {
    enterprise: toDo(
      'check_money',
      '{bank}登记了放款，请核对到账',
      '{bank} recorded the money as paid out: check that it arrived',
    ),
    bureau: outcome('{bank}已对{enterprise}放款', '{bank} has paid out the money to {enterprise}'),
  },
  'engagement.close': {
    enterprise: outcome('{bank}一件已办结', 'The case at {bank} is closed'),
    bank: outcome('本件已办结', 'This case is closed'),
  },
  'engagement.cancel_rest': {
    enterprise: outcome('{bank}一件的未放余额已取消', 'What was not yet paid out by {bank} is cancelled'),
    bank: outcome('企业取消了未放余额', 'The enterprise cancelled what was not yet paid out', {
      from: ['enterprise'],
    }),
  },
  'engagement.mark_incomplete': {
    enterprise: toDo(
      'supply',
      '材料超时未补，{bank}一件已转为资料待补，补齐后继续',
      'Documents are late: {bank} set the case aside until they are supplied',
    ),
    bank: deadline('企业超时未补材料，本件已转为资料待补', 'Documents are late: this case was set aside'),
  },
  'engagement.resume': {
    enterprise: progress('{bank}一件继续办理', 'The case at {bank} goes on'),
    bank: toDo('go_on', '资料已补齐，本件继续办理', 'Documents were supplied: this case goes on', {
      from: ['enterprise'],
    }),
  },
  'engagement.decline': {
    enterprise: outcome(
      '{bank}已婉拒，原因和接下来可做的事见详情',
      '{bank} has declined: see the reasons and what you can do next',
    ),
    bureau: outcome('{bank}婉拒了{enterprise}', '{bank} has declined {enterprise}'),
  },
  'engagement.record_silence': {
    enterprise: toDo(
      'choose_banks',
      '{bank}超时未答复，可另选银行',
      '{bank} did not answer in time: you can choose another bank',
    ),
    bank: deadline(
      '超过答复时限，已记为未答复；需求未结束前仍可受理',
      'The time to answer has passed and was recorded; it can still be taken up while the request is open',
    ),
    bureau: deadline('{bank}对{enterprise}超时未答复', '{bank} did not answer {enterprise} in time'),
  },
  'engagement.transfer': {
    enterprise: progress('{bank}已将本件转由其他机构办理', '{bank} has handed the case to another office'),
  },
  'engagement.step_back': {
    enterprise: outcome('{bank}因需求变更不再办理', '{bank} does not go on after the change of the request'),
    bureau: outcome(
      '{enterprise}变更需求后，{bank}不再办理',
      '{bank} does not go on after {enterprise} changed its request',
    ),
  },
  'engagement.begin_repair': {
    enterprise: toDo(
      'go_on',
      '商务部门为{bank}一件建立了补强计划，请按计划办理',
      'The bureau began a repair plan for the case at {bank}: follow it',
      { from: ['bureau'] },
    ),
    bank: progress('企业开始按婉拒原因补强', 'The enterprise has begun to repair what was declined'),
  },
  'engagement.re_push': {
    enterprise: progress('需求已再次推送{bank}', 'The request was sent to {bank} again'),
    bank: toDo(
      'answer',
      '需求补强后再次推送，请另一名经办受理或婉拒',
      'The request was repaired and sent again: another officer is to take it up or decline',
    ),
  },
  'engagement.abandon_repair': {
    enterprise: outcome('{bank}一件的补强已终止', 'The repair for the case at {bank} has ended'),
    bank: outcome('补强已终止，本件办结', 'The repair has ended and this case is closed'),
  },
  'engagement.appeal': {
    bank: toDo(
      'answer',
      '企业申请复议，请另派人员办理',
      'The enterprise appeals: have another person examine it',
    ),
    bureau: progress('{enterprise}对{bank}的婉拒申请复议', '{enterprise} appeals against {bank}'),
  },
  'engagement.uphold': {
    enterprise: outcome('{bank}复议后维持原结论', '{bank} upheld its refusal on appeal'),
    bureau: outcome('{bank}对{enterprise}复议后维持原结论', '{bank} upheld its refusal of {enterprise}'),
  },
  'engagement.overturn': {
    enterprise: outcome(
      '{bank}复议后撤销原结论，将重新审批',
      '{bank} overturned its refusal and will review it again',
    ),
    bank: toDo(
      'decide_credit',
      '复议已撤销原结论，请重新审批',
      'The refusal was overturned: review it again',
      {
        colleagues: true,
      },
    ),
    bureau: outcome('{bank}对{enterprise}复议后撤销原结论', '{bank} overturned its refusal of {enterprise}'),
  },
  'engagement.return_to_review': {
    enterprise: progress('{bank}已重新进入审批', '{bank} is reviewing it again'),
  },
  'engagement.close_appeal': {
    enterprise: outcome('{bank}一件的复议已办结', 'The appeal at {bank} is closed'),
  },
  'engagement.mediate': {
    enterprise: progress('商务部门开始协调{bank}一件', 'The bureau mediates the case at {bank}'),
    bank: progress('本件进入协调，商务部门将与贵行联系', 'This case is in mediation: the bureau will call'),
    bureau: toDo(
      'mediate',
      '{enterprise}申请协调{bank}一件',
      '{enterprise} asks for mediation of its case at {bank}',
    ),
  },
  'engagement.end_mediation': {
    enterprise: outcome('{bank}一件的协调已结束', 'The mediation of the case at {bank} has ended'),
    bank: outcome('本件的协调已结束', 'The mediation of this case has ended'),
  },
  'engagement.close_declined': {
    enterprise: outcome(
      '28 天内未申请复议，{bank}一件已办结',
      'No appeal within 28 days: the case at {bank} is closed',
    ),
  },
  'engagement.withdraw': {
    // What the platform withdraws follows from what the enterprise did itself.
    enterprise: outcome('商务部门撤回了对{bank}的推荐', 'The bureau took back its proposal of {bank}', {
      from: ['bureau'],
    }),
    bank: outcome('企业已撤回，本件结束', 'The enterprise has withdrawn and this case is over'),
  },
  'engagement.set_aside': {
    // Never whom the enterprise chose instead.
    bank: outcome('企业已选定其他方案，本件结束', 'The enterprise chose otherwise and this case is over'),
  },
  'engagement.not_take': {
    enterprise: outcome('{bank}登记授信未使用', '{bank} recorded that the credit was not taken', {
      from: ['bank'],
    }),
    bank: outcome('企业未使用授信，本件结束', 'The credit was not taken and this case is over'),
    bureau: outcome('{enterprise}未使用{bank}的授信', '{enterprise} did not take the credit of {bank}'),
  },
  'engagement.lapse': {
    enterprise: deadline('{bank}的授信已到期失效', 'The approval of {bank} has lapsed'),
    bank: deadline('授信已到期失效，本件结束', 'The approval has lapsed and this case is over'),
    bureau: deadline(
      '{bank}对{enterprise}的授信已失效',
      'The approval of {bank} for {enterprise} has lapsed',
    ),
  },
  'engagement.lapse_rest': {
    enterprise: deadline(
      '{bank}的授信到期，未用部分已失效',
      'What was not drawn of the credit of {bank} has lapsed',
    ),
    bank: deadline(
      '授信到期，未用部分已失效，本件办结',
      'The undrawn rest has lapsed and this case is closed',
    ),
    bureau: deadline(
      '{bank}对{enterprise}的授信到期，未用部分已失效',
      'What {enterprise} did not draw of the credit of {bank} has lapsed',
    ),
  },
  'engagement.rescind': {
    enterprise: outcome('{bank}撤销了授信，说明见详情', '{bank} rescinded the approval: see the case'),
    bureau: outcome('{bank}撤销了对{enterprise}的授信', '{bank} rescinded its approval for {enterprise}'),
  },
  'engagement.end_with_request': {
    bank: outcome('企业的需求已结束，本件办结', 'The request has ended and this case is closed'),
  },
  'engagement.send_offer': {
    enterprise: toDo(
      'compare_offers',
      '{bank}发来报价，请比较后选择',
      '{bank} has made an offer: compare and choose',
    ),
  },
  'engagement.withdraw_offer': {
    enterprise: outcome('{bank}撤回了报价', '{bank} has withdrawn its offer'),
  },
  'engagement.choose_offer': {
    bank: toDo(
      'decide_credit',
      '企业选择了本行报价，请完成授信审批',
      'The enterprise chose your offer: decide on the credit',
    ),
  },
  'engagement.lapse_offer': {
    enterprise: deadline('{bank}的报价已过有效期', 'The offer of {bank} has lapsed'),
    bank: deadline('本行报价已过有效期，可重新报价', 'Your offer has lapsed and can be made again'),
  },
  'engagement.revive_offer': {
    enterprise: toDo(
      'compare_offers',
      '{bank}的备选报价恢复有效，请决定是否选择',
      'The standby offer of {bank} is open again: decide on it',
    ),
    bank: progress('本行备选报价恢复有效，等待企业决定', 'Your standby offer is open again for a decision'),
  },
  'engagement.ask_supplement': {
    enterprise: toDo('supply', '{bank}请贵企业补充材料', '{bank} asks for documents'),
  },
  'engagement.answer_supplement': {
    enterprise: progress('商务部门代为补交了{bank}要的材料', 'The bureau supplied the documents to {bank}'),
    bank: toDo('go_on', '材料已补交，请继续办理', 'The documents were supplied: go on with the case'),
  },
  'engagement.end_consent': {
    bank: progress(
      '企业的授权已终止，重新授权前本行时限暂停',
      'The consent has ended; your time stands still until it is given again',
    ),
  },
  'engagement.renew_consent': {
    bank: toDo('go_on', '企业已重新授权，请继续办理', 'The consent was given again: go on with the case'),
  },
  'engagement.await_hq_approval': {
    bank: progress(
      '企业已报请总部审批，期间本行时限暂停',
      'The enterprise has asked its head office; your time stands still meanwhile',
    ),
  },
  'engagement.record_hq_approval': {
    bank: toDo('go_on', '企业总部已批准，请继续办理', 'Its head office approved: go on with the case'),
  },
  'engagement.record_hq_refusal': {
    bank: toDo(
      'go_on',
      '企业总部未批准，请与企业商定是否继续',
      'Its head office did not approve: settle with the enterprise whether to go on',
    ),
  },
  'engagement.record_completeness': {
    enterprise: progress(
      '{bank}确认资料齐全，开始计算结论时限',
      '{bank} has all documents: its time for a conclusion runs from now',
    ),
  },
  'engagement.confirm_need': {
    enterprise: progress('{bank}已确认变更后的需求', '{bank} confirmed the request as it now stands'),
  },
  'engagement.finish_repair_task': {
    enterprise: progress('{bank}一件有一项补强已完成', 'A repair task of the case at {bank} is done'),
    bank: progress('有一项补强已完成', 'A repair task is done'),
  },
  'engagement.report_disbursement': {
    enterprise: toDo(
      'check_money',
      '{bank}补报了一笔放款，请核对到账',
      '{bank} reported a further payout: check that it arrived',
    ),
    bureau: outcome(
      '{bank}补报了对{enterprise}的一笔放款',
      '{bank} reported a further payout to {enterprise}',
    ),
  },
  'engagement.report_balance': {
    enterprise: progress('{bank}报送了贷款余额', '{bank} reported the balance of the loan'),
  },
  'engagement.revise_need': {
    bank: toDo(
      'go_on',
      '企业修改了需求，请按新内容确认',
      'The enterprise changed its request: confirm it as it now stands',
    ),
  },
  'engagement.claim': NOBODY,
  'engagement.undo': NOBODY,
} as const satisfies Readonly<Record<Extract<NoticeCode, `engagement.${string}`>, Telling>>;
