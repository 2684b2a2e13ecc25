import {
  ACTOR_LABELS,
  ENGAGEMENT_ACTION_LABELS,
  ENGAGEMENT_INITIAL_STATES,
  ENGAGEMENT_MILESTONES,
  ENGAGEMENT_STATE_LABELS,
  ENGAGEMENT_STATES,
  ENGAGEMENT_TERMINAL_STATES,
  ENGAGEMENT_TRANSITIONS,
  GUARD_LABELS,
  MILESTONE_LABELS,
  REQUEST_EVENT_LABELS,
  REQUEST_INITIAL_STATES,
  REQUEST_STATE_LABELS,
  REQUEST_STATES,
  REQUEST_TERMINAL_STATES,
  REQUEST_TRANSITIONS,
  STAGE_BEFORE,
  type Actor,
} from '@yinqi/domain/lifecycle';

type Labelled = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
type Row = {
  readonly action: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly Actor[];
  readonly guards?: readonly string[];
  readonly undoable?: true;
};
type Lifecycle = {
  readonly states: readonly string[];
  readonly initial: readonly string[];
  readonly terminal: readonly string[];
  readonly rows: readonly Row[];
  readonly stateLabels: Labelled;
  readonly actionLabels: Labelled;
};

const REQUEST: Lifecycle = {
  states: REQUEST_STATES,
  initial: REQUEST_INITIAL_STATES,
  terminal: REQUEST_TERMINAL_STATES,
  rows: REQUEST_TRANSITIONS,
  stateLabels: REQUEST_STATE_LABELS,
  actionLabels: REQUEST_EVENT_LABELS,
};
const ENGAGEMENT: Lifecycle = {
  states: ENGAGEMENT_STATES,
  initial: ENGAGEMENT_INITIAL_STATES,
  terminal: ENGAGEMENT_TERMINAL_STATES,
  rows: ENGAGEMENT_TRANSITIONS,
  stateLabels: ENGAGEMENT_STATE_LABELS,
  actionLabels: ENGAGEMENT_ACTION_LABELS,
};

/** Drawn as one arrow where more states than this are left by one move: the picture stays a picture. */
const ONE_BY_ONE = 4;

/** The states of a move that is left from almost anywhere share one box. */
function groupsOf({ rows }: Lifecycle): readonly (readonly string[])[] {
  const wide = rows.filter(({ from }) => from.length > ONE_BY_ONE).map(({ from }) => from);
  return wide.filter((from, at) => wide.findIndex((other) => other.join() === from.join()) === at);
}

/** A lifecycle as a Mermaid state diagram, in the order of its table. */
function diagramOf(lifecycle: Lifecycle): string[] {
  const { states, initial, terminal, rows, stateLabels, actionLabels } = lifecycle;
  const groups = groupsOf(lifecycle);
  const groupOf = (from: readonly string[]) => groups.findIndex((group) => group.join() === from.join());
  const target = (to: string) => (to === STAGE_BEFORE ? 'stage_before' : to);
  const arrows = rows.flatMap(({ action, from, to }) => {
    const label = actionLabels[action]?.zh ?? action;
    const group = groupOf(from);
    const sources = group >= 0 ? [`any${group + 1}`] : from;
    return sources.map((source) => `  ${source} --> ${target(to)}: ${label}`);
  });
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.map((state) => `  ${state}: ${stateLabels[state]?.zh ?? state}<br/>${state}`),
    ...(rows.some(({ to }) => to === STAGE_BEFORE) ? ['  stage_before: 中断前的阶段'] : []),
    ...groups.map(
      (group, at) =>
        `  any${at + 1}: 任一：${group.map((state) => stateLabels[state]?.zh ?? state).join('、')}`,
    ),
    ...initial.map((state) => `  [*] --> ${state}`),
    ...arrows,
    ...terminal.map((state) => `  ${state} --> [*]`),
    '```',
  ];
}

const names = (codes: readonly string[], labels: Labelled): string =>
  codes.map((code) => labels[code]?.zh ?? code).join('、');

/** Every row of a table in words: what, from where to where, by whom, on which conditions. */
function tableOf({ rows, stateLabels, actionLabels }: Lifecycle): string[] {
  return [
    '| 动作 | 从 | 到 | 由谁 | 条件 | 10 秒撤销 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows
      .map(({ action, from, to, by, guards = [], undoable }) =>
        [
          `${actionLabels[action]?.zh ?? action} \`${action}\``,
          names(from, stateLabels),
          to === STAGE_BEFORE ? '中断前的阶段' : (stateLabels[to]?.zh ?? to),
          names(by, ACTOR_LABELS),
          guards.map((guard) => `\`${guard}\``).join(' '),
          undoable === true ? '是' : '',
        ].join(' | '),
      )
      .map((line) => `| ${line} |`),
  ];
}

/** docs/lifecycle.md: written from the domain's tables by `npm run lifecycle`, never by hand. */
export function lifecycleDocument(): string {
  return [
    '# 生命周期 · Lifecycles',
    '',
    '由领域表生成（`npm run lifecycle`），不要手改。按钮、接口和访问矩阵都取自同一张表。',
    'Generated from the tables of `domain/lifecycle`; buttons, API and access matrix are derived from the same rows.',
    '',
    '## 融资需求 · Request',
    '',
    ...diagramOf(REQUEST),
    '',
    ...tableOf(REQUEST),
    '',
    '## 对接办件 · Engagement',
    '',
    ...diagramOf(ENGAGEMENT),
    '',
    ...tableOf(ENGAGEMENT),
    '',
    '不改变状态的事项：',
    '',
    ...ENGAGEMENT_MILESTONES.map(
      ({ milestone, during, by }) =>
        `- ${MILESTONE_LABELS[milestone].zh} \`${milestone}\`：${names(by, ACTOR_LABELS)}；${names(during, ENGAGEMENT_STATE_LABELS)}`,
    ),
    '',
    '## 条件 · Conditions',
    '',
    '缺少时对办理人说的话：',
    '',
    ...Object.entries(GUARD_LABELS).map(([guard, { zh, en }]) => `- \`${guard}\`：${zh} · ${en}`),
    '',
  ].join('\n');
}
