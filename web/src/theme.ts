import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent. Verdicts have colours of their own, see `palette.css`. */
const VIOLET: MantineColorsTuple = [
  '#f3f0fc',
  '#e3dcf5',
  '#c6b9ea',
  '#a793df',
  '#8d73d5',
  '#7c5ed0',
  '#6f4fc7',
  '#5f41b0',
  '#54399d',
  '#462f86',
];

export const theme = createTheme({
  primaryColor: 'violet',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: true,
  colors: { violet: VIOLET },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'sm',
  headings: { fontWeight: '600' },
});

/** Secondary text dark enough to be read (WCAG AA) on every ground of the page. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#59636e', '--mantine-color-placeholder': '#646c76' },
  dark: {
    '--mantine-color-dimmed': '#aab2bb',
    '--mantine-color-placeholder': '#a0a8b1',
    '--mantine-color-anchor': '#c6b9ea',
  },
});
