import 'virtual:tokens.css';
import './print.css';
import { mount } from 'svelte';
import { languageOf } from './dossier.ts';
import Print from './Print.svelte';
import { loadPrintWords } from './words.ts';

const target = document.getElementById('print');
if (!target) throw new Error('the page has no #print');
const address = new URL(location.href);
try {
  await loadPrintWords(languageOf(address));
  mount(Print, { target, props: { address } });
} catch (error) {
  console.warn('the words of the page could not be read:', error);
  const again = document.createElement('button');
  again.textContent = '重试 Retry';
  again.onclick = () => location.reload();
  // The only sentence that no dictionary can hold: none was read.
  target.append('未能连接服务器。The server cannot be reached. ', again);
}
