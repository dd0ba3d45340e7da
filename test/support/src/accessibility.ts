import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** WCAG 2.0 and 2.1 to level AA, with what 2.2 adds. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * @returns one line for each element that breaks a rule; what the frames of other makers hold is not ours, which is what
 * the mode without frames leaves out, in less than half the time.
 */
export async function accessibilityViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).exclude('iframe').setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.split('\n').slice(1).join(' ').trim() ?? ''}`));
}

/** How far the page is wider than its window, in CSS pixels: a reader must not have to scroll sideways (WCAG 1.4.10). */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** A window's width in CSS pixels, and the language of the screen. */
export type Look = readonly [width: number, language: 'en' | 'fr'];

/** What is wrong with the page as it is now, in each of the looks: broken rules and sideways scrolling. Ends wide and in English. */
export async function violationsInLooks(page: Page, looks: readonly Look[]): Promise<readonly string[]> {
  const found: string[] = [];
  const show = async (width: number, language: string): Promise<void> => {
    await page.setViewportSize({ width, height: 800 });
    if ((await page.getAttribute('html', 'lang')) !== language) await page.locator(`button[lang="${language}"]`).click();
  };
  for (const [width, language] of looks) {
    await show(width, language);
    found.push(...(await accessibilityViolations(page)).map((line) => `${width} px ${language}: ${line}`));
    const sideways = await sidewaysScroll(page);
    if (sideways > 0) found.push(`${width} px ${language}: scrolls ${sideways} px sideways`);
  }
  await show(1280, 'en');
  return found;
}
