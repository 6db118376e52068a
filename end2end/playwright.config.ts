import { defineConfig } from '@playwright/test';

const base = process.env.SANBANG_URL ?? 'http://127.0.0.1:3100';
const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

// One server and one fictional office for the run; the specs build on each
// other's data as little as they can, and run one after the other.
export default defineConfig({
  testDir: './tests',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  reporter: [['list']],
  use: { baseURL: base, ...chromium, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
  projects: [
    { name: 'phone', use: { viewport: phone } },
    { name: 'phone, no JavaScript', use: { viewport: phone, javaScriptEnabled: false } },
    { name: 'desk', use: { viewport: desk } },
    { name: 'desk, no JavaScript', use: { viewport: desk, javaScriptEnabled: false } },
  ],
  webServer: {
    command: 'node start-demo.mjs',
    url: `${base}/healthz`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
