// Workspace-relative POSIX paths, put together without a file system.

/** Empty for a file at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** `relative` seen from `folder`, `.` and `..` resolved. Undefined when it leads out of the workspace. */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder and all above it, nearest first; the last one is the top (empty). */
export function ancestorsOf(folder: string): readonly string[] {
  const result = [folder];
  for (let current = folder; current !== "";) {
    current = folderOf(current);
    result.push(current);
  }
  return result;
}

/** `a` and `b` joined; either may be empty. */
export function under(a: string, b: string): string {
  if (a === "" || b === "") return a + b;
  return `${a}/${b}`;
}
