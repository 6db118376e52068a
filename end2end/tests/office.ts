// What several specs do at the office.
import { expect, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';

/** A workbook of the kinds that offices have. */
export function sample(name: string): string {
  return fileURLToPath(new URL(`../../server/workbook/tests/samples/${name}`, import.meta.url));
}

export type Role = 'staff' | 'reviewer' | 'supervisor' | 'admin';

/** Signs in, in place of whoever was signed in before. */
export async function signIn(page: Page, role: Role) {
  await page.context().clearCookies({ name: 'session' });
  await page.goto('/office');
  await expect(page).toHaveURL(/\/office\/login/);
  await page.locator('#name').fill(role);
  await page.locator('#password').fill(`demo-${role}-1`);
  await page.locator('form[method=post] button[type=submit]').click();
  await expect(page).toHaveURL(/\/office$/);
}

/** Sends the form of this name. */
export async function send(page: Page, form: string) {
  await page.locator(`#form-${form} button[type=submit]`).click();
}

/** Confirms what a page asks before it does what cannot be taken back. */
export async function confirm(page: Page) {
  await expect(page.locator('h1')).toBeFocused();
  await page.locator('#form-confirm .btn.main').click();
}

/** Sends a form of what cannot be taken back, and confirms it. */
export async function sendForGood(page: Page, form: string) {
  await send(page, form);
  await confirm(page);
}

/** Opens what is folded on a page: a round's step that is done, what can be done later. */
export async function open(page: Page, folded: string) {
  await page.locator(folded).evaluate((details: HTMLDetailsElement) => {
    details.open = true;
  });
}

/** Signs every item of the checklist. */
export async function sign(page: Page) {
  for (const item of ['true', 'complete', 'lawful', 'scope', 'secrecy']) {
    await page.locator(`#check_${item}`).check();
  }
}

/** Signs every item of the checklist, approves, and confirms it. */
export async function approve(page: Page) {
  await sign(page);
  await sendForGood(page, 'approve');
}

/** Gives every change of a draft that has no reason this one. */
export async function explain(page: Page, code: string, round: number, cause: string, note = '') {
  await page.goto(`/office/p/${code}/r/${round}/changes`);
  for (const box of await page.locator('input[name^="household:"]').all()) {
    await box.check();
  }
  await page.locator(`input[name=cause][value=${cause}]`).check();
  await page.locator('#note').fill(note);
  await page.locator('button[name=which][value=chosen]').click();
  await expect(page.locator('main')).toContainText('每一户的变动都写了原因');
}

/** Gives every warning of a draft this reason. */
export async function explainWarnings(page: Page, round: string, reason: string) {
  await page.goto(round);
  await open(page, '#reasons');
  for (const field of await page.locator('input[name^="warning:"]').all()) {
    await field.fill(reason);
  }
  await send(page, 'warnings');
  await expect(page.locator('main')).toContainText('每一处提醒都写了理由');
}

/** Creates a project of this code and loads its standards. */
export async function createProject(page: Page, code: string, name = '河湾村集体土地及房屋征收') {
  await page.goto('/office/projects/new');
  for (const [field, value] of Object.entries({
    code,
    name,
    area: '青禾街道河湾村',
    office: '青禾街道办事处',
    approval_number: '示政地〔2024〕31号',
    phone: '0000-0000000',
  })) {
    await page.locator(`#${field}`).fill(value);
  }
  await send(page, 'create');
  await expect(page).toHaveURL(new RegExp(`/office/p/${code}$`));
  await page.locator('#file').setInputFiles(sample('standards.xlsx'));
  await send(page, 'standards');
  await expect(page.locator('main')).toContainText('第 1 版');
}

/** Uploads a board to a project's round. */
export async function upload(page: Page, code: string, file: string, round = 1) {
  await page.goto(`/office/p/${code}/r/${round}`);
  await open(page, '#upload');
  await page.locator('#file').setInputFiles(sample(file));
  await send(page, 'upload');
}

/** Declares that the households which the table does not mark have no relation. */
export async function declareRest(page: Page, code: string) {
  await page.goto(`/office/p/${code}/special`);
  await page.locator('#by-village').check();
  await page.locator('#declarer').fill('河湾村委会');
  await page.locator('#basis').fill('村民小组会上逐户核对');
  await send(page, 'rest');
  await expect(page.locator('main')).toContainText('每一户都申报了');
}

/** The second board marks a household as the sister of an official: declares it so. */
export async function declareSister(page: Page, code: string) {
  await page.goto(`/office/p/${code}/special/HW04007`);
  await page.locator('input[name=tie][value=close]').check();
  const official = page.locator('#official option', { hasText: '沈德' });
  await page.locator('#official').selectOption(await official.getAttribute('value'));
  await page.locator('#relation').fill('姐妹');
  await send(page, 'declare');
}

/** Objects to a household on a board; gives the receipt number. */
export async function object(page: Page, code: string, household: string, statement: string) {
  await page.goto(`/p/${code}/r/1/object?h=${household}`);
  await page.locator('#statement').fill(statement);
  await page.locator('#name').fill('王某');
  await page.locator('#phone').fill('13800138000');
  await send(page, 'object');
  await expect(page).toHaveURL(/\/track$/);
  return page.locator('.notice-box dd').first().innerText();
}

/** A supervisor accepts and decides an objection. */
export async function decide(page: Page, receipt: string, outcome: string, reason: string) {
  await signIn(page, 'supervisor');
  await page.goto(`/office/objections/${receipt}`);
  await send(page, 'accept');
  await page.locator(`input[name=outcome][value=${outcome}]`).check();
  await page.locator('#form-decide #reason').fill(reason);
  await sendForGood(page, 'decide');
  await expect(page.locator('main')).toContainText(reason);
}
