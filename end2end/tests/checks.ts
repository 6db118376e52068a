// What every page must hold up to.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** The project that the demo has published. */
export const DEMO = '/p/HW2024';

/** Errors that pages write to the console; none is allowed. */
export function consoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  return errors;
}

/**
 * No accessibility fault, nothing that scrolls sideways. axe works in the page
 * itself, so it looks at the scripted one; the markup of the other is the same.
 */
export async function isSound(page: Page) {
  if (test.info().project.use.javaScriptEnabled !== false) {
    const faults = await new AxeBuilder({ page }).analyze();
    expect(faults.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  }
  const root = page.locator('html');
  const wide = await root.evaluate((html) => {
    if (html.scrollWidth <= html.clientWidth) return [];
    const beyond = [...html.querySelectorAll('*')].filter(
      (one) => one.getBoundingClientRect().right > html.clientWidth,
    );
    return beyond.map((one) => `${one.tagName}.${one.className}: ${one.textContent?.slice(0, 40)}`);
  });
  expect(wide).toEqual([]);
}
