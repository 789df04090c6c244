/** PostgreSQL extensions that the schema needs, on both databases. */
export const extensions = ['postgis', 'pg_trgm', 'btree_gist', 'unaccent'] as const;
