const SIDES = {
  enterprise: '企业 enterprise',
  bank: '银行 bank',
  bureau: '商务主管部门 bureau',
  facility_administrator: '专项资金管理方 facility administrator',
  platform: '平台运营 platform',
};
const QUIET_LEVEL = 50; // pino's "error"

export function say(label, text) {
  console.log(`  ${padded(label, 16)}${text}`);
}

export async function timed(label, work) {
  const began = performance.now();
  const result = await work();
  say(label, `${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

/** One line per side; the file holds the same for scripts. */
export function printAccounts(accounts, file) {
  console.log(`\n  示例账户 Demo sign-ins (${file})`);
  const seen = new Set();
  for (const { side, username, password, organisation } of accounts) {
    if (seen.has(side)) continue;
    seen.add(side);
    console.log(
      `    ${padded(SIDES[side] ?? side, 38)}${padded(username, 22)}${padded(password, 22)}${organisation}`,
    );
  }
}

/** Passes a child's JSON lines on: all of them when asked for, else only errors, in a person's words. */
export function reporter(name, level) {
  if (level === 'debug' || level === 'trace') return (text) => process.stdout.write(text);
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop().slice(-10_000);
    for (const line of lines) {
      const entry = parseEntry(line);
      if (entry?.level >= QUIET_LEVEL) say(`${name} !`, entry.msg ?? entry.err?.message ?? '');
    }
  };
}

function parseEntry(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Chinese characters take two columns. */
function padded(text, columns) {
  const width = [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, columns - width));
}
