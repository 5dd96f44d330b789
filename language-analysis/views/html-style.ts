/** Style sheet of the HTML report; contrast of all text at least 4.5 : 1 in both schemes. */
export const STYLE = `
:root { --text: #1f2328; --soft: #57606a; --back: #ffffff; --line: #d0d7de; --box: #f6f8fa;
  --critical: #a40e26; --high: #bc4c00; --medium: #7d4e00; --low: #0550ae; --info: #57606a; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --soft: #9da7b3; --back: #0d1117; --line: #30363d; --box: #161b22;
    --critical: #ff8182; --high: #ffa657; --medium: #e3b341; --low: #79c0ff; --info: #9da7b3; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; border-bottom: 1px solid var(--line); margin-top: 2rem; } h3 { font-size: 1rem; margin: 0; }
a { color: var(--low); } code, pre { font: 13px/1.45 ui-monospace, monospace; } code { color: var(--soft); overflow-wrap: anywhere; }
pre { background: var(--box); border: 1px solid var(--line); padding: .5rem; overflow-x: auto; white-space: pre-wrap; }
.count { font-size: 1.1rem; font-weight: 600; } .introduction { color: var(--soft); } .rule, footer { color: var(--soft); }
table { border-collapse: collapse; } th, td { text-align: left; border-bottom: 1px solid var(--line); padding: .3rem 1rem .3rem 0; }
article { border: 1px solid var(--line); border-left: 4px solid var(--mark, var(--line)); border-radius: 4px; padding: .7rem 1rem; margin: .8rem 0; break-inside: avoid; }
.critical { --mark: var(--critical); } .high { --mark: var(--high); } .medium { --mark: var(--medium); } .low { --mark: var(--low); } .info { --mark: var(--info); }
.severity { color: var(--mark); text-transform: uppercase; font-size: .8rem; letter-spacing: .04em; }
.scroll { overflow-x: auto; } .map { max-width: none; } .map text { fill: var(--text); font: 12px system-ui, sans-serif; } .map .kind { fill: var(--soft); font-size: 10px; }
.map rect { fill: var(--box); stroke: var(--mark, var(--line)); stroke-width: 1.5; } .map .edges path { fill: none; stroke: var(--soft); stroke-opacity: .55; marker-end: url(#tip); } #tip path { fill: var(--soft); }
@media print { :root { --text: #000; --back: #fff; --box: #fff; --soft: #444; } details > * { display: block; } .map { max-width: 100%; height: auto; } }
`.trim();
