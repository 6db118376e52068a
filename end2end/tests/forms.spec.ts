// Where a form is sent, and what a page's head says of what was typed.
import { expect, test } from '@playwright/test';
import { consoleErrors } from './checks';
import { createProject, send, signIn } from './office';

/** A project of this run's own: the four browsers share one office. */
const code = () => `F-${test.info().project.name.replaceAll(/[^a-z]/gi, '')}`;

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

test('markup in the name of a project is text in the title', async ({ page }) => {
  const name = '河湾村<b>征收</b>&lt;补偿</title><script>document.title = 1</script>';
  await signIn(page, 'staff');
  await createProject(page, code(), name);
  await page.goto(`/office/p/${code()}`);
  await expect(page.locator('h1')).toHaveText(name);
  await expect.poll(() => page.title()).toContain(`${name} · `);
  // Also when the page was come to inside the browser.
  await page.locator('nav a[href="/office"]').click();
  await page.locator(`main a[href="/office/p/${code()}"]`).first().click();
  await expect(page.locator('h1')).toHaveText(name);
  await expect.poll(() => page.title()).toContain(`${name} · `);
});
