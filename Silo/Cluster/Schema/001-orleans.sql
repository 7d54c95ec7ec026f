-- What Orleans keeps in PostgreSQL for a cluster: who is a member, grain states, reminders.
-- Orleans reads every statement it runs from OrleansQuery; the keys, the parameters and the columns answered are its contract
-- (Orleans' "ADO.NET configuration"), tables and statements are ours. Safe to run again.

CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

CREATE TABLE IF NOT EXISTS orleans_clusters (
    cluster text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0,
    changed timestamptz NOT NULL DEFAULT now());

CREATE TABLE IF NOT EXISTS orleans_silos (
    cluster text NOT NULL REFERENCES orleans_clusters,
    address text NOT NULL, port integer NOT NULL, generation integer NOT NULL,
    name text NOT NULL, host text NOT NULL, status integer NOT NULL, gateway integer NOT NULL,
    suspected text, started timestamptz NOT NULL, alive timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation));

CREATE TABLE IF NOT EXISTS orleans_states (
    service text NOT NULL, grain_type text NOT NULL, n0 bigint NOT NULL, n1 bigint NOT NULL, key text NOT NULL,
    state bytea, version integer NOT NULL, written timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service, grain_type, key, n0, n1));

CREATE TABLE IF NOT EXISTS orleans_reminders (
    service text NOT NULL, grain text NOT NULL, name text NOT NULL,
    due timestamptz NOT NULL, period bigint NOT NULL, hash integer NOT NULL, version integer NOT NULL DEFAULT 0,
    PRIMARY KEY (service, grain, name));
