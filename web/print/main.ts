import 'virtual:tokens.css';
import './print.css';
import { mount } from 'svelte';
import Print from './Print.svelte';

const target = document.getElementById('print');
if (!target) throw new Error('the page has no #print');
mount(Print, { target, props: { address: new URL(location.href) } });
