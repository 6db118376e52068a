// Starts `sanbang demo` on a folder of its own, and ends with it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'sanbang-end2end-'));
const binary = process.env.SANBANG_BIN ?? join(root, 'target/debug/sanbang');
const listen = new URL(process.env.SANBANG_URL ?? 'http://127.0.0.1:3100').host;
const demo = spawn(binary, ['demo', '--listen', listen, '--data', folder], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, SANBANG_SITE_DIR: join(root, 'target/site') },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => demo.kill('SIGTERM'));
demo.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 0);
});
