// Ports behind which databases, caches, search and remote administration listen.
// Sources: IANA Service Name and Transport Protocol Port Number Registry; default ports of the AWS services' developer guides. Read on
// 2025-06-30. They seldom change; to refresh, look for ports of database services that were added to CloudFormation.

export const DATABASE_PORTS: ReadonlyMap<number, string> = new Map([
  [1433, "SQL Server"],
  [1521, "Oracle"],
  [2484, "Oracle"],
  [3306, "MySQL"],
  [5432, "PostgreSQL"],
  [5439, "Redshift"],
  [6379, "Redis"],
  [7000, "Cassandra"],
  [8111, "DAX"],
  [8182, "Neptune"],
  [9042, "Cassandra"],
  [9092, "Kafka"],
  [9094, "Kafka"],
  [9200, "OpenSearch"],
  [9300, "OpenSearch"],
  [11211, "Memcached"],
  [27017, "MongoDB"],
  [2049, "NFS"],
]);

export const ADMINISTRATION_PORTS: ReadonlyMap<number, string> = new Map([
  [22, "SSH"],
  [23, "Telnet"],
  [3389, "Remote Desktop"],
  [5900, "VNC"],
  [5985, "WinRM"],
  [445, "SMB"],
]);
