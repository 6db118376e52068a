// Time: a changed calendar moves a window, an upheld objection is carried over,
// and a board that was to go out at a time goes out late, and says so.
import { expect, test, type Page } from '@playwright/test';
import { consoleErrors, isSound } from './checks';
import { Demo } from './demo';
import {
  approve,
  decide,
  declareSister,
  explain,
  explainWarnings,
  object,
  send,
  sendForGood,
  signIn,
  upload,
} from './office';

const CODE = 'HW2024';
const ROUND = `/office/p/${CODE}/r/2`;
const demo = new Demo();

// Once with JavaScript on a phone, once without at a desk.
test.beforeEach(({}, info) => {
  test.skip(!['phone', 'desk, no JavaScript'].includes(info.project.name));
});
test.setTimeout(240_000);
test.afterAll(() => demo.end());

const main = (page: Page) => page.locator('main');

test('windows, a carry-over and a planned time', async ({ browser }, info) => {
  await demo.at('2024-09-02T09:00:00+08:00');
  const context = await browser.newContext({ baseURL: demo.base });
  const page = await context.newPage();
  const errors = consoleErrors(page);
  const seen = async (name: string) => {
    await isSound(page);
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  };
  let receipt = '';

  await test.step('a day off at its end makes the window longer, and the page says why', async () => {
    await page.goto(`/p/${CODE}/r/1`);
    await expect(main(page)).toContainText('2024-09-09');
    await signIn(page, 'admin');
    await page.goto('/office/calendar?year=2024');
    await page.locator('#from').fill('2024-09-09');
    await page.locator('#note').fill('防汛停工');
    await sendForGood(page, 'calendar');
    await expect(main(page)).toContainText('防汛停工');
    await seen('calendar');
    await page.goto(`/p/${CODE}/r/1`);
    await expect(main(page)).toContainText('2024-09-09 的上班安排有变（防汛停工），公示期延到 2024-09-10 24 时');
    await seen('moved');
  });

  await test.step('what was upheld holds the second board up, or is openly carried over', async () => {
    receipt = await object(page, CODE, 'HW01003', '水浇地应是 3.6 亩');
    await decide(page, receipt, 'upheld', '丈量有误，等复测');
    await demo.at('2024-09-11T09:00:00+08:00');
    await signIn(page, 'staff');
    await upload(page, CODE, 'board2-wide.xlsx', 2);
    await declareSister(page, CODE);
    await explain(page, CODE, 2, 'remeasured', '9月10日复测');
    await explainWarnings(page, ROUND, '按9月10日复测');
    await expect(main(page)).toContainText(`${receipt}（HW01003）已经成立，但这一榜上没有改`);
    await seen('not-mended');
    await signIn(page, 'supervisor');
    await page.goto(ROUND);
    await page.locator('#form-carry #reason').fill('测绘单位月底复测，三榜更正');
    await seen('to-carry-over');
    await sendForGood(page, 'carry');
    await expect(main(page)).toContainText('测绘单位月底复测，三榜更正');
    await seen('carried-over');
  });

  await test.step('it is approved for a time, and waits', async () => {
    await signIn(page, 'staff');
    await page.goto(ROUND);
    await page.locator('#planned_at').fill('2024-09-12T08:00');
    await send(page, 'submit');
    await expect(main(page)).toContainText('等预审员审核');
    await signIn(page, 'reviewer');
    await page.goto(`${ROUND}/review`);
    await expect(main(page)).toContainText('定于 2024-09-12 08:00 公布');
    await approve(page);
    await expect(main(page)).toContainText('预审已通过，定于 2024-09-12 08:00 由系统公布');
    await seen('waits');
    const page2 = await context.request.get(`/p/${CODE}/r/2`);
    expect(page2.status()).toBe(404);
  });

  await test.step('the program was down at that time: it goes out at start, and says that it is late', async () => {
    await demo.at('2024-09-12T15:00:00+08:00');
    await page.context().clearCookies();
    // The site answers a moment before the board is out.
    await expect(async () => {
      await page.goto(`/p/${CODE}/r/2`);
      const late = '这一榜定于 2024-09-12 08:00 公布，实际到 2024-09-12 15:0';
      await expect(main(page)).toContainText(late, { timeout: 1_000 });
    }).toPass();
    await expect(main(page)).toContainText('测绘单位月底复测，三榜更正');
    await seen('late');
  });

  expect(errors.filter((error) => !/4(04|22)/.test(error))).toEqual([]);
  await context.close();
});
