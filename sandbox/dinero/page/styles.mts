import { Html } from './html.mts';

/** The one style sheet of all pages; light and dark follow the reader's system. */
export const styles = new Html(`
:root{color-scheme:light dark;--back:light-dark(#f6f7f9,#14171c);--card:light-dark(#fff,#1c2027);--text:light-dark(#1b2430,#e6e9ee);
--soft:light-dark(#5b6775,#9aa5b3);--line:light-dark(#dfe4ea,#303743);--accent:light-dark(#0b6e4f,#4cc79a);--onaccent:light-dark(#fff,#08130e);
--warn:light-dark(#9a5b00,#f0b45a);--bad:light-dark(#b3261e,#ff8a80);--good:light-dark(#0b6e4f,#4cc79a);--hover:light-dark(#eef3f6,#252b34)}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}
header.top{background:var(--card);border-bottom:1px solid var(--line)}
header.top>div{max-width:76rem;margin:0 auto;padding:.8rem 1.2rem .2rem}
header.top .name{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:baseline}
header.top .name strong{font-size:1.15rem}
nav.rooms{display:flex;flex-wrap:wrap;gap:.1rem;margin-top:.4rem}
nav.rooms a{padding:.45rem .8rem;text-decoration:none;color:var(--soft);border-bottom:3px solid transparent}
nav.rooms a:hover{color:var(--text)}
nav.rooms a[aria-current]{color:var(--text);border-color:var(--accent);font-weight:600}
main{max-width:76rem;margin:0 auto;padding:1.2rem}
h1{font-size:1.5rem;line-height:1.2;margin:.2rem 0 1rem}
h2{font-size:1.1rem;margin:1.6rem 0 .6rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.2rem;margin:0 0 1rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(12.5rem,1fr));gap:.8rem;margin:0 0 1rem;padding:0}
.figures>div,.figures>form>button{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.7rem 1rem}
.figures>form>button{width:100%;height:100%;text-align:left}
.figures dt,.figures small{color:var(--soft)}.figures dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}
table{border-collapse:collapse;width:100%}
th,td{padding:.45rem .8rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>td,tfoot td{border-bottom:0}
th{font-weight:600;color:var(--soft);font-size:.85rem;white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tbody tr:hover{background:var(--hover)}
tfoot td{font-weight:600;border-top:2px solid var(--line)}
.tag{display:inline-block;padding:0 .5rem;border:1px solid currentColor;border-radius:1rem;font-size:.8rem;white-space:nowrap;color:var(--soft)}
.tag.good{color:var(--good)}.tag.warn{color:var(--warn)}.tag.bad{color:var(--bad)}
small,.soft{color:var(--soft)}
code,pre{font:.85rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--back);border:1px solid var(--line);border-radius:8px;padding:.8rem;overflow:auto;max-height:30rem;white-space:pre-wrap;overflow-wrap:anywhere}
button,input,select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.35rem .7rem}
button{cursor:pointer}button:hover{background:var(--hover)}
button.primary{background:var(--accent);color:var(--onaccent);border-color:var(--accent);font-weight:600}
form.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:0 0 1rem}
form.row label{display:grid;font-size:.85rem;color:var(--soft)}
.pager{display:flex;gap:1rem;align-items:center;margin:.8rem 0}
.pages{color:var(--soft)}
.t-accounts{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1rem}
.t-account h3{font-size:1rem;margin:0;padding:.6rem .8rem;border-bottom:2px solid var(--text)}
.t-account table td:first-child{border-right:2px solid var(--text);width:50%}
.t-account .scroll{border-radius:10px}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:1rem}
.consent{display:grid;place-items:center;min-height:100vh;padding:1rem}.consent main{max-width:32rem;width:100%}
fieldset{border:0;padding:0;margin:1rem 0}legend{font-weight:600;padding:0;margin-bottom:.4rem}
.choice{display:flex;gap:.7rem;align-items:center;padding:.6rem .8rem;border:1px solid var(--line);border-radius:8px;margin:.4rem 0;cursor:pointer}
.choice:hover{background:var(--hover)}.choice small{display:block}
input[type=number]{width:7rem}
.buttons{display:flex;gap:.6rem}
dl.pairs{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}
dl.pairs dt{color:var(--soft)}dl.pairs dd{margin:0;white-space:pre-line}
.flash{border-left:4px solid var(--accent)}.flash.bad{border-color:var(--bad)}
@media (max-width:40rem){th,td{padding:.4rem .5rem}main{padding:.8rem}}
`);
