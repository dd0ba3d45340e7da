import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Ten steps around the action colour; step 6 is the colour of buttons and links (5.6:1 on white), step 7 its hover (9.1:1). */
const action: MantineColorsTuple = ['#eaf3fc', '#d3e6f8', '#a8cdf1', '#7ab2ea', '#4d98e3', '#2680d8', '#0066cc', '#00478f', '#003b77', '#002c5a'];

export const theme = createTheme({
  primaryColor: 'action',
  primaryShade: 6,
  colors: { action },
  black: '#1a1a1a',
  white: '#ffffff',
  fontFamily: "'Noto Sans Variable', 'Noto Sans', system-ui, sans-serif",
  fontFamilyMonospace: "'Noto Sans Mono', ui-monospace, monospace",
  defaultRadius: 4,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '26px' },
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
});

/** Mantine's own greys fail WCAG AA on white in places; these do not. */
export const cssVariables = (): { variables: Record<string, string>; light: Record<string, string>; dark: Record<string, string> } => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1a1a1a',
    '--mantine-color-dimmed': '#4d4d4d',
    '--mantine-color-placeholder': '#5c5c5c',
    '--mantine-color-error': '#cd0000',
    '--mantine-color-default-border': '#767676',
    // The edge of fields and boxes.
    '--mantine-color-gray-4': '#767676',
    '--mantine-color-disabled': '#f2f2f2',
    '--mantine-color-disabled-color': '#5c5c5c',
    '--mantine-color-disabled-border': '#b3b3b3',
  },
  dark: {},
});
