-- What a cluster keeps in PostgreSQL 12 or later: who is a member, and the state of grains.
--
-- Orleans' ADO.NET providers ask for statements by name in the table OrleansQuery and run them with parameters of given names, and read columns of given
-- names; what tables stand behind is left to whoever writes the statements. `Sintropia.Silo --initialise-store` runs this file. It may be run again, also
-- by several silos at once and while a cluster works: nothing is lost, and statements of an older version are replaced.

BEGIN;

-- One at a time: of two that create a table "if it does not exist" at once, one fails.
SELECT pg_advisory_xact_lock(20517, 1);

CREATE TABLE IF NOT EXISTS sintropia_cluster
(
  cluster_id text PRIMARY KEY,
  version    integer NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE sintropia_cluster IS 'A cluster, with the number of changes of its membership. Whoever changes it names the version that he read, so that of two at once one has to read again.';

CREATE TABLE IF NOT EXISTS sintropia_silo
(
  cluster_id    text NOT NULL REFERENCES sintropia_cluster,
  address       text NOT NULL,
  port          integer NOT NULL,
  generation    integer NOT NULL,
  silo_name     text NOT NULL,
  host_name     text NOT NULL,
  status        integer NOT NULL,
  proxy_port    integer NOT NULL,
  suspect_times text,
  started_at    timestamptz NOT NULL,
  alive_at      timestamptz NOT NULL,
  PRIMARY KEY (cluster_id, address, port, generation)
);
COMMENT ON TABLE sintropia_silo IS 'A life of a silo. One that starts again at the same address has another generation. Status 3 is active, 6 dead.';

CREATE TABLE IF NOT EXISTS sintropia_grain
(
  service_id text NOT NULL,
  kind       text NOT NULL,
  key_high   bigint NOT NULL,
  key_low    bigint NOT NULL,
  key_text   text NOT NULL,
  version    integer NOT NULL,
  state      bytea,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (service_id, kind, key_high, key_low, key_text)
);
COMMENT ON TABLE sintropia_grain IS 'Stored state of a grain. The version guards it against two activations that write at once; a state that was cleared is null and keeps its version.';

CREATE TABLE IF NOT EXISTS OrleansQuery
(
  QueryKey  varchar(64) PRIMARY KEY,
  QueryText varchar(8000) NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES

-- Membership ---------------------------------------------------------------------------------------------------------------------------------------------

('InsertMembershipVersionKey', $query$
  WITH founded AS
  (
    INSERT INTO sintropia_cluster (cluster_id) VALUES (@DeploymentId)
    ON CONFLICT (cluster_id) DO NOTHING
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM founded)
$query$),

-- The version row is locked by whoever steps it; one who waited for it finds another version, steps nothing, and so joins nothing.
('InsertMembershipKey', $query$
  WITH stepped AS
  (
    UPDATE sintropia_cluster SET version = version + 1, changed_at = now()
    WHERE cluster_id = @DeploymentId AND version = @Version AND NOT EXISTS
    (
      SELECT FROM sintropia_silo
      WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    )
    RETURNING cluster_id
  ),
  joined AS
  (
    INSERT INTO sintropia_silo (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
    SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM stepped
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM joined)
$query$),

('UpdateMembershipKey', $query$
  WITH stepped AS
  (
    UPDATE sintropia_cluster SET version = version + 1, changed_at = now()
    WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS
    (
      SELECT FROM sintropia_silo
      WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    )
    RETURNING cluster_id
  ),
  changed AS
  (
    UPDATE sintropia_silo AS silo SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
    FROM stepped
    WHERE silo.cluster_id = stepped.cluster_id AND address = @Address AND port = @Port AND generation = @Generation
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM changed)
$query$),

-- A sign of life changes no version: silos write it all the time and must not hold up one another.
('UpdateIAmAlivetimeKey', $query$
  UPDATE sintropia_silo SET alive_at = @IAmAliveTime
  WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),

-- A cluster without such a silo still gives its version.
('MembershipReadRowKey', $query$
  SELECT address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName, host_name AS HostName, status AS Status, proxy_port AS ProxyPort,
    suspect_times AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime, version AS Version
  FROM sintropia_cluster AS cluster
  LEFT JOIN sintropia_silo AS silo ON silo.cluster_id = cluster.cluster_id AND address = @Address AND port = @Port AND generation = @Generation
  WHERE cluster.cluster_id = @DeploymentId
$query$),

('MembershipReadAllKey', $query$
  SELECT address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName, host_name AS HostName, status AS Status, proxy_port AS ProxyPort,
    suspect_times AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime, version AS Version
  FROM sintropia_cluster AS cluster
  LEFT JOIN sintropia_silo AS silo ON silo.cluster_id = cluster.cluster_id
  WHERE cluster.cluster_id = @DeploymentId
$query$),

('GatewaysQueryKey', $query$
  SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
  FROM sintropia_silo
  WHERE cluster_id = @DeploymentId AND status = @Status AND proxy_port > 0
$query$),

('CleanupDefunctSiloEntriesKey', $query$
  DELETE FROM sintropia_silo
  WHERE cluster_id = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3
$query$),

('DeleteMembershipTableEntriesKey', $query$
  DELETE FROM sintropia_silo WHERE cluster_id = @DeploymentId;
  DELETE FROM sintropia_cluster WHERE cluster_id = @DeploymentId
$query$),

-- State of grains. A key is two numbers, or a text, or both; the hashes that Orleans also passes are not needed behind a primary key. -------------------------

('ReadFromStorageKey', $query$
  SELECT state AS PayloadBinary, version AS Version
  FROM sintropia_grain
  WHERE service_id = @ServiceId AND kind = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
$query$),

-- The new version; no row where another activation wrote before.
('WriteToStorageKey', $query$
  WITH changed AS
  (
    UPDATE sintropia_grain SET state = @PayloadBinary, version = version + 1, written_at = now()
    WHERE service_id = @ServiceId AND kind = @GrainTypeString
      AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
      AND version = @GrainStateVersion
    RETURNING version
  ),
  made AS
  (
    INSERT INTO sintropia_grain (service_id, kind, key_high, key_low, key_text, version, state)
    SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1, @PayloadBinary
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT (service_id, kind, key_high, key_low, key_text) DO NOTHING
    RETURNING version
  )
  SELECT version AS NewGrainStateVersion FROM changed
  UNION ALL
  SELECT version FROM made
$query$),

('ClearStorageKey', $query$
  UPDATE sintropia_grain SET state = NULL, version = version + 1, written_at = now()
  WHERE service_id = @ServiceId AND kind = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
    AND version = @GrainStateVersion
  RETURNING version AS NewGrainStateVersion
$query$),

('DeleteStorageKey', $query$
  DELETE FROM sintropia_grain
  WHERE service_id = @ServiceId AND kind = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
    AND version = @GrainStateVersion
  RETURNING version + 1 AS NewGrainStateVersion
$query$)

ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

COMMIT;
