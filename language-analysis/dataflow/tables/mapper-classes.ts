// Classes of object mappers from which an app derives its own. Sources: documentation of Objection.js, TypeORM, Sequelize, Mongoose, MikroORM, Django, peewee
// and Tortoise ORM.
export const MAPPER_CLASSES =
  /^(objection\.Model|typeorm\.(BaseEntity|Repository|AbstractRepository|TreeRepository|MongoRepository)|sequelize(-typescript)?\.Model|mongoose\.Model|@mikro-orm\/\w+\.EntityRepository|django\.db\.models\.(Model|Manager)|peewee\.Model|tortoise(\.models)?\.Model)$/;
