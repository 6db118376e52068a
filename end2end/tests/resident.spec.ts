// A resident finds the household and reads every yuan of it.
import { expect, test } from '@playwright/test';
import { consoleErrors, DEMO, isSound } from './checks';

test('finds a household by number and reads it', async ({ page }, info) => {
  const errors = consoleErrors(page);
  await page.goto('/');
  await isSound(page);
  await page.screenshot({ path: info.outputPath('find.png'), fullPage: true });
  await page.locator('input[name=q]').fill('hw01003');
  await page.locator('form[role=search] button').click();
  await page.locator(`a[href="${DEMO}/r/1/h/HW01003"]`).click();
  await expect(page).toHaveURL(/\/h\/HW01003$/);
  const main = page.locator('main');
  for (const shown of [
    '严*',
    '260,699.65',
    '人民币贰拾陆万零陆佰玖拾玖元陆角伍分',
    '3.397 亩 × 43,200 元/亩',
    '146,750.40',
    '146.65 ㎡ × 18 个月 × 8 元/㎡·月',
  ]) {
    await expect(main).toContainText(shown);
  }
  await expect(main).not.toContainText('严长');
  await isSound(page);
  await page.screenshot({ path: info.outputPath('household.png'), fullPage: true });
  expect(errors).toEqual([]);
});

test('finds a household by its full name, and nobody by a part of one', async ({ page }) => {
  await page.goto('/?q=严长');
  await expect(page.locator('main')).toContainText('HW01003');
  await page.goto('/?q=严');
  await expect(page.locator('main')).toContainText('没有查到');
});

test('reads the board, who is specially marked, and the standards', async ({ page }, info) => {
  const errors = consoleErrors(page);
  await page.goto(`${DEMO}/r/1`);
  const main = page.locator('main');
  await expect(main).toContainText('11,780,160.22');
  // Seven days after today, or on from a day of rest.
  await expect(main).toContainText(/还剩 \d+ 天/);
  await isSound(page);
  await page.screenshot({ path: info.outputPath('notice.png'), fullPage: true });
  await page.getByRole('link', { name: '干部、党员及亲属', exact: true }).click();
  await expect(main).toContainText('共 6 户');
  await expect(page.locator('table.list tbody tr')).toHaveCount(6);
  await page.getByRole('link', { name: '彭*凤' }).click();
  await expect(main).toContainText('户主是沈*(村委会委员)的配偶之父母');
  await page.goto(DEMO);
  await expect(main).toContainText('示府发〔2024〕12号');
  await isSound(page);
  await page.screenshot({ path: info.outputPath('project.png'), fullPage: true });
  expect(errors).toEqual([]);
});

test('compares cadres, Party members and relatives with the village', async ({ page }, info) => {
  const errors = consoleErrors(page);
  await page.goto(DEMO);
  await page.getByRole('link', { name: '干部、党员及亲属：和全村对照着看' }).click();
  await expect(page).toHaveURL(new RegExp(`${DEMO}/special$`));
  const main = page.locator('main');
  for (const shown of ['彭*凤', '44,400.00', '比全村中位数低 9.8%', '每一项都和补偿标准一样']) {
    await expect(main).toContainText(shown);
  }
  await expect(main).not.toContainText('彭生凤');
  await isSound(page);
  await page.screenshot({ path: info.outputPath('special.png'), fullPage: true });
  await page.getByRole('link', { name: '打印用的页面' }).click();
  await expect(page.locator('article.sheet tbody tr')).toHaveCount(6);
  await expect(page.locator('.tools')).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('speaks English too', async ({ page }) => {
  await page.goto(DEMO);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('main')).toContainText('Compensation standards');
});

test('what does not exist says so and helps', async ({ page }) => {
  for (const path of ['/nothing', '/p/none', `${DEMO}/r/3`, `${DEMO}/r/1/h/HW99999`]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.locator('main a[href="/"]')).toBeVisible();
    await isSound(page);
  }
});

test('turns to the next household without loading the page anew', async ({
  page,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, 'client-side routes need JavaScript');
  const errors = consoleErrors(page);
  const wasm = page.waitForResponse((answer) => answer.url().includes('.wasm'));
  await page.goto(`${DEMO}/r/1/h/HW01003`);
  await wasm;
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  await page.evaluate(() => Object.assign(window, { same: true }));
  await page.getByRole('link', { name: /下一个/ }).click();
  await expect(page.locator('main')).toContainText('292,321.59');
  await expect(page).toHaveURL(/\/h\/HW01004$/);
  expect(await page.evaluate(() => 'same' in window)).toBe(true);
  await page.goBack();
  await expect(page.locator('main')).toContainText('260,699.65');
  expect(errors).toEqual([]);
});

test('a wrong access code opens nothing and is still there', async ({ page }) => {
  await page.goto(`${DEMO}/r/1`);
  await page.getByRole('link', { name: '输入查阅码看全名' }).click();
  await isSound(page);
  await page.locator('#code').fill('ABCD-EFGH');
  await page.locator('form[method=post] button').click();
  await expect(page.locator('[role=alert]')).toContainText('查阅码不对');
  await expect(page.locator('#code')).toHaveValue('ABCD-EFGH');
  await isSound(page);
});
