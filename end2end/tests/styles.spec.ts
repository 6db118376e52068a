// Our utilities against Tailwind's own: the same class must compute to the
// same style. Variants are compared too; `md` is our layout's width on both.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import postcss from 'postcss';
import tailwind from 'tailwindcss';

const { classes, css } = JSON.parse(
  readFileSync(new URL('../../target/xtask/utilities.json', import.meta.url), 'utf8'),
) as { classes: string[]; css: string };

/** Tailwind 3's sheet for the same classes. */
async function tailwindSheet(): Promise<string> {
  const config = {
    content: [{ raw: classes.map((name) => `<i class="${name}"></i>`).join('') }],
    corePlugins: { preflight: false },
    theme: { extend: { screens: { md: '760px' } } },
  };
  const input = '@tailwind utilities;';
  return (await postcss([tailwind(config)]).process(input, { from: undefined })).css;
}

/** Every computed property of an element of each class, under one sheet. */
async function computed(page: Page, sheet: string): Promise<Record<string, string>[]> {
  const body = classes
    .map((name) => `<div class="parent"><p class="${name}" tabindex="0">text</p></div>`)
    .join('');
  await page.setContent(`<style>.parent{width:300px;height:80px}</style><style>${sheet}</style>${body}`);
  return page.locator('.parent > p').evaluateAll((elements) =>
    elements.map((element) => {
      const style = getComputedStyle(element);
      return Object.fromEntries(
        [...style]
          .filter((name) => !name.startsWith('--'))
          .map((name) => [name, style.getPropertyValue(name)]),
      );
    }),
  );
}

for (const medium of ['screen', 'print'] as const) {
  test(`utilities compute to what Tailwind 3 says, on ${medium}`, async ({ page }, info) => {
    test.skip(info.project.use.javaScriptEnabled === false, 'the comparison is a script');
    expect(classes.length).toBeGreaterThan(10);
    await page.emulateMedia({ media: medium });
    const [ours, theirs] = [
      await computed(page, css),
      await computed(page, await tailwindSheet()),
    ];
    const bare = (await computed(page, ''))[0];
    const differences = classes.flatMap((name, at) =>
      Object.keys(theirs[at]!)
        .filter((property) => ours[at]![property] !== theirs[at]![property])
        .map((property) => `${name}: ${property} ${ours[at]![property]}, not ${theirs[at]![property]}`),
    );
    expect(differences).toEqual([]);
    // The comparison sees something: most classes change a bare paragraph.
    const changing = theirs.filter((style) =>
      Object.keys(style).some((property) => style[property] !== bare![property]),
    );
    expect(changing.length).toBeGreaterThan(classes.length / 2);
  });
}
