// Three boards from the samples: none goes out before its time or with an open
// objection, and what changed from one to the next is shown with its reason.
import { expect, test, type Page } from '@playwright/test';
import { consoleErrors, isSound } from './checks';
import { Demo } from './demo';
import { approve, declareSister, explainWarnings, sample, send, sendForGood, signIn } from './office';

const CODE = 'HW2024';
const demo = new Demo();

// It takes minutes: once with JavaScript on a phone, once without at a desk.
test.beforeEach(({}, info) => {
  test.skip(!['phone', 'desk, no JavaScript'].includes(info.project.name));
});
test.setTimeout(300_000);
test.afterAll(() => demo.end());

const main = (page: Page) => page.locator('main');
const office = (round: number) => `/office/p/${CODE}/r/${round}`;

async function upload(page: Page, round: number, file: string) {
  await page.goto(office(round));
  await page.locator('#file').setInputFiles(sample(file));
  await send(page, 'upload');
  await expect(main(page)).toContainText(file);
}

/** Says why these households changed. */
async function explain(page: Page, round: number, households: string[], cause: string, note: string) {
  await page.goto(`${office(round)}/changes`);
  for (const household of households) {
    await page.locator(`input[name="household:${household}"]`).check();
  }
  await page.locator(`input[name=cause][value=${cause}]`).check();
  await page.locator('#note').fill(note);
  await page.locator('button[name=which][value=chosen]').click();
  await expect(main(page)).toContainText(note);
}

async function submit(page: Page, round: number) {
  await page.goto(office(round));
  await send(page, 'submit');
}

async function review(page: Page, round: number) {
  await signIn(page, 'reviewer');
  await page.goto(`${office(round)}/review`);
  await approve(page);
  await expect(main(page)).toContainText('看公布的榜');
}

test('three boards, each at its time and with its reasons', async ({ browser }, info) => {
  await demo.at('2024-09-02T09:00:00+08:00');
  const context = await browser.newContext({ baseURL: demo.base });
  const page = await context.newPage();
  const errors = consoleErrors(page);
  const shot = (name: string) =>
    page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });

  await test.step('a resident objects to the first board', async () => {
    await page.goto(`/p/${CODE}/r/1/object?h=HW01003`);
    await page.locator('#statement').fill('水浇地应是 3.6 亩');
    await page.locator('#name').fill('王某');
    await page.locator('#phone').fill('13800138000');
    await send(page, 'object');
    await expect(page).toHaveURL(/\/track$/);
  });

  await test.step('the second board needs a reason for each household that changed', async () => {
    await signIn(page, 'staff');
    await upload(page, 2, 'board2-wide.xlsx');
    await expect(main(page)).toContainText('11,828,002.22');
    // The table marks a household that had declared no relation.
    await declareSister(page, CODE);
    await page.goto(`${office(2)}/changes`);
    for (const household of ['HW01006', 'HW02007', 'HW04007']) {
      await expect(main(page)).toContainText(household);
    }
    await isSound(page);
    await shot('changes-to-explain');
    await explain(page, 2, ['HW01006'], 'remeasured', '9月10日复测，3 人到场签字');
    await explain(page, 2, ['HW02007'], 'error', '录入差错，已更正');
    await explain(page, 2, ['HW04007'], 'other', '补报亲属关系');
    await expect(main(page)).toContainText('每一户的变动都写了原因');
    // With a household measured again, its land is no longer the surveyed total.
    await page.goto(office(2));
    await expect(main(page)).toContainText('勘测总面积 156.173 亩');
    await explainWarnings(page, office(2), '按9月10日复测');
  });

  await test.step('it waits for the first to have hung its time, and for the answer', async () => {
    await page.goto(office(2));
    await expect(main(page)).toContainText('第一榜还在公示，到 2024-09-09 24 时为止');
    await isSound(page);
    await shot('held-up');
    await send(page, 'submit');
    await expect(main(page).locator('[role=alert]').first()).toBeVisible();
    await demo.at('2024-09-10T09:00:00+08:00');
    await signIn(page, 'staff');
    await page.goto(office(2));
    await expect(main(page)).not.toContainText('还在公示');
    // Whether anybody objected, staff do not learn before it is upheld.
    await expect(main(page)).toContainText('还没有全部办结');
    await send(page, 'submit');
    await expect(main(page)).not.toContainText('等预审员审核');

    await signIn(page, 'supervisor');
    await page.goto('/office/objections');
    await page.locator('main a[href^="/office/objections/"]').first().click();
    await send(page, 'accept');
    await page.locator('input[name=outcome][value=dismissed]').check();
    await page.locator('#reason').fill('复测仍为 3.397 亩，有四邻签字');
    await sendForGood(page, 'decide');
    await expect(main(page)).toContainText('有四邻签字');
  });

  await test.step('then it goes out, and residents see what changed and why', async () => {
    await signIn(page, 'staff');
    await submit(page, 2);
    await expect(main(page)).toContainText('等预审员审核');
    await review(page, 2);
    await page.context().clearCookies();
    await page.goto(`/p/${CODE}/r/2/changes`);
    for (const shown of ['HW01006', '9月10日复测', 'HW02007', '录入差错', 'HW04007', '补报亲属关系']) {
      await expect(main(page)).toContainText(shown);
    }
    await isSound(page);
    await shot('changes');
    await page.goto(`/p/${CODE}/r/2/h/HW01006`);
    await expect(main(page)).toContainText('9月10日复测');
    await isSound(page);
    await shot('household-changed');
  });

  await test.step('the third board leaves a household out, and says why', async () => {
    await demo.at('2024-09-20T09:00:00+08:00');
    await signIn(page, 'staff');
    await upload(page, 3, 'board3-wide.xlsx');
    await page.goto(`${office(3)}/changes`);
    await expect(main(page)).toContainText('HW06001');
    await page.locator('input[name=cause][value=other]').check();
    await page.locator('#note').fill('自愿退出征收范围，协议已签');
    const all = page.locator('button[name=which][value=unexplained]');
    if (await all.isVisible()) {
      await all.click();
    } else {
      await page.locator('input[name="household:HW06001"]').check();
      await page.locator('button[name=which][value=chosen]').click();
    }
    await expect(main(page)).toContainText('每一户的变动都写了原因');
    await explainWarnings(page, office(3), '一户退出征收范围');
    await submit(page, 3);
    await expect(main(page)).toContainText('等预审员审核');
    await review(page, 3);
    await page.context().clearCookies();
    await page.goto(`/p/${CODE}/r/3/changes`);
    await expect(main(page)).toContainText('HW06001');
    await expect(main(page)).toContainText('自愿退出征收范围');
    await page.goto(`/p/${CODE}/r/2/h/HW06001`);
    await expect(main(page)).toContainText('自愿退出征收范围');
    await isSound(page);
    await shot('household-gone');
    await page.goto(`/p/${CODE}`);
    await expect(main(page)).toContainText('第三榜');
    await isSound(page);
    await shot('project');
  });

  // The browser itself reports refusals.
  expect(errors.filter((error) => !/4(09|22)/.test(error))).toEqual([]);
  await context.close();
});
