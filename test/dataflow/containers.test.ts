// Objects that a container of dependency injection makes: what they are given is followed, by token, class and name.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

const repository = `
class Repo {
  constructor(private readonly pool: Pool) {}
  find(id: string) { return this.pool.query("SELECT * FROM a WHERE id = '" + id + "'"); }
  bound(id: string) { return this.pool.query("SELECT * FROM a WHERE id = $1", [id]); }
}`;

describe("containers of dependency injection", () => {
  appTable("ts", {
    "tsyringe, an interface under a text": `
// api: sql body
import { container, inject, injectable } from "tsyringe";
import { Pool } from "pg";
interface Store { find(id: string): Promise<unknown> }
@injectable()
class PgStore implements Store {
  private readonly pool = new Pool();
  find(id: string) { return this.pool.query(\`SELECT * FROM a WHERE id = '\${id}'\`); }
}
@injectable()
class Service { constructor(@inject("Store") private readonly store: Store) {} run(id: string) { return this.store.find(id); } }
container.register("Store", { useClass: PgStore });
export const handler = async (event: any) => container.resolve(Service).run(event.body);`,
    "tsyringe, registered in a module that is imported for what it does": `
// api: sql body
import "./container";
import { container } from "tsyringe";
const service = container.resolve<any>("Service");
export const handler = async (event: any) => service.find(event.body);
// file: container.ts
import { container } from "tsyringe";
import { Pool } from "pg";
${repository}
container.registerInstance("Service", new Repo(new Pool()));`,
    "tsyringe, what is bound is no query text": `
// api: none
import { container } from "tsyringe";
import { Pool } from "pg";
${repository}
container.register(Pool, { useValue: new Pool() });
export const handler = async (event: any) => container.resolve(Repo).bound(event.body);`,
    "inversify, symbols": `
// api: sql body
import { Container, inject, injectable } from "inversify";
import { Pool } from "pg";
const TYPES = { Store: Symbol.for("Store"), Pool: Symbol.for("Pool") };
@injectable()
class Store {
  private pool: Pool;
  constructor(@inject(TYPES.Pool) pool: Pool) { this.pool = pool; }
  find(id: string) { return this.pool.query("SELECT * FROM a WHERE id = '" + id + "'"); }
}
const container = new Container();
container.bind<Store>(TYPES.Store).to(Store).inSingletonScope();
container.bind(TYPES.Pool).toDynamicValue(() => new Pool());
export const handler = async (event: any) => container.get<Store>(TYPES.Store).find(event.body);`,
    "inversify, modules": `
// api: sql body
import { Container, ContainerModule } from "inversify";
import { Pool } from "pg";
${repository}
const storage = new ContainerModule((bind) => { bind("Store").toConstantValue(new Repo(new Pool())); });
const container = new Container();
container.load(storage);
export const handler = async (event: any) => container.get<Repo>("Store").find(event.body);`,
    "awilix, the cradle as one argument": `
// api: sql body
import { asClass, asFunction, createContainer } from "awilix";
import { createPool } from "mysql2/promise";
const makeStore = ({ pool }: any) => ({ find: (id: string) => pool.query(\`SELECT * FROM a WHERE id = \${id}\`) });
class Service { private store: any; constructor({ store }: any) { this.store = store; } run(id: string) { return this.store.find(id); } }
const container = createContainer();
container.register({
  pool: asFunction(() => createPool({})).singleton(),
  store: asFunction(makeStore),
  service: asClass(Service).scoped(),
});
export const handler = async (event: any) => container.cradle.service.run(event.body);`,
    "awilix, by the names of parameters": `
// api: sql body
import { asClass, asValue, createContainer, InjectionMode } from "awilix";
import { Pool } from "pg";
${repository}
class Service { constructor(private repo: Repo) {} run(id: string) { return this.repo.find(id); } }
const container = createContainer({ injectionMode: InjectionMode.CLASSIC });
container.register("pool", asValue(new Pool()));
container.register({ repo: asClass(Repo), service: asClass(Service) });
export const handler = async (event: any) => container.resolve<Service>("service").run(event.body);`,
    "typedi, values and services": `
// api: sql body
import { Container, Inject, Service } from "typedi";
import { Pool } from "pg";
@Service()
class Store {
  constructor(@Inject("pool") private readonly pool: any) {}
  find(id: string) { return this.pool.query("SELECT * FROM a WHERE id = '" + id + "'"); }
}
Container.set("pool", new Pool());
export const handler = async (event: any) => Container.get(Store).find(event.body);`,
    "a token that nothing is registered under": `
// api: none
import { container } from "tsyringe";
export const handler = async (event: any) => (container.resolve("Store") as any).find(event.body);`,
    "classes that ask for each other": `
// api: sql body
import { container, inject, injectable } from "tsyringe";
import { Pool } from "pg";
@injectable()
class A { constructor(@inject("B") private readonly b: any) {} find(id: string) { return new Pool().query("SELECT * FROM a WHERE id = " + id); } }
@injectable()
class B { constructor(@inject(A) private readonly a: any) {} }
container.register("B", { useClass: B });
export const handler = async (event: any) => container.resolve(A).find(event.body);`,
  });

  appTable("py", {
    "FastAPI, what a dependency gives": `
# api: sql q
from fastapi import Depends, FastAPI
from mangum import Mangum
import psycopg2

def connection():
    db = psycopg2.connect("")
    try:
        yield db
    finally:
        db.close()

class Store:
    def __init__(self, db):
        self.db = db
    def find(self, q):
        cursor = self.db.cursor()
        cursor.execute(f"SELECT * FROM a WHERE q = '{q}'")
    def bound(self, q):
        self.db.cursor().execute("SELECT * FROM a WHERE q = %s", (q,))

def store(db=Depends(connection)) -> Store:
    return Store(db)

app = FastAPI()

@app.get("/a")
def find(q: str, other: str, own: Store = Depends(store)):
    own.bound(other)
    return own.find(q)

handler = Mangum(app)`,
    "FastAPI, what a dependency takes from the request": `
# api: sql order
from typing import Annotated
from fastapi import Depends, FastAPI
from mangum import Mangum
import psycopg2

class Page:
    def __init__(self, order: str = "id", limit: int = 10):
        self.order = order
        self.limit = limit

app = FastAPI()

@app.get("/a")
def find(page: Annotated[Page, Depends()]):
    psycopg2.connect("").cursor().execute(f"SELECT * FROM a ORDER BY {page.order} LIMIT {page.limit}")

handler = Mangum(app)`,
  });
});
