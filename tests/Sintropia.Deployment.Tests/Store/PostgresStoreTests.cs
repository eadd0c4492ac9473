using System.Data;
using System.Runtime.Versioning;
using Npgsql;
using Sintropia.Silo.Store;

namespace Sintropia.Deployment.Tests.Store;

/// <summary>The statements are called as Orleans calls them: by name, with its parameters and their types, and read by its column names.</summary>
[SupportedOSPlatform("linux")]
public sealed class PostgresStoreTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const int Active = 3, Dead = 6;

    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_script_may_run_again_and_keeps_what_is_stored()
    {
        var store = await Open("again");
        await store.Join(port: 1, version: 0);

        await PostgresStore.Initialise(server.ConnectionString, Cancelled);

        Assert.Equal(1, await store.Version());
    }

    [Fact]
    public async Task Several_silos_may_run_the_script_at_once_on_an_empty_database()
    {
        var empty = await NewDatabase();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostgresStore.Initialise(empty, Cancelled)));

        await using var source = NpgsqlDataSource.Create(empty);
        await using var count = source.CreateCommand("SELECT count(*)::int FROM OrleansQuery");
        Assert.Equal(13, await count.ExecuteScalarAsync(Cancelled));
    }

    [Fact]
    public async Task A_script_that_fails_halfway_leaves_nothing()
    {
        var empty = await NewDatabase();
        await using var source = NpgsqlDataSource.Create(empty);
        await using (var view = source.CreateCommand("CREATE VIEW OrleansQuery AS SELECT 1 AS QueryKey")) await view.ExecuteNonQueryAsync(Cancelled);

        await Assert.ThrowsAsync<PostgresException>(() => PostgresStore.Initialise(empty, Cancelled));

        await using var tables = source.CreateCommand("SELECT count(*)::int FROM pg_tables WHERE tablename LIKE 'sintropia%'");
        Assert.Equal(0, await tables.ExecuteScalarAsync(Cancelled));
    }

    [Fact]
    public async Task A_cluster_is_founded_once()
    {
        var store = await Open("founded", found: false);

        Assert.True(await store.Found());
        Assert.False(await store.Found());
        var row = Assert.Single(await store.Query("MembershipReadAllKey"));
        Assert.Equal((0, DBNull.Value), (row["Version"], row["StartTime"]));
    }

    [Fact]
    public async Task Of_two_silos_that_join_at_one_version_one_has_to_read_again()
    {
        var store = await Open("race");

        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(port => store.Join(port, version: 0)));

        Assert.Single(joined, won => won);
        Assert.Equal(1, await store.Version());
        Assert.Single(await store.Query("MembershipReadAllKey"));
    }

    [Fact]
    public async Task A_silo_that_is_there_does_not_join_again_and_leaves_the_version()
    {
        var store = await Open("twice");
        Assert.True(await store.Join(port: 1, version: 0));

        Assert.False(await store.Join(port: 1, version: 1));
        Assert.Equal(1, await store.Version());
    }

    [Fact]
    public async Task A_row_is_read_back_as_it_was_written()
    {
        var store = await Open("row");
        await store.Join(port: 7, version: 0);

        var row = Assert.Single(await store.Query("MembershipReadRowKey", Store.Silo(7)));

        Assert.Equal("10.0.0.7", row["Address"]);
        Assert.Equal((7, 1, Active, 30007, 1), (row["Port"], row["Generation"], row["Status"], row["ProxyPort"], row["Version"]));
        Assert.Equal(("silo-7", "host-7", DBNull.Value), (row["SiloName"], row["HostName"], row["SuspectTimes"]));
        Assert.Equal(Noon, DateTime.SpecifyKind((DateTime)row["StartTime"], DateTimeKind.Utc));
    }

    [Fact]
    public async Task The_row_of_a_silo_that_is_not_there_still_gives_the_version()
    {
        var store = await Open("absent");
        await store.Join(port: 1, version: 0);

        var row = Assert.Single(await store.Query("MembershipReadRowKey", Store.Silo(2)));

        Assert.Equal((1, DBNull.Value), (row["Version"], row["Address"]));
    }

    [Fact]
    public async Task A_member_changes_at_the_version_that_was_read_and_at_no_other()
    {
        var store = await Open("change");
        await store.Join(port: 1, version: 0);

        Assert.False(await store.Change(port: 1, Dead, version: 0, suspects: "a,b"));
        Assert.False(await store.Change(port: 2, Dead, version: 1, suspects: "a,b"));
        Assert.Equal(1, await store.Version());
        Assert.True(await store.Change(port: 1, Dead, version: 1, suspects: "S10.0.0.2:1@1,2026-01-01 12:00:00.000 GMT"));

        var row = Assert.Single(await store.Query("MembershipReadAllKey"));
        Assert.Equal((Dead, 2, "S10.0.0.2:1@1,2026-01-01 12:00:00.000 GMT"), (row["Status"], row["Version"], row["SuspectTimes"]));
    }

    [Fact]
    public async Task A_sign_of_life_changes_no_version()
    {
        var store = await Open("alive");
        await store.Join(port: 1, version: 0);

        await store.Query("UpdateIAmAlivetimeKey", [.. Store.Silo(1), ("IAmAliveTime", Noon.AddHours(1), DbType.DateTime)]);

        var row = Assert.Single(await store.Query("MembershipReadAllKey"));
        Assert.Equal((1, Noon.AddHours(1)), (row["Version"], DateTime.SpecifyKind((DateTime)row["IAmAliveTime"], DateTimeKind.Utc)));
    }

    [Fact]
    public async Task Gateways_are_silos_of_a_status_that_have_a_port_for_clients()
    {
        var store = await Open("gateways");
        await store.Join(port: 1, version: 0);
        await store.Join(port: 2, version: 1);
        await store.Join(port: 3, version: 2, proxyPort: 0);
        await store.Change(port: 2, Dead, version: 3, suspects: null);

        var row = Assert.Single(await store.Query("GatewaysQueryKey", ("Status", Active, DbType.Int32)));

        Assert.Equal(("10.0.0.1", 30001, 1), (row["Address"], row["ProxyPort"], row["Generation"]));
    }

    [Fact]
    public async Task Silos_long_gone_are_forgotten_and_active_ones_are_not()
    {
        var store = await Open("cleanup");
        await store.Join(port: 1, version: 0);
        await store.Join(port: 2, version: 1);
        await store.Change(port: 2, Dead, version: 2, suspects: null);

        await store.Query("CleanupDefunctSiloEntriesKey", ("IAmAliveTime", Noon, DbType.DateTime));
        Assert.Equal(2, (await store.Query("MembershipReadAllKey")).Count); // neither is older than that
        await store.Query("CleanupDefunctSiloEntriesKey", ("IAmAliveTime", Noon.AddDays(1), DbType.DateTime));

        Assert.Equal(1, Assert.Single(await store.Query("MembershipReadAllKey"))["Port"]);
    }

    [Fact]
    public async Task A_cluster_is_deleted_and_no_other_with_it()
    {
        var (one, other) = (await Open("deleted"), await Open("kept"));
        await one.Join(port: 1, version: 0);
        await other.Join(port: 1, version: 0);

        await one.Query("DeleteMembershipTableEntriesKey");

        Assert.Empty(await one.Query("MembershipReadAllKey"));
        Assert.Single(await other.Query("MembershipReadAllKey"));
    }

    [Fact]
    public async Task State_is_written_over_the_version_that_was_read_and_over_no_other()
    {
        var store = await Open("state");

        Assert.Equal(1, await store.Write("run-1", version: null, [1]));
        Assert.Null(await store.Write("run-1", version: null, [2])); // another activation, that had read nothing
        Assert.Null(await store.Write("run-1", version: 7, [2]));
        Assert.Equal(2, await store.Write("run-1", version: 1, [3]));

        var row = Assert.Single(await store.Query("ReadFromStorageKey", Store.Key("run-1")));
        Assert.Equal([3], (byte[])row["PayloadBinary"]);
        Assert.Equal(2, row["Version"]);
    }

    [Fact]
    public async Task Of_activations_that_write_at_once_one_wins()
    {
        var store = await Open("writers");

        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Write("run", version: null, [1]))), written => written == 1);
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Write("run", version: 1, [2]))), written => written == 2);
    }

    [Fact]
    public async Task Keys_of_numbers_and_of_text_are_told_apart()
    {
        var store = await Open("keys");
        await store.Write("a", version: null, [1]);
        await store.Write(null, version: null, [2]);
        await store.Write(null, version: null, [3], number: 5);

        Assert.Equal([1], (byte[])Assert.Single(await store.Query("ReadFromStorageKey", Store.Key("a")))["PayloadBinary"]);
        Assert.Equal([2], (byte[])Assert.Single(await store.Query("ReadFromStorageKey", Store.Key(null)))["PayloadBinary"]);
        Assert.Equal([3], (byte[])Assert.Single(await store.Query("ReadFromStorageKey", Store.Key(null, 5)))["PayloadBinary"]);
        Assert.Empty(await store.Query("ReadFromStorageKey", Store.Key("b")));
    }

    [Fact]
    public async Task Cleared_state_keeps_its_version_and_deleted_state_does_not()
    {
        var store = await Open("cleared");
        await store.Write("run", version: null, [1]);

        Assert.Empty(await store.Query("ClearStorageKey", Store.Key("run", version: 9)));
        Assert.Equal(2, Assert.Single(await store.Query("ClearStorageKey", Store.Key("run", version: 1)))[0]);
        Assert.Equal(DBNull.Value, Assert.Single(await store.Query("ReadFromStorageKey", Store.Key("run")))["PayloadBinary"]);
        Assert.Equal(3, await store.Write("run", version: 2, [4]));
        Assert.Equal(4, Assert.Single(await store.Query("DeleteStorageKey", Store.Key("run", version: 3)))[0]);
        Assert.Empty(await store.Query("ReadFromStorageKey", Store.Key("run")));
    }

    [Fact]
    public async Task A_database_that_nobody_serves_is_an_error() =>
        await Assert.ThrowsAsync<NpgsqlException>(() => PostgresStore.Initialise("Host=127.0.0.1;Port=1;Username=nobody", Cancelled));

    private async Task<Store> Open(string cluster, bool found = true)
    {
        await PostgresStore.Initialise(server.ConnectionString, Cancelled);
        var store = new Store(NpgsqlDataSource.Create(server.ConnectionString), cluster);
        if (found) await store.Found();
        return store;
    }

    private async Task<string> NewDatabase()
    {
        var name = $"fresh_{Guid.NewGuid():n}";
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(Cancelled);
        return server.ConnectionString.Replace("Database=postgres", $"Database={name}", StringComparison.Ordinal);
    }

    /// <summary>The stored statements, for one cluster, which is a service too.</summary>
    private sealed class Store(NpgsqlDataSource source, string cluster)
    {
        public static (string, object?, DbType)[] Silo(int port) =>
            [("Address", $"10.0.0.{port}", DbType.String), ("Port", port, DbType.Int32), ("Generation", 1, DbType.Int32)];

        public static (string, object?, DbType)[] Key(string? text, long number = 0, int? version = null) =>
        [
            ("GrainIdHash", 17, DbType.Int32), ("GrainIdN0", 0L, DbType.Int64), ("GrainIdN1", number, DbType.Int64), ("GrainTypeHash", 19, DbType.Int32),
            ("GrainTypeString", "run", DbType.String), ("GrainIdExtensionString", text, DbType.String), ("GrainStateVersion", version, DbType.Int32),
        ];

        public async Task<bool> Found() => (bool)Assert.Single(await Query("InsertMembershipVersionKey"))[0];

        public async Task<int> Version() => (int)(await Query("MembershipReadAllKey"))[0]["Version"];

        public async Task<bool> Join(int port, int version, int? proxyPort = null) => (bool)Assert.Single(await Query(
            "InsertMembershipKey",
            [
                .. Silo(port), ("SiloName", $"silo-{port}", DbType.String), ("HostName", $"host-{port}", DbType.String), ("Status", Active, DbType.Int32),
                ("ProxyPort", proxyPort ?? 30000 + port, DbType.Int32), ("StartTime", Noon, DbType.DateTime), ("IAmAliveTime", Noon, DbType.DateTime), ("Version", version, DbType.Int32),
            ]))[0];

        public async Task<bool> Change(int port, int status, int version, string? suspects) => (bool)Assert.Single(await Query(
            "UpdateMembershipKey",
            [.. Silo(port), ("Status", status, DbType.Int32), ("SuspectTimes", suspects, DbType.String), ("IAmAliveTime", Noon, DbType.DateTime), ("Version", version, DbType.Int32)]))[0];

        public async Task<int?> Write(string? text, int? version, byte[] state, long number = 0)
        {
            var rows = await Query("WriteToStorageKey", [.. Key(text, number, version), ("PayloadBinary", state, DbType.Binary)]);
            return rows.Count == 0 ? null : (int)Assert.Single(rows)["NewGrainStateVersion"];
        }

        public async Task<IReadOnlyList<Row>> Query(string name, params (string Name, object? Value, DbType Type)[] parameters)
        {
            await using var text = source.CreateCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = @name");
            text.Parameters.AddWithValue("name", name);
            await using var command = source.CreateCommand((string)(await text.ExecuteScalarAsync(Cancelled))!);
            foreach (var (key, value, type) in parameters.Append(("DeploymentId", cluster, DbType.String)).Append(("ServiceId", cluster, DbType.String)))
                command.Parameters.Add(new NpgsqlParameter(key, type) { Value = value ?? DBNull.Value });

            await using var reader = await command.ExecuteReaderAsync(Cancelled);
            var rows = new List<Row>();
            while (await reader.ReadAsync(Cancelled)) rows.Add(new([.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.GetValue(i)))]));
            return rows;
        }
    }

    /// <summary>A row whose columns are found by name whatever their case, as ADO.NET finds them.</summary>
    private sealed class Row(IReadOnlyList<(string Name, object Value)> columns)
    {
        public object this[string name] => columns.Single(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

        public object this[int position] => columns[position].Value;
    }
}
