-- What a CockroachDB database has and statements of its users rely on. In template1, so that every new database has it.
CREATE SCHEMA crdb_internal;

CREATE FUNCTION crdb_internal.cluster_id() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT 'CLUSTER_ID'::uuid $$;

GRANT USAGE ON SCHEMA crdb_internal TO public;

CREATE DOMAIN public.string AS text;

-- Like CockroachDB's: time in steps of 10 microseconds, then 15 bits that differ within a step.
CREATE SEQUENCE crdb_internal.rowid_low_bits MINVALUE 0 MAXVALUE 32767 CYCLE;

CREATE FUNCTION public.unique_rowid() RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER AS
$$ SELECT ((extract(epoch FROM clock_timestamp()) * 100000)::bigint << 15) | nextval('crdb_internal.rowid_low_bits') $$;

