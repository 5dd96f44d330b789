export interface MapHtmlParts {
  /** `webview.cspSource`: where styles, fonts and images may come from. */
  readonly cspSource: string;
  /** New for every page: the only script that runs is ours. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly codicons: string;
  readonly title: string;
  readonly language: string;
}

/**
 * The page of the map. Everything in it is made by the script; no data of the workspace is in the markup.
 * The ids of the two links are looked for by name: one tells cytoscape that its own style is there already (it would add a style
 * element, which the policy forbids), the other shows the icon components their font.
 */
export function mapHtml(parts: MapHtmlParts): string {
  const { cspSource, nonce } = parts;
  // `data:` is for the cards' pictures, which are drawn in the colours of the theme.
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeAttribute(parts.title)}</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${escapeAttribute(parts.codicons)}">
<link rel="stylesheet" id="__________cytoscape_stylesheet" href="${escapeAttribute(parts.style)}">
</head>
<body>
<script nonce="${escapeAttribute(nonce)}" src="${escapeAttribute(parts.script)}"></script>
</body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
