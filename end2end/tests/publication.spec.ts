// From a spreadsheet to a board on a resident's phone, and an objection answered.
import { expect, test } from '@playwright/test';
import { consoleErrors, isSound } from './checks';
import {
  approve,
  createProject,
  declareRest,
  open,
  sample,
  send,
  sendForGood,
  signIn,
  upload,
} from './office';

/** A project of this run's own: the four browsers share one office. */
const code = () => `J-${test.info().project.name.replaceAll(/[^a-z]/gi, '')}`;

test.describe.configure({ mode: 'serial' });

test('staff create a project and upload a board', async ({ page }, info) => {
  const errors = consoleErrors(page);
  const shot = (name: string) =>
    page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  await page.goto('/office');
  await isSound(page);
  await shot('login');
  await signIn(page, 'staff');
  await isSound(page);
  await shot('today');
  await page.goto('/office/projects/new');
  await isSound(page);
  await shot('new-project');
  await createProject(page, code());
  await isSound(page);
  await shot('project');

  await page.goto(`/office/p/${code()}/r/1`);
  await page.locator('#file').setInputFiles(sample('board1-faulty.xlsx'));
  const refused = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await send(page, 'upload');
  expect((await refused).status()).toBe(422);
  await expect(page.locator('main')).toContainText('这份表没有保存');
  await expect(page.locator('main')).toContainText('3.397 亩 × 43,200 元/亩');
  await isSound(page);
  await shot('refused');
  // The report is still there when the page is opened anew, and the table can be had marked.
  await page.goto(`/office/p/${code()}/r/1`);
  await expect(page.locator('main')).toContainText('这份表没有保存');
  const marked = page.waitForEvent('download');
  await page.locator('a[href$="/findings.xlsx"]').click();
  expect((await marked).suggestedFilename()).toBe('board1-faulty-标注.xlsx');

  // A column that was not recognised is asked about, and the answer remembered.
  const table = {
    name: '自制表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('户号,户主,土地类别,亩分,合计\n1,张三,水浇地,2,96000\n'),
  };
  await page.locator('#file').setInputFiles(table);
  await send(page, 'upload');
  const column = page.locator('select[name^="column:"][name$=":亩分"]');
  await expect(column).toHaveValue('');
  await isSound(page);
  await shot('columns');
  await column.selectOption('land_area');
  await page.locator('#file').setInputFiles(table);
  await send(page, 'upload');
  await expect(page.locator('main')).toContainText('检查通过');
  await open(page, '#upload');
  await page.locator('#upload details summary').first().click();
  await expect(column).toHaveValue('land_area');

  await upload(page, code(), 'board1-wide.xlsx');
  await expect(page.locator('main')).toContainText('11,780,160.22');
  await open(page, '#upload');
  await page.locator('#upload details summary').first().click();
  await expect(page.locator('main')).toContainText('户主');
  await isSound(page);
  await shot('preview');
  // The page opens the step that is to be done now.
  await expect(page.locator('details.step.now')).toHaveAttribute('id', 'declarations');
  await expect(page.locator('main')).toContainText('还有 42 户没有申报');
  await page.goto(`/office/p/${code()}/special?open=1`);
  await isSound(page);
  await shot('declarations');
  await declareRest(page, code());
  await page.goto(`/office/p/${code()}/r/1`);
  await send(page, 'submit');
  await expect(page.locator('main')).toContainText('等预审员审核');
  // The browser itself reports the 422.
  expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
});

test('a reviewer returns it with a reason, and approves the next', async ({ page }, info) => {
  const errors = consoleErrors(page);
  await signIn(page, 'reviewer');
  await page.locator(`a[href="/office/p/${code()}/r/1/review"]`).click();
  await expect(page.locator('main')).toContainText('陶新生');
  await page.locator('details.household summary').first().click();
  await isSound(page);
  await page.screenshot({ path: info.outputPath('review.png') });
  await page.locator('#reason').fill('HW01003 的面积请再核对一遍');
  await send(page, 'return');
  await expect(page.locator('main')).toContainText('预审员退回了这一榜');

  await signIn(page, 'staff');
  await page.goto(`/office/p/${code()}/r/1`);
  await expect(page.locator('main')).toContainText('HW01003 的面积请再核对一遍');
  await upload(page, code(), 'board1-long.xlsx');
  await expect(page.locator('main')).toContainText('board1-long.xlsx');
  await send(page, 'submit');

  await signIn(page, 'reviewer');
  await page.goto(`/office/p/${code()}/r/1/review`);
  await approve(page);
  await expect(page.locator('main')).toContainText('看公布的榜');
  await page.goto(`/p/${code()}/r/1`);
  await expect(page.locator('main')).toContainText('11,780,160.22');
  expect(errors).toEqual([]);
});

