// A fictional office of a spec's own, whose clock the spec sets.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** The program under test. */
export const sanbang = process.env.SANBANG_BIN ?? join(root, 'target/debug/sanbang');

/** `sanbang demo` on a folder and a port of its own. */
export class Demo {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sanbang-demo-'));
  private program?: ChildProcess;
  base = '';

  /** Starts it, or starts it again: it is this time now in its office. */
  async at(now: string) {
    await this.stop();
    // The same address each time: pages that are open stay where they are.
    if (!this.base) this.base = `http://127.0.0.1:${await freePort()}`;
    const listen = new URL(this.base).host;
    const options = ['demo', '--listen', listen, '--data', this.folder, '--now', now];
    this.program = spawn(sanbang, options, {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, SANBANG_SITE_DIR: join(root, 'target/site') },
    });
    for (let tries = 0; tries < 300; tries++) {
      const answer = await fetch(`${this.base}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error('the demo did not start');
  }

  private async stop() {
    const program = this.program;
    if (!program) return;
    const ended = new Promise((done) => program.once('exit', done));
    program.kill('SIGTERM');
    await ended;
    this.program = undefined;
  }

  async end() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
