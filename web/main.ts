import 'virtual:tokens.css';
import './app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { loadLanguage, parseLanguage } from './text/texts.ts';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
// One dictionary, that of the link: the page is first seen in its own language.
const parameters = new URLSearchParams(location.search);
await loadLanguage(parseLanguage(parameters.get('lang')) ?? 'zh-Hans');
// The embedded view is another page: without what the portal can do, and without its weight in the first load.
const embedded = parameters.get('embed') === '1';
mount(embedded ? (await import('./embed/Embed.svelte')).default : App, { target });
