import type { LanguageTexts } from './language.zh-Hans.ts';

/** Languages, links and embedding in English. */
export const languageEn: LanguageTexts = {
  language: { choose: 'Language', short: 'Lang.' },
  share: {
    title: 'Share this view',
    short: 'Share',
    close: 'Close sharing',
    link: 'Link',
    copyLink: 'Copy link',
    copiedLink: 'Link copied',
    withCamera: 'With the map where it stands now',
    embed: 'Embed in a web page',
    embedHow: 'The administrator must first allow your site (GROUNDWORK_EMBED_ORIGINS).',
    copyEmbed: 'Copy code',
    copiedEmbed: 'Code copied',
    cannotCopy: 'The browser does not let us copy; please select the text and copy it.',
    code: 'QR code of the link',
    codeHow: 'Scan it with a phone',
    codeTooLong: 'The link is too long for a QR code; try again with fewer conditions.',
  },
  embed: {
    open: 'Open the whole page',
    legend: 'Legend',
    count: (count) => `${count} projects`,
  },
  links: {
    leftOut: 'These parts of the link are gone or not known and were left out; the rest holds:',
    dismiss: 'Close this note',
    names: {
      investment: 'Investment',
      month: 'Month',
      year: 'Year',
      asOf: 'Known on',
      select: 'Selection',
      layers: 'Layers',
      map: 'Map position',
      sort: 'Order',
      lang: 'Language',
      theme: 'Theme',
      page: 'Page',
      basemap: 'Basemap',
    },
  },
};
