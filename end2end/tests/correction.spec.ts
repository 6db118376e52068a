// A published board is corrected and then withdrawn, by two people each time;
// who is of kin keeps away; and the archive has all of it, with every reason.
import { execFileSync } from 'node:child_process';
import { expect, test, type Page } from '@playwright/test';
import { consoleErrors, isSound } from './checks';
import { Demo, sanbang } from './demo';
import {
  confirm,
  declareSister,
  explain,
  explainWarnings,
  open,
  send,
  sendForGood,
  sign,
  signIn,
  upload,
} from './office';

const CODE = 'HW2024';
const ROUND = `/office/p/${CODE}/r/1`;
const demo = new Demo();

// Once with JavaScript on a phone, once without at a desk.
test.beforeEach(({}, info) => {
  test.skip(!['phone', 'desk, no JavaScript'].includes(info.project.name));
});
test.setTimeout(240_000);
test.afterAll(() => demo.end());

const main = (page: Page) => page.locator('main');

test('a correction, a withdrawal, and the archive of both', async ({ browser }, info) => {
  await demo.at('2024-09-04T09:00:00+08:00');
  const context = await browser.newContext({ baseURL: demo.base });
  const page = await context.newPage();
  const errors = consoleErrors(page);
  const seen = async (name: string) => {
    await isSound(page);
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  };

  await test.step('staff begin a correction, with a reason that everyone will read', async () => {
    await signIn(page, 'staff');
    await page.goto(ROUND);
    await open(page, 'details.more');
    await page.locator('#form-correct #reason').fill('王某 13800138000 的面积有误');
    await send(page, 'correct');
    await expect(main(page)).toContainText('理由会公开，里面不能有身份证号、手机号、银行账号');
    await seen('correction-refused');
    await page.locator('#form-correct #reason').fill('复核发现三户登记有误');
    await send(page, 'correct');
    await expect(main(page)).toContainText('正在更正这一榜');
    await upload(page, CODE, 'board2-wide.xlsx');
    await declareSister(page, CODE);
    await explain(page, CODE, 1, 'remeasured', '9月3日复测');
    await explainWarnings(page, ROUND, '按9月3日复测');
    await seen('correcting');
    await send(page, 'submit');
    await expect(main(page)).toContainText('等预审员审核');
    // What is on display stays as it is until the correction takes its place.
    await page.goto(`/p/${CODE}/r/1`);
    await expect(main(page)).toContainText('11,780,160.22');
  });

  await test.step('a reviewer of kin is refused, until the declaration is lifted', async () => {
    await signIn(page, 'reviewer');
    await page.goto('/office/kin');
    await page.locator('#project').selectOption(CODE);
    await page.locator('#household').fill('HW01003');
    await page.locator('input[name=tie][value=close]').check();
    await page.locator('#relation').fill('舅舅');
    await send(page, 'declare');
    await expect(main(page)).toContainText('HW01003');
    await seen('kin');
    await page.goto(`${ROUND}/review`);
    // Who must keep away is told so, and not asked.
    await sign(page);
    await send(page, 'approve');
    await expect(main(page)).toContainText('按回避规定，预审通过这件事您不能办：户号 HW01003');
    await seen('recused');
    await signIn(page, 'supervisor');
    await page.goto('/office/kin');
    await page.locator('#form-lift #reason').fill('户号写错了，是 HW10003');
    await seen('kin-of-others');
    await sendForGood(page, 'lift');
    await expect(main(page)).toContainText('户号写错了，是 HW10003');
  });

  await test.step('the reviewer points at a cell, and sends it back', async () => {
    await signIn(page, 'reviewer');
    await page.goto(`${ROUND}/review?comment=HW01006#comments`);
    await page.locator('#cell').selectOption({ index: 4 });
    await page.locator('#comment').fill('和测绘表对不上，请核对');
    await send(page, 'comment');
    await expect(main(page)).toContainText('和测绘表对不上，请核对');
    await seen('commented');
    await page.locator('#form-return #reason').fill('请核对标出的一格');
    await send(page, 'return');
    await expect(main(page)).toContainText('预审员退回了这一榜');
    await signIn(page, 'staff');
    await page.goto(ROUND);
    await expect(main(page)).toContainText('请核对标出的一格');
    await expect(main(page)).toContainText('和测绘表对不上，请核对');
    await seen('returned');
    await upload(page, CODE, 'board2-wide.xlsx');
    await send(page, 'submit');
    await expect(main(page)).toContainText('等预审员审核');
  });

  await test.step('it takes the place of what hung, with a window of its own', async () => {
    await signIn(page, 'reviewer');
    await page.goto(`${ROUND}/review`);
    await expect(main(page)).toContainText('复核发现三户登记有误');
    await seen('review-of-correction');
    await sign(page);
    await send(page, 'approve');
    await expect(main(page)).toContainText('它代替现在这一版，成为第 2 版');
    await seen('correction-to-confirm');
    await confirm(page);
    await expect(page).toHaveURL(new RegExp(`${ROUND}$`));
    await page.goto(`/p/${CODE}/r/1`);
    await expect(main(page)).toContainText('11,828,002.22');
    await expect(main(page)).toContainText('更正的理由：复核发现三户登记有误');
    await expect(main(page)).toContainText('2024-09-11');
    await seen('corrected');
    await page.goto(`/p/${CODE}/r/1/v/1`);
    await expect(main(page)).toContainText('已经被第 2 版');
    await seen('replaced');
  });

  await test.step('a withdrawal is asked for by one, and answered by another', async () => {
    await signIn(page, 'staff');
    await page.goto(ROUND);
    await open(page, 'details.more');
    await page.locator('#withdrawal_reason').fill('征收范围有误');
    await sendForGood(page, 'withdraw');
    await expect(main(page)).toContainText('等预审员确认');
    await signIn(page, 'reviewer');
    await expect(main(page)).toContainText('申请撤回，要另一位确认');
    await seen('today-of-reviewer');
    await page.goto(ROUND);
    await seen('withdrawal-to-confirm');
    await page.locator('#form-withdraw_refuse #reason').fill('范围没有错，见批文');
    await send(page, 'withdraw_refuse');
    await signIn(page, 'staff');
    await page.goto(ROUND);
    await expect(main(page)).toContainText('范围没有错，见批文');
    await seen('withdrawal-refused');
    await page.locator('#withdrawal_reason').fill('批文有变，整张榜重做');
    await sendForGood(page, 'withdraw');
    await signIn(page, 'reviewer');
    await page.goto(ROUND);
    await send(page, 'withdraw_confirm');
    await seen('withdrawal-asked-once-more');
    await confirm(page);
    await expect(page).toHaveURL(new RegExp(`${ROUND}$`));
    await page.goto(`/p/${CODE}/r/1`);
    await expect(main(page)).toContainText('上面的内容不再算数');
    await expect(main(page)).toContainText('批文有变，整张榜重做');
    await seen('withdrawn');
  });

  await test.step('the archive has every reason, and proves itself', async () => {
    await page.goto(`/office/p/${CODE}/archive`);
    for (const said of [
      '复核发现三户登记有误',
      '征收范围有误',
      '范围没有错，见批文',
      '批文有变，整张榜重做',
    ]) {
      await expect(main(page)).toContainText(said);
    }
    await page.locator('details summary').first().click();
    await expect(main(page)).toContainText('和测绘表对不上，请核对');
    await expect(main(page)).toContainText('请核对标出的一格');
    await seen('archive');
    const download = page.waitForEvent('download');
    await page.locator('a[href$="/archive.zip"]').click();
    const zip = await download;
    expect(zip.suggestedFilename()).toBe(`archive-${CODE}-20240904.zip`);
    const path = info.outputPath('archive.zip');
    await zip.saveAs(path);
    const checked = execFileSync(sanbang, ['archive', 'check', path], { encoding: 'utf8' });
    expect(checked).toContain(`${CODE}: whole.`);
    expect(checked).toContain('2 published boards, 96 households');
    await page.locator(`main a[href="/p/${CODE}/r/1/v/1"]`).click();
    await expect(main(page)).toContainText('已经被第 2 版');
  });

  // The browser itself reports refusals.
  expect(errors.filter((error) => !/4(03|22)/.test(error))).toEqual([]);
  await context.close();
});
