// Where a form is sent, and where its page is then.
import { expect, test } from '@playwright/test';
import { consoleErrors } from './checks';
import { send } from './office';

test('a refused form is at home on its page', async ({ page, javaScriptEnabled }) => {
  const errors = consoleErrors(page);
  await page.goto('/track');
  await page.locator('#receipt').fill('20240902-ABCD-EFGH');
  await page.locator('#secret').fill('AAAA-AAAA');
  const wasm = javaScriptEnabled === false ? undefined : page.waitForResponse(/\.wasm/);
  const refused = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await send(page, 'follow');
  expect((await refused).status()).toBe(422);
  await wasm;
  await expect(page.locator('#receipt')).toHaveValue('20240902-ABCD-EFGH');
  await expect(page.locator('[role=alert]')).toBeVisible();
  // The bundle shows the form's page, and says so; without it the address is the form's.
  await expect(page).toHaveURL(wasm ? /\/track$/ : /\/track\/follow$/);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#receipt')).toHaveValue('20240902-ABCD-EFGH');
  // Whoever opens that address anew has the page.
  await page.goto('/track/follow');
  await expect(page).toHaveURL(/\/track$/);
  await expect(page.locator('#receipt')).toHaveValue('');
  expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
});
