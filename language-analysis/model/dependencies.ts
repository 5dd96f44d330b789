// Third-party packages as manifests and lock files name them, and what is known about their versions.
import type { Span } from "./range.ts";

/** Names as in the OSV schema. Source: ossf.github.io/osv-schema, "Defined ecosystems". */
export const ECOSYSTEMS = ["npm", "PyPI", "Maven", "Go", "NuGet"] as const;
export type Ecosystem = (typeof ECOSYSTEMS)[number];

/** `runtime` is packaged with the function; `development` is not; `peer` is expected to be there. */
export type DependencyScope = "runtime" | "development" | "optional" | "peer";

/** One file that names packages. */
export interface DependencyFile {
  readonly file: string;
  readonly ecosystem: Ecosystem;
  /** A manifest says what the app wants, a lock file what it gets; an installed package lies beside the code. */
  readonly role: "manifest" | "lock" | "installed";
  /** In the order of the file. */
  readonly packages: readonly Dependency[];
  /** Manifests: texts in which a tool may be named without being imported (scripts of package.json). */
  readonly mentions?: string;
}

export interface Dependency {
  /** As the ecosystem's registry spells it; PyPI names are normalised (PEP 503). */
  readonly name: string;
  readonly scope: DependencyScope;
  /** Lock files, and manifests with an exact version. */
  readonly version?: string;
  /** Manifests: as written (`^4.17.1`, `>=2,<3`); empty when there is none. */
  readonly requirement?: string;
  /** From where, when it is not the registry. */
  readonly source?: "git" | "url" | "file" | "workspace";
  /** Lock files: it runs a script when it is installed. */
  readonly hasInstallScript?: true;
  /** Lock files: why its authors deprecate this version. */
  readonly deprecated?: string;
  /** Lock files: names of the packages that it asks for. */
  readonly requires?: readonly string[];
  /** The whole entry; in lock files its name. */
  readonly at: Span;
  /** The text to replace for another requirement, quotes excluded. */
  readonly requirementAt?: Span;
}

/** A known weakness of some versions of one package. */
export interface Advisory {
  /** CVE where there is one, else the database's own id. */
  readonly id: string;
  /** One line. */
  readonly title: string;
  /** CVSS base score, 0 to 10; absent where the database has none. */
  readonly score?: number;
  /** Half-open ranges of affected versions: from `introduced` (`0`: the first) to `fixed` or, included, to `last`. */
  readonly ranges: readonly AffectedRange[];
}

export interface AffectedRange {
  readonly introduced: string;
  readonly fixed?: string;
  readonly last?: string;
}

/** What is known, by ecosystem and package name, with the date at which it was known. */
export interface AdvisoryDatabase {
  /** ISO date. */
  readonly date: string;
  readonly advisories: Readonly<Partial<Record<Ecosystem, Readonly<Record<string, readonly Advisory[]>>>>>;
}
