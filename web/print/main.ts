import 'virtual:tokens.css';
import './print.css';
import { mount } from 'svelte';
import { languageOf } from './dossier.ts';
import Print from './Print.svelte';
import { loadPrintWords } from './words.ts';

const target = document.getElementById('print');
if (!target) throw new Error('the page has no #print');
const address = new URL(location.href);
await loadPrintWords(languageOf(address));
mount(Print, { target, props: { address } });
