import 'virtual:tokens.css';
import './app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { loadLanguage, parseLanguage } from './text/texts.ts';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
// One dictionary, that of the link: the page is first seen in its own language.
await loadLanguage(parseLanguage(new URLSearchParams(location.search).get('lang')) ?? 'zh-Hans');
mount(App, { target });