CREATE INDEX IF NOT EXISTS orleans_reminders_by_hash ON orleans_reminders (service, hash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES

-- Membership. Every change carries the version it was decided on; the version's row is locked first, so one of two changes wins.
('InsertMembershipVersionKey', $$
    WITH made AS (INSERT INTO orleans_clusters (cluster) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*)::integer FROM made
$$),
('InsertMembershipKey', $$
    WITH next AS (
        UPDATE orleans_clusters SET version = version + 1, changed = now()
        WHERE cluster = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM orleans_silos
            WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster),
    made AS (
        INSERT INTO orleans_silos (cluster, address, port, generation, name, host, status, gateway, started, alive)
        SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM next
        RETURNING 1)
    SELECT count(*)::integer FROM made
$$),
('UpdateMembershipKey', $$
    WITH next AS (
        UPDATE orleans_clusters SET version = version + 1, changed = now()
        WHERE cluster = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM orleans_silos
            WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster),
    made AS (
        UPDATE orleans_silos s SET status = @Status, suspected = CAST(@SuspectTimes AS text), alive = @IAmAliveTime
        FROM next WHERE s.cluster = next.cluster AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT count(*)::integer FROM made
$$),
('UpdateIAmAlivetimeKey', $$
    UPDATE orleans_silos SET alive = @IAmAliveTime
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
('MembershipReadRowKey', $$
    SELECT c.cluster AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName,
        s.host AS HostName, s.status AS Status, s.gateway AS ProxyPort, s.suspected AS SuspectTimes,
        s.started AS StartTime, s.alive AS IAmAliveTime, c.version AS Version
    FROM orleans_clusters c
    LEFT JOIN orleans_silos s ON s.cluster = c.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE c.cluster = @DeploymentId
$$),
('MembershipReadAllKey', $$
    SELECT c.cluster AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName,
        s.host AS HostName, s.status AS Status, s.gateway AS ProxyPort, s.suspected AS SuspectTimes,
        s.started AS StartTime, s.alive AS IAmAliveTime, c.version AS Version
    FROM orleans_clusters c LEFT JOIN orleans_silos s ON s.cluster = c.cluster
    WHERE c.cluster = @DeploymentId
$$),
('GatewaysQueryKey', $$
    SELECT address AS Address, gateway AS ProxyPort, generation AS Generation FROM orleans_silos
    WHERE cluster = @DeploymentId AND status = @Status AND gateway > 0
$$),
('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM orleans_silos WHERE cluster = @DeploymentId AND alive < @IAmAliveTime AND status <> 3
$$),
('DeleteMembershipTableEntriesKey', $$
    WITH silos AS (DELETE FROM orleans_silos WHERE cluster = @DeploymentId)
    DELETE FROM orleans_clusters WHERE cluster = @DeploymentId
$$),

-- Grain states. An answer that equals the version asked with says that another write came first.
('ReadFromStorageKey', $$
    SELECT state AS PayloadBinary, written AS ModifiedOn, version AS Version FROM orleans_states
    WHERE service = @ServiceId AND grain_type = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
        AND key = coalesce(CAST(@GrainIdExtensionString AS text), '')
$$),
('WriteToStorageKey', $$
    WITH changed AS (
        UPDATE orleans_states SET state = @PayloadBinary, version = version + 1, written = now()
        WHERE service = @ServiceId AND grain_type = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
            AND key = coalesce(CAST(@GrainIdExtensionString AS text), '') AND version = CAST(@GrainStateVersion AS integer)
        RETURNING version),
    made AS (
        INSERT INTO orleans_states (service, grain_type, n0, n1, key, state, version)
        SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(CAST(@GrainIdExtensionString AS text), ''), @PayloadBinary, 1
        WHERE CAST(@GrainStateVersion AS integer) IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version)
    SELECT coalesce((SELECT version FROM changed), (SELECT version FROM made), CAST(@GrainStateVersion AS integer)) AS NewGrainStateVersion
$$),
('ClearStorageKey', $$
    UPDATE orleans_states SET state = NULL, version = version + 1, written = now()
    WHERE service = @ServiceId AND grain_type = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
        AND key = coalesce(CAST(@GrainIdExtensionString AS text), '') AND version = CAST(@GrainStateVersion AS integer)
    RETURNING version AS NewGrainStateVersion
$$),
('DeleteStorageKey', $$
    DELETE FROM orleans_states
    WHERE service = @ServiceId AND grain_type = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
        AND key = coalesce(CAST(@GrainIdExtensionString AS text), '') AND version = CAST(@GrainStateVersion AS integer)
    RETURNING version + 1 AS NewGrainStateVersion
$$),

-- Reminders. Each silo reads its share by hash; the share that passes the largest number wraps around.
('UpsertReminderRowKey', $$
    INSERT INTO orleans_reminders (service, grain, name, due, period, hash)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash)
    ON CONFLICT (service, grain, name) DO UPDATE
        SET due = excluded.due, period = excluded.period, hash = excluded.hash, version = orleans_reminders.version + 1
    RETURNING version AS Version
$$),
('ReadReminderRowKey', $$
    SELECT grain AS GrainId, name AS ReminderName, due AS StartTime, period AS Period, version AS Version FROM orleans_reminders
    WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName
$$),
('ReadReminderRowsKey', $$
    SELECT grain AS GrainId, name AS ReminderName, due AS StartTime, period AS Period, version AS Version FROM orleans_reminders
    WHERE service = @ServiceId AND grain = @GrainId
$$),
('ReadRangeRows1Key', $$
    SELECT grain AS GrainId, name AS ReminderName, due AS StartTime, period AS Period, version AS Version FROM orleans_reminders
    WHERE service = @ServiceId AND hash > @BeginHash AND hash <= @EndHash
$$),
('ReadRangeRows2Key', $$
    SELECT grain AS GrainId, name AS ReminderName, due AS StartTime, period AS Period, version AS Version FROM orleans_reminders
    WHERE service = @ServiceId AND (hash > @BeginHash OR hash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
    WITH gone AS (
        DELETE FROM orleans_reminders
        WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version
        RETURNING 1)
    SELECT count(*)::integer FROM gone
$$),
('DeleteReminderRowsKey', $$
    DELETE FROM orleans_reminders WHERE service = @ServiceId
$$)

ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
