// Workspace-relative POSIX paths, joined without a file system.

/** The folder of a file; empty for files at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/**
 * `relative` seen from `folder`; undefined when it leads out of the workspace, is absolute, or is no path of a file system
 * (a URL, an ARN, a text with parts that are not known).
 */
export function joinPath(folder: string, relative: string): string | undefined {
  if (relative === "" || relative.startsWith("/") || /^[a-z0-9+.-]+:/i.test(relative) || /[${}*?]/.test(relative)) {
    return undefined;
  }
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** A relative path without the `../` it begins with; undefined for what is no path. */
export function withoutClimb(relative: string): string | undefined {
  return joinPath("", relative.replaceAll("\\", "/").replace(/^(?:\.{1,2}\/)+/, ""));
}

/** A file named in `file`, relative to that file's folder. */
export function companionPath(file: string, relative: string): string | undefined {
  const path = joinPath(folderOf(file), relative);
  return path === "" || path === file ? undefined : path;
}
