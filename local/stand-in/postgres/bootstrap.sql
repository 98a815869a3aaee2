-- What statements rely on in a CockroachDB database. In template1, so that every new database has it.
CREATE SCHEMA crdb_internal;

CREATE SCHEMA stand_in;

CREATE EXTENSION dblink SCHEMA stand_in;

GRANT USAGE ON SCHEMA crdb_internal TO public;

CREATE DOMAIN public.string AS text;

-- As in CockroachDB: the time in steps of 10 microseconds, then 15 bits that differ within a step.
CREATE SEQUENCE crdb_internal.rowid_low_bits MINVALUE 0 MAXVALUE 32767 CYCLE;

CREATE FUNCTION public.unique_rowid() RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER AS
$$ SELECT ((extract(epoch FROM clock_timestamp()) * 100000)::bigint << 15) | nextval('crdb_internal.rowid_low_bits') $$;

CREATE FUNCTION crdb_internal.cluster_id() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT 'CLUSTER_ID'::uuid $$;

-- Queries the node's process, which knows the cluster. A setting of the session holds the node that the client is connected to.
CREATE FUNCTION stand_in.ask(what text, request jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql VOLATILE SECURITY DEFINER AS
$$ SELECT answer FROM stand_in.dblink('host=' || current_setting('unix_socket_directories') || ' port=5433 user=root dbname=stand_in',
     (request || jsonb_build_object('what', what, 'gateway', coalesce(current_setting('standin.node', true), '0')::int,
       'unsafe', current_setting('standin.allow_unsafe_internals', true),
       'admin', (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user)))::text) AS t(answer jsonb) $$;

CREATE FUNCTION crdb_internal.node_id() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT current_setting('standin.node', true)::bigint $$;

CREATE FUNCTION crdb_internal.node_executable_version() RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER AS
$$ SELECT stand_in.ask('executable_version') #>> '{}' $$;

CREATE FUNCTION crdb_internal.is_admin() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT rolsuper FROM pg_roles WHERE rolname = session_user $$;

CREATE FUNCTION crdb_internal.stand_in_setting(name text) RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER AS
$$ SELECT stand_in.ask('setting', jsonb_build_object('name', name)) #>> '{}' $$;

CREATE FUNCTION crdb_internal.stand_in_zone(target text) RETURNS TABLE (target text, raw_config_sql text) LANGUAGE sql VOLATILE SECURITY DEFINER AS
$$ SELECT z->>'target', z->>'raw_config_sql' FROM stand_in.ask('zone', jsonb_build_object('target', $1)) AS z $$;

CREATE PROCEDURE crdb_internal.stand_in_set(name text, value text) LANGUAGE plpgsql SECURITY DEFINER AS
$$ BEGIN PERFORM stand_in.ask('set', jsonb_build_object('name', name, 'value', value)); END $$;

CREATE PROCEDURE crdb_internal.stand_in_reset(name text) LANGUAGE plpgsql SECURITY DEFINER AS
$$ BEGIN PERFORM stand_in.ask('set', jsonb_build_object('name', name, 'reset', true)); END $$;

CREATE PROCEDURE crdb_internal.stand_in_configure_zone(target text, options text) LANGUAGE plpgsql SECURITY DEFINER AS
$$ BEGIN PERFORM stand_in.ask('configure_zone', jsonb_build_object('target', target, 'options', options)); END $$;

CREATE VIEW crdb_internal.cluster_settings AS SELECT variable, value, type, public, description
FROM jsonb_to_recordset(stand_in.ask('settings')) AS t(variable text, value text, type text, public boolean, description text);

CREATE VIEW crdb_internal.zones AS SELECT zone_id, 0::bigint AS subzone_id, target, nullif(range_name, '') AS range_name, nullif(database_name, '') AS database_name,
  CASE WHEN table_name <> '' THEN 'public' END AS schema_name, nullif(table_name, '') AS table_name, NULL::text AS index_name, NULL::text AS partition_name,
  raw_config_sql, full_config_sql
FROM jsonb_to_recordset(stand_in.ask('zones')) AS t(zone_id bigint, target text, range_name text, database_name text, table_name text, raw_config_sql text, full_config_sql text);

CREATE VIEW crdb_internal.ranges AS SELECT range_id, start_pretty::bytea AS start_key, start_pretty, end_pretty::bytea AS end_key, end_pretty, replicas, replica_localities,
  replicas AS voting_replicas, '{}'::bigint[] AS non_voting_replicas, '{}'::bigint[] AS learner_replicas, NULL::timestamp AS split_enforced_until, lease_holder
FROM jsonb_to_recordset(stand_in.ask('ranges')) AS t(range_id bigint, start_pretty text, end_pretty text, replicas bigint[], replica_localities text[], lease_holder bigint);

CREATE VIEW crdb_internal.ranges_no_leases AS SELECT range_id, start_key, start_pretty, end_key, end_pretty, replicas, replica_localities,
  voting_replicas, non_voting_replicas, learner_replicas, split_enforced_until FROM crdb_internal.ranges;

CREATE VIEW crdb_internal.gossip_nodes AS SELECT node_id, 'tcp' AS network, address, address AS advertise_address, 'tcp' AS sql_network, address AS sql_address,
  address AS advertise_sql_address, '[]'::jsonb AS attrs, locality, '' AS cluster_name, server_version, build_tag, started_at, is_live, ranges, leases
FROM jsonb_to_recordset(stand_in.ask('gossip_nodes')) AS t(node_id bigint, address text, locality text, server_version text, build_tag text, started_at timestamp,
  is_live boolean, ranges bigint, leases bigint);

CREATE VIEW crdb_internal.gossip_liveness AS SELECT node_id, epoch, expiration, draining, decommissioning, membership, updated_at
FROM jsonb_to_recordset(stand_in.ask('gossip_liveness')) AS t(node_id bigint, epoch bigint, expiration text, draining boolean, decommissioning boolean, membership text, updated_at timestamp);

CREATE VIEW crdb_internal.kv_node_liveness AS SELECT node_id, epoch, expiration, draining, membership
FROM jsonb_to_recordset(stand_in.ask('kv_node_liveness')) AS t(node_id bigint, epoch bigint, expiration text, draining boolean, membership text);

CREATE VIEW crdb_internal.kv_node_status AS SELECT node_id, 'tcp' AS network, address, '[]'::jsonb AS attrs, locality, server_version, build_tag AS tag, started_at, updated_at, metrics
FROM jsonb_to_recordset(stand_in.ask('kv_node_status')) AS t(node_id bigint, address text, locality text, server_version text, build_tag text, started_at timestamp, updated_at timestamp, metrics jsonb);

CREATE VIEW crdb_internal.kv_store_status AS SELECT node_id, node_id AS store_id, '[]'::jsonb AS attrs, capacity, available, capacity - available AS used, range_count, lease_count
FROM jsonb_to_recordset(stand_in.ask('kv_store_status')) AS t(node_id bigint, capacity bigint, available bigint, range_count bigint, lease_count bigint);

CREATE VIEW crdb_internal.jobs AS SELECT 0::bigint AS job_id, '' AS job_type, '' AS description, '' AS statement, '' AS user_name, '' AS status, '' AS running_status,
  now() AS created, now() AS started, now() AS finished, now() AS modified, 0::float AS fraction_completed, '' AS error, 0::bigint AS coordinator_id WHERE false;

GRANT SELECT ON crdb_internal.cluster_settings, crdb_internal.zones, crdb_internal.ranges, crdb_internal.ranges_no_leases, crdb_internal.gossip_nodes,
  crdb_internal.gossip_liveness, crdb_internal.kv_node_liveness, crdb_internal.kv_node_status, crdb_internal.kv_store_status, crdb_internal.jobs TO public;

-- The databases of a new cluster, from that template.
DROP DATABASE postgres;

CREATE DATABASE postgres;

CREATE DATABASE defaultdb;