test('a resident objects, a supervisor decides, the resident reads why', async ({ page }, info) => {
  const errors = consoleErrors(page);
  const shot = (name: string) =>
    page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  await page.goto(`/p/${code()}/r/1/h/HW01003`);
  await page.getByRole('link', { name: '我有异议' }).click();
  await expect(page).toHaveURL(/object\?h=HW01003$/);
  await isSound(page);
  await shot('objection');
  await page.locator('#statement').fill('水浇地丈量那天我在场，应是 3.6 亩');
  await page.locator('#name').fill('王某');
  await page.locator('#phone').fill('123');
  await page.locator('#files').setInputFiles({
    name: '假照片.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('no photo'),
  });
  await send(page, 'object');
  await expect(page.locator('main')).toContainText('「假照片.jpg」不是能打开的照片');
  await expect(page.locator('#statement')).toHaveValue('水浇地丈量那天我在场，应是 3.6 亩');
  await expect(page.locator('#name')).toHaveValue('王某');
  await isSound(page);
  await shot('objection-refused');
  await page.locator('#phone').fill('13800138000');
  await page.locator('#line').selectOption({ index: 1 });
  const photo = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
    'base64',
  );
  await page
    .locator('#files')
    .setInputFiles({ name: '地头.png', mimeType: 'image/png', buffer: photo });
  await send(page, 'object');
  await expect(page).toHaveURL(/\/track$/);
  const [receipt, secret] = await page.locator('.notice-box dd').allInnerTexts();
  expect(receipt).toMatch(/^\d{8}-\w{4}-\w{4}$/);
  await isSound(page);
  await shot('receipt');

  await signIn(page, 'supervisor');
  await page.goto('/office/objections');
  await isSound(page);
  await shot('queue');
  await page.locator(`a[href="/office/objections/${receipt}"]`).click();
  await expect(page.locator('main')).toContainText('13800138000');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '地头.png' }).click();
  expect((await download).suggestedFilename()).toBe('地头.png');
  await send(page, 'accept');
  await page.locator('#outcome').check();
  await page.locator('#reason').fill('复测为 3.600 亩，二榜更正');
  await isSound(page);
  await shot('case');
  await send(page, 'decide');
  await expect(page.locator('main')).toContainText('现在还什么都没有做');
  await isSound(page);
  await shot('answer-to-confirm');
  // Back to the form, with what was typed; nothing was sent to the objector.
  await page.locator('#form-confirm button[value=back]').click();
  await expect(page.locator('#reason')).toHaveValue('复测为 3.600 亩，二榜更正');
  await expect(page.locator('#outcome')).toBeChecked();
  await sendForGood(page, 'decide');
  await expect(page).toHaveURL(new RegExp(`${receipt}$`));
  await expect(page.locator('main')).toContainText('复测为 3.600 亩，二榜更正');

  await page.context().clearCookies();
  await page.goto('/track');
  await isSound(page);
  await page.locator('#receipt').fill(receipt!.toLowerCase());
  await page.locator('#secret').fill(secret!.replaceAll('-', ''));
  await send(page, 'follow');
  await expect(page.locator('main')).toContainText('成立');
  await expect(page.locator('main')).toContainText('复测为 3.600 亩，二榜更正');
  await expect(page.locator('main')).not.toContainText('13800138000');
  await isSound(page);
  await shot('answer');
  await send(page, 'close');
  await expect(page.locator('#receipt')).toBeVisible();
  expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
});

test('a wrong password says nothing of which part was wrong', async ({ page }) => {
  await page.goto('/office/login');
  for (const name of ['staff', 'nobody']) {
    await page.locator('#name').fill(name);
    await page.locator('#password').fill('wrong');
    await send(page, 'login');
    await expect(page.locator('[role=alert]')).toHaveText('账号或密码不对。请检查后再试。');
    await expect(page.locator('#name')).toHaveValue(name);
    await expect(page.locator('#password')).toHaveValue('');
  }
});

test('large print and dark ground stay from page to page', async ({ page }, info) => {
  await page.goto('/p/HW2024/r/1/h/HW01003');
  await page.getByRole('link', { name: '长者版' }).click();
  await expect(page.locator('html')).toHaveClass('elders');
  await expect(page).toHaveURL(/HW01003$/);
  await isSound(page);
  await page.screenshot({ path: info.outputPath('elders.png'), fullPage: true });
  await page.getByRole('link', { name: '显示' }).click();
  for (const ground of ['深色', '黑底黄字（高对比）']) {
    await page.getByRole('link', { name: ground }).click();
    await isSound(page);
  }
  await page.getByRole('link', { name: '回到刚才的页面' }).click();
  await expect(page).toHaveURL(/HW01003$/);
  await expect(page.locator('html')).toHaveClass('ground-contrast elders');
  await isSound(page);
});
